"""Positions of the session's worlds, and the next quarter of each: what groups decided, and what scripts do where nobody sits.

Reads a `State`, writes nothing; the server puts what comes of it into the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from game.classroom.events.state import State
from game.classroom.events.tally import counted, leader
from game.classroom.sessions.session import setup_of
from game.classroom.worlds import sheet
from game.engine.rules import delivered, new_game, observe, outcome, resolve
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import StandingOffer
from game.engine.rules.campaign.record import State as Position
from game.engine.rules.verdict.outcome import Outcome
from game.engine.rules.vocabulary.lessons import Advice
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.forecast.causes import Account, account
from game.opponents import answer_for, plan_for
from game.play.documents import from_document, to_document
from game.play.save_file import LogLine, log_line
from game.structs import Struct

T = TypeVar("T")


class Sealed(Struct):
    """Both plans of a world, and the offers that they deliver to groups of the class."""

    plans: Mapping[Side, Plan]
    offers: Mapping[Side, tuple[StandingOffer, ...]]


class Worlds:
    """Positions by world and quarter, kept as long as the lines that lead to them are the same."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._kept: dict[tuple[str, ...], Position] = {}
        self._found: dict[tuple[str, ...], Any] = {}  # by what is worked out of a world and its digests
        self._accounts: dict[tuple[str, ...], Account] = {}
        self._outcomes: dict[tuple[str, ...], Outcome] = {}

    def at(self, state: State, world: str, quarter: int | None = None) -> Position:
        """The position of a world after so many quarters; after all that were played if None. ValueError when the log does not
        lead where it says."""
        lines = state.worlds.get(world, ())
        lines = lines if quarter is None else lines[:quarter]
        start = self._start(state, world)
        found = self._kept.get((start, *(str(line["digest"]) for line in lines)))
        if found is not None:
            return found
        if not lines:
            return self._keep((start,), new_game(self.rules, setup_of(state.session, self._human(state, world))))
        before = self.at(state, world, len(lines) - 1)
        line = from_document(LogLine, lines[-1])
        after = resolve(self.rules, before, line.plans, line.answers).state
        return self._keep((start, *(str(x["digest"]) for x in lines)), after)

    def account(self, state: State, world: str, round: int, *, ask: bool = True) -> Account | None:
        """Why the figures moved in a round that was played; None when it is not worked out yet and is not asked for now."""
        line = state.worlds[world][round]
        key = (self._start(state, world), *(str(x["digest"]) for x in state.worlds[world][: round + 1]))
        if key not in self._accounts and ask:
            found = from_document(LogLine, line)
            self._accounts[key] = account(self.rules, self.at(state, world, round), found.plans, found.answers)
        return self._accounts.get(key)

    def outcome(self, state: State, world: str) -> Outcome:
        """How a world stands, or ended once the years that follow were played on."""
        position = self.at(state, world)
        key = (self._start(state, world), *(str(x["digest"]) for x in state.worlds.get(world, ())))
        if key not in self._outcomes:
            self._outcomes[key] = outcome(self.rules, position)
        return self._outcomes[key]

    def once(self, state: State, world: str, what: str, work: Callable[[], T]) -> T:
        """Something worked out from all that was played of a world, once for as long as that stays the same."""
        key = (what, self._start(state, world), *(str(x["digest"]) for x in state.worlds.get(world, ())))
        if key not in self._found:
            self._found[key] = work()
        found: T = self._found[key]
        return found

    def _keep(self, key: tuple[str, ...], position: Position) -> Position:
        self._kept[key] = position
        return position

    def _start(self, state: State, world: str) -> str:
        """Worlds with the same set-up share their first position."""
        return repr(setup_of(state.session, self._human(state, world)))

    def _human(self, state: State, world: str) -> Side | None:
        """The side that one pupil holds to the end, as a campaign at home would be set up."""
        alone = state.session.mode == "same-seed" and state.session.swap == "none"
        return state.side_of(world, 0) if alone else None

    def seen(self, state: State, group: str, quarter: int | None = None) -> Observation:
        """What a group observes at the start of a quarter; now if None."""
        world = state.world_of(group)
        round = len(state.worlds.get(world, ())) if quarter is None else quarter
        return observe(self.rules, self.at(state, world, round), state.side_of(group, round))

    def steps(self, state: State, side: Side) -> tuple[Advice, ...]:
        """The class's measures for a capital, as its scenario names them."""
        named = [m for m in self.rules.class_measures.values() if m.scenario == state.session.scenario]
        return named[-1].measures.get(side, ()) if named else ()

    def seal(self, state: State, world: str) -> Sealed:
        """Both plans of a world's next quarter, from the ballots as they stand."""
        round = len(state.worlds.get(world, ()))
        position = self.at(state, world)
        holders = self._holders(state, world, round)
        plans: dict[Side, Plan] = {}
        for side in BOTH:
            o = observe(self.rules, position, side)
            if side in holders:
                plans[side] = sheet.decided(self.rules, o, self.steps(state, side), self.taken(state, holders[side], o)).plan
            else:
                plans[side] = plan_for(self.rules, o, self._doctrine(state))
        offers = delivered(self.rules, position, plans)
        return Sealed(plans, {side: tuple(offers[side]) for side in holders})

    def play(self, state: State, world: str, sealed: Sealed | None = None) -> dict[str, Any]:
        """The line of a world's next quarter, plain, as the log keeps it."""
        sealed = sealed or self.seal(state, world)
        round, position = len(state.worlds.get(world, ())), self.at(state, world)
        holders = self._holders(state, world, round)
        offers = delivered(self.rules, position, sealed.plans)
        answers: dict[Side, Answers] = {}
        for side in BOTH:
            o = observe(self.rules, position, side)
            if side in holders:
                taken = self._replies(state, holders[side], round, offers[side])
                answers[side] = sheet.replies(taken, offers[side], o)
            else:
                script = answer_for(self.rules, o, self._doctrine(state), tuple(offers[side])) if offers[side] else Answers(side)
                answers[side] = script
        after = resolve(self.rules, position, sealed.plans, answers).state
        line: dict[str, Any] = to_document(log_line(self.rules, sealed.plans, answers, after))
        self._keep((self._start(state, world), *(str(x["digest"]) for x in state.worlds.get(world, ())), line["digest"]), after)
        return line

    def taken(self, state: State, group: str, o: Observation) -> dict[str, tuple[str, ...]]:
        """What a group's ballots decide: the leader of each question; of several measures those that most asked for."""
        round = o.quarter
        found: dict[str, tuple[str, ...]] = {}
        most = 1 if state.session.mode == "council" else self.rules.numbers.orders_a_quarter
        name = not state.has_held_both(group, round)
        for choice in sheet.choices(self.rules, o, self.steps(state, o.side), most, name=name):
            counts = counted(state, group, round, choice.id)
            if choice.most == 1:
                best = leader(counts, choice.values)
                found[choice.id] = (best,) if best else ()
            else:
                ranked = sorted((v for v in choice.values if counts.get(v)), key=lambda v: -counts[v])
                found[choice.id] = tuple(ranked[: choice.most])
        return found

    def _replies(self, state: State, group: str, round: int, offers: tuple[StandingOffer, ...]) -> dict[str, tuple[str, ...]]:
        return {f"reply:{s.id}": (leader(counted(state, group, round, f"reply:{s.id}"), ("no", "yes")),) for s in offers}

    def _holders(self, state: State, world: str, round: int) -> dict[Side, str]:
        """Side → the group that holds it; a team without a seat leaves its capital to the script."""
        groups = [g for g in state.groups_of(world) if state.members(g) or state.session.mode == "council"]
        return {state.side_of(g, round): g for g in groups}

    def _doctrine(self, state: State) -> Any:
        return self.rules.doctrines[state.session.opponent]


def sealed_document(sealed: Sealed) -> dict[str, Any]:
    """Sealed plans as the log keeps them while offers wait."""
    return {"plans": to_document(dict(sealed.plans)), "offers": to_document(dict(sealed.offers))}


def sealed_from(document: Mapping[str, Any]) -> Sealed:
    """The same back."""
    plans = {side: from_document(Plan, plan) for side, plan in document["plans"].items()}
    offers = {side: tuple(from_document(StandingOffer, o) for o in found) for side, found in document["offers"].items()}
    return Sealed(plans, offers)
