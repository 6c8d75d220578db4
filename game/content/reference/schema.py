"""JSON Schema of every kind of file in a pack, made by pydantic from the types that read the files, for editors and validators.

Says what one file can show: fields, types, bounds, closed lists and known names. What needs the whole pack is the checker's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.content.checks.references import ITEM_KINDS, OPTIONAL
from game.content.format.item_texts import TEXT
from game.content.format.kinds import KINDS, Kind
from game.content.format.shape import adapter
from game.content.loading.merge import LIKE, NO_COPIES
from game.content.packs.manifest import Manifest
from game.content.packs.patching import LIST_VERBS, NUMBER_VERBS
from game.content.reference.field_notes import notes, structs_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".schema"
"""Where a pack keeps its schemas; a name with a dot in front is not read as content."""
CLOSED = ("who", "desk", "quantity", "number", "verdict", "parameter")
"""Kinds of names that no pack can add to."""
WRITTEN = {"date": "^(19|20)[0-9][0-9]Q[1-4]$", "month": "^(19|20)[0-9][0-9]-(0[1-9]|1[0-2])$"}
TEXTS: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array"}, {"type": "object"}]}

Names = Mapping[str, Sequence[str]]
Schema = dict[str, Any]


def schemas(known: Names, own: str = "") -> dict[str, Schema]:
    """File name → schema. `known`: the names of all packs in play by kind of reference; the pack `own` may write its own bare."""
    short = {kind: _spelt(names, own) for kind, names in known.items()}
    made = {f"{kind.name}.json": _file(kind, short) for kind in KINDS}
    made |= {f"translated-{kind}.json": _translated(kind) for kind in TEXT}
    made["pack.json"] = _headed(_finished(adapter(Manifest).json_schema(), structs_of(Manifest), short), "What pack.yaml says.")
    words = {"type": "object", "additionalProperties": {"type": "string"}}
    made["text.json"] = _headed(words, "Words of the screens: short names and their texts.")
    return made


def write(made: Mapping[str, Schema], folder: Path) -> None:
    """Writes schemas as files; OSError when that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in made.items():
        (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def item(kind: Kind, known: Names) -> Schema:
    """The schema of one item of a kind, with its definitions under `$defs`."""
    made: Schema = _finished(adapter(kind.shape).json_schema(), structs_of(kind.shape), known)
    return made


def _spelt(names: Sequence[str], own: str) -> list[str]:
    """The names as a pack may write them: its own with and without its id in front."""
    bare = [name.removeprefix(f"{own}:") for name in names if own and name.startswith(f"{own}:")]
    return list(dict.fromkeys([*bare, *names]))


def _headed(schema: Schema, about: str = "") -> Schema:
    return {"$schema": DIALECT, **({"description": about} if about else {}), **schema}


def _file(kind: Kind, known: Names) -> Schema:
    """A file of a kind: one item, whose name may stand for its id, or a list of items and patches."""
    whole = item(kind, known)
    definitions = whole.pop("$defs", {})
    ignore = {"type": "array", "items": {"type": "string"}, "description": "codes of findings that this file means to have"}
    whole["properties"] |= {"ignore": ignore}
    alone = {**whole, "required": [name for name in whole.get("required", ()) if name != "id"]}
    listed = whole if kind.folder else alone
    definitions |= {"item": alone, "entry": listed, "patch": _patch(kind, whole, known), "copy": _copy(kind, whole, known)}
    only_ignore = {"type": "object", "properties": {"ignore": ignore}, "additionalProperties": False, "required": ["ignore"]}
    many = {"if": only_ignore, "then": True, "else": _one(kind, "entry")}
    lists = {"type": "array", "items": many}
    return _headed({"$defs": definitions, "if": {"type": "array"}, "then": lists, "else": _one(kind, "item")})


def _one(kind: Kind, whole: str) -> Schema:
    """An item, a patch of one, or a copy of one."""
    copied = {"if": _has(LIKE), "then": {"$ref": "#/$defs/copy"}, "else": {"$ref": f"#/$defs/{whole}"}}
    rest = {"$ref": f"#/$defs/{whole}"} if kind.name in NO_COPIES else copied
    return {"if": _has("patch"), "then": {"$ref": "#/$defs/patch"}, "else": rest}


def _has(field: str) -> Schema:
    return {"type": "object", "required": [field]}


def _patch(kind: Kind, whole: Schema, known: Names) -> Schema:
    """Some fields of another pack's item: each as in the item, or with the verbs that say how it is changed."""
    own = {name: schema for name, schema in whole["properties"].items() if name not in ("id", "ignore")}
    one = {"anyOf": [_named({"type": "string"}, kind.name, known), {"type": "string", "pattern": "[*]"}]}
    target = {"description": "the item that is changed, such as base:card-x, or a list of items", **one}
    target = {"anyOf": [*target.pop("anyOf"), {"type": "array", "items": one, "minItems": 1}], **target}
    fields = {name: _changed(schema) for name, schema in own.items()}
    properties = {"patch": target, "id": {"type": "string"}, "ignore": whole["properties"]["ignore"], **fields}
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": ["patch"]}


def _changed(field: Schema) -> Schema:
    """What a patch may say of a field."""
    kind = field.get("type")
    if kind in ("number", "integer"):
        numbers = {verb: {"type": "number"} for verb in NUMBER_VERBS}
        return {"anyOf": [field, {"type": "object", "properties": numbers, "additionalProperties": False}]}
    if kind == "array":
        lists = {verb: {"type": "object" if verb == "change" else "array"} for verb in LIST_VERBS}
        verbs: Schema = {"type": "object", "properties": lists, "additionalProperties": False}
        fixed = field.get("minItems") is not None and field.get("minItems") == field.get("maxItems")
        return {"anyOf": [field, verbs]} if fixed else verbs
    return field if kind in ("string", "boolean") or "enum" in field else {"anyOf": [field, {"type": "object"}]}


def _copy(kind: Kind, whole: Schema, known: Names) -> Schema:
    """An item that says only in what it differs from another."""
    original = {"description": "the item that is taken over", **_named({"type": "string"}, kind.name, known)}
    return {**whole, "properties": {**whole["properties"], LIKE: original}, "required": [LIKE]}


def _translated(kind: str) -> Schema:
    """Texts of items in another language: the fields that are words, by name."""
    fields = {name: {"type": "string"} if many is None else TEXTS for name, many in TEXT[kind].items()}
    one = {"type": "object", "properties": {"id": {"type": "string"}, **fields}, "additionalProperties": False}
    return _headed({"if": {"type": "array"}, "then": {"items": {**one, "required": ["id"]}}, "else": one})


def _finished(schema: Any, structs: Mapping[str, Any], known: Names) -> Any:
    """Pydantic's schema with the field notes, known names for references, and no room for unknown fields."""
    if isinstance(schema, list):
        return [_finished(part, structs, known) for part in schema]
    if not isinstance(schema, dict):
        return schema
    done = {k: _finished(v, structs, known) for k, v in schema.items() if k not in ("x-names", "x-words", "discriminator")}
    if "properties" in done and isinstance(done["properties"], dict):
        _closed(done, structs.get(str(schema.get("title"))))
    if done.get("default", 0) is None:
        del done["default"]
    if isinstance(done.get("title"), str):
        del done["title"]
    if "x-names" in schema:
        done = _named(done, schema["x-names"], known)
    if "x-words" in schema:
        done["description"] = f"at most {schema['x-words']} words" + (f"; {done['description']}" if "description" in done else "")
    return done


def _closed(done: Schema, cls: Any) -> None:
    """No unknown fields; `kind` must be given; each field with its remark."""
    done["additionalProperties"] = False
    said = notes(cls) if cls is not None else {}
    for name, field in done["properties"].items():
        if name in said:
            field["description"] = said[name]
        if name == "kind" and "const" in field:
            done["required"] = ["kind", *done.get("required", ())]
    if cls is not None and cls.__doc__:
        done["description"] = " ".join(cls.__doc__.split())


def _named(schema: Schema, kind: str, known: Names) -> Schema:
    """A text, or a list of texts, that names something: a closed list, or known names and whatever a pack may add to them."""
    if schema.get("type") == "array" and "items" in schema:
        return {**schema, "items": _named(schema["items"], kind, known)}
    if schema.get("type") != "string":
        return schema
    names = [*known.get(kind, ()), *([""] if kind in OPTIONAL else [])]
    if not names and kind not in WRITTEN:
        return schema
    if kind in WRITTEN:
        return {**schema, "pattern": f"^$|{WRITTEN[kind]}"}
    if kind in CLOSED:
        return {**schema, "enum": names}
    if kind in ("products", "finals"):
        return {**schema, "anyOf": [{"enum": names}, {"pattern": "[*?]"}]}
    if kind in ITEM_KINDS:
        return {**schema, "anyOf": [{"enum": [*names, *(f"base:{n}" for n in names if n and ":" not in n)]}]}
    return {**schema, "anyOf": [{"enum": names}, {}]} if kind in ("new-mark", "tag") else {**schema, "enum": names}
