"""Each phase of a month touches what it declares, no more and no less, and leans on nothing that nobody has handed to it.

Worlds of the base content run month by month, in both kinds of numbers. Before a phase runs, what it does not declare is spoiled in
a copy; what it leaves behind must not change by a bit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import Luck, lane_seeds
from game.engine.world.model import flows, working_arrays
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.frame import UNLIMITED
from game.engine.world.model.state import World, start
from game.engine.world.month.phases import PHASES, Phase, step
from game.engine.world.month.policy_reading import read_policy

from .random_worlds import restless

KINDS = {a.name: a.kind for a in ARRAYS}
FLAGS = ("denying", "afraid")
FLOWS = (*flows.AXES, *FLAGS)
MONTHS = 6  # two quarters: openings at their start, investment at their end


def worlds(rules: Rules) -> Iterator[World]:
    """Worlds under random policies that begin a run of months: with licences everywhere, with fewer than a quarter ago, without any
    but with the fear of a time before, and without fear; one lane and several, of 64 and of 32 bits."""
    yield restless(rules.world_of("spring-curbs"), 1, lanes=3)
    fewer = restless(rules.world_of("calibrated-control"), 2, lanes=1)
    fewer.licence[:, :3], fewer.outage[...] = UNLIMITED, 0.0
    yield fewer
    yield restless(rules.world_of("spring-curbs"), 3, lanes=2).single()
    for fear in (0.5, 0.0):
        free = restless(rules.world_of("spring-curbs"), 4, lanes=2)
        free.licence[...], free.fear[...] = UNLIMITED, fear
        yield free


def months(rules: Rules) -> Iterator[tuple[World, Luck]]:
    """Each world before each month of two runs; whoever asks runs the month."""
    for world in worlds(rules):
        luck = Luck(lane_seeds(7, "phases", world.lanes))
        for month in range(MONTHS):
            if month % 3 == 0:
                world.policy = read_policy(world)
                world.flows.start_run()
            yield world, luck
            world.month += 1


def double(world: World) -> World:
    """A copy of the world with its flows and policy in force; its working arrays hold numbers that are none."""
    copy = world.copy()
    copy.policy, copy.calm = world.policy, world.calm
    for name in flows.AXES:
        setattr(copy.flows, name, getattr(world.flows, name).copy())
    for name in FLAGS:
        setattr(copy.flows, name, getattr(world.flows, name))
    for name in working_arrays.GROUPS:
        getattr(copy.working, name).fill(np.nan)
    return copy


def holder(world: World, name: str) -> Any:
    return world if name in KINDS else world.flows


def change(world: World, name: str, factor: float, more: float) -> None:
    """Other numbers in an array (times a factor, and some more), the opposite in a flag."""
    value = getattr(holder(world, name), name)
    setattr(holder(world, name), name, not value if name in FLAGS else value * value.dtype.type(factor) + value.dtype.type(more))


def spoil(world: World, name: str) -> None:
    """Numbers that are none in an array, the opposite in a flag."""
    change(world, name, np.nan, 0.0)


def same(a: World, b: World, name: str) -> bool:
    one, two = getattr(holder(a, name), name), getattr(holder(b, name), name)
    return bool(one == two) if name in FLAGS else np.array_equal(one, two, equal_nan=True)


def untouched(world: World, name: str) -> bool:
    """Whether a flow that was spoiled is as it was: the phase had no cause to make it this month."""
    value = getattr(world.flows, name)
    return name not in FLAGS and bool(np.isnan(value).all())


def uses(phase: Phase) -> set[str]:
    """All that a phase may look at as it finds it."""
    posted = {name for name in phase.writes if KINDS[name] == "state"}
    return {*phase.reads, *phase.takes, *phase.carried, *posted}


def runs(phase: Phase, world: World, luck: Luck) -> World:
    with np.errstate(all="ignore"):
        phase.run(world, luck, None)
    return world


class Seen:
    """Stands for a part of a world and notes the names that are asked of it; parts of it that are given are handed out instead."""

    def __init__(self, of: Any, names: set[str], **parts: Any) -> None:
        vars(self).update(_of=of, _names=names, _parts=parts)

    def __getattr__(self, name: str) -> Any:
        if name in self._parts:
            return self._parts[name]
        self._names.add(name)
        return getattr(self._of, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._names.add(name)
        setattr(self._of, name, value)


@pytest.fixture(scope="module")
def touched(rules: Rules) -> dict[str, tuple[set[str], set[str], set[str]]]:
    """What each phase asks of the world's arrays, the policy in force and the flows, over all months of all worlds."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = {p.name: (set(), set(), set()) for p in PHASES}
    for world, luck in months(rules):
        for phase in PHASES:
            arrays, policy, handed = found[phase.name]
            parts = {"policy": Seen(world.policy, policy), "flows": Seen(world.flows, handed)}
            phase.run(Seen(world, arrays, **parts), luck, None)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("phase", PHASES, ids=lambda p: p.name)
