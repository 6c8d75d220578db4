"""The texts of items: which fields are words for players, what each is called in dotted form, the same item told in other words.

Knows neither packs nor languages: what a translation is held against stands in `checks/translations.py`, rules told in another
language in `translation.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from game.content.format.kinds import by_name
from game.engine.rules.fields.bounds import Words
from game.engine.rules.vocabulary import items
from game.structs import Struct, hints, replace

STAMP_LENGTH = 6


class Many(Struct):
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
    "family": {"title": None},
    "mandate": {"title": None, "text": None, "texts": Many(_number)},
    "ending": {"title": None, "text": Many(_number)},
    "incident": {"title": None, "text": None},
    "person": {"name": None, "office": None, "fears": None, "counts": None, "sayings": Many(_number, ("text",))},
    "doctrine": {"title": None, "text": None},
    "difficulty": {"title": None, "text": None},
    "claim": {"section": None, "text": None},
    "document": {"title": None, "short": None, "author": None, "date": None, "links": None, "note": None},
    "contested": {"statement": None, "says": Many(_number), "disputes": Many(_number), "evidence": None},
    "term": {"text": None, "name": None},
    "lesson": {"title": None, "text": None},
    "preset": {"title": None, "text": None},
    "lesson-plan": {
        "title": None, "text": None, "objectives": Many(_number), "before": Many(_number),
        "steps": Many(_number, ("title", "text")),
        "prompts": Many(_number, ("ask", "likely", "misconception")),
        "rubric": Many(_number, ("title", "beginning", "solid", "strong")),
    },
    "paired-item": {
        "before": None, "before_options": Many(_number), "after": None, "after_options": Many(_number), "why": None,
    },
    "sheet": {"title": None, "text": None, "parts": Many(_number, ("title", "text"))},
    "desk-role": {"who": None, "asks": Many(_number), "begins": Many(_number), "overlooks": None},
    "project": {"title": None},
})  # fmt: skip
"""Kind → the fields of its items that are words for players; None for a plain text."""
ONLY_TRANSLATED = frozenset({("term", "name")})
"""Kind and name of texts that English has none of, and a translation may have."""


def _get(part: Any, name: str) -> Any:
    return part.get(name) if isinstance(part, Mapping) else getattr(part, name)


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
    changed = {name: _told(name, getattr(item, name), many, words) for name, many in TEXT.get(kind, {}).items()}
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


@cache
def words_allowed(kind: str) -> Mapping[str, int]:
    """The most words that a plain text field may have, by name of field, as the engine's annotations say; responses included."""

    def most(cls: Any) -> dict[str, int]:
        found = hints(cls).items()
        return {name: mark.most for name, hint in found for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Words)}

    inner = {f"responses.{name}": n for name, n in most(items.Response).items()} if kind == "card" else {}
    notches = {"notches": most(items.Notch)["label"]} if kind == "dial" else {}
    memories = {"memories": most(items.Memory)["text"]} if kind == "card" else {}
    return MappingProxyType(most(by_name(kind).shape) | inner | notches | memories)
