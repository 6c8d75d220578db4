"""The three figures: order of magnitude, direction, lanes alone, the brink's table, the cheap approximation's ranking."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from game.engine.world.arithmetic.luck import lane_seeds
from game.engine.world.measures import figures as fig
from game.engine.world.measures.figures import _settle
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World, concat, start
from game.engine.world.month.closed_form import closed_form_leverage
from game.engine.world.month.escalation import Answer, brink
from game.engine.world.month.phases import step

from .economies import thirteen, tiny
from .random_worlds import restless

BEIJING, WASHINGTON = 0, 1
RARE_EARTHS = slice(0, 8)


@pytest.fixture(scope="module")
def spec() -> WorldSpec:
    return thirteen()


def outside_times(spec: WorldSpec, product_id: str, factor: float) -> WorldSpec:
    """The spec with the output of a mirror outside its home times a factor, and the home's the rest."""
    k = spec.product(product_id)
    output = spec.output0.copy()
    home, whole = int(spec.home[k]), output[:, k].sum()
    output[:, k] *= factor
    output[home, k] += whole - output[:, k].sum()
    return replace(spec, output0=np.maximum(output, 0.0))


def test_a_blanket_cut_costs_the_order_of_a_percent(spec: WorldSpec) -> None:
    lev = fig.leverage(start(spec))
    assert 0.4 < lev.today.losses[BEIJING, 1, 0] < 1.6
    assert lev.today.gross[BEIJING, 0] > lev.today.own[BEIJING, 0] > 0
    assert np.allclose(lev.today.net, lev.today.gross - lev.today.own)
    assert ((lev.index >= 0) & (lev.index < 100)).all()


def test_denying_one_buyer_barely_works(spec: WorldSpec) -> None:
    world = start(spec)
    others = np.ones((2, 13, 1), dtype=bool)
    for side in range(2):
        others[side, int(spec.side_region[1 - side])] = False
    assert fig.leverage(world, others).today.on_rival[BEIJING, 0] < 0.15 * fig.leverage(world).today.on_rival[BEIJING, 0]


@pytest.mark.parametrize(("mirror", "side"), [("chips", WASHINGTON), ("batteries", BEIJING)])
def test_halving_a_mirrors_outside_capacity_moves_leverage(spec: WorldSpec, mirror: str, side: int) -> None:
    full, halved = fig.leverage(start(spec)), fig.leverage(start(outside_times(spec, mirror, 0.5)))
    other = 1 - side
    assert halved.today.gross[side, 0] > full.today.gross[side, 0] * 1.02
    assert halved.today.on_rival[side, 0] > full.today.on_rival[side, 0]
    assert halved.today.gross[other, 0] == pytest.approx(full.today.gross[other, 0], rel=0.05)


def test_six_months_of_stock_cut_the_loss(spec: WorldSpec) -> None:
    thin = start(spec)
    deep = start(replace(spec, cover0=np.maximum(spec.cover0, 6.0)))
    assert fig.leverage(deep).today.gross[BEIJING, 0] < 0.75 * fig.leverage(thin).today.gross[BEIJING, 0]


def test_a_freeze_lowers_reliability_and_wastes_lasting_leverage(spec: WorldSpec) -> None:
    free, frozen = start(spec), start(spec)
    frozen.licence[:, RARE_EARTHS] = 0.0
    step(free, 24)
    step(frozen, 6)
    soon = fig.leverage(frozen)
    never = fig.leverage(start(spec))
    assert soon.today.gross[BEIJING, 0] > 0.95 * never.today.gross[BEIJING, 0]  # empty stores: the hold is still there
    assert fig.trust_in(frozen).score[BEIJING, 0] < 0.8 < fig.trust_in(free).score[BEIJING, 0]
    step(frozen, 12)
    frozen.licence[:, RARE_EARTHS] = 9.0
    step(frozen, 6)
    assert fig.leverage(frozen).lasting.gross[BEIJING, 0] < 0.9 * fig.leverage(free).lasting.gross[BEIJING, 0]


def test_trust_weighs_by_starting_trade_and_tells_parts_apart(spec: WorldSpec) -> None:
    world = start(spec)
    assert np.allclose(fig.trust_in(world).score, 0.95)
    world.licence[1, RARE_EARTHS] = 0.0
    step(world, 6)
    trust = fig.trust_in(world)
    assert trust.rival[BEIJING, 0] < trust.score[BEIJING, 0] < trust.third[BEIJING, 0] < 0.95
    assert trust.rival[WASHINGTON, 0] == pytest.approx(0.95, abs=0.01)


