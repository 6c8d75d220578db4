"""Named plants and their dates, by hand: who comes late, who early, what permits do, and that nothing is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Setup, new_game, resolve
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.turn.consequences.plant_openings import AHEAD, move_plants, shift_of
from game.engine.rules.vocabulary.news import PlantNews
from game.engine.world.arithmetic.luck import key_number
from game.engine.world.model.spec import NamedPlant
from game.structs import replace

from .play import with_record


def plant(slip):
    return NamedPlant("nolans", "Nolans", 5, 6, 8, slip, ((0, 10.0),))


@pytest.mark.parametrize(
    ("slip", "draw", "hastened", "shift"),
    [
        (0, 0.0, False, 0),  # about to open: on time
        (1, 0.24, False, 1), (1, 0.26, False, -1), (1, 0.49, False, -1), (1, 0.51, False, 0),
        (4, 0.24, False, 2), (4, 0.26, False, -1), (4, 0.74, False, -1), (4, 0.76, False, 0),
        (4, 0.24, True, 1), (4, 0.26, True, -1), (4, 0.9, True, -1), (0, 0.9, True, 0),
    ],
)  # fmt: skip
def test_late_early_or_on_time(slip, draw, hastened, shift):
    assert shift_of(plant(slip), draw, 0.25, hastened) == shift


def test_nothing_is_gained_or_lost_on_average():
    draws = (np.arange(4000) + 0.5) / 4000
    for slip in (1, 2, 5):
        assert abs(np.mean([shift_of(plant(slip), float(u), 0.25, False) for u in draws])) < 1e-9


def moving(rules, scenario="calibrated-control"):
    """A plant of the scenario that may slip, and a seed for each of its three fates."""
    spec = rules.world_of(scenario)
    found = next(p for p in spec.plants if p.slip >= 2 and p.first >= AHEAD)
    seeds = {}
    for seed in range(60):
        u = key_number(seed, found.first - AHEAD, "opening", found.id)
        seeds.setdefault(shift_of(found, u, rules.numbers.opening_late, False), seed)
    return found, seeds


def test_a_plant_moves_in_the_ring_with_all_its_capacity(rules):
    found, seeds = moving(rules)
    assert set(seeds) == {-1, 0, 2}
    for shift, seed in seeds.items():
        state = new_game(rules, Setup("calibrated-control", seed))
        state = with_record(state, quarter=found.first - AHEAD)
        due = state.world.due
        due[...] = 0.0
        for p, amount in found.adds:
            for step in range(found.ramp):
                due[found.first + step, found.region, p] = round(amount * 2**20) / 2**20
        before = due.copy()
        work = Work.open(rules, state.record, state.world, 0, None)
        move_plants(work)
        for p, _ in found.adds:
            column, old = due[:, found.region, p, 0], before[:, found.region, p, 0]
            assert column.sum() == pytest.approx(old.sum(), abs=1e-4)
            assert np.allclose(column, np.roll(old, shift), atol=1e-5)
        told = [e for e in work.events if isinstance(e, PlantNews)]
        assert told == ([] if shift == 0 else [PlantNews("plant-late" if shift > 0 else "plant-early", found.title, abs(shift))])


def test_only_the_quarter_before_last_decides_and_replays_agree(rules):
    found, seeds = moving(rules)
    state = new_game(rules, Setup("calibrated-control", seeds[2]))
    for quarter in range(found.first - AHEAD + 1):
        if state.record.over:
            pytest.skip("the campaign ended before the plant's date")
        told = [
            e for e in resolve(rules, state, {}).state.record.history[-1].news if e.key == "plant-late" and e.plant == found.title
        ]
        assert bool(told) == (quarter == found.first - AHEAD)
        state = resolve(rules, state, {}).state


def test_permits_take_a_quarter_off(rules):
    found, seeds = moving(rules)
    state = with_record(new_game(rules, Setup("calibrated-control", seeds[0])), quarter=found.first - AHEAD)
    state.world.haste[found.region] = 1.0
    work = Work.open(rules, replace(state.record), state.world, 0, None)
    move_plants(work)
    assert any(e.key == "plant-early" and e.plant == found.title for e in work.events)
