"""A council as pupils, board and teacher read it, from the first briefing to the next class: short enough for the clock, nothing
that the class did not do, nothing twice, and no button that does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from game.classroom.pages.svg import GAP, LEFT, RIGHT, WIDE, fits, width_of
from tests.classroom.served import Pupil, Served, Teacher, serve

WORDS_IN_TIME = 150
"""English words that are read in the forty seconds of a briefing."""


@dataclass
class Council:
    """A class of two phones that played the default lesson, with every page as it was."""

    served: Served
    teacher: Teacher
    phones: tuple[Pupil, Pupil]
    pages: dict[tuple[int, str, str], str] = field(default_factory=dict)  # (quarter, step, whose) -> page

    def told(self, step: str, whose: str) -> Mapping[int, str]:
        """A step's pages by quarter."""
        found = {q: page for (q, s, w), page in self.pages.items() if (s, w) == (step, whose)}
        assert found, (step, whose)
        return found


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The default lesson, played to the debrief; the phones vote for different answers."""
    served = serve(tmp_path_factory.mktemp("council"))
    teacher = served.teacher()
    pin = teacher.begin()
    found = Council(served, teacher, (Pupil(served, pin), Pupil(served, pin)))
    while not teacher.where.endswith("debrief"):
        teacher.do("next")
        quarter = int(re.findall(r"Quarter (\d)", teacher.where)[0])
        step = teacher.where.rpartition(": ")[2]
        for n, phone in enumerate(found.phones):
            found.pages[quarter, step, f"phone{n}"] = phone.page
            if phone.can_vote():
                phone.vote(n)
        found.pages[quarter, step, "board"] = teacher.web.get("/stage").text
        found.pages[quarter, step, "teacher"] = teacher.page
    yield found
    assert served.stop() == 0


def read(page: str) -> str:
    """What a page says without being opened: no head, no drawers."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shut(page))).split())


def shut(page: str) -> str:
    """A page's body without what has to be opened, or is hidden."""
    away = r"<script.*?</script>|<details.*?</details>|<p [^>]*hidden>.*?</p>"
    return re.sub(away, " ", page.partition("<main>")[2], flags=re.S)


def test_a_briefing_is_read_in_its_time_and_begins_with_the_card(council: Council) -> None:
    for whose in ("phone0", "board"):
        for quarter, page in council.told("briefing", whose).items():
            words = read(page)
            assert len(words.split()) <= WORDS_IN_TIME, (whose, quarter, len(words.split()))
            assert "On your desk" in words.partition("Risk of a crisis")[2][:60], "after the figures comes the card"
            assert "being worked out" not in words


def test_a_class_that_changes_sides_is_told_only_what_it_did_itself(council: Council) -> None:
    for page in council.told("briefing", "phone0").values():
        assert "You chose" not in page, "the other capital's answer was a script's"
        assert "ealed" not in page, "it will hold the capital whose mandate is sealed"
    last = council.told("second vote", "phone0")[4]
    assert 'name="charge"' not in last and 'name="predict"' in last


def test_in_the_talk_every_answer_can_be_read_and_a_line_says_which_it_is_about(council: Council) -> None:
    for quarter, ballot in council.told("first vote", "phone0").items():
        answers = re.findall(r'name="card:[^"]+" value="[^"]+"[^>]*><span><b>([^<]+)</b>', ballot)
        assert len(answers) >= 2
        for whose in ("phone0", "board"):
            talk = council.told("talk", whose)[quarter]
            assert all(f"{letter}. {answer}" in talk for letter, answer in zip("ABCDEFG", answers, strict=False)), (whose, quarter)
        lines = re.findall(r"<li><b>[^<]+</b> (for|against) ([A-G]): ", council.told("talk", "phone1")[quarter])
        assert len(lines) == 3 and all(letter <= "ABCDEFG"[len(answers) - 1] for _, letter in lines)


def test_measures_say_what_they_mean(council: Council) -> None:
    ballot = council.told("first vote", "phone0")[1]
    measures = re.findall(r'name="measure" value="m\d"(?! disabled)[^>]*>.*?</label>(<details><summary>Explain</summary>)?', ballot)
    assert len(measures) >= 3 and all(measures)
    assert "<summary>?</summary>" not in ballot


def test_no_page_says_a_thing_twice_in_a_row(council: Council) -> None:
    for key, page in council.pages.items():
        said = [unescape(p) for p in re.findall(r"<(?:p|h2|h3)[^>]*>([^<]+)</(?:p|h2|h3)>", shut(page))]
        twice = [a for a, b in pairwise(said) if a == b]
        assert not twice, (key, twice)


