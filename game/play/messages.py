"""Sentences of this room for the player: English text that keeps its key and fields, so that screens can say it in any language.

What is said when is the business of the modules that use them."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from game.engine.world.month.phases import ModelFault
from game.sentences import Keyed

ENGLISH: Mapping[str, str] = MappingProxyType({
    "end-damaged": "The end of the save was damaged; the campaign goes on from the last whole quarter.",
    "end-torn": "The end of the save is damaged.",
    "other-rules": "The save was made under other rules; the campaign goes on, its log cannot be verified.",
    "no-folder": "This campaign has no folder for saves.",
    "unsaved": "The game could not be saved ({reason}); play goes on and nothing is lost. Make room, then save again.",
    "unsaved-full": "The game could not be saved ({reason}); play goes on and nothing is lost. Make room, then save again.",
    "unsaved-forbidden": "The game could not be saved ({reason}); play goes on and nothing is lost. Allow writing to the folder "
    "of saves, then save again.",
    "other-game": "Another game has gone on with this campaign's save; both are kept, this one is called “{name}”.",
    "changed": "The save was changed outside the game after it was written.",
    "too-large": "The file is larger than any save: {most} MiB at most.",
    "header-wrong": "The header says {told} for the {field} where the log leads to {found}.",
    "statistics-wrong": "The statistics of quarter {quarter} are not those that the log leads to.",
    "state-wrong": "The last state is not the one that the log leads to.",
    "cannot-open": "The file cannot be opened: {reason}.",
    "damaged-start": "The file is damaged at its beginning, or is no save of this game.",
    "no-save": "The file is no save of this game.",
    "unknown-format": "The file cannot be read: {reason}.",
    "header-damaged": "The header of the save is damaged ({reason}).",
    "scenario-missing": "The save needs the scenario {scenario}, which is not here.",
    "packs-missing": "The save was made with packs that are not in play: {packs}. It stands at {date}, after {quarter} quarters. "
    "Install or switch them on, or go on without; then this is dropped: {dropped}.",
    "packs-needed": "The save was made with packs that are not in play: {packs}. It stands at {date}, after {quarter} quarters. "
    "It cannot go on without them; install or switch them on.",
    "without-packs": "The campaign goes on without packs that it was made with; dropped: {dropped}.",
    "state-damaged": "The last state of the save is damaged, and its log was made under other rules.",
    "model-fault": "The campaign stands at its last quarter and nothing is lost: the model broke down in {quarter}. "
    "Change the plan, or go back to an earlier save. (Step {phase}, {array}: {cell} is no number.)",
    "quarter-fails": "Quarter {quarter} of the log cannot be played again: {reason}.",
    "quarter-not-there": "There is no quarter {quarter} in the log; it holds the quarters 0 to {last}.",
    "not-reloaded": "The campaign goes on under the rules as they were: {reason}.",
    "no-quarter": "No quarter of it is finished.",
    "log-other": "The log was made under other rules.",
    "log-wrong": "The log does not lead to its digests.",
    "log-differs": "The last state of the save is damaged, and its log does not lead to its digests.",
})  # fmt: skip
"""Key → English with {fields}."""

FORBIDDEN = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))


class Sentence(Keyed):
    """One of this room's sentences."""

    def __new__(cls, key: str, /, **fields: str) -> Sentence:
        return cast(Sentence, super().__new__(cls, ENGLISH, key, **fields))


class CampaignFault(ArithmeticError):
    """The model broke down while a quarter was played; the campaign stands at its last quarter. `sentence` says so."""

    def __init__(self, fault: ModelFault) -> None:
        self.sentence = Sentence(
            "model-fault", quarter=fault.quarter, phase=fault.phase, array=fault.array.replace("_", " "), cell=fault.cell
        )
        super().__init__(self.sentence)


def unsaved(error: OSError) -> Sentence:
    """Why a save failed, and what to do."""
    key = "unsaved-full" if error.errno == errno.ENOSPC else "unsaved-forbidden" if error.errno in FORBIDDEN else "unsaved"
    return Sentence(key, reason=error.strerror or "the disk refused")
