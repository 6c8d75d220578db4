"""What a teacher prints, as content: lesson plans, the roles of the five desks, items to ask before and after, and plain sheets.

Definitions only; the classroom's handouts set them on paper, with what the rules themselves tell. None changes a game."""

from __future__ import annotations

from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Ref, Words
from game.engine.rules.vocabulary.items import Title
from game.engine.rules.vocabulary.presets import Preset
from game.structs import Struct

Thesis = Literal[
    "indispensability", "use-wastes", "calibrated-reversible", "time-horizons", "integration", "inducement", "shared-vulnerability",
]  # fmt: skip
"""The theses of the game that a lesson can teach and an item can ask about."""
Part = Literal["rules", "roles", "votes", "items", "key", "words", "claims"]
"""Sheets that go with a lesson; `words` are its vocabulary, `votes` the cards for a class without devices."""
Line = Annotated[str, Words(90)]


class PlanStep(Struct):
    """A stretch of a lesson. `minutes` is left out where `quarters` are played: the preset's clock says how long that takes."""

    title: Title
    text: Line
    minutes: Annotated[int, Bounds(0, 90)] = 0
    quarters: Annotated[int, Bounds(0, 28)] = 0
    period: Annotated[int, Bounds(1, 4)] = 1
    debrief: bool = False


class Prompt(Struct):
    """A question to the class, what it is likely to answer, and the misconception that may stand behind an answer."""

    ask: Line
    likely: Line
    misconception: Line


class Criterion(Struct):
    """A row of a rubric: what is looked at, and how three levels of it read."""

    title: Title
    beginning: Line
    solid: Line
    strong: Line


class LessonPlan(Struct):
    """A lesson on one sheet. `preset` names the class period that it plays, if any; `minutes` is the length of a period."""

    id: str
    number: Annotated[int, Bounds(1, 15)]
    title: Title
    text: Line
    theses: tuple[Thesis, ...]
    objectives: Annotated[tuple[Line, ...], Bounds(2, 5, length=True)]
    before: Annotated[tuple[Line, ...], Bounds(1, 6, length=True)]
    steps: Annotated[tuple[PlanStep, ...], Bounds(3, 14, length=True)]
    prompts: Annotated[tuple[Prompt, ...], Bounds(3, 6, length=True)]
    rubric: Annotated[tuple[Criterion, ...], Bounds(2, 5, length=True)]
    terms: tuple[Annotated[str, Ref("term")], ...]
    parts: tuple[Part, ...]
    preset: Annotated[str, Ref("preset")] = ""
    periods: Annotated[int, Bounds(1, 4)] = 1
    minutes: Annotated[int, Bounds(30, 120)] = 45

    def minutes_of(self, step: PlanStep, preset: Preset | None) -> int:
        """Whole minutes of a step: as written, or what its quarters take by the clock of the plan's preset."""
        return -(-step.quarters * preset.quarter_seconds // 60) if step.quarters and preset else step.minutes


class PairedItem(Struct):
    """Two matched questions on a thesis, one before the lesson and one after; a right answer is its place, from 1."""

    id: str
    number: Annotated[int, Bounds(1, 20)]
    theses: Annotated[tuple[Thesis, ...], Bounds(1, 3, length=True)]
    before: Line
    before_options: Annotated[tuple[Line, ...], Bounds(4, 4, length=True)]
    before_right: Annotated[int, Bounds(1, 4)]
    after: Line
    after_options: Annotated[tuple[Line, ...], Bounds(4, 4, length=True)]
    after_right: Annotated[int, Bounds(1, 4)]
    why: Line


class DeskRole(Struct):
    """How a pupil speaks as one of the desks; the id is the desk's. What moves the desk and its weight come from the rules."""

    id: Annotated[str, Ref("desk")]
    who: Line
    asks: Annotated[tuple[Line, ...], Bounds(2, 4, length=True)]
    begins: Annotated[tuple[Line, ...], Bounds(1, 3, length=True)]
    overlooks: Line


class SheetPart(Struct):
    """A point with a short heading."""

    title: Title
    text: Line


class Sheet(Struct):
    """A page of plain words: the rules on one page, what the school's IT desk needs to know, privacy."""

    id: str
    number: Annotated[int, Bounds(1, 15)]
    title: Title
    text: Line
    parts: Annotated[tuple[SheetPart, ...], Bounds(1, 16, length=True)]