def test_the_reveal_says_where_the_figures_stand(council: Council) -> None:
    for page in (council.told("reveal", "phone0")[1], council.told("reveal", "board")[1]):
        assert "Beijing now" in page or "Washington now" in page
        assert page.count('<div class="figure') == 3 and "Announced: <b>" in page


def test_the_teacher_reads_the_card_along(council: Council) -> None:
    card = re.findall(r"<h3[^>]*>([^<]+)</h3>", council.told("briefing", "board")[1])[0]
    assert "On the board" in council.told("briefing", "teacher")[1] and card in council.told("briefing", "teacher")[1]


def test_the_board_shows_the_debrief_and_exit_tickets_do_not_scroll_it_away(council: Council) -> None:
    web, phone = council.teacher.web, council.phones[0]
    board = web.get("/stage").text
    assert all(f"<h2>{n} · " in board for n in range(1, 8)) and phone.name not in board
    assert "<details><summary>What the model computed</summary>" in board, "the class names its own causes first"
    assert "<details open><summary>What the model computed</summary>" in web.get("/teacher/debrief").text
    seen = web.get("/stage/state").json()["v"]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', phone.page))
    first = phone.web.post("/exit", data={**form, "exit_learned": "To build plants"}).text
    assert "Your answers are in" in first and "counted twice" not in first
    again = phone.web.post("/exit", data={**form, "exit_learned": "Something else"}).text
    assert "nothing was counted twice" in again and "To build plants" in again
    assert web.get("/stage/state").json()["v"] == seen


def test_a_path_begins_before_the_first_decision(council: Council) -> None:
    debrief = council.teacher.web.get("/teacher/debrief").text
    paths = re.findall(r'<polyline class="middle[^"]*" points="([^"]+)"', debrief)
    assert len(paths) == 5 and all(len(path.split()) == 5 for path in paths), "four quarters and what was before"
    assert all(f'<span class="key {side}">' in debrief for side in ("beijing", "washington"))


def test_a_step_has_no_button_that_does_nothing(tmp_path: Path) -> None:
    """From the closed lobby, where the way in comes first, to the end, where another class can begin and this one is kept."""
    served = serve(tmp_path)
    teacher = served.teacher()
    pin = teacher.begin()

    def buttons() -> set[str]:
        return set(re.findall(r'name="verb" value="(\w+)"', teacher.page))

    assert "<h2>First</h2>" in teacher.page and buttons() == {"next", "undo", "swap", "auto"}
    phone = Pupil(served, pin)
    assert "<h2>Say now</h2>" in teacher.page
    assert teacher.web.post("/teacher/leave").status_code == 409, "a class that is going on is not left by an old page"
    teacher.to("briefing")
    assert {"pause", "extend", "hide", "end"} <= buttons()
    teacher.do("end")
    assert buttons() == {"next", "undo"}
    teacher.do("next")
    assert buttons() == {"undo"} and "speaks for" not in phone.page
    kept = teacher.web.post("/teacher/leave").text
    assert "Go on with an earlier session" in kept and re.search(r">\d{4}-\d\d-\d\d \d\d:\d\d Council in one period<", kept)
    assert "not begun a session yet" in phone.web.get("/play").text
    assert len(teacher.begin()) == 6, "another class begins"
    assert served.stop() == 0


def test_a_wrong_pin_leaves_the_form_where_it_was(tmp_path: Path) -> None:
    served = serve(tmp_path)
    pin = served.teacher().begin()
    web = served.browser()
    answer = web.post("/join", data={"pin": "AAAAAA" if pin != "AAAAAA" else "BBBBBB", "language": "en"})
    assert answer.status_code == 403 and "not the PIN" in answer.text and 'id="pin"' in answer.text
    assert served.stop() == 0


@pytest.mark.parametrize("label", ["2025 Q2", "2025年第2季度", "start"])
@pytest.mark.parametrize("count", [1, 5, 9, 25])
def test_labels_of_a_chart_do_not_run_into_each_other(label: str, count: int) -> None:
    shown = -(-count // fits([label] * count))
    assert shown == 1 or shown * (width_of(label) + GAP) <= WIDE - LEFT - RIGHT + width_of(label)
    room = (WIDE - LEFT - RIGHT) / max(count - 1, 1) * fits([label] * count)
    assert shown == 1 or room >= 1.5 * width_of(label), "the first stands whole beside its tick: it ran into the second"
    assert fits([]) == 1