def test_a_phase_touches_what_it_declares(phase: Phase, touched: dict[str, tuple[set[str], set[str], set[str]]]) -> None:
    arrays, policy, handed = touched[phase.name]
    assert arrays & set(KINDS) == {*phase.writes, *phase.reads} | {name for name in phase.carried if name in KINDS}
    assert policy == set(phase.policy)
    assert handed == {*phase.takes, *phase.gives} | {name for name in phase.carried if name in FLOWS}


def test_a_phase_leans_on_nothing_that_it_does_not_declare(rules: Rules) -> None:
    for world, luck in months(rules):
        for phase in PHASES:
            before, blind = double(world), double(world)
            for name in {*KINDS, *FLOWS} - uses(phase):
                spoil(blind, name)
            runs(phase, world, luck)
            runs(phase, blind, luck)
            for name in (*phase.writes, *phase.gives):
                alone = name in FLOWS and untouched(blind, name) and same(before, world, name)
                assert alone or same(world, blind, name), (
                    f"{phase.name} leaves other numbers in {name}: it reads what it does not declare"
                )
            for name in {*KINDS, *FLOWS} - {*phase.writes, *phase.gives}:
                assert same(before, world, name), f"{phase.name} writes {name}, which it does not declare"


def test_a_phase_needs_all_that_it_declares(rules: Rules) -> None:
    """In some month, whatever is declared as read moves what the phase leaves, and whatever is declared as written changes."""
    idle = {(phase.name, name) for phase in PHASES for name in (*phase.reads, *phase.takes, *phase.carried)}
    still = {(phase.name, name) for phase in PHASES for name in (*phase.writes, *phase.gives)}
    for world, luck in months(rules):
        for phase in PHASES:
            before = double(world)
            runs(phase, world, luck)
            still -= {(phase.name, name) for name in (*phase.writes, *phase.gives) if not same(before, world, name)}
            for name in [name for of, name in idle if of == phase.name]:
                blind = double(before)
                change(blind, name, 0.5, 0.25)
                runs(phase, blind, luck)
                if not all(same(world, blind, left) for left in (*phase.writes, *phase.gives)):
                    idle.remove((phase.name, name))
    assert idle == set() and still == set()


def test_what_is_taken_was_given_before_in_the_same_month() -> None:
    """A flow comes from a phase that runs whenever its taker does, and what is carried over is given by somebody."""
    results = {name for name, kind in KINDS.items() if kind == "flow"}
    for position, phase in enumerate(PHASES):
        earlier = [p for p in PHASES[:position] if p.need in ("always", phase.need)]
        given = {name for p in earlier for name in (*p.writes, *p.gives)}
        taken = {*phase.takes, *(name for name in phase.reads if name in results)}
        assert taken <= given, (phase.name, taken - given)
        assert set(phase.carried) <= {name for p in PHASES if p.need == "always" for name in (*p.writes, *p.gives)}, phase.name


def test_declarations_name_what_there_is() -> None:
    for phase in PHASES:
        assert {*phase.writes, *phase.reads} <= set(KINDS) and {*phase.takes, *phase.gives} <= set(FLOWS), phase.name
        assert not any(KINDS[name] == "policy" for name in phase.writes), phase.name
        assert not [name for name in phase.reads if name in phase.writes and KINDS[name] == "state"], "posting reads already"


def test_a_month_carries_over_only_what_is_declared(rules: Rules) -> None:
    """Flows and results of the month before, spoiled but for what some phase declares as carried, leave the month as it is."""
    carried = {name for phase in PHASES for name in phase.carried}
    for world, luck in months(rules):
        blind = double(world)
        for name in {*flows.AXES, *(name for name, kind in KINDS.items() if kind == "flow")} - carried:
            spoil(blind, name)
        for phase in PHASES:
            runs(phase, world, luck)
            runs(phase, blind, luck)
        assert blind.digest_bytes() == world.digest_bytes()


def test_the_policy_in_force_is_read_from_policy_reserves_and_premiums_alone(rules: Rules) -> None:
    for world in worlds(rules):
        names: set[str] = set()
        read_policy(Seen(world, names))  # type: ignore[arg-type]
        assert {name for name in names & set(KINDS) if KINDS[name] != "policy"} == {"reserve", "premium"}


def test_no_phase_hangs_on_the_books() -> None:
    """So that a course of which only leverage is read may leave them out."""
    kept = {name for p in PHASES if p.need == "books" for name in p.writes}
    assert kept and not [p.name for p in PHASES if p.need != "books" and kept & {*p.reads, *p.carried}]
    assert not [p.name for p in PHASES if p.need == "books" and p.gives]


def test_without_its_books_a_world_runs_to_the_same_bits(rules: Rules) -> None:
    kept = {name for p in PHASES if p.need == "books" for name in p.writes}
    one, two = (start(rules.world_of("calibrated-control")) for _ in range(2))
    step(one, 12, ladder=False)
    step(two, 12, ladder=False, books=False)
    different = {name for name, value in one.arrays().items() if not np.array_equal(value, getattr(two, name))}
    assert different and different <= kept
