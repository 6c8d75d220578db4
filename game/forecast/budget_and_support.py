"""The planning side's budget and support on many lanes at once: the rules' quarterly accounts with lanes as arrays.

What votes, later cards and lapsing promises would add is left out, so both are marked approximate. The rules' own, for one record,
stand in `engine/rules/turn/accounts.py`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import capital_region, coalition
from game.engine.rules.turn.consequences.accounts import handicap, upkeep
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import Side
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.portable import log
from game.engine.world.measures.figures import trust_in
from game.engine.world.model.spec import SIDES
from game.engine.world.model.state import World

MONTHS = 3.0
PURSE: Mapping[str, str] = {"budget": "$bn", "support": "0 to 100"}
"""The quantities that are read here, and their units."""


class Purse:
    """Budget and support (N,) quarter by quarter; `watch` sums up a quarter's months, `close` ends it."""

    def __init__(self, work: Work, side: Side, lanes: int) -> None:
        a = work.accounts[side]
        self.side, self.work = side, work
        self.budget, self.support = np.full(lanes, a.budget), np.full(lanes, a.support)
        self._credit = a.credit
        self._appropriation: Array = np.full(lanes, a.appropriation)
        self._marks = np.repeat(np.array(a.bumps, dtype=np.float64)[:, None], lanes, axis=1)
        self._paid: Array = np.zeros(lanes)
        self._loss: Array = np.zeros(lanes)

    def watch(self, world: World) -> None:
        """Add a month's floors (own and the coalition's), own reserve and own loss."""
        spec, own = self.work.spec, capital_region(self.work.spec, self.side)
        friends = coalition(spec, self.work.stances, self.side, self.work.rules.numbers.join)
        for region in sorted({own, *friends}):
            self._paid = self._paid + world.floor_cost[region]
        self._paid = self._paid + world.reserve_cost[own]
        self._loss = self._loss + np.cumsum(world.loss[own], axis=0)[-1] / MONTHS

    def close(self, world: World, rival_leverage: Array) -> None:
        """The quarter's end, before the record's: money first, then support by what the five watchers see."""
        work, side = self.work, self.side
        numbers, spec = work.rules.numbers, work.spec
        own, n = capital_region(spec, side), numbers.sides[side]
        paid, borrowed = upkeep(work, side)
        carry = np.cumsum(world.reserve[own] * spec.price_unit[:, None], axis=0)[-1] * numbers.reserve_carry
        if n.statutes and (work.quarter + 1) % 4 == 0:
            r = numbers.renewal
            self._appropriation = np.minimum(np.maximum(1.0 + (self.support - r["even"]) / r["points"], r["low"]), r["high"])
        income = n.budget_income * self._appropriation * handicap(work, side)[1]
        self.budget = self.budget + income - paid - self._paid - carry - self._credit * n.credit_service
        self._credit += borrowed
        self._marks = self._marks - numbers.watch["deficit"] * (self.budget < 0.0)
        views = np.maximum(self._views(world, rival_leverage) + self._marks, numbers.watch["low"])
        np.minimum(views, numbers.watch["high"], out=views)
        weights = np.array([n.weights[desk] for desk in DESKS])[:, None]
        mean = np.cumsum(views * weights, axis=0)[-1]
        self.support = numbers.support_memory * self.support + (1.0 - numbers.support_memory) * mean
        self._marks = self._marks * numbers.support_memory
        self._paid, self._loss = np.zeros(world.lanes), np.zeros(world.lanes)

    def _views(self, world: World, rival_leverage: Array) -> Array:
        """(5, N) opinions in DESKS order, before cards' marks; `accounts.watchers` has the same for one record."""
        work, spec = self.work, self.work.spec
        w, b, own = work.rules.numbers.watch, SIDES.index(self.side), capital_region(self.work.spec, self.side)
        zones = np.where(np.asarray(spec.home) == own, 0, 1)
        logs = log(np.asarray(world.price[zones, np.arange(len(zones))], dtype=np.float64))  # (P, N)
        mine = list(spec.licensed_by(b))
        dependent = list(spec.licensed_by(1 - b, spec.final_product))
        dear = np.cumsum(np.maximum(logs[dependent], 0.0), axis=0)[-1] / len(dependent) if dependent else 0.0
        market = np.cumsum(logs[mine], axis=0)[-1] / max(len(mine), 1)
        use = np.cumsum(world.utilisation[own, mine] - spec.run0[own, mine][:, None], axis=0)[-1] / max(len(mine), 1)
        held = self.budget / work.rules.numbers.sides[self.side].budget_income - w["budget_calm"]
        window = work.quarter - int(w["promise_window"])
        fresh = [p.status for p in work.promises if p.side == self.side and p.until >= window]
        return np.stack(
            (
                w["base"] - w["loss"] * self._loss - w["price"] * dear,
                w["base"] + w["market"] * market + w["use"] * use,
                w["base"] - w["security"] * (rival_leverage - w["security_calm"]),
                w["base"] + w["budget"] * np.minimum(np.maximum(held, -w["budget_most"]), w["budget_most"]),
                w["base"]
                + w["trust"] * (100.0 * trust_in(world).third[b] - w["trust_calm"])
                + w["promise_kept"] * fresh.count("kept")
                - w["promise_broken"] * fresh.count("broken"),
            )
        )
