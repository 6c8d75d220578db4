"""What a sheet of paper is made of, and the two ways to write it down: a page for the browser's printer, and Markdown.

Knows nothing of lessons; `lessons.py` and `sheets.py` say what stands on which sheet."""

from __future__ import annotations

from typing import Union

from game.classroom.pages.templates import render
from game.screens.words.texts import Texts
from game.structs import Struct


class Heading(Struct):
    """A heading; `level` 2 for a part of the sheet, 3 below it; `fresh` begins a new page on paper."""

    text: str
    level: int = 2
    fresh: bool = False


class Paragraph(Struct):
    """Some sentences, perhaps after a few words in bold."""

    text: str
    bold: str = ""


class Points(Struct):
    """A list; numbered, or with the letters A, B, C … of a question's options."""

    points: tuple[str, ...]
    order: str = ""  # "", "1" or "A"


class Table(Struct):
    """Rows under heads; `fill` leaves room in empty cells for a pen."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fill: bool = False


class Links(Struct):
    """Other sheets of the same folder: what each is called, and the name of its file without an ending."""

    links: tuple[tuple[str, str], ...]


Block = Union[Heading, Paragraph, Points, Table, Links]


class Paper(Struct):
    """One sheet: the name of its file without an ending, its title, what it holds."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def as_html(paper: Paper, t: Texts) -> str:
    """A page that needs nothing from anywhere, for screen and printer."""
    blocks = [(type(block).__name__.lower(), block) for block in paper.blocks]
    return render("handout.html", t=t, title=paper.title, blocks=blocks)


def as_markdown(paper: Paper, t: Texts) -> str:
    """The same in Markdown, told to be made from content."""
    parts = [f"<!-- {t('handout.made')} -->", f"# {_plain(paper.title)}", *map(_marked, paper.blocks)]
    return "\n\n".join(parts) + "\n"


def _marked(block: Block) -> str:
    match block:
        case Heading():
            return "#" * block.level + " " + _plain(block.text)
        case Paragraph():
            return (f"**{_plain(block.bold)}** " if block.bold else "") + _plain(block.text)
        case Points():
            return "\n".join(f"{_bullet(block.order, i)} {_plain(point)}" for i, point in enumerate(block.points))
        case Links():
            return "\n".join(f"- [{_plain(text)}]({name}.md)" for text, name in block.links)
        case Table():
            rows = (block.heads, ("---",) * len(block.heads), *block.rows)
            return "\n".join("| " + " | ".join(_plain(cell).replace("|", "\\|") or " " for cell in row) + " |" for row in rows)


def _bullet(order: str, i: int) -> str:
    """Lettered options are written as bullets that begin with their letter: Markdown knows no letters."""
    return {"1": f"{i + 1}.", "A": f"- {chr(ord('A') + i)}."}.get(order, "-")


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    for sign in "\\*_<`":
        text = text.replace(sign, "\\" + sign)
    return text
