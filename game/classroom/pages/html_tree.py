"""A tree as HTML, the third face: one page, one form, no script needed. What can be chosen becomes radio buttons and boxes.

Controls that mean nothing on a class page (drawers, the codex) are left out; `fields_of` says what a form may send back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from game.screens.tree.node import Chart, Intent, Meter, Node, Sankey, WorldMap, walk
from game.structs import Struct

Chosen = Mapping[str, tuple[str, ...]]


class Page(Struct):
    """What a page is made by: how each role is written, the values that the reader took before, and what opens an explanation."""

    html: Mapping[str, Callable[[Node, Page], str]]
    chosen: Chosen = MappingProxyType({})
    explain: str = "?"


Html = Callable[[Node, Page], str]


def field_of(intent: Intent | None) -> tuple[str, str] | None:
    """Name and value of the form's field that an intent stands for; None for what is no choice of a class page."""
    if intent is None or len(intent.args) != 2:
        return None
    first, second = str(intent.args[0]), str(intent.args[1])
    return {"answer": (f"card:{first}", second), "pick": (first, second), "reply": (f"reply:{first}", second)}.get(intent.verb)


def fields_of(tree: Node) -> dict[str, tuple[str, ...]]:
    """Every field of the page's form with the values that it may send now."""
    found: dict[str, tuple[str, ...]] = {}
    for node in walk(tree):
        field = field_of(node.intent)
        if field is not None and not node.why_not:
            found[field[0]] = (*found.get(field[0], ()), field[1])
    return found


def html_of(node: Node, chosen: Chosen | None = None, explain: str = "?") -> str:
    """A tree as HTML; `chosen` are the values that the reader took before, `explain` is the word that opens what else there is."""
    return written(node, Page(HTML, chosen or {}, explain))


def written(node: Node, page: Page) -> str:
    """A tree as HTML on a page that writes roles its own way."""
    return page.html.get(node.role, _group)(node, page)


def _inner(node: Node, page: Page) -> str:
    return "".join(written(child, page) for child in node.children)


def _classes(node: Node, *more: str) -> str:
    found = " ".join(x for x in (*more, node.style, node.tone) if x)
    return f' class="{escape(found, quote=True)}"' if found else ""


def _hint(node: Node, page: Page) -> str:
    """What else there is to say, to be opened without a script."""
    told = f"<summary>{escape(page.explain)}</summary><p>{escape(node.hint)}</p>"
    return f"<details>{told}</details>" if node.hint else ""


def _named(node: Node) -> str:
    value = f" <b>{escape(node.value)}</b>" if node.value else ""
    return f"{escape(node.name)}{value}"


def _group(node: Node, page: Page) -> str:
    return f"<div{_classes(node, node.role)}>{_inner(node, page)}</div>"


def _panel(node: Node, page: Page) -> str:
    title = f"<h2>{_named(node)}</h2>" if node.name else ""
    return f"<section{_classes(node, 'panel')}>{title}{_inner(node, page)}</section>"


def _screen(node: Node, page: Page) -> str:
    return f"<h1>{escape(node.name)}</h1>{_inner(node, page)}"


def _heading(node: Node, page: Page) -> str:
    return f"<h3{_classes(node)}>{_named(node)}</h3>"


def _text(node: Node, page: Page) -> str:
    return f"<p{_classes(node)}>{_named(node)}</p>" if node.name or node.value else ""


def _figure(node: Node, page: Page) -> str:
    small = "".join(f"<small>{_named(c)}</small>" for c in node.children if c.role == "text")
    told = f"<span>{escape(node.name)}</span><b>{escape(node.value)}</b>{small}{_hint(node, page)}"
    return f"<div{_classes(node, 'figure')}>{told}</div>"


def _meter(node: Node, page: Page) -> str:
    m = node.data
    bar = f'<meter min="{m.low:g}" max="{m.high:g}" value="{m.value:g}"></meter>' if isinstance(m, Meter) else ""
    return f"<p{_classes(node)}>{_named(node)} {bar}</p>"


def _choice(node: Node, page: Page) -> str:
    legend = f"<legend>{escape(node.name)}</legend>" if node.name else ""
    return f"<fieldset{_classes(node)}>{legend}{_inner(node, page)}</fieldset>"


def _option(node: Node, page: Page) -> str:
    field = field_of(node.intent)
    if field is None:
        return ""
    name, value = field
    sort = "checkbox" if node.role == "toggle" else "radio"
    on = value in page.chosen[name] if name in page.chosen else node.on
    marks = f"{' checked' if on else ''}{' disabled' if node.why_not else ''}"
    said = f"<b>{escape(node.name)}</b>" + (f" <i>{escape(node.value)}</i>" if node.value else "")
    why = f"<small>{escape(node.why_not)}</small>" if node.why_not else ""
    small = "".join(f"<small>{_named(n)}</small>" for child in node.children for n in walk(child) if n.role == "text")
    box = f'<input type="{sort}" name="{escape(name, quote=True)}" value="{escape(value, quote=True)}"{marks}>'
    kinds = ("option", "off") if node.why_not else ("option",)
    return f"<label{_classes(node, *kinds)}>{box}<span>{said}{why}{small}</span></label>{_hint(node, page)}"


def _table(node: Node, page: Page) -> str:
    rows = [[_named(cell) for cell in row.children] for row in node.children]
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{cell}</th>' for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows[1:])
    caption = f"<caption>{escape(node.name)}</caption>" if node.name else ""
    return f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _chart(node: Node, page: Page) -> str:
    """The chart's summary in words; a phone has no room for its lines."""
    return f"<p class=fine>{escape(node.hint or node.name)}</p>" if isinstance(node.data, Chart) else ""


def _picture(node: Node, page: Page) -> str:
    data = node.data
    caption = data.caption if isinstance(data, WorldMap | Sankey) else ""
    return (f"<p>{escape(caption)}</p>" if caption else "") + _inner(node, page)


def _nothing(node: Node, page: Page) -> str:
    return ""


HTML: Mapping[str, Html] = {
    "screen": _screen,
    "panel": _panel,
    "heading": _heading,
    "text": _text,
    "figure": _figure,
    "meter": _meter,
    "choice": _choice,
    "option": _option,
    "toggle": _option,
    "table": _table,
    "chart": _chart,
    "map": _picture,
    "sankey": _picture,
    "button": _nothing,
    "field": _nothing,
    "icon": _nothing,
    "picture": _nothing,  # whoever it shows is named beside it
    "stepper": _text,
}
