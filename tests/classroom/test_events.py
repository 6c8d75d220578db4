"""The session's log and state: the same events give the same state, undo takes back a control and nothing else, and what was
acknowledged stays through kill and full disk."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from game.classroom.events.event import Event
from game.classroom.events.fold import fold, standing_controls
from game.classroom.events.log import EventLog, LogError
from game.classroom.events.state import CLASS, State
from game.classroom.events.steps import following, reopened
from game.classroom.events.tally import choices_of, counted, leader
from game.classroom.sessions.session import FORMAT, GAME, Session, of_preset
from game.engine.rules import Rules
from game.play.documents import to_document


class Tape:
    """Writes events one after the other, a second apart."""

    def __init__(self, session: Session, clock: object, teams: int = 4) -> None:
        plain = {"game": GAME, "kind": "session", "format": FORMAT, **to_document(session)}
        self.events = [Event(1, 1000.0, "opened", {"session": plain, "pin": "ABC123", "clock": to_document(clock), "teams": teams})]

    def add(self, kind: str, seat: str = "", round: int = -1, sequence: int = 0, after: float = 1.0, **body: object) -> Tape:
        n = len(self.events) + 1
        self.events.append(Event(n, self.events[-1].at + after, kind, body, seat, round, sequence or n))  # type: ignore[arg-type]
        return self

    def join(self, *names: str) -> Tape:
        for i, name in enumerate(names):
            self.add("join", name, name=name, code="x", token=f"t{name}", language="en", team=i % 4 + 1)
        return self

    @property
    def state(self) -> State:
        return fold(self.events)

    @property
    def now(self) -> float:
        return self.events[-1].at


@pytest.fixture
def tape(rules: Rules) -> Tape:
    preset = rules.presets["council"]
    return Tape(of_preset(rules, preset), preset.clock).join("a", "b", "c")


def test_a_council_goes_through_its_steps(tape: Tape) -> None:
    seen = []
    while tape.state.step != "ended":
        to, round = following(tape.state, offers=tape.state.round == 2, over=False)
        tape.add("step", to=to, round=round)
        seen.append((to, round))
    assert seen[:5] == [("brief", 0), ("vote", 0), ("talk", 0), ("revote", 0), ("reveal", 0)]
    assert ("table", 2) in seen and ("table", 1) not in seen
    assert seen[-2:] == [("debrief", 3), ("ended", 3)]


def test_capitals_alternate_and_a_swap_turns_them(tape: Tape) -> None:
    before = [tape.state.side_of(CLASS, q) for q in range(4)]
    assert before[0] != before[1] and before[0] == before[2]
    tape.add("swap", round=1)
    after = [tape.state.side_of(CLASS, q) for q in range(4)]
    assert after[0] == before[0] and after[1:] != before[1:] and after[1] == before[0]


def test_two_teams_of_a_pair_hold_different_capitals_and_swap_halfway(rules: Rules) -> None:
    preset = rules.presets["two-capitals"]
    state = Tape(of_preset(rules, preset), preset.clock).state
    assert state.all_worlds() == ("pair-1", "pair-2")
    for q in range(8):
        assert {state.side_of("team-1", q), state.side_of("team-2", q)} == {"beijing", "washington"}
    assert state.side_of("team-3", 0) != state.side_of("team-3", 7)


def test_pause_more_time_and_undo_move_the_clock(tape: Tape) -> None:
    tape.add("step", round=0, to="vote")
    assert tape.state.left(tape.now + 10) == 20
    tape.add("pause", after=10).add("resume", after=600)
    assert tape.state.left(tape.now) == pytest.approx(20)
    tape.add("extend", after=0, seconds=30)
    assert tape.state.left(tape.now) == pytest.approx(50)
    tape.add("step", round=0, to="talk", after=5).add("undo", after=40)
    assert tape.state.step == "vote" and tape.state.left(tape.now) == pytest.approx(45)


def test_undo_keeps_what_pupils_did(tape: Tape) -> None:
    tape.add("step", round=0, to="vote").add("ballot", "a", 0, 1, step="vote", choices={"card": ["x"]})
    tape.add("step", round=0, to="talk").add("ballot", "b", 0, 1, step="vote", choices={"card": ["y"]}).join("d").add("undo")
    state = tape.state
    assert state.step == "vote" and set(state.ballots[0, "vote"]) == {"a", "b"} and "d" in state.seats
    found = standing_controls(tape.events)[-1]
    assert found is not None and found.body == {"to": "vote"}
    tape.add("undo").add("undo").add("undo")
    assert tape.state.step == "lobby" and not standing_controls(tape.events) and set(tape.state.seats) == {"a", "b", "c", "d"}


def test_a_quarter_that_is_reopened_is_played_anew(tape: Tape) -> None:
    tape.add("step", round=0, to="revote").add("step", round=0, to="reveal", turns={CLASS: {"digest": "one"}})
    assert tape.state.worlds[CLASS] == ({"digest": "one"},) and reopened(tape.state) == "revote"
    tape.add("step", round=0, to="revote")
    assert tape.state.worlds[CLASS] == ()
    tape.add("step", round=0, to="reveal", turns={CLASS: {"digest": "two"}}).add("step", round=1, to="brief")
    assert tape.state.worlds[CLASS] == ({"digest": "two"},)


def test_the_second_vote_counts_and_silence_keeps_the_first(tape: Tape) -> None:
    tape.add("ballot", "a", 0, 1, step="vote", choices={"card": ["x"], "measure": ["m0"]})
    tape.add("ballot", "b", 0, 1, step="vote", choices={"card": ["x"]}).add(
        "ballot", "c", 0, 1, step="vote", choices={"card": ["y"]}
    )
    tape.add("ballot", "a", 0, 2, step="revote", choices={"card": ["y"]})
    state = tape.state
    assert counted(state, CLASS, 0, "card", first=True) == {"x": 2, "y": 1}
    assert counted(state, CLASS, 0, "card") == {"y": 2, "x": 1}
    assert choices_of(state, "a", 0) == {"card": ("y",), "measure": ("m0",)}


def test_raised_cards_are_added_and_a_tie_goes_to_the_first(tape: Tape) -> None:
    tape.add("ballot", "a", 0, 1, step="vote", choices={"card": ["x"]})
    tape.add("counts", round=0, step="vote", choices={"card": {"x": 4, "y": 5}})
    assert counted(tape.state, CLASS, 0, "card") == {"x": 5, "y": 5}
    assert leader(counted(tape.state, CLASS, 0, "card"), ("y", "x")) == "y"
    tape.add("counts", round=0, step="revote", choices={"card": {"y": 9}})
    assert counted(tape.state, CLASS, 0, "card") == {"x": 1, "y": 9}
    assert leader({}, ("x", "y")) == ""


def test_a_log_gives_back_what_was_written_and_refuses_a_second_hand(tape: Tape, tmp_path: Path) -> None:
    log = EventLog(tmp_path / "class.log")
    written = threading.Semaphore(0)
    for event in tape.events:
        log.submit(event, lambda problem: written.release() if problem is None else None)
    for _ in tape.events:
        assert written.acquire(timeout=10)
    with pytest.raises(LogError) as found:
        EventLog(tmp_path / "class.log")
    assert found.value.key == "classroom.log_in_use"
    log.close()
    again = EventLog(tmp_path / "class.log")
    assert again.events() == tape.events and fold(again.events()) == tape.state
    again.close()


def test_a_full_disk_fails_everything_that_waits_and_can_be_mended(tape: Tape, tmp_path: Path) -> None:
    log = EventLog(tmp_path / "class.log")
    heard: list[Exception | None] = []
    ready = threading.Semaphore(0)

    def hear(problem: Exception | None) -> None:
        heard.append(problem)
        ready.release()

    log.submit(tape.events[0], hear)
    assert ready.acquire(timeout=10)
    pages = log._db.execute("PRAGMA page_count").fetchone()[0]
    log._db.execute(f"PRAGMA max_page_count={pages}")
    log.submit(Event(2, 1.0, "exit", {"answers": {"q": "x" * 50_000}}, "a", 0, 1), hear)
    log.submit(Event(3, 1.0, "pause"), hear)
    assert ready.acquire(timeout=10) and ready.acquire(timeout=10)
    assert heard[0] is None and all(isinstance(h, LogError) and h.key == "classroom.log_full" for h in heard[1:])
    log._db.execute("PRAGMA max_page_count=100000")
    log.mend()
    log.submit(Event(2, 2.0, "pause"), hear)
    assert ready.acquire(timeout=10) and heard[-1] is None
    log.close()


def test_a_file_that_is_no_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / "class.log").write_bytes(b"not a database, but long enough to look at" * 100)
    with pytest.raises(LogError) as found:
        EventLog(tmp_path / "class.log")
    assert found.value.key == "classroom.log_damaged"


WRITER = """
import sys
from pathlib import Path
from game.classroom.events.event import Event
from game.classroom.events.log import EventLog
log = EventLog(Path(sys.argv[1]))
for n in range(1, 100_000):
    log.submit(Event(n, float(n), "pause", {}, "a", 0, n), lambda problem, n=n: (sys.stdout.write(f"{n}\\n"), sys.stdout.flush()))
log.close()
"""


def test_nothing_that_was_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "class.log"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(500)]
    os.kill(writer.pid, signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().split("\n")[:-1] if line]
    writer.wait()
    log = EventLog(path)
    kept = [e.number for e in log.events()]
    log.close()
    assert set(told) <= set(kept) and kept == list(range(1, len(kept) + 1))


def test_the_same_submission_cannot_be_written_twice(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "class.log")
    log.close()
    db = sqlite3.connect(tmp_path / "class.log")
    for kind in (
        "INSERT INTO events VALUES (1, 0, 'ballot', '{}', 'a', 0, 1)",
        "INSERT INTO events VALUES (2, 0, 'pause', '{}', '', 0, 1)",
    ):
        db.execute(kind)
    db.execute("INSERT INTO events VALUES (3, 0, 'pause', '{}', '', 0, 1)")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO events VALUES (4, 0, 'ballot', '{}', 'a', 0, 1)")
