"""The web application of a class: which address is which page. Pages are `pupil_pages.py` and `teacher_pages.py`."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from game.classroom.server.classroom import Classroom
from game.classroom.server.pupil_pages import PupilPages
from game.classroom.server.teacher_pages import TeacherPages
from game.classroom.sessions.session import SessionError


def application(classroom: Classroom) -> Starlette:
    """The class's pages as one application."""
    return Starlette(routes=routes(classroom), exception_handlers={SessionError: classroom.refused, Exception: classroom.failed})


def routes(classroom: Classroom) -> list[Route]:
    """Every address, pupils' first."""
    p, t = PupilPages(classroom), TeacherPages(classroom)
    read = {
        "/state": p.state, "/play": p.play, "/": p.front, "/result": p.result, "/stage": t.stage,
        "/stage/state": t.state, "/teacher/now": t.now,
        "/teacher": t.dashboard, "/teacher/state": t.state, "/teacher/seats": t.seats, "/teacher/debrief": t.debrief,
        "/teacher/export": t.export, "/teacher/cards": t.cards, "/teacher/session": t.session_file, "/teacher/paths": t.paths,
    }  # fmt: skip
    sent = {
        "/ballot": p.ballot, "/join": p.join, "/exit": p.exit, "/language": p.change_language, "/move": p.move,
        "/teacher/begin": t.begin, "/teacher/again": t.again, "/teacher/open": t.open, "/teacher/close": t.close,
        "/teacher/do": t.do, "/teacher/language": t.own_language, "/teacher/delete": t.delete,
    }  # fmt: skip
    ways = (("POST", sent), ("GET", read))  # in this order, and each with the hurried ones first: routes are tried one by one
    return [Route(path, run, methods=[way]) for way, pages in ways for path, run in pages.items()]
