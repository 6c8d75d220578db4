"""What is refused to one buyer is offered to the others, and what a refused buyer pays above the common outside price.

Third parties take more for themselves, as far as that lowers the price of all who may buy, and more to sell on, as far as a refused
buyer's premium pays for it. Licences, the pool and the common price are `market.py`'s. C are the products that have licences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints
from game.engine.world.arithmetic.portable import exp, log
from game.engine.world.arithmetic.quantum import floor_to
from game.engine.world.model.ledger import Ledger, post_rows
from game.engine.world.model.spec import TINY
from game.engine.world.model.state import World
from game.engine.world.month.spread import over_regions

ALIKE = 0.1  # share refused beyond the average that is no treatment of one's own: orders differ, too
OPEN_LEAST = 0.02  # share of all applications that counts as licensed at least, so that a cut to all singles nobody out
HEARD_LEAST = 0.02  # weight in the common price of a buyer to whom all is refused
FORGOTTEN = 1e-4  # log points below which a premium that has no cause is gone


@dataclass(frozen=True, slots=True)
class Diverted:
    """What third parties do about the month's refusals."""

    products: Ints  # (C,)
    restricted: Array  # (R, C, N) 0..1: refused beyond what is refused on average, over the average that is licensed
    drawn: Array  # (R, C, N) share of what it seeks elsewhere that the buyer's premium of last month draws
    by_way: Array  # (R, C, N) what reaches the refused buyer by way of third parties
    sold_on: Array  # (R, C, N) what third parties bought on top to sell it on
    cargo: Array  # (C, N) licensed cargo that is on sale in the pool


def offer(world: World, total: Array, home_want: Array) -> Diverted | None:
    """Offer what was refused to some buyers alone to those whose licence has room, and add to exports what they take; None where
    all are refused alike: then nobody is restricted, and the common price alone tells of it.

    `total` (R, P, N) are wanted purchases, `home_want` (P, N) those of each product's home."""
    policy, products = world.policy, world.policy.licensed_products
    world.flows.offered.fill(0.0)
    exports, lost = world.exports[:, products], world.denied[:, products]
    restricted = _restricted(exports, lost)
    some = np.flatnonzero(restricted.any(axis=(0, 2)))  # the others' cells would stay as they are
    if not len(some):
        return None
    if len(some) < len(products):
        products, exports, lost, restricted = products[some], exports[:, some], lost[:, some], restricted[:, some]
    leaked = world.leaked[:, products]
    np.maximum(np.subtract(lost, leaked, out=lost), 0.0, out=lost)
    np.multiply(lost, restricted, out=lost)
    to_sell = 1.0 - policy.captive_share[products]
    openness = 1.0 - restricted
    open_cargo = exports * openness
    cargo = _sum(open_cargo)

    drawn = _drawn_share(world, products, restricted)
    by_way = lost * drawn
    by_way *= np.minimum(1.0, to_sell * cargo / np.maximum(_sum(by_way), TINY))
    sent_on = _sum(floor_to(by_way))
    sold_on = np.multiply(open_cargo, sent_on / np.maximum(cargo, TINY), out=open_cargo)

    own = np.multiply(total[:, products], openness, out=openness)
    own *= world.frame.is_out[:, products]
    rise = np.maximum(_sum(lost) - sent_on, 0.0) / np.maximum(_sum(own) + home_want[products], TINY)
    own *= np.minimum(rise, np.maximum(policy.hold_ratio - world.working.ratio, 0.0)[products])

    room = np.maximum(policy.room[:, some] - exports, 0.0)
    floor_to(np.minimum(sold_on, room, out=sold_on))
    floor_to(np.minimum(own, room - sold_on, out=own))
    taken = own + sold_on
    world.exports[:, products] += taken
    world.flows.offered[products] = _sum(taken)
    on_sale = to_sell * (_sum(exports) + _sum(own)) + _sum(sold_on) - sent_on
    by_way += floor_to(leaked * restricted)  # what is smuggled to a restricted buyer is not for all
    return Diverted(products, restricted, drawn, by_way, sold_on, on_sale)


def _sum(cells: Array) -> Array:
    """(C, N) over regions."""
    return over_regions(cells, np.empty_like(cells[0]))


def _restricted(exports: Array, lost: Array) -> Array:
    """(R, C, N) how far each buyer is refused more than the others."""
    asked = exports + lost
    mean = _sum(lost) / np.maximum(_sum(asked), TINY)
    np.divide(lost, np.maximum(asked, TINY, out=asked), out=asked)
    asked -= mean
    asked /= np.maximum(1.0 - mean, OPEN_LEAST)
    asked -= ALIKE
    asked *= 1.0 / (1.0 - ALIKE)
    return np.minimum(np.maximum(asked, 0.0, out=asked), 1.0, out=asked)


def _drawn_share(world: World, products: Ints, like: Array) -> Array:
    """(R, C, N) share of what it seeks elsewhere that a buyer's premium of last month draws."""
    premium = world.premium[:, products]
    if not premium.any():
        return np.zeros_like(like)
    return np.asarray(1.0 - exp(np.divide(premium, -world.parameters.resale_scale)))


def hold_back(diverted: Diverted, gaps: Array, pool: Array) -> None:
    """Take from the gaps (R, P, N) that the pool fills, in quanta, what a restricted buyer cannot get there.

    The part of the pool (P, N) that is licensed cargo goes to it only by way of third parties; of output made abroad it gets what
    its premium draws."""
    part = np.minimum(np.maximum(diverted.cargo, 0.0) / np.maximum(pool[diverted.products], TINY), 1.0)
    closed = 1.0 - (1.0 - part) * diverted.drawn
    closed *= diverted.restricted
    gaps[:, diverted.products] *= np.subtract(1.0, closed, out=closed)


def heard(world: World, diverted: Diverted, abroad: Array, total: Array, out_want: Array) -> None:
    """Set the outside ratio to that of buyers who are not restricted, and the premium that the others' own shortage asks for.

    `abroad` and `out_want` (P, N) are what arrived and was wanted abroad."""
    flows, par, products = world.flows, world.parameters, diverted.products
    got, want = world.arrivals[:, products], total[:, products]
    unheard = diverted.restricted * (1.0 - HEARD_LEAST)
    ratio = flows.clearing_ratio[1]
    level = (abroad[products] - _sum(got * unheard)) / np.maximum(out_want[products] - _sum(want * unheard), TINY)
    ratio[products] = level = np.where(np.maximum.reduce(diverted.restricted, axis=0) > 0.0, level, ratio[products])
    np.multiply(want, level, out=want)
    np.divide(want, np.maximum(got, TINY, out=got), out=want)
    np.minimum(np.maximum(want, 1.0, out=want), 1.0 / TINY, out=want)
    premium = np.divide(log(want, out=want), par.purchase_elasticity, out=want)
    np.minimum(premium, par.price_high, out=premium)
    flows.premium_wanted[:, products] = np.multiply(premium, diverted.restricted, out=premium)


def premiums(world: World, ledger: Ledger | None) -> None:
    """A premium moves toward what the buyer's own shortage asks for as stickily as prices, and is gone when nothing asks for it."""
    rows = world.policy.dear
    wanted, held = (x.reshape(-1, world.lanes)[rows] for x in (world.flows.premium_wanted, world.premium))
    if not (wanted.any() or held.any()):
        return
    step = (wanted - held) * (1.0 - world.parameters.price_stickiness)
    np.copyto(step, -held, where=(wanted <= 0.0) & (held < FORGOTTEN))
    post_rows(world, "premium", rows, step, "buyers who are refused pay more", ledger)
