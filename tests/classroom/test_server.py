"""The real server over real HTTP: a class plays through each mode, and what a clumsy or hostile visitor sends does no harm."""

from __future__ import annotations

import csv
import io
import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import main
from game.csv_file import STYLES
from tests.classroom.served import KEY, Pupil, Served, Teacher, serve
from tests.content.writing import written


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = serve(tmp_path_factory.mktemp("sessions"))
    yield server
    assert server.stop() == 0


def test_a_refresh_and_a_double_tap_are_the_same_seat(served: Served, pin: str) -> None:
    pupil = Pupil(served, pin)
    name = pupil.name
    again = pupil.web.post("/join", data={"pin": pin, "language": "en"})
    assert again.url.path == "/play" and pupil.name == name
    assert pupil.web.get("/").url.path == "/play"


def test_a_seat_moves_to_another_device_for_its_code(served: Served, pin: str) -> None:
    old, new = Pupil(served, pin), served.browser()
    name, code = old.name, old.code
    assert new.post("/move", data={"name": name, "code": "AAAAAAA"}).status_code == 403
    assert name in new.post("/move", data={"name": name.upper(), "code": code.lower()}).text
    assert old.web.get("/play").url.path == "/", "the device before is asked for the code again"


def test_guessed_codes_are_slowed_by_seat_and_the_seat_plays_on(served: Served, pin: str) -> None:
    pupil, thief = Pupil(served, pin), served.browser()
    name = pupil.name
    codes = [thief.post("/move", data={"name": name, "code": "AAAAAAA"}).status_code for _ in range(8)]
    assert codes[:5] == [403] * 5 and set(codes[5:]) == {429}
    assert pupil.name == name
    assert Pupil(served, pin).name != name


def test_a_thousand_wrong_pins_lock_nobody_out(served: Served, pin: str) -> None:
    guesser = served.browser()
    codes = {guesser.post("/join", data={"pin": f"WRONG{i}"}).status_code for i in range(1000)}
    assert codes == {403, 429}
    assert Pupil(served, pin).name


def test_languages_are_chosen_by_seat(served: Served, pin: str) -> None:
    pupil = Pupil(served, pin, "zh-Hans")
    assert 'lang="zh-Hans"' in pupil.page and "你已入座" in pupil.page
    assert "You are in" in pupil.web.post("/language", data={"language": "en"}).text


def test_a_seat_has_every_language_that_a_pack_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "data" / "indispensable" / "content"
    pack = written(own, "german", "depends: [base]\nlanguage: de\n", text__classroom='pupil_lobby: "Du sitzt als {name}."\n')
    manifest = (pack / "pack.yaml").read_text("utf-8").replace("kind: gameplay", "kind: translation")
    (pack / "pack.yaml").write_text(manifest.replace("title: A pack", "title: Deutsch"), "utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    server = serve(tmp_path / "sessions")
    try:
        pin = server.teacher().begin()
        asked = server.browser(headers={"accept-language": "de-AT,en;q=0.5"}).get("/").text
        assert re.search(r'value="de" checked><span lang="de">Deutsch<', asked)
        pupil = Pupil(server, pin, "de")
        assert 'lang="de"' in pupil.page and f"Du sitzt als {pupil.name}." in pupil.page
        assert re.findall(r'name="language" value="([^"]*)"', pupil.page) == ["en", "zh-Hans"]
        assert "你已入座" in pupil.web.post("/language", data={"language": "zh-Hans"}).text
        assert "Du sitzt" in pupil.web.post("/language", data={"language": "de"}).text
        assert "Du sitzt" in pupil.web.post("/language", data={"language": "xx"}).text, (
            "a language that is not there changes nothing"
        )
    finally:
        assert server.stop() == 0


def test_foreign_hosts_and_sites_are_refused(served: Served, pin: str) -> None:
    web = served.browser()
    assert web.get("/", headers={"host": "evil.example"}).status_code == 421
    assert web.get("/", headers={"host": f"127.0.0.1:{served.port}.evil.example"}).status_code == 421
    for header in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"referer": "http://evil.example/x"},
    ):
        assert web.post("/join", data={"pin": pin}, headers=header).status_code == 403
    assert web.post("/join", data={"pin": pin}, headers={"origin": served.url}).status_code == 200
    assert web.request("DELETE", "/").status_code == 405


def test_large_and_broken_forms_are_refused(served: Served, pin: str) -> None:
    pupil = Pupil(served, pin)
    assert pupil.web.post("/ballot", content=b"x" * 10_000_000).status_code == 413
    for content in (
        b"\xff\xfe\x00",
        b"&".join(b"a=1" for _ in range(5000)),
        b"step=vote&round=-1&sequence=99999999999999999999",
        b"",
    ):
        assert pupil.web.post("/ballot", content=content).status_code == 200
    assert pupil.name


