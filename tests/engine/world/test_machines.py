"""Machines are no feed: a ban stops no plant in months. It wears down what stands and makes what is new dear and rare."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.ledger import Ledger, settle
from game.engine.world.model.state import start
from game.engine.world.month.investment import equipped
from game.engine.world.month.phases import step

from .economies import calm, tiny


def test_a_quarter_without_machines_by_hand() -> None:
    """East uses 5 tools a month, scaled to output, and had none: its parts wear by a quarter of 8 % a year."""
    world = start(calm(tiny(equips=((2, 1),))))
    east = 2
    before = world.capacity[:, 1, 0].copy()
    world.stock[east, 2] = 0.0
    world.capacity[east, 2] = 0.0
    licence = np.full_like(world.licence, 9.0)
    licence[east, 2] = 0.0
    settle(world, "licence", licence)
    settle(world, "sealed", 1.0)
    world.month = 2
    ledger = Ledger()
    step(world, 1, ledger=ledger)
    had = equipped(world, 2)[:, 0]
    assert had[east] < 0.01 and had[:east].min() > 0.999
    worn = sum(line.delta[:, 0] for line in ledger.lines if line.cause == "machines wear out")
    assert worn == pytest.approx(before * (had - 1.0) * 0.02, abs=1e-5)


@pytest.mark.parametrize("id", ["w2025q2", "w2025q4"])
def test_a_ban_on_chip_tools_does_not_raise_chinas_chip_capacity(rules: Rules, id: str) -> None:
    """Not in eight years, with what is under way; and within a year no more than a hundredth is lost, though attention soars."""
    spec = rules.worlds[id]
    china, tools, chips = spec.region("china"), spec.product("tools"), spec.product("chips")
    world = start(spec, 2)
    licence = world.licence.copy()
    licence[china, tools, 1] = 0.0
    settle(world, "licence", licence)
    for year in range(8):
        step(world, 12, ladder=False)
        free, banned = (world.capacity + world.under_way)[china, chips]
        assert banned < free, year
        if year == 0:
            assert world.capacity[china, chips, 1] > 0.99 * world.capacity[china, chips, 0]
    assert world.attention[china, 1] > world.attention[china, 0] + 0.5
    assert world.capacity[china, chips, 1] < 0.97 * world.capacity[china, chips, 0]
