"""What of a tree the window writes in letters, and how long somebody takes to read what is new to him.

Left to others: who reads which screen (`pace`), and how letters are drawn; `tests/desktop` holds the one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from game.engine.world.arithmetic.total import total
from game.screens.tree.node import Meter, Node, WorldMap

WORDS_A_MINUTE = 200
"""English, numbers and other words in letters: the rate of the design. Adults read 238 words a minute of non-fiction silently
(Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109, 2019)."""
SIGNS_A_MINUTE = 290
"""Chinese characters: as many as say what those English words say, since a sentence takes no longer to read in Chinese (Liversedge
et al., Universality in eye movements and reading: a replication with increased power, Cognition 242, 2024); the deck's texts have
1.45 characters for an English word. Students read 273 ± 34 a minute aloud (Optometry and Vision Science 94, 2017)."""
SIGN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[^\s\u3400-\u9fff]*(?![\u3400-\u9fff])[\w%][^\s\u3400-\u9fff]*")
NUMBER = re.compile(r"\d[\d.,]*")

NAMED = frozenset(("text", "heading", "button", "option", "toggle", "stepper", "figure", "panel", "field", "meter"))
TITLED = frozenset(("choice", "table", "chart", "list", "sankey"))  # only their names are written
LASTING = frozenset(("button", "option", "toggle", "heading", "panel")) | TITLED  # their names do not change as play goes on
BARE = frozenset(("icon", "step"))  # buttons of these styles show a picture, their names are in the tooltip
UNTITLED = frozenset(("top", "centre", "right-foot"))  # places of the Desk that say what their panels are
Way = Literal["read", "lasting", "cell"]
"""How a text is taken in: read; known for good once it was read, numbers too; or looked at, as a table's cells are."""


class Amount(NamedTuple):
    """How much there is to read: words in letters (and numbers), and Chinese characters."""

    words: int = 0
    signs: int = 0

    @property
    def seconds(self) -> float:
        """The time that it takes to read."""
        return 60 * (self.words / WORDS_A_MINUTE + self.signs / SIGNS_A_MINUTE)


def together(amounts: Iterable[Amount]) -> Amount:
    """All of them added up."""
    found = tuple(amounts)
    return Amount(total(one.words for one in found), total(one.signs for one in found))


class Written(NamedTuple):
    """A piece of text, and how it is taken in."""

    told: str
    way: Way = "read"


def written(node: Node, way: Way = "read") -> Iterator[Written]:
    """All texts that a window writes for this part of a screen, in order. Hints are not, nor what stands within pictures."""
    if node.role == "dialog":
        return
    way = "cell" if node.role == "table" else way
    own: Way = "lasting" if way == "read" and node.role in LASTING else way
    if node.role in TITLED:
        yield Written(node.name, own)
    elif node.role == "map" and isinstance(node.data, WorldMap):
        yield Written(node.data.caption, own)
    elif node.role in NAMED and not (node.role == "button" and node.style in BARE) and not _by_place(node):
        yield Written(node.name, own)
        yield Written(node.value, way)
    if node.role == "meter" and isinstance(node.data, Meter):
        yield from (Written(label, way) for _, label in node.data.marks)
    if node.role in ("stepper", "sankey"):
        return  # its two buttons are a plus and a minus; its table is for faces without pictures
    for child in node.children:
        if node.role == "figure" and child.role == "meter":
            yield Written(child.value, way)
        elif node.role != "figure" or child.role != "chart":  # there the line stands alone
            yield from written(child, way)


def _by_place(node: Node) -> bool:
    """Whether a panel goes without its title: in some places of the Desk."""
    return node.role == "panel" and (node.slot in UNTITLED or node.id.startswith("card:"))


@dataclass(slots=True)
class Reader:
    """Somebody who reads everything once. A sentence that only has new numbers costs those numbers, or nothing when just that was
    read in this quarter already."""

    shapes: set[str] = field(default_factory=set)  # texts that were read, with # for numbers
    lasting: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)  # texts that were read in this quarter

    def takes(self, told: str, way: Way = "read") -> Amount:
        """How much of a text is new."""
        if told in self.fresh or told in self.lasting:
            return Amount()
        self.fresh.add(told)
        if way == "lasting":
            self.lasting.add(told)
        shape = NUMBER.sub("#", told)
        if shape in self.shapes:
            return Amount() if way == "cell" else Amount(len(NUMBER.findall(told)))
        self.shapes.add(shape)
        told = shape if way == "cell" else told
        return Amount(len(WORD.findall(told)), len(SIGN.findall(told)))

    def reads(self, node: Node | None) -> Amount:
        """How much of a part of a screen is new."""
        return together(self.takes(*piece) for piece in written(node)) if node is not None else Amount()

    def next_quarter(self) -> None:
        """Numbers are looked at anew."""
        self.fresh.clear()