def test_malformed_requests_do_no_harm(served: Served, pin: str) -> None:
    passwd = b"GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % served.port
    two_hosts = b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
    less_than_nothing = b"POST /join HTTP/1.1\r\nContent-Length: -5\r\n\r\n"
    for lines in (b"GARBAGE\r\n\r\n", two_hosts, less_than_nothing, passwd, b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", served.port), timeout=20) as raw:
            raw.sendall(lines)
            answer = raw.recv(200)
        assert answer == b"" or answer.split(b" ")[1][:1] == b"4", answer
    assert Pupil(served, pin).name


def test_slow_connections_disturb_nobody(served: Served, pin: str) -> None:
    held = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(100)]
    for raw in held:
        raw.sendall(b"POST /join HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 50\r\n\r\npin=" % served.port)
    assert Pupil(served, pin).name
    for raw in held:
        raw.close()


def test_nobody_else_is_the_teacher(served: Served, pin: str) -> None:
    web = Pupil(served, pin).web
    for path in (
        "/teacher",
        "/stage",
        "/teacher/seats",
        "/teacher/export",
        "/teacher/debrief",
        "/teacher/state",
        "/teacher?key=guess",
    ):
        assert web.get(path).status_code == 403, path
    for path in ("/teacher/do", "/teacher/begin", "/teacher/open", "/teacher/delete", "/teacher/again"):
        assert web.post(path, data={"verb": "next"}).status_code == 403, path


def test_pages_are_small_keep_to_themselves_and_need_no_script(served: Served, teacher: Teacher, pin: str) -> None:
    pupil = Pupil(served, pin)
    for answer in (pupil.web.get("/play"), served.browser().get("/"), teacher.web.get("/teacher"), teacher.web.get("/stage")):
        assert len(answer.content) < 60_000
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!127\.0\.0\.1)', answer.text)
        assert " on" + "click" not in answer.text and "javascript:" not in answer.text


def test_a_council_plays_to_the_debrief(served: Served, teacher: Teacher, pin: str) -> None:
    """Votes, the same vote twice, a vote from yesterday, undo, reopen, raised cards, offers, predictions, export."""
    class_ = [Pupil(served, pin) for _ in range(4)]
    teacher.to("first vote")
    mark = re.search(r'name="mark" value="([^"]+)"', teacher.page)
    assert mark
    first = class_[0].filled()
    assert "counted" in class_[0].web.post("/ballot", data=first).text
    again = class_[0].web.post("/ballot", data=first)
    assert "nothing was counted twice" in again.text
    for n, pupil in enumerate(class_[1:]):
        assert "counted" in pupil.vote(n).text
    assert teacher.do("next", mark[1]).status_code == 200
    assert teacher.do("next", mark[1]).status_code == 200
    assert teacher.where.endswith("talk"), "a button of an old page does nothing twice"
    assert "Your lines" in class_[0].page
    late = class_[0].web.post("/ballot", data={**first, "sequence": "2"})
    assert "already over" in late.text
    assert teacher.do("undo").status_code == 200 and teacher.where.endswith("first vote")
    teacher.do("next")
    teacher.do("next")
    assert teacher.where.endswith("second vote")
    for n, pupil in enumerate(class_):
        pupil.vote(n)
    field = re.search(r'name="(count:card:[^"]+)"', teacher.page)
    assert field
    teacher.do("counts", **{field[1]: "25"})
    teacher.do("hide")
    teacher.to("reveal")
    assert "25" in teacher.web.get("/stage").text and "second vote" in class_[0].page
    stage = teacher.web.get("/stage").text
    assert not any(pupil.name in stage for pupil in class_)
    while not teacher.where.endswith("debrief"):
        for n, pupil in enumerate(class_):
            if pupil.can_vote():
                pupil.vote(n)
        teacher.do("next")
    ticket = {
        "step": "debrief",
        "round": "3",
        "sequence": "9",
        "exit_learned": '=HYPERLINK("http://x")',
        "exit_doubt": "<script>alert(1)</script>",
    }
    assert class_[0].web.post("/exit", data=ticket).status_code == 200
    debrief = teacher.web.get("/teacher/debrief").text
    assert "&lt;script&gt;" in debrief and "<script" not in debrief and "http-equiv" not in debrief
    assert all(f"<h2>{n} · " in debrief for n in range(1, 8))
    archive = zipfile.ZipFile(io.BytesIO(teacher.web.get("/teacher/export").content))
    tables = {name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()}
    assert {row["quarter"] for row in tables["figures.csv"]} == {"1", "2", "3", "4"}
    assert any(row["answer"] == '\'=HYPERLINK("http://x")' for row in tables["exit_ticket.csv"])
    columns = {(row["file"], row["column"]) for row in tables["dictionary.csv"]}
    assert columns == {(name, c) for name, rows in tables.items() if rows and name != "dictionary.csv" for c in rows[0]} | {
        c for c in columns if not tables[c[0]]
    }
    assert all(row["meaning"] and "data_" not in row["meaning"] for row in tables["dictionary.csv"])
    links = dict(re.findall(r'href="(/teacher/export\?csv=(\w+))"', teacher.web.get("/teacher").text))
    assert set(links.values()) == set(STYLES), "a spreadsheet of another country reads other signs"
    for link, name in links.items():
        archive = zipfile.ZipFile(io.BytesIO(teacher.web.get(link).content))
        written = csv.DictReader(io.StringIO(archive.read("figures.csv").decode("utf-8-sig")), delimiter=STYLES[name].separator)
        values = [float(row["value"].replace(STYLES[name].decimal, ".")) for row in written]
        assert values == [float(row["value"]) for row in tables["figures.csv"]]


