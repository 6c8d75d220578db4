"""In which control each text of content is shown, so that a face can measure whether it fits. The screens make the real trees."""

from __future__ import annotations

from collections.abc import Mapping

from game.screens.tree.node import Node, Role

SHOWN: Mapping[str, tuple[Role, str, float]] = {
    "card.title": ("heading", "serif", 0.0),
    "card.dateline": ("text", "fine", 0.0),
    "card.text": ("text", "serif", 0.0),
    "card.more": ("text", "serif", 0.0),
    "card.responses.text": ("option", "", 0.0),
    "card.responses.argument": ("text", "quote", 6.1),
    "card.responses.objection": ("text", "fine", 24.0),
    "dial.title": ("stepper", "", 0.0),
    "dial.text": ("text", "serif", 0.0),
    "dial.notches": ("button", "", 26.0),
    "order.title": ("button", "", 0.0),
    "order.text": ("text", "serif", 0.0),
    "scenario.title": ("option", "", 0.0),
    "scenario.opening": ("text", "serif", 0.0),
    "scenario.calendar": ("text", "fine", 32.0),
    "mandate.title": ("heading", "", 0.0),
    "ending.title": ("heading", "h1", 0.0),
    "ending.text": ("text", "serif", 0.0),
    "doctrine.title": ("option", "", 0.0),
    "difficulty.title": ("option", "", 0.0),
    "document.title": ("heading", "", 0.0),
    "contested.statement": ("heading", "", 0.0),
    "term.text": ("text", "serif", 0.0),
    "claim.section": ("text", "small", 26.0),
    "lesson.title": ("heading", "", 0.0),
}
"""Kind, field and, within a list, leaf → role, style, and by how many units of text it is narrower than its panel."""
PLAIN: tuple[Role, str, float] = ("text", "", 0.0)


def shown(kind: str, field: str, leaf: str, words: str) -> tuple[Node, float]:
    """A node as the screens make it for this text, and by how many units of text it is narrower than its panel."""
    role, style, inset = SHOWN.get(f"{kind}.{field}.{leaf}") or SHOWN.get(f"{kind}.{field}") or PLAIN
    return Node(role, f"{kind}.{field}", words, style=style), inset
