"""Translations of items: which fields have words, what a translation pack says of them, and rules told in another language.

A translation pack mirrors the folders of what it translates and holds texts only: in `cards/<id>.yaml` title, text, responses by id
and so on; notches by number; calendar titles by quarter and sort. `stamps.yaml` keeps a short hash of each English text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from game.engine.rules import items
from game.engine.rules.rules import Rules

ENGLISH = "en"
STAMPS = "stamps.yaml"
STAMP_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Many:
    """A field that holds several texts. `key` names each from the thing that holds it and its number; `within` are its fields."""

    key: Callable[[Any, int], str]
    within: tuple[str, ...] = ()


def _number(_: Any, i: int) -> str:
    return str(i)


def _id(part: Any, _: int) -> str:
    return str(_get(part, "id"))


def _event(part: Any, _: int) -> str:
    return f"{_get(part, 'quarter')}.{_get(part, 'sort')}"


TEXT: Mapping[str, Mapping[str, Many | None]] = MappingProxyType({
    "dial": {"title": None, "text": None, "notches": Many(_number, ("label",))},
    "order": {"title": None, "text": None, "why": None},
    "card": {
        "title": None, "dateline": None, "text": None, "more": None, "memories": Many(_number, ("text",)),
        "responses": Many(_id, ("text", "argument", "objection")), "record": None, "question": None, "brief": None,
    },
    "scenario": {"title": None, "text": None, "opening": Many(_number), "calendar": Many(_event, ("title",))},
    "mandate": {"title": None, "text": None},
    "ending": {"title": None, "text": Many(_number)},
    "doctrine": {"title": None, "text": None},
    "difficulty": {"title": None, "text": None},
    "claim": {"section": None, "text": None},
    "document": {"title": None, "author": None, "date": None, "links": None, "note": None},
    "contested": {"statement": None, "says": Many(_number), "disputes": Many(_number), "evidence": None},
    "term": {"text": None},
    "lesson": {"title": None, "text": None},
})  # fmt: skip
"""Kind → the fields of its items that are words for players; None for a plain text."""

TABLES: Mapping[str, str] = MappingProxyType({
    "dial": "dials", "order": "orders", "card": "cards", "scenario": "scenarios", "mandate": "mandates", "ending": "endings",
    "doctrine": "doctrines", "difficulty": "difficulties", "claim": "claims", "document": "documents", "contested": "contested",
    "term": "terms", "lesson": "lessons",
})  # fmt: skip
"""Kind → the table of `Rules` that holds its items."""


def _get(part: Any, name: str) -> Any:
    return part.get(name) if isinstance(part, Mapping) else getattr(part, name)


# ---- the words of an item ---------------------------------------------------------------------------------------------


def texts_of(kind: str, item: Any) -> dict[str, str]:
    """Every text of an item (an instance or its plain data) by dotted name, such as `responses.accept.text`, if not empty."""
    found: dict[str, str] = {}
    for name, many in TEXT.get(kind, {}).items():
        value = _get(item, name)
        for key, text in _named(name, value, many):
            if isinstance(text, str) and text:
                found[key] = text
    return found


def _named(name: str, value: Any, many: Many | None) -> Iterator[tuple[str, Any]]:
    if many is None or value is None:
        yield name, value
        return
    if isinstance(value, Mapping):
        yield from ((f"{name}.{key}", text) for key, text in value.items())
        return
    for key, part in _keyed(value, many):
        if not many.within:
            yield f"{name}.{key}", part
        for inner in many.within:
            yield _inner(name, key, inner, many), _get(part, inner)


def _keyed(parts: Sequence[Any], many: Many) -> Iterator[tuple[str, Any]]:
    """The parts with their keys; a key that comes again gets a number behind it."""
    seen: dict[str, int] = {}
    for i, part in enumerate(parts):
        key = many.key(part, i)
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}.{seen[key]}"), part


def _inner(name: str, key: str, inner: str, many: Many) -> str:
    return f"{name}.{key}" if len(many.within) == 1 else f"{name}.{key}.{inner}"


def told(kind: str, item: Any, words: Mapping[str, str]) -> Any:
    """The same item with its texts taken from `words` (dotted name → text); a text that is not there stays English."""
    changed = {name: _told(name, getattr(item, name), many, words) for name, many in TEXT[kind].items()}
    return replace(item, **changed)


def _told(name: str, value: Any, many: Many | None, words: Mapping[str, str]) -> Any:
    if many is None:
        return words.get(name, value)
    if isinstance(value, Mapping):
        return {key: words.get(f"{name}.{key}", text) for key, text in value.items()}
    if not many.within:
        return tuple(words.get(f"{name}.{key}", text) for key, text in _keyed(value, many))
    return tuple(
        replace(part, **{inner: words.get(_inner(name, key, inner, many), getattr(part, inner)) for inner in many.within})
        for key, part in _keyed(value, many)
    )


def flat(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Path, dotted name and value of everything that a translator wrote for one item."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from flat(value, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from flat(value, (*path, i))
    else:
        yield path, ".".join(map(str, path)), data


def stamp(text: str) -> str:
    """A short name of a text, in letters, so that YAML never takes it for a number."""
    digits = blake2b(" ".join(text.split()).encode("utf-8"), digest_size=STAMP_LENGTH // 2).hexdigest()
    return digits.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


# ---- rules in a language ----------------------------------------------------------------------------------------------


def languages(paths: Sequence[Path | str] | None = None, store: Path | None = None) -> dict[str, float]:
    """Language (id of a translation pack in play) → share of all texts, of screens and items, that it has and that are fresh."""
    from game.content.compile import content

    return {language: float(pack["share"]) for language, pack in content(paths, store=store)["translations"].items()}


def translate(rules: Rules, language: str, paths: Sequence[Path | str] | None = None, store: Path | None = None) -> Rules:
    """The rules with their texts in a language (`zh-Hans`), each missing one in English. Ids, numbers and `hash` stay as they are,
    so that saves and digests do not depend on the language. The same rules when there is no such translation.

    `paths` are folders of packs (by default the game's and the player's), `store` the folder of stored content."""
    if language.lower() == ENGLISH:
        return rules
    from game.content.compile import content

    pack = content(paths, store=store)["translations"].get(language.lower())
    return retold(rules, pack["items"]) if pack else rules


def retold(rules: Rules, words: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Rules:
    """The rules with texts by kind, id and dotted name."""
    changed: dict[str, Any] = {}
    for kind, table in TABLES.items():
        by_id = words.get(kind, {})
        found = getattr(rules, table)
        if by_id:
            changed[table] = MappingProxyType({i: told(kind, item, by_id[i]) if i in by_id else item for i, item in found.items()})
    return replace(rules, **changed)


@cache
def words_allowed(kind: str) -> Mapping[str, int]:
    """The most words that a plain text field may have, by name of field, as the engine's annotations say; responses included."""
    from game.content.kinds import by_name
    from game.content.walk import hints
    from game.engine.rules.bounds import Words

    def most(cls: Any) -> dict[str, int]:
        found = hints(cls)
        return {
            f.name: mark.most for f in fields(cls) for mark in getattr(found[f.name], "__metadata__", ()) if isinstance(mark, Words)
        }

    inner = {f"responses.{name}": n for name, n in most(items.Response).items()} if kind == "card" else {}
    notches = {"notches": most(items.Notch)["label"]} if kind == "dial" else {}
    memories = {"memories": most(items.Memory)["text"]} if kind == "card" else {}
    return MappingProxyType(most(by_name(kind).shape) | inner | notches | memories)
