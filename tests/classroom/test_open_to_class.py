"""Open to the class: another address of the machine than loopback is answered once the teacher opens it, and until it is closed."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from game.classroom.server.connections.network import own_addresses
from tests.classroom.served import Pupil, serve


def test_the_class_comes_in_by_the_machines_own_address_and_only_while_it_is_open(tmp_path: Path) -> None:
    served = serve(tmp_path)
    teacher = served.teacher()
    pin = teacher.begin()
    own = own_addresses()
    assert "Open to this machine alone" in teacher.page
    if not own:
        assert "no network address" in teacher.web.post("/teacher/open").text
        pytest.skip("this machine has no address but its own")
    outside = httpx.Client(base_url=f"http://{own[0]}:{served.port}", follow_redirects=True, timeout=30)
    with pytest.raises(httpx.ConnectError):
        outside.get("/")
    page = teacher.web.post("/teacher/open").text
    assert f"http://{own[0]}:{served.port}/" in page and "Open to every device" in page
    assert "Try the address on one phone" in page and str(served.port) in page
    stage = teacher.web.get("/stage").text
    assert f"http://{own[0]}:{served.port}/" in stage and "<svg" in stage and pin in stage
    assert 'name="pin"' in outside.get("/").text
    joined = outside.post("/join", data={"pin": pin, "language": "en"}, headers={"origin": f"http://{own[0]}:{served.port}"})
    assert joined.url.path == "/play" and "You are in" in joined.text
    assert outside.get("/teacher").status_code == 403, "the teacher's key is in the teacher's browser alone"
    assert "Devices of the network that have come so far: 1" in teacher.page
    assert "Open to this machine alone" in teacher.web.post("/teacher/close").text
    fresh = httpx.Client(base_url=f"http://{own[0]}:{served.port}", timeout=30)
    for _ in range(200):
        try:
            fresh.get("/")
        except httpx.HTTPError:
            break
    else:
        raise AssertionError("the address is answered after it was closed")
    assert "Open to every device" in teacher.web.post("/teacher/open").text
    assert "You are in" in outside.get("/play").text, "the seat is still there"
    assert served.stop() == 0


def typed(page: str, votes: int) -> dict[str, str]:
    """The dashboard's tally sheet filled in: everyone for the first answer of each question."""
    given: dict[str, str] = {}
    for fieldset in re.findall(r"<fieldset>(.*?)</fieldset>", page, re.S):
        names = re.findall(r'name="(count:[^"]+)"', fieldset)
        given |= {names[0]: str(votes)} if names else {}
    return given


def test_a_class_without_devices_plays_by_cards_and_a_phone_may_come_in_the_middle(tmp_path: Path) -> None:
    """Offers and predictions are counted as well; what was raised before the phone came stays."""
    served = serve(tmp_path)
    teacher = served.teacher()
    pin = teacher.begin("council-long")
    phone: Pupil | None = None
    answered = set()
    while not teacher.where.endswith("debrief"):
        page = teacher.page
        step = re.findall(r'data-v="(\w+)-', page)[0]
        sheet = typed(page, 24)
        if sheet and step != "talk":
            answered |= {(step, name.split(":")[1]) for name in sheet}
            assert phone is not None or "Raised cards counted: 0" in teacher.page
            assert teacher.do("counts", **sheet).status_code == 200
            assert phone is not None or "Raised cards counted: 24" in teacher.page
        if "Quarter 3 of" in page and phone is None:
            phone = Pupil(served, pin)
        if phone is not None and phone.can_vote():
            phone.vote(0)
        assert teacher.do("next").status_code == 200
    assert phone is not None
    assert {("vote", "card"), ("vote", "measure"), ("revote", "predict")} <= answered
    assert ("table", "reply") in answered, "no offer came in eight quarters; choose another seed"
    votes = teacher.web.get("/teacher/paths").text
    assert " 24</td>" in votes and " 25</td>" in votes and "<h2>Quarter 1</h2>" in votes
    debrief = teacher.web.get("/teacher/debrief").text
    assert "of 24 expected what came" in debrief
    cards = teacher.web.get("/teacher/cards").text
    assert cards.count('class="letter"') == 7 and "Tally sheet" in cards
    assert served.stop() == 0


def test_letters_on_the_board_are_those_of_the_tally_sheet(tmp_path: Path) -> None:
    """A measure that cannot be taken now has no letter on the board, as it has no field on the sheet."""
    served = serve(tmp_path)
    teacher = served.teacher()
    teacher.begin()
    teacher.to("first vote")
    stage, page = teacher.web.get("/stage").text, teacher.page
    on_board = re.findall(r'<label class="([^"]*)"><input type="(?:radio|checkbox)" name="measure" value="([^"]*)"', stage)
    lettered = [value for kinds, value in on_board if "off" not in kinds.split()]
    assert [n.removeprefix("count:measure:") for n in re.findall(r'name="(count:measure:[^"]+)"', page)] == lettered
    assert any("off" in kinds.split() for kinds, _ in on_board), "the spring's deal waits for the Table"
    assert served.stop() == 0
