"""World files: their item types, and the products that they make up. How they become a `WorldSpec` is `world_spec.py`'s business.

A starting world is a list of table rows; each row fills cells of one table and carries its source and confidence. Rows are applied
in order, so a world that is `like` another states only what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from game.engine.rules.fields.bounds import Bounds, Ref
from game.engine.world.model.spec import Parameters
from game.structs import Struct

Confidence = Literal["verified", "derived", "recalled", "judgement"]
Names = Annotated[tuple[str, ...], Ref("products")]
Factor = Annotated[float, Bounds(0, 100)]

TableName = Literal[
    "output", "use", "run", "cover", "stock", "cost", "recycled", "losses", "split", "growth", "price", "price-unit",
    "lag", "expansion", "leak", "resale", "hold", "home-growth", "designout-cap", "gdp", "talent", "attention",
    "belief-beijing", "belief-washington", "weight-beijing", "weight-washington", "rung", "tension", "ore", "prospect",
]  # fmt: skip

# table name → axes, and the value of cells that no row fills (None: every cell must be filled)
TABLES: dict[str, tuple[str, float | None]] = {
    "output": ("RP", 0.0), "use": ("RF", 0.0), "run": ("RP", None), "cover": ("RP", None), "stock": ("RP", 1.0),
    "cost": ("RP", None), "recycled": ("RP", 0.0), "losses": ("RF", 0.0), "split": ("RFU", None), "growth": ("FU", None),
    "price": ("ZP", 1.0), "price-unit": ("P", None), "lag": ("P", None), "expansion": ("P", 6.0),
    "leak": ("P", None), "resale": ("P", None), "hold": ("P", None), "home-growth": ("P", None), "designout-cap": ("F", None),
    "gdp": ("R", None), "talent": ("R", None),
    "attention": ("R", None), "belief-beijing": ("R", None), "belief-washington": ("R", None), "weight-beijing": ("R", None),
    "weight-washington": ("R", None), "rung": ("B", 0.0), "tension": ("", 0.0), "ore": ("RO", 0.0), "prospect": ("RO", 0.0),
}  # fmt: skip


class Region(Struct):
    """A country or group of countries."""

    id: str
    title: str
    note: str = ""


class Stage(Struct):
    """A stage of the chain, in the order of the chain: a new one comes last, or `before` another one."""

    id: str
    title: str
    note: str = ""
    before: Annotated[str, Ref("stage")] = ""


class Material(Struct):
    """A material that passes through all stages; `home` licenses its export, `side` decides."""

    id: str
    title: str
    home: Annotated[str, Ref("region")]
    side: Literal["beijing", "washington"]
    unit: str
    note: str = ""


class Ore(Struct):
    """An ore out of which several materials come at once: how many units of each a hundred units of them all hold.

    Mines that dig it run, open and close by the value of the whole basket. `low` and `high` are factors on what is scarcest."""

    id: str
    title: str
    holds: dict[Annotated[str, Ref("material")], Annotated[float, Bounds(0, 100)]]
    source: str
    confidence: Confidence
    low: Factor
    high: Factor
    note: str = ""


class Mirror(Struct):
    """A choke point of one stage with the same equations. `equips` names the product that it is the machines for."""

    id: str
    title: str
    home: Annotated[str, Ref("region")]
    side: Literal["beijing", "washington"]
    unit: str
    equips: Annotated[str, Ref("product")] = ""
    note: str = ""


class Use(Struct):
    """An end use."""

    id: str
    title: str
    note: str = ""


class Parameter(Struct):
    """One number of the equations with its range."""

    id: Annotated[str, Ref("parameter")]
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str
    confidence: Confidence


class ReactionItem(Struct):
    """The reaction curve of projections, by rung 0 to 8."""

    id: str
    press: Annotated[float, Bounds(0, 1)]
    answer: Annotated[float, Bounds(0, 1)]
    ease: Annotated[float, Bounds(0, 1)]
    calm: Annotated[float, Bounds(0, 8)]
    climb: Annotated[tuple[float, ...], Bounds(9, 9, length=True)]
    down: Annotated[tuple[float, ...], Bounds(9, 9, length=True)]
    source: str
    confidence: Confidence


class Row(Struct):
    """Fills cells of one table. `values` by region (or by use, zone or side, where the table says so), `all` for those not named.

    `total` turns the values into shares of that many units a year. `low` and `high` are factors on the values. The tables `ore`
    (weights of what regions dig) and `prospect` (part of the full rate at which mines can be started) name their `ore`."""

    table: TableName
    source: str
    confidence: Confidence
    low: Factor
    high: Factor
    of: Names = ()
    at: Annotated[tuple[str, ...], Ref("region")] = ()
    values: dict[Annotated[str, Ref("cell")], float] | None = None
    all: float | None = None
    total: Annotated[float, Bounds(0, 1e9)] | None = None
    ore: Annotated[str, Ref("ore")] = ""
    note: str = ""


class Project(Struct):
    """A named plant: what it adds (units a year at nameplate), when it opens, how much of it is expected to come, and how fast.

    A mine that names its `ore` also brings, in the ore's proportion, the materials of that ore which `adds` does not name."""

    id: str
    title: str
    at: Annotated[str, Ref("region")]
    adds: dict[Annotated[str, Ref("product")], float]
    opens: Annotated[str, Ref("date")]
    realised: Annotated[float, Bounds(0, 1)]
    ramp: Annotated[int, Bounds(1, 16)]
    slip: Annotated[int, Bounds(0, 20)]
    source: str
    confidence: Confidence
    ore: Annotated[str, Ref("ore")] = ""
    note: str = ""


class WorldItem(Struct):
    """A starting world."""

    id: str
    title: str
    text: str
    quarter: Annotated[str, Ref("date")]
    rows: tuple[Row, ...]
    like: Annotated[str, Ref("world")] = ""


class Parts(Struct):
    """All world items of the packs in play, each kind in the order in which it was read."""

    regions: tuple[Region, ...]
    stages: tuple[Stage, ...]
    materials: tuple[Material, ...]
    mirrors: tuple[Mirror, ...]
    uses: tuple[Use, ...]
    parameters: Mapping[str, Parameter]
    reaction: ReactionItem
    projects: tuple[Project, ...]
    worlds: Mapping[str, WorldItem]
    ores: tuple[Ore, ...] = ()

    @property
    def products(self) -> tuple[str, ...]:
        """Ids of all products, materials by stage first, then mirrors."""
        return product_ids([m.id for m in self.materials], [s.id for s in self.stages], [m.id for m in self.mirrors])


def product_ids(materials: Sequence[str], stages: Sequence[str], mirrors: Sequence[str]) -> tuple[str, ...]:
    """Product ids in the order of the arrays."""
    return (*(f"{m}.{s}" for m in materials for s in stages), *mirrors)


def final_ids(materials: Sequence[str], stages: Sequence[str], mirrors: Sequence[str]) -> tuple[str, ...]:
    """The products that are used up: the last stage of each material, and the mirrors."""
    return (*(f"{m}.{stages[-1]}" for m in materials), *mirrors) if stages else tuple(mirrors)


def matches(pattern: str, ids: Sequence[str]) -> tuple[int, ...]:
    """Indices of the ids that a product id or pattern (heavy.*, *.magnet) names."""
    return tuple(i for i, id in enumerate(ids) if fnmatchcase(id, pattern))


def missing_parameters(ids: Sequence[str]) -> tuple[str, ...]:
    """Parameters of the engine that no item gives and that have no value of their own."""
    return tuple(f.name for f in fields(Parameters) if f.default is MISSING and f.name not in ids)
