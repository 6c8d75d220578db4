"""World files: their item types, and how they become a `WorldSpec`.

A starting world is a list of table rows; each row fills cells of one table and carries its source and confidence. Rows are applied
in order, so a world that is `like` another states only what differs. The equations are the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

import numpy as np

from game.engine.rules.bounds import Bounds, Ref
from game.engine.rules.calendar import index_of
from game.engine.world.spec import SIDES, Array, NamedPlant, Parameters, Reaction, WorldSpec, parameter_names

RING = 32  # quarters of openings that a starting world can hold: the longest lag of a mine and a margin

Confidence = Literal["verified", "derived", "recalled", "judgement"]
Names = Annotated[tuple[str, ...], Ref("products")]
Factor = Annotated[float, Bounds(0, 100)]

TableName = Literal[
    "output", "use", "run", "cover", "stock", "cost", "recycled", "losses", "split", "growth", "price", "price-unit", "lag", "leak",
    "resale", "hold", "home-growth", "designout-cap", "gdp", "talent", "attention", "belief-beijing", "belief-washington",
    "weight-beijing", "weight-washington", "rung", "tension", "ore", "prospect",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A country or group of countries."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the chain, in the order of the chain."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A material that passes through all stages; `home` licenses its export, `side` decides."""

    id: str
    title: str
    home: Annotated[str, Ref("region")]
    side: Literal["beijing", "washington"]
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ore:
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


@dataclass(frozen=True, slots=True)
class Mirror:
    """A choke point of one stage with the same equations."""

    id: str
    title: str
    home: Annotated[str, Ref("region")]
    side: Literal["beijing", "washington"]
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """An end use."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the equations with its range."""

    id: Annotated[str, Ref("parameter")]
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ReactionItem:
    """The reaction curve of projections, by rung 0 to 8."""

    id: str
    answer: Annotated[float, Bounds(0, 1)]
    calm: Annotated[float, Bounds(0, 8)]
    climb: Annotated[tuple[float, ...], Bounds(9, 9, length=True)]
    down: Annotated[tuple[float, ...], Bounds(9, 9, length=True)]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class Project:
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


@dataclass(frozen=True, slots=True)
class WorldItem:
    """A starting world."""

    id: str
    title: str
    text: str
    quarter: Annotated[str, Ref("date")]
    rows: tuple[Row, ...]
    like: Annotated[str, Ref("world")] = ""


@dataclass(frozen=True, slots=True)
class Parts:
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


# table name → axes, and the value of cells that no row fills (None: every cell must be filled)
TABLES: dict[str, tuple[str, float | None]] = {
    "output": ("RP", 0.0), "use": ("RF", 0.0), "run": ("RP", None), "cover": ("RP", None), "stock": ("RP", 1.0),
    "cost": ("RP", None), "recycled": ("RP", 0.0), "losses": ("RF", 0.0), "split": ("RFU", None), "growth": ("FU", None),
    "price": ("ZP", 1.0), "price-unit": ("P", None), "lag": ("P", None), "leak": ("P", None), "resale": ("P", None),
    "hold": ("P", None), "home-growth": ("P", None), "designout-cap": ("F", None), "gdp": ("R", None), "talent": ("R", None),
    "attention": ("R", None), "belief-beijing": ("R", None), "belief-washington": ("R", None), "weight-beijing": ("R", None),
    "weight-washington": ("R", None), "rung": ("B", 0.0), "tension": ("", 0.0), "ore": ("RO", 0.0), "prospect": ("RO", 0.0),
}  # fmt: skip


def rows_of(worlds: Mapping[str, WorldItem], id: str) -> tuple[Row, ...]:
    """The rows of a world after those of the worlds that it is like; a circle of likes ends where it closes."""
    chain: list[WorldItem] = []
    while id in worlds and worlds[id] not in chain:
        chain.append(worlds[id])
        id = worlds[id].like
    return tuple(row for item in reversed(chain) for row in item.rows)


