"""The manual of the pack format as Markdown: every kind of file, field, effect, condition, name and finding, from the definitions.

Nothing is told here that the definitions do not say; how to begin is told in docs/modding.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from game.content.format.codes import CODES
from game.content.format.kinds import KINDS, Kind
from game.content.format.shape import adapter
from game.content.format.world_items import TABLES
from game.content.packs.entry import Entry
from game.content.packs.manifest import Manifest
from game.content.reference.field_notes import notes, structs_of
from game.engine.rules.effects.table import Impulse, Standing
from game.engine.rules.vocabulary.conditions import Condition
from game.structs import Struct

ASKED = (
    "where",
    "product",
    "region",
    "desk",
    "family",
    "who",
    "quantity",
    "number",
    "verdict",
    "stage",
    "material",
    "mirror",
    "ore",
)
"""Kinds of names that the manual lists whole."""
AXES = {
    "R": "region", "P": "product", "F": "final product", "U": "use", "Z": "zone (inside, outside)", "B": "capital", "O": "ore",
}  # fmt: skip
"""Letters of the worlds' tables."""
FEW = 14
"""Words of a closed list that a table of fields shows."""
EXEMPLARY = ("card", "order", "dial", "mandate", "ending", "lesson")
"""Kinds whose items give examples of effects and conditions."""
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]*\Z")
FINDINGS = Path(__file__).with_name("findings.txt")
"""A finding of each code, as the checker's own tests keep it."""
BUILT = (Standing, Impulse, Condition)
"""Unions that have chapters of their own."""


def manual(known: Mapping[str, Sequence[str]], icons: Sequence[str] = (), entries: Iterable[Entry] = ()) -> str:
    """The whole manual. `known`: the names of the packs in play by kind of reference; `entries`: their items, for examples."""
    parts = [*_files(), *_kinds(), *_variants(_used(entries)), *_tables(), *_names(known, icons), *_codes()]
    return "\n".join(parts) + "\n"


def _used(entries: Iterable[Entry]) -> dict[str, str]:
    """Kind → the shortest effect or condition of that kind that the packs hold, as it is written."""
    found: dict[str, str] = {}
    waiting: list[Any] = [e.data for e in entries if e.kind.name in EXEMPLARY]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict) and isinstance(part.get("kind"), str):
            told = _flow(part)
            if len(told) < len(found.get(part["kind"], told + " ")):
                found[part["kind"]] = told
        waiting += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return found


def _flow(value: Any) -> str:
    """A value as YAML writes it in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) and not PLAIN.match(value) else str(value)


def _files() -> Iterator[str]:
    yield "# The pack format"
    yield ""
    yield "Made by `python -m game manual` from the definitions that read packs. docs/modding.md tells how to begin."
    yield ""
    yield "## Files"
    yield ""
    yield from _table(("what", "where", "in one sentence"), [(k.name, f"`{_where(k)}`", _first(k.shape)) for k in KINDS])
    yield "A file holds one item, whose name is its id, or a list of items with `id`. Every file may hold `ignore: [code]`."
    yield ""
    yield "### pack.yaml"
    yield ""
    yield from _fields(Manifest)


def _where(kind: Kind) -> str:
    name = f"{kind.file}.yaml" if kind.file else "NAME.yaml"
    return f"{kind.folder}/{name}" if kind.folder else name


def _kinds() -> Iterator[str]:
    yield "## Items and their fields"
    yield ""
    told: set[str] = {part.__name__ for union in BUILT for part in structs_of(union).values()}
    for kind in KINDS:
        yield f"### {kind.name} (`{_where(kind)}`)"
        yield ""
        yield from _fields(kind.shape)
        for name, part in structs_of(kind.shape).items():
            if name not in told and part is not kind.shape:
                told.add(name)
                yield f"#### {name}"
                yield ""
                yield from _fields(part)


def _variants(used: Mapping[str, str]) -> Iterator[str]:
    for title, about, union in (
        ("Effects that hold", "In `effects`: while the dial stands at the notch, or for `lasts` quarters.", Standing),
        ("Effects that happen once", "In `impulses` of orders, responses and pairs, and in `event` of cards.", Impulse),
        ("Conditions", "In `when` and `condition`.", Condition),
    ):  # fmt: skip
        yield f"## {title}"
        yield ""
        yield about
        yield ""
        for part in get_args(get_args(union)[0]):
            yield f"### `kind: {part.__struct_config__.tag}`"
            yield ""
            yield from _fields(part)
            if example := used.get(str(part.__struct_config__.tag)):
                yield f"    {example}"
                yield ""


def _tables() -> Iterator[str]:
    yield "## Tables of a starting world"
    yield ""
    rows = [(name, " × ".join(AXES[a] for a in letters) or "one number", _calm(calm)) for name, (letters, calm) in TABLES.items()]
    yield from _table(("table", "cells", "cells that no row fills"), rows)


def _calm(calm: float | None) -> str:
    return "must be filled" if calm is None else f"{calm:g}"


def _names(known: Mapping[str, Sequence[str]], icons: Sequence[str]) -> Iterator[str]:
    yield "## Names"
    yield ""
    for kind in ASKED:
        yield f"- **{kind}**: {', '.join(f'`{name}`' for name in known.get(kind, ()))}"
    if icons:
        yield f"- **icon**: {', '.join(f'`{name}`' for name in icons)}"
    yield ""


def _codes() -> Iterator[str]:
    yield "## What the checker finds"
    yield ""
    yield "`ignore: [code]  # why` in a file hides warnings and notes of that file, never errors."
    yield ""
    shown = examples(FINDINGS.read_text(encoding="utf-8"))
    for code, told in sorted(CODES.items()):
        yield f"### {code}"
        yield ""
        yield f"{told.means} {told.cure}"
        yield ""
        yield from (f"    {line}" for line in shown.get(code, ()))
        yield ""


def examples(text: str) -> dict[str, list[str]]:
    """Code → the lines of a finding of it, as `findings.txt` holds them behind a line `# code: …`."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("# "):
            found[line[2:].partition(":")[0]] = lines = []
        elif line:
            lines.append(line)
    return found


