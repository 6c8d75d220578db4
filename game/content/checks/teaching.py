"""What is judged of teaching material beyond shape and names: minutes that add up, a debrief long enough, theses that are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from game.content.format.findings import Finding
from game.content.packs.entry import Entry
from game.engine.rules.vocabulary.presets import Preset
from game.engine.rules.vocabulary.teaching import LessonPlan, PairedItem, Thesis
from game.engine.world.arithmetic.total import total

LEAST_DEBRIEF = 11
"""Minutes of a lesson's last period that are kept for talking about what happened."""
Items = Mapping[str, Mapping[str, Any]]
Entries = Mapping[tuple[str, str], Entry]


def check(items: Items, entries: Entries) -> Iterator[Finding]:
    """The findings of all lesson plans and paired items together."""
    for id, plan in items.get("lesson-plan", {}).items():
        entry = entries["lesson-plan", id]
        preset = items.get("preset", {}).get(plan.preset)
        yield from _minutes(entry, plan, preset)
        yield from _quarters(entry, plan, preset)
    yield from _items(items.get("paired-item", {}), entries)


def _minutes(entry: Entry, plan: LessonPlan, preset: Preset | None) -> Iterator[Finding]:
    for i, step in enumerate(plan.steps):
        if bool(step.minutes) == bool(step.quarters):
            message = "a step of a lesson has either minutes, or quarters that are played by the preset's clock"
            yield entry.finding(("steps", i), "lesson-step", message)
    for period in range(1, plan.periods + 1):
        taken = total(plan.minutes_of(step, preset) for step in plan.steps if step.period == period)
        if taken != plan.minutes:
            message = f"the steps of period {period} take {taken} minutes; the period has {plan.minutes}"
            yield entry.finding(("steps",), "lesson-time", message)
    talked = total(step.minutes for step in plan.steps if step.debrief and step.period == plan.periods)
    if talked < LEAST_DEBRIEF:
        message = f"the last period has {talked} minutes of debrief; a lesson keeps {LEAST_DEBRIEF} or more"
        yield entry.finding(("steps",), "short-debrief", message)


def _quarters(entry: Entry, plan: LessonPlan, preset: Preset | None) -> Iterator[Finding]:
    """A lesson plays the quarters of its preset, unless they are played at home."""
    played = total(step.quarters for step in plan.steps)
    expected = preset.quarters if preset and preset.pace == "lockstep" else 0
    if played != expected:
        where = f'the preset "{preset.id}"' if preset else "a lesson without a preset"
        yield entry.finding(("steps",), "lesson-quarters", f"the steps play {played} quarters; {where} has {expected} in class")


def _items(paired: Mapping[str, PairedItem], entries: Entries) -> Iterator[Finding]:
    for id, item in paired.items():
        for field in ("before_options", "after_options"):
            if len(set(getattr(item, field))) < len(getattr(item, field)):
                yield entries["paired-item", id].finding((field,), "equal-options", "two options of the question are the same")
    asked = {thesis for item in paired.values() for thesis in item.theses}
    for thesis in get_args(Thesis) if paired else ():
        if thesis not in asked:
            first = next(iter(paired))
            yield entries["paired-item", first].finding((), "thesis-unasked", f'no paired item asks about the thesis "{thesis}"')
