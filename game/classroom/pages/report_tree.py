"""A tree as a page that stands alone: no script, no other file, charts as inline SVG with their numbers as a table, to print."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape

from game.classroom.pages.html_tree import HTML, Html, Page, written
from game.classroom.pages.svg import chart
from game.classroom.pages.templates import render
from game.installation import assets
from game.screens.tree.node import Chart, Node
from game.screens.words.texts import Texts


def report_of(tree: Node, t: Texts) -> str:
    """The whole page; `tree` is a screen whose name is its title."""
    page = Page(REPORT)
    return render("tree_report.html", t=t, title=tree.name, body="".join(written(n, page) for n in tree.children))


def _drawn(node: Node, page: Page) -> str:
    """A chart as lines, its legend and summary, and its numbers as a table that opens without a script and reads aloud."""
    data = node.data
    if not isinstance(data, Chart):
        return ""
    lines = {f"{s.tone or 'accent'}": [s.values] for s in data.series}
    legend = " ".join(f'<span class="key {escape(s.tone or "accent", quote=True)}">{escape(s.name)}</span>' for s in data.series)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("", *(s.name for s in data.series)))
    rows = []
    for i, label in enumerate(data.labels):
        cells = "".join(f"<td>{s.values[i]:.1f}</td>" if i < len(s.values) else "<td></td>" for s in data.series)
        rows.append(f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>')
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    drawn = chart(f"{node.name}. {node.hint}", data.labels, lines, data.low or 0.0, 100.0 if data.high is None else data.high)
    return (
        f"<figure><h3>{escape(node.name)} <small>{escape(data.unit)}</small></h3>{drawn}<p>{legend}</p>"
        f"<figcaption>{escape(node.hint)}</figcaption><details><summary>{escape(node.name)}</summary>{table}</details></figure>"
    )


def _picture(node: Node, page: Page) -> str:
    """A picture of the game's art within the page; nothing for one that is not there."""
    file = assets() / "art" / f"{node.icon}.svg"
    if not file.is_file():
        return ""
    data = b64encode(file.read_bytes()).decode("ascii")
    return f'<img class="scene" alt="{escape(node.name, quote=True)}" src="data:image/svg+xml;base64,{data}">'


def _hinted_table(node: Node, page: Page) -> str:
    """A table with what else there is to say of it, to be opened."""
    note = f"<details><summary>?</summary><p>{escape(node.hint)}</p></details>" if node.hint else ""
    return HTML["table"](node, page) + note


REPORT: Mapping[str, Html] = {**HTML, "chart": _drawn, "picture": _picture, "table": _hinted_table}
