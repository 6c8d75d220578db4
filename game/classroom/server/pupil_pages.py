"""The addresses that a pupil's device asks for: joining, the seat's page, ballots, the exit ticket.

Without a script everything works by forms; each ends in a redirect, so that a refresh or the back button sends nothing twice."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from game.classroom.events.tally import choices_of
from game.classroom.server.classroom import GONE_ON, SEAT_COOKIE, Classroom
from game.classroom.server.connections.forms import address_of, download, form, form_lists, number, one
from game.classroom.server.connections.limits import Limit
from game.classroom.server.pupil_view import QUESTIONS
from game.classroom.server.room import MOST_TEXT, PIN_LETTERS, SHORTEST_TOKEN, Refused, Room
from game.classroom.sessions import handed_in
from game.classroom.sessions.session import setup_of
from game.play.documents import from_document
from game.play.save_file import LogLine

NOTES = ("late", "taken", "empty")
"""What an address may say about the form that was sent last."""
NOTE = "note"


class PupilPages:
    """What a pupil's browser can ask for, and how often."""

    def __init__(self, classroom: Classroom) -> None:
        self.c = classroom
        self.tasks: set[asyncio.Task[None]] = set()  # held until they are done
        tick = asyncio.get_running_loop().time
        self.wrong_pins, self.moves_from = Limit(20, 3.0, tick), Limit(20, 3.0, tick)
        self.moves_to, self.answers = Limit(5, 12.0, tick), Limit(20, 0.5, tick)

    async def front(self, request: Request) -> Response:
        """The way in: a form for the PIN, or on to the seat that this browser has."""
        if self.c.seat_of(request) is not None:
            return RedirectResponse("/play", GONE_ON)
        response = self.way_in(request, request.query_params.get("pin", "")[:PIN_LETTERS])
        if not request.cookies.get(SEAT_COOKIE):
            self.give_token(response, secrets.token_urlsafe(18))
        self.c.visitors.add(address_of(request))
        return response

    def way_in(self, request: Request, pin: str, notice: str = "", status: int = 200) -> Response:
        """The form for the PIN, with what was wrong with the last one."""
        t = self.c.words(self.c.language_of(request))
        told = t(f"classroom.{notice}") if notice else ""
        return self.c.page(
            "join.html", status, t=t, pin=pin, notice=told, opened=self.c.room is not None, languages=self.c.languages.items()
        )

    @staticmethod
    def give_token(response: Response, token: str) -> None:
        """A browser's secret: what makes a double tap the same join, and a refresh the same seat."""
        response.set_cookie(SEAT_COOKIE, token, max_age=86_400, httponly=True, samesite="lax", path="/")

    async def join(self, request: Request) -> Response:
        """A seat for a PIN. The right PIN always opens, so that nobody can lock a class out by guessing."""
        room = self.c.there()
        given = await form(request)
        typed = given.get("pin", "").upper().replace(" ", "").replace("-", "")
        if not secrets.compare_digest(typed.encode(), room.state.pin.encode()):
            self.c.notice(address_of(request), "wrong_pin")
            if self.wrong_pins.take(address_of(request)):
                return self.way_in(request, "", "pin_too_often", 429)
            return self.way_in(request, "", "pin_wrong", 403)
        token = request.cookies.get(SEAT_COOKIE, "")
        fresh = token if SHORTEST_TOKEN <= len(token) <= 64 else secrets.token_urlsafe(18)
        language = given.get("language", "")
        seat = await room.join(fresh, language if language in self.c.languages else self.c.language_of(request))
        room.seen[seat] = room.clock()
        response = RedirectResponse("/play", GONE_ON)
        self.give_token(response, fresh)
        return response

    async def move(self, request: Request) -> Response:
        """A seat goes on at another device, for its code."""
        room = self.c.there()
        given = await form(request)
        name, code = given.get("name", "").strip().lower(), given.get("code", "").upper().replace(" ", "")
        seat = next((s for s in room.state.seats.values() if s.name.lower() == name), None)
        target = seat.id if seat is not None else "?"
        wait = max(self.moves_from.wait(address_of(request)), self.moves_to.wait(target))
        if wait:
            return self.c.message(request, "move_too_often", 429, seconds=str(int(wait) + 1))
        if seat is None or not secrets.compare_digest(code.encode(), seat.code.encode()):
            self.moves_from.take(address_of(request))
            self.moves_to.take(target)
            self.c.notice(address_of(request), "wrong_code")
            return self.c.message(request, "move_wrong", 403)
        token = secrets.token_urlsafe(18)
        await room.move(seat.id, token)
        response = RedirectResponse("/play", GONE_ON)
        self.give_token(response, token)
        return response

    async def play(self, request: Request) -> Response:
        """The seat's page now."""
        seat, room = self.c.seat_of(request), self.c.room
        if seat is None or room is None or self.c.pupils is None:
            return RedirectResponse("/", GONE_ON)
        room.seen[seat] = room.clock()
        note = request.query_params.get(NOTE, "")
        found = room.state.seats[seat]
        if not room.offers_alone(seat):
            self.beside(room, seat)
        notice = self.c.words(found.language)(f"classroom.note_{note}") if note in NOTES else ""
        return self.c.page("seat.html", **self.c.pupils.seat(found, notice))

    async def ballot(self, request: Request) -> Response:
        """A seat's answer to the step; repeated ones are told again, late ones are refused in a sentence."""
        room, seat = self.c.there(), self.c.seat_of(request)
        if seat is None:
            return RedirectResponse("/", GONE_ON)
        if self.answers.take(seat):
            return self.c.message(request, "too_fast", 429, "/play")
        room.seen[seat] = room.clock()
        given = await form_lists(request)
        step, round, sequence = one(given, "step"), number(one(given, "round")), number(one(given, "sequence"))
        try:
            again = bool(room.ahead.event_of((seat, round, sequence)))
            choices = {} if again else self.choices_in(seat, step, given)
            if not choices and not again:
                return RedirectResponse(f"/play?{NOTE}=empty", GONE_ON)
            done = await room.ballot(seat, step, round, sequence, choices)
        except Refused:
            return RedirectResponse(f"/play?{NOTE}=late", GONE_ON)
        self.beside(room, seat)
        return RedirectResponse(f"/play?{NOTE}=taken" if done.again else "/play", GONE_ON)

    def beside(self, room: Room, seat: str) -> None:
        """At its own pace a seat's quarter is played beside; its page asks again until it is there."""
        if room.state.step == "free" and choices_of(room.state, seat, room.state.round_of(seat)) and seat not in room.playing:
            task = asyncio.create_task(room.own_turn(seat))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def choices_in(self, seat: str, step: str, given: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
        """What a form chose, of what the seat's page offered; everything else is left out."""
        room = self.c.there()
        assert self.c.pupils is not None
        state = room.state
        if step != state.step or step not in ("vote", "revote", "table", "free"):
            raise Refused("step_over")
        sitting = state.seats[seat]
        group = state.group_of(sitting)
        offers = self.c.pupils.scenes.offers_to(group) if step == "table" else ()
        if step == "free":
            offers = room.offers_alone(seat)
            room.at_table.pop(seat, None)
        fields = self.c.pupils.scenes.shown(group, sitting.language, "table" if offers else step, offers).fields
        found = {name: tuple(dict.fromkeys(v for v in given.get(name, ()) if v in values)) for name, values in fields.items()}
        return {name: values[: self.c.rules.numbers.orders_a_quarter] for name, values in found.items() if values}

    async def exit(self, request: Request) -> Response:
        """The exit ticket."""
        room, seat = self.c.there(), self.c.seat_of(request)
        if seat is None:
            return RedirectResponse("/", GONE_ON)
        given = await form(request)
        answers = {key: given.get(key, "").strip()[:MOST_TEXT] for key in QUESTIONS}
        done = await room.exit(seat, number(given.get("sequence", "")), answers)
        return RedirectResponse(f"/play?{NOTE}=taken" if done.again else "/play", GONE_ON)

    async def change_language(self, request: Request) -> Response:
        """Another language for the seat."""
        room, seat = self.c.there(), self.c.seat_of(request)
        language = (await form(request)).get("language", "")
        if seat is not None and language in self.c.languages and not self.answers.take(seat):
            await room.write("language", {"language": language}, seat)
        return RedirectResponse("/play", GONE_ON)

    async def state(self, request: Request) -> Response:
        """What the page's script asks for every other second."""
        seat = self.c.seat_of(request)
        if seat is None or self.c.room is None or self.c.pupils is None:
            return JSONResponse({"v": "", "step": "", "left": None, "paused": False})
        self.c.room.seen[seat] = self.c.room.clock()
        live = self.c.pupils.scenes.live(self.c.room.state.seats[seat])
        return JSONResponse({"v": live.v, "step": live.step, "left": live.left, "paused": live.paused})

    async def result(self, request: Request) -> Response:
        """The seat's campaign as a file to hand in."""
        room, seat = self.c.there(), self.c.seat_of(request)
        if seat is None or room.state.session.mode != "same-seed":
            return RedirectResponse("/", GONE_ON)
        state = room.state
        side = state.side_of(seat, 0)
        lines = [from_document(LogLine, line) for line in state.worlds.get(seat, ())]
        human = side if state.session.swap == "none" else None
        text = handed_in.text_of(
            state.session, setup_of(state.session, human), side, lines, self.c.rules.hash, state.seats[seat].name
        )
        return download(text.encode("utf-8"), f"{seat}{handed_in.SUFFIX}", "application/json")
