"""Quantities over time: what one can look up, of what it is read, and all of it as comma-separated text.

A row holds the numbers of one quarter's start by column name, `<statistic>:<which>`. Charts: `ending/statistics_page.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.csv_file import Style, csv_text
from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.quantities import measured
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, other
from game.engine.rules.vocabulary.rules import Rules
from game.structs import Struct

Row = Mapping[str, float]
GROUPS = ("figures", "conduct", "resources", "prices", "supply")


class Statistic(Struct):
    """One statistic: `columns` names for each of its values what it is told as and which quantity that is. `unit` is the key of the
    words beside its chart."""

    id: str
    group: str
    unit: str  # index, percent, money, points, price, months, tonnes, money-month, rung
    columns: tuple[tuple[str, str], ...]
    product: str = ""


def _sides(quantity: str) -> tuple[tuple[str, str], ...]:
    return tuple((side, quantity) for side in BOTH)


FIXED: tuple[Statistic, ...] = (
    Statistic("leverage", "figures", "index", _sides("leverage")),
    Statistic("leverage-today", "figures", "index", _sides("leverage-today")),
    Statistic("leverage-lasting", "figures", "index", _sides("leverage-lasting")),
    Statistic("reliability", "figures", "percent", _sides("reliability")),
    Statistic("third-party-reliability", "figures", "percent", _sides("third-party-reliability")),
    Statistic("crisis", "figures", "percent", (("both", "crisis"),)),
    Statistic("escalation", "figures", "percent", (("both", "escalation"),)),
    Statistic("leverage-usd", "figures", "money", _sides("leverage-usd")),
    Statistic("own-loss", "figures", "money", _sides("own-loss")),
    Statistic("rung", "conduct", "rung", (("own", "rung"), ("rival", "rung"))),
    Statistic("resolve", "conduct", "percent", _sides("resolve")),
    Statistic("tension", "conduct", "rung", (("both", "tension"),)),
    Statistic("support", "resources", "percent", (("own", "support"),)),
    Statistic("watchers", "resources", "percent", tuple((d, "watcher") for d in DESKS)),
    Statistic("capital", "resources", "points", (("own", "capital"),)),
    Statistic("budget", "resources", "money", (("own", "budget"),)),
    Statistic("credit", "resources", "money", (("own", "credit"),)),
)


def statistics(spec: Any) -> tuple[Statistic, ...]:
    """All statistics of a world, in the order in which they are offered."""
    found = list(FIXED)
    for p in spec.products:
        found.append(Statistic(f"price.{p}", "prices", "price", (("inside", "price-in"), ("outside", "price-out")), p))
    for p in spec.products:
        unit = "money-month" if p in spec.mirrors else "tonnes"
        found.append(Statistic(f"exports.{p}", "supply", unit, (("exports", "exports"), ("denied", "refused")), p))
    for p in spec.products:
        found.append(Statistic(f"capacity.{p}", "supply", "percent", (("home", "made"),), p))
    for f in spec.finals:
        found.append(Statistic(f"cover.{f}", "supply", "months", _sides("cover"), f))
    return tuple(found)


def row_of(rules: Rules, o: Observation) -> Row:
    """Every number of one observation by column; nothing where a country has no use for a product."""
    facts = facts_seen(rules, o)
    row: dict[str, float] = {}
    for s in statistics(o.world.spec):
        for which, quantity in s.columns:
            side = {"beijing": "beijing", "washington": "washington", "rival": other(o.side)}.get(which, o.side)
            name = side if which in ("own", "rival") else which
            if (value := _value(facts, quantity, side, which, s.product)) is not None:
                row[f"{s.id}:{name}"] = value
    return row


def _value(facts: Facts, quantity: str, side: Any, which: str, product: str) -> float | None:
    of = facts.of(side, product, "world" if quantity in ("exports", "refused") else "", which)
    if quantity == "made":
        of = replace(of, rows=(int(facts.spec.home[of.product]),))
    if quantity == "cover" and measured(facts, "wanted", of) <= 0.0:
        return None
    return measured(facts, quantity, of)


def columns(rows: Mapping[int, Row]) -> list[str]:
    """All columns that any quarter has, in the order in which they first stand."""
    return list(dict.fromkeys(c for q in sorted(rows) for c in rows[q]))


def as_csv(rows: Mapping[int, Row], dates: Mapping[int, str], units: Mapping[str, str], style: Style) -> str:
    """One line a quarter: its number from 1, its date, every column with six digits; nothing where a number is not known.

    `units` says of each statistic, by id, in what it is counted; the head has it, as in `leverage:beijing [index 0–100]`."""
    names = columns(rows)
    head = ["quarter", "date", *(f"{c} [{units[c.partition(':')[0]]}]" for c in names)]
    return csv_text(head, ([q + 1, dates[q], *(rows[q].get(c) for c in names)] for q in sorted(rows)), style)
