"""How the world items of packs become a `WorldSpec`: rows fill tables, plants fill the pipeline, names become indices.

The items must have passed the checks, but for cells without a value, which `unfilled` finds. The equations are the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from game.content.format.world_items import (
    TABLES,
    Material,
    Mirror,
    Parts,
    Project,
    Row,
    WorldItem,
    final_ids,
    matches,
    product_ids,
)
from game.engine.rules.vocabulary.calendar import index_of
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES, NamedPlant, Parameters, Reaction, WorldSpec, parameter_names

RING = 32  # quarters of openings that a starting world can hold: the longest lag of a mine and a margin


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


def unfilled(parts: Parts, world: WorldItem) -> dict[str, tuple[str, ...]]:
    """The tables of a world in which a cell that needs a value has none → the products, or else the regions, that lack one."""
    axes, found = _axes(parts), {}
    for name, table in _tables(parts, world).items():
        empty, letters = np.isnan(table), TABLES[name][0]
        if empty.any():
            axis = next((i for i, letter in enumerate(letters) if letter in "PF"), 0)
            along = np.atleast_1d(empty.any(axis=tuple(i for i in range(empty.ndim) if i != axis)))
            found[name] = tuple(id for id, lacks in zip(axes[letters[axis]], along, strict=True) if lacks) if letters else ()
    return found


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
    held = total(ore.holds[m] for m in named)
    dug = total(project.adds[mined[m]] for m in named) / held if held > 0 else 0.0
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
        equips=tuple((products.index(m.id), products.index(m.equips)) for m in parts.mirrors if m.equips),
        expansion=np.rint(t["expansion"]).astype(np.int64),
        talent0=t["talent"], attention0=t["attention"], belief0=np.stack([t["belief-beijing"], t["belief-washington"]]),
        belief_weight0=np.stack([t["weight-beijing"], t["weight-washington"]]), leak_max=t["leak"], resale=t["resale"],
        hold=t["hold"], lam=t["losses"], designout_cap=t["designout-cap"], recycled=t["recycled"], rung0=t["rung"],
        tension0=float(t["tension"]), pipeline=_pipeline(plants, axes, ring),
        parameters=Parameters(**{n: parts.parameters[n].value for n in parameter_names() if n in parts.parameters}),
        reaction=Reaction(
            reaction.press, reaction.answer, reaction.ease, reaction.calm, np.array(reaction.climb), np.array(reaction.down)
        ),
        quarter0=start, names=names, ores=axes["O"], ore_holds=_holds(parts, products),
        ore_mix=t["ore"], ore_prospect=t["prospect"], plants=tuple(x for x in plants if 0 <= x.first < ring - x.ramp),
    )  # fmt: skip


def _holds(parts: Parts, products: Sequence[str]) -> Array:
    """(O, P) shares of each mined product in the ores."""
    holds = np.zeros((len(parts.ores), len(products)))
    for o, ore in enumerate(parts.ores):
        for material, amount in ore.holds.items():
            holds[o, products.index(f"{material}.{parts.stages[0].id}")] = amount / (total(ore.holds.values()) or 1.0)
    return holds


def _ints(values: Sequence[int]) -> Any:
    return np.array(values, dtype=np.int64)
