"""Lays nodes out from top to bottom: each role becomes boxes of a height that its text needs at the given width.

Here are the groups: rows, lists, panels, tables. Which part of the window a flow fills is `layout`'s business."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.desktop.widgets.gauges import Gauges
from game.desktop.widgets.rows import numeric, shown
from game.screens.node import Node

RUN = re.compile(r"\d[\d-]*\d|[!-,.-~]+-?")  # what must not be cut: words, halves of words with a hyphen, dates


class Flow(Gauges):
    """All roles."""

    def lay_dialog(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        return 0  # a dialog lies above the screen, not in it

    def lay_row(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        if node.intent is None:
            return self.row(node.children, x, y, w, surface) if node.children else 0
        ground = self.put(node, "option", x, y, w, 0, surface=surface, target=True, grey=bool(node.why_not))
        ground.h = self.u(0.8) + self.row(node.children, x + self.u(2.2), y + self.u(0.4), w - self.u(2.8), surface)
        return ground.h

    def lay_list(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        doubled = bool(node.children) and node.children[0].role == "heading"
        top = y if doubled else y + self.titled(node, x, y, w, surface)
        words = node.children and all(c.role in ("text", "heading") for c in node.children)
        small = all(c.role in ("text", "row", "button", "toggle", "stepper", "option", "meter") for c in node.children)
        if self.columns and small and len(node.children) > 3:
            widest = max(min(self.natural(c), self.u(18)) for c in node.children)
            count = min(3, (w + self.gap) // (widest + self.gap), len(node.children))
            if count > 1:
                return top + self.grid(node.children, x, top, w, surface, count) - y
        return top + self.stack(node.children, x, top, w, surface, self.u(0.12) if words else self.u(0.35) if small else None) - y

    def grid(self, nodes: Sequence[Node], x: int, y: int, w: int, surface: str, count: int) -> int:
        """Children in columns, read downwards, as equal in number as can be."""
        width = (w - self.gap * (count - 1)) // count
        per = -(-len(nodes) // count)
        return max(
            self.stack(nodes[i * per : (i + 1) * per], x + i * (width + self.gap), y, width, surface, self.u(0.35))
            for i in range(count)
            if nodes[i * per : (i + 1) * per]
        )

    def lay_panel(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A titled card; in style "plain" without its ground, in style "card" on paper."""
        if node.style == "plain":
            return self.inside(node, x, y, w, surface)
        over = "paper" if node.style in ("card", "paper") else "panel"
        pad = self.u(0.9)
        ground = self.put(node, "card", x, y, w, 0, surface=over, target=node.intent is not None)
        ground.h = 2 * pad + self.inside(node, x + pad, y + pad, w - 2 * pad, over)
        return ground.h

    def inside(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        """A panel's title and children."""
        top = y
        first = node.children[0] if node.children else node
        told = first.role == "tabs" and any(c.on and c.name == node.name for c in first.children)
        if (node.name or node.value) and not told:
            kicker = first.role == "heading"
            style = "small-strong" if kicker else "serif-strong" if surface == "paper" else "strong"
            icon = self.u(1.7) if node.icon else 0
            if icon:
                self.put(
                    node,
                    "icon",
                    x,
                    top,
                    self.u(1.35),
                    self.m.line(style),
                    icon=node.icon,
                    surface=surface,
                    ink=self.ink(node, "muted"),
                )
            value = self.m.width(node.value, "small") + 2 if node.value else 0
            beside = self.m.width(node.name, style) + icon + value + self.gap <= w
            height = self.text(
                node,
                node.name,
                x + icon,
                top,
                w - icon - (value if beside else 0),
                style,
                surface,
                self.ink(node, "muted" if kicker else "text"),
            )
            if beside and value:
                self.put(
                    node,
                    "text",
                    x + w - value,
                    top,
                    value,
                    self.m.line(style),
                    lines=(node.value,),
                    style="small",
                    surface=surface,
                    ink="muted",
                    align="right",
                )
            elif value:
                height += self.text(node, node.value, x + icon, top + height, w - icon, "small", surface, "muted")
            if node.hint and node.intent is None:
                self.put(node, "spot", x, top, w, height, surface=surface)
            top += height + self.u(0.45)
        self.titles.append(node.name)
        shelf = self.columns and len(node.children) > 1
        height = self.row(node.children, x, top, w, surface) if shelf else self.stack(node.children, x, top, w, surface)
        self.titles.pop()
        return max(0, top + height - y) if height else max(0, top - self.u(0.45) - y) if top > y else 0

    def lay_table(self, node: Node, x: int, y: int, w: int, surface: str) -> int:
        top = y + self.titled(node, x, y, w, surface)
        rows = [r for r in node.children if r.role == "row"]
        count = max((len(r.children) for r in rows), default=0)
        if not count:
            return max(0, top - y)
        gap = self.u(0.8)
        widths = self.column_widths(rows, count, w - gap * (count - 1) - self.u(0.8))
        if not widths:
            return top + self.narrow_table(rows, x, top, w, surface) - y
        right = [
            i > 0 and len(rows) > 1 and all(numeric(shown(r.children[i])) for r in rows[1:] if i < len(r.children))
            for i in range(count)
        ]
        for number, row in enumerate(rows):
            part = "table-head" if number == 0 else "table-row"
            ground = self.put(row, part, x, top, w, 0, surface=surface, target=row.intent is not None, grey=bool(row.why_not))
            left, height = x + self.u(0.4), self.m.line("small")
            for i, cell in enumerate(row.children):
                if cell.role == "text":
                    style = "small-strong" if number == 0 else "body"
                    tall = self.text(
                        cell,
                        shown(cell),
                        left,
                        top + self.u(0.3),
                        widths[i],
                        style,
                        surface,
                        "muted" if number == 0 else self.ink(cell),
                        "right" if right[i] else "left",
                    )
                    if (cell.intent is not None or cell.hint) and tall:
                        self.put(
                            cell,
                            "link" if cell.intent else "spot",
                            left,
                            top + self.u(0.3),
                            widths[i],
                            tall,
                            surface=surface,
                            target=cell.intent is not None,
                        )
                else:
                    tall = self.node(cell, left, top + self.u(0.3), widths[i], surface)
                height = max(height, tall)
                left += widths[i] + gap
            ground.h = height + self.u(0.6)
            top += ground.h
        return top - y

    def column_widths(self, rows: Sequence[Node], count: int, room: int) -> list[int]:
        """Widths of a table's columns; heads may wrap between words. Empty when there is no room for columns."""

        def word(node: Node) -> int:
            return max((self.m.width(part, "small-strong") for part in shown(node).split()), default=0) + 2

        columns = [[r.children[i] for r in rows if i < len(r.children)] for i in range(count)]
        body = [max([self.natural(c) for c in column[1:]], default=0) for column in columns]
        least = [max(b, word(column[0]) if column else 0) for b, column in zip(body, columns, strict=True)]
        if sum(least) <= room:
            head = [max(n, self.m.width(shown(column[0]), "small-strong") + 2) for n, column in zip(least, columns, strict=True)]
            want = sum(head) - sum(least)
            spare = room - sum(least)
            widths = [n + min(h - n, spare * (h - n) // want if want else 0) for n, h in zip(least, head, strict=True)]
            widths[body.index(max(body))] += room - sum(widths)  # the rest to the column that says most
            return widths
        if room < count * self.u(5):
            return []
        fair = room // count
        narrow = sum(n for n in least if n <= fair)
        broad = sum(n for n in least if n > fair)
        shares = [n if n <= fair else (room - narrow) * n // broad for n in least]
        whole = [
            min(n, max([word(column[0]), *(self.m.width(run, "body") + 2 for c in column[1:] for run in RUN.findall(shown(c)))]))
            for n, column in zip(least, columns, strict=True)
        ]
        if all(share >= n for share, n in zip(shares, whole, strict=True)):
            return shares
        spare = room - sum(whole)
        if spare < 0:
            return []
        want = max(1, sum(least) - sum(whole))  # no word is cut: what is left goes to the cells that must wrap
        return [n + spare * (most - n) // want for n, most in zip(whole, least, strict=True)]

    def narrow_table(self, rows: list[Node], x: int, y: int, w: int, surface: str) -> int:
        """A table where there is no room for columns: each row as a small group of `head: cell` lines."""
        heads = [shown(c) for c in rows[0].children]
        top = y
        for row in rows[1:]:
            ground = self.put(
                row, "table-row", x, top, w, 0, surface=surface, target=row.intent is not None, grey=bool(row.why_not)
            )
            inner = top + self.u(0.3)
            for i, cell in enumerate(row.children):
                if cell.role != "text":
                    inner += self.node(cell, x + self.u(0.4), inner, w - self.u(0.8), surface) + self.u(0.2)
                    continue
                words = shown(cell) if i == 0 or i >= len(heads) or not heads[i] else f"{heads[i]}: {shown(cell)}"
                tall = self.text(
                    cell, words, x + self.u(0.4), inner, w - self.u(0.8), "strong" if i == 0 else "body", surface, self.ink(cell)
                )
                if cell.intent is not None:
                    self.put(cell, "link", x + self.u(0.4), inner, w - self.u(0.8), tall, surface=surface, target=True)
                inner += tall
            ground.h = inner + self.u(0.3) - top
            top += ground.h
        return top - y