def _axes(parts: Parts) -> dict[str, tuple[str, ...]]:
    ids = [m.id for m in parts.materials], [s.id for s in parts.stages], [m.id for m in parts.mirrors]
    return {
        "R": tuple(r.id for r in parts.regions),
        "P": product_ids(*ids),
        "F": final_ids(*ids),
        "U": tuple(u.id for u in parts.uses),
        "Z": ("inside", "outside"),
        "B": SIDES,
        "O": tuple(o.id for o in parts.ores),
    }


def unfilled(parts: Parts, world: WorldItem) -> tuple[str, ...]:
    """The tables of a world in which a cell that needs a value has none."""
    tables = _tables(parts, world)
    return tuple(name for name, table in tables.items() if np.isnan(table).any())


def _tables(parts: Parts, world: WorldItem) -> dict[str, Array]:
    axes = _axes(parts)
    tables = {}
    for name, (letters, calm) in TABLES.items():
        tables[name] = np.full([len(axes[a]) for a in letters], np.nan if calm is None else calm)
    for row in rows_of(parts.worlds, world.id):
        _fill(tables[row.table], TABLES[row.table][0], row, axes)
    return tables


def _fill(table: Array, letters: str, row: Row, axes: Mapping[str, tuple[str, ...]]) -> None:
    if letters == "":
        table[...] = row.all
        return
    by = {"RP": "R", "RF": "R", "RFU": "U", "FU": "U", "ZP": "Z", "RO": "R"}.get(letters, letters if letters in ("R", "B") else "")
    items = axes["F" if "F" in letters else "P"]
    columns = [i for pattern in row.of for i in matches(pattern, items)] if set(letters) & {"P", "F"} else []
    if not by:
        table[columns] = row.all
        return
    vector = np.full(len(axes[by]), np.nan if row.all is None else row.all)
    for key, value in (row.values or {}).items():
        vector[axes[by].index(key)] = value
    if row.total is not None:
        vector = np.nan_to_num(vector)
        vector = row.total / 12.0 * vector / vector.sum()
    given = ~np.isnan(vector)
    if letters in ("R", "B"):
        table[given] = vector[given]
        return
    if letters == "RO":
        table[given, axes["O"].index(row.ore)] = vector[given]
        return
    regions = [axes["R"].index(r) for r in row.at] or list(range(len(axes["R"])))
    for column in columns:
        if letters == "RFU":
            table[regions, column, :] = np.nan_to_num(vector) / np.nan_to_num(vector).sum()
        elif letters == "FU":
            table[column, given] = vector[given]
        else:
            table[given, column] = vector[given]


def _adds(project: Project, parts: Parts) -> dict[str, float]:
    """What a plant adds, with the by-products of its ore: units a year at nameplate."""
    ore = next((o for o in parts.ores if o.id == project.ore), None)
    if ore is None:
        return project.adds
    mined = {m: f"{m}.{parts.stages[0].id}" for m in ore.holds}
    named = [m for m, product in mined.items() if product in project.adds]
    held = sum(ore.holds[m] for m in named)
    dug = sum(project.adds[mined[m]] for m in named) / held if held > 0 else 0.0
    return project.adds | {product: dug * ore.holds[m] for m, product in mined.items() if m not in named}


def _plants(parts: Parts, start: int, axes: Mapping[str, tuple[str, ...]]) -> tuple[NamedPlant, ...]:
    """The named plants with their expected quarters after the start."""
    plants = []
    for project in parts.projects:
        share = project.realised / project.ramp / 12.0
        adds = tuple((axes["P"].index(product), amount * share) for product, amount in _adds(project, parts).items())
        first = index_of(project.opens) + project.slip - start
        plants.append(NamedPlant(project.id, project.title, axes["R"].index(project.at), first, project.ramp, project.slip, adds))
    return tuple(plants)


def _pipeline(plants: Sequence[NamedPlant], axes: Mapping[str, tuple[str, ...]], quarters: int) -> Array:
    """Capacity that opens by quarter after the start; what opened before is in the starting tables."""
    ring = np.zeros((quarters, len(axes["R"]), len(axes["P"])))
    for plant in plants:
        for quarter in range(max(plant.first, 0), min(plant.first + plant.ramp, quarters)):
            for product, amount in plant.adds:
                ring[quarter, plant.region, product] += amount
    return ring


