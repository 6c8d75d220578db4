"""A record opened for one turn: mutable while `resolve` works on it, frozen again at the end.

The only mutable thing in the rules; it never leaves the turn. What happens to it is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.engine.rules.campaign.record import (
    Accounts,
    CardOnTable,
    MarkBorne,
    MeasureInForce,
    Promise,
    Record,
    StandingDraft,
    StandingOffer,
)
from game.engine.rules.vocabulary.acts import Act, Deed
from game.engine.rules.vocabulary.items import ScenarioItem
from game.engine.rules.vocabulary.news import MeasureNews, News
from game.engine.rules.vocabulary.plan import Line, Measure, Side, other, plain
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import key_number
from game.engine.world.model.ledger import Ledger, post
from game.engine.world.model.spec import SIDES, WorldSpec
from game.engine.world.model.state import World
from game.structs import replace


@dataclass(slots=True)
class Work:
    """One campaign during a turn. `lane` is its lane in `world`; `events` collects what happened."""

    rules: Rules
    record: Record
    world: World
    lane: int
    ledger: Ledger | None
    dials: dict[str, int]
    statutes: list[tuple[str, int, int]]
    measures: list[MeasureInForce]
    drafts: list[StandingDraft]
    offers: list[StandingOffer]
    promises: list[Promise]
    marks: list[MarkBorne]
    table: list[CardOnTable]
    coming: list[tuple[str, int, Side]]
    dealt: list[tuple[str, int, Side]]
    accounts: dict[Side, Accounts]
    stances: dict[str, tuple[float, float]]
    enacted: list[tuple[str, int, str]]
    words: dict[Side, tuple[str, ...]]
    counter: int
    events: list[News] = field(default_factory=list)
    surprises: set[str] = field(default_factory=set)  # dials that were tightened without an announcement this quarter
    paid: dict[tuple[Side, Line], tuple[int, float]] = field(default_factory=dict)  # what each line of this quarter's plans cost
    moved: dict[str, int] = field(default_factory=dict)  # dial -> notch before this quarter
    deeds: dict[Side, list[Deed]] = field(default_factory=lambda: {"beijing": [], "washington": []})
    over: str = ""
    out: tuple[Side, ...] = ()

    @classmethod
    def open(cls, rules: Rules, record: Record, world: World, lane: int, ledger: Ledger | None) -> Work:
        """The record opened on its lane of the world."""
        return cls(
            rules, record, world, lane, ledger, dict(record.dials), list(record.statutes), list(record.measures),
            list(record.drafts), list(record.offers), list(record.promises), list(record.marks), list(record.table),
            list(record.coming), list(record.dealt), dict(record.accounts), dict(record.stances), list(record.enacted),
            dict(record.words), record.counter, over=record.over, out=record.out,
        )  # fmt: skip

    def freeze(self) -> Record:
        """The record with everything that the turn changed."""
        return replace(
            self.record,
            dials=dict(sorted(self.dials.items())),
            statutes=tuple(self.statutes),
            measures=tuple(self.measures),
            drafts=tuple(self.drafts),
            offers=tuple(self.offers),
            promises=tuple(self.promises),
            marks=tuple(self.marks),
            table=tuple(self.table),
            coming=tuple(self.coming),
            dealt=tuple(self.dealt),
            accounts=dict(self.accounts),
            stances=dict(self.stances),
            enacted=tuple(self.enacted),
            words=dict(self.words),
            counter=self.counter,
            over=self.over,
            out=self.out,
        )

    @property
    def spec(self) -> WorldSpec:
        return self.world.spec

    @property
    def scenario(self) -> ScenarioItem:
        return self.rules.scenarios[self.record.setup.scenario]

    @property
    def quarter(self) -> int:
        return self.record.quarter

    def luck(self, stream: str, key: str) -> float:
        """A number in [0, 1) that only seed, quarter, stream and key decide."""
        return key_number(self.record.setup.seed, self.quarter, stream, key)

    def lasting_luck(self, stream: str, key: str) -> float:
        """A number in [0, 1) that only seed, stream and key decide: the same in every quarter."""
        return key_number(self.record.setup.seed, 0, stream, key)

    def tell(self, news: News) -> None:
        """Note that something happened."""
        self.events.append(news)

    def new_id(self, stem: str) -> str:
        """A fresh id within this campaign."""
        self.counter += 1
        return f"{stem}-{self.counter}"

    def account(self, side: Side, **changes: object) -> None:
        """Change fields of a side's accounts."""
        self.accounts[side] = replace(self.accounts[side], **changes)

    def pay(self, side: Side, capital: int, budget: float) -> None:
        """Take capital and budget from a side."""
        a = self.accounts[side]
        self.account(side, capital=a.capital - capital, budget=a.budget - budget)

    def void(self, side: Side, line: Line, measure: Measure) -> None:
        """A line of a sealed plan can no longer be played: it is told, and what was paid for it comes back."""
        self.tell(MeasureNews("void-line", side, plain(measure)))
        capital, budget = self.paid.get((side, line), (0, 0.0))
        self.pay(side, -capital, -budget)

    def remember(self, side: Side, regions: tuple[int, ...], months: float, cause: str) -> None:
        """Give regions good (above zero) or bad memories of `side`, in months of trade."""
        name = "belief_good" if months >= 0 else "belief_bad"
        b = SIDES.index(side)
        for r in regions:
            self.post(name, (b, r), abs(months), cause)

    def post(self, name: str, index: tuple[int, ...], amount: float, cause: str) -> None:
        """Add to one cell of the world on this lane, kept within the array's bounds."""
        low, high = CELL_BOUNDS.get(name, (0.0, np.inf))
        cell = (*index, slice(self.lane, self.lane + 1))
        now = getattr(self.world, name)[cell]
        post(self.world, name, np.minimum(np.maximum(now + amount, low), high) - now, cause, self.ledger, cell)

    def mark(self, side: Side, name: str, sort: str, lasts: int, act: Act) -> None:
        """Let a side bear a mark (a renewed mark replaces the old one)."""
        self.marks = [m for m in self.marks if not (m.name == name and m.side == side)]
        self.marks.append(MarkBorne(name, sort, side, self.quarter, self.quarter + lasts, act))

    def lapse(self) -> None:
        """Drop the measures and marks whose time ends with this quarter."""
        self.measures = [m for m in self.measures if m.until > self.quarter + 1]
        self.marks = [m for m in self.marks if m.until > self.quarter + 1]

    def bump(self, side: Side, desk: int, amount: float) -> None:
        """Move a watcher's opinion for a while."""
        bumps = list(self.accounts[side].bumps)
        bumps[desk] += amount
        self.account(side, bumps=tuple(bumps))

    def resolve_counts(self, side: Side, due: float, done: float) -> None:
        """Count threats that fell due and those carried out."""
        a = self.accounts[side]
        self.account(side, threats_due=a.threats_due + due, threats_done=a.threats_done + done)

    def ease_harshest(self, side: Side) -> str:
        """Turn the harshest dial of a side one notch milder; its id, or "" when nothing is harsh."""
        harsh = [
            (self.rules.dials[d].notches[n].rung, d) for d, n in self.dials.items() if n > 0 and self.rules.dials[d].side == side
        ]
        rung, dial = max(harsh, default=(0, ""))
        if rung == 0:
            return ""
        self.set_dial(dial, self.dials[dial] - 1)
        return dial

    def set_dial(self, dial: str, notch: int) -> None:
        """Move a dial and remember where it stood before this quarter."""
        self.moved.setdefault(dial, self.dials[dial])
        self.dials[dial] = notch

    def rival(self, side: Side) -> Side:
        return other(side)


CELL_BOUNDS = {
    "attention": (0.0, 1.0),
    "talent": (0.0, 1.5),
    "tension": (0.0, 8.0),
    "rung": (0.0, 8.0),
    "fear": (0.0, 1.0),
}
