"""The three figures: order of magnitude, direction, lanes alone, the brink's table, the cheap approximation's ranking."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from game.engine.world.measures import figures as fig
from game.engine.world.measures.leverage import ALONE, OPEN, UNREAD, branch, equal_lanes, leverage, reach_of, today_of
from game.engine.world.measures.risk import Prospects, pairs_of, risk
from game.engine.world.measures.threats import BLANKET, SPARING, sheltered, sparing
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


def alone(spec: WorldSpec, partners: np.ndarray) -> float:
    """% of GDP that the United States lose when Beijing cuts them alone, with what these partners enforce."""
    branches = branch(start(spec), reach_of(start(spec), partners))
    before = branches.loss_sum.copy()
    step(branches, 12, full=False, ladder=False, starts=False)
    usa = (branches.loss_sum - before)[int(spec.side_region[WASHINGTON])] / 12.0
    return float(usa[ALONE] - usa[OPEN])


def test_denying_one_buyer_barely_works_unless_partners_enforce_it(spec: WorldSpec) -> None:
    blanket = float(fig.leverage(start(spec)).today.losses[BEIJING, 1, 0])
    nobody, everybody = np.zeros((2, 13, 1)), np.ones((2, 13, 1))
    assert alone(spec, nobody) < 0.15 * blanket
    assert alone(spec, nobody) < alone(spec, 0.5 * everybody) < alone(spec, everybody)
    assert alone(spec, everybody) > 0.4 * blanket


def test_one_block_serves_both_sides(spec: WorldSpec) -> None:
    """What Beijing's cut takes is the same to the bit whether Washington cuts its own goods or not."""
    both = branch(start(spec), np.zeros((2, 1)))
    one = both.copy()
    chips = list(spec.licensed_by(WASHINGTON))
    one.licence[:, chips] = 9.0
    for world in (both, one):
        step(world, 12, full=False, ladder=False, starts=False)
    rare = [f for f, p in enumerate(spec.final_product) if int(spec.controls[p]) == BEIJING]
    assert np.array_equal(both.loss[:, rare], one.loss[:, rare])
    assert not np.array_equal(both.loss, one.loss)


def test_a_partner_never_lowers_todays_figure_and_weighs_smoothly(spec: WorldSpec) -> None:
    """Same state, only how far one region stands with one side changed: no region and no side loses by it, in worlds of any
    sort."""
    for world in (start(spec), restless(thirteen(), 9, lanes=1)):
        regions = [r for r in range(13) if r not in spec.side_region]
        rng = np.random.default_rng(5)
        for start_at in (0.0, 0.3, 1.0):
            before = np.zeros((2, 13, 1))
            before[:, regions] = start_at * rng.random((2, len(regions), 1))
            variants = [before]
            for side in range(2):
                for region in regions:
                    more = before.copy()
                    more[side, region] = np.minimum(more[side, region] + 0.1 / 0.7, 1.0)  # a tenth of stance
                    variants.append(more)
            index = today_of(world.take([0] * len(variants)), np.concatenate(variants, axis=-1)).index
            for i in range(len(regions) * 2):
                side = i // len(regions)
                gain = float(index[side, 1 + i] - index[side, 0])
                assert -1e-9 <= gain <= 3.0, (start_at, side, regions[i % len(regions)])


