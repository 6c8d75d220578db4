"""What a choice would do to the three figures, in a few words: arrows at Guided, decimals at Analyst, each with when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine.rules.campaign.record import FIGURES
from game.engine.world.arithmetic.total import total
from game.screens.words.texts import Texts

if TYPE_CHECKING:
    from game.forecast.bites import Bite

LEAST = 0.3  # points below which a move is not told
STEPS = (1.5, 5.0)  # points from which an arrow is doubled, and trebled
MOST = 2  # figures that are told
MOSTLY = 0.7  # the share of a move from which it has mostly come
WHEN = ("now", "year", "later")


def bite_told(t: Texts, bite: Bite, analyst: bool) -> str:
    """The two figures that move most, each at the first time at which it has most of its move; "" for none."""
    found = []
    for figure in FIGURES:
        moves = bite.moves[figure]
        most = max(moves, key=abs)
        if abs(most) >= LEAST:
            found.append((-abs(most), figure, most, when_of(moves)))
    told = [
        t("bite.effect", name=t(f"bite.{figure}"), move=t.signed(move, 1) if analyst else arrow(move), when=t(f"bite.{when}"))
        for _, figure, move, when in sorted(found)[:MOST]
    ]
    return t("number.list_separator").join(told)


def move_told(t: Texts, moves: Sequence[float], analyst: bool) -> str:
    """A figure's largest move, at Analyst with the first time at which it has most of it (at Guided the plan's own line says when);
    "" for next to none."""
    most = max(moves, key=abs)
    if abs(most) < LEAST:
        return ""
    return f"{t.signed(most, 1)} {t(f'bite.{when_of(moves)}')}" if analyst else arrow(most)[:1]


def when_of(moves: Sequence[float]) -> str:
    """The first of the times at which a move has most of its size."""
    most = max(moves, key=abs)
    return next(w for w, move in zip(WHEN, moves, strict=True) if abs(move) >= MOSTLY * abs(most))


def arrow(move: float) -> str:
    """One to three arrows up or down."""
    return ("↑" if move > 0 else "↓") * (1 + total(abs(move) >= step for step in STEPS))
