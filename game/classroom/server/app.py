"""The web application of a class: routes, cookies, forms. What may happen is the room's business, what pages say that of the views.

Without a script everything works by forms; each ends in a redirect, so that a refresh or the back button sends nothing twice."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from game.classroom.events.state import State
from game.classroom.events.tally import choices_of
from game.classroom.pages.templates import render
from game.classroom.server.entry import Entry
from game.classroom.server.limits import Limit
from game.classroom.server.room import CONTROLS, MOST_TEXT, PIN_LETTERS, SHORTEST_TOKEN, Refused, Room
from game.classroom.server.views import COUNTED, NAMES, QUESTIONS, Views
from game.classroom.sessions import handed_in
from game.classroom.sessions.session import SUFFIX as SESSION_SUFFIX
from game.classroom.sessions.session import SessionError, setup_of
from game.classroom.sessions.session import text_of as session_text
from game.engine.rules.vocabulary.rules import Rules
from game.outside_text import whole_number
from game.play.documents import from_document
from game.play.save_file import LogLine
from game.screens.words.texts import LANGUAGES, Texts

COOKIE, TEACHER, NOTE = "seat", "teacher", "note"
MOST_FIELDS = 200
REFUSALS = {"classroom.log_full": 507, "classroom.no_teacher": 403}
"""Answers' numbers where they are not 409, which says that it may not happen now."""
GONE_ON = 303  # a form's answer: go there with GET


