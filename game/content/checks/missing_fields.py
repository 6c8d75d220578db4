"""Where a missing field would stand: behind the field that others of its kind have before it. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.content.format.field_types import Steps
from game.content.format.findings import Finding
from game.content.format.yaml_reader import Node, below
from game.content.packs.entry import Entry
from game.engine.world.arithmetic.total import total
from game.structs import replace


def placed(finding: Finding, entry: Entry, path: Steps, others: Iterable[Entry]) -> Finding:
    """The finding of a field missing at `path`, told where it would stand; as it is where the others have it first, or not at all.

    `others` are items of the same kind, whose order of fields is the usual one."""
    *above, name = path
    here = below(entry.node, tuple(above))
    if here is None or not isinstance(here.value, dict):
        return finding
    gaps: dict[str, list[int]] = {}  # by how many fields another stands before the missing one
    for other in others:
        for fields in _alike(other.node, above):
            for field, gap in _gaps(list(fields), str(name)).items():
                gaps.setdefault(field, []).append(gap)
    mean = {field: total(gaps[field]) / len(gaps[field]) for field in here.value if field in gaps}
    before = [field for field in mean if mean[field] > 0]
    if not before:
        return finding
    usual = min(before, key=lambda field: mean[field])
    _, column, value = here.value[usual]
    if usual == "id" and (value.line, value.column) == (entry.node.line, entry.node.column):  # the file's name is its id
        return replace(finding, message=f"{finding.message}; it usually stands first")
    message = f'{finding.message}; it usually stands behind "{usual}"'
    return replace(finding, file=value.file, line=_last_line(value), column=column, message=message)


def _alike(node: Node, path: list[str | int]) -> Iterator[dict[str, tuple[int, int, Node]]]:
    """The mappings at this path below a node, in every entry of the lists on the way."""
    if not path:
        if isinstance(node.value, dict):
            yield node.value
        return
    step, *rest = path
    if isinstance(step, int):
        for child in node.value if isinstance(node.value, list) else ():
            yield from _alike(child, rest)
    elif isinstance(node.value, dict) and step in node.value:
        yield from _alike(node.value[step][2], rest)


def _gaps(fields: list[str], name: str) -> dict[str, int]:
    """By how many fields each stands before the one of this name; nothing where it is not among them."""
    if name not in fields:
        return {}
    at = fields.index(name)
    return {field: at - i for i, field in enumerate(fields)}


def _last_line(node: Node) -> int:
    """The last line in which a part of a value begins."""
    children = [entry[2] for entry in node.value.values()] if isinstance(node.value, dict) else node.value
    return max([node.line, *map(_last_line, children)]) if isinstance(children, list) else node.line
