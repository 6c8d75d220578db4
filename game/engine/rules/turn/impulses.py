"""What happens once: one function for each impulse, acting on the opened record and on its lane of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import finals_of, products_of, regions_of
from game.engine.rules.verdict.mandates import met
from game.engine.rules.vocabulary import effects as e
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import Side
from game.engine.rules.vocabulary.structs import replace
from game.engine.world.arithmetic.total import total
from game.engine.world.model.mines import by_products, jointly
from game.engine.world.model.spec import SIDES

MONTHS = 12.0


def regions(work: Work, side: Side, where: str, target: str) -> tuple[int, ...]:
    """Region indices of a where-word for this campaign today."""
    return regions_of(work.spec, work.stances, work.rules.numbers.join, side, where, target)


def _project(work: Work, side: Side, effect: e.Project, target: str, cause: str) -> None:
    rows = regions(work, side, effect.at, target)
    products = products_of(work.spec, effect.products)
    if not rows or not products:
        return
    share = effect.capacity / MONTHS / len(rows)
    for r in rows:
        for p in products:
            slip = int(work.luck("slip", f"{cause}/{r}/{p}") * (effect.slip + 1))
            ring = work.world.due.shape[0]
            q = (work.quarter + min(max(effect.after, 1) + slip, ring - 1)) % ring
            work.post("due", (q, r, p), share, cause)
            for other, rate in by_products(work.world.frame.mines, r, p):
                if other not in products:
                    work.post("due", (q, r, other), share * rate, cause)


def _closure(work: Work, side: Side, effect: e.Closure, target: str, cause: str) -> None:
    shares = np.zeros((*work.world.frame.output0.shape, 1))
    for r in regions(work, side, effect.at, target):
        shares[r, list(products_of(work.spec, effect.products))] = effect.share
    if work.world.frame.mines is not None:
        shares = jointly(work.world.frame.mines, shares)
    for r, p in np.argwhere(shares[:, :, 0]).tolist():
        work.post("capacity", (r, p), -float(shares[r, p, 0]) * float(work.world.capacity[r, p, work.lane]), cause)


def _stock(work: Work, side: Side, effect: e.Stock, target: str, cause: str) -> None:
    for r in regions(work, side, effect.at, target):
        for f in finals_of(work.spec, effect.finals):
            p = int(work.spec.final_product[f])
            work.post("stock", (r, p), effect.months * float(work.world.demand[r, f, work.lane]), cause)


def _attention(work: Work, side: Side, effect: e.Attention, target: str, cause: str) -> None:
    for r in regions(work, side, effect.at, target):
        work.post("attention", (r,), effect.amount, cause)


def _talent(work: Work, side: Side, effect: e.Talent, target: str, cause: str) -> None:
    for r in regions(work, side, effect.at, target):
        work.post("talent", (r,), effect.amount, cause)


def _tension(work: Work, side: Side, effect: e.Tension, target: str, cause: str) -> None:
    work.post("tension", (), effect.amount, cause)


def _belief(work: Work, side: Side, effect: e.Belief, target: str, cause: str) -> None:
    work.remember(side, regions(work, side, effect.of, target), effect.months, cause)


def _capital(work: Work, side: Side, effect: e.Capital, target: str, cause: str) -> None:
    work.account(side, capital=max(work.accounts[side].capital + effect.amount, 0))


def _budget(work: Work, side: Side, effect: e.Budget, target: str, cause: str) -> None:
    work.account(side, budget=work.accounts[side].budget + effect.amount)


def _support(work: Work, side: Side, effect: e.Support, target: str, cause: str) -> None:
    work.bump(side, DESKS.index(effect.desk), effect.amount)


def _stance(work: Work, side: Side, effect: e.Stance, target: str, cause: str) -> None:
    for r in regions(work, side, effect.of, target):
        move_stance(work, work.spec.regions[r], side, effect.amount)


def _dial(work: Work, side: Side, effect: e.TurnDial, target: str, cause: str) -> None:
    top = len(work.rules.dials[effect.dial].notches) - 1
    work.set_dial(effect.dial, min(max(work.dials[effect.dial] + effect.by, 0), top))


def _exchange_mandate(work: Work, side: Side, effect: e.ExchangeMandate, target: str, cause: str) -> None:
    hand = work.record.mandates[side]
    progress = work.record.progress
    pool = [m for m in work.scenario.mandates.get(side, ()) if m in work.rules.mandates and m not in hand and m not in progress]
    if not hand or not pool:
        return
    given = min(hand, key=lambda m: (met(work.rules.mandates[m], progress.get(m, ())), total(progress.get(m, ())), m))
    taken = min(pool, key=lambda m: (work.luck("mandate", m), m))
    changed = {**work.record.mandates, side: tuple(taken if m == given else m for m in hand)}
    work.record = replace(work.record, mandates=changed)
    work.tell("mandate-exchanged", side, given, taken)


IMPULSES: dict[type, Callable[[Work, Side, Any, str, str], None]] = {
    e.Project: _project,
    e.Closure: _closure,
    e.Stock: _stock,
    e.Attention: _attention,
    e.Talent: _talent,
    e.Tension: _tension,
    e.Belief: _belief,
    e.Capital: _capital,
    e.Budget: _budget,
    e.Support: _support,
    e.Stance: _stance,
    e.TurnDial: _dial,
    e.ExchangeMandate: _exchange_mandate,
}


def apply_impulses(work: Work, side: Side, impulses: tuple[e.Impulse, ...], target: str, cause: str) -> None:
    """Let impulses happen for the acting `side`; `cause` stands in the ledger."""
    for impulse in impulses:
        IMPULSES[type(impulse)](work, side, impulse, target, cause)


def move_stance(work: Work, region: str, side: Side, amount: float) -> None:
    """Move a third country's stance toward `side`, kept within [-1, 1]; capitals have none."""
    if region not in work.stances:
        return
    both = list(work.stances[region])
    b = SIDES.index(side)
    both[b] = min(max(both[b] + amount, -1.0), 1.0)
    work.stances[region] = (both[0], both[1])
