"""One item as read, with the places of all that it says. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.content.format.field_types import Steps
from game.content.format.findings import Finding, Severity, path_text
from game.content.format.item_texts import flat
from game.content.format.kinds import Kind
from game.content.format.yaml_reader import Node, below, found_at, plain

T = TypeVar("T")
Laid = dict[Steps, tuple[str, str, int, int, bool]]
"""Path in an item → the pack that patched it last, with file, line, column, and whether it set the whole value."""


@dataclass(slots=True)
class Entry:
    """One item. `node` holds what it says with its places, patches laid in; `listed` tells an item of a list from one of a file.

    `sober` is its data without what cosmetic packs changed."""

    kind: Kind
    id: str
    pack: str
    node: Node
    listed: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    sober: dict[str, Any] | None = None
    laid: Laid = field(default_factory=dict)
    worked_out: dict[Callable[..., Any], tuple[tuple[object, ...], Any]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.data = self.data or plain(self.node)

    @property
    def file(self) -> str:
        """The file in which it begins."""
        return self.node.file

    @property
    def leaves(self) -> list[tuple[Steps, str, Any]]:
        """Path, dotted name and value of everything that it says."""
        return self.once(_leaves)

    def set(self, node: Node) -> None:
        """Takes what a patch made of it."""
        self.node, self.data, self.worked_out = node, plain(node), {}

    def taken(self) -> Entry:
        """The same item, to lay patches on; what was worked out of it stays known to both."""
        return Entry(self.kind, self.id, self.pack, self.node, self.listed, self.data, worked_out=self.worked_out)

    def once(self, function: Callable[..., T], *given: object) -> T:
        """What a function says of the item and of what else is given, worked out once as long as these stay the same things."""
        kept = self.worked_out.get(function)
        if kept is None or any(was is not now for was, now in zip(kept[0], given, strict=True)):
            kept = self.worked_out[function] = given, function(self, *given)
        found: T = kept[1]
        return found

    def without(self, *names: str) -> None:
        """Drops fields that say how it is read, such as `patch`."""
        kept = {key: entry for key, entry in self.node.value.items() if key not in names}
        self.set(Node(kept, self.node.line, self.node.column, self.node.file))

    def called(self, id: str) -> None:
        """Takes its whole id."""
        at = self.node
        self.id = id
        self.set(
            Node(
                {"id": (at.line, at.column, Node(id, at.line, at.column, at.file)), **at.value, **self._id(id)},
                at.line,
                at.column,
                at.file,
            )
        )

    def _id(self, id: str) -> dict[str, tuple[int, int, Node]]:
        if "id" not in self.node.value:
            return {}
        line, column, node = self.node.value["id"]
        return {"id": (line, column, Node(id, node.line, node.column, node.file))}

    def finding(
        self, path: Steps, code: str, message: str, guess: str = "", key: bool = False, severity: Severity = "error"
    ) -> Finding:
        """A finding at a place inside this item."""
        where = path_text((self.id, *path)) if self.listed else path_text(path)
        return Finding(*found_at(self.node, path, key), severity, code, message, guess, where)

    def part(self, path: Steps) -> Node | None:
        """What stands at a path."""
        return below(self.node, path)


def _leaves(entry: Entry) -> list[tuple[Steps, str, Any]]:
    return list(flat(entry.data))
