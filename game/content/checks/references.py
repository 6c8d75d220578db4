"""Names: does every reference name something that exists? Walks the `Ref` annotations; knows no kind of item by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from game import installation
from game.content.format.field_types import Act, Spot, change, walk
from game.content.format.findings import Finding, Severity, closest
from game.content.format.world_items import TABLES, final_ids, matches, product_ids
from game.content.packs.entry import Entry
from game.content.packs.folders import BASE
from game.engine.rules.campaign.places import WHERE_WORDS
from game.engine.rules.campaign.quantities import ASKABLE
from game.engine.rules.explanations.explain import NUMBERS
from game.engine.rules.fields.bounds import Ref
from game.engine.rules.vocabulary.items import ACT_MARKS, DESKS
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, parameter_names

WHO = ("beijing", "washington", "self", "rival")
VERDICTS = ("rupture", "out-of-office", "win", "loss", "draw")
OPTIONAL = frozenset(
    {"where", "product", "card", "contested", "world", "date", "month", "number", "ore", "stage", "scene", "person"}
)
ITEM_KINDS = frozenset(
    {"dial", "order", "family", "card", "scenario", "mandate", "ending", "doctrine", "difficulty", "preset"}
    | {"document", "claim", "contested", "term", "region", "stage", "world", "material", "ore", "person"}
)
NAMED = ITEM_KINDS | {"product", "products", "finals", "where", "cell"}
"""References that may be written without the prefix of one's own pack."""
CLOSED = frozenset({"where", "quantity", "number", "verdict", "parameter"})
"""Names of the engine's, which the manual lists."""
LISTED = 16
"""Most names that a finding lists."""
MONTH = re.compile(r"(19|20)[0-9][0-9]-(0[1-9]|1[0-2])\Z")
DATE = re.compile(r"(19|20)[0-9][0-9]Q[1-4]\Z")
CALLED = {"who": "side", "new-mark": "mark", "where": "region or place word", "products": "product", "finals": "final product"}

Known = Mapping[str, Sequence[str]]
Later = Mapping[str, str]
"""Ids that items had → the ids that they have now; "" for those that are gone."""
_NONE: Later = MappingProxyType({})


def refs(entry: Entry) -> list[tuple[str, Spot]]:
    """Every reference of an item: the kind of what it names, and where the name stands."""
    spots = [s for s in walk(entry.kind.shape, entry.data) if isinstance(s, Spot) and isinstance(s.value, str)]
    return [(mark.kind, spot) for spot in spots for mark in spot.marks if isinstance(mark, Ref)]


