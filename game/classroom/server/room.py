"""A session at work: asks whether something may happen, has it written, and only then lets it count.

`state` is what is on the disk and what pages show; `ahead` holds besides what waits to be written, so that requests that come
together do not undo each other. When a write fails, `ahead` falls back to `state`."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from game.classroom.events.event import Event, Kind
from game.classroom.events.fold import apply, fold, standing_controls
from game.classroom.events.log import EventLog
from game.classroom.events.state import State
from game.classroom.events.tally import choices_of
from game.classroom.server.clock import SteadyClock
from game.classroom.sessions.codes import LETTERS
from game.classroom.sessions.session import FORMAT, GAME, Session, SessionError
from game.classroom.worlds.playing import Worlds
from game.engine.rules.campaign.record import StandingOffer
from game.engine.rules.vocabulary.presets import ClassClock
from game.engine.rules.vocabulary.rules import Rules
from game.play.documents import to_document
from game.structs import Struct

T = TypeVar("T")
PIN_LETTERS, CODE_LETTERS = 6, 7
MOST_SEATS = 400
SHORTEST_TOKEN = 16
"""Letters of a browser's secret; anything shorter is none."""
OWN_TURN = 1_000_000
"""Sequence of the event that plays a seat's own quarter: there is one for each round, and no form bears it."""
MOST_TEXT = 500
"""Letters of an answer on the exit ticket that are kept."""


class Refused(SessionError):
    """What may not happen now, and the sentence that says why."""


class Done(Struct):
    """An event that is on the disk; `again` when the same submission had been taken before."""

    event: int
    again: bool = False


def hashed(token: str) -> str:
    """What the log keeps of a browser's secret."""
    return blake2b(token.encode("utf-8"), digest_size=16).hexdigest()


def letters(count: int) -> str:
    """Letters that are easy to read, drawn so that nobody can guess them."""
    return "".join(secrets.choice(LETTERS) for _ in range(count))


