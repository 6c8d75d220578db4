"""Two desks that disagree: each likes its own order and not the other's, and neither knows mandates, par or verdict."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, observe, options
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import BOTH, GiveOrder, Measure, Plan, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.opponents.desk_advice import COUNTS, _worths, two_desks
from game.structs import replace


def open_lines(rules: Rules, seen: Observation) -> list[Measure]:
    """The orders and dial settings that may be taken at once."""
    found = options(rules, seen, Plan(seen.side)).options
    return [x.line for x in found if isinstance(x.line, SetDial | GiveOrder) and x.refusal is None]


@pytest.mark.parametrize("side", BOTH)
@pytest.mark.parametrize("scenario", ["spring-curbs", "calibrated-control", "first-crisis"])
def test_each_likes_its_own_and_together_they_dislike_the_others(rules: Rules, scenario: str, side: Side) -> None:
    seen = observe(rules, new_game(rules, Setup(scenario, 3)), side)
    lines = open_lines(rules, seen)
    pairs = set()
    for quarter in range(3):
        now = replace(seen, quarter=quarter)
        found = two_desks(rules, now, lines)
        assert found is not None
        one, two = found
        assert one.desk != two.desk and one.line != two.line
        worth = {x.desk: dict(zip(lines, _worths(rules, now, x.desk, lines), strict=True)) for x in found}
        assert worth[one.desk][one.line] == max(worth[one.desk].values()) > 0
        assert worth[two.desk][two.line] == max(worth[two.desk].values()) > 0
        assert worth[one.desk][two.line] + worth[two.desk][one.line] <= 0
        pairs.add((one.desk, two.desk))
    assert len(pairs) > 1, "others speak in another quarter"


def test_neither_knows_what_the_verdict_asks_for(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 3)), "washington")
    lines = open_lines(rules, seen)
    blind = replace(seen, mandates=(), progress={}, charges={})
    scenario = rules.scenarios["spring-curbs"]
    par = {side: replace(found, median=found.median + 20.0) for side, found in scenario.par.items()}
    other = replace(rules, scenarios={**rules.scenarios, "spring-curbs": replace(scenario, par=par)})
    assert two_desks(rules, seen, lines) == two_desks(rules, blind, lines) == two_desks(other, seen, lines)


def test_without_lines_nobody_speaks(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 3)), "beijing")
    assert two_desks(rules, seen, []) is None and two_desks(rules, seen, open_lines(rules, seen)[:1]) is None
    assert set(COUNTS) == {"households", "producers", "security", "finance", "partners"}