class Classroom:
    """The application. `room` is None until the teacher begins a session."""

    def __init__(self, rules: Rules, folder: Path, entry: Entry, key: str, language: str = LANGUAGES[0]) -> None:
        self.rules, self.folder, self.entry, self.key, self.language = rules, folder, entry, key, language
        self.room: Room | None = None
        self.views: Views | None = None
        self._texts = {name: Texts(name) for name in LANGUAGES}
        self.visitors: set[str] = set()
        self.tasks: set[asyncio.Task[None]] = set()  # held until they are done
        self.noticed: dict[str, int] = {}
        tick = asyncio.get_running_loop().time
        self.wrong_pins, self.moves_from = Limit(20, 3.0, tick), Limit(20, 3.0, tick)
        self.moves_to, self.answers = Limit(5, 12.0, tick), Limit(20, 0.5, tick)
        self.app = Starlette(routes=self.routes(), exception_handlers={SessionError: self.refused, Exception: self.failed})

    def routes(self) -> list[Route]:
        """Every address, pupils' first."""
        read = {
            "/state": self.state, "/play": self.play, "/": self.front, "/result": self.result, "/stage": self.stage,
            "/stage/state": self.teacher_state, "/teacher": self.teacher, "/teacher/state": self.teacher_state,
            "/teacher/seats": self.seats, "/teacher/debrief": self.debrief, "/teacher/export": self.export,
            "/teacher/cards": self.cards, "/teacher/session": self.session_file,
        }  # fmt: skip
        sent = {
            "/ballot": self.ballot, "/join": self.join, "/exit": self.exit, "/language": self.change_language, "/move": self.move,
            "/teacher/begin": self.begin, "/teacher/again": self.again, "/teacher/open": self.open, "/teacher/do": self.do,
            "/teacher/language": self.own_language, "/teacher/delete": self.delete,
        }  # fmt: skip
        ways = (("POST", sent), ("GET", read))  # in this order, and each with the hurried ones first: routes are tried one by one
        return [Route(path, run, methods=[way]) for way, pages in ways for path, run in pages.items()]

    def words(self, language: str) -> Texts:
        """The words of a language, read once."""
        return self._texts[language if language in LANGUAGES else LANGUAGES[0]]

    # ---- pages ------------------------------------------------------------------------------------------------------

    def page(self, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page under a policy that lets nothing in from elsewhere."""
        nonce = secrets.token_urlsafe(12)
        response = HTMLResponse(render(name, nonce=nonce, **values), status_code=status)
        response.headers["content-security-policy"] = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return response

    def message(self, request: Request, key: str, status: int, back: str = "/", **fields: object) -> HTMLResponse:
        """One sentence and a way on."""
        t = self.words(self.language_of(request))
        return self.page("message.html", status, t=t, sentence=t(f"classroom.{key}", **fields), back=back)

    async def refused(self, request: Request, problem: Exception) -> Response:
        """What may not happen, in a sentence; nothing has changed."""
        assert isinstance(problem, SessionError)
        status = REFUSALS.get(problem.key, 409)
        back = "/teacher" if request.url.path.startswith("/teacher") else "/play"
        return self.message(request, problem.key.removeprefix("classroom."), status, back, **problem.fields)

    async def failed(self, request: Request, problem: Exception) -> Response:
        """An error of the program: the class goes on, the report lies in the session's folder."""
        from game.play.crash_report import crash_file

        crash_file(problem, ["classroom", request.url.path])
        return self.message(request, "went_wrong", 500, "/teacher" if request.url.path.startswith("/teacher") else "/play")

    def language_of(self, request: Request) -> str:
        """The seat's language, else what the browser asks for, else the teacher's."""
        seat = self.seat_of(request)
        if seat is not None and self.room is not None:
            return self.room.state.seats[seat].language
        asked = request.headers.get("accept-language", "").lower()
        return self.language if not asked else LANGUAGES[1] if asked.startswith("zh") else LANGUAGES[0]

    def seat_of(self, request: Request) -> str | None:
        """The seat of the browser that asks."""
        return self.room.seat_of(request.cookies.get(COOKIE, "")) if self.room is not None else None

    # ---- pupils -----------------------------------------------------------------------------------------------------

    async def front(self, request: Request) -> Response:
        """The way in: a form for the PIN, or on to the seat that this browser has."""
        if self.seat_of(request) is not None:
            return RedirectResponse("/play", GONE_ON)
        t = self.words(self.language_of(request))
        pin = request.query_params.get("pin", "")[:PIN_LETTERS]
        response = self.page("join.html", t=t, pin=pin, notice="", opened=self.room is not None, languages=NAMES.items())
        if not request.cookies.get(COOKIE):
            self.give_token(response, secrets.token_urlsafe(18))
        self.visitors.add(address_of(request))
        return response

    @staticmethod
    def give_token(response: Response, token: str) -> None:
        """A browser's secret: what makes a double tap the same join, and a refresh the same seat."""
        response.set_cookie(COOKIE, token, max_age=86_400, httponly=True, samesite="lax", path="/")

    async def join(self, request: Request) -> Response:
        """A seat for a PIN. The right PIN always opens, so that nobody can lock a class out by guessing."""
        room = self.there()
        given = await form(request)
        typed = given.get("pin", "").upper().replace(" ", "").replace("-", "")
        if not secrets.compare_digest(typed.encode(), room.state.pin.encode()):
            self.notice(address_of(request), "wrong pin")
            if self.wrong_pins.take(address_of(request)):
                return self.message(request, "pin_too_often", 429)
            return self.message(request, "pin_wrong", 403)
        token = request.cookies.get(COOKIE, "")
        fresh = token if SHORTEST_TOKEN <= len(token) <= 64 else secrets.token_urlsafe(18)
        language = given.get("language", "")
        seat = await room.join(fresh, language if language in LANGUAGES else self.language_of(request))
        room.seen[seat] = room.clock()
        response = RedirectResponse("/play", GONE_ON)
        self.give_token(response, fresh)
        return response

    async def move(self, request: Request) -> Response:
        """A seat goes on at another device, for its code."""
        room = self.there()
        given = await form(request)
        name, code = given.get("name", "").strip().lower(), given.get("code", "").upper().replace(" ", "")
        seat = next((s for s in room.state.seats.values() if s.name.lower() == name), None)
        target = seat.id if seat is not None else "?"
        wait = max(self.moves_from.wait(address_of(request)), self.moves_to.wait(target))
        if wait:
            return self.message(request, "move_too_often", 429, seconds=str(int(wait) + 1))
        if seat is None or not secrets.compare_digest(code.encode(), seat.code.encode()):
            self.moves_from.take(address_of(request))
            self.moves_to.take(target)
            self.notice(address_of(request), "wrong seat code")
            return self.message(request, "move_wrong", 403)
        token = secrets.token_urlsafe(18)
        await room.move(seat.id, token)
        response = RedirectResponse("/play", GONE_ON)
        self.give_token(response, token)
        return response

    async def play(self, request: Request) -> Response:
        """The seat's page now."""
        seat = self.seat_of(request)
        if seat is None or self.room is None or self.views is None:
            return RedirectResponse("/", GONE_ON)
        self.room.seen[seat] = self.room.clock()
        note = request.query_params.get(NOTE, "")
        found = self.room.state.seats[seat]
        if not self.room.offers_alone(seat):
            self.beside(self.room, seat)
        notice = self.views.words(found.language)(f"classroom.note_{note}") if note in ("late", "taken", "empty") else ""
        return self.page("seat.html", **self.views.seat(found, notice))

    async def ballot(self, request: Request) -> Response:
        """A seat's answer to the step; repeated ones are told again, late ones are refused in a sentence."""
        room, seat = self.there(), self.seat_of(request)
        if seat is None:
            return RedirectResponse("/", GONE_ON)
        if self.answers.take(seat):
            return self.message(request, "too_fast", 429, "/play")
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
        assert self.room is not None and self.views is not None
        state = self.room.state
        if step != state.step or step not in ("vote", "revote", "table", "free"):
            raise Refused("step_over")
        sitting = state.seats[seat]
        group = state.group_of(sitting)
        offers = self.views.offers_to(group) if step == "table" else ()
        if step == "free":
            offers = self.room.offers_alone(seat)
            self.room.at_table.pop(seat, None)
        fields = self.views.shown(group, sitting.language, "table" if offers else step, offers).fields
        found = {name: tuple(dict.fromkeys(v for v in given.get(name, ()) if v in values)) for name, values in fields.items()}
        return {name: values[: self.rules.numbers.orders_a_quarter] for name, values in found.items() if values}

    async def exit(self, request: Request) -> Response:
        """The exit ticket."""
        room, seat = self.there(), self.seat_of(request)
        if seat is None:
            return RedirectResponse("/", GONE_ON)
        given = await form(request)
        answers = {key: given.get(key, "").strip()[:MOST_TEXT] for key in QUESTIONS}
        await room.exit(seat, number(given.get("sequence", "")), answers)
        return RedirectResponse(f"/play?{NOTE}=taken", GONE_ON)

    async def change_language(self, request: Request) -> Response:
        """The seat's other language."""
        room, seat = self.there(), self.seat_of(request)
        language = (await form(request)).get("language", "")
        if seat is not None and language in LANGUAGES and not self.answers.take(seat):
            await room.write("language", {"language": language}, seat)
        return RedirectResponse("/play", GONE_ON)

    async def state(self, request: Request) -> Response:
        """What the page's script asks for every other second."""
        seat = self.seat_of(request)
        if seat is None or self.room is None or self.views is None:
            return JSONResponse({"v": "", "step": "", "left": None, "paused": False})
        self.room.seen[seat] = self.room.clock()
        live = self.views.live(self.room.state.seats[seat])
        return JSONResponse({"v": live.v, "step": live.step, "left": live.left, "paused": live.paused})

    async def result(self, request: Request) -> Response:
        """The seat's campaign as a file to hand in."""
        room, seat = self.there(), self.seat_of(request)
        if seat is None or room.state.session.mode != "same-seed":
            return RedirectResponse("/", GONE_ON)
        state = room.state
        side = state.side_of(seat, 0)
        lines = [from_document(LogLine, line) for line in state.worlds.get(seat, ())]
        human = side if state.session.swap == "none" else None
        text = handed_in.text_of(
            state.session, setup_of(state.session, human), side, lines, self.rules.hash, state.seats[seat].name
        )
        return download(text.encode("utf-8"), f"{seat}{handed_in.SUFFIX}", "application/json")

    # ---- the teacher ------------------------------------------------------------------------------------------------

    def is_teacher(self, request: Request) -> bool:
        """Whether the browser has the teacher's key."""
        return secrets.compare_digest(request.cookies.get(TEACHER, "").encode(), self.key.encode())

    def only_teacher(self, request: Request) -> None:
        """Nobody else gets any further."""
        if not self.is_teacher(request):
            self.notice(address_of(request), "no teacher")
            raise Refused("no_teacher")

    async def teacher(self, request: Request) -> Response:
        """The dashboard; before a session the page that begins one. The key in the address is put into a cookie."""
        key = request.query_params.get("key", "")
        if key and secrets.compare_digest(key.encode(), self.key.encode()):
            response = RedirectResponse("/teacher", GONE_ON)
            response.set_cookie(TEACHER, self.key, httponly=True, samesite="strict", path="/")
            return response
        self.only_teacher(request)
        t = self.words(self.language)
        if self.room is None or self.views is None:
            from game.content.loading.translation import translate

            presets = sorted(translate(self.rules, self.language).presets.values(), key=lambda p: p.number)
            kept = self.entry.kept(self.folder)
            return self.page("setup.html", t=t, presets=presets, kept=kept, notice="", languages=NAMES.items())
        problem = self.room.problem
        notice = t(problem.key, **problem.fields) if problem is not None else ""
        return self.page("teacher.html", **self.views.teacher(self.language, self.entry.told(t, self.visitors), notice))

    async def own_language(self, request: Request) -> Response:
        """The teacher's language, which is also the stage's."""
        self.only_teacher(request)
        language = (await form(request)).get("language", "")
        self.language = language if language in LANGUAGES else self.language
        return RedirectResponse("/teacher", GONE_ON)

    async def begin(self, request: Request) -> Response:
        """A new session from a preset, a code or a file's text."""
        self.only_teacher(request)
        given = await form(request)
        if self.room is None:
            session, clock = self.entry.session(self.rules, given)
            path = self.entry.new_file(self.folder, session)
            teams = min(max(number(given.get("teams", ""), 4), 2), 40) // 2 * 2
            self.adopt(await Room.open(self.rules, path, session, clock, self.seat_names(), teams))
        return RedirectResponse("/teacher", GONE_ON)

    async def again(self, request: Request) -> Response:
        """A session of an earlier time goes on."""
        self.only_teacher(request)
        name = (await form(request)).get("file", "")
        if self.room is None:
            if name not in self.entry.kept(self.folder):
                raise Refused("unknown_item", name=name[:40])
            self.adopt(Room.again(self.rules, self.folder / name, self.seat_names()))
        return RedirectResponse("/teacher", GONE_ON)

    def seat_names(self) -> tuple[str, ...]:
        """Neutral words that seats are named by."""
        return tuple(self.words(self.language)("classroom.seat_names").split())

    def adopt(self, room: Room) -> None:
        """Serve this session from now on."""
        self.room, self.views = room, Views(room, self.rules)
        room.rehearse = lambda state: self.rehearse(room, state)
        self.entry.pin = room.state.pin

    def rehearse(self, room: Room, state: State) -> None:
        """Work the debrief out once, so that its computed parts are at hand when the teacher opens it."""
        from game.classroom.debrief.class_page import page_of

        page_of(self.rules, room.worlds, state, self.language)

    async def open(self, request: Request) -> Response:
        """From now on other machines are answered too."""
        self.only_teacher(request)
        self.there()
        await self.entry.open()
        return RedirectResponse("/teacher", GONE_ON)

    async def do(self, request: Request) -> Response:
        """One of the dashboard's buttons."""
        self.only_teacher(request)
        given = await form(request)
        verb = given.get("verb", "")
        if verb not in CONTROLS:
            raise Refused("unknown_item", name=verb[:40])
        more = {"choices": typed_counts(given)} if verb == "counts" else {}
        try:
            await self.there().control(verb, given.get("mark", ""), **more)
        except Refused as problem:
            if not problem.key.endswith("page_old"):
                raise
        return RedirectResponse("/teacher", GONE_ON)

    async def teacher_state(self, request: Request) -> Response:
        """What the dashboard's and the stage's scripts ask for."""
        self.only_teacher(request)
        if self.views is None:
            return JSONResponse({"v": "", "step": "", "left": None, "paused": False})
        live = self.views.live(None)
        return JSONResponse({"v": live.v, "step": "", "left": live.left, "paused": live.paused})

    async def seats(self, request: Request) -> Response:
        """Every seat."""
        self.only_teacher(request)
        self.there()
        assert self.views is not None
        t = self.words(self.language)
        return self.page("seats.html", t=t, rows=self.views.seats(t))

    async def stage(self, request: Request) -> Response:
        """The projector's page."""
        self.only_teacher(request)
        self.there()
        assert self.views is not None
        return self.page("stage.html", **self.views.stage(self.language, self.entry.on_stage()))

    async def debrief(self, request: Request) -> Response:
        """The class debrief, one page that needs nothing else."""
        self.only_teacher(request)
        room = self.there()
        from game.classroom.debrief.class_page import page_of

        text = await room.beside(page_of, self.rules, room.worlds, room.state, self.language)
        response = HTMLResponse(text)
        response.headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return response

    async def export(self, request: Request) -> Response:
        """Everything of the session as CSV files in one zip."""
        self.only_teacher(request)
        room = self.there()
        from game.classroom.debrief.export import zip_of
        from game.csv_file import BY_LANGUAGE, style_of

        style = style_of(request.query_params.get("csv", BY_LANGUAGE), self.language)
        data = await asyncio.to_thread(zip_of, room.state, tuple(room.events), self.words(self.language), style)
        return download(data, "session.zip", "application/zip")

    async def cards(self, request: Request) -> Response:
        """Cards to raise and a tally sheet, to be printed for a class without devices."""
        self.only_teacher(request)
        t, room = self.words(self.language), self.there()
        asked = [t("classroom.tally_card"), t("classroom.tally_measure")]
        asked_in = [f"{words}, {t(f'classroom.{vote}')}" for vote in ("first_vote", "second_vote") for words in asked]
        quarters = range(1, room.state.session.quarters + 1)
        response = HTMLResponse(render("cards.html", t=t, letters="ABCDEFG", quarters=quarters, asked_in=asked_in))
        response.headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return response

    async def session_file(self, request: Request) -> Response:
        """The session as a file, for those who play it at home."""
        self.only_teacher(request)
        text = session_text(self.there().state.session)
        return download(text.encode("utf-8"), f"class{SESSION_SUFFIX}", "application/json")

    async def delete(self, request: Request) -> Response:
        """The session and all that was kept of it are gone."""
        self.only_teacher(request)
        room = self.there()
        self.room, self.views = None, None
        room.close()
        self.entry.delete(room.log.path)
        return RedirectResponse("/teacher", GONE_ON)

    # ---- small things -----------------------------------------------------------------------------------------------

    def there(self) -> Room:
        """The room; Refused while there is none."""
        if self.room is None:
            raise Refused("no_session_open")
        return self.room

    def notice(self, address: str, what: str) -> None:
        """Count what was refused, by address, for the teacher's report."""
        key = f"{address} {what}"
        if key in self.noticed or len(self.noticed) < 1000:
            self.noticed[key] = self.noticed.get(key, 0) + 1


def address_of(request: Request) -> str:
    """Where a request comes from; never what a header claims."""
    return request.client.host if request.client is not None else "?"


async def form_lists(request: Request) -> dict[str, list[str]]:
    """A form's fields with all their values; nothing of a form that is none."""
    text = (await request.body()).decode("utf-8", errors="replace")
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    for name, value in pairs:
        found.setdefault(name, []).append(value.replace("\x00", ""))
    return found


async def form(request: Request) -> dict[str, str]:
    """A form's fields, the first value of each."""
    return {name: values[0] for name, values in (await form_lists(request)).items()}


def one(given: Mapping[str, list[str]], name: str) -> str:
    """The first value of a field, "" when it is not there."""
    return given.get(name, [""])[0]


def number(text: str, otherwise: int = -1) -> int:
    """A small whole number of a form."""
    found = whole_number(text, 999_999)
    return otherwise if found is None else found


def typed_counts(given: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Raised cards by choice and value, from the fields of the tally sheet."""
    found: dict[str, dict[str, int]] = {}
    for name, text in given.items():
        if name.startswith(COUNTED) and text.strip():
            choice, _, value = name.removeprefix(COUNTED).rpartition(":")
            found.setdefault(choice, {})[value] = min(max(number(text.strip(), 0), 0), 400)
    return found


def download(data: bytes, name: str, sort: str) -> Response:
    """A file to keep."""
    return Response(data, media_type=sort, headers={"content-disposition": f'attachment; filename="{name}"'})
