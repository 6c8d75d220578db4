"""What is judged of lessons beyond shape and names: their length in sentences, their order, advice that its side can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from game.content.format.findings import Finding
from game.content.packs.entry import Entry
from game.engine.rules.vocabulary.lessons import Lesson, MoveDial, Propose, TryOrder
from game.engine.rules.vocabulary.plan import BOTH, Side, other

MOST_SENTENCES = 2
END = re.compile(r"[.!?](?=\s|$)|[。！？]")

Items = Mapping[str, Mapping[str, Any]]
Entries = Mapping[tuple[str, str], Entry]


def sentences(text: str) -> int:
    """Sentences of an English or Chinese text; words after the last full stop are one more."""
    ends = list(END.finditer(text.strip()))
    return len(ends) + (not ends or ends[-1].end() < len(text.strip()))


def check(items: Items, entries: Entries) -> Iterator[Finding]:
    """The findings of all lessons together."""
    lessons: Mapping[str, Lesson] = items.get("lesson", {})
    taken: dict[int, str] = {}
    for id, lesson in lessons.items():
        entry = entries["lesson", id]
        if sentences(lesson.text) > MOST_SENTENCES:
            message = f"a lesson has at most {MOST_SENTENCES} sentences; found {sentences(lesson.text)}"
            yield entry.finding(("text",), "text-too-long", message, severity="warning")
        if lesson.order in taken:
            message = f'the lessons "{taken[lesson.order]}" and "{id}" have the same place in the order, {lesson.order}'
            yield entry.finding(("order",), "repeated-order", message)
        taken.setdefault(lesson.order, id)
        for side in BOTH:
            yield from _advice(items, entry, lesson, side)
    if lessons:
        first = lessons[taken[min(taken)]]
        if not first.opens:
            message = "the first lesson opens the explanation of a number; name it in the field opens"
            yield entries["lesson", first.id].finding((), "first-lesson", message)


def _advice(items: Items, entry: Entry, lesson: Lesson, side: Side) -> Iterator[Finding]:
    """Advice that names what is not the side's own, or an order without its target; `names` tells what is not there."""
    dials, orders = items.get("dial", {}), items.get("order", {})
    for i, step in enumerate(lesson.advice.get(side, ())):
        at = ("advice", side, i)
        if isinstance(step, MoveDial) and (moved := dials.get(step.dial)) and moved.side != side:
            yield entry.finding((*at, "dial"), "wrong-side", f'the dial "{step.dial}" is not {side.capitalize()}\'s own')
        if isinstance(step, TryOrder) and (order := orders.get(step.order)):
            if order.side != side:
                yield entry.finding((*at, "order"), "wrong-side", f'the order "{step.order}" is not {side.capitalize()}\'s own')
            if step.target not in (order.targets or ("",)):
                message = f'"{step.target}" is no target of the order "{step.order}"; it has {", ".join(order.targets) or "none"}'
                yield entry.finding((*at, "target"), "wrong-target", message)
        if isinstance(step, Propose):
            for field, owner in (("give", side), ("take", other(side))):
                dial = dials.get(getattr(step, field))
                if dial and (dial.side != owner or not dial.stance):
                    message = (
                        f'"{dial.id}" is no licence stance of {owner.capitalize()}\'s, which is what this part of a deal is about'
                    )
                    yield entry.finding((*at, field), "wrong-side", message)