def compile_world(parts: Parts, world: WorldItem, ring: int = RING) -> WorldSpec:
    """The starting world as the engine wants it, with openings of `ring` quarters. The items must have passed the checks."""
    axes = _axes(parts)
    t = _tables(parts, world)
    start = index_of(world.quarter)
    plants = _plants(parts, start, axes)
    products, finals, regions = axes["P"], axes["F"], axes["R"]
    stages = tuple(s.id for s in parts.stages)
    chains: list[Material | Mirror] = [*parts.materials, *parts.mirrors]
    owners = {m.id: m for m in chains}
    owner = [owners[p.split(".")[0]] for p in products]
    feed = [-1 if "." not in p or p.endswith("." + stages[0]) else i - 1 for i, p in enumerate(products)]
    stage_of = [stages.index(p.split(".")[1]) if "." in p else len(stages) - 1 for p in products]
    names = {r.id: r.title for r in parts.regions} | {x.id: x.title for x in parts.stages} | {u.id: u.title for u in parts.uses}
    names |= {m.id: m.title for m in chains}
    for p in products:
        if "." in p:
            material, stage = p.split(".")
            names[p] = f"{names[material]} {names[stage]}"
    side_home = {str(m.side): m.home for m in reversed(chains)}
    reaction = parts.reaction
    return WorldSpec(
        regions=regions, products=products, finals=finals, uses=axes["U"], stages=stages,
        materials=tuple(m.id for m in parts.materials), mirrors=tuple(m.id for m in parts.mirrors),
        feed=_ints(feed), final_product=_ints([products.index(f) for f in finals]), stage_of=_ints(stage_of),
        home=_ints([regions.index(o.home) for o in owner]), side_region=_ints([regions.index(side_home[s]) for s in SIDES]),
        controls=_ints([SIDES.index(o.side) for o in owner]), gdp=t["gdp"], price_unit=t["price-unit"], output0=t["output"],
        use0=t["use"], use_split=t["split"], use_growth=t["growth"], home_growth=t["home-growth"], run0=t["run"],
        cover0=t["cover"], stock_factor=t["stock"], price0=t["price"], cost=t["cost"], lag=np.rint(t["lag"]).astype(np.int64),
        talent0=t["talent"], attention0=t["attention"], belief0=np.stack([t["belief-beijing"], t["belief-washington"]]),
        belief_weight0=np.stack([t["weight-beijing"], t["weight-washington"]]), leak_max=t["leak"], resale=t["resale"],
        hold=t["hold"], lam=t["losses"], designout_cap=t["designout-cap"], recycled=t["recycled"], rung0=t["rung"],
        tension0=float(t["tension"]), pipeline=_pipeline(plants, axes, ring),
        parameters=Parameters(**{n: parts.parameters[n].value for n in parameter_names() if n in parts.parameters}),
        reaction=Reaction(reaction.answer, reaction.calm, np.array(reaction.climb), np.array(reaction.down)),
        quarter0=start, names=names, ores=axes["O"], ore_holds=_holds(parts, products),
        ore_mix=t["ore"], ore_prospect=t["prospect"], plants=tuple(x for x in plants if 0 <= x.first < ring - x.ramp),
    )  # fmt: skip


def _holds(parts: Parts, products: Sequence[str]) -> Array:
    """(O, P) shares of each mined product in the ores."""
    holds = np.zeros((len(parts.ores), len(products)))
    for o, ore in enumerate(parts.ores):
        for material, amount in ore.holds.items():
            holds[o, products.index(f"{material}.{parts.stages[0].id}")] = amount / (sum(ore.holds.values()) or 1.0)
    return holds


def _ints(values: Sequence[int]) -> Any:
    return np.array(values, dtype=np.int64)


def missing_parameters(ids: Sequence[str]) -> tuple[str, ...]:
    """Parameters of the engine that no item gives and that have no value of their own."""
    return tuple(f.name for f in fields(Parameters) if f.default is MISSING and f.name not in ids)
