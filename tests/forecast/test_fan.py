"""Fans: deterministic, honest, in bounds, moved by plan and reading; the closed form ranks states like the full run."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Rules, new_batch, observe, resolve, resolve_batch
from game.engine.rules.campaign.record import FIGURES, Setup, State
from game.engine.rules.turn.observe import observe_batch
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.plan import BOTH, Draft, Plan, SetDial, other
from game.forecast.fan import fan, fans
from game.forecast.quick_leverage import quick_leverage
from game.forecast.readings import READINGS, advance, ladder_of
from game.opponents import plan_for
from game.structs import replace

LANES = 16


def same(one, two) -> bool:
    return one.bands.keys() == two.bands.keys() and all(
        np.array_equal(one.bands[n].quantiles, two.bands[n].quantiles) for n in one.bands
    )


def test_a_fan_is_the_same_for_the_same_key_and_another_for_another(rules: Rules, course) -> None:
    seen = observe(rules, course[2][0], "beijing")
    first = fan(rules, seen, Plan("beijing"), "holds", lanes=LANES, key=5)
    assert same(first, fan(rules, seen, Plan("beijing"), "holds", lanes=LANES, key=5))
    assert not same(first, fan(rules, seen, Plan("beijing"), "holds", lanes=LANES, key=6))


@pytest.mark.parametrize("side", BOTH)
def test_a_fan_begins_at_the_published_figures_and_stays_in_bounds(rules: Rules, course, side) -> None:
    seen = observe(rules, course[3][0], side)
    made = fan(rules, seen, course[3][1][side], "climbs", lanes=LANES)
    now = seen.figures[side]
    for name, value in zip(FIGURES, (now.leverage, 100 * now.reliability, 100 * now.crisis), strict=True):
        rows = made.bands[name].quantiles
        assert rows[:, 0] == pytest.approx(value)
        assert np.all(np.diff(rows, axis=0) >= 0) and rows.min() >= 0 and rows.max() <= 100
        assert np.isfinite(rows).all() and rows.shape == (5, 9)


def test_risk_is_shown_in_steps_of_five_points(rules: Rules, course) -> None:
    band = fan(rules, observe(rules, course[3][0], "washington"), Plan("washington"), "climbs", lanes=LANES).bands["crisis"]
    assert all(x % 5 == 0 for x in (*band.low, *band.middle, *band.high))


def test_a_scrambled_hidden_state_gives_the_same_fan(rules: Rules, course) -> None:
    state, side = course[3][0], "washington"
    rival = other(side)
    record = state.record
    hidden = replace(record.accounts[rival], capital=9, budget=7.0, support=31.0)
    drafts = tuple(d for d in record.drafts if d.side == side or not d.quiet or d.seen)
    scrambled = State(
        replace(
            record,
            accounts={**record.accounts, rival: hidden},
            mandates={**record.mandates, rival: (min(record.charge_lists[rival]), *record.mandates[rival][1:])},
            marks=tuple(m for m in record.marks if m.side == side),
            table=tuple(c for c in record.table if c.side == side),
            drafts=drafts,
            coming=(),
            dealt=(),
        ),
        state.world.copy(),
    )
    scrambled.world.reserve[int(state.world.spec.side_region[BOTH.index(rival)])] += 7.0
    one, two = observe(rules, state, side), observe(rules, scrambled, side)
    assert same(*(fan(rules, o, Plan(side), "holds", lanes=LANES, key=3) for o in (one, two)))


def test_a_freeze_that_is_planned_lifts_the_price_and_costs_reliability(rules: Rules, course) -> None:
    seen = observe(rules, course[0][0], "beijing")
    plan = Plan("beijing", (Draft(SetDial("licence-heavy-rival", 3)),))
    still, frozen = (fan(rules, seen, p, "holds", lanes=LANES, quantities=("price:heavy.magnet",)) for p in (Plan("beijing"), plan))
    assert frozen.bands["price:heavy.magnet"].middle[4] > still.bands["price:heavy.magnet"].middle[4]
    assert frozen.bands["reliability"].middle[4] < still.bands["reliability"].middle[4]


def test_a_band_says_where_a_value_stands_among_its_lanes(rules: Rules, course) -> None:
    band = fan(rules, observe(rules, course[0][0], "beijing"), Plan("beijing"), "eases", 2, LANES).bands["crisis"]
    row = band.lanes[2]
    assert band.lanes.shape == (3, LANES) and np.all(np.diff(row) >= 0)
    assert band.place(2, float(row[0])) == (0.0, float((row == row[0]).mean()))
    assert band.place(2, 101.0) == (1.0, 1.0) and band.place(2, -1.0) == (0.0, 0.0)


def test_a_climbing_rival_is_more_dangerous_than_one_that_eases(rules: Rules, course) -> None:
    seen = observe(rules, course[0][0], "beijing")
    risk = {r: fan(rules, seen, Plan("beijing"), r, lanes=64).bands["crisis"].quantiles[:, 1:].mean() for r in READINGS}
    assert risk["climbs"] > risk["holds"] >= risk["eases"] - 1.0


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("sketch", [False, True])
def test_a_fan_in_32_bits_agrees_with_the_same_in_the_numbers_of_play(rules: Rules, course, reading: str, sketch: bool) -> None:
    """Half a point for leverage and reliability; risk is a share of few futures and may lie a shown step off."""
    seen, plan = observe(rules, course[3][0], "beijing"), course[3][1]["beijing"]
    quantities = ("price:heavy.magnet",)
    full = fan(rules, seen, plan, reading, lanes=64, quantities=quantities, exact=True)
    made = fan(rules, seen, plan, reading, lanes=64, quantities=quantities, sketch=sketch)
    assert not np.array_equal(full.bands["leverage"].quantiles, made.bands["leverage"].quantiles)  # other numbers, indeed
    gap = {name: float(np.abs(full.bands[name].quantiles - made.bands[name].quantiles).max()) for name in full.bands}
    assert gap["leverage"] <= 0.5 and gap["reliability"] <= 0.5 and gap["crisis"] <= 7.5
    assert gap["price:heavy.magnet"] <= 0.01 * full.bands["price:heavy.magnet"].quantiles.max()


def test_fans_laid_over_each_other_share_all_but_the_reading(rules: Rules, course) -> None:
    seen, plan = observe(rules, course[3][0], "washington"), course[3][1]["washington"]
    climbing, holding = fans(rules, seen, plan, ("climbs", "holds"), lanes=LANES, key=2)
    assert (climbing.reading, holding.reading) == ("climbs", "holds")
    for one in (climbing, holding):
        alone = fan(rules, seen, plan, one.reading, lanes=LANES, key=2)
        for name in ("leverage", "reliability"):
            assert np.array_equal(one.bands[name].quantiles, alone.bands[name].quantiles)
    assert climbing.bands["crisis"].quantiles[2].mean() > holding.bands["crisis"].quantiles[2].mean()


def test_an_unknown_reading_is_named(rules: Rules, course) -> None:
    with pytest.raises(KeyError, match='"sulks"; there are: answers in kind'):
        fans(rules, observe(rules, course[0][0], "beijing"), Plan("beijing"), ("holds", "sulks"), lanes=4, quarters=1)


def test_an_unknown_quantity_is_named(rules: Rules, course) -> None:
    seen = observe(rules, course[0][0], "beijing")
    for name in ("weather:usa", "price:bread", "cover:chips:atlantis"):
        with pytest.raises(KeyError, match=name):
            fan(rules, seen, Plan("beijing"), "holds", lanes=4, quarters=1, quantities=(name,))


@pytest.mark.parametrize("side", BOTH)
def test_budget_and_support_follow_the_accounts_of_the_rules(rules: Rules, course, side) -> None:
    """With the other side at rest, a quarter's money and support come within a little of what the rules book."""
    state, plans = course[0][:2]
    plan = Plan(side, tuple(x for x in plans[side].lines if isinstance(x, SetDial)))
    made = fan(rules, observe(rules, state, side), plan, "holds", 1, LANES, quantities=("budget", "support"))
    came = resolve(rules, state, {side: plan, other(side): Plan(other(side))}, {}, lenient=True).state.record.accounts[side]
    now = state.record.accounts[side]
    for name, near in (("budget", 0.3), ("support", 1.5)):
        band = made.bands[name]
        assert band.quantiles[:, 0] == pytest.approx(getattr(now, name)) and band.approximate
        assert abs(band.middle[1] - getattr(came, name)) <= near, (name, band.middle, getattr(came, name))


