"""The lessons' advice: it reaches plans, and followed to the end it is not a losing line."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.rules import new_game, observe, refuse
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.lessons import Lesson, MoveDial, Speak
from game.engine.rules.vocabulary.plan import BOTH, Plan, Say, SetDial
from game.lab.balance.lesson_trials import followed, loses, trials


def test_advice_stands_first_and_what_clashes_goes(rules: Any) -> None:
    o = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing")
    lesson = Lesson("x", 1, "measures", "X", "X.", advice={"beijing": (MoveDial("licence-heavy-others", -1), Speak("ease"))})
    plan = Plan("beijing", (SetDial("licence-heavy-others", 0), Say("hold"), SetDial("state-reserve", 0)))
    made, count = followed(rules, o, plan, lesson)
    assert count == 2
    assert made.lines[0] == SetDial("licence-heavy-others", o.dials["licence-heavy-others"] - 1)
    assert made.lines[1] == Say("ease") and Say("hold") not in made.lines
    assert SetDial("state-reserve", 0) in made.lines
    for i in range(len(made.lines)):
        assert refuse(rules, o, Plan("beijing", made.lines[:i]), made.lines[i]) is None


@pytest.mark.slow
@pytest.mark.parametrize("side", BOTH)
def test_no_lesson_is_a_losing_line(rules: Any, side: Any) -> None:
    found = list(trials(rules, range(1, 9), (side,)))
    assert {t.lesson for t in found} == {x.id for x in rules.lessons.values() if x.advice.get(side)}
    for trial in found:
        assert trial.followed, f"{trial.lesson}: its advice never had an occasion"
        assert not loses(trial), trial
