"""A plan compiled to policy: the first quarter by the real rules on a guessed state, then dial paths by the reading's ladder.

Keeps the record's side of a forecast (dials, measures, drafts, promises, stances); the lanes are stepped in `fan.py`."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

import numpy as np

from game.engine.rules.campaign.judge import holds
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import coalition
from game.engine.rules.campaign.record import CardOnTable, StandingDraft, State
from game.engine.rules.turn.consequences.brink import BRINK, STEPPED_BACK
from game.engine.rules.turn.consequences.deals import close_drafts, close_promises
from game.engine.rules.turn.consequences.deck import facts_of, play_cards
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.turn.consequences.plan_lines import PLAYERS, activate_statutes
from game.engine.rules.turn.consequences.policy import POLICY, in_force, set_policy
from game.engine.rules.turn.consequences.third_countries import move_countries, review_partners
from game.engine.rules.turn.resolve import before_world, check_plans
from game.engine.rules.vocabulary.calendar import events_in
from game.engine.rules.vocabulary.plan import BOTH, Draft, Plan, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.state import World
from game.forecast.readings import Flags, Ladder, Steps, facing, ladder_of
from game.structs import replace

REMEMBERED = ("belief_good", "belief_bad")  # what a quarter's end posts: promises that were kept
Key = tuple[object, ...]
POSTED = ("capacity", "due", "under_way", "stock", "attention", "talent", "tension", "belief_good", "belief_bad", "rung")


class PlanPath:
    """Both sides' policy quarter by quarter. `first` is the one-lane world after the plan's own acts, before its months."""

    def __init__(self, rules: Rules, state: State, plan: Plan) -> None:
        self.rules = rules
        self.side: Side = plan.side
        self.first = state.world.copy()
        self.work = Work.open(rules, state.record, self.first, 0, None)
        self._before = dict(state.record.dials)
        sealed, self.skipped = check_plans(self.work, {plan.side: plan}, lenient=True)
        before_world(self.work, sealed, {})
        self._own = facing(rules, plan.side)
        self._own_drafts = [line.measure for line in sealed[plan.side].lines if isinstance(line, Draft)]
        self._start = self.work.quarter
        self.dealt: tuple[Side, ...] = ()  # who meets a dated card this quarter
        self.moved = 0  # notches harsher, as the rival saw it at the quarter's start
        self.ladder: Ladder = ladder_of(rules, self.work.dials, tuple(self.work.drafts), other(plan.side))
        self.drafted = any(d.side != self.side and self.ladder.ups and d.measure == self.ladder.ups[0] for d in self.work.drafts)
        self._scratch = self.first.copy()
        self._folds: dict[Key, dict[str, Array]] = {}
        self._differ: dict[tuple[Key, Key], tuple[str, ...]] = {}
        self._written: list[tuple[Key, bytes]] = []

    def _harsher(self) -> int:
        """Notches by which the planning side's dials that face the rival stand harsher than before its plan."""
        return total(self.work.dials[d] - self._before[d] for d in self._own)

    def set(self, world: World, position: Steps, drafted: Flags) -> None:
        """Write this quarter's policy arrays of every lane, one fold for each position that occurs."""
        keys = position * 2 + drafted
        found = {key: keys == key for key in np.unique(keys).tolist()}
        fold_keys = {key: self._fold_key(key // 2, bool(key % 2)) for key in found}
        written = [(fold_keys[key], here.tobytes()) for key, here in found.items()]
        if written == self._written:
            return
        self._written = written
        for key, fold_key in fold_keys.items():
            if fold_key not in self._folds or fold_key[-1]:
                self._folds[fold_key] = self._fold(key // 2, bool(key % 2))
        first, *others = found
        shared = self._folds[fold_keys[first]]
        for name, value in shared.items():
            getattr(world, name)[...] = value
        for key in others:
            lanes, fold = np.flatnonzero(found[key]), self._folds[fold_keys[key]]
            for name in self._apart(fold_keys[first], fold_keys[key]):
                getattr(world, name)[..., lanes] = fold[name]

    def _apart(self, one: Key, two: Key) -> tuple[str, ...]:
        """The policy arrays in which two folds differ."""
        pair = (one, two)
        if pair not in self._differ or one[-1] or two[-1]:
            a, b = self._folds[one], self._folds[two]
            self._differ[pair] = tuple(name for name, value in a.items() if not np.array_equal(value, b[name]))
        return self._differ[pair]

    def _fold_key(self, position: int, drafted: bool) -> Key:
        """Everything that the policy arrays follow from; the last part is true where a fold may not be kept."""
        work = self.work
        passing = bool(work.surprises) or any(c.card == BRINK for c in work.table)
        friends = tuple(coalition(work.spec, work.stances, side, self.rules.numbers.join) for side in BOTH)
        open_channel = any(m.name == STEPPED_BACK and m.until > work.quarter for m in work.marks)
        return (
            position, drafted, tuple(work.dials.items()), tuple(m.id for m in in_force(work)), tuple(d.id for d in work.drafts),
            friends, open_channel, passing,
        )  # fmt: skip

    def close(self, world: World) -> None:
        """The quarter's end on the record: promises kept, drafts lapsed, countries moved."""
        work = self.work

        def end() -> None:
            close_promises(work)
            close_drafts(work)
            move_countries(work)
            for event in events_in(work.scenario, work.quarter):
                if event.sort == "partner-review":
                    review_partners(work, event)
            work.lapse()
            work.surprises, work.moved = set(), {}
            work.record = replace(work.record, quarter=work.quarter + 1)

        self._on_all(world, REMEMBERED, end)

    def begin(self, world: World) -> None:
        """What a later quarter begins with: statutes in force, dated cards by their default, the plan's ripe drafts carried out."""
        self.moved = self._harsher()
        activate_statutes(self.work)
        self.dealt = ()
        if any(event.card for event in events_in(self.work.scenario, self.work.quarter)):
            self._on_all(world, POSTED, self._dated)
        if self._own_drafts and self.work.quarter == self._start + 1:
            self._on_all(world, POSTED, self._enact)

    def _dated(self) -> None:
        """The cards that the calendar announces for this quarter are dealt and answered by their default."""
        work = self.work
        for event in events_in(work.scenario, work.quarter):
            card = self.rules.cards.get(event.card)
            if card is None:
                continue
            for side in BOTH:
                if card.to in (side, "both") and event.side in (side, "both") and holds(facts_of(work, side), card.when):
                    apply_impulses(work, side, card.event, "", f"card:{card.id}")
                    work.table.append(CardOnTable(card.id, side, work.quarter))
                    self.dealt = (*self.dealt, side)
        if self.dealt:
            play_cards(work, dict.fromkeys(BOTH, ()))

    def _enact(self) -> None:
        """The drafts that the plan laid down are carried out when they are ripe, as the plan says."""
        for measure in self._own_drafts:
            if any(d.side == self.side and d.measure == measure for d in self.work.drafts):
                PLAYERS[type(measure)](self.work, self.side, measure)

    def _fold(self, position: int, drafted: bool) -> dict[str, Array]:
        """The policy arrays (…, 1) with the rival at a position of its ladder."""
        work = copy(self.work)
        work.world, work.lane = self._scratch, 0
        work.dials = {**self.work.dials, **self.ladder.dials(position)}
        step = self.ladder.next_up(position)
        rival = self.ladder.side
        ups = set(self.ladder.ups)
        work.drafts = [d for d in self.work.drafts if not (d.side == rival and d.measure in ups)]
        if drafted and step is not None:
            work.drafts = [*work.drafts, StandingDraft("reading", rival, step, work.quarter, False)]
        set_policy(work)
        return {a.name: getattr(self._scratch, a.name).copy() for a in POLICY}

    def _on_all(self, world: World, names: tuple[str, ...], act: Callable[[], object]) -> None:
        """Let the record's acts happen on the first lane, and add what they posted to these arrays to all others."""
        self.work.world, self.work.lane = world, 0
        before = {name: getattr(world, name)[..., 0].copy() for name in names}
        act()
        for name, old in before.items():
            array = getattr(world, name)
            delta = array[..., 0] - old
            if delta.any():
                array[..., 1:] += delta[..., None]
