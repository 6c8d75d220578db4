"""Short ways to write nodes, so that a screen's module reads like the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.screens.tree.node import Chart, Intent, Meter, Node, Role, Series, WorldMap

Nodes = Iterable[Node | None]


def kids(nodes: Nodes) -> tuple[Node, ...]:
    """Without the ones that are not there."""
    return tuple(n for n in nodes if n is not None)


def do(verb: str, *args: str | int | float | bool) -> Intent:
    """What a control asks for."""
    return Intent(verb, args)


def group(
    role: Role,
    id: str,
    nodes: Nodes,
    *,
    name: str = "",
    slot: str = "",
    style: str = "",
    tone: str = "",
    icon: str = "",
    hint: str = "",
) -> Node:
    """A panel, row or list of nodes."""
    return Node(role, id, name, hint=hint, children=kids(nodes), slot=slot, style=style, tone=tone, icon=icon)


def panel(id: str, name: str, nodes: Nodes, *, slot: str = "", style: str = "", icon: str = "", tone: str = "") -> Node:
    """A titled group."""
    return group("panel", id, nodes, name=name, slot=slot, style=style, icon=icon, tone=tone)


def row(id: str, nodes: Nodes, *, style: str = "") -> Node:
    """Nodes side by side."""
    return group("row", id, nodes, style=style)


def column(id: str, nodes: Nodes, *, name: str = "") -> Node:
    """Nodes one under the other."""
    return group("list", id, nodes, name=name)


def text(id: str, words: str, *, value: str = "", hint: str = "", style: str = "", tone: str = "", icon: str = "") -> Node:
    """A sentence, or a name with its value."""
    return Node("text", id, words, value=value, hint=hint, style=style, tone=tone, icon=icon)


def picture(id: str, name: str, words: str, *, style: str, hint: str = "", tone: str = "") -> Node:
    """A picture of `assets/art`; `words` say what it stands for to whoever does not see it, "" for mere ornament."""
    return Node("picture", id, words, hint=hint, style=style, icon=name, tone=tone)


def heading(id: str, words: str, *, style: str = "", tone: str = "") -> Node:
    """A title within a screen or panel."""
    return Node("heading", id, words, style=style, tone=tone)


def button(
    id: str,
    name: str,
    intent: Intent,
    *,
    value: str = "",
    hint: str = "",
    why_not: str = "",
    icon: str = "",
    key: str = "",
    style: str = "",
    tone: str = "",
    on: bool = False,
) -> Node:
    """Something to press."""
    return Node(
        "button",
        id,
        name,
        value=value,
        hint=hint,
        intent=intent,
        why_not=why_not,
        icon=icon,
        key=key,
        style=style,
        tone=tone,
        on=on,
    )


def option(
    id: str,
    name: str,
    intent: Intent,
    on: bool,
    *,
    value: str = "",
    hint: str = "",
    why_not: str = "",
    icon: str = "",
    key: str = "",
    tone: str = "",
) -> Node:
    """One of several."""
    return Node("option", id, name, value=value, hint=hint, intent=intent, on=on, why_not=why_not, icon=icon, key=key, tone=tone)


def choice(id: str, name: str, options: Sequence[Node], *, hint: str = "", style: str = "") -> Node:
    """One of several, with the name of what is chosen."""
    chosen = next((o.name for o in options if o.on), "")
    return Node("choice", id, name, value=chosen, hint=hint, children=tuple(options), style=style)


def meter(id: str, name: str, data: Meter, *, value: str = "", hint: str = "") -> Node:
    """A bar between two ends."""
    return Node("meter", id, name, value=value, hint=hint, data=data)


def line_chart(
    id: str,
    name: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str,
    *,
    now: int | None = None,
    low: float | None = None,
    high: float | None = None,
    summary: str = "",
    style: str = "",
) -> Node:
    """Lines over quarters with a text summary as hint."""
    data = Chart(tuple(labels), tuple(series), unit, now, low, high)
    return Node("chart", id, name, hint=summary, data=data, style=style)


def world(id: str, name: str, data: WorldMap, hint: str = "") -> Node:
    """The picture of the world."""
    return Node("map", id, name, hint=hint, data=data)


def table(
    id: str,
    name: str,
    rows: Sequence[Sequence[str]],
    *,
    hint: str = "",
    style: str = "",
    opens: Mapping[tuple[int, int], Intent] | None = None,
) -> Node:
    """Rows of cells; the first row is the header. `opens`: what pressing a cell asks for, by row and column."""
    asked = opens or {}
    body = [
        Node(
            "row",
            f"{id}:{i}",
            children=tuple(Node("text", f"{id}:{i}:{j}", cell, intent=asked.get((i, j))) for j, cell in enumerate(cells)),
        )
        for i, cells in enumerate(rows)
    ]
    return Node("table", id, name, hint=hint, children=tuple(body), style=style)


def dialog(id: str, name: str, intent: Intent, nodes: Nodes) -> Node:
    """Something above everything else; Esc sends the intent."""
    return Node("dialog", id, name, intent=intent, children=kids(nodes))
