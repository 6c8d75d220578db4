"""Sessions without a network: files and codes go there and back, slips and tampering are noticed and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.classroom.debrief.folder_report import page_of, read_folder
from game.classroom.sessions import handed_in, session
from game.classroom.sessions.codes import LETTERS, code_of, mark, session_of, spaced
from game.classroom.sessions.session import Session, SessionError, checked, of_preset
from game.cli import main
from game.engine.rules import Rules
from game.screens.words.texts import Texts
from game.structs import replace


def test_a_session_goes_through_its_file(rules: Rules, tmp_path: Path) -> None:
    made = of_preset(rules, rules.presets["two-capitals"], seed=123_456_789)
    file = tmp_path / "monday.session"
    file.write_text(session.text_of(made), encoding="utf-8")
    assert checked(rules, session.read(file)) == made
    assert file.stat().st_size < 1000


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"game": "chess"}', "\x00", "[" * 100_000, '{"game":"indispensable","kind":"session"}']
)
def test_what_is_no_session_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.session"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SessionError) as found:
        session.read(file)
    assert Texts()(found.value.key, **found.value.fields) != found.value.key


def test_a_session_of_other_content_says_which(rules: Rules) -> None:
    other = replace(of_preset(rules, rules.presets["council"]), rules="0" * 32, packs=(("base", "9.9", "f" * 32),))
    with pytest.raises(SessionError) as found:
        checked(rules, other)
    assert "base 9.9 (ffffffff)" in found.value.fields["theirs"]


@pytest.mark.parametrize("preset", ["council", "council-long", "two-capitals", "homework"])
@pytest.mark.parametrize("seed", [0, 1, 40_000, 65_535])
def test_a_code_of_twelve_letters_holds_a_session(rules: Rules, preset: str, seed: int) -> None:
    made = of_preset(rules, rules.presets[preset], seed)
    code = code_of(rules, made)
    assert len(code) == 12 and set(code) <= set(LETTERS)
    assert session_of(rules, spaced(code).lower()) == made


def test_every_scenario_has_a_mark_of_its_own(rules: Rules) -> None:
    assert len({mark(id, 7) for id in rules.scenarios}) == len(rules.scenarios)


def test_every_slip_of_one_letter_and_every_swap_is_noticed(rules: Rules) -> None:
    code = code_of(rules, of_preset(rules, rules.presets["council"], 4711))
    slips = [code[:i] + letter + code[i + 1 :] for i in range(12) for letter in LETTERS if letter != code[i]]
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(11) if code[i] != code[i + 1]]
    for wrong in (*slips, *swaps, code[:-1], code + "A", "OIQ" * 4, ""):
        with pytest.raises(SessionError):
            session_of(rules, wrong)


def test_what_a_code_cannot_hold_gets_a_file(rules: Rules) -> None:
    usual = of_preset(rules, rules.presets["council"])
    for more in (
        replace(usual, seed=70_000),
        replace(usual, opponent="hawk"),
        replace(usual, packs=(*usual.packs, ("mod", "1", "a"))),
    ):
        with pytest.raises(SessionError) as found:
            code_of(rules, more)
        assert found.value.key == "classroom.needs_file"


def changed(text: str, at: int, change) -> str:
    """A result file with one of its lines changed."""
    lines = [json.loads(line) for line in text.splitlines()]
    change(lines[at])
    return "".join(json.dumps(line) + "\n" for line in lines)


def weaker_script(line: dict) -> None:
    line["plans"]["washington"]["lines"] = []


def test_a_folder_is_proven_and_a_tampered_file_is_named(
    rules: Rules, homework: Session, results: dict[str, str], tmp_path: Path
) -> None:
    for seat, text in results.items():
        (tmp_path / f"{seat}.result").write_text(text, encoding="utf-8")
    good = results["Xenon-3"]
    bad = {
        "digest": changed(good, 1, lambda line: line.update(digest="0" * len(line["digest"]))),
        "figures": changed(good, 1, lambda line: line["statistics"]["beijing"].update(leverage=99.0)),
        "plan": changed(good, 1, lambda line: line["plans"]["beijing"].update(lines=[])),
        "illegal": changed(
            good, 2, lambda line: line["plans"]["beijing"].update(lines=[{"kind": "set-dial", "dial": "nothing", "notch": 1}])
        ),
        "seed": changed(good, 0, lambda line: line["setup"].update(seed=1)),
        "side": changed(good, 0, lambda line: line.update(side="washington")),
        "torn": "".join(line + "\n" for line in good.splitlines()[:-1]),
        "cut": good[: len(good) // 2],
        "other": changed(good, 0, lambda line: line.update(rules="f" * 32)),
        "picture": "\x89PNG",
    }
    for name, text in bad.items():
        (tmp_path / f"{name}.result").write_text(text, encoding="utf-8")
    (tmp_path / "monday.session").write_text(session.text_of(homework), encoding="utf-8")
    found = read_folder(rules, tmp_path, Texts())
    assert [v.handed_in.seat for v in found.counted] == ["Argon-2", "Cerium-1", "Xenon-3"]
    assert {file for file, _ in found.refused} == {f"{name}.result" for name in bad}
    assert not any("classroom." in why or "{" in why for _, why in found.refused)
    page = page_of(rules, found, Texts())
    assert "Cerium-1" in page and "plan.result" in page and "<script" not in page and "http" not in page


def test_a_weak_opponent_cannot_be_handed_in(rules: Rules, homework: Session) -> None:
    """The whole file is consistent with itself, digests included; only the scripted capital did not play as it would have."""
    from game.classroom.sessions.session import setup_of
    from game.classroom.sessions.verify import verify
    from game.engine.rules import new_game, resolve
    from game.engine.rules.vocabulary.plan import Answers, Plan
    from game.play.save_file import log_line

    setup = setup_of(homework, "beijing")
    plans = {side: Plan(side) for side in ("beijing", "washington")}
    answers = {side: Answers(side) for side in plans}
    state = resolve(rules, new_game(rules, setup), plans, answers).state
    file = handed_in.HandedIn("weak", homework, setup, "beijing", (log_line(rules, plans, answers, state),), rules.hash)
    assert [v.fault for v in verify(rules, [file])] == ["fault_script"]


def test_names_from_files_are_text_and_not_markup(rules: Rules, results: dict[str, str], tmp_path: Path) -> None:
    evil = changed(results["Cerium-1"], 0, lambda line: line.update(seat="<script>alert(1)</script>"))
    (tmp_path / "<b>.result").write_text(evil, encoding="utf-8")
    page = page_of(rules, read_folder(rules, tmp_path, Texts()), Texts())
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_save_can_be_handed_in_and_the_command_writes_the_page(rules: Rules, homework: Session, tmp_path: Path, capsys) -> None:
    from game.play import Campaign, Store

    folder = tmp_path / "results"
    campaign = Campaign.start(rules, session.setup_of(homework, "beijing"), Store(folder))
    campaign.commit()
    out = tmp_path / "out.html"
    assert main(["report", str(folder), "-o", str(out), "--lang", "zh-Hans", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["counted"]) == 1 and not told["refused"]
    assert "班级报告" in out.read_text("utf-8")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys) -> None:
    assert main(["report", str(tmp_path / "nowhere"), "-o", str(tmp_path / "x.html")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_session_is_played_at_home_by_its_code_and_its_save_counts(
    rules: Rules, homework: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import argparse

    from game.commands import playing
    from game.play import Store

    monkeypatch.setattr("game.play.Store", lambda: Store(tmp_path))
    given = argparse.Namespace(session=spaced(code_of(rules, homework)), side="washington")
    campaign = playing._session_campaign(rules, given)
    assert (campaign.setup.scenario, campaign.setup.seed, campaign.side) == (homework.scenario, homework.seed, "washington")
    campaign.commit()
    assert len(read_folder(rules, tmp_path, Texts()).counted) == 1
    with pytest.raises(playing.Wrong, match="check letter"):
        playing._session_campaign(rules, argparse.Namespace(session="AAAAAAAAAAAB", side=""))