def test_a_second_server_on_the_port_is_told_so(served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classroom", "--port", str(served.port), "--folder", str(tmp_path), "--lang", "en", "--no-browser"]) == 2
    assert "is taken" in capsys.readouterr().err


@pytest.mark.slow
def test_two_teams_face_each_other_and_swap(tmp_path: Path) -> None:
    served = serve(tmp_path)
    teacher = served.teacher()
    pin = teacher.begin("two-capitals", teams="2")
    one, two = Pupil(served, pin), Pupil(served, pin)
    sides = []
    while not teacher.where.endswith("debrief"):
        for n, pupil in enumerate((one, two)):
            if pupil.can_vote():
                pupil.vote(n)
        if teacher.where.endswith("briefing"):
            found = [re.search(r"You are team \d and speak for (\w+)", p.page) for p in (one, two)]
            sides.append(tuple(f[1] for f in found if f))
        assert teacher.do("next").status_code == 200
    assert all(set(pair) == {"Beijing", "Washington"} for pair in sides) and len(sides) == 8
    assert sides[0] == sides[3] == sides[4][::-1] == sides[7][::-1]
    assert "1 world" in teacher.web.get("/teacher/debrief").text
    assert served.stop() == 0


def test_homework_is_played_alone_and_proven_by_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    served = serve(tmp_path / "sessions")
    teacher = served.teacher()
    pin = teacher.begin("homework")
    pupil = Pupil(served, pin)
    teacher.do("next")
    for _ in range(400):
        if "Your campaign is over" in pupil.page:
            break
        if pupil.can_vote():
            pupil.vote(1)
    else:
        raise AssertionError("the campaign never ended")
    results = tmp_path / "results"
    results.mkdir()
    (results / "one.result").write_bytes(pupil.web.get("/result").content)
    assert main(["report", str(results), "-o", str(tmp_path / "report.html")]) == 0
    assert capsys.readouterr().out.startswith("1 results count; 0 do not.")
    assert served.stop() == 0


def test_what_was_acknowledged_survives_kills_and_the_class_goes_on(tmp_path: Path) -> None:
    """Killed in the middle of answers, three times: every acknowledged vote is there once, cookies and PIN still hold."""
    served = serve(tmp_path)
    teacher = served.teacher()
    pin = teacher.begin()
    class_ = [Pupil(served, pin) for _ in range(3)]
    teacher.to("first vote")
    acknowledged: list[tuple[str, str]] = []
    for kill in range(3):
        for turn in range(4):
            for pupil in class_:
                form = pupil.filled(turn)
                assert pupil.web.post("/ballot", data=form, follow_redirects=False).headers["location"] == "/play"
                acknowledged.append((pupil.web.cookies["seat"], form["sequence"]))
        served.kill()
        served = serve(tmp_path, "--again", port=served.port)
        for pupil in class_:
            assert "You can still change it" in pupil.page, f"after kill {kill + 1} a vote is gone"
    teacher = Teacher(served)
    assert teacher.where.endswith("first vote") and pin in teacher.page
    archive = zipfile.ZipFile(io.BytesIO(teacher.web.get("/teacher/export").content))
    votes = list(csv.DictReader(io.StringIO(archive.read("votes.csv").decode("utf-8-sig"))))
    cards = [(row["seat"], row["sequence"]) for row in votes if row["question"].startswith("card:")]
    assert len(cards) == len(set(cards)) == len(acknowledged) == len(set(acknowledged)) == 36
    assert served.stop() == 0
    assert KEY not in "".join(p.name for p in tmp_path.iterdir())
