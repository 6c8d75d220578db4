"""The node tree: what a screen says and lets one do, written once for window, terminal and browser.

Holds only the data type and walks over it; layout, painting and typing belong to the faces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from game.structs import Struct

Role = Literal[
    "screen",  # the root; `style` names its arrangement: "desk", "page", "menu", "scene"
    "panel",  # a titled group; on a desk `slot` says where: top, strip, left(-foot), centre, right(-foot), bottom
    "row",  # children side by side
    "list",  # children one under the other
    "heading",
    "text",
    "button",
    "choice",  # one of several; children are "option" nodes
    "option",  # `on` says whether it is chosen
    "toggle",  # `on` says its state
    "stepper",  # a dial: children are two buttons (milder, harsher); `value` its notch
    "field",  # typed text; faces send the intent with the text added as its last argument
    "figure",  # a headline number with name, value, past
    "meter",  # a bar between two ends; `data` is a Meter
    "table",  # children are "row" nodes of "text" nodes; the first row is the header
    "tabs",  # children are "option" nodes
    "chart",  # `data` is a Chart
    "map",  # `data` is a WorldMap
    "sankey",  # `data` is a Sankey; its child is the same as a table, for faces without pictures
    "icon",
    "picture",  # `icon` names a file of `assets/art`, e.g. "scenes/harbour"; `style`: "strip", "scene", "face", "small face"
    "dialog",  # above everything else; Esc sends its `intent`
]


class Intent(Struct):
    """What a control asks for: a verb and plain arguments. Only `App.do` knows what it means."""

    verb: str
    args: tuple[str | int | float | bool, ...] = ()


class Meter(Struct):
    """A bar from `low` to `high`; `marks` are (value, label) ticks, `low_value` draws the other end of a two-ended bar."""

    low: float
    high: float
    value: float
    low_value: float | None = None
    second: float | None = None
    marks: tuple[tuple[float, str], ...] = ()


class Code(Struct):
    """A code to scan: rows of 0 and 1, with the blank rim that a camera needs."""

    rows: tuple[str, ...]


class Series(Struct):
    """One line of a chart: a name, y values in time order, and an optional band (low, high) around them."""

    name: str
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    tone: str = ""  # a theme token: beijing, washington, accent, muted


class Chart(Struct):
    """Lines over quarters; `labels` name the x positions, `unit` the y axis, `now` the index of today or None."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    now: int | None = None
    low: float | None = None
    high: float | None = None


class Works(Struct):
    """A plant on the map, by name: how much of it is open (0..1), and whether it stands short of what it works on."""

    name: str
    share: float
    short: bool = False


class Place(Struct):
    """A labelled node on the map: longitude, latitude, capacity rings by stage (0..1 of the largest), tone by alignment, `size` by
    how far it depends on the product's home (0..1), and its plants that are being built or opened."""

    id: str
    name: str
    lon: float
    lat: float
    rings: tuple[float, ...] = ()
    ghosts: tuple[str, ...] = ()
    tone: str = "neutral"
    hint: str = ""
    intent: Intent | None = None
    size: float = 0.0
    works: tuple[Works, ...] = ()


class Flow(Struct):
    """An arc between two places: `width` 0..1 of the widest flow, `stance` general, ordinary, case or freeze."""

    source: str
    target: str
    width: float
    stance: str = "general"
    tone: str = "neutral"
    hint: str = ""


class WorldMap(Struct):
    """Everything that the picture of the world shows."""

    places: tuple[Place, ...]
    flows: tuple[Flow, ...]
    caption: str = ""


class Block(Struct):
    """What one supplier makes at one stage (or one user uses): `amount` in the Sankey's unit, `value` the words for it."""

    id: str
    name: str
    amount: float
    value: str = ""
    tone: str = "neutral"
    hint: str = ""
    intent: Intent | None = None


class Stage(Struct):
    """One column of a Sankey: its name and its blocks from top to bottom."""

    name: str
    blocks: tuple[Block, ...]


class Ribbon(Struct):
    """A flow from block `source` of column `column` to block `target` of the next one; without a tone in that of its source."""

    column: int
    source: str
    target: str
    amount: float
    tone: str = ""


class Sankey(Struct):
    """What flows from stage to stage, by supplier; all amounts in one unit, so that widths can be compared."""

    stages: tuple[Stage, ...]
    ribbons: tuple[Ribbon, ...]
    caption: str = ""


class Link(Struct):
    """A word within a text that opens a page: its place in the node's name, its own name, what it means, what it asks for."""

    start: int
    end: int
    name: str
    hint: str
    intent: Intent


class Node(Struct):
    """One thing on a screen. `why_not` greys the control and says why; `hint` opens under the pointer or on focus."""

    role: Role
    id: str
    name: str = ""
    value: str = ""
    hint: str = ""
    intent: Intent | None = None
    children: tuple[Node, ...] = ()
    why_not: str = ""
    on: bool = False
    slot: str = ""
    style: str = ""
    icon: str = ""
    tone: str = ""
    key: str = ""  # shortcut, e.g. "c"; a field with "any" takes the next key that is pressed, by its name
    data: Meter | Chart | WorldMap | Sankey | Code | None = None
    links: tuple[Link, ...] = ()  # words of the name that open a page; no stops of their own on the way through the controls

    @property
    def enabled(self) -> bool:
        """True when the node can be acted on now."""
        return self.intent is not None and not self.why_not


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, parents before children, in reading order."""
    yield node
    for child in node.children:
        yield from walk(child)


def controls(node: Node) -> tuple[Node, ...]:
    """The nodes with an intent in focus order; greyed ones too, since they say why. A dialog hides what is under it."""
    return tuple(n for n in walk(open_dialog(node) or node) if n.intent is not None)


def open_dialog(tree: Node) -> Node | None:
    """The dialog above everything, if one is open."""
    return next((n for n in reversed(list(walk(tree))) if n.role == "dialog"), None)


def way_back(tree: Node) -> Node | None:
    """What Esc stands for where no dialog is open: the control that asks for it, or else the one that goes back."""
    live = controls(tree)
    asking = (n for n in live if n.key.lower() in ("escape", "esc"))
    return next(asking, None) or next((n for n in live if n.intent is not None and n.intent.verb == "back"), None)


def find(node: Node, id: str) -> Node | None:
    """The first node with this id, or None."""
    return next((n for n in walk(node) if n.id == id), None)