def known_names(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Everything that can be named, by kind of reference."""
    by: dict[str, list[str]] = {}
    marks: set[str] = set(ACT_MARKS)
    tags: set[str] = set()
    for entry in entries:
        by.setdefault(entry.kind.name, []).append(entry.id)
        if entry.kind.name in ("card", "order"):
            marks.update(spot.value for kind, spot in entry.once(refs) if kind == "new-mark")
            tags.update(t for t in _list(entry.data.get("tags")) if isinstance(t, str))
        if entry.kind.name == "scenario" and isinstance(entry.data.get("marks"), dict):
            marks.update(m for given in entry.data["marks"].values() for m in _list(given) if isinstance(m, str))
    ids = [by.get(k, []) for k in ("material", "stage", "mirror")]
    products, finals = product_ids(*ids), final_ids(*ids)
    regions = tuple(by.get("region", ()))
    known = {kind: tuple(by.get(kind, ())) for kind in sorted(ITEM_KINDS)}
    return known | {
        "where": (*WHERE_WORDS, *regions),
        "product": products,
        "products": products,
        "finals": finals,
        "chain": tuple(dict.fromkeys(p.split(".")[0] for p in products)),
        "bust": tuple(sorted(f.stem for f in (installation.assets() / "art" / "busts").glob("*.svg"))),
        "scene": tuple(sorted(f.stem for f in (installation.assets() / "art" / "scenes").glob("*.svg"))),
        "mark": tuple(sorted(marks)),
        "tag": tuple(sorted(tags)),
        "desk": DESKS,
        "who": WHO,
        "quantity": ASKABLE,
        "number": NUMBERS,
        "verdict": VERDICTS,
        "parameter": parameter_names(),
        "cell": (*regions, *by.get("use", ()), "inside", "outside", *SIDES),
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def normal(pack: str, text: str, known: Sequence[str], later: Later = _NONE) -> str:
    """A reference in normal form: the pack's own item first, then the base's; by its new name where it was renamed."""
    own = f"{pack}:{text}"
    if pack != BASE and ":" not in text and (own in known or ("*" in text and matches(own, known))):
        return own
    name = text.removeprefix(BASE + ":")
    for candidate in (name, own):
        if later and candidate not in known and later.get(candidate):
            return later[candidate]
    return name


def namer(pack: str, known: Known, later: Later = _NONE) -> Act:
    """How references that a pack wrote are brought into normal form."""

    def act(text: str, marks: tuple[Any, ...]) -> str:
        for mark in marks:
            if isinstance(mark, Ref) and mark.kind in NAMED:
                return normal(pack, text, known[mark.kind], later)
        return text

    return act


def normalise(entry: Entry, known: Known, later: Later = _NONE) -> dict[str, Any]:
    """The item's data with every reference in normal form. `later`: renamed ids."""
    return plain_normal(entry, entry.data, known, later)


def plain_normal(entry: Entry, data: Mapping[str, Any], known: Known, later: Later = _NONE) -> dict[str, Any]:
    """Other data of the item likewise."""
    changed = change(entry.kind.shape, data, namer(entry.pack, known, later))
    assert isinstance(changed, dict)
    return changed


def check(entry: Entry, known: Known, later: Later) -> Iterable[tuple[str, Finding]]:
    """References of one item that name nothing, each with the kind of thing that it names."""
    for kind, spot in entry.once(refs):
        fault = _fault(entry.pack, kind, spot.value, known, later)
        if fault:
            code, message, guess = fault
            severity: Severity = "warning" if code == "renamed" else "error"
            yield kind, entry.finding(spot.path, code, message, guess, spot.key, severity)


def _fault(pack: str, kind: str, text: str, known: Known, later: Later) -> tuple[str, str, str] | None:
    if kind == "new-mark" or (text == "" and kind in OPTIONAL):
        return None
    if kind == "date":
        return None if DATE.match(text) else ("bad-date", f'"{text}" is no quarter; write it like 2025Q4', "")
    if kind == "month":
        return None if MONTH.match(text) else ("bad-date", f'"{text}" is no month; write it like 2010-07', "")
    if kind not in known:
        return "unknown-id", f'"{text}" refers to a {kind}, and there is no such kind of thing', ""
    name = normal(pack, text, known[kind]) if kind in NAMED else text
    called = CALLED.get(kind, kind)
    if kind in ("products", "finals") and "*" in text:
        if matches(name, known[kind]):
            return None
        return "unknown-id", f'no {called} fits "{text}"; there are {", ".join(known[kind])}', ""
    if name in known[kind]:
        return None
    old = next((id for id in (name, f"{pack}:{text}") if id in later), "")
    if old and later[old]:
        return "renamed", f'the {called} "{text}" has a new name', later[old]
    if old:
        return "removed", f'the {called} "{text}" was removed from its pack', ""
    guess = nearest(pack, text, known[kind])
    listed = f"; there are {', '.join(known[kind])}" if not guess and known[kind] and len(known[kind]) <= LISTED else ""
    more = "; python -m game manual lists them" if not guess and not listed and kind in CLOSED else ""
    return "unknown-id", f'no {called} "{text}"{listed}{more}', guess


def nearest(pack: str, word: str, known: Sequence[str]) -> str:
    """The known name that was most likely meant: one of the pack's own first, as the pack writes it."""
    own = [id.removeprefix(f"{pack}:") for id in known if id.startswith(f"{pack}:")]
    return closest(word, own) or closest(word, known)


def cells(entry: Entry, known: Known) -> Iterable[Finding]:
    """Rows of a world whose cells or amounts do not belong to their table."""
    regions = known["region"]
    uses = [c for c in known["cell"] if c not in (*regions, "inside", "outside", *SIDES)]
    by_axes: dict[str, Sequence[str]] = {
        "RP": regions, "RF": regions, "R": regions, "RFU": uses, "FU": uses, "ZP": ("inside", "outside"), "B": SIDES,
        "RO": regions,
    }  # fmt: skip
    for i, row in enumerate(_list(entry.data.get("rows"))):
        if isinstance(row, dict) and row.get("table") in TABLES:
            for path, message, guess in _row(row, TABLES[row["table"]][0], by_axes):
                yield entry.finding(("rows", i, *path), "wrong-cell", message, guess, key=True)


def _row(row: dict[str, Any], axes: str, by_axes: Mapping[str, Sequence[str]]) -> Iterable[tuple[tuple[str, ...], str, str]]:
    table, given = row["table"], row.get("values")
    values: dict[str, Any] = given if isinstance(given, dict) else {}
    allowed = by_axes.get(axes, ())
    for key in values:
        if key not in allowed:
            yield ("values", key), f'the table {table} has no cell "{key}"', closest(key, allowed)
    if set(axes) & {"P", "F"} and not row.get("of"):
        yield (), f"a row of the table {table} must say of which products", ""
    if (axes == "RO") != bool(row.get("ore")):
        wanted = f"a row of the table {table} must say of which ore" if axes == "RO" else f"the table {table} has no ores"
        yield () if axes == "RO" else ("ore",), wanted, ""
    if row.get("all") is None and (not values or axes not in by_axes):
        wanted = "values, or one value for all" if axes in by_axes else "one value for all"
        yield (), f"a row of the table {table} must give {wanted}", ""
    amounts = [v for v in (*values.values(), row.get("all")) if isinstance(v, (int, float))]
    if table == "prospect" and any(v > 1 for v in amounts):
        yield (), "a prospect is a part of the full rate of starts, 0 to 1", ""
    if table != "growth" and any(v < 0 for v in amounts):
        yield (), f"the table {table} has no negative amounts", ""
    if (row.get("total") is not None or table == "split") and amounts and total(amounts) == 0:
        yield (), "shares must not all be 0", ""
