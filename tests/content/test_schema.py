"""The schemas that editors read: they take what stands in the game's own packs, and refuse what the checker refuses in one file."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game import installation
from game.content.checks.references import check as names
from game.content.format.findings import errors
from game.content.format.kinds import Kind, kind_of
from game.content.format.shape import GENTLE, faults
from game.content.format.yaml_reader import read
from game.content.loading.gather import Gathered, gather
from game.content.packs.entry import Entry
from game.content.packs.folders import discover
from game.content.reference.schema import schemas

CONTENT = installation.content()
SEEDS = 600
WANTED = 0.8


@cache
def gathered() -> Gathered:
    return gather(discover([CONTENT]))


@cache
def made(own: str = "") -> dict[str, Any]:
    found = schemas(gathered().known, own)
    for schema in found.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    return found


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(made()[name])


def schema_of(pack: Path, file: Path) -> str:
    """Which schema is for a file."""
    parts = file.relative_to(pack).parts
    if parts == ("pack.yaml",):
        return "pack.json"
    if parts[0] == "text":
        return "text.json"
    kind = kind_of(parts[0] if len(parts) > 1 else "", file.stem)
    assert kind is not None, file
    return f"{kind.name}.json"


def test_the_schemas_take_every_file_of_the_base_pack() -> None:
    refused = {}
    for file in sorted((CONTENT / "base").rglob("*.yaml")):
        found = list(validator(schema_of(CONTENT / "base", file)).iter_errors(read(file, file.name).data))
        if found:
            refused[file.name] = found[0].message[:200]
    assert refused == {}


def test_the_schemas_take_every_translated_text() -> None:
    pack = CONTENT / "zh-hans"
    files = [file for file in sorted(pack.rglob("*.yaml")) if file.parent != pack]
    refused = {}
    for file in files:
        name = schema_of(pack, file)
        found = list(validator(name if name == "text.json" else f"translated-{name}").iter_errors(read(file, file.name).data))
        if found:
            refused[file.name] = found[0].message[:200]
    assert len(files) > 50 and refused == {}


def test_a_patch_a_list_and_an_ignored_code_are_taken() -> None:
    card = validator("card.json")
    card.validate({"patch": "base:b-kachin", "weight": 2.0})
    card.validate({"patch": ["base:w-*", "b-kachin"], "weight": {"times": 2}, "tags": {"append": ["mine"], "remove": ["class"]}})
    card.validate({"like": "base:b-kachin", "title": "Another"})
    assert not card.is_valid({"patch": "base:b-kachin", "weight": {"twice": 2}}), "there is no such verb"
    assert not card.is_valid({"patch": "base:b-kachin", "tags": ["mine"]}), "a list wants a verb"
    assert not card.is_valid({"like": "base:b-kachn"})
    card.validate([{"ignore": ["card-without-claim"]}, {"patch": "b-kachin", "title": "Other"}])
    assert not card.is_valid({"patch": "base:b-kachn"}), "there is no such card"
    assert not card.is_valid([{"ignore": [1]}])


@pytest.mark.parametrize(
    ("change", "field"),
    [({"to": "bejing"}, "to"), ({"titel": "x"}, "titel"), ({"weight": 101}, "weight"), ({"claims": ["d009-c1"]}, "claims")],
)
def test_what_an_editor_underlines(change: dict[str, Any], field: str) -> None:
    source = read(CONTENT / "base" / "cards" / "b-kachin.yaml", "b-kachin.yaml")
    assert not validator("card.json").is_valid({**source.data, **change}), field


def test_the_names_of_a_pack_may_be_written_bare_in_its_own_files() -> None:
    known = {**gathered().known, "card": (*gathered().known["card"], "mine:quota")}
    own = jsonschema.Draft202012Validator(schemas(known, "mine")["card.json"])
    assert own.is_valid({"patch": "quota"}) and own.is_valid({"patch": "mine:quota"})
    assert not jsonschema.Draft202012Validator(schemas(known)["card.json"]).is_valid({"patch": "quota"})


def test_the_schemas_refuse_most_of_what_the_checker_finds_in_one_file() -> None:
    seen, refused = 0, 0
    missed: dict[str, int] = {}
    for entry, kind, data, how in mutations():
        changed = Entry(kind, entry.id, entry.pack, entry.node, entry.listed, data)
        shape = [f for f in faults(kind.shape, data) if f[2] not in GENTLE]
        if not shape and not errors(f for _, f in names(changed, gathered().known, {})):
            continue  # nothing that one file can show
        seen += 1
        if validator(f"{kind.name}.json").is_valid(data):
            missed[how] = missed.get(how, 0) + 1
        else:
            refused += 1
    assert seen >= SEEDS // 2
    assert refused >= WANTED * seen, f"{refused} of {seen}; missed: {missed}"


def mutations() -> Iterator[tuple[Entry, Kind, dict[str, Any], str]]:
    """Items of the base pack, each with one thing changed at a place drawn by seed."""
    entries = [e for (kind, _), e in sorted(gathered().entries.items()) if e.pack == "base"]
    for seed in range(SEEDS):
        luck = random.Random(seed)
        entry = luck.choice(entries)
        data = copy.deepcopy(entry.data)
        yield entry, entry.kind, data, mutated(data, luck)


def mutated(data: dict[str, Any], luck: random.Random) -> str:
    """Changes one value or key somewhere below `data`; what was done, in a word."""
    places: list[tuple[Any, Any]] = []

    def below(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            if isinstance(value[key], (dict, list)):
                below(value[key])

    below(data)
    holder, key = luck.choice(places)
    value = holder[key]
    if isinstance(holder, dict) and luck.random() < 0.4:
        if luck.random() < 0.5:
            del holder[key]
            return "field left out"
        holder[key + "x"] = holder.pop(key)
        return "field misspelt"
    if isinstance(value, str) and luck.random() < 0.6:
        at = luck.randrange(len(value) + 1)
        holder[key] = value[:at] + "q" + value[at:]
        return "letter put in"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and luck.random() < 0.5:
        holder[key] = value * 1000 - 7
        return "number out of reach"
    holder[key] = luck.choice([v for v in (None, 7, "seven", True, [], {}) if type(v) is not type(value)])
    return f"{type(value).__name__} made a {type(holder[key]).__name__}"
