"""The base world in the real engine: a calm world stays calm, licences bite, and every number says where it comes from."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from game.content.format.build import parts_of
from game.content.format.world_items import Row
from game.content.loading.checker import check
from game.content.loading.compile import content, load
from game.content.loading.made_rules import made_from
from game.content.loading.world_spec import compile_world, rows_of
from game.engine.rules import new_game, resolve
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.leverage import leverage
from game.engine.world.model.spec import Parameters, WorldSpec
from game.engine.world.model.state import start
from game.engine.world.month.phases import step
from game.structs import replace
from tests.content.writing import written


@pytest.fixture(scope="module")
def spring(rules: Rules) -> WorldSpec:
    return rules.worlds["w2025q2"]


def test_shapes_and_shares(rules: Rules) -> None:
    for spec in rules.worlds.values():
        assert len(spec.regions) == 13 and len(spec.products) == 11 and len(spec.finals) == 5
        assert np.allclose(spec.use_split.sum(axis=2), 1)
        for table in (spec.output0, spec.use0, spec.cost, spec.cover0, spec.lam, spec.pipeline):
            assert np.isfinite(table).all() and (table >= 0).all()
        assert spec.regions[spec.side_region[0]] == "china" and spec.regions[spec.side_region[1]] == "usa"
        china, usa = spec.region("china"), spec.region("usa")
        assert spec.output0[china, spec.product("heavy.oxide")] / spec.output0[:, spec.product("heavy.oxide")].sum() > 0.96
        assert list(spec.home) == [china] * 8 + [usa, usa, china] and list(spec.controls) == [0] * 8 + [1, 1, 0]
        assert (
            spec.feed[spec.product("light.oxide")] == spec.product("light.concentrate") and spec.feed[spec.product("chips")] == -1
        )


def test_every_stage_of_a_material_has_the_same_world_total(rules: Rules) -> None:
    for spec in rules.worlds.values():
        for material in spec.materials:
            totals = [spec.output0[:, spec.product(f"{material}.{stage}")].sum() for stage in spec.stages]
            final = spec.use0[:, spec.finals.index(f"{material}.{spec.stages[-1]}")].sum()
            assert np.allclose([*totals, final], totals[0])


def test_a_calm_world_stays_calm(spring: WorldSpec) -> None:
    still = dataclasses.replace(spring.parameters, demand_growth=0)
    calm = dataclasses.replace(spring, parameters=still, pipeline=spring.pipeline * 0)
    world = start(calm)
    for _ in range(48):
        step(world, 1)
        assert np.abs(world.price - 1).max() < 0.02 and world.shortfall.max() < 0.01


def test_a_licence_at_half_of_normal_lifts_heavy_prices_abroad(spring: WorldSpec) -> None:
    world = start(spring)
    heavy = [i for i, p in enumerate(spring.products) if p.startswith("heavy")]
    china = spring.region("china")
    abroad = [r for r in range(len(spring.regions)) if r != china]
    world.licence[np.ix_(abroad, heavy)] = 0.5
    step(world, 6)
    oxide = spring.product("heavy.oxide")
    assert world.price[1, oxide, 0] > 2.5 > 1.05 > world.price[0, oxide, 0], "abroad several-fold, at home not"
    assert world.loss[:, spring.finals.index("heavy.magnet"), 0][china] < 0.01
    assert world.shortfall[spring.region("usa"), spring.finals.index("heavy.magnet"), 0] > 0.05


def test_both_capitals_have_leverage_of_a_plausible_size(rules: Rules) -> None:
    for id, spec in rules.worlds.items():
        found = leverage(start(spec))
        beijing, washington = found.today.net[:, 0]
        if id == "w2010q3":
            assert 3 < beijing < 150, "before electric cars; half of a cut leaked, and use forgone at the price is no loss"
            assert -10 < washington < 150, "a cut of chips cost about as much in sales as it did to others"
            continue
        assert 300 < beijing < 900 and 80 < washington < 500, "in $bn a year"
        usa = spec.region("usa")
        assert 0.6 < found.today.losses[0, usa, 0] < 1.3, "the study has .83 % of American GDP for a total cut"


def test_autumn_differs_from_spring_as_the_record_says(rules: Rules) -> None:
    spring, autumn = rules.worlds["w2025q2"], rules.worlds["w2025q4"]
    assert autumn.quarter0 == spring.quarter0 + 2
    oxide = spring.product("heavy.oxide")
    assert autumn.price0[1, oxide] > 2 > autumn.price0[0, oxide]
    usa = spring.region("usa")
    assert autumn.attention0[usa] > spring.attention0[usa] and autumn.belief0[0, usa] < spring.belief0[0, usa]
    assert autumn.pipeline.sum() < spring.pipeline.sum(), "what has opened stands in the tables"


def test_named_plants_open_on_their_dates(spring: WorldSpec) -> None:
    usa, magnet = spring.region("usa"), spring.product("light.magnet")
    opening = spring.pipeline[:, usa, magnet]
    assert opening[2] > 0 and opening[:2].sum() == 0, "Fort Worth and Sumter begin in 2025 Q4"
    assert 1 < 12 * opening.sum() / 1000 < 10, "thousand tonnes of contained oxide a year"


def test_every_number_of_the_worlds_has_range_source_and_confidence(packs: Path, tmp_path: Path) -> None:
    made = made_from(content([packs], store=tmp_path))
    assert set(made["parameter"]) == {f.name for f in dataclasses.fields(Parameters)}
    for item in made["parameter"].values():
        assert item.low <= item.value <= item.high and item.source and item.unit and item.meaning
    for world in made["world"].values():
        for row in world.rows:
            assert row.source and row.low <= 1 <= row.high, f"{world.id}: {row.table} {row.of}"
    for project in made["project"].values():
        assert project.source and 0 < project.realised <= 1


def test_heavy_comes_out_of_the_ground_with_light(rules: Rules) -> None:
    for spec in rules.worlds.values():
        world = start(spec)
        mines, light, heavy = world.frame.mines, spec.product("light.concentrate"), spec.product("heavy.concentrate")
        assert mines is not None
        row, found = spec.region("myanmar"), world.output
        world.price[1, heavy] = 3.0
        step(world, 1)
        assert found[row, heavy, 0] / spec.output0[row, heavy] > 1.08, f"{spec.quarter0}: clays follow the price of what they hold"
        assert found[row, light, 0] / found[row, heavy, 0] == pytest.approx(
            world.frame.output0[row, light] / world.frame.output0[row, heavy], rel=1e-4
        )


def test_what_ores_hold_agrees_with_what_regions_mine(rules: Rules) -> None:
    for id, spec in rules.worlds.items():
        light, heavy = spec.product("light.concentrate"), spec.product("heavy.concentrate")
        for name in ("china", "myanmar"):
            r = spec.region(name)
            dug = spec.ore_mix[r] / spec.ore_mix[r].sum() @ spec.ore_holds
            if spec.output0[r, light] > 100:
                record = spec.output0[r, heavy] / spec.output0[r, light]
                assert 0.6 < dug[heavy] / dug[light] / record < 1.6, f"{id}: {name}"


def test_a_named_mine_brings_the_by_products_of_its_ore(rules: Rules, packs: Path, tmp_path: Path) -> None:
    nolans = made_from(content([packs], store=tmp_path))["project"]["nolans"]
    assert set(nolans.adds) == {"light.concentrate", "light.oxide"}, "the record names what it is built for"
    spec = rules.worlds["w2026q1"]
    row = spec.region("australia")
    opening = spec.pipeline[:, row, spec.product("heavy.concentrate")]
    late = 4 * 2029 + nolans.slip - spec.quarter0
    assert opening[:late].sum() < opening[: late + 1].sum()
    assert opening[late] * 12 == pytest.approx(4440 * 0.015 / 0.985 * nolans.realised / nolans.ramp)


def test_a_third_material_is_only_data(packs: Path, tmp_path: Path) -> None:
    made = made_from(content([packs], store=tmp_path))
    parts = parts_of(made)
    assert parts is not None
    heavy = parts.materials[1]
    third = replace(heavy, id="third", title="third")
    ores = tuple(replace(o, holds={**o.holds, "third": o.holds["heavy"]}) for o in parts.ores)
    item = parts.worlds["w2025q4"]
    rows = rows_of(parts.worlds, item.id)
    own = tuple(
        replace(row, of=tuple(p.replace("heavy", "third") for p in row.of if "heavy" in p))
        for row in rows
        if any("heavy" in p for p in row.of)
    )
    calm = (
        Row("price", "test", "judgement", 1, 1, of=("*",), values={"inside": 1, "outside": 1}),
        Row("stock", "test", "judgement", 1, 1, of=("*",), all=1),
    )
    whole = replace(item, rows=(*rows, *own, *calm), like="")
    bigger = replace(parts, materials=(*parts.materials, third), ores=ores, projects=(), worlds={whole.id: whole})
    spec = compile_world(bigger, whole)
    assert spec.finals == ("light.magnet", "heavy.magnet", "third.magnet", "chips", "tools", "battery")
    world = start(dataclasses.replace(spec, parameters=dataclasses.replace(spec.parameters, demand_growth=0)))
    step(world, 24)
    assert np.abs(world.price - 1).max() < 0.02
    world.price[1, spec.product("heavy.concentrate")] = 3.0
    step(world, 1)
    row, calm_output = spec.region("myanmar"), world.frame.output0
    together = [world.output[row, spec.product(f"{m}.concentrate"), 0] for m in ("light", "heavy", "third")]
    usual = [calm_output[row, spec.product(f"{m}.concentrate")] for m in ("light", "heavy", "third")]
    assert together[0] / usual[0] > 1.05 and np.allclose(np.array(together) / usual, together[0] / usual[0], rtol=0.01)


ADDED = """patch: base:w2025q2
rows:
  append:
    - {table: attention, values: {chile: 0.2}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: belief-beijing, values: {chile: 0.6}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: belief-washington, values: {chile: 0.6}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: gdp, values: {chile: 330}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: talent, values: {chile: 0.1}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: growth, of: ["*"], values: {pumps: 0.03}, low: 0.5, high: 2, source: s, confidence: judgement}
    - {table: output, of: ["light.new:alloy"], total: 110000, values: {china: 9, chile: 1}, low: 1, high: 1, source: s,
       confidence: judgement}
    - {table: output, of: ["heavy.new:alloy"], total: 3600, values: {china: 9, chile: 1}, low: 1, high: 1, source: s,
       confidence: judgement}
    - {table: lag, of: ["*.new:alloy"], all: 5, low: 1, high: 1, source: s, confidence: judgement}
    - {table: price-unit, of: ["light.new:alloy"], all: 9.0e-5, low: 1, high: 1, source: s, confidence: judgement}
    - {table: price-unit, of: ["heavy.new:alloy"], all: 4.6e-4, low: 1, high: 1, source: s, confidence: judgement}