def test_figures_of_a_lane_alone_are_those_in_a_batch() -> None:
    batch = restless(tiny(), 12, lanes=3)
    seeds = lane_seeds(9, "risk", 3)
    together = fig.figures(batch, seeds, lanes=16)
    for i in range(3):
        alone = fig.figures(batch.lane(i), seeds[i : i + 1], lanes=16)
        for name in ("gross", "own", "net", "index", "on_rival", "losses"):
            for part in ("today", "lasting"):
                got, want = getattr(getattr(alone.leverage, part), name), getattr(getattr(together.leverage, part), name)
                assert np.array_equal(got[..., 0], want[..., i]), (part, name)
        assert np.array_equal(alone.leverage.index[:, 0], together.leverage.index[:, i])
        assert np.array_equal(alone.trust.score[:, 0], together.trust.score[:, i])
        assert alone.escalation[0] == together.escalation[i]


def test_figures_leave_the_world_as_it_is() -> None:
    world = restless(tiny(), 5)
    before = world.digest_bytes()
    fig.figures(world, lane_seeds(1, "risk", 3), lanes=8)
    assert world.digest_bytes() == before


def test_a_coalition_is_spared(spec: WorldSpec) -> None:
    world = start(spec)
    spared = np.zeros((2, 13, 1), dtype=bool)
    spared[BEIJING, 2] = True
    assert fig.leverage(world, spared).today.losses[BEIJING, 2, 0] < 0.5 * fig.leverage(world).today.losses[BEIJING, 2, 0]


def test_risk_rises_with_the_rung_and_falls_with_a_channel() -> None:
    risks = []
    for rung in (1.0, 5.0, 8.0):
        world = start(tiny())
        world.rung[:] = world.conduct[:] = world.tension[:] = rung
        risks.append(float(fig.escalation(world, lane_seeds(3, "risk", 1), lanes=256)[0]))
    assert risks[0] <= risks[1] <= risks[2] and risks[2] > 0.2 > risks[0]
    world.channel[:] = 1.0
    assert float(fig.escalation(world, lane_seeds(3, "risk", 1), lanes=256)[0]) <= risks[2]


def test_the_projections_brink_is_the_brinks_table() -> None:
    answers: tuple[Answer, ...] = ("climb", "hold", "down")
    for first, second, top, returned in product(answers, answers, (False, True), (0, 1)):
        rungs = (8.0, 6.0) if top else (5.0, 4.0)
        want = brink(first, second, rungs, returned)
        rung = np.array(rungs)[:, None]
        channel, returns, due, ruptured = np.zeros(1), np.full(1, float(returned)), np.zeros(1), np.zeros(1)
        climb = np.array([[first == "climb"], [second == "climb"]])
        down = np.array([[first == "down"], [second == "down"]])
        _settle(np.array([True]), climb, down, rung, channel, returns, due, ruptured)
        case = (first, second, top, returned)
        assert bool(ruptured[0]) == want.rupture, case
        assert bool(due[0] > 0) == want.returns, case
        assert bool(channel[0]) == want.opens_channel, case
        assert np.array_equal(rung[:, 0], np.array(rungs) + np.array(want.rungs)), case


def test_the_cheap_approximation_ranks_states_like_the_full_run(spec: WorldSpec) -> None:
    worlds: list[World] = [start(outside_times(outside_times(spec, "chips", a), "heavy.magnet", a)) for a in (0.3, 0.6, 0.9, 1.1)]
    luck = np.random.default_rng(8)
    states = []
    for world in worlds:
        for _ in range(6):
            one = world.copy()
            one.stock *= np.rint(luck.uniform(0.3, 3.0, (13, 1, 1)) * 2) / 2
            one.designed_out[:] = np.rint(luck.uniform(0, 0.3, one.designed_out.shape) * 64) / 64
            states.append((closed_form_leverage(one), fig.leverage(one).today.gross))
    for side in range(2):
        cheap, full = (np.array([float(s[i][side, 0]) for s in states]) for i in range(2))
        assert np.corrcoef(cheap, full)[0, 1] >= 0.9, (side, np.corrcoef(cheap, full)[0, 1])


def test_welfare_is_a_half_at_the_reference_loss_and_falls_ever_slower() -> None:
    assert fig.welfare(np.array([0.0, 2.0, 4.0]), 2.0) == pytest.approx([100.0, 50.0, 100.0 / 3.0], rel=1e-12)


def test_blocks_of_lanes_join_without_a_seam() -> None:
    one = restless(tiny(), 21, lanes=1)
    many = concat([one] * 70)
    lev = fig.leverage(many)
    assert lev.index.shape == (2, 70) and lev.pain.shape == (12, 70)
    assert np.array_equal(lev.index, np.repeat(lev.index[:, :1], 70, axis=1))
