"""Use of finals, rationing, losses and the month's money: what reaches the economy behind the market.

How buyers answer with fear or design-out is in `adaptation.py`."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.arithmetic.portable import exp, half_power, log
from game.engine.world.arithmetic.quantum import floor_to
from game.engine.world.model.ledger import Ledger, draw, post
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.production import filled
from game.engine.world.month.spread import add_by_side, dear_finals, over_columns, over_regions, to_regions


def consumption(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Finals are used from stock under soft rationing; what is asked for and cannot be had, z, costs lam * z**n % of GDP a year.

    Use that buyers forgo at the price is no shortfall: `accounts` books it."""
    fr, flows = world.frame, world.flows
    plan = flows.planned_finals
    cover, fill = world.working.cover, world.working.fill
    np.add(plan, TINY, out=fill)
    np.take(world.stock, world.spec.final_product, axis=1, out=cover, mode="clip")
    np.divide(cover, fill, out=cover)
    filled(world, cover, world.policy.calm.finals, fill)
    np.multiply(fill, plan, out=world.used)
    floor_to(world.used)
    for products, final in fr.final_runs:
        draw(world, "stock", world.used[:, final], "used", ledger, (slice(None), products))

    z = np.subtract(plan, world.used, out=world.shortfall)
    np.add(plan, TINY, out=fill)
    np.divide(z, fill, out=z)
    np.multiply(half_power(z, world.parameters.loss_power), fr.lam, out=world.loss)
    post(world, "loss_sum", over_columns(world.loss, flows.region_loss).copy(), "shortfall", ledger)


