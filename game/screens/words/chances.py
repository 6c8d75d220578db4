"""How a chance is told in whole per cent: never as nought where it is not, and never as certain."""

from __future__ import annotations

from game.screens.words.texts import Texts

HALF = 0.005  # half a per cent: what would be rounded away


def chance_told(t: Texts, share: float) -> str:
    """A chance 0–1 in words: "under 1 %", "12 %", "over 99 %"."""
    if 0.0 < share < HALF:
        return t("number.percent_under", n=t.number(1.0))
    if 1.0 - HALF < share < 1.0:
        return t("number.percent_over", n=t.number(99.0))
    return t.percent(share)