"""


@pytest.mark.slow
def test_a_region_a_use_and_a_stage_come_in_by_rows_alone(tmp_path: Path) -> None:
    """A new stage was the last of the chain whatever its rows said, and every base card that speaks of magnets an error."""
    pack = written(
        tmp_path, "new", world__regions="- {id: chile, title: Chile}\n", world__uses="- {id: pumps, title: pumps}\n",
        world__stages="- {id: alloy, title: alloy, before: magnet}\n", world__w2025q2=ADDED,
    )  # fmt: skip
    assert {f.code for f in check([pack], play=False)} <= {"mass-balance"}, "of the base's other worlds, which make less"
    rules = load([pack], store=tmp_path / "store").rules
    assert rules is not None
    for world in rules.worlds.values():
        assert world.regions[-1] == "new:chile" and world.uses[-1] == "new:pumps"
        assert world.stages[-2:] == ("new:alloy", "magnet") and "light.magnet" in world.finals
        metal, alloy, magnet = (world.product(f"heavy.{stage}") for stage in ("metal", "new:alloy", "magnet"))
        assert (world.feed[alloy], world.feed[magnet]) == (metal, alloy)
    state = new_game(rules, Setup("spring-curbs", 1))
    assert resolve(rules, state, {s: Plan(s) for s in BOTH}, {s: Answers(s) for s in BOTH}).state.record.quarter == 1
