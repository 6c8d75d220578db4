"""Pupils who try what a class must stand: guessed codes, other seats' forms, paths, floods, forged headers; and a full disk."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from game.classroom.server.connections import guards
from game.classroom.server.connections.connection import MOST_TOGETHER
from game.classroom.server.connections.network import own_addresses
from tests.classroom.served import Pupil, Served, Teacher, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = serve(tmp_path_factory.mktemp("sessions"), "--open")
    yield server
    assert server.stop() == 0


def turned_away(teacher: Teacher, what: str) -> int:
    """How often the teacher's list says that something was turned away."""
    page = teacher.web.get("/teacher/seats").text
    return sum(int(n.replace(",", "")) for n in re.findall(rf"<td>{what}</td><td>([\d,]+)</td>", page))


def test_codes_guessed_for_many_seats_are_slowed_by_address_whatever_a_header_claims(
    served: Served, teacher: Teacher, pin: str
) -> None:
    """No seat is tried often, each time as if from another machine; the class joins, and moves on from elsewhere."""
    pupils = [Pupil(served, pin) for _ in range(8)]
    names = [p.name for p in pupils]
    thief = served.browser()

    def guess(n: int) -> int:
        given = {"name": names[n % 8], "code": "AAAAAAA"}
        return thief.post("/move", data=given, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code

    codes = [guess(n) for n in range(32)]
    assert codes[:20] == [403] * 20 and 429 in codes
    refused = thief.post("/move", data={"name": pupils[0].name, "code": pupils[0].code})
    assert refused.status_code == 429 and re.search(r"Wait \d+ seconds", refused.text)
    assert all(p.name for p in pupils) and Pupil(served, pin).name
    assert turned_away(teacher, "wrong seat code") >= 20
    if own_addresses():
        elsewhere = httpx.Client(base_url=f"http://{own_addresses()[0]}:{served.port}", follow_redirects=True, timeout=60)
        assert pupils[0].name in elsewhere.post("/move", data={"name": pupils[0].name, "code": pupils[0].code}).text


def test_a_form_of_another_seat_is_an_answer_of_ones_own(served: Served, teacher: Teacher, pin: str) -> None:
    """Who answers is said by the browser's secret alone: a copied form, or one that names a seat, changes no other seat."""
    teacher.to("first vote")
    one, two = Pupil(served, pin), Pupil(served, pin)
    first = one.filled(0)
    one.web.post("/ballot", data=first)
    before = one.page
    copied = {**first, "seat": one.name, "token": "x"}
    names = [n for n in copied if n.startswith("card:")]
    copied[names[0]] = one.filled(1)[names[0]]
    assert "counted" in two.web.post("/ballot", data=copied).text
    assert re.findall(r'value="([^"]+)" checked', one.page) == re.findall(r'value="([^"]+)" checked', before)
    forged = served.browser(cookies={"seat": "s1", "teacher": "guess"})
    assert forged.get("/play").url.path == "/" and forged.get("/teacher").status_code == 403


def test_who_answers_too_fast_waits_alone(served: Served, teacher: Teacher, pin: str) -> None:
    teacher.to("first vote")
    eager, calm = Pupil(served, pin), Pupil(served, pin)
    form = eager.filled()
    codes = [eager.web.post("/ballot", data={**form, "sequence": str(n)}).status_code for n in range(60)]
    assert codes[:20] == [200] * 20 and 429 in codes
    assert "counted" in calm.vote().text and eager.name


def test_a_vote_from_a_phone_that_slept_is_refused_in_words_and_the_page_is_the_newest(
    served: Served, teacher: Teacher, pin: str
) -> None:
    teacher.to("first vote")
    phone = Pupil(served, pin)
    asleep = phone.filled()
    teacher.to("talk")
    woken = phone.web.post("/ballot", data=asleep)
    assert "already over" in woken.text and "Your lines" in woken.text
    for _ in range(2):
        teacher.do("undo")
    teacher.to("first vote")
    assert "counted" in phone.vote().text


def test_no_path_leads_out_of_the_folder(served: Served, tmp_path: Path) -> None:
    alone = serve(tmp_path / "sessions")
    outside = tmp_path / "outside.classlog"
    outside.write_bytes(b"x")
    teacher = alone.teacher()
    for name in ("../outside.classlog", str(outside), "..\\outside.classlog", "a/../../outside.classlog", "\x00", ""):
        answer = teacher.web.post("/teacher/again", data={"file": name})
        assert answer.status_code == 409 and "does not have" in answer.text
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/teacher/../../x", "/static/../x"):
        with socket.create_connection(("127.0.0.1", alone.port), timeout=20) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{alone.port}\r\nConnection: close\r\n\r\n".encode())
            assert raw.recv(100).split(b" ")[1] == b"404"
    assert outside.read_bytes() == b"x"
    assert alone.stop() == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"game": "indispensable"}',
        "[" * 10_000,
        '{"game": "indispensable", "kind": "session", "format": 99}',
        "AAAA BBBB CCCC",
    ],
)
def test_a_broken_session_or_code_begins_nothing(tmp_path: Path, text: str) -> None:
    alone = serve(tmp_path)
    teacher = alone.teacher()
    answer = teacher.web.post("/teacher/begin", data={"code": text})
    assert answer.status_code == 409 and "Traceback" not in answer.text and 'class="note"' in answer.text
    assert "Pick" in teacher.page or "preset" in teacher.page
    assert teacher.begin()
    assert alone.stop() == 0


