"""Fields in braces: a text of an item may name only what the game fills in there, and a memory must say when.

Screens' words have tests of their own; translations are compared with the English in `checks/translations.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from game.content.format.findings import Finding, closest
from game.content.format.item_texts import TEXT
from game.content.packs.placed import Placed
from game.engine.rules.vocabulary.items import ACT_MARKS, ENDING_FIELDS, MEMORY_FIELDS, Memory

BRACES = re.compile(r"\{([^{}]*)\}")


def fields_of(text: str) -> list[str]:
    """The names in braces of a text, in order."""
    return BRACES.findall(text)


def allowed(kind: str, name: str) -> tuple[str, ...]:
    """What a text of an item (by dotted name such as `memories.0.text`) may name."""
    if kind == "ending" and name.startswith("text."):
        return ENDING_FIELDS
    if kind == "thesis" and name == "found":
        return ("cases", "n0", "n1", "n2")  # which of them depends on its test: `checks/theses.py`
    return MEMORY_FIELDS if kind == "card" and name.startswith("memories.") else ()


def check(s: Placed) -> Iterator[Finding]:
    """Unknown fields in any text of an item; memories without their quarter, or that say {act} of marks with no words for it."""
    for (kind, id), entry in s.entries.items():
        if kind not in TEXT or id not in s.of(kind):
            continue
        for path, name, text in entry.leaves:
            may = allowed(kind, name)
            for field in fields_of(text) if isinstance(text, str) and _told(kind, path) else ():
                if field not in may:
                    known = f"known here: {', '.join(may)}" if may else "nothing is filled in here"
                    message = f"there is no field {{{field}}}; {known}"
                    yield s.at(kind, id, path, "unknown-field", message, guess=closest(field, may))
    for id, card in s.of("card").items():
        for i, memory in enumerate(card.memories):
            yield from _memory(s, id, i, memory)


def _told(kind: str, path: tuple[Any, ...]) -> bool:
    """Whether the path leads to words for players and not to an id or a condition."""
    return bool(path) and path[0] in TEXT[kind]


def _memory(s: Placed, id: str, place: int, memory: Memory) -> Iterator[Finding]:
    named, path = fields_of(memory.text), ("memories", place, "text")
    if "quarter" not in named:
        yield s.at("card", id, path, "memory-without-quarter", "a memory must say when: put {quarter} into this text")
    wordless = [m for m in memory.marks if m in ACT_MARKS]
    if "act" in named and wordless:
        message = f'the mark "{wordless[0]}" comes from the table or the brink, and {{act}} has no words for it; name the act'
        yield s.at("card", id, path, "unknown-field", message)