@pytest.mark.parametrize(
    "quantity", ["price:heavy.magnet", "price-home:light.oxide", "cover:heavy.magnet:usa", "loss:usa", "tension"]
)
def test_any_quantity_of_the_world_has_a_fan(rules: Rules, course, quantity: str) -> None:
    band = fan(rules, observe(rules, course[0][0], "beijing"), Plan("beijing"), "holds", 2, 8, quantities=(quantity,)).bands[
        quantity
    ]
    assert band.quantiles.shape == (5, 3) and np.isfinite(band.quantiles).all() and band.unit


def test_a_harsh_step_lies_as_a_draft_for_a_quarter_first(rules: Rules, course) -> None:
    dials = course[0][0].record.dials
    ladder = ladder_of(rules, dials, (), "washington")
    at, lying, always = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=bool), np.zeros(1)
    place, draft = advance(rules, ladder, "climbs", 0, at, lying, always)
    assert ladder.needs_draft(rules, 0) and place[0] == 0 and draft[0]
    assert advance(rules, ladder, "climbs", 0, place, draft, always)[0][0] == 1
    assert advance(rules, ladder, "eases", 0, at, lying, always)[0][0] == -1
    assert advance(rules, ladder, "holds", 3, at, lying, always)[0][0] == 0
    assert advance(rules, ladder, "answers in kind", -2, at, lying, always)[0][0] == -1


