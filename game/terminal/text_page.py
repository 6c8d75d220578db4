"""A tree as lines of plain text with numbered controls. Numbers stay with a control as long as its screen is shown.

[12] can be typed; (12) is greyed and says why when typed; a _word_ of the glossary opens its page when typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from game.screens.tree.node import Chart, Link, Meter, Node, WorldMap, controls, open_dialog, walk
from game.structs import replace
from game.terminal.columns import USUAL, padded, width, wrapped

COLUMNS = USUAL
BAR = 20


@dataclass
class Numbers:
    """Which number each control of the present screen has; who comes back to a screen finds the numbers that he left there."""

    by_id: dict[str, int] = field(default_factory=dict)
    screens: dict[str, dict[str, int]] = field(default_factory=dict)
    columns: int = COLUMNS  # of the terminal, for whoever writes lines of controls

    def follow(self, tree: Node) -> None:
        """Give numbers to new controls; each screen counts from 1."""
        self.by_id = self.screens.setdefault(tree.id, {})
        for node in controls(tree):
            if node.role != "dialog":
                self.by_id.setdefault(node.id, len(self.by_id) + 1)

    def node(self, tree: Node, number: int) -> Node | None:
        """The control of this number that is on the screen now."""
        return next((n for n in controls(tree) if n.role != "dialog" and self.by_id.get(n.id) == number), None)

    def mark(self, node: Node) -> str:
        """`[12]`, or `(12)` for a greyed control; "" for what is no control."""
        number = self.by_id.get(node.id)
        if node.intent is None or number is None:
            return ""
        return f"({number})" if node.why_not else f"[{number}]"


def page(tree: Node, numbers: Numbers) -> list[str]:
    """The whole screen, or only its dialog while one is open."""
    if (dialog := open_dialog(tree)) is not None:
        return block(dialog, numbers)
    rule = "=" * numbers.columns
    lines = [rule, *wrapped(tree.name, numbers.columns), rule]
    for child in tree.children:
        lines += block(child, numbers)
    return lines


def changed(before: Node, after: Node, numbers: Numbers) -> list[str]:
    """Only the parts of a screen that are not as they were; of the bar of figures only the figures that changed."""
    old = {n.id: n for n in before.children}
    lines: list[str] = []
    for child in after.children:
        was = old.get(child.id)
        if was is not None and was != child and child.slot == "top":
            kept = {n.id: n for n in walk(was)}
            lines += [line for part in child.children if kept.get(part.id) != part for line in block(_new(part, kept), numbers)]
        elif was != child:
            lines += block(child, numbers)
    return lines


def _new(node: Node, kept: Mapping[str, Node]) -> Node:
    """Of things side by side only those that are not as they were."""
    return replace(node, children=tuple(n for n in node.children if kept.get(n.id) != n)) if node.role == "row" else node


def block(node: Node, numbers: Numbers) -> list[str]:
    """One part of a screen with what belongs to it."""
    return LINES.get(node.role, _group)(node, numbers, 0)


Liner = Callable[[Node, Numbers, int], list[str]]


def _any(node: Node, numbers: Numbers, depth: int) -> list[str]:
    return LINES.get(node.role, _group)(node, numbers, depth)


def _inner(node: Node, numbers: Numbers, depth: int) -> list[str]:
    written = {child.name for child in node.children if child.role != "picture"}  # beside it, as a speaker's name by the face
    told = [child for child in node.children if child.role != "picture" or child.name not in written]
    return [line for child in told for line in _any(child, numbers, depth)]


def _say(words: str, numbers: Numbers, depth: int, lead: str = "") -> list[str]:
    pad = "  " * depth
    return wrapped(words, numbers.columns, pad + lead, pad + " " * width(lead)) if words else []


def _pair(node: Node) -> str:
    """Name and value on one line; a sentence keeps its full stop."""
    if not (node.name and node.value):
        return marked(node) or node.value
    return f"{marked(node)} ({node.value})" if node.name[-1] in SENTENCE_ENDS else f"{marked(node)}: {node.value}"


def marked(node: Node) -> str:
    """A name with its words of the glossary between low lines."""
    told, at = "", 0
    for link in node.links:
        told += f"{node.name[at : link.start]}_{node.name[link.start : link.end]}_"
        at = link.end
    return told + node.name[at:]


def worded(tree: Node, typed: str) -> Link | None:
    """The link on the screen of this word, as it stands there or as the glossary calls it."""
    wanted = typed.strip("_").casefold()
    links = [(n.name[link.start : link.end], link) for n in walk(tree) for link in n.links]
    return next((link for told, link in links if wanted in (told.casefold(), link.name.casefold())), None)


SENTENCE_ENDS = ".?!。？！”"


def _group(node: Node, numbers: Numbers, depth: int) -> list[str]:
    if node.role not in ("panel", "dialog"):
        return _say(node.name, numbers, depth) + _inner(node, numbers, depth)
    title = _pair(node)
    head = [""]
    if title:
        *lines, last = wrapped(f"--- {title}", numbers.columns)
        head += [*lines, f"{last} {'-' * (numbers.columns - 1 - width(last))}".rstrip()]
    return head + _inner(node, numbers, depth)


def _row(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """Side by side where all are short and fit on lines; else one under the other."""
    if all(_dated(c) for c in node.children):
        return [
            line
            for c in node.children
            for line in _say("; ".join(_pair(x) for x in c.children[1:]), numbers, depth, f"{_pair(c.children[0])}: ")
        ]
    if not all(c.role in ("button", "option", "toggle", "text", "heading") and not c.children for c in node.children):
        return _say(node.name, numbers, depth) + _inner(node, numbers, depth)
    return _say(node.name, numbers, depth) + _together([_short(c, numbers) for c in node.children], numbers, depth)


def _dated(node: Node) -> bool:
    """A heading with texts under it, as in a calendar."""
    return (
        node.role == "list"
        and len(node.children) > 1
        and [c.role for c in node.children] == ["heading", *["text"] * (len(node.children) - 1)]
    )


def _short(node: Node, numbers: Numbers) -> str:
    chosen = (
        ("* " if node.on else "")
        if node.role in ("option", "button")
        else ("[x] " if node.on else "[ ] ")
        if node.role == "toggle"
        else ""
    )
    return " ".join(part for part in (numbers.mark(node), chosen + _pair(node)) if part)


def _together(parts: list[str], numbers: Numbers, depth: int) -> list[str]:
    pad = "  " * depth
    lines, line = [], pad
    for part in parts:
        if line.strip() and width(line) + 3 + width(part) > numbers.columns:
            lines.append(line.rstrip())
            line = pad
        if width(part) > numbers.columns - width(pad):
            lines += wrapped(part, numbers.columns, pad, pad + "    ")
            continue
        line += ("   " if line.strip() else "") + part
    return [*lines, *([line.rstrip()] if line.strip() else [])]


def _text(node: Node, numbers: Numbers, depth: int) -> list[str]:
    lead = numbers.mark(node)
    return _say(_pair(node), numbers, depth, f"{lead} " if lead else "")


def _heading(node: Node, numbers: Numbers, depth: int) -> list[str]:
    return _say(_pair(node), numbers, depth)


def _control(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """A button, option or toggle on a line of its own, with what stands in it."""
    mark = numbers.mark(node)
    words = _short(node, numbers)[len(mark) :].strip()
    return _say(words, numbers, depth, f"{mark} " if mark else "") + _inner(node, numbers, depth + 2)


def _choice(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """A choice or tabs: short ones on one line, others as a list."""
    if any(c.children or c.value for c in node.children):
        return _say(node.name, numbers, depth) + [line for c in node.children for line in _control(c, numbers, depth)]
    title = [node.name if node.name[-1] in SENTENCE_ENDS else f"{node.name}:"] if node.name else []
    return _together([*title, *(_short(c, numbers) for c in node.children)], numbers, depth)


def _stepper(node: Node, numbers: Numbers, depth: int) -> list[str]:
    marks = [f"{numbers.mark(c)} {'-' if i == 0 else '+'}" for i, c in enumerate(node.children)]
    return _say(("* " if node.on else "") + _pair(node), numbers, depth, padded("  ".join(marks), 16) + " ")


def _field(node: Node, numbers: Numbers, depth: int) -> list[str]:
    return _say(_pair(node), numbers, depth, f"{numbers.mark(node)} ")


def _figure(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """A figure, its small print and its bar on one line where they fit."""
    told = [pair for c in node.children if c.role in ("text", "meter") and (pair := _pair(c))]
    bar = _bar(node.data) if isinstance(node.data, Meter) else ""
    words = "   ".join(part for part in (_pair(node), bar, ", ".join(told)) if part)
    mark = numbers.mark(node)
    charts = [line for c in node.children if c.role == "chart" for line in _chart(c, numbers, depth + 2)]
    moved = any(len(s.values) > 1 for c in node.children if isinstance(c.data, Chart) for s in c.data.series)
    return _say(words, numbers, depth, f"{mark} " if mark else "") + (charts if moved else [])


def _bar(meter: Meter) -> str:
    """A bar of letters; a two-ended one has its middle marked."""
    span = (meter.high - meter.low) or 1.0

    def at(value: float) -> int:
        return round(BAR * min(1.0, max(0.0, (value - meter.low) / span)))

    first = at(0.0 if meter.low_value is None else meter.low_value) if meter.low < 0 else 0
    last, middle = at(meter.value), at(0.0)
    cells = ["#" if min(first, last) <= i < max(first, last) else "." for i in range(BAR)]
    if meter.low < 0 and middle < BAR:
        cells.insert(middle, "|")
    return "<" + "".join(cells) + ">"


def _meter(node: Node, numbers: Numbers, depth: int) -> list[str]:
    bar = _bar(node.data) if isinstance(node.data, Meter) else ""
    return _say(f"{bar} {_pair(node)}".strip(), numbers, depth)


def _chart(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """The chart's summary, and its lines as rows of numbers."""
    if not isinstance(node.data, Chart):
        return []
    if node.style == "spark":
        return _say(node.hint, numbers, depth)
    lines = _say(node.name or node.hint, numbers, depth)
    for series in node.data.series:
        shown = [f"{label} {value:.4g}" for label, value in zip(node.data.labels, series.values, strict=False)][-8:]
        lines += _say("  ".join(shown), numbers, depth + 1, f"{series.name}: ")
    return lines


