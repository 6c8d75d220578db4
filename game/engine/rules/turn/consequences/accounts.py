"""The three resources of a side at quarter's end: political capital, budget, support of the five watchers.

What lines cost while a plan is made stands in `options.py`."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import capital_region, coalition
from game.engine.rules.campaign.record import Figures
from game.engine.rules.campaign.watcher_acts import MARCH, acting, acts
from game.engine.rules.effects.support import Credit
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.calendar import events_between
from game.engine.rules.vocabulary.items import DESKS, Event
from game.engine.rules.vocabulary.news import CountNews, Deficit, PromiseNews, SideNews, WatcherActs, WrittenOff
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.world.arithmetic.portable import log
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES
from game.structs import replace


def capital_income(work: Work, side: Side) -> int:
    """Capital that the next quarter brings: income, support, elections won, elections near; bounds; difficulty."""
    return total(change for _, change in income_lines(work, side))


def income_lines(work: Work, side: Side) -> tuple[tuple[str, int], ...]:
    """(cause, change) of next quarter's capital, one after another."""
    n, a = work.rules.numbers, work.accounts[side]
    near = events_between(work.scenario, work.quarter + 1, work.quarter + n.election_shadow)
    lines = (
        ("income", n.sides[side].capital_income),
        ("support-high", 1 if a.support >= n.support_bonus else 0),
        ("support-low", -1 if a.support < n.support_low and a.support < n.support_bonus else 0),
        ("households-march", -MARCH if acts(work.rules, a, "households") else 0),
        ("election-won", n.election_bonus if work.quarter < a.bonus_until else 0),
        ("election-near", -1 if any(judges(event, side) for _, event in near) else 0),
    )
    income = total(change for _, change in lines)
    bounds = min(max(income, n.capital_low), n.capital_high) - income
    return (*lines, ("bounds", bounds), ("difficulty", handicap(work, side)[0]))


def handicap(work: Work, side: Side) -> tuple[int, float]:
    """What difficulty gives a scripted opponent of a human player: capital a quarter on top, factor on income."""
    setup = work.record.setup
    if not setup.human or setup.human == side:
        return 0, 1.0
    level = work.rules.difficulties[setup.difficulty]
    return level.capital, level.budget


def judges(event: Event, side: Side) -> bool:
    """Whether a calendar entry is an election or plan review of this side."""
    return event.sort in ("election", "plan-review") and event.side in (side, "both")


def upkeep(work: Work, side: Side) -> tuple[float, float]:
    """(paid from the budget, borrowed as directed credit) this quarter, $bn, by the notches of the side's dials."""
    paid = borrowed = 0.0
    for dial, notch in work.dials.items():
        item = work.rules.dials[dial]
        if item.side != side:
            continue
        setting = item.notches[notch]
        if any(isinstance(x, Credit) for x in setting.effects):
            borrowed += setting.upkeep
        else:
            paid += setting.upkeep
    return paid, borrowed


def market_costs(work: Work, side: Side, floor_cost: list[float], reserve_cost: list[float]) -> float:
    """What price floors (in the own country and in the coalition) and the own reserve cost in the quarter, $bn."""
    own = capital_region(work.spec, side)
    members = set(coalition(work.spec, work.stances, side, work.rules.numbers.join)) | {own}
    floors = total(cost for r, cost in enumerate(floor_cost) if r in members)
    carry = total(
        float(work.world.reserve[own, p, work.lane]) * float(work.spec.price_unit[p]) for p in range(len(work.spec.products))
    )
    return floors + reserve_cost[own] + carry * work.rules.numbers.reserve_carry


def quarter_costs(work: Work, side: Side, floor_cost: list[float], reserve_cost: list[float]) -> tuple[tuple[str, float], ...]:
    """(cause, $bn) of what a quarter takes from the budget: upkeep, what markets cost, the service of credit."""
    service = work.accounts[side].credit * work.rules.numbers.sides[side].credit_service
    market = market_costs(work, side, floor_cost, reserve_cost)
    return ("upkeep", upkeep(work, side)[0]), ("market", market), ("service", service)


