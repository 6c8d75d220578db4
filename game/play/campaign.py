"""A campaign in progress: the plan in the making, sealing, commit, log, autosave.

The rules are the engine's; files are `save_folder.py`; what the other capital plans is `game/opponents`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid4

from game.engine.rules import (
    Outcome,
    Turn,
    date_of,
    delivered,
    new_game,
    observe,
    options,
    outcome,
    refuse,
    resolve,
)
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Past, Setup, StandingOffer, State
from game.engine.rules.turn.options import Options, Refusal
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import BOTH, Answers, Line, Plan, Reply, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.month.phases import ModelFault
from game.opponents import answer_for, plan_for
from game.play.messages import CampaignFault, Sentence, unsaved
from game.play.replay import recover
from game.play.save_file import LogLine, Saved, SaveError, Score, Slot, Spoken, header_of, log_line, read, text_of
from game.play.save_folder import Kept, Store
from game.play.soundness import unsound
from game.play.without_packs import Absent, absent, strange, without

AUTOSAVE = "autosave"
Replies = Mapping[str, Reply] | Iterable[tuple[str, Reply]]


class Campaign:
    """One campaign. Everything it holds is immutable data; its methods put new data in the place of old."""

    def __init__(
        self, rules: Rules, state: State, log: tuple[LogLine, ...], draft: Plan, store: Store | None, id: str = ""
    ) -> None:
        self.rules = rules
        self.state = state
        self.setup: Setup = state.record.setup
        self.side: Side = self.setup.human or "beijing"
        self.plan = draft
        self.log = log
        self.store = store
        self.notice: str = ""  # a `Sentence`, or nothing
        self.id = id or uuid4().hex[:16]  # no other campaign's; nothing of the game hangs on it
        self.spoken: Spoken | None = None  # before the debrief; None while the player was not asked
        self.scores: tuple[Score, ...] = ()  # what was said before each quarter that was seen to its end
        self.kept: Kept | None = None  # the last save that was written
        self._auto = ""  # the name of this campaign's autosave, once there is one
        self._sealed: Mapping[Side, Plan] | None = None
        self._observed: tuple[State, Observation] | None = None
        self._outcome: tuple[State, Outcome] | None = None

    @classmethod
    def start(cls, rules: Rules, setup: Setup, store: Store | None = None) -> Campaign:
        """A new campaign at its first quarter. KeyError or ValueError for a set-up that the rules do not know."""
        return cls(rules, new_game(rules, setup), (), Plan(setup.human or "beijing"), store)

    @classmethod
    def load(cls, rules: Rules, path: Path | str, store: Store | None = None, bare: bool = False) -> Campaign:
        """A campaign from its save; SaveError with one sentence when it cannot be continued.

        PacksMissing when it needs packs that are not in play; `bare` goes on without them, where that can be done."""
        saved = read(Path(path))
        stored, dropped = saved.state(rules), ""
        if stored is None and not rules.same_game(saved.header.rules) and (lacking := absent(rules, saved.header.packs)):
            stored, dropped = _without(rules, saved, lacking, bare)
        state = stored if stored is not None else recover(rules, saved)
        log = saved.log[: state.record.quarter]
        campaign = cls(rules, state, log, Plan(saved.header.side), store, saved.header.campaign)
        if stored is None:
            campaign.notice = Sentence("end-damaged")
        elif dropped:
            campaign.notice = Sentence("without-packs", dropped=dropped)
        elif not rules.same_game(saved.header.rules):
            campaign.notice = Sentence("other-rules")
        if stored is not None:
            for line in saved.draft().lines:
                if not any(strange(rules, line)):
                    campaign.add(line)
        campaign.spoken, campaign.scores = saved.spoken, tuple(s for s in saved.scores if s.quarter < len(log))
        if saved.header.slot == "auto":
            campaign._auto = saved.header.name
        return campaign

    @classmethod
    def branch(cls, rules: Rules, state: State, log: tuple[LogLine, ...], draft: Plan, name: str, store: Store | None) -> Campaign:
        """Another campaign that has all of a campaign's quarters until this state, and saves itself under a name of its own.

        Lines of the draft that may not be taken are left out."""
        campaign = cls(rules, state, log, Plan(draft.side), store)
        for line in draft.lines:
            campaign.add(line)
        campaign._auto = name
        return campaign

    @property
    def observation(self) -> Observation:
        """What the player's side may know now."""
        if self._observed is None or self._observed[0] is not self.state:
            self._observed = (self.state, observe(self.rules, self.state, self.side))
        return self._observed[1]

    @property
    def over(self) -> bool:
        """Whether the campaign has ended."""
        return bool(self.state.record.over)

    @property
    def history(self) -> tuple[Past, ...]:
        """The finished quarters as the player's side may know them."""
        return self.observation.history

    @property
    def sealed(self) -> bool:
        """Whether both plans lie sealed and only the answers to offers are wanted."""
        return self._sealed is not None

    def outcome(self) -> Outcome:
        """Running, or the ending with the verdict's parts."""
        if self._outcome is None or self._outcome[0] is not self.state:
            self._outcome = (self.state, outcome(self.rules, self.state))
        return self._outcome[1]

    def options(self) -> Options:
        """What may be added to the plan now, and why not what may not."""
        return options(self.rules, self.observation, self.plan)

    def add(self, line: Line) -> Refusal | None:
        """Put a line on the plan; the refusal when it may not be added."""
        if self.over:
            return Refusal("over")
        if self.sealed:
            return Refusal("already")
        refusal = refuse(self.rules, self.observation, self.plan, line)
        if refusal is None:
            self.plan = self.plan.plus(line)
        return refusal

    def remove(self, index: int) -> None:
        """Take a line off the plan. Lines that are no longer possible without it go too."""
        if not self.sealed and 0 <= index < len(self.plan.lines):
            kept = Plan(self.side)
            for line in self.plan.without(index).lines:
                if refuse(self.rules, self.observation, kept, line) is None:
                    kept = kept.plus(line)
            self.plan = kept

    def clear(self) -> None:
        """Take all lines off the plan."""
        if not self.sealed:
            self.plan = Plan(self.side)

    def seal(self) -> tuple[StandingOffer, ...]:
        """Seal both plans (the other capital plans now) and give the offers and demands delivered to the player.

        CampaignFault when the model breaks down in its planning."""
        if self._sealed is None and not self.over:
            try:
                self._sealed = {side: self._plan_of(side) for side in BOTH}
            except ModelFault as fault:
                raise CampaignFault(fault) from fault
        return self.delivered()

    def delivered(self) -> tuple[StandingOffer, ...]:
        """The offers and demands delivered to the player by the sealed plans; none before sealing."""
        if self._sealed is None:
            return ()
        return tuple(delivered(self.rules, self.state, self._sealed)[self.side])

    def commit(self, replies: Replies = ()) -> Turn:
        """Resolve the quarter with these replies by offer id (silence refuses), log, autosave. ValueError if over.

        CampaignFault when the model breaks down: the campaign then stands where it stood, its plan open again."""
        if self.over:
            raise ValueError("the campaign is over")
        self.seal()
        plans = self._sealed or {}
        offers = delivered(self.rules, self.state, plans)
        own = Answers(self.side, tuple(sorted(dict(replies).items())))
        try:
            answers = {side: own if self._by_hand(side) else self._answers_of(side, offers[side]) for side in BOTH}
            turn = resolve(self.rules, self.state, plans, answers)
        except ModelFault as fault:
            self._sealed = None
            raise CampaignFault(fault) from fault
        self.state = turn.state
        self.log = (*self.log, log_line(self.rules, plans, answers, turn.state))
        self.plan = Plan(self.side)
        self._sealed = None
        self.autosave()
        return turn

    def stay_the_course(self) -> Turn:
        """Keep everything as it is for a quarter: no new lines, cards by their default, offers refused."""
        plan, self._sealed = self.plan, None
        self.clear()
        try:
            return self.commit()
        except CampaignFault:
            self.plan = plan
            raise

    def save(self, name: str, slot: Slot = "named") -> Path | None:
        """Save under a name (`kept` says which it became); None, with the reason in `notice`, when the disk refuses.

        Play goes on either way."""
        if self.store is None:
            self.notice = Sentence("no-folder")
            return None
        try:
            known = {line.digest for line in self.log}
            self.kept = self.store.keep(name, lambda named: self.text(named, slot), self.id, slot, known)
        except OSError as error:
            self.notice = unsaved(error)
            return None
        self.notice = Sentence("other-game", name=self.kept.name) if self.kept.beside else ""
        return self.kept.path

    def autosave(self) -> Path | None:
        """Save in this campaign's own autosave, which no other campaign overwrites."""
        if self.store is None:
            return None
        path = self.save(self._auto or f"{AUTOSAVE} {self.setup.scenario} {self.side} {self.setup.seed}", "auto")
        if path is not None and self.kept is not None:
            self._auto = self.kept.name
        return path

    def text(self, name: str, slot: Slot = "named") -> str:
        """The save file's text as it would be written now."""
        date = date_of(self.rules.scenarios[self.setup.scenario], self.state.record.quarter)
        header = header_of(self.rules, name, self.state, self.log, self.side, date, self.id, slot)
        return text_of(header, self.log, self.state, self.plan, self.spoken, self.scores)

    def _by_hand(self, side: Side) -> bool:
        return side == self.setup.human

    def _doctrine(self, side: Side) -> Doctrine:
        return self.rules.doctrines[self.setup.doctrines[BOTH.index(side)]]

    def _plan_of(self, side: Side) -> Plan:
        if self._by_hand(side):
            return self.plan
        return plan_for(self.rules, observe(self.rules, self.state, side), self._doctrine(side))

    def _answers_of(self, side: Side, offers: tuple[StandingOffer, ...]) -> Answers:
        if not offers:
            return Answers(side)
        return answer_for(self.rules, observe(self.rules, self.state, side), self._doctrine(side), offers)

    def opponent(self) -> Doctrine:
        """The doctrine that the other capital follows."""
        return self._doctrine(other(self.side))


class PacksMissing(SaveError):
    """A save that needs packs which are not in play; `possible` when the campaign can go on without them."""

    def __init__(self, sentence: str, possible: bool) -> None:
        super().__init__(sentence)
        self.possible = possible


def _without(rules: Rules, saved: Saved, lacking: tuple[Absent, ...], bare: bool) -> tuple[State, str]:
    """The state of a save without what its packs brought, and what was dropped; PacksMissing unless that is wanted and can be."""
    header = saved.header
    stored = saved.stored(rules) if header.setup.scenario in rules.scenarios else None
    state, names = without(rules, stored) if stored is not None else (None, ())
    dropped = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    if state is not None and not saved.log:  # nothing was played: the campaign begins as these rules begin it
        state = new_game(rules, header.setup)
    possible = state is not None and not unsound(rules, state)
    if bare and state is not None and possible:
        return state, dropped or "–"
    told = {"packs": ", ".join(map(str, lacking)), "date": header.date, "quarter": str(header.quarter)}
    sentence = Sentence("packs-missing", dropped=dropped or "–", **told) if possible else Sentence("packs-needed", **told)
    raise PacksMissing(sentence, possible)
