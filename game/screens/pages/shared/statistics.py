"""Quantities over time: what one can look up, how it is read from an observation, and all of it as comma-separated text.

A row holds the numbers of one quarter's start by column name, `<quantity>.<which>`. Charts of them are `history.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.fields.structs import Struct
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, other
from game.engine.world.arithmetic.total import total
from game.screens.pages.shared.world_map import cell

Row = Mapping[str, float]
Reader = Callable[[Observation], dict[str, float]]
GROUPS = ("figures", "conduct", "resources", "prices", "supply")


class Statistic(Struct):
    """One quantity: `read` gives its values by side, watcher, or inside and outside; `unit` names how they are shown."""

    id: str
    group: str
    unit: str  # index, percent, money, points, price, months, tonnes, rung
    read: Reader
    product: str = ""


def _figure(field: str, scale: float = 1.0) -> Reader:
    return lambda o: {side: scale * getattr(o.figures[side], field) for side in BOTH}


def _account(field: str) -> Reader:
    return lambda o: {o.side: float(getattr(o.accounts, field))}


def _rungs(o: Observation) -> dict[str, float]:
    return {o.side: o.own_rung, other(o.side): o.seen_rung}


def _price(product: str) -> Reader:
    def read(o: Observation) -> dict[str, float]:
        p = o.world.spec.product(product)
        return {"inside": cell(o.world.price, 0, p), "outside": cell(o.world.price, 1, p)}

    return read


def _exports(product: str) -> Reader:
    def read(o: Observation) -> dict[str, float]:
        w = o.world
        p, rows = w.spec.product(product), range(len(w.spec.regions))
        return {name: total(cell(getattr(w, name), r, p) for r in rows) for name in ("exports", "denied")}

    return read


def _capacity(product: str) -> Reader:
    def read(o: Observation) -> dict[str, float]:
        w = o.world
        p, home = w.spec.product(product), int(w.spec.home[w.spec.product(product)])
        whole = total(cell(w.capacity, r, p) for r in range(len(w.spec.regions)))
        return {"home": 100.0 * cell(w.capacity, home, p) / max(whole, 1e-9)}

    return read


def _cover(final: str) -> Reader:
    def read(o: Observation) -> dict[str, float]:
        spec = o.world.spec
        f, p = spec.finals.index(final), spec.product(final)
        found: dict[str, float] = {}
        for side, r in zip(BOTH, spec.side_region.tolist(), strict=True):
            wanted = cell(o.world.demand, r, f)
            if wanted > 0:
                found[side] = cell(o.world.stock, r, p) / wanted
        return found

    return read


FIXED: tuple[Statistic, ...] = (
    Statistic("leverage", "figures", "index", _figure("leverage")),
    Statistic("leverage-today", "figures", "index", _figure("leverage_today")),
    Statistic("leverage-lasting", "figures", "index", _figure("leverage_lasting")),
    Statistic("reliability", "figures", "percent", _figure("reliability", 100.0)),
    Statistic("third-party-reliability", "figures", "percent", _figure("reliability_third", 100.0)),
    Statistic("escalation", "figures", "percent", lambda o: {"both": 100.0 * o.figures[o.side].escalation}),
    Statistic("leverage-usd", "figures", "money", _figure("leverage_usd_bn")),
    Statistic("own-loss", "figures", "money", _figure("own_loss_usd_bn")),
    Statistic("rung", "conduct", "rung", _rungs),
    Statistic("resolve", "conduct", "percent", lambda o: {s: 100.0 * o.resolve.get(s, 0.5) for s in BOTH}),
    Statistic("tension", "conduct", "rung", lambda o: {"both": cell(o.world.tension)}),
    Statistic("support", "resources", "percent", _account("support")),
    Statistic("watchers", "resources", "percent", lambda o: {d: o.accounts.watchers[i] for i, d in enumerate(DESKS)}),
    Statistic("capital", "resources", "points", _account("capital")),
    Statistic("budget", "resources", "money", _account("budget")),
    Statistic("credit", "resources", "money", _account("credit")),
)


def statistics(spec: Any) -> tuple[Statistic, ...]:
    """All quantities of a world, in the order in which they are offered."""
    found = list(FIXED)
    for p in spec.products:
        found.append(Statistic(f"price.{p}", "prices", "price", _price(p), p))
    for p in spec.products:
        found.append(Statistic(f"exports.{p}", "supply", "money-month" if p in spec.mirrors else "tonnes", _exports(p), p))
    for p in spec.products:
        found.append(Statistic(f"capacity.{p}", "supply", "percent", _capacity(p), p))
    for f in spec.finals:
        found.append(Statistic(f"cover.{f}", "supply", "months", _cover(f), f))
    return tuple(found)


def row_of(o: Observation) -> Row:
    """Every number of one observation by column."""
    return {f"{s.id}:{which}": value for s in statistics(o.world.spec) for which, value in s.read(o).items()}


def columns(rows: Mapping[int, Row]) -> list[str]:
    """All columns that any quarter has, in the order in which they first stand."""
    return list(dict.fromkeys(c for q in sorted(rows) for c in rows[q]))


def as_csv(rows: Mapping[int, Row], dates: Mapping[int, str]) -> str:
    """One line a quarter: its number from 1, its date, every column with six digits; nothing where a number is not known."""
    names = columns(rows)
    lines = [",".join(["quarter", "date", *names])]
    for q in sorted(rows):
        lines.append(",".join([str(q + 1), dates[q], *(f"{rows[q][c]:.6g}" if c in rows[q] else "" for c in names)]))
    return "\n".join(lines) + "\n"
