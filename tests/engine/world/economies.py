"""Worlds written by hand for the tests: `plain` (to be filled in), `tiny` (three regions, two stages and a mirror) and `thirteen`
(rough real numbers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from game.engine.world.model.spec import Parameters, Reaction, WorldSpec

STUDY: dict[str, Any] = {
    "purchase_elasticity": 0.22,
    "use_elasticity": 0.11,
    "run_elasticity": 0.25,
    "run_low": 0.25,
    "price_stickiness": 0.82,
    "stock_gap_months": 8.0,
    "cover_floor": 0.65,
    "cover_momentum": 2.35,
    "cover_fear": 1.0,
    "cover_price": 0.31,
    "destock_limit": 0.38,
    "leak_scale": 0.6,
    "home_share": 0.5,
    "rationing": 1.8,
    "loss_power": 1.5,
    "start_rate": 0.006,
    "start_slope": 4.0,
    "start_attention": 0.9,
    "room_share": 0.9,
    "exit_ratio": 0.55,
    "exit_rate": 0.05,
    "hurdle_volatility": 0.35,
    "hurdle_floor_volatility": 0.12,
    "hurdle_rate": 0.07,
    "hurdle_yield": 0.04,
    "learning": 0.2,
    "talent_growth": 0.15,
    "designout_rate": 0.13,
    "designout_cap": 0.45,
    "designout_return": 0.02,
    "attention_halflife": 18.0,
    "attention_floor": 0.1,
    "fear_halflife": 4.0,
    "belief_memory": 0.985,
    "belief_good": 0.285,
    "belief_bad": 3.0,
    "belief_noise": 0.015,
    "belief_denied": 0.25,
    "belief_late": 0.1,
    "belief_expectation": 0.25,
    "belief_witness": 0.5,
    "rung_speed": 0.35,
    "rung_noise": 1.0,
    "rung_noise_channel": 0.5,
    "tension_memory": 0.75,
    "hazard_base": 0.002,
    "hazard_tension": 0.75,
    "hazard_pain": 2.5,
    "hazard_window": 0.8,
    "hazard_channel": 0.5,
    "retaliation": 0.5,
    "sales_margin": 0.2,
    "leverage_half": 0.75,
    "demand_growth": 1.0,
    "reserve_release": 1 / 6,
}


def parameters(**changes: Any) -> Parameters:
    """The study's values, with changes."""
    return Parameters(**{**STUDY, **changes})


def reaction() -> Reaction:
    """A plain reaction curve."""
    rungs = np.arange(9.0)
    return Reaction(press=0.05, answer=0.04, ease=0.05, calm=2.0, climb=0.05 + 0.03 * rungs, down=0.5 - 0.03 * rungs)


def plain(regions: Sequence[str], products: Sequence[str], finals: Sequence[str], **tables: Any) -> WorldSpec:
    """A world without growth or memories of harm, at calm prices and with two months of stock; `tables` give the rest."""
    r, p, f = len(regions), len(products), len(finals)
    given: dict[str, Any] = {
        "uses": ("all",),
        "mirrors": (),
        "side_region": np.array([0, 1]),
        "use_split": np.ones((r, f, 1)),
        "use_growth": np.zeros((f, 1)),
        "home_growth": np.zeros(p),
        "cover0": np.full((r, p), 2.0),
        "stock_factor": np.ones((r, p)),
        "price0": np.ones((2, p)),
        "cost": np.ones((r, p)),
        "attention0": np.zeros(r),
        "belief0": np.full((2, r), 0.95),
        "belief_weight0": np.full((2, r), 20.0),
        "leak_max": np.full(p, 0.1),
        "resale": np.full(p, 0.6),
        "hold": np.full(p, 0.9),
        "designout_cap": np.full(f, np.inf),
        "recycled": np.zeros((r, p)),
        "rung0": np.zeros(2),
        "tension0": 0.0,
        "pipeline": np.zeros((8, r, p)),
        "parameters": parameters(),
        "reaction": reaction(),
        "quarter0": 2025 * 4,
    }
    return WorldSpec(regions=tuple(regions), products=tuple(products), finals=tuple(finals), **{**given, **tables})


def tiny(**changes: Any) -> WorldSpec:
    """Home mines and makes; east makes a little; west buys. West makes the mirror `tool`. Ore -> part (final); tool (final)."""
    r, p, q = 3, 3, 16
    spec = plain(
        regions=("home", "west", "east"),
        products=("ore", "part", "tool"),
        finals=("part", "tool"),
        stages=("ore", "part"),
        materials=("stuff",),
        mirrors=("tool",),
        feed=np.array([-1, 0, -1]),
        final_product=np.array([1, 2]),
        stage_of=np.array([0, 1, 1]),
        home=np.array([0, 0, 1]),
        controls=np.array([0, 0, 1]),
        gdp=np.array([18000.0, 28000.0, 10000.0]),
        price_unit=np.array([0.01, 0.05, 1.0]),
        output0=np.array([[90.0, 80.0, 4.0], [10.0, 10.0, 30.0], [0.0, 10.0, 6.0]]),
        use0=np.array([[40.0, 15.0], [35.0, 20.0], [25.0, 5.0]]),
        run0=np.full((r, p), 0.9),
        lag=np.array([12, 8, 8]),
        talent0=np.array([1.0, 0.5, 0.5]),
        lam=np.array([[2.0, 1.5], [2.1, 1.0], [2.5, 1.0]]),
        designout_cap=np.array([np.inf, 0.3]),
        pipeline=np.zeros((q, r, p)),
    )
    return replace(spec, **changes)


