"""Saves for tests: a campaign of a few quarters with its file, and the file's lines changed and sealed as a forger would."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, Store
from game.play.save_file import check_of

SETUP = Setup("spring-curbs", 3, "washington", "even", ("calibrator", "calibrator"))
Lines = list[dict[str, Any]]


def played(rules: Rules, store: Store, quarters: int, setup: Setup = SETUP) -> Campaign:
    """A campaign that has stayed the course for some quarters, with its autosave in the store."""
    campaign = Campaign.start(rules, setup, store)
    for _ in range(quarters):
        campaign.commit()
    return campaign


def lines_of(data: bytes) -> Lines:
    """What stands in a save, without its last line, which speaks for the bytes before it."""
    return [json.loads(line) for line in data.decode().splitlines()[:-1]]


def told(lines: Iterable[object]) -> bytes:
    """Lines as the game writes them."""
    return b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in lines)


def sealed(body: bytes) -> bytes:
    """Lines of a save with a last line that speaks for them, as the game would have written it."""
    return body + json.dumps({"kind": "check", "blake2b": check_of(body)}).encode() + b"\n"
