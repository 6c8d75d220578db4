"""What scripts build: programmes that run on the budget, orders that open plants, reserves, credit, and the channel.

Finds them by their effects. Controls are `moves.py`."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.rules.effects.kind import Service
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.plan import GiveOrder, SetDial
from game.engine.world.arithmetic.total import total
from game.opponents.plan_draft import Desk

TRIED = 6  # orders that are tried a quarter
TIGHT, DRY = 0.4, 0.1  # quarters' income in the purse below which one programme, or two, are cut


def serves(service: Service, effects: Iterable[Standing | Impulse]) -> bool:
    """Whether any of these effects serves what a script looks for."""
    return any(service in KINDS[type(effect)].serves for effect in effects)


def upkeep(desk: Desk) -> float:
    """What the own dials cost a quarter as they stand, $bn."""
    return total(d.notches[desk.at(d.id)].upkeep for d in desk.own_dials)


def income_of(desk: Desk) -> float:
    """Programme money that a quarter brings as the legislature last renewed it, $bn."""
    return desk.rules.numbers.sides[desk.side].budget_income * desk.seen.accounts.appropriation


def held(desk: Desk) -> float:
    """What the purse holds, in quarters' income."""
    return desk.seen.accounts.budget / income_of(desk)


def build(desk: Desk) -> None:
    """Raise the mildest-run programme by a notch while running cost stays within `spend` of the income; not with a tight purse."""
    if held(desk) >= TIGHT:
        _raise_dials(desk, "programme", desk.number("spend"), desk.rules.numbers.draft_rung, 1)


def credit(desk: Desk) -> None:
    """Credit and grants to the last notch, whatever they cost."""
    _raise_dials(desk, "credit", 99.0, 9, 3)


def stockpile(desk: Desk) -> None:
    """Reserves to the last notch, before anything else."""
    _raise_dials(desk, "reserve", 99.0, 9, 3)


def _raise_dials(desk: Desk, service: Service, spend: float, rung_below: int, most: int) -> None:
    income = income_of(desk) * spend
    running = upkeep(desk)
    wanted = [
        d for d in desk.own_dials if serves(service, d.does) and desk.at(d.id) + 1 < len(d.notches) and not desk.touched(d.id)
    ]
    for dial in sorted(wanted, key=lambda d: (-desk.worth(SetDial(d.id, desk.at(d.id) + 1)), desk.at(d.id), _turn(desk, d))):
        now, then = dial.notches[desk.at(dial.id)], dial.notches[desk.at(dial.id) + 1]
        if most == 0 or then.rung >= rung_below or running + then.upkeep - now.upkeep > income:
            continue
        lines = _decree_or_statute(desk, dial)
        if any(desk.add(line, "build", then.upkeep) for line in lines):
            running += then.upkeep - now.upkeep
            most -= 1


def _decree_or_statute(desk: Desk, dial: Dial) -> tuple[SetDial, ...]:
    """The next notch, by statute now and then where the dial may have one; nothing while a statute is on its way."""
    notch = desk.at(dial.id) + 1
    if any(d == dial.id and since > desk.seen.quarter for d, _, since in desk.seen.statutes):
        return ()
    decree, statute = SetDial(dial.id, notch), SetDial(dial.id, notch, True)
    allowed = dial.statute and desk.rules.numbers.sides[desk.side].statutes
    if not allowed:
        return (decree,)
    return (statute, decree) if desk.happens("statute", dial.id) else (decree, statute)


def _turn(desk: Desk, dial: Dial) -> float:
    """Programmes take turns in an order that the quarter shuffles."""
    return desk.luck(f"turn:{dial.id}")


def trim(desk: Desk) -> None:
    """Lower the dearest programme by a notch when the purse holds little of a quarter's income, two when it is all but dry."""
    in_purse = held(desk)
    if in_purse >= TIGHT or desk.number("spend") > 2.0:
        return
    dear = [d for d in desk.own_dials if desk.at(d.id) > 0 and d.notches[desk.at(d.id)].upkeep > 0]
    for dial in sorted(dear, key=lambda d: -d.notches[desk.at(d.id)].upkeep)[: 1 if in_purse >= DRY else 2]:
        desk.add(SetDial(dial.id, desk.at(dial.id) - 1), "save", desk.seen.accounts.budget)


def give_orders(desk: Desk) -> None:
    """One order that builds or binds partners, when capital and budget allow and the doctrine's chance says so."""
    if not desk.happens("orders"):
        return
    useful = [o for o in desk.own_orders if o.rung < desk.rules.numbers.draft_rung and serves("work", o.impulses)]
    purse = desk.seen.accounts.budget - 0.5 * income_of(desk)
    tried = [o for o in useful if o.budget <= purse and o.capital <= desk.seen.accounts.capital]
    lines = [line for order in sorted(tried, key=lambda o: desk.luck(f"order:{o.id}")) for line in _at_targets(desk, order)]
    for line in sorted(lines, key=lambda line: -desk.worth(line))[:TRIED]:
        if desk.worth(line) >= 0.0 and desk.add(line, "invest", desk.rules.orders[line.order].budget):
            return


def _at_targets(desk: Desk, order: Order) -> tuple[GiveOrder, ...]:
    """The order at the two friendliest of its targets."""
    if not order.targets:
        return (GiveOrder(order.id),)
    mine = 0 if desk.side == "beijing" else 1
    by_stance = sorted(order.targets, key=lambda r: (-desk.seen.stances.get(r, (0.0, 0.0))[mine], r))
    return tuple(GiveOrder(order.id, target) for target in by_stance[:2])


def keep_channel(desk: Desk) -> None:
    """Open the channel again when it is closed and an order can open it."""
    if float(desk.seen.world.channel[0]) > 0:
        return
    for order in desk.own_orders:
        if serves("channel", order.effects):
            desk.add(GiveOrder(order.id, order.targets[0] if order.targets else ""), "talk")