def test_what_is_built_in_three_years_counts(spec: WorldSpec) -> None:
    """A floor abroad draws plants that open within three years; today's figure does not know them, the lasting one does."""
    plain, backed = start(spec), start(spec)
    heavy = [spec.product(p) for p in spec.products if p.startswith("heavy.")]
    abroad = [r for r in range(13) if r != int(spec.side_region[BEIJING])]
    backed.floor[np.ix_(abroad, heavy)] = 1.6
    backed.subsidy[np.ix_(abroad, heavy)] = 0.35
    without, found = fig.leverage(plain), fig.leverage(backed)
    assert found.lasting.index[BEIJING, 0] < without.lasting.index[BEIJING, 0] - 0.5
    assert found.today.index[BEIJING, 0] == pytest.approx(without.today.index[BEIJING, 0], abs=1.0)


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
    together = fig.figures(batch, lanes=16)
    for i in range(3):
        alone = fig.figures(batch.lane(i), lanes=16)
        for name in ("gross", "own", "net", "gdp", "which", "index", "on_rival", "shelter", "losses"):
            for part in ("today", "lasting"):
                got, want = getattr(getattr(alone.leverage, part), name), getattr(getattr(together.leverage, part), name)
                assert np.array_equal(got[..., 0], want[..., i]), (part, name)
        assert np.array_equal(alone.leverage.index[:, 0], together.leverage.index[:, i])
        assert np.array_equal(alone.trust.score[:, 0], together.trust.score[:, i])
        assert alone.risk.crisis[0] == together.risk.crisis[i]
        assert alone.risk.rupture[0] == together.risk.rupture[i]


def test_figures_leave_the_world_as_it_is() -> None:
    world = restless(tiny(), 5)
    before = world.digest_bytes()
    fig.figures(world, lanes=8)
    assert world.digest_bytes() == before


def test_partners_are_spared_where_that_is_the_better_threat() -> None:
    """By hand: cutting a country that would suffer little costs custom and dilutes the threat; cutting all is right where all
    suffer."""
    loss, margin = np.array([[0.0], [30.0], [1.0]]), np.array([[0.0], [1.0], [2.0]])
    gdp, answer = np.array([0.0, 1000.0, 1000.0]), np.zeros(1)
    blanket = sparing(loss, margin, gdp, np.zeros((3, 1)), answer)
    spared = sparing(loss, margin, gdp, np.array([[0.0], [0.0], [1.0]]), answer)
    assert blanket.which[0] == BLANKET and spared.which[0] == SPARING
    assert blanket.share[0] == pytest.approx(100.0 * (31.0 - 3.0) / 2000.0)
    assert spared.share[0] == pytest.approx(100.0 * (30.0 - 1.0) / 1000.0)
    even = np.array([[0.0], [30.0], [30.0]])
    assert sparing(even, margin * 0.0, gdp, np.array([[0.0], [0.0], [1.0]]), answer).which[0] == BLANKET


def test_partners_with_fuller_stores_shelter_and_emptier_ones_do_not() -> None:
    worst, gdp, weight = np.array([2.0, 2.0, 2.0]), np.array([1000.0, 1000.0, 1000.0]), np.array([[0.0], [1.0], [1.0]])
    better, worse = np.array([[1.0], [0.2], [1.0]]), np.array([[1.0], [1.8], [1.0]])
    assert sheltered(better, worst, gdp, weight, 0)[0] > 0.05
    assert sheltered(worse, worst, gdp, weight, 0)[0] == 0.0
    assert sheltered(better, worst, gdp, 0.0 * weight, 0)[0] == 0.0


def at_rung(rung: float, channel: float = 0.0) -> World:
    world = start(tiny())
    world.rung[:] = world.conduct[:] = world.tension[:] = rung
    world.channel[:] = channel
    return world


CALM = np.zeros((12, 1))


def test_risk_rises_with_the_rung_and_the_pain_and_falls_with_a_channel() -> None:
    steps = [risk(at_rung(rung), CALM) for rung in (1.0, 3.0, 5.0, 7.0)]
    for below, above in pairwise(steps):
        assert 0.0 < below.crisis[0] < above.crisis[0] < 1.0
        assert below.rupture[0] <= above.rupture[0] <= above.crisis[0]
    assert risk(at_rung(4.0, channel=1.0), CALM).crisis[0] < 0.75 * risk(at_rung(4.0), CALM).crisis[0]
    assert risk(at_rung(4.0), CALM + 0.1).crisis[0] > risk(at_rung(4.0), CALM).crisis[0]


def test_a_draft_and_an_eased_notch_move_the_risk_before_anything_else_has() -> None:
    calm, drafted, eased = at_rung(4.0), at_rung(4.0), at_rung(4.0)
    drafted.conduct[BEIJING] = 6.0
    eased.conduct[BEIJING] = 2.0
    risks = [float(100.0 * risk(w, CALM).crisis[0]) for w in (eased, calm, drafted)]
    assert risks[0] + 1.0 < risks[1] < risks[2] - 1.0


