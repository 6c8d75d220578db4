"""The careful reader of the public record: hidden things do not reach it, doctrines tell it by the half and not at once, and they
name what it reads."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, State, new_game, observe
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.plan import GiveOrder, NameCharge, Plan, SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.lab.balance.charge_readings import Named, charge_rows
from game.lab.balance.pulse import played_quarters, setups_of
from game.lab.simulation.simulate import play_batch
from game.opponents import plan_for
from game.opponents.charge_reader import likeliest, readings
from game.opponents.mandate_pursuit import take_charge
from game.opponents.mandate_weighing import pursuit_of
from game.opponents.planner import Planner
from game.structs import replace


def after(rules: Rules, seen: Observation, *quarters: tuple[SetDial | GiveOrder, ...]) -> Observation:
    """What Beijing observes after Washington took these lines, quarter by quarter."""
    first = Past(0, {}, {s: Plan(s) for s in ("beijing", "washington")}, {}, {}, {}, ())
    past = [
        replace(first, quarter=q, plans={**first.plans, "washington": Plan("washington", taken)})
        for q, taken in enumerate(quarters)
    ]
    return replace(seen, history=tuple(past), quarter=len(past))


def test_lines_that_serve_one_mandate_are_read_as_its(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("calibrated-control", 1)), "beijing")
    listed = ("built-to-last", "nine-months-cover", "second-life", "the-club")
    seen = replace(seen, charge_lists={"washington": listed}, rival_mandates=("halve-the-hold",))
    recycling = (SetDial("recycling-programme", 1), SetDial("recycling-programme", 2))
    found = after(rules, seen, (), *((line,) for line in recycling))
    assert likeliest(readings(rules, found)) == "second-life"
    stock = after(rules, seen, (), (SetDial("stockpile", 2),), (SetDial("stockpile", 3),))
    assert likeliest(readings(rules, stock)) == "nine-months-cover"
    shown_at_once = after(rules, seen, (SetDial("stockpile", 2),))
    assert len(set(readings(rules, shown_at_once).values())) == 1, "what is done in the first quarter is not read"


def test_no_doctrine_heeds_its_sealed_mandate_in_the_first_quarter_and_each_does_later(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("calibrated-control", 1)), "washington")
    others = [m for m in rules.scenarios["calibrated-control"].mandates["washington"] if m not in seen.mandates]
    for doctrine in (d for d in rules.doctrines.values() if d.playable):
        for quarter in (0, 1):
            plans = set()
            for charge in (seen.mandates[0], *others):
                hand = replace(seen, quarter=quarter, mandates=(charge, *seen.mandates[1:]), charges={"washington": charge})
                plans.add(plan_for(rules, hand, replace(doctrine, numbers={**doctrine.numbers, "cabinet": 0.0})).lines)
            assert (len(plans) == 1) == (quarter == 0), (doctrine.id, quarter)


def test_the_sealed_mandate_alone_moves_a_doctrine_without_other_aims(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("calibrated-control", 1)), "washington")
    desk = Planner(rules, replace(seen, quarter=1), rules.doctrines["hawk"])
    take_charge(desk)
    assert desk.pursuit is not None and desk.against is None
    assert desk.pursuit.aims == pursuit_of(desk, {seen.mandates[0]: desk.number("charge")}).aims


def test_scripts_name_what_the_record_fits_best_in_the_last_quarter_alone(rules: Rules) -> None:
    (played,) = play_batch(rules, "first-crisis", ("hawk", "calibrator"), [4], judge=False)
    for past in played.state.record.history:
        for plan in past.plans.values():
            named = [line for line in plan.lines if isinstance(line, NameCharge)]
            assert len(named) == (1 if past.quarter == 3 else 0)
            listed = played.state.record.charge_lists[other(plan.side)]
            assert all(line.mandate in listed for line in named)


def test_a_reader_knows_nothing_that_is_hidden(rules: Rules) -> None:
    (played,) = play_batch(rules, "first-crisis", ("hawk", "calibrator"), [4], judge=False)
    record, world = played.state.record, played.state.world
    record = replace(record, over="")
    for charge in record.charge_lists["washington"]:
        hidden = replace(record, mandates={**record.mandates, "washington": (charge, *record.mandates["washington"][1:])})
        found = readings(rules, observe(rules, State(hidden, world), "beijing"))
        assert found == readings(rules, observe(rules, State(record, world), "beijing"))


def test_shares_are_held_against_chance() -> None:
    named = [Named("first", i % 4 == 0, 4) for i in range(8)] + [Named("half", i % 2 == 0, 4) for i in range(8)]
    rows = {row["id"]: row for row in charge_rows(named)}
    assert rows["charge-read/first"]["pass"] and rows["charge-read/half"]["pass"]
    told = [Named("first", True, 4)] * 8 + [Named("half", False, 4)] * 8
    assert not any(row["pass"] for row in charge_rows(told))


@pytest.mark.slow
def test_a_careful_reader_beats_chance_by_the_half_and_not_after_the_first_quarter(rules: Rules) -> None:
    named = []
    for scenario, campaigns in (("spring-curbs", 32), ("first-crisis", 32)):
        rows, _ = played_quarters(rules, setups_of(rules, scenario, range(500, 500 + campaigns)))
        named += [n for row in rows for n in row.named]
    assert len(named) == 2 * 2 * 64
    assert all(row["pass"] for row in charge_rows(named)), charge_rows(named)
