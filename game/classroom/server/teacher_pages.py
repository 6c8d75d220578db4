"""The teacher's pages: beginning a session, the dashboard and its buttons, the projector's page, what is kept and given out.

All of them are for the browser alone that has the teacher's key."""

from __future__ import annotations

import asyncio
import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from game.classroom.pages.vote_cards import vote_cards
from game.classroom.server.classroom import GONE_ON, TEACHER_COOKIE, Classroom
from game.classroom.server.connections.forms import address_of, download, form, number, typed_counts
from game.classroom.server.controls import CONTROLS, control
from game.classroom.server.entry import modules
from game.classroom.server.room import Refused, Room
from game.classroom.sessions.session import SUFFIX as SESSION_SUFFIX
from game.classroom.sessions.session import text_of as session_text
from game.csv_file import BY_LANGUAGE, STYLES, style_of

SHOWN = ("where", "answered", "debrief_in", "say", "mark", "pin", "opened", "open_to", "addresses", "network")
"""What of the dashboard the game's own window shows."""


class TeacherPages:
    """What the teacher's browser can ask for."""

    def __init__(self, classroom: Classroom) -> None:
        self.c = classroom

    def is_teacher(self, request: Request) -> bool:
        """Whether the browser has the teacher's key."""
        return secrets.compare_digest(request.cookies.get(TEACHER_COOKIE, "").encode(), self.c.key.encode())

    def only_teacher(self, request: Request) -> None:
        """Nobody else gets any further."""
        if not self.is_teacher(request):
            self.c.notice(address_of(request), "no_teacher")
            raise Refused("no_teacher")

    async def dashboard(self, request: Request) -> Response:
        """The dashboard; before a session the page that begins one. The key in the address is put into a cookie."""
        key = request.query_params.get("key", "")
        if key and secrets.compare_digest(key.encode(), self.c.key.encode()):
            response = RedirectResponse("/teacher", GONE_ON)
            response.set_cookie(TEACHER_COOKIE, self.c.key, httponly=True, samesite="strict", path="/")
            return response
        self.only_teacher(request)
        t = self.c.words(self.c.language)
        if self.c.room is None or self.c.dashboard is None:
            from game.content.loading.languages.translation import translate

            presets = sorted(translate(self.c.rules, self.c.language).presets.values(), key=lambda p: p.number)
            titles = {p.id: p.title for p in presets}
            kept = [(name, self.c.entry.kept_told(name, titles)) for name in self.c.entry.kept(self.c.folder)]
            return self.c.page("setup.html", t=t, presets=presets, kept=kept, notice="", languages=self.c.languages.items())
        problem = self.c.room.problem
        notice = t(problem.key, **problem.fields) if problem is not None else ""
        told = self.c.dashboard.page(self.c.language, self.c.entry.told(t, self.c.visitors), notice)
        return self.c.page("teacher.html", csv_styles=STYLES, **told)

    async def own_language(self, request: Request) -> Response:
        """The teacher's language, which is also the stage's."""
        self.only_teacher(request)
        language = (await form(request)).get("language", "")
        self.c.language = language if language in self.c.languages else self.c.language
        return RedirectResponse("/teacher", GONE_ON)

    async def begin(self, request: Request) -> Response:
        """A new session from a preset, a code or a file's text."""
        self.only_teacher(request)
        given = await form(request)
        if self.c.room is None:
            session, clock = self.c.entry.session(self.c.rules, given)
            path = self.c.entry.new_file(self.c.folder, session)
            teams = min(max(number(given.get("teams", ""), 4), 2), 40) // 2 * 2
            self.c.adopt(await Room.open(self.c.rules, path, session, clock, self.c.seat_names(), teams))
        return RedirectResponse("/teacher", GONE_ON)

    async def again(self, request: Request) -> Response:
        """A session of an earlier time goes on."""
        self.only_teacher(request)
        name = (await form(request)).get("file", "")
        if self.c.room is None:
            if name not in self.c.entry.kept(self.c.folder):
                raise Refused("unknown_item", name=name[:40])
            self.c.adopt(await Room.again(self.c.rules, self.c.folder / name, self.c.seat_names()))
        return RedirectResponse("/teacher", GONE_ON)

    async def open(self, request: Request) -> Response:
        """From now on other machines are answered too."""
        self.only_teacher(request)
        self.c.there()
        await self.c.entry.open()
        return RedirectResponse("/teacher", GONE_ON)

    async def close(self, request: Request) -> Response:
        """From now on this machine alone is answered again."""
        self.only_teacher(request)
        self.c.entry.close()
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
            await control(self.c.there(), verb, given.get("mark", ""), **more)
        except Refused as problem:
            if not problem.key.endswith("page_old"):
                raise
        return RedirectResponse("/teacher", GONE_ON)

    async def state(self, request: Request) -> Response:
        """What the dashboard's and the stage's scripts ask for."""
        self.only_teacher(request)
        if self.c.dashboard is None:
            return JSONResponse({"v": "", "step": "", "left": None, "paused": False})
        live = self.c.dashboard.scenes.live(None)
        return JSONResponse({"v": live.v, "step": live.step, "left": live.left, "paused": live.paused})

    async def board_state(self, request: Request) -> Response:
        """What the board's script asks for."""
        self.only_teacher(request)
        if self.c.dashboard is None:
            return JSONResponse({"v": "", "step": "", "left": None, "paused": False})
        live = self.c.dashboard.scenes.live_on_board()
        return JSONResponse({"v": live.v, "step": live.step, "left": live.left, "paused": live.paused})

    async def now(self, request: Request) -> Response:
        """The dashboard's words as data, for the window of the game beside it."""
        self.only_teacher(request)
        t = self.c.words(self.c.language)
        told = self.c.entry.told(t, self.c.visitors)
        if self.c.dashboard is None or self.c.room is None:
            return JSONResponse({"begun": False, **told})
        page = self.c.dashboard.page(self.c.language, told)
        join = f"{self.c.entry.address()}?pin={page['pin']}"
        own = {"begun": True, "join": join, "code": modules(join), "step": self.c.room.state.step}
        return JSONResponse({**own, **{name: page[name] for name in SHOWN}})

    async def seats(self, request: Request) -> Response:
        """Every seat."""
        self.only_teacher(request)
        self.c.there()
        assert self.c.dashboard is not None
        t = self.c.words(self.c.language)
        turned_away = [(address, t(f"classroom.turned_{what}"), t.number(n)) for (address, what), n in self.c.noticed.items()]
        return self.c.page("seats.html", t=t, rows=self.c.dashboard.seats(t), turned_away=turned_away)

    async def paths(self, request: Request) -> Response:
        """Where the figures of all worlds stand, and what was voted in each quarter so far."""
        self.only_teacher(request)
        self.c.there()
        assert self.c.dashboard is not None
        return self.c.page("paths.html", **self.c.dashboard.paths(self.c.language))

    async def stage(self, request: Request) -> Response:
        """The projector's page."""
        self.only_teacher(request)
        room = self.c.there()
        assert self.c.dashboard is not None
        debrief = ""
        if room.state.step in ("debrief", "ended"):
            from game.classroom.debrief.class_page import body_of

            debrief = await room.beside(body_of, self.c.rules, room.worlds, room.state, self.c.language, True)
        return self.c.page("stage.html", **self.c.dashboard.stage(self.c.language, self.c.entry.on_stage(), debrief))

    async def debrief(self, request: Request) -> Response:
        """The class debrief, one page that needs nothing else."""
        self.only_teacher(request)
        room = self.c.there()
        from game.classroom.debrief.class_page import page_of

        text = await room.beside(page_of, self.c.rules, room.worlds, room.state, self.c.language)
        response = HTMLResponse(text)
        response.headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return response

    async def export(self, request: Request) -> Response:
        """Everything of the session as CSV files in one zip."""
        self.only_teacher(request)
        room = self.c.there()
        from game.classroom.debrief.export import zip_of

        style = style_of(request.query_params.get("csv", BY_LANGUAGE), self.c.language)
        data = await asyncio.to_thread(zip_of, room.state, tuple(room.events), self.c.words(self.c.language), style)
        return download(data, "session.zip", "application/zip")

    async def cards(self, request: Request) -> Response:
        """Cards to raise and a tally sheet, to be printed for a class without devices."""
        self.only_teacher(request)
        t, room = self.c.words(self.c.language), self.c.there()
        response = HTMLResponse(vote_cards(t, room.state.session.quarters))
        response.headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        return response

    async def session_file(self, request: Request) -> Response:
        """The session as a file, for those who play it at home."""
        self.only_teacher(request)
        text = session_text(self.c.there().state.session)
        return download(text.encode("utf-8"), f"class{SESSION_SUFFIX}", "application/json")

    async def leave(self, request: Request) -> Response:
        """Another class can begin; this session is kept, and can go on."""
        self.only_teacher(request)
        room = self.c.there()
        if room.state.step != "ended":
            raise Refused("page_old")
        self.c.leave()
        room.close()
        return RedirectResponse("/teacher", GONE_ON)

    async def delete(self, request: Request) -> Response:
        """The session and all that was kept of it are gone."""
        self.only_teacher(request)
        room = self.c.there()
        self.c.leave()
        room.close()
        self.c.entry.delete(room.log.path)
        return RedirectResponse("/teacher", GONE_ON)