def test_the_risk_is_no_count_and_does_not_depend_on_luck() -> None:
    """A little more tension is a little more risk, from any state: a share of 64 futures would jump or stand."""
    world = at_rung(2.0).repeat(50)
    world.tension[:] = np.linspace(2.0, 2.5, 50)
    moves = np.diff(risk(world, np.zeros((12, 50))).crisis)
    assert (moves > 0.0).all() and moves.max() < 0.002


def pending(**more: float) -> Prospects:
    values = {"brink": 0.0, "returned": 0.0, "quiet": 0.0} | more
    return Prospects(*(np.array([values[n]]) for n in ("brink", "returned", "quiet")), np.zeros((2, 1)), np.full((2, 1), 0.5))


def test_what_the_rules_know_enters_the_risk() -> None:
    world = at_rung(7.0)
    open_now, again = risk(world, CALM, pending(brink=1.0)), risk(world, CALM, pending(brink=1.0, returned=1.0))
    assert open_now.crisis[0] == again.crisis[0] == 1.0
    assert again.rupture[0] > open_now.rupture[0] > 1.2 * risk(world, CALM).rupture[0]
    assert risk(world, CALM, pending(quiet=4.0)).crisis[0] == 0.0 < risk(world, CALM, pending(quiet=1.0)).crisis[0]
    low = replace(pending(brink=1.0), resolve=np.array([[0.1], [0.5]]))
    assert risk(world, CALM, low).rupture[0] > open_now.rupture[0], "who stepped down before is pressed"
    kept = replace(pending(), due=np.ones((2, 1)), resolve=np.ones((2, 1)))
    assert risk(world, CALM, kept).crisis[0] > risk(world, CALM).crisis[0], "threats that fall due are carried out"


def test_probabilities_follow_the_brinks_table() -> None:
    """Sides that answer for certain: the walk's masses go where `brink` sends that pair of answers."""
    answers: tuple[Answer, ...] = ("climb", "hold", "down")
    for given, top, returned in product(answers, (False, True), (0, 1)):
        sure = {"climb": (1.0, 0.0), "hold": (0.0, 0.0), "down": (0.0, 1.0)}[given]
        curve = replace(tiny().reaction, climb=np.full(9, sure[0]), down=np.full(9, sure[1]))
        rung = np.full((2, 1, 1), 8.0 if top else 4.0)
        pairs = pairs_of(curve, rung, np.full((2, 1), 0.5))
        want = brink(given, given, (float(rung[0, 0, 0]), float(rung[1, 0, 0])), returned)
        breaks = pairs.top * (pairs.both_climb + (pairs.pressed if returned else 0.0))
        again = pairs.both_climb + pairs.pressed - breaks + (0.0 if returned else pairs.still)
        assert (float(breaks[0, 0]), float(again[0, 0])) == (float(want.rupture), float(want.returns)), (given, top, returned)
        assert float(pairs.both_down[0, 0]) == float(want.opens_channel)


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


def test_lanes_that_differ_in_nothing_that_a_cut_off_reads_share_one_run(spec: WorldSpec) -> None:
    world = step(start(spec, 3), 6)
    for name in UNREAD:
        getattr(world, name)[..., 1] += 0.25
    world.stock[1, 1, 2] += 0.5
    partners = np.zeros((2, world.frame.regions, 3))
    assert equal_lanes(world, partners) == [0, 0, 2]
    shared = leverage(world, partners)
    alone = [leverage(world.lane(i), partners[..., :1]) for i in range(3)]
    for name in ("index", "reach", "pain"):
        assert np.array_equal(getattr(shared, name), np.concatenate([getattr(a, name) for a in alone], axis=-1))
    assert np.array_equal(shared.today.losses, np.concatenate([a.today.losses for a in alone], axis=-1))
    partners[0, 3, 1] = 0.5
    assert equal_lanes(world, partners) == [0, 1, 2]
