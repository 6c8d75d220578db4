"""Saves and packs: which packs a save lacks, and its state without what only they knew.

Nothing here plays. A world that is made of other things than today's cannot go on; what names an item that is gone is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from game.engine.rules.campaign.record import Past, State
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.structs import Struct, replace

T = TypeVar("T")
TABLES = {
    "card": "cards", "order": "orders", "dial": "dials",
    **dict.fromkeys(("mandate", "given", "taken", "charge", "named"), "mandates"),
}  # fmt: skip
"""Field of an act, measure, line or piece of news → the table of the rules that its name stands in."""


class Absent(Struct):
    """A pack that a save was made with: which version, and which one is in play now ("" = none)."""

    id: str
    version: str
    now: str = ""

    def __str__(self) -> str:
        return f"{self.id} {self.version}" + (f" (here: {self.now})" if self.now else "")


def absent(rules: Rules, packs: Iterable[tuple[str, str, str]]) -> tuple[Absent, ...]:
    """The packs of a save's header that are not in play, or are so with other content."""
    now = {id: (version, hash) for id, version, hash in rules.packs}
    found = [(id, version, now.get(id, ("", ""))) for id, version, hash in packs if id not in now or now[id][1] != hash]
    return tuple(Absent(id, version, here) for id, version, (here, _) in found)


def without(rules: Rules, state: State) -> tuple[State, tuple[str, ...]]:
    """The state without what names items that the rules do not have, and the names of what was dropped, each once."""
    record, gone = state.record, dict[str, None]()
    known = {*rules.cards, BRINK}

    def kept(things: Iterable[T]) -> tuple[T, ...]:
        left = []
        for thing in things:
            names = list(strange(rules, thing))
            gone.update(dict.fromkeys(names))
            left += [] if names else [thing]
        return tuple(left)

    def named(rows: Iterable[T], there: Iterable[str], place: int = 0) -> tuple[T, ...]:
        have, left = set(there), []
        for row in rows:
            name = row[place] if isinstance(row, tuple) else row
            if name in have:
                left.append(row)
            else:
                gone[str(name)] = None
        return tuple(left)

    dials = {id: min(record.dials.get(id, d.start), len(d.notches) - 1) for id, d in sorted(rules.dials.items())}
    named(record.dials, rules.dials)
    regions = rules.world_of(record.setup.scenario).regions
    pruned = replace(
        record,
        dials=dials,
        statutes=tuple(row for row in named(record.statutes, rules.dials) if row[1] < len(rules.dials[row[0]].notches)),
        measures=kept(record.measures),
        drafts=kept(record.drafts),
        offers=kept(record.offers),
        promises=tuple(p for p in record.promises if kept([replace(p, order=_order_of(rules, p.order))])),
        marks=kept(record.marks),
        table=tuple(c for c in record.table if named([c.card], known)),
        coming=named(record.coming, known),
        dealt=named(record.dealt, known),
        enacted=named(record.enacted, rules.orders),
        stances={region: stance for region, stance in record.stances.items() if region in regions},
        mandates={side: named(record.mandates[side], rules.mandates) for side in BOTH},
        progress={id: held for id, held in record.progress.items() if id in rules.mandates},
        history=tuple(_past(past, kept) for past in record.history),
        charge_lists={side: named(listed, rules.mandates) for side, listed in record.charge_lists.items()},
        named={side: mandate for side, mandate in record.named.items() if mandate in rules.mandates},
    )
    return State(pruned, state.world), tuple(gone)


def _order_of(rules: Rules, measure: str) -> str:
    """The order that a measure in force came from, whose id its own begins with; the measure's id where that order is gone."""
    return next((id for id in rules.orders if measure == id or measure.startswith(f"{id}-")), measure)


def _past(past: Past, kept: Any) -> Past:
    return replace(
        past,
        plans={side: replace(plan, lines=kept(plan.lines)) for side, plan in past.plans.items()},
        deeds={side: kept(deeds) for side, deeds in past.deeds.items()},
        news=kept(past.news),
    )


def strange(rules: Rules, thing: Any) -> Iterable[str]:
    """Names inside an act, measure, line or piece of news that the rules do not know."""
    if isinstance(thing, Struct):
        for field in thing.__struct_fields__:
            value = getattr(thing, field)
            table: Mapping[str, Any] | None = getattr(rules, TABLES[field]) if field in TABLES else None
            if (table is not None and isinstance(value, str) and value and value != BRINK and value not in table) or (
                table is rules.dials and isinstance(value, str) and value and _off_the_dial(rules, thing, value)
            ):
                yield value
            else:
                yield from strange(rules, value)
            if field == "response" and (card := rules.cards.get(getattr(thing, "card", ""))):
                yield from () if value in [r.id for r in card.responses] else (f"{card.id} {value}",)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from strange(rules, part)


def _off_the_dial(rules: Rules, thing: Any, dial: str) -> bool:
    """Whether a notch that goes with a dial's name is not on it any more."""
    notches = len(rules.dials[dial].notches)
    return any(getattr(thing, field, 0) >= notches for field in ("notch", "most") if isinstance(getattr(thing, field, 0), int))
