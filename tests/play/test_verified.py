"""A save is believed for what it proves: header, statistics and last state against its log, forged states, damage anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.engine.rules import digest
from game.engine.rules.campaign.record import Record, Setup, State
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, SaveError, Store, replay, save_file
from game.play.documents import from_document, to_document
from game.play.save_file import read
from tests.saves import Lines, lines_of, played, sealed, told

SETUP = Setup("spring-curbs", 3, "washington", "even", ("hawk", "calibrator"))


@pytest.fixture(scope="module")
def lines(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    campaign = played(rules, Store(tmp_path_factory.mktemp("verified")), 3, SETUP)
    path = campaign.save("three")
    assert path is not None
    return lines_of(path.read_bytes())


def written(lines: Lines, folder: Path, honest: bool = True) -> Path:
    """A file of these lines; an `honest` one has the check of its bytes, as a forger would make it."""
    path = folder / "x.save"
    path.write_bytes(sealed(told(lines)) if honest else told([*lines, {"kind": "check", "blake2b": "0" * 32}]))
    return path


def copied(lines: Lines) -> Lines:
    return json.loads(json.dumps(lines))  # type: ignore[no-any-return]


def test_the_untouched_save_is_verified(rules: Rules, lines: Lines, tmp_path: Path) -> None:
    assert replay(rules, written(lines, tmp_path)).verified


CHANGES: dict[str, Callable[[Lines], Any]] = {
    "header quarter": lambda x: x[0].update(quarter=2),
    "header date": lambda x: x[0].update(date="2031Q4"),
    "header over": lambda x: x[0].update(over="end"),
    "header side": lambda x: x[0].update(side="beijing"),
    "header seed": lambda x: x[0]["setup"].update(seed=4),
    "header difficulty": lambda x: x[0]["setup"].update(difficulty="gentle"),
    "answers of one side left out": lambda x: x[2]["answers"].pop("beijing"),
    "header rules": lambda x: x[0].update(rules="0" * 32),
    "header digest": lambda x: x[0].update(digest="0" * 32),
    "statistics": lambda x: x[2]["statistics"]["beijing"].update(leverage=99.0),
    "rules of a quarter": lambda x: x[2].update(rules="0" * 32),
    "rules of every quarter, the header's too": lambda x: [line.update(rules="0" * 32) for line in x[:4] if "rules" in line],
    "log digest": lambda x: x[2].update(digest="0" * 32),
    "plan": lambda x: x[2]["plans"]["washington"].update(lines=[{"word": "hold", "kind": "say"}]),
    "capital": lambda x: x[4]["state"]["record"]["accounts"]["washington"].update(capital=999),
    "history": lambda x: x[4]["state"]["record"]["history"][0]["figures"]["beijing"].update(leverage=1.0),
    "month": lambda x: x[4]["state"]["world"].update(month=3),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_forged_place_is_not_verified(rules: Rules, lines: Lines, tmp_path: Path, change: Callable[[Lines], Any]) -> None:
    forged = copied(lines)
    change(forged)
    try:
        found = replay(rules, written(forged, tmp_path))
    except SaveError as problem:
        assert str(problem).endswith(".")
        return
    assert not found.verified and found.reason.endswith(".")


@pytest.mark.parametrize("place", ["name", "packs", "draft"])
def test_what_no_replay_can_prove_is_still_guarded_against_accidents(
    rules: Rules, lines: Lines, tmp_path: Path, place: str
) -> None:
    changed = copied(lines)
    if place == "draft":
        changed[4]["draft"]["lines"] = [{"word": "ease", "kind": "say"}]
    else:
        changed[0][place] = "another" if place == "name" else [["base", "9.9", "0" * 32]]
    found = replay(rules, written(changed, tmp_path, honest=False))
    assert not found.verified and "changed outside" in found.reason


def forged(rules: Rules, lines: Lines, change: Callable[[dict[str, Any]], Any], folder: Path) -> Path:
    """A save whose last state is changed with every digest made to fit."""
    told = copied(lines)
    change(told[4]["state"]["record"])
    saved = read(written(told, folder))
    record = from_document(Record, told[4]["state"]["record"])
    world = Campaign.load(rules, written(lines, folder)).state.world
    told[4]["digest"] = told[0]["digest"] = told[3]["digest"] = digest(State(record, world))
    assert to_document(record) and saved.log
    return written(told, folder)


FORGERIES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "unknown card": lambda r: r["table"].append({"card": "no-such-card", "side": "washington", "since": 3, "returns": 0}),
    "unknown mandate": lambda r: r["mandates"].update(washington=["no-such-mandate"]),
    "unknown order": lambda r: r["enacted"].append(["no-such-order", 1, ""]),
    "unknown dial in an offer": lambda r: r["offers"].append(
        {
            "id": "o", "side": "beijing", "since": 3, "answered": "",
            "offer": {"take": {"dial": "no-such-dial", "most": 1}, "quarters": 2, "kind": "offer"},
        }
    ),
    "dial 99": lambda r: r["dials"].update(dict.fromkeys(list(r["dials"])[:1], 99)),
    "dials left out": lambda r: r["dials"].clear(),
    "no watchers": lambda r: r["accounts"]["beijing"].update(watchers=[]),
    "a huge budget": lambda r: r["accounts"]["beijing"].update(budget=1e300),
    "a huge capital": lambda r: r["accounts"]["washington"].update(capital=10**30),
    "a region left out": lambda r: r["stances"].clear(),
    "no history": lambda r: r.update(history=[]),
}  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_state_is_never_played(
    rules: Rules, lines: Lines, tmp_path: Path, change: Callable[[dict[str, Any]], Any]
) -> None:
    try:
        campaign = Campaign.load(rules, forged(rules, lines, change, tmp_path), Store(tmp_path / "own"))
    except SaveError as problem:
        assert str(problem).endswith(".")
        return
    campaign.commit()
    assert campaign.notice == "" or campaign.notice.endswith(".")


def test_a_state_that_the_log_does_not_lead_to_is_played_from_the_log(rules: Rules, lines: Lines, tmp_path: Path) -> None:
    told = copied(lines)
    told[4]["state"]["record"]["accounts"]["washington"]["capital"] = 9
    record = from_document(Record, told[4]["state"]["record"])
    honest = Campaign.load(rules, written(lines, tmp_path))
    told[4]["digest"] = digest(State(record, honest.state.world))
    again = Campaign.load(rules, written(told, tmp_path))
    assert again.state.record == honest.state.record and again.notice


def test_arrays_that_unpack_to_gigabytes_are_refused(
    rules: Rules, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from base64 import b64encode
    from zlib import compress, decompressobj

    from game.engine.world.model import state as world_state

    class Unpacker:
        def decompress(self, packed: bytes, *most: int) -> bytes:
            unpacked.append(len(found := decompressobj().decompress(packed, *most)))
            return found

    unpacked: list[int] = []
    monkeypatch.setattr(world_state, "decompressobj", Unpacker)
    told = copied(lines)
    told[4]["state"]["world"]["arrays"]["price"] = b64encode(compress(bytes(1 << 28), 9)).decode()
    assert Campaign.load(rules, written(told, tmp_path)).state.record.quarter == 3, "its log is played instead"
    assert unpacked and max(unpacked) < 1 << 20


def test_of_a_save_of_millions_of_lines_no_more_are_read_than_a_save_has(
    rules: Rules, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine megabytes of empty lines took half a minute and half a gigabyte."""
    path = tmp_path / "x.save"
    path.write_bytes(told(lines[:2]) + b"{}\n" * 100_000)
    read_lines: list[bytes] = []
    line_of = save_file._line
    monkeypatch.setattr(save_file, "_line", lambda row: read_lines.append(row) or line_of(row))
    assert Campaign.load(rules, path).state.record.quarter == 1, "what is whole in it goes on"
    assert len(read_lines) <= save_file.MOST_LINES + 2


