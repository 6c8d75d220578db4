"""What scripts build: programmes that run on the budget, orders that open plants, reserves, credit, and the channel.

Finds them by their effects. Controls are `restrictions.py`."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from game.engine.rules.effects.kind import Service
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.plan import GiveOrder, SetDial
from game.engine.world.arithmetic.total import total
from game.opponents.planner import Planner

TRIED = 6  # orders that are tried a quarter
ANY_RUNG = 9  # above the ladder's highest
TIGHT, DRY = 0.4, 0.1  # quarters' income in the purse below which one programme, or two, are cut


def serves(service: Service, effects: Iterable[Standing | Impulse]) -> bool:
    """Whether any of these effects serves what a script looks for."""
    return any(service in KINDS[type(effect)].serves for effect in effects)


def upkeep(planner: Planner) -> float:
    """What the own dials cost a quarter as they stand, $bn."""
    return total(d.notches[planner.at(d.id)].upkeep for d in planner.own_dials)


def income_of(planner: Planner) -> float:
    """Programme money that a quarter brings as the legislature last renewed it, $bn."""
    return planner.rules.numbers.sides[planner.side].budget_income * planner.seen.accounts.appropriation


def held(planner: Planner) -> float:
    """What the purse holds, in quarters' income."""
    return planner.seen.accounts.budget / income_of(planner)


def build(planner: Planner) -> None:
    """Raise the mildest-run programme by a notch while running cost stays within `spend` of the income; not with a tight purse."""
    if held(planner) >= TIGHT:
        _raise_dials(planner, "programme", planner.number("spend"), planner.rules.numbers.draft_rung, 1)


def credit(planner: Planner) -> None:
    """Credit and grants to the last notch, whatever they cost."""
    _raise_dials(planner, "credit", inf, ANY_RUNG, 3)


def stockpile(planner: Planner) -> None:
    """Reserves to the last notch, before anything else."""
    _raise_dials(planner, "reserve", inf, ANY_RUNG, 3)


def _raise_dials(planner: Planner, service: Service, spend: float, rung_below: int, most: int) -> None:
    income = income_of(planner) * spend
    running = upkeep(planner)
    own = [d for d in planner.own_dials if serves(service, d.does) and not planner.touched(d.id)]
    wanted = [d for d in own if planner.at(d.id) + 1 < len(d.notches)]
    for dial in sorted(
        wanted, key=lambda d: (-planner.worth(SetDial(d.id, planner.at(d.id) + 1)), planner.at(d.id), _turn(planner, d))
    ):
        now, then = dial.notches[planner.at(dial.id)], dial.notches[planner.at(dial.id) + 1]
        if most == 0 or then.rung >= rung_below or running + then.upkeep - now.upkeep > income:
            continue
        lines = _decree_or_statute(planner, dial)
        if any(planner.add(line, "build", then.upkeep) for line in lines):
            running += then.upkeep - now.upkeep
            most -= 1


def _decree_or_statute(planner: Planner, dial: Dial) -> tuple[SetDial, ...]:
    """The next notch, by statute now and then where the dial may have one; nothing while a statute is on its way."""
    notch = planner.at(dial.id) + 1
    if any(d == dial.id and since > planner.seen.quarter for d, _, since in planner.seen.statutes):
        return ()
    decree, statute = SetDial(dial.id, notch), SetDial(dial.id, notch, True)
    allowed = dial.statute and planner.rules.numbers.sides[planner.side].statutes
    if not allowed:
        return (decree,)
    return (statute, decree) if planner.happens("statute", dial.id) else (decree, statute)


def _turn(planner: Planner, dial: Dial) -> float:
    """Programmes take turns in an order that the quarter shuffles."""
    return planner.luck(f"turn:{dial.id}")


def trim(planner: Planner) -> None:
    """Lower the dearest programme by a notch when the purse holds little of a quarter's income, two when it is all but dry."""
    in_purse = held(planner)
    if in_purse >= TIGHT or planner.number("spend") > 2.0:
        return
    dear = [d for d in planner.own_dials if planner.at(d.id) > 0 and d.notches[planner.at(d.id)].upkeep > 0]
    for dial in sorted(dear, key=lambda d: -d.notches[planner.at(d.id)].upkeep)[: 1 if in_purse >= DRY else 2]:
        planner.add(SetDial(dial.id, planner.at(dial.id) - 1), "save", planner.seen.accounts.budget)


def give_orders(planner: Planner) -> None:
    """One order that builds or binds partners, when capital and budget allow and the doctrine's chance says so."""
    if not planner.happens("orders"):
        return
    useful = [o for o in planner.own_orders if o.rung < planner.rules.numbers.draft_rung and serves("work", o.impulses)]
    purse = planner.seen.accounts.budget - 0.5 * income_of(planner)
    tried = [o for o in useful if o.budget <= purse and o.capital <= planner.seen.accounts.capital]
    lines = [line for order in sorted(tried, key=lambda o: planner.luck(f"order:{o.id}")) for line in _at_targets(planner, order)]
    for line in sorted(lines, key=lambda line: -planner.worth(line))[:TRIED]:
        if planner.worth(line) >= 0.0 and planner.add(line, "invest", planner.rules.orders[line.order].budget):
            return


def _at_targets(planner: Planner, order: Order) -> tuple[GiveOrder, ...]:
    """The order at the two friendliest of its targets."""
    if not order.targets:
        return (GiveOrder(order.id),)
    mine = 0 if planner.side == "beijing" else 1
    by_stance = sorted(order.targets, key=lambda r: (-planner.seen.stances.get(r, (0.0, 0.0))[mine], r))
    return tuple(GiveOrder(order.id, target) for target in by_stance[:2])


def keep_channel(planner: Planner) -> None:
    """Open the channel again when it is closed and an order can open it."""
    if float(planner.seen.world.channel[0]) > 0:
        return
    for order in planner.own_orders:
        if serves("channel", order.effects):
            planner.add(GiveOrder(order.id, order.targets[0] if order.targets else ""), "talk")
