"""Resources by hand-worked numbers: what lines cost, what a quarter brings, how support falls and offices are lost."""

from __future__ import annotations

import pytest

from game.engine.rules import Batch, Setup, cost, new_game, observe, options, refuse, resolve, resolve_batch
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.plan import Draft, GiveOrder, Plan, SetDial
from game.structs import replace

from .play import rich, with_record


@pytest.fixture
def state(rules):
    return new_game(rules, Setup("calibrated-control", 6))


def mild_statute(rules):
    """A dial of Washington that may be set by statute, stands at its mildest, and needs no draft."""
    start = rules.scenarios["calibrated-control"].dials
    return next(
        d.id for d in rules.dials.values()
        if d.side == "washington" and d.statute and start.get(d.id, d.start) == 0 and d.notches[1].rung < rules.numbers.draft_rung
    )  # fmt: skip


def with_account(state, side, **changes):
    return with_record(state, accounts={**state.record.accounts, side: replace(state.record.accounts[side], **changes)})


def test_each_notch_costs_two_points(rules, state):
    seen = observe(rules, rich(state), "washington")
    now = seen.dials["permits"]
    top = len(rules.dials["permits"].notches) - 1
    one = Plan("washington", (SetDial("permits", now + 1 if now < top else now - 1),))
    assert cost(rules, seen, one) == (2, 0.0)
    other = seen.dials["talent-programme"]
    two = one.plus(SetDial("talent-programme", other + 1 if other == 0 else other - 1))
    assert cost(rules, seen, two) == (4, 0.0)


def test_a_statute_costs_one_more_and_holds_two_quarters_later(rules, state):
    lawful = rules.dials[mild_statute(rules)]
    line = SetDial(lawful.id, 1, statute=True)
    seen = observe(rules, rich(state), "washington")
    assert cost(rules, seen, Plan("washington", (line,))) == (3, 0.0)
    after = resolve(rules, rich(state), {"washington": Plan("washington", (line,))}).state
    settings = []
    for _ in range(3):
        settings.append(after.record.dials[lawful.id])
        after = resolve(rules, after, {}).state
    assert settings == [0, 0, 1]
    refusal = refuse(rules, observe(rules, rich(after), "washington"), Plan("washington"), SetDial(lawful.id, 0))
    assert refusal is not None and refusal.code == "statute-locked"


def test_three_orders_a_quarter(rules, state):
    plan = Plan("washington")
    seen = observe(rules, rich(state), "washington")
    while (left := options(rules, seen, plan)).orders_left:
        line = next(o.line for o in left.open() if isinstance(o.line, SetDial | GiveOrder | Draft))
        plan = plan.plus(line)
    assert len(plan.lines) == rules.numbers.orders_a_quarter
    codes = {o.refusal.code for o in left.options if isinstance(o.line, SetDial) and o.refusal}
    assert "orders-full" in codes


@pytest.mark.parametrize("support, income", [(70.0, 4), (50.0, 3), (30.0, 2)])
def test_capital_a_quarter_follows_support_and_four_points_carry_over(rules, state, support, income):
    quiet = with_record(state, quarter=8)  # far from elections and reviews
    before = with_account(quiet, "beijing", support=support, watchers=(support,) * 5, capital=5)
    after = resolve(rules, before, {}).state.record.accounts["beijing"].capital
    near = income - 1 if after == 4 + income - 1 else income
    assert after == 4 + near


def test_borrowed_credit_is_served_every_quarter(rules, state):
    n = rules.numbers.sides["beijing"]
    loaded = with_account(state, "beijing", credit=10.0)
    calm = resolve(rules, state, {}).state.record.accounts["beijing"].budget
    paid = resolve(rules, loaded, {}).state.record.accounts["beijing"].budget
    assert calm - paid == pytest.approx(10.0 * n.credit_service)


def test_below_zero_the_newest_promise_lapses_and_that_is_a_broken_promise(rules, state):
    pledge = next(o for o in rules.orders.values() if o.side == "washington" and o.promise and o.targets and o.effects)
    seen = observe(rules, rich(state), "washington")
    line = next((o.line for o in options(rules, seen, Plan("washington")).open()
                 if isinstance(o.line, GiveOrder) and rules.orders[o.line.order].promise), None)  # fmt: skip
    assert line is not None, pledge.id
    promised = resolve(rules, rich(state), {"washington": Plan("washington", (line,))}).state
    poor = with_account(promised, "washington", budget=-9.0)
    after = resolve(rules, poor, {}).state
    assert [p.status for p in after.record.promises] == ["broken"]
    assert any(n.key == "deficit" for n in after.record.history[-1].news)


def test_support_below_the_line_at_two_quarter_ends_costs_the_office(rules, state):
    hated = with_account(state, "beijing", support=0.0, bumps=(-300.0,) * 5)
    first = resolve(rules, hated, {}).state
    assert first.record.over == "" and any(n.key == "support-warning" for n in first.record.history[-1].news)
    again = with_account(first, "beijing", support=0.0, bumps=(-300.0,) * 5)
    second = resolve(rules, again, {}).state
    assert second.record.over == "out-of-office" and second.record.out == ("beijing",)