def close_accounts(work: Work, side: Side, floor_cost: list[float], reserve_cost: list[float]) -> None:
    """Quarter's end: pay upkeep, floors, reserve and credit service, take income; below zero the newest promises lapse first."""
    n = work.rules.numbers.sides[side]
    a = work.accounts[side]
    borrowed = upkeep(work, side)[1]
    spent = total(cost for _, cost in quarter_costs(work, side, floor_cost, reserve_cost))
    appropriation = renewed(work, side) if n.statutes and (work.quarter + 1) % 4 == 0 else a.appropriation
    income = n.budget_income * appropriation * handicap(work, side)[1]
    budget = a.budget + income - spent
    carried = min(a.capital, n.capital_carry)
    work.account(
        side,
        budget=budget,
        credit=a.credit + borrowed,
        appropriation=appropriation,
        capital=carried + capital_income(work, side),
    )
    if budget < 0:
        work.tell(Deficit(side, round(budget, 2)))
        watch = work.rules.numbers.watch
        for desk in range(len(DESKS)):
            work.bump(side, desk, -watch["deficit"])


def renewed(work: Work, side: Side) -> float:
    """The legislature's yearly factor on programme money, by support."""
    r = work.rules.numbers.renewal
    return min(max(1.0 + (work.accounts[side].support - r["even"]) / r["points"], r["low"]), r["high"])


def watchers(work: Work, side: Side, own_loss: float, figures: Mapping[Side, Figures]) -> tuple[float, ...]:
    """The five opinions, 0..100, in DESKS order: formulas and numbers stand in content (`numbers.yaml`, watch).

    `own_loss` is the quarter's mean loss of the own economy, % of GDP at a year's rate."""
    w, spec, world, lane = work.rules.numbers.watch, work.spec, work.world, work.lane
    own, b = capital_region(spec, side), SIDES.index(side)
    a = work.accounts[side]

    dependent = spec.licensed_by(1 - b, spec.final_product)
    mine = spec.licensed_by(b)
    zones = [0 if int(spec.home[p]) == own else 1 for p in (*dependent, *mine)]
    log_prices = [float(x) for x in log(world.price[zones, [*dependent, *mine], lane])]
    finals_price = total(max(x, 0.0) for x in log_prices[: len(dependent)]) / max(len(dependent), 1)
    market = total(log_prices[len(dependent) :]) / max(len(mine), 1)
    use = total(float(world.utilisation[own, p, lane]) - float(spec.run0[own, p]) for p in mine) / max(len(mine), 1)
    held = a.budget / work.rules.numbers.sides[side].budget_income - w["budget_calm"]
    window = work.quarter - int(w["promise_window"])
    kept = total(1 for p in work.promises if p.side == side and p.status == "kept" and p.until >= window)
    broken = total(1 for p in work.promises if p.side == side and p.status == "broken" and p.until >= window)
    views = (
        w["base"] - w["loss"] * own_loss - w["price"] * finals_price,
        w["base"] + w["market"] * market + w["use"] * use,
        w["base"] - w["security"] * (figures[other(side)].leverage - w["security_calm"]),
        w["base"] + w["budget"] * min(max(held, -w["budget_most"]), w["budget_most"]),
        w["base"]
        + w["trust"] * (100.0 * figures[side].reliability_third - w["trust_calm"])
        + w["promise_kept"] * kept
        - w["promise_broken"] * broken,
    )
    return tuple(min(max(v + bump, w["low"]), w["high"]) for v, bump in zip(views, a.bumps, strict=True))


def close_support(work: Work, side: Side, own_loss: float, figures: Mapping[Side, Figures]) -> None:
    """Quarter's end: support follows the watchers; cards' marks on them fade; too little of it costs the office."""
    n = work.rules.numbers
    views = watchers(work, side, own_loss, figures)
    weights = n.sides[side].weights
    mean = total(weights[desk] * view for desk, view in zip(DESKS, views, strict=True))
    a = work.accounts[side]
    support = n.support_memory * a.support + (1.0 - n.support_memory) * mean
    low = a.low_quarters + 1 if support < n.support_out else 0
    bumps = tuple(b * n.support_memory for b in a.bumps)
    acted = acting(work.rules, a)
    work.account(side, watchers=views, support=support, low_quarters=low, bumps=bumps)
    for desk in acting(work.rules, work.accounts[side]):
        if desk not in acted:
            work.tell(WatcherActs(side, desk))
    if low == 1:
        work.tell(CountNews("support-warning", side, round(support)))
    if low >= n.out_quarters:
        oust(work, side, "support")


def oust(work: Work, side: Side, reason: str) -> None:
    """A side loses its office (once)."""
    if side not in work.out:
        work.out = (*work.out, side)
        work.tell(SideNews("out-of-office", side, reason))


