"""How a script pursues its mandates: of the lines that do most for its hand it takes those that are worth their price.

How lines are weighed is `mandate_weighing.py`; nothing here knows an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.engine.rules.turn.terms import refuse_term
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.plan import GiveOrder, Line, SetDial, Term, other
from game.engine.world.model.spec import SIDES
from game.opponents.mandate_aims import Weigher, asks_a_yes
from game.opponents.mandate_weighing import dealt, pursuit_of
from game.opponents.planner import Planner

LEAST = 0.12  # worth below which a line is not taken for a mandate's sake
HARM = -0.5  # worth below which a line is left out since it undoes what a mandate rests on
CAPITAL, MONEY = 0.12, 0.35  # what a point of capital and a quarter's income are worth, in pushes


def take_aim(planner: Planner) -> None:
    """From here on the desk leaves out lines that undo what a mandate rests on."""
    pursuit = pursuit_of(planner)
    if pursuit.aims:
        planner.pursuit = pursuit
        planner.against = lambda line: pursuit.worth(line) < HARM


def take_charge(planner: Planner) -> None:
    """From here on the desk heeds the sealed mandate alone, and leaves nothing out for its sake."""
    charge = planner.seen.charges.get(planner.side, "")
    pursuit = pursuit_of(planner, {m: weight for m, weight in dealt(planner).items() if m == charge})
    if pursuit.aims:
        planner.pursuit = pursuit


def pursue(planner: Planner) -> None:
    """Take the lines that do most for the mandates, at most `pursue` of them, while money and capital allow."""
    if planner.pursuit is None:
        return
    weighed = sorted(_weighed(planner, planner.pursuit), key=lambda found: -found[0])
    most = int(planner.number("pursue"))
    for worth, line in weighed[: 4 * most]:
        if most > 0 and planner.add(line, "mandate", round(worth, 2)):
            most -= 1


def _weighed(planner: Planner, pursuit: Weigher) -> Iterator[tuple[float, Line]]:
    """Every line without a draft that is worth its price, with its worth net of the price."""
    numbers = planner.rules.numbers
    income = numbers.sides[planner.side].budget_income
    left = planner.seen.quarters - planner.seen.quarter
    by_law = numbers.sides[planner.side].statutes and any(
        isinstance(aim.leaf, c.Quantity) and aim.leaf.name in ("statutes", "promises-broken") for aim in pursuit.aims
    )
    lines: list[SetDial | GiveOrder] = [*_dial_lines(planner, by_law), *_order_lines(planner, by_law)]
    for line in lines:
        worth = pursuit.worth(line)
        if worth < LEAST:
            continue
        statute = numbers.statute_cost if line.statute else 0
        if isinstance(line, GiveOrder):
            order = planner.rules.orders[line.order]
            price = CAPITAL * (order.capital + statute) + MONEY * order.budget / income
        else:
            notches = planner.rules.dials[line.dial].notches
            grown = notches[line.notch].upkeep - notches[planner.at(line.dial)].upkeep
            price = CAPITAL * statute + MONEY * max(grown, 0.0) * min(left, 8) / income
        if worth - price > LEAST:
            yield worth - price, line


def _dial_lines(planner: Planner, by_law: bool) -> Iterator[SetDial]:
    waiting = {d for d, _, since in planner.seen.statutes if since > planner.seen.quarter}
    for dial in planner.own_dials:
        if dial.id in waiting or planner.touched(dial.id):
            continue
        for notch in (planner.at(dial.id) - 1, planner.at(dial.id) + 1):
            if 0 <= notch < len(dial.notches) and dial.notches[notch].rung < planner.rules.numbers.draft_rung:
                yield SetDial(dial.id, notch)
                if dial.statute and by_law:
                    yield SetDial(dial.id, notch, True)


def _order_lines(planner: Planner, by_law: bool) -> Iterator[GiveOrder]:
    purse = planner.seen.accounts
    for order in planner.own_orders:
        fits = order.rung < planner.rules.numbers.draft_rung and order.budget <= purse.budget and order.capital <= purse.capital
        for target in (order.targets or ("",)) if fits else ():
            yield GiveOrder(order.id, target)
            if order.statute and by_law:
                yield GiveOrder(order.id, target, True)


def give_word(planner: Planner) -> None:
    """Promise licences where trade is large and trust is low: a promise that is kept is what trust grows from."""
    if not planner.happens("trust"):
        return
    world, b = planner.seen.world, SIDES.index(planner.side)
    weight = world.frame.trade_weight
    good, bad = world.belief_good[b, :, 0], world.belief_bad[b, :, 0]
    found: list[tuple[float, GiveOrder]] = []
    for order in planner.own_orders:
        if order.promise != "licence" or not order.targets or order.lasts > planner.seen.quarters - planner.seen.quarter:
            continue
        for target in order.targets:
            r = world.spec.region(target)
            doubt = float(bad[r] / (good[r] + bad[r]))
            found.append((float(weight[b, r]) * doubt / (float(good[r] + bad[r])), GiveOrder(order.id, target)))
    for worth, line in sorted(found, key=lambda x: (-x[0], x[1].target)):
        if worth > 0.0 and planner.add(line, "promise", round(1000.0 * worth, 2)):
            return


def wanted_terms(planner: Planner) -> Iterable[Term]:
    """Dials of the rival that a mandate wants milder than they stand."""
    rivals = {d.id for d in planner.rival_dials}
    for aim in planner.pursuit.aims if planner.pursuit is not None else ():
        leaf = aim.leaf
        if isinstance(leaf, c.DialAt) and leaf.dial in rivals and planner.at(leaf.dial) > leaf.most:
            term = Term(leaf.dial, leaf.most)
            if refuse_term(planner.rules, planner.seen, term, other(planner.side)) is None:
                yield term


def wants_a_yes(planner: Planner) -> bool:
    """Whether a mandate asks for something granted, or for promises kept."""
    return planner.pursuit is not None and any(asks_a_yes(aim) and not aim.holds for aim in planner.pursuit.aims)
