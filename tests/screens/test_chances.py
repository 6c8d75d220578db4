"""Chances in words: never nought where there is one, in both languages, wherever a quantity in per cent is told."""

from __future__ import annotations

import pytest

from game.engine.rules.campaign.quantities import QUANTITIES
from game.screens.words.chances import chance_told
from game.screens.words.quantities import number_told
from game.screens.words.texts import Texts


@pytest.mark.parametrize(("language", "small", "large"), [("en", "under 1%", "over 99%"), ("zh-Hans", "不到1%", "超过99%")])
def test_a_small_chance_is_no_nought_and_a_large_one_no_certainty(language: str, small: str, large: str) -> None:
    t = Texts(language)
    for share in (1e-6, 0.001, 0.0049):
        assert chance_told(t, share) == number_told(t, QUANTITIES["escalation"], 100.0 * share) == small
    assert chance_told(t, 0.999) == large
    assert (chance_told(t, 0.0), chance_told(t, 0.0051), chance_told(t, 0.12), chance_told(t, 1.0)) == ("0%", "1%", "12%", "100%")
    assert number_told(t, QUANTITIES["escalation"], 0.0) == "0%"
    assert number_told(t, QUANTITIES["escalation"], 0.04, fine=True) == small.replace("1", "0.1"), "finer beside a bound"