REGIONS = (
    "china",
    "usa",
    "japan",
    "korea",
    "europe",
    "australia",
    "malaysia",
    "thailand_vietnam",
    "myanmar",
    "canada",
    "africa",
    "latin_america",
    "rest",
)
GDP = (19000, 30000, 4300, 1800, 22000, 1800, 440, 1000, 70, 2300, 2900, 6500, 12000)
# tonnes of contained oxide a month at world level, and the shares of regions in percent, in the order of REGIONS
LIGHT = 7500.0
HEAVY = 300.0
SHARES: dict[str, tuple[float, ...]] = {
    "light.concentrate": (66, 11, 0, 0, 0, 8, 0, 1, 8, 0, 1, 1, 4),
    "light.oxide": (88, 2, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 1),
    "light.metal": (91, 0.5, 2, 0, 1, 0, 0, 5, 0, 0, 0, 0, 0.5),
    "light.magnet": (92, 0.3, 5, 0.2, 1, 0, 0, 1.5, 0, 0, 0, 0, 0),
    "heavy.concentrate": (42, 1, 0, 0, 0, 2, 1, 1, 50, 0, 1, 1.5, 0.5),
    "heavy.oxide": (97, 0.2, 0, 0, 0, 0, 1.6, 1, 0, 0, 0, 0, 0.2),
    "heavy.metal": (97, 0.1, 1.5, 0, 0.4, 0, 0, 1, 0, 0, 0, 0, 0),
    "heavy.magnet": (93, 0.2, 4.5, 0.2, 0.6, 0, 0, 1.5, 0, 0, 0, 0, 0),
    "chips": (12, 40, 9, 16, 12, 0.5, 2, 0.5, 0, 0.5, 0, 0, 7.5),
    "batteries": (78, 3, 6, 7, 4, 0, 0, 0, 0, 0.5, 0, 0.5, 1),
}
USE: dict[str, tuple[float, ...]] = {
    "light.magnet": (62, 7, 8, 4, 11, 0.3, 0.5, 2, 0, 0.5, 0.4, 1.3, 3),
    "heavy.magnet": (58, 8, 9, 4, 12, 0.3, 0.5, 2, 0, 0.6, 0.3, 1.3, 4),
    "chips": (30, 26, 8, 8, 14, 0.8, 1.5, 2, 0, 1.2, 0.5, 1, 7),
    "batteries": (55, 13, 4, 6, 15, 0.5, 0.3, 1, 0, 0.7, 0.5, 1, 3),
}


def thirteen(**changes: Any) -> WorldSpec:
    """Thirteen regions, two materials of four stages, chips and batteries, from rough shares; what content will replace."""
    products = tuple(SHARES)
    finals = tuple(USE)
    r, p, f, q = 13, len(products), len(finals), 32
    size = {"light": LIGHT, "heavy": HEAVY, "chips": 45.0, "batteries": 12.0}
    output0 = np.stack([size[k.split(".")[0]] * np.array(v) / sum(v) for k, v in SHARES.items()], axis=1)
    use0 = np.stack([size[k.split(".")[0]] * np.array(v) / sum(v) for k, v in USE.items()], axis=1)
    home = np.array([1 if k == "chips" else 0 for k in products])
    run0 = np.full((r, p), 1 / 1.1)
    run0[0, :] = 1 / 1.3
    cover0 = np.full((r, p), 2.0)
    cover0[:, 3] = cover0[:, 7] = 1.2
    cover0[2, :] = 4.0
    cost = np.array([0.75, 1.45, 1.3, 1.3, 1.45, 1.2, 1.0, 1.1, 0.9, 1.3, 1.2, 1.2, 1.2])[:, None] * np.ones((1, p))
    lam = np.zeros((r, f))
    lam[:, 0], lam[:, 1], lam[:, 2], lam[:, 3] = 0.9, 1.2, 1.5, 0.6
    lam[2, :2] = (1.1, 1.4)
    lam[4, :2] = (0.7, 1.0)
    spec = plain(
        regions=REGIONS,
        products=products,
        finals=finals,
        uses=("vehicles", "rest"),
        stages=("concentrate", "oxide", "metal", "magnet"),
        materials=("light", "heavy"),
        mirrors=("chips", "batteries"),
        feed=np.array([-1, 0, 1, 2, -1, 4, 5, 6, -1, -1]),
        final_product=np.array([3, 7, 8, 9]),
        stage_of=np.array([0, 1, 2, 3, 0, 1, 2, 3, 3, 3]),
        home=home,
        controls=home.copy(),
        gdp=np.array(GDP, dtype=float),
        price_unit=np.array([0.00002, 0.00006, 0.00008, 0.0002, 0.0001, 0.0004, 0.0005, 0.0007, 1.0, 1.0]),
        output0=output0,
        use0=use0,
        use_split=np.full((r, f, 2), 0.5),
        use_growth=np.full((f, 2), 0.05),
        home_growth=np.full(p, 0.05),
        run0=run0,
        cover0=cover0,
        cost=cost,
        lag=np.array([28, 16, 10, 10, 28, 16, 10, 10, 12, 10]),
        talent0=np.array([1.0, 0.45, 0.6, 0.5, 0.45, 0.5, 0.5, 0.3, 0.1, 0.4, 0.2, 0.2, 0.3]),
        lam=lam,
        designout_cap=np.array([np.inf, np.inf, 0.3, 0.4]),
        rung0=np.ones(2),
        tension0=1.0,
        pipeline=np.zeros((q, r, p)),
    )
    return replace(spec, **changes)


def calm(spec: WorldSpec) -> WorldSpec:
    """The same spec without growth."""
    return replace(spec, parameters=replace(spec.parameters, demand_growth=0.0))