NUMBERS: dict[str, Callable[[Lines], Any]] = {
    "statistics": lambda x: x[2]["statistics"]["beijing"].update(escalation="here"),
    "account": lambda x: x[4]["state"]["record"]["accounts"]["washington"].update(support="here"),
    "figure": lambda x: x[4]["state"]["record"]["figures"]["washington"].update(leverage="here"),
}


NO_NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999")
"""Each quick in one place, and the first in all."""


@pytest.mark.parametrize(
    ("number", "change"),
    [
        pytest.param(n, change, id=f"{n}-{place}", marks=() if n == NO_NUMBERS[0] or place == "account" else pytest.mark.slow)
        for n in NO_NUMBERS
        for place, change in NUMBERS.items()
    ],
)
def test_a_number_that_is_none_is_damage_and_not_a_crash_later(
    rules: Rules, lines: Lines, tmp_path: Path, number: str, change: Callable[[Lines], Any]
) -> None:
    """Python's JSON knows such numbers, and 1e999 becomes one; what could not be written again is not read."""
    changed = copied(lines)
    change(changed)
    path = tmp_path / "x.save"
    path.write_bytes(sealed(told(changed).replace(b'"here"', number.encode())))
    assert not replay(rules, path).verified
    campaign = Campaign.load(rules, path, Store(tmp_path))
    campaign.commit()
    assert campaign.save("again") is not None


def test_half_a_pair_of_letters_in_the_log_is_damage_and_not_a_crash_later(rules: Rules, lines: Lines, tmp_path: Path) -> None:
    changed = copied(lines)
    changed[1]["plans"]["washington"]["lines"] = [{"kind": "say", "word": "\ud800"}]
    path = tmp_path / "x.save"
    path.write_bytes(sealed(b"".join(json.dumps(line).encode() + b"\n" for line in changed)))
    assert not replay(rules, path).verified
    Campaign.load(rules, path, Store(tmp_path)).autosave()
