"""What happens once: impulses act through a stage, which knows the acting side, the order's target and the cause in the ledger."""

from __future__ import annotations

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import finals_of, products_of, regions_of
from game.engine.rules.effects.table import KINDS, Impulse
from game.engine.rules.turn.consequences.deals import promised_most
from game.engine.rules.verdict.mandates import charge_of, met
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.news import MandateExchanged
from game.engine.rules.vocabulary.plan import Side
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, WorldSpec
from game.engine.world.model.state import World
from game.structs import Struct, replace


class Acting(Struct):
    """The stage of impulses (`effects/kind.py`) on an opened record and its lane of the world."""

    work: Work
    side: Side
    target: str
    cause: str

    @property
    def spec(self) -> WorldSpec:
        return self.work.spec

    @property
    def world(self) -> World:
        return self.work.world

    @property
    def lane(self) -> int:
        return self.work.lane

    @property
    def quarter(self) -> int:
        return self.work.quarter

    def regions(self, where: str) -> tuple[int, ...]:
        return regions_of(self.spec, self.work.stances, self.work.rules.numbers.join, self.side, where, self.target)

    def products(self, patterns: tuple[str, ...]) -> tuple[int, ...]:
        return products_of(self.spec, patterns)

    def finals(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return finals_of(self.spec, names)

    def use(self, region: int, final: int) -> float:
        return float(self.world.demand[region, final, self.lane])

    def luck(self, stream: str, *parts: object) -> float:
        return self.work.luck(stream, "/".join(str(part) for part in (self.cause, *parts)))

    def post(self, array: str, cell: tuple[int, ...], amount: float) -> None:
        self.work.post(array, cell, amount, self.cause)

    def remember(self, regions: tuple[int, ...], months: float) -> None:
        self.work.remember(self.side, regions, months, self.cause)

    def lean(self, region: int, amount: float) -> None:
        move_stance(self.work, self.spec.regions[region], self.side, amount)

    def gain_capital(self, amount: int) -> None:
        self.work.account(self.side, capital=max(self.work.accounts[self.side].capital + amount, 0))

    def gain_budget(self, amount: float) -> None:
        self.work.account(self.side, budget=self.work.accounts[self.side].budget + amount)

    def please(self, desk: str, amount: float) -> None:
        self.work.bump(self.side, DESKS.index(desk), amount)

    def turn_dial(self, dial: str, by: int) -> None:
        bound = promised_most(self.work.promises, dial)  # no card breaks a promise: it turns the dial as far as that allows
        top = min(len(self.work.rules.dials[dial].notches) - 1, max(bound.most, self.work.dials[dial]) if bound else 99)
        self.work.set_dial(dial, min(max(self.work.dials[dial] + by, 0), top))

    def exchange_mandate(self) -> None:
        work, side = self.work, self.side
        hand, progress = work.record.mandates[side], work.record.progress
        known = (*hand, *progress, *work.record.charge_lists.get(side, ()))
        pool = [m for m in work.scenario.mandates.get(side, ()) if m in work.rules.mandates and m not in known]
        public = [m for m in hand if m != charge_of(work.record, side)]
        if not public or not pool:
            return
        given = min(public, key=lambda m: (met(work.rules.mandates[m], progress.get(m, ())), total(progress.get(m, ())), m))
        taken = min(pool, key=lambda m: (work.luck("mandate", m), m))
        changed = {**work.record.mandates, side: tuple(taken if m == given else m for m in hand)}
        work.record = replace(work.record, mandates=changed)
        work.tell(MandateExchanged(side, given, taken))


def apply_impulses(work: Work, side: Side, impulses: tuple[Impulse, ...], target: str, cause: str) -> None:
    """Let impulses happen for the acting `side`; `cause` stands in the ledger."""
    on = Acting(work, side, target, cause)
    for impulse in impulses:
        happens = KINDS[type(impulse)].happens
        if happens is not None:
            happens(on, impulse)


def move_stance(work: Work, region: str, side: Side, amount: float) -> None:
    """Move a third country's stance toward `side`, kept within [-1, 1]; capitals have none."""
    if region not in work.stances:
        return
    both = list(work.stances[region])
    b = SIDES.index(side)
    both[b] = min(max(both[b] + amount, -1.0), 1.0)
    work.stances[region] = (both[0], both[1])
