"""What every page of a class shares: the room that is served, words, cookies, messages, refusals. The pages themselves are
`pupil_pages.py` and `teacher_pages.py`; what may happen is the room's business."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.classroom.events.state import State
from game.classroom.pages.templates import render
from game.classroom.server.entry import Entry
from game.classroom.server.pupil_view import PupilView
from game.classroom.server.room import Refused, Room
from game.classroom.server.scenes import Scenes, named_languages
from game.classroom.server.teacher_view import TeacherView
from game.classroom.sessions.session import SessionError
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.texts import LANGUAGES, Texts

SEAT_COOKIE, TEACHER_COOKIE = "seat", "teacher"
REFUSALS = {"classroom.log_full": 507, "classroom.no_teacher": 403}
"""Answers' numbers where they are not 409, which says that it may not happen now."""
GONE_ON = 303  # a form's answer: go there with GET
MOST_NOTICED = 1000  # pairs of an address and a refusal that are counted


class Classroom:
    """The server's one class. `room` is None until the teacher begins a session."""

    def __init__(self, rules: Rules, folder: Path, entry: Entry, key: str, language: str = LANGUAGES[0]) -> None:
        self.rules, self.folder, self.entry, self.key, self.language = rules, folder, entry, key, language
        self.room: Room | None = None
        self.pupils: PupilView | None = None
        self.dashboard: TeacherView | None = None
        self.languages = named_languages()
        self._texts = {name: Texts(name) for name in self.languages}
        self.visitors: set[str] = set()
        self.noticed: dict[tuple[str, str], int] = {}  # (address, what was refused) -> how often

    def words(self, language: str) -> Texts:
        """The words of a language, read once."""
        return self._texts[language if language in self.languages else LANGUAGES[0]]

    # ---- the room ---------------------------------------------------------------------------------------------------

    def there(self) -> Room:
        """The room; Refused while there is none."""
        if self.room is None:
            raise Refused("no_session_open")
        return self.room

    def adopt(self, room: Room) -> None:
        """Serve this session from now on."""
        scenes = Scenes(room, self.rules)
        self.room, self.pupils, self.dashboard = room, PupilView(scenes), TeacherView(scenes)
        room.rehearse = lambda state: self._rehearse(room, state)
        self.entry.pin = room.state.pin

    def leave(self) -> None:
        """Serve no session any more."""
        self.room = self.pupils = self.dashboard = None

    def _rehearse(self, room: Room, state: State) -> None:
        """Work the debrief out once, so that its computed parts are at hand when the teacher opens it."""
        from game.classroom.debrief.class_page import page_of

        page_of(self.rules, room.worlds, state, self.language)

    def seat_names(self) -> tuple[str, ...]:
        """Neutral words that seats are named by."""
        return tuple(self.words(self.language)("classroom.seat_names").split())

    def notice(self, address: str, what: str) -> None:
        """Count what was refused, for the teacher's list."""
        key = (address, what)
        if key in self.noticed or len(self.noticed) < MOST_NOTICED:
            self.noticed[key] = self.noticed.get(key, 0) + 1

    # ---- answers ----------------------------------------------------------------------------------------------------

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

    def refused(self, request: Request, problem: SessionError) -> Response:
        """What may not happen, in a sentence; nothing has changed."""
        status = REFUSALS.get(problem.key, 409)
        back = "/teacher" if request.url.path.startswith("/teacher") else "/play"
        return self.message(request, problem.key.removeprefix("classroom."), status, back, **problem.fields)

    def failed(self, request: Request, problem: Exception) -> Response:
        """An error of the program: the class goes on."""
        self.report(problem, request.url.path)
        return self.message(request, "went_wrong", 500, "/teacher" if request.url.path.startswith("/teacher") else "/play")

    @staticmethod
    def report(problem: Exception, where: str) -> None:
        """Keep what is needed to find an error, in the folder of reports."""
        from game.play.crash_report import crash_file

        crash_file(problem, ["classroom", where])

    def language_of(self, request: Request) -> str:
        """The seat's language, else what the browser asks for, else the teacher's."""
        seat = self.seat_of(request)
        if seat is not None and self.room is not None:
            return self.room.state.seats[seat].language
        asked = request.headers.get("accept-language", "")
        return asked_for(asked, self.languages) if asked else self.language

    def seat_of(self, request: Request) -> str | None:
        """The seat of the browser that asks."""
        return self.room.seat_of(request.cookies.get(SEAT_COOKIE, "")) if self.room is not None else None


def asked_for(header: str, known: Collection[str]) -> str:
    """The first known language of those that a browser asks for, in any of its spellings; English where none is known."""
    for asked in header.lower().split(","):
        first = asked.split(";")[0].strip().split("-")[0]
        found = next((code for code in known if code.lower().split("-")[0] == first), "")
        if found:
            return found
    return LANGUAGES[0]