def _map(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """The flows in words."""
    if not isinstance(node.data, WorldMap):
        return []
    flows = [line for f in node.data.flows for line in _say(f.hint, numbers, depth + 1, "- ")]
    return _say(node.data.caption, numbers, depth) + flows


def _table(node: Node, numbers: Numbers, depth: int) -> list[str]:
    """Columns as wide as they need; the last ones wrapped where there is no room."""
    rows = [[_pair(c) for c in row.children] for row in node.children]
    count = max((len(r) for r in rows), default=0)
    if not count:
        return []
    rows = [r + [""] * (count - len(r)) for r in rows]
    wide = [max(width(r[i]) for r in rows) for i in range(count)]
    room = numbers.columns - 2 * depth - 2 * (count - 1)
    while sum(wide) > room and max(wide) > 8:
        wide[wide.index(max(wide))] -= 1
    lines = _say(node.name, numbers, depth)
    if sum(wide) > room:  # too narrow for columns: each row as its cells under each other
        pairs = [[f"{head}: {cell}" if i and head else cell for i, (head, cell) in enumerate(zip(rows[0], r, strict=True))]
                 for r in rows[1:]]  # fmt: skip
        return lines + [line for r in pairs for i, told in enumerate(r) for line in _say(told, numbers, depth + bool(i))]
    for n, cells in enumerate(rows):
        split = [wrapped(cell, w) for cell, w in zip(cells, wide, strict=True)]
        for i in range(max(len(s) for s in split)):
            lines.append(
                ("  " * depth + "  ".join(padded(s[i] if i < len(s) else "", w) for s, w in zip(split, wide, strict=True))).rstrip()
            )
        if n == 0:
            lines.append("  " * depth + "-" * (sum(wide) + 2 * (count - 1)))
    return lines


LINES: dict[str, Liner] = {
    "row": _row,
    "text": _text,
    "picture": _text,
    "heading": _heading,
    "button": _control,
    "option": _control,
    "toggle": _control,
    "choice": _choice,
    "tabs": _choice,
    "stepper": _stepper,
    "field": _field,
    "figure": _figure,
    "meter": _meter,
    "chart": _chart,
    "map": _map,
    "table": _table,
}