def hold_vote(work: Work, side: Side, event: Event) -> None:
    """An election or plan review: lost below the threshold; won it brings capital, and an election ends some decrees.

    Either way other matters crowd in, and part of the attention to dependence goes."""
    n = work.rules.numbers
    own = capital_region(work.spec, side)
    work.post("attention", (own,), -n.vote_attention * float(work.world.attention[own, work.lane]), event.sort)
    if work.accounts[side].support < n.support_election:
        oust(work, side, event.sort)
        return
    work.account(side, bonus_until=work.quarter + n.election_bonus_until)
    work.tell(SideNews("vote-won", side, event.sort))
    if event.sort == "election":
        repeal_decrees(work, side)
    else:
        write_off(work, side)


def repeal_decrees(work: Work, side: Side) -> None:
    """An election ends each decree with the stated odds; withdrawing a promise early is a broken promise."""
    n = work.rules.numbers
    start = work.scenario.dials
    lawful = {dial for dial, _, since in work.statutes if since <= work.quarter}
    for dial in sorted(work.dials):
        item = work.rules.dials[dial]
        before = start.get(dial, item.start)
        if item.side != side or dial in lawful or work.dials[dial] <= before or not item.statute:
            continue
        if work.luck("repeal", dial) < n.repeal_chance:
            work.set_dial(dial, before)
            work.tell(SideNews("repealed", side, dial))
    for measure in list(work.measures):
        order = work.rules.orders[measure.source.order] if isinstance(measure.source, OfOrder) else None
        if measure.side != side or measure.statute or order is None or not order.statute:
            continue
        if work.luck("repeal", measure.id) < n.repeal_chance:
            work.measures.remove(measure)
            work.tell(SideNews("repealed", side, order.id))
            for i, promise in enumerate(work.promises):
                if promise.status == "open" and promise.order == measure.id:
                    break_promise(work, i)


def write_off(work: Work, side: Side) -> None:
    """A plan review writes off unsold stock: capacity is merged or closed, and it costs budget and the producers' patience."""
    glut, spec, lane = work.rules.numbers.glut, work.spec, work.lane
    own, b = capital_region(spec, side), SIDES.index(side)
    for p in spec.licensed_by(b):
        calm = float(spec.cover0[own, p]) * float(work.world.frame.plan0[own, p])
        over = float(work.world.stock[own, p, lane]) / calm - glut["cover"] if calm > 0 else 0.0
        if over > 0 and int(spec.home[p]) == own:
            share = min(glut["closed"] * over, glut["most"])
            work.post("capacity", (own, p), -share * float(work.world.capacity[own, p, lane]), "plan-review")
            work.account(side, budget=work.accounts[side].budget - glut["cost"])
            work.bump(side, DESKS.index("producers"), -glut["producers"])
            work.tell(WrittenOff(side, spec.products[p], round(share, 2)))


def break_promise(work: Work, index: int) -> None:
    """A promise is broken: bad memories with its receiver, and with all who watch."""
    promise = work.promises[index]
    work.promises[index] = replace(promise, status="broken", until=work.quarter)
    months = work.rules.numbers.promise_months
    work.remember(promise.side, hearers(work, promise.side, promise.to), -months, f"broken:{promise.id}")
    work.tell(PromiseNews("promise-broken", promise.side, promise.to, promise.dial or promise.order))


def keep_promise(work: Work, index: int) -> None:
    """A promise ran its course: good memories with its receiver, by its length, so that many short ones earn no more."""
    promise = work.promises[index]
    work.promises[index] = replace(promise, status="kept")
    n = work.rules.numbers
    months = n.promise_months * min(1.0, (promise.until - promise.since) / n.promise_whole)
    work.remember(promise.side, hearers(work, promise.side, promise.to), months, f"kept:{promise.id}")
    work.tell(PromiseNews("promise-kept", promise.side, promise.to, promise.dial or promise.order))


def hearers(work: Work, side: Side, to: str) -> tuple[int, ...]:
    """Whose memory a promise lives in: a region's own; a promise to the rival is watched by its country."""
    if to in BOTH:
        return (capital_region(work.spec, other(side)),)
    return (work.spec.region(to),) if to in work.spec.regions else ()


def lapse_promises(work: Work, side: Side) -> None:
    """With an empty purse the newest promise lapses first, and that is a broken promise."""
    if work.accounts[side].budget >= 0:
        return
    open_ones = [i for i, p in enumerate(work.promises) if p.side == side and p.status == "open" and p.order]
    if open_ones:
        promise = work.promises[open_ones[-1]]
        work.measures = [m for m in work.measures if m.id != promise.order]
        break_promise(work, open_ones[-1])
