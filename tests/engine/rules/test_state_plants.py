"""A plant that a capital pays for is one plant: what it makes opens in one quarter, however late that is."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Setup, new_game, resolve
from game.engine.rules.vocabulary.plan import Answers, GiveOrder, Plan
from game.engine.rules.vocabulary.rules import Rules

MADE = ("light.metal", "heavy.metal", "light.magnet", "heavy.magnet")


def begun(rules: Rules, seed: int) -> dict[str, dict[int, float]]:
    """Of each product of a stake its slots of the ring, and the tonnes a month that the stake adds there."""
    state = new_game(rules, Setup("calibrated-control", seed, doctrines=("do-nothing", "do-nothing")))
    answers = {"beijing": Answers("beijing"), "washington": Answers("washington")}
    stake = Plan("washington").plus(GiveOrder("equity-stake"))
    after = [
        resolve(rules, state, {"beijing": Plan("beijing"), "washington": plan}, answers).state.world
        for plan in (Plan("washington"), stake)
    ]
    home, found = list(after[0].spec.regions).index("usa"), {}
    for id in MADE:
        added = (after[1].due - after[0].due)[:, home, after[0].spec.product(id), 0]
        found[id] = {int(slot): float(added[slot]) for slot in np.flatnonzero(added > 0.5)}
    return found


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_a_stake_pays_for_metal_and_magnets_that_open_together(rules: Rules, seed: int) -> None:
    found = begun(rules, seed)
    assert len({slot for slots in found.values() for slot in slots}) == 1 and all(found.values())
    tonnes = {id: 12.0 * next(iter(slots.values())) for id, slots in found.items()}
    assert tonnes["light.metal"] == pytest.approx(tonnes["light.magnet"], rel=0.02)
    assert tonnes["heavy.metal"] == pytest.approx(tonnes["heavy.magnet"], rel=0.02)


def test_a_stake_slips_by_more_or_less_from_campaign_to_campaign(rules: Rules) -> None:
    assert len({slot for seed in range(1, 9) for slot in begun(rules, seed)["light.magnet"]}) > 1