def test_an_election_below_the_threshold_is_lost(rules):
    from game.engine.rules.vocabulary.calendar import quarter_of

    scenario = rules.scenarios["calibrated-control"]
    election = next(e for e in scenario.calendar if e.sort == "election" and e.side in ("washington", "both"))
    state = with_record(new_game(rules, Setup("calibrated-control", 2)), quarter=quarter_of(scenario, election.quarter))
    lost = resolve(rules, with_account(state, "washington", support=20.0, low_quarters=0), {}).state
    won = resolve(rules, with_account(state, "washington", support=80.0), {}).state
    assert lost.record.over == "out-of-office" and "washington" in lost.record.out
    assert won.record.over == ""
    assert isinstance(lost, State)


def test_decrees_may_end_with_an_election_statutes_stay(rules):
    from game.engine.rules.vocabulary.calendar import quarter_of

    scenario = rules.scenarios["calibrated-control"]
    election = next(e for e in scenario.calendar if e.sort == "election" and e.side in ("washington", "both"))
    quarter = quarter_of(scenario, election.quarter)
    lawful = mild_statute(rules)
    first = new_game(rules, Setup("calibrated-control", 0))
    decrees = []
    for seed in range(40):
        state = with_record(first, setup=Setup("calibrated-control", seed), quarter=quarter)
        state = with_account(state, "washington", support=80.0)
        decrees.append(with_record(state, dials={**state.record.dials, lawful: 1}))
    assert not ended(rules, lawful, [with_record(decree, statutes=((lawful, 1, 0),)) for decree in decrees])
    assert abs(ended(rules, lawful, decrees) / len(decrees) - rules.numbers.repeal_chance) < 0.25


def ended(rules, dial, states):
    """In how many of these states a dial stands at its mildest after a quarter in which nobody decides anything."""
    batch = Batch(tuple(state.record for state in states), states[0].world.take([0] * len(states)))
    idle = [{} for _ in states]
    return sum(record.dials[dial] == 0 for record in resolve_batch(rules, batch, idle, idle).batch.records)


def test_floors_are_paid_for_members_alone_and_reserves_cost_their_carry(rules, state):
    from game.engine.rules.campaign.open_record import Work
    from game.engine.rules.turn.consequences.accounts import market_costs

    stances = dict.fromkeys(state.record.stances, (0.0, 0.0)) | {"japan": (0.0, 0.9)}
    state = with_record(state, stances=stances)
    spec = state.world.spec
    floor = [1.0 * (i + 1) for i in range(len(spec.regions))]
    reserve = [0.0] * len(spec.regions)
    usa, japan = spec.region("usa"), spec.region("japan")
    work = Work.open(rules, state.record, state.world, 0, None)
    state.world.reserve[...] = 0.0
    assert market_costs(work, "washington", floor, reserve) == pytest.approx(floor[usa] + floor[japan])
    assert market_costs(work, "beijing", floor, reserve) == pytest.approx(floor[spec.region("china")])
    magnet = spec.product("heavy.magnet")
    state.world.reserve[usa, magnet] = 100.0
    reserve[usa] = 0.25
    carry = 100.0 * float(spec.price_unit[magnet]) * rules.numbers.reserve_carry
    assert market_costs(work, "washington", floor, reserve) == pytest.approx(floor[usa] + floor[japan] + 0.25 + carry)


def test_a_quarters_floor_is_output_times_what_the_price_lacks(rules, state):
    """The three months' floor cost that the budget pays, added up by hand from outputs and prices as they were."""
    from game.engine.world.month.phases import step

    world = state.world.copy()
    spec = world.spec
    usa, oxide = spec.region("usa"), spec.product("light.oxide")
    world.floor[...] = 0.0
    world.floor[usa, oxide] = 3.0
    paid = owed = 0.0
    for _ in range(3):
        price = float(world.price[1, oxide, 0])
        step(world, 1)
        owed += (3.0 - price) * float(world.output[usa, oxide, 0]) * float(spec.price_unit[oxide])
        paid += float(world.floor_cost[usa, 0])
    assert owed > 0 and paid == pytest.approx(owed, rel=1e-6)


def test_a_vote_takes_part_of_the_attention(rules):
    from game.engine.rules.vocabulary.calendar import quarter_of

    scenario = rules.scenarios["calibrated-control"]
    election = next(e for e in scenario.calendar if e.sort == "election" and e.side in ("washington", "both"))
    quarter = quarter_of(scenario, election.quarter)
    usa = rules.world_of("calibrated-control").region("usa")

    def attention(at):
        state = with_record(new_game(rules, Setup("calibrated-control", 2)), quarter=at)
        after = resolve(rules, with_account(state, "washington", support=80.0), {}).state
        return float(after.world.attention[usa, 0])

    assert attention(quarter) == pytest.approx(attention(quarter - 1) * (1 - rules.numbers.vote_attention), rel=0.02)
