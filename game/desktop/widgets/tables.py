"""Tables: columns as wide as their cells, or a small group of lines for each row where there is no room for columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pygame

from game.desktop.graphics.brush import Brush
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.widgets.figures import SIGNS
from game.desktop.widgets.flow import Flow, Widget, ink, shown
from game.desktop.widgets.inputs import titled
from game.screens.tree.node import Node

UNCUT = re.compile(r"\d[\d-]*\d|[!-,.-~]+-?")  # what must not be cut: words, halves of words with a hyphen, dates
SHORT = 14  # letters below which a cell with a digit in it is a figure with a word before it


def numeric(text: str) -> bool:
    """True for cells that belong at the right: figures, with their sign and unit."""
    bare = text.strip()
    return bool(bare) and (bare[0].isdigit() or bare[0] in SIGNS or bare[0] in "$€£¥" or bare in "–—")


def of_figures(cells: Sequence[str]) -> bool:
    """True for a column of figures; a figure may have a word before it, as in "under 0.1%"."""
    return any(map(numeric, cells)) and all(numeric(c) or (len(c) < SHORT and any(map(str.isdigit, c))) for c in cells)


def lay_out(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    top = y + titled(flow, node, x, y, w, surface)
    rows = [r for r in node.children if r.role == "row"]
    count = max((len(r.children) for r in rows), default=0)
    if not count:
        return max(0, top - y)
    gap = flow.u(0.8)
    widths = column_widths(flow, rows, count, w - gap * (count - 1) - flow.u(0.8))
    if not widths:
        return top + narrow_table(flow, rows, x, top, w, surface) - y
    right = [i > 0 and of_figures([shown(r.children[i]) for r in rows[1:] if i < len(r.children)]) for i in range(count)]
    for number, row in enumerate(rows):
        head = number == 0
        ground = flow.ground(row, "table-head" if head else "table-row", x, top, w, surface)
        left, height, at = x + flow.u(0.4), flow.measure.line("small"), top + flow.u(0.3)
        for i, cell in enumerate(row.children):
            if cell.role == "text":
                style, tone = ("small-strong", "muted") if head else ("body", ink(cell))
                align = "right" if right[i] else "left"
                tall = flow.text(cell, shown(cell), left, at, widths[i], style, surface, tone, align)
                if (cell.intent is not None or cell.hint) and tall:
                    flow.spot(cell, left, at, widths[i], tall, surface)
            else:
                tall = flow.node(cell, left, at, widths[i], surface)
            height = max(height, tall)
            left += widths[i] + gap
        ground.h = height + flow.u(0.6)
        top += ground.h
    return top - y


def column_widths(flow: Flow, rows: Sequence[Node], count: int, room: int) -> list[int]:
    """Widths of a table's columns; heads may wrap between words. Empty when there is no room for columns."""
    width = flow.measure.width

    def word(node: Node) -> int:
        return max((width(part, "small-strong") for part in shown(node).split()), default=0) + 2

    columns = [[r.children[i] for r in rows if i < len(r.children)] for i in range(count)]
    body = [max([flow.natural(c) for c in column[1:]], default=0) for column in columns]
    least = [max(b, word(column[0]) if column else 0) for b, column in zip(body, columns, strict=True)]
    spare = room - sum(least)
    if spare >= 0:
        head = [max(n, width(shown(column[0]), "small-strong") + 2) for n, column in zip(least, columns, strict=True)]
        want = sum(head) - sum(least)
        widths = [n + min(h - n, spare * (h - n) // want if want else 0) for n, h in zip(least, head, strict=True)]
        widths[body.index(max(body))] += room - sum(widths)  # the rest to the column that says most
        return widths
    few = flow.u(5)  # a column may not be narrower, even where its writing can be cut between any two letters
    if room < count * few:
        return []
    fair = room // count
    narrow = sum(n for n in least if n <= fair)
    broad = sum(n for n in least if n > fair)
    shares = [n if n <= fair else (room - narrow) * n // broad for n in least]
    whole = [
        min(n, max([few, word(column[0]), *(width(run, "body") + 2 for c in column[1:] for run in UNCUT.findall(shown(c)))]))
        for n, column in zip(least, columns, strict=True)
    ]
    if all(share >= n for share, n in zip(shares, whole, strict=True)):
        return shares
    spare = room - sum(whole)
    if spare < 0:
        return []
    want = max(1, sum(least) - sum(whole))  # no word is cut: what is left goes to the cells that must wrap
    return [n + spare * (most - n) // want for n, most in zip(whole, least, strict=True)]


def narrow_table(flow: Flow, rows: Sequence[Node], x: int, y: int, w: int, surface: str) -> int:
    """A table where there is no room for columns: each row as a small group of `head: cell` lines."""
    heads = [shown(c) for c in rows[0].children]
    top, left, room = y, x + flow.u(0.4), w - flow.u(0.8)
    for row in rows[1:]:
        ground = flow.ground(row, "table-row", x, top, w, surface)
        inner = top + flow.u(0.3)
        for i, cell in enumerate(row.children):
            if cell.role != "text":
                inner += flow.node(cell, left, inner, room, surface) + flow.u(0.2)
                continue
            words = shown(cell) if i == 0 or i >= len(heads) or not heads[i] else f"{heads[i]}: {shown(cell)}"
            tall = flow.text(cell, words, left, inner, room, "strong" if i == 0 else "body", surface, ink(cell))
            if cell.intent is not None:
                flow.spot(cell, left, inner, room, tall, surface)
            inner += tall
        ground.h = inner + flow.u(0.3) - top
        top += ground.h
    return top - y


TABLE = Widget(lay_out, lambda flow, node: flow.u(16), stretches=True)


def paint_head(brush: Brush, box: Box, rect: Rect) -> None:
    y = rect.bottom - 1
    pygame.draw.line(brush.target, brush.colour(box, "control_edge"), (rect.x, y), (rect.right - 1, y), brush.thin)


def paint_row(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.hovered(box):
        brush.plate(rect, brush.u(0.3), brush.colour(box, "control"))
    y = rect.bottom - 1
    pygame.draw.line(brush.target, brush.colour(box, "edge"), (rect.x, y), (rect.right - 1, y))