class Room:
    """One session. Every method is called in the event loop; only positions are worked out beside."""

    def __init__(self, rules: Rules, log: EventLog, events: list[Event], seat_names: tuple[str, ...]) -> None:
        self.worlds, self.log, self.events = Worlds(rules), log, events
        self.state = self.ahead = fold(events)
        self.standing = standing_controls(events)  # what an undo would take back, newest last
        self.clock = SteadyClock(events[-1].at)
        self.seen: dict[str, float] = {}  # seat -> when it last asked for something; not kept
        self.problem: SessionError | None = None
        self.turning = False  # whether plans are being played; ballots wait for what comes
        self._names = seat_names
        self._waiting: dict[tuple[str, int, int], asyncio.Future[Done]] = {}
        self._pending: deque[Event] = deque()  # in the order in which the writer answers
        self._newest: asyncio.Future[Done]  # the answer to the last of them
        self.playing: set[str] = set()  # seats at their own pace whose quarter is being played
        self.at_table: dict[str, tuple[int, tuple[StandingOffer, ...]]] = {}  # their offers that wait, by seat and round
        self.controlling = asyncio.Lock()  # the teacher's buttons and the clock, one at a time
        self._hard_work = ThreadPoolExecutor(1, "class debrief")  # one at a time, so that its memory is needed once
        self.rehearse: Callable[[State], None] | None = None  # works the debrief out beside, so that nobody waits for it
        self._seats_by_token = {s.token: s.id for s in self.state.seats.values()}

    @classmethod
    async def open(
        cls, rules: Rules, path: Path, session: Session, clock: ClassClock, seat_names: tuple[str, ...], teams: int = 4
    ) -> Room:
        """A new session in a new file; SessionError when the file cannot be made."""
        log = EventLog(path)
        plain = {"game": GAME, "kind": "session", "format": FORMAT, **to_document(session)}
        body = {"session": plain, "pin": letters(PIN_LETTERS), "clock": to_document(clock), "teams": teams}
        event = Event(1, SteadyClock()(), "opened", body)
        heard = asyncio.get_running_loop().create_future()
        loop = asyncio.get_running_loop()
        log.deliver = loop.call_soon_threadsafe
        log.submit(event, lambda problem: _tell(heard, problem, Done(1)))
        await heard
        return cls(rules, log, [event], seat_names)

    @classmethod
    async def again(cls, rules: Rules, path: Path, seat_names: tuple[str, ...]) -> Room:
        """A session that was begun before, from its log. The clock stands until the teacher lets it go on; the time in which
        nobody was served does not count."""
        log = EventLog(path)
        events = log.events()
        if not events or events[0].kind != "opened":
            log.close()
            raise SessionError("log_damaged", reason=path.name)
        room = cls(rules, log, events, seat_names)
        try:
            await room.write("again", {"down": room.clock() - events[-1].at})
        except SessionError:
            room.close()
            raise
        return room

    # ---- writing ----------------------------------------------------------------------------------------------------

    async def write(self, kind: Kind, body: Mapping[str, Any], seat: str = "", round: int = -1, sequence: int = 0) -> Done:
        """Have something written that was found good; returns once it is on the disk. LogError when it is not."""
        number = self.ahead.last + 1
        event = Event(number, self.clock(), kind, body, seat, round, sequence or number)
        if seat and self.ahead.event_of(event.key):
            return await self._taken_before(event.key)
        self.ahead = fold([*self.events, *self._pending, event]) if kind == "undo" else apply(self.ahead, event)
        self._pending.append(event)
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[Done] = loop.create_future()
        self._newest = heard
        if seat:
            self._waiting[event.key] = heard
        self.log.deliver = loop.call_soon_threadsafe
        self.log.submit(event, lambda problem: self._heard(event, problem, heard))
        return await heard

    async def settled(self) -> None:
        """Wait until all that was handed in so far is on the disk, or was refused."""
        while self._pending:
            await asyncio.wait([self._newest])

    async def _taken_before(self, key: tuple[str, int, int]) -> Done:
        waiting = self._waiting.get(key)
        if waiting is not None:
            return Done((await asyncio.shield(waiting)).event, again=True)
        return Done(self.state.event_of(key), again=True)

    def _heard(self, event: Event, problem: Exception | None, heard: asyncio.Future[Done]) -> None:
        """The writer's answer: the event counts from now on, or never was."""
        self._waiting.pop(event.key, None)
        self._pending.popleft()
        if problem is None:
            self.events.append(event)
            self.standing = standing_controls((event,), self.standing)
            self.state = fold(self.events) if event.kind == "undo" else apply(self.state, event)
            self.problem = None
            if event.kind in ("join", "device"):
                self._seats_by_token = {s.token: s.id for s in self.state.seats.values()}
        else:
            self.problem = problem if isinstance(problem, SessionError) else SessionError("log_damaged", reason=str(problem))
            if not self._pending:
                self.ahead = self.state
                self.log.mend()
        _tell(heard, problem, Done(event.number))

    # ---- pupils -----------------------------------------------------------------------------------------------------

    def seat_of(self, token: str) -> str | None:
        """The seat of a browser's secret."""
        return self._seats_by_token.get(hashed(token)) if len(token) >= SHORTEST_TOKEN else None

    async def join(self, token: str, language: str) -> str:
        """A seat for a browser; the same one when it has asked before. Refused when the room is full or over."""
        mark = hashed(token)
        sitting = next((s.id for s in self.ahead.seats.values() if s.token == mark), None)
        if sitting is not None:
            while sitting not in self.state.seats and sitting in self.ahead.seats:
                await asyncio.sleep(0.005)
            return sitting
        if self.ahead.step == "ended":
            raise Refused("session_over")
        if len(self.ahead.seats) >= MOST_SEATS:
            raise Refused("room_full")
        n = len(self.ahead.seats) + 1
        name = f"{self._names[(n * 7) % len(self._names)]}-{n}"
        teams = [len([s for s in self.ahead.seats.values() if s.team == k + 1]) for k in range(self.ahead.teams)]
        body = {
            "name": name,
            "code": letters(CODE_LETTERS),
            "token": mark,
            "language": language,
            "team": teams.index(min(teams)) + 1,
        }
        await self.write("join", body, f"s{n}")
        return f"s{n}"

    async def ballot(self, seat: str, step: str, round: int, sequence: int, choices: Mapping[str, tuple[str, ...]]) -> Done:
        """A seat's answer to a step. Repeated ones are told again; one for a step that is over is refused."""
        if self.ahead.event_of((seat, round, sequence)):
            return await self._taken_before((seat, round, sequence))
        if step != self.state.step or round != self.state.round_of(seat) or self.turning:
            raise Refused("step_over")
        return await self.write(
            "ballot", {"step": step, "choices": {c: list(v) for c, v in choices.items()}}, seat, round, sequence
        )

    async def own_turn(self, seat: str) -> None:
        """A seat at its own pace: once its plan and its answers to offers are there, its quarter is played beside."""
        state = self.state
        round = state.round_of(seat)
        taken = choices_of(state, seat, round)
        if state.step != "free" or seat in self.playing or not taken:
            return
        self.playing.add(seat)
        try:
            sealed = await asyncio.to_thread(self.worlds.seal, state, seat)
            waiting = tuple(o for found in sealed.offers.values() for o in found if f"reply:{o.id}" not in taken)
            self.at_table[seat] = (round, waiting)
            if not waiting:
                line = await asyncio.to_thread(self.worlds.play, state, seat, sealed)
                await self.write("turn", {"world": seat, "line": line}, seat, round, OWN_TURN)
        finally:
            self.playing.discard(seat)

    def offers_alone(self, seat: str) -> tuple[StandingOffer, ...]:
        """Offers that a seat at its own pace has to answer before its quarter is played."""
        round, waiting = self.at_table.get(seat, (-1, ()))
        return waiting if round == self.state.round_of(seat) else ()

    async def move(self, seat: str, token: str) -> None:
        """A seat goes on in another browser; the one before is asked for the code again."""
        await self.write("device", {"token": hashed(token)}, seat)

    async def exit(self, seat: str, sequence: int, answers: Mapping[str, str]) -> Done:
        """A seat's exit ticket; a repeated one is told again."""
        key = (seat, self.state.round, sequence)
        if self.ahead.event_of(key):
            return await self._taken_before(key)
        if self.state.step != "debrief":
            raise Refused("step_over")
        return await self.write("exit", {"answers": dict(answers)}, seat, self.state.round, sequence)

    # ---- the teacher ------------------------------------------------------------------------------------------------

    def mark(self) -> str:
        """Where the session stands, for a button that must not work twice."""
        return f"{self.state.step}-{self.state.round}-{self.standing[-1].number if self.standing else 0}"

    def beside(self, work: Callable[..., T], *given: Any) -> asyncio.Future[T]:
        """Have something long worked out, one piece after the other."""
        return asyncio.get_running_loop().run_in_executor(self._hard_work, work, *given)

    def close(self) -> None:
        """Write what waits and let go of the log."""
        self._hard_work.shutdown(wait=False, cancel_futures=True)
        self.log.close()


def _tell(heard: asyncio.Future[Any], problem: Exception | None, value: Any) -> None:
    if heard.done():
        return
    if problem is None:
        heard.set_result(value)
    else:
        heard.set_exception(problem)
