"""A line for each campaign that a player finished, beside the saves, so that an ending can tell what is unseen.

A line is written once, whatever is loaded again; damaged lines are passed over, and no campaign depends on any."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from game.engine.rules import digest
from game.engine.rules.vocabulary.plan import other
from game.outside_files import regular_bytes
from game.outside_text import decoded
from game.play.documents import DocumentError, from_document, to_document
from game.play.save_folder import Store
from game.structs import Struct

if TYPE_CHECKING:
    from game.play.campaign import Campaign

FILE = "chronicle.jsonl"
LARGEST = 16 << 20  # bytes; tens of thousands of campaigns


class Chapter(Struct):
    """A finished campaign: how it was set up, how it ended, which cards its player was dealt and which mandates were met.

    `id` is the digest of the last state, `doctrine` the other capital's, `grade` in verdict points against the own par."""

    id: str
    scenario: str
    side: str
    doctrine: str
    difficulty: str
    seed: int
    quarters: int
    ending: str
    word: str  # win, loss, draw, rupture or out-of-office
    grade: float
    cards: tuple[str, ...]
    met: tuple[str, ...]


class SeenSoFar(Struct):
    """What the chapters of one side hold together: cards and mandates met of that side, endings of any."""

    campaigns: int
    cards: frozenset[str]
    endings: frozenset[str]
    mandates: frozenset[str]
    best: float | None  # the best grade in the scenario that was asked for


def chapter_of(campaign: Campaign) -> Chapter:
    """The chapter of a campaign that is over. ValueError for one that goes on."""
    end, side, record = campaign.outcome(), campaign.side, campaign.state.record
    if end.verdict is None or end.word is None or end.ending is None:
        raise ValueError("the campaign goes on")
    setup, parts = record.setup, end.verdict[side]
    rival = 0 if other(side) == "beijing" else 1
    dealt = sorted({card for card, _, to in record.dealt if to == side and card in campaign.rules.cards})
    return Chapter(
        digest(campaign.state), setup.scenario, side, setup.doctrines[rival], setup.difficulty, setup.seed, record.quarter,
        end.ending[side], end.word[side], parts.verdict, tuple(dealt), parts.met,
    )  # fmt: skip


def chapters(store: Store | None) -> tuple[Chapter, ...]:
    """All chapters that can be read, oldest first."""
    if store is None:
        return ()
    try:
        rows = decoded(regular_bytes(_file(store), LARGEST)).splitlines()
    except OSError:
        return ()
    return tuple(c for c in map(_chapter, rows) if c is not None)


def note(campaign: Campaign) -> tuple[Chapter, ...]:
    """Every chapter, this campaign's last; it is written down unless it stands there already or the disk refuses."""
    own = chapter_of(campaign)
    known = chapters(campaign.store)
    every = (*(c for c in known if (c.id, c.side) != (own.id, own.side)), own)
    if campaign.store is not None and len(every) > len(known):
        try:
            text = "".join(json.dumps(to_document(c), ensure_ascii=False) + "\n" for c in every)
            campaign.store.write(_file(campaign.store), text)
        except OSError:
            pass  # the ending is shown all the same
    return every


def seen(every: Iterable[Chapter], side: str, scenario: str) -> SeenSoFar:
    """What all these chapters hold for a side, and its best grade in a scenario."""
    told = tuple(every)
    own = [c for c in told if c.side == side]
    grades = [c.grade for c in own if c.scenario == scenario]
    return SeenSoFar(
        len(told),
        frozenset(card for c in own for card in c.cards),
        frozenset(c.ending for c in told if c.ending),
        frozenset(m for c in own for m in c.met),
        max(grades, default=None),
    )


def _file(store: Store) -> Path:
    return store.folder / FILE


def _chapter(row: str) -> Chapter | None:
    try:
        return from_document(Chapter, json.loads(row))
    except (DocumentError, ValueError, RecursionError):
        return None