def test_thousands_of_connections_and_endless_heads_do_not_keep_a_class_out(served: Served, teacher: Teacher, pin: str) -> None:
    """One machine holds all that it can, and sends heads without an end; another machine's pupils are answered."""
    if not own_addresses():
        pytest.skip("this machine has no address but its own")
    address = (own_addresses()[0], served.port)
    with contextlib.ExitStack() as held:
        for n in range(MOST_TOGETHER + 100):
            raw = held.enter_context(socket.create_connection(address, timeout=20))
            with contextlib.suppress(OSError):
                raw.sendall(b"GET / HTTP/1.1\r\nHost: " + b"x" * (n % 50))
        assert "counted" in Pupil(served, pin).page or Pupil(served, pin).name
        assert turned_away(teacher, "too many connections at once") >= 50
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as raw:
        with contextlib.suppress(OSError):
            raw.sendall(b"GET / HTTP/1.1\r\n")
            for n in range(20_000):
                raw.sendall(b"X-%d: %s\r\n" % (n, b"y" * 100))
        with contextlib.suppress(OSError):
            assert raw.recv(100)[:12] in (b"HTTP/1.1 400", b"")
    assert Pupil(served, pin).name


def test_a_full_disk_is_said_and_nothing_counts_that_was_not_kept(tmp_path: Path) -> None:
    """The limit on file sizes stands in for the disk; when there is room again the same form is taken."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system cannot limit another process")
    alone = serve(tmp_path)
    teacher = alone.teacher()
    pin = teacher.begin()
    pupil, other = Pupil(alone, pin), Pupil(alone, pin)
    teacher.to("first vote")
    form = pupil.filled()
    size = max(path.stat().st_size for path in tmp_path.iterdir())
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    answer = pupil.web.post("/ballot", data=form)
    assert answer.status_code == 507 and "was not kept" in answer.text
    assert "is full" in teacher.page, "the teacher is told"
    assert teacher.do("next").status_code == 507 and teacher.where.endswith("first vote")
    assert other.page and pupil.can_vote() and "Your answer is counted" not in pupil.page
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert "counted" in pupil.web.post("/ballot", data=form).text
    assert teacher.do("next").status_code == 200 and teacher.where.endswith("talk")
    alone.kill()
    again = serve(tmp_path, "--again", port=alone.port)
    assert Teacher(again).where.endswith("talk")
    assert again.stop() == 0


def test_script_and_formulas_in_an_exit_ticket_stay_words(tmp_path: Path) -> None:
    """On the debrief, on the board, in the export: what was typed is told as typed, and no browser or spreadsheet runs it."""
    alone = serve(tmp_path)
    teacher = alone.teacher()
    pupil = Pupil(alone, teacher.begin())
    teacher.to("first vote")
    teacher.do("end")
    assert teacher.where.endswith("debrief")
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', pupil.page))
    evil = {"exit_learned": "<script>alert(1)</script>", "exit_doubt": '=HYPERLINK("http://evil.example")', "exit_change": "+1+1"}
    assert "Your answers are in" in pupil.web.post("/exit", data={**form, **evil}).text
    for page in (pupil.page, *(teacher.web.get(path).text for path in ("/teacher/debrief", "/stage", "/teacher"))):
        assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in teacher.web.get("/teacher/debrief").text
    archive = zipfile.ZipFile(io.BytesIO(teacher.web.get("/teacher/export").content))
    cells = [cell for row in csv.reader(io.StringIO(archive.read("exit_ticket.csv").decode("utf-8-sig"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells) and not any(cell[:1] in "=+-@" for cell in cells if cell)
    assert alone.stop() == 0


def test_a_body_that_does_not_come_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The class's server never waits longer for one phone than the guard says, and the teacher's list tells of it."""
    monkeypatch.setattr(guards, "SLOWEST", 0.01)
    noticed: list[tuple[str, str]] = []
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("the request is not whole")

    async def never() -> Any:
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "headers": [(b"host", b"here")], "client": ("10.0.0.7", 1)}
    guard = guards.Guard(app, {"here"}, lambda address, what: noticed.append((address, what)))
    asyncio.run(guard(scope, never, send))
    assert noticed == [("10.0.0.7", "slow")] and sent[0]["status"] == 408 and sent[1]["body"].strip()


def test_two_servers_cannot_hold_one_session(tmp_path: Path) -> None:
    first = serve(tmp_path)
    first.teacher().begin()
    second = serve(tmp_path)
    teacher = second.teacher()
    name = re.findall(r'name="file" value="([^"]+)"', teacher.page)[0]
    answer = teacher.web.post("/teacher/again", data={"file": name})
    assert answer.status_code == 409 and "already open in another window" in answer.text
    assert second.stop() == 0 and first.stop() == 0
