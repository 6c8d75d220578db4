"""The web application of a class: which address is which page. Pages are `pupil_pages.py` and `teacher_pages.py`.

Every address is a whole one, so a table finds it; two hundred pupils who answer at once wait for nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from game.classroom.server.classroom import Classroom
from game.classroom.server.pupil_pages import PupilPages
from game.classroom.server.teacher_pages import TeacherPages
from game.classroom.sessions.session import SessionError

Page = Callable[[Request], Awaitable[Response]]


def application(classroom: Classroom) -> ASGIApp:
    """The class's pages as one application. What a page may not do is answered in a sentence, and so is a fault of ours."""
    pages = addresses(classroom)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        way = "GET" if request.method == "HEAD" else request.method
        try:
            page = pages.get((way, scope["path"]))
            response = await page(request) if page else Response("Not Found", 404, media_type="text/plain")
        except SessionError as problem:
            response = classroom.refused(request, problem)
        except Exception as problem:
            response = classroom.failed(request, problem)
        await response(scope, receive, send)

    return answer


def addresses(classroom: Classroom) -> Mapping[tuple[str, str], Page]:
    """Every page by how and where it is asked for."""
    p, t = PupilPages(classroom), TeacherPages(classroom)
    read = {
        "/": p.front, "/play": p.play, "/state": p.state, "/result": p.result, "/stage": t.stage, "/stage/state": t.board_state,
        "/teacher": t.dashboard, "/teacher/state": t.state, "/teacher/now": t.now, "/teacher/seats": t.seats,
        "/teacher/debrief": t.debrief, "/teacher/export": t.export, "/teacher/cards": t.cards, "/teacher/session": t.session_file,
        "/teacher/paths": t.paths,
    }  # fmt: skip
    sent = {
        "/join": p.join, "/ballot": p.ballot, "/exit": p.exit, "/language": p.change_language, "/move": p.move,
        "/teacher/begin": t.begin, "/teacher/again": t.again, "/teacher/open": t.open, "/teacher/close": t.close,
        "/teacher/do": t.do, "/teacher/language": t.own_language, "/teacher/delete": t.delete,
        "/teacher/leave": t.leave,
    }  # fmt: skip
    return {(way, path): page for way, pages in (("GET", read), ("POST", sent)) for path, page in pages.items()}