@pytest.mark.slow
def test_the_closed_form_ranks_states_like_the_full_run(rules: Rules) -> None:
    quick: dict[int, list[float]] = {0: [], 1: []}
    full: dict[int, list[float]] = {0: [], 1: []}
    pairs = (
        ("calibrator", "hawk"), ("hawk", "calibrator"), ("tit-for-tat", "calibrator"), ("hawk", "hawk"),
        ("freeze-always", "stockpile-first"), ("never-restrict", "do-nothing"),
    )  # fmt: skip
    for scenario, doctrines in ((s, d) for s in ("calibrated-control", "spring-curbs") for d in pairs):
        items = [rules.doctrines[d] for d in doctrines]
        batch = new_batch(rules, [Setup(scenario, s, doctrines=doctrines) for s in range(8)])
        for _ in range(8):
            plans = [
                {s: plan_for(rules, observe_batch(rules, batch, i, s), x) for s, x in zip(BOTH, items, strict=True)}
                for i in range(len(batch.records))
            ]
            batch = resolve_batch(rules, batch, plans, [{}] * len(plans), lenient=True).batch
            held = partners(batch.world.spec, [r.stances for r in batch.records], rules.numbers.join)
            found = quick_leverage(batch.world, held)
            for b, side in enumerate(BOTH):
                quick[b] += found[b].tolist()
                full[b] += [r.figures[side].leverage for r in batch.records]
            if any(r.over for r in batch.records):
                break
    for b in range(2):
        assert np.std(full[b]) > 1.0
        assert np.corrcoef(quick[b], full[b])[0, 1] >= 0.9


@pytest.mark.slow
def test_nominal_eighty_per_cent_bands_hold_seventy_to_ninety(rules: Rules) -> None:
    from game.lab.forecasts.fan_calibration import calibration

    found = calibration(rules, "calibrated-control", 500, 100)["figures"]
    for name in FIGURES:
        for kind in ("shared_80", "inside_80_where_above_2"):
            assert 0.70 <= found[name][kind] <= 0.90, (name, kind, found[name])
