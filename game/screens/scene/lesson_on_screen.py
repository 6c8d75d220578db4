"""Lessons on the screens: which one a quarter brings, and where it stands: beside the thing that it is about.

A pure pass over a finished tree. What lessons say, when they fit and what they advise is content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from game.engine.rules.campaign.judge import holds
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.lessons import Lesson
from game.engine.rules.vocabulary.rules import Rules
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, panel, row, text
from game.screens.words.texts import Texts
from game.structs import Struct, replace


class Spot(Struct):
    """Where a place is: a screen, the node that the lesson stands before, or inside whose children it comes first."""

    screen: str
    node: str  # an id, or the beginning of one that ends with ":"
    inside: bool = False


SPOTS: Mapping[str, Spot] = {
    "figures": Spot("desk", "plan"),
    "calendar": Spot("desk", "plan"),
    "centre": Spot("desk", "plan"),
    "rival": Spot("desk", "threat"),
    "card": Spot("desk", "card:"),
    "table-status": Spot("desk", "columns"),
    "measures": Spot("desk", "plan"),
    "plan": Spot("desk", "plan", True),
    "commit": Spot("desk", "commit-panel", True),
    "briefing": Spot("briefing", "brief-figures"),
    "table": Spot("table", "sheet"),
    "brink": Spot("brink", "brink-foot"),
    "reveal": Spot("reveal", "turned:"),
}


def _table_is_open(rules: Rules, o: Observation) -> bool:
    return o.quarter >= rules.scenarios[o.scenario].table_from


POSSIBLE: Mapping[str, Callable[[Rules, Observation], bool]] = {
    "brink": lambda rules, o: any(card.card == "brink" for card in o.table),
    "card": lambda rules, o: any(card.card != "brink" for card in o.table),
    "briefing": lambda rules, o: bool(o.history),
    "table": _table_is_open,
    "table-status": _table_is_open,
}
"""Places that are not always there, and when they are."""


def next_lesson(rules: Rules, o: Observation, learned: Collection[str]) -> str:
    """The id of the first lesson in order that was not learned and fits this quarter; "" when there is none."""
    facts = facts_seen(rules, o)
    for lesson in sorted(rules.lessons.values(), key=lambda x: (x.order, x.id)):
        here = POSSIBLE.get(lesson.at)
        if lesson.id not in learned and (here is None or here(rules, o)) and holds(facts, lesson.when):
            return lesson.id
    return ""


def lesson_node(t: Texts, lesson: Lesson, slot: str, short: bool) -> Node:
    """A lesson with the way into the number that it opens, and the press that puts it away; a short one is only named."""
    opens = do("explain", lesson.opens)
    buttons = [
        button("lesson-open", t("lesson.open"), opens, icon="chevron-right", style="small", hint=t("lesson.open_hint"))
        if lesson.opens
        else None,
        button("lesson-learned", t("lesson.learned"), do("learned"), icon="check", style="small", hint=t("lesson.learned_hint")),
    ]
    told = [*([] if short else [text("lesson-text", lesson.text)]), row("lesson-buttons", buttons)]
    return panel("lesson", lesson.title, told, slot=slot, icon="bulb", tone="accent", style="lesson")


def brief(t: Texts, lesson: Lesson, short: bool) -> tuple[Node, ...]:
    """A lesson inside a panel, where room is scarce: its words in one text, and the press that puts it away."""
    words = lesson.title if short else t("lesson.inside", title=lesson.title, text=lesson.text)
    away = button("lesson-learned", t("lesson.learned"), do("learned"), icon="check", style="small", hint=t("lesson.learned_hint"))
    return text("lesson", words, hint=lesson.text if short else "", icon="bulb", tone="accent"), away


def with_lesson(tree: Node, t: Texts, lesson: Lesson, short: bool = False) -> Node:
    """The tree with the lesson at its place; the same tree on any other screen. A `short` lesson is only named: it was read before
    something was planned, and what is planned needs the room."""
    spot = SPOTS[lesson.at]
    return _placed(tree, t, lesson, spot, short) if tree.id == spot.screen else tree


def _placed(node: Node, t: Texts, lesson: Lesson, spot: Spot, short: bool) -> Node:
    for i, child in enumerate(node.children):
        if child.id == spot.node or (spot.node.endswith(":") and child.id.startswith(spot.node)):
            before, after = node.children[:i], node.children[i + 1 :]
            if spot.inside:
                child = replace(child, children=(*brief(t, lesson, short), *child.children))
                return replace(node, children=(*before, child, *after))
            return replace(node, children=(*before, lesson_node(t, lesson, child.slot, short), child, *after))
    return node