def _first(cls: type[Struct]) -> str:
    return " ".join((cls.__doc__ or "").split()).split(". ")[0].rstrip(".") + "."


def _fields(cls: type[Struct]) -> Iterator[str]:
    """What a struct is, and a table of its fields."""
    yield " ".join((cls.__doc__ or "").split())
    yield ""
    schema = adapter(cls).json_schema()
    own = schema["$defs"][schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
    needed, said = own.get("required", ()), notes(cls)
    absent = dict(zip(reversed(cls.__struct_fields__), reversed(cls.__struct_defaults__), strict=False))
    rows = []
    for name, field in own.get("properties", {}).items():
        if name == "kind" and "const" in field:
            continue
        rows.append(
            (f"`{name}`", worded(field), "must be given" if name in needed else _default(absent.get(name)), said.get(name, ""))
        )
    if rows:
        yield from _table(("field", "holds", "if left out", "what it is"), rows)


def _default(value: Any) -> str:
    if value is None or value == "" or value == () or not isinstance(value, (str, int, float, tuple)):
        return "nothing"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def worded(schema: Mapping[str, Any]) -> str:
    """What a field holds, in words."""
    if "x-names" in schema:
        kind = schema["x-names"].replace("-", " ")
        return f"list of {kind} names{_sized(schema)}" if schema.get("type") == "array" else f"{kind}"
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " / ".join(f"`{v}`" for v in schema["enum"][:FEW]) + (" …" if len(schema["enum"]) > FEW else "")
    if "oneOf" in schema or "anyOf" in schema:
        parts = [p for p in schema.get("oneOf", schema.get("anyOf", ())) if p.get("type") != "null"]
        return worded(parts[0]) if len(parts) == 1 else _union(parts)
    kind = schema.get("type")
    if kind == "array":
        inner = schema.get("prefixItems")
        return f"{len(inner)} of {worded(inner[0])}" if inner else f"list of {worded(schema.get('items', {}))}{_sized(schema)}"
    if kind == "object":
        return f"mapping to {worded(schema.get('additionalProperties') or {})}"
    if kind in ("number", "integer"):
        return f"{'whole number' if kind == 'integer' else 'number'}{_bounded(schema)}"
    if kind == "boolean":
        return "`true` / `false`"
    return f"text of at most {schema['x-words']} words" if "x-words" in schema else "text"


def _union(parts: Sequence[Mapping[str, Any]]) -> str:
    """The chapter in which the members of a union are told, or the members."""
    names = {str(p.get("$ref", "")).rsplit("/", 1)[-1] for p in parts}
    for union, called in zip(BUILT, ("effects that hold", "effects that happen once", "condition"), strict=True):
        if names & {part.__name__ for part in get_args(get_args(union)[0])}:
            return called
    return " or ".join(sorted(n for n in names if n) or [worded(p) for p in parts])


def _bounded(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f" from {low:g} to {high:g}" if low is not None and high is not None else ""


def _sized(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minItems"), schema.get("maxItems")
    return f" ({low:g} to {high:g})" if low is not None and high is not None else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""