def sales(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """Export sales of each side's licensed products at contract prices, $bn a month."""
    shipped = np.multiply(world.flows.exported, world.frame.price_unit, out=world.working.shipped)
    np.multiply(shipped, world.price_average[0, 1], out=shipped)
    world.sales.fill(0.0)
    add_by_side(world.spec, shipped, world.sales)


def accounts(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    """What floors and reserves cost and exporters earn as rents, $bn a month; surplus lost at the price; what refusing costs."""
    _rents(world, ledger)
    _lost_surplus(world)
    if world.flows.denying:
        _unsold(world, ledger)
    lanes, floors, reserves = world.lanes, world.policy.floors, world.policy.reserves
    world.floor_cost.fill(0.0)
    world.reserve_cost.fill(0.0)
    if len(floors):
        paid = np.subtract(world.floor.reshape(-1, lanes)[floors], _prices(world, floors))
        np.maximum(paid, 0.0, out=paid)
        np.multiply(paid, world.output.reshape(-1, lanes)[floors], out=paid)
        _book(world, world.floor_cost, floors, paid)
    if len(reserves):
        spent = world.flows.reserve_bought - world.flows.reserve_released
        np.multiply(spent, _prices(world, reserves), out=spent)
        _book(world, world.reserve_cost, reserves, spent)


def _unsold(world: World, ledger: Ledger | None) -> None:
    """The margin on usual sales that a capital refuses, at calm prices, joins its own losses: % of GDP at a year's rate.

    Who asked for more than usual out of fear is not counted as a buyer lost, nor is what leaks out or goes to others
    and is paid for all the same."""
    fr, spec, work = world.frame, world.spec, world.working
    refused = np.subtract(world.denied, world.leaked, out=work.asked)
    lacking = np.subtract(fr.baseline, world.exports, out=work.cells)
    np.minimum(refused, lacking, out=refused)
    np.maximum(refused, 0.0, out=refused)
    unsold = over_regions(floor_to(refused), work.given)  # of whole quanta, so that it adds up the same in any order
    np.maximum(np.subtract(unsold, world.flows.offered, out=unsold), 0.0, out=unsold)
    np.multiply(unsold, fr.price_unit * world.parameters.sales_margin, out=unsold)
    loss = np.zeros_like(world.loss_sum)
    loss[spec.side_region] = add_by_side(spec, unsold, loss[spec.side_region])
    loss *= (1200.0 / spec.gdp)[:, None]  # $bn a month as % of GDP at a year's rate
    post(world, "loss_sum", loss, "sales refused", ledger)


def _rents(world: World, ledger: Ledger | None) -> None:
    """What buyers whose licence binds pay their exporter for what they still get: it joins its own economy, and leaves theirs.

    A unit earns the contract price that the buyer pays above the price at home, or above the calm price where home is cheaper than
    that: goods kept back make home cheap, which its users gain and its makers lose. It earns no more than the buyer's own refusal
    explains, (1 - refused share) ** (-1/epsilon) - 1: who may buy all it asks for buys at the price at home, and no rent stands."""
    spec, fr, flows, rows = world.spec, world.frame, world.flows, world.policy.licensed_cells
    world.rent.fill(0.0)
    if not flows.denying:
        return
    products = rows % fr.products
    inside, outside = world.price_average[0]
    dear = outside[products]
    if len(world.policy.dear):
        dear = dear * exp(world.premium.reshape(-1, world.lanes)[rows])
    gap = dear - np.maximum(inside, 1.0)[products]
    least = exp(np.negative(world.parameters.purchase_elasticity * world.parameters.price_high))  # fill at the highest price
    explained = exp(log(np.maximum(1.0 - flows.refused_share, least)) / -world.parameters.purchase_elasticity) - 1.0
    gap = np.maximum(np.minimum(gap, explained), 0.0)
    cells = np.zeros_like(world.exports)
    cells.reshape(-1, world.lanes)[rows] = floor_to(
        gap * world.exports.reshape(-1, world.lanes)[rows] * fr.price_unit[products]
    )  # of whole quanta, so that what is paid is what is earned
    add_by_side(spec, over_regions(cells, world.working.held), world.rent)
    moved = over_columns(cells, np.empty_like(world.loss_sum))
    moved[spec.side_region] -= world.rent
    moved *= (1200.0 / spec.gdp)[:, None]  # $bn a month as % of GDP at a year's rate
    post(world, "loss_sum", moved, "rents of exporters", ledger)


def _lost_surplus(world: World) -> None:
    """The surplus that buyers of finals lose by forgoing use at the contract price, above what they pay more: % of GDP a year.

    Along q = wanted * p**-e it is wanted * ((p**(1-e) - 1)/(1-e) - (p-1) * p**-e) at calm prices; nought at the calm price."""
    fr, spec, flows = world.frame, world.spec, world.flows
    e = world.parameters.use_elasticity
    dear = dear_finals(world)
    if dear is None:
        lost = to_regions(_lost_a_unit(flows.paid, e), fr.final_home_rows, world.working.drive)
    else:
        lost = _lost_a_unit(to_regions(flows.paid, fr.final_home_rows, world.working.drive) + dear, e)
    np.multiply(lost, flows.wanted_finals, out=lost)
    np.multiply(lost, fr.price_unit[spec.final_product], out=lost)
    np.maximum(over_columns(lost, world.surplus_lost), 0.0, out=world.surplus_lost)
    np.multiply(world.surplus_lost, (1200.0 / spec.gdp)[:, None], out=world.surplus_lost)


def _lost_a_unit(price: Array, e: Any) -> Array:
    """Surplus lost for each unit wanted at calm prices, in calm prices, at these log prices."""
    bent, price = exp(price * -e), exp(price)
    return np.asarray((price * bent - 1.0) / (1.0 - e) - (price - 1.0) * bent)


def _prices(world: World, rows: Ints) -> Array:
    """(L, N) spot prices at these rows of (R*P), with the premium that is paid there."""
    regions, products = rows // world.frame.products, rows % world.frame.products
    common = world.price[np.where(world.spec.home[products] == regions, 0, 1), products]
    return common * exp(world.premium.reshape(-1, world.lanes)[rows]) if len(world.policy.dear) else common


def _book(world: World, account: Array, rows: Ints, amount: Array) -> None:
    """Add amounts (L, N) of goods at spot prices to their regions' account (R, N), in $bn, product after product."""
    np.multiply(amount, world.frame.price_unit[rows % world.frame.products], out=amount)
    for region, paid in zip((rows // world.frame.products).tolist(), amount, strict=True):
        account[region] += paid
