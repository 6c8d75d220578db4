"""What a screen reader is given: the node tree as it stands on the window, in the terms of AccessKit.

Names, roles, states, places and what can be done; the connection to the system is `screen_reader`'s. AccessKit is imported late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import pygame

from game.desktop.access.spoken_text import TOLD_AT_ONCE, inside, sentence
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.layout.screen_layout import Layout
from game.screens.tree.node import Meter, Node, Sankey, WorldMap, open_dialog, walk

if TYPE_CHECKING:
    import accesskit

REQUESTED = pygame.USEREVENT + 1  # a screen reader asks: `action` is click, focus or value, `target` a number, `text` the value
WINDOW, LIVE_TEXT = 1, 2  # the numbers of the window and of the text that is read out when it changes
PRIME = 2**61 - 1  # an id is read as one large number and taken modulo this one
ROLES = {
    "screen": "WINDOW",
    "panel": "GROUP",
    "row": "GENERIC_CONTAINER",
    "list": "GENERIC_CONTAINER",
    "heading": "HEADING",
    "text": "LABEL",
    "button": "BUTTON",
    "choice": "RADIO_GROUP",
    "option": "RADIO_BUTTON",
    "toggle": "SWITCH",
    "stepper": "GROUP",
    "field": "TEXT_INPUT",
    "figure": "GROUP",
    "meter": "METER",
    "table": "TABLE",
    "tabs": "TAB_LIST",
    "chart": "IMAGE",
    "map": "GROUP",
    "sankey": "GROUP",
    "icon": "IMAGE",
    "picture": "IMAGE",
    "dialog": "DIALOG",
}
OWN = ("button", "option", "toggle", "field", "dialog", "choice", "tabs")  # keep their role when they can be pressed
VEILS = ("veil",)  # parts that are larger than what they stand for


def number(id: str) -> int:
    """The number of a node: the same in every process, so that nothing has to be remembered."""
    return int.from_bytes(id.encode("utf-8"), "big") % PRIME + LIVE_TEXT + 1


@dataclass(frozen=True)
class WindowSnapshot:
    """What stands on the window at one moment; nothing in it is changed afterwards."""

    tree: Node
    layout: Layout
    scroll: Mapping[str, int]
    typed: Mapping[str, str]
    focus: str
    told: str
    words: Mapping[str, str]
    language: str

    def same_picture(self, other: WindowSnapshot | None) -> bool:
        """Whether only focus and what is told may differ."""
        return other is not None and (self.layout is other.layout and (self.scroll, self.typed) == (other.scroll, other.typed))


def role_of(node: Node, parent: Node | None, header: bool = False) -> str:
    """The name of the AccessKit role; `header` is the first row of a table."""
    above = parent.role if parent else ""
    if node.role == "row" and above == "table":
        return "ROW"
    if above == "row" and header and node.role == "text":
        return "COLUMN_HEADER"
    if node.role == "option" and above == "tabs":
        return "TAB"
    if node.intent is not None and node.role not in OWN:
        return "BUTTON"
    return ROLES[node.role]


def bounds(layout: Layout, scroll: Mapping[str, int]) -> dict[str, Rect]:
    """Where each node is seen now, by id; what is scrolled out of sight has no place."""
    found: dict[str, Rect] = {}
    for box in layout.boxes:
        if box.part in VEILS:
            continue
        rect = layout.shown(box, scroll)
        if rect.w > 0 and rect.h > 0:
            id = box.node.id
            found[id] = found[id].around(rect) if id in found else rect
    return found


class TreeBuilder:
    """One use: the whole tree of one moment."""

    def __init__(self, sight: WindowSnapshot) -> None:
        import accesskit

        self.kit: Any = accesskit
        self.sight = sight
        self.places = bounds(sight.layout, sight.scroll)
        self.targets = {b.node.id: b for b in sight.layout.targets()}
        known = {n.id for n in walk(sight.tree)}
        self.more: dict[str, dict[str, Box]] = {}  # what only the layout has: places of a map, words of a text
        for box in sight.layout.boxes:
            parent, cut, _ = box.node.id.rpartition("/")
            if cut and box.target and box.node.id not in known and parent in known:
                self.more.setdefault(parent, {})[box.node.id] = box
        self.nodes: dict[int, Any] = {}

    def update(self) -> accesskit.TreeUpdate:
        """Everything, for a reader that knows nothing yet."""
        sight, kit = self.sight, self.kit
        root = kit.Node(kit.Role.WINDOW)
        root.set_label(sight.tree.name)
        root.set_language(sight.language)
        root.set_bounds(kit.Rect(0, 0, sight.layout.width, sight.layout.height))
        dialog = open_dialog(sight.tree)
        shown = (dialog,) if dialog else sight.tree.children  # a dialog hides what is under it
        root.set_children([*(n for child in shown for n in self.add(child, sight.tree)), LIVE_TEXT])
        fresh = kit.TreeUpdate(focus_of(sight, self.nodes))
        fresh.tree = kit.Tree(WINDOW)
        fresh.tree.toolkit_name = "pygame"
        for id, node in ((WINDOW, root), (LIVE_TEXT, live_text(kit, sight.told)), *self.nodes.items()):
            fresh.nodes.append((id, node))
        return fresh

    def add(self, node: Node, parent: Node, header: bool = False, column: int = -1) -> Iterator[int]:
        """Adds a node with what is in it; its number, or nothing when this id is there already."""
        id = number(node.id)
        if id in self.nodes:
            return
        role = role_of(node, parent, header)
        if column >= 0 and role == "LABEL":
            role = "CELL"
        made = self.nodes[id] = self.kit.Node(getattr(self.kit.Role, role))
        self.say(made, node, role)
        self.act(made, node, role)
        inner: list[int] = []
        for i, child in enumerate(node.children):
            first = i == 0 if node.role == "table" else header and node.role == "row"
            inner += self.add(child, node, first, i if role == "ROW" else -1)
        if node.role == "table":
            made.set_row_count(len(node.children))
            made.set_column_count(max((len(r.children) for r in node.children), default=0))
        if column >= 0:
            made.set_column_index(column)
        for box in self.more.get(node.id, {}).values():
            inner += self.link(box)
        if inner:
            made.set_children(inner)
        self.place(made, node)
        yield id

    def link(self, box: Box) -> Iterator[int]:
        """A word of a text that opens a page, or a place of a map."""
        id = number(box.node.id)
        if id not in self.nodes:
            made = self.nodes[id] = self.kit.Node(self.kit.Role.LINK if box.part == "term" else self.kit.Role.BUTTON)
            self.say(made, box.node, "LINK")
            made.add_action(self.kit.Action.CLICK)
            if box.part != "term":
                made.add_action(self.kit.Action.FOCUS)
            self.place(made, box.node)
            yield id

    def say(self, made: Any, node: Node, role: str) -> None:
        """Name, value, state and description."""
        sight, kit = self.sight, self.kit
        caption = node.data.caption if isinstance(node.data, WorldMap | Sankey) else ""
        name = node.name or caption or ("" if node.value or node.role != "button" else " ".join(inside(node)))
        if node.role == "field":
            made.set_label(name)
            made.set_value(sight.typed.get(node.id, node.value))
        elif role == "METER":
            made.set_label(name)
            made.set_value(node.value)
        else:
            whole = "  ".join(t for t in (name, node.value) if t)
            if role == "LABEL":
                made.set_value(whole)
            elif whole:
                made.set_label(whole)
        if isinstance(node.data, Meter) and role == "METER":
            made.set_min_numeric_value(node.data.low)
            made.set_max_numeric_value(node.data.high)
            made.set_numeric_value(node.data.value)
        if node.role in ("toggle", "option"):
            on = kit.Toggled.TRUE if node.on else kit.Toggled.FALSE
            if role == "TAB":
                made.set_selected(node.on)
            else:
                made.set_toggled(on)
        if role == "HEADING":
            made.set_level(2)
        if node.role == "dialog":
            made.set_modal()
        if node.id in TOLD_AT_ONCE:
            made.set_live(kit.Live.POLITE)
        why = f"{sight.words['why_not']}: {node.why_not}" if node.why_not else ""
        about = sentence((why, node.hint if node.hint != node.why_not else ""), sight.words)
        if about:
            made.set_description(about)

    def act(self, made: Any, node: Node, role: str) -> None:
        """What can be done with it; a greyed control can be focused, and its description says why not."""
        kit = self.kit
        if node.id not in self.targets or node.role == "dialog":
            return
        made.add_action(kit.Action.FOCUS)
        if node.key and node.key != "any":
            made.set_keyboard_shortcut(node.key)
        if node.why_not:
            made.set_disabled()
            return
        made.add_action(kit.Action.CLICK)
        if node.role == "field":
            made.add_action(kit.Action.SET_VALUE)

    def place(self, made: Any, node: Node) -> None:
        """Its rectangle on the window: its own, or around what is in it."""
        rect = self.places.get(node.id)
        inner = [self.places[child.id] for child in node.children if child.id in self.places]
        if rect is None and inner:
            rect = self.places[node.id] = reduce(Rect.around, inner)
        if rect:
            made.set_bounds(self.kit.Rect(rect.x, rect.y, rect.right, rect.bottom))


def live_text(kit: Any, text: str) -> Any:
    """The text that is read out as soon as it changes."""
    made = kit.Node(kit.Role.LABEL)
    made.set_value(text)
    made.set_live(kit.Live.POLITE)
    return made


def focus_of(sight: WindowSnapshot, known: Mapping[int, Any]) -> int:
    """The number of what has the focus: a control, else the dialog, else the window."""
    dialog = open_dialog(sight.tree)
    wanted = (sight.focus, dialog.id if dialog else "")
    return next((number(id) for id in wanted if id and number(id) in known), WINDOW)


def focus_update(sight: WindowSnapshot, known: Mapping[int, Any]) -> accesskit.TreeUpdate:
    """Only the focus and what is told, for a reader that knows the rest."""
    import accesskit

    fresh = accesskit.TreeUpdate(focus_of(sight, known))
    fresh.nodes.append((LIVE_TEXT, live_text(accesskit, sight.told)))
    return fresh
