"""What the model needs to know before it starts: names, parameters and starting tables, compiled from content.

Holds no state and no equations; `state.py` has the arrays that change, the phases have the equations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from game.engine.world.arithmetic.array import Array, Ints

SIDES = ("beijing", "washington")
TINY = 1e-9  # what a divisor is at least


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number of the equations. Each is a float, or a vector of one value per lane (shape (N,)).

    Names, units, ranges and sources stand in content (`world/parameters.yaml`); the field order is alphabetical there too.
    """

    purchase_elasticity: Any  # epsilon: monthly elasticity of purchases to price
    use_elasticity: Any  # elasticity of planned use to the six-month contract price
    run_elasticity: Any  # eta: elasticity of utilisation to the log price
    run_low: Any  # lowest utilisation of standing capacity, share
    price_stickiness: Any  # share of last month's log price kept
    stock_gap_months: Any  # tau: months over which a stock gap is closed
    cover_floor: Any  # months of cover below which nobody plans to go
    cover_momentum: Any  # kappa_m: extra cover per log point of price momentum
    cover_fear: Any  # kappa_f: extra cover per unit of fear
    cover_price: Any  # kappa_h: destocking per log point of price above calm
    destock_limit: Any  # log points at which destocking stops
    leak_scale: Any  # pi: premium (log points) that draws 63 % of what can leak
    home_share: Any  # share of outside output tied to home buyers
    rationing: Any  # 1.8 in use = plan*(1-exp(-rationing*stock/plan))
    loss_power: Any  # n in loss = Lambda*z^n: 1.5, 2, 2.5 or 3
    start_rate: Any  # i_max: share of the world market started a quarter per cell at most
    start_slope: Any  # steepness of the logistic of starts (4)
    start_attention: Any  # k_W: nerve per unit of attention
    room_share: Any  # share of outside need at which investors see no room
    exit_ratio: Any  # price over unit cost below which capacity leaves
    exit_rate: Any  # share a quarter that leaves below that
    hurdle_volatility: Any  # sigma of the real-option hurdle without a floor
    hurdle_floor_volatility: Any  # sigma under a price floor or a full offtake
    hurdle_rate: Any  # r, a year
    hurdle_yield: Any  # delta, a year
    learning: Any  # exponent of unit cost in cumulative output (0.2)
    talent_growth: Any  # most that talent grows in a year while building
    designout_rate: Any  # most that use designs out in a year
    designout_cap: Any  # share of use that can ever be designed out
    designout_return: Any  # share a year that comes back while cheap
    attention_halflife: Any  # months
    attention_floor: Any  # attention never falls below this times dependence
    fear_halflife: Any  # months
    belief_memory: Any  # lambda: monthly memory of the Beta counts
    belief_good: Any  # w_plus times 0.285
    belief_bad: Any  # w_minus
    belief_noise: Any  # 0.015
    belief_denied: Any  # weight of the denied share
    belief_late: Any  # weight of the late share
    belief_expectation: Any  # weight of a broken expectation
    belief_witness: Any  # share of what others suffer that a third party takes to itself
    rung_speed: Any  # share a month that a side's rung moves to its conduct
    rung_noise: Any  # sigma of what the other side observes
    rung_noise_channel: Any  # the same with an open channel
    tension_memory: Any  # .75
    hazard_base: Any  # lambda_0, a month
    hazard_tension: Any  # beta_T
    hazard_pain: Any  # beta_p
    hazard_window: Any  # beta_w
    hazard_channel: Any  # beta_c
    retaliation: Any  # pi of own loss, per rung of the other side (times rung/8)
    sales_margin: Any  # margin lost on sales that a cut ends
    leverage_half: Any  # h: net loss in % of the cut regions' GDP at which the index is 50
    demand_growth: Any  # switch: 1 growth as content says, 0 none (calm case)
    reserve_release: Any  # most of a public reserve that is released a quarter
    # numbers with a default, so that older content still loads
    attention_rise: Any = 0.15  # share of the way to full attention that a month of full denial moves
    momentum_memory: Any = 0.75  # share of last month's price momentum kept
    price_low: Any = -1.6  # lowest log price that one month's clearing may ask for
    price_high: Any = 3.4  # highest log price that one month's clearing may ask for
    machines_share: Any = 0.5  # part of a new plant's unit cost that machines are, where they are a product
    wear: Any = 0.08  # share of capacity a year that is lost where no machines and parts can be had
    recycling_elasticity: Any = 0.5  # answer of secondary supply to the contract price
    resale_scale: Any = 0.25  # premium (log points) that draws 63 % of what a refused buyer lost from third parties
    leak_evasion: Any = 0.0  # share of what is under licence that leaks like denied goods: duties make evasion pay
    finish_elasticity: Any = 2.0  # answer of what opens of plants under way to the investors' price where it is below calm
    feed_elasticity: Any = 0.0  # answer of utilisation to the six-month log price of what a product is made from, downward
    shock_demand: Any = 0.01  # sigma of the monthly shock to planned use
    shock_supply: Any = 0.015  # sigma of the monthly shock to output


@dataclass(frozen=True, slots=True)
class Reaction:
    """The one reaction curve used in projections only: how a side's conduct answers and what it plays on a brink.

    In a quarter a side goes a step up with a chance of `press`, and `answer` more for each rung that it sees the other above its
    own conduct; with a chance of `ease` it goes a step down, but not under the rung `calm`. `climb` and `down` give the chances
    on a brink by rung 0..8 (shape (9,))."""

    press: float
    answer: float
    ease: float
    calm: float
    climb: Array
    down: Array


@dataclass(frozen=True, slots=True)
class NamedPlant:
    """A named plant of the pipeline: `first` is the expected quarter of its first opening, `ramp` the quarters over which it opens,
    `slip` the quarters of delay inside `first`, `adds` (product, units a month that open in each of those quarters)."""

    id: str
    title: str
    region: int
    first: int
    ramp: int
    slip: int
    adds: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class WorldSpec:
    """The compiled world. R regions, P products, F finals (products that are used up), U end uses, S stages.

    A product is a stage of a material (`heavy.oxide`) or a mirror choke point (`chips`): the same equations serve all, so a third
    material or another mirror is data. Quantities are tonnes of contained oxide a month for materials and $bn a month (at calm
    prices) for mirrors; prices are indices, 1 in the calm world.
    """

    regions: tuple[str, ...]
    products: tuple[str, ...]
    finals: tuple[str, ...]
    uses: tuple[str, ...]
    stages: tuple[str, ...]
    materials: tuple[str, ...]
    mirrors: tuple[str, ...]
    feed: Ints  # (P,) index of the product that this one is made from, -1 for none
    final_product: Ints  # (F,) product index of each final
    stage_of: Ints  # (P,) stage index; mirrors count as the last stage
    home: Ints  # (P,) region index of the country that licenses the product's export
    side_region: Ints  # (2,) region index of Beijing and Washington, in SIDES order
    controls: Ints  # (P,) index into SIDES of the side that licenses the product
    gdp: Array  # (R,) $bn a year
    price_unit: Array  # (P,) $bn per unit at calm price
    output0: Array  # (R, P) output a month in the calm starting world
    use0: Array  # (R, F) use a month in the calm starting world
    use_split: Array  # (R, F, U) shares of use by end use, sum 1
    use_growth: Array  # (F, U) growth a year by end use
    home_growth: Array  # (P,) growth a year of capacity at the product's home that follows demand
    run0: Array  # (R, P) utilisation in the calm world
    cover0: Array  # (R, P) months of cover held in the calm world
    stock_factor: Array  # (R, P) stock at the start over calm stock (1 = calm)
    price0: Array  # (2, P) starting price inside, outside (1 = calm)
    cost: Array  # (R, P) unit cost against a calm world price of 1
    lag: Ints  # (P,) quarters from start to opening
    talent0: Array  # (R,) 0..1
    attention0: Array  # (R,)
    belief0: Array  # (2, R) starting belief 0..1 in each side's reliability
    belief_weight0: Array  # (2, R) starting weight of evidence, months of trade
    leak_max: Array  # (P,) share of denied volume that can leak at most
    resale: Array  # (P,) phi: share of licensed cargo that can be sold on
    hold: Array  # (P,) price under which the home country keeps output back
    lam: Array  # (R, F) Lambda: % of GDP lost at total lasting loss of this final
    designout_cap: Array  # (F,) ceiling of design-out, replaces the parameter where finite
    recycled: Array  # (R, P) share of calm use that returns as secondary supply, inside output0
    rung0: Array  # (2,)
    tension0: float
    pipeline: Array  # (Q, R, P) capacity (units a month) that opens in quarter q of the scenario (named projects), Q = ring length
    parameters: Parameters
    reaction: Reaction
    quarter0: int  # calendar quarter index of the start: year*4 + (quarter-1)
    names: dict[str, str] = field(default_factory=dict)  # id -> shown name of regions, products, stages
    plants: tuple[NamedPlant, ...] = ()  # the named plants of `pipeline` that open after the start
    ores: tuple[str, ...] = ()  # ores out of which several materials come; none: each material is mined by itself
    ore_holds: Array = field(default_factory=lambda: np.zeros((0, 0)))  # (O, P) units of each first-stage product in one of the ore
    ore_mix: Array = field(default_factory=lambda: np.zeros((0, 0)))  # (R, O) weights of the ores that the region's mines dig
    ore_prospect: Array = field(default_factory=lambda: np.zeros((0, 0)))  # (R, O) part of the full rate of starts, 0..1
    equips: tuple[tuple[int, int], ...] = ()  # (machines, product that is made with them)
    expansion: Ints | None = None  # (P,) quarters in which a standing plant or mine is enlarged by credit; None: as a new one

    def licensed_by(self, side: int, among: Iterable[int] | None = None) -> tuple[int, ...]:
        """The products (of these, or of all) whose export a side licenses, in their order; `side` is its index into SIDES."""
        return tuple(int(p) for p in (range(len(self.products)) if among is None else among) if self.controls[p] == side)

    def region(self, id: str) -> int:
        """Index of a region id; ValueError when there is none."""
        return self.regions.index(id)

    def product(self, id: str) -> int:
        """Index of a product id; ValueError when there is none."""
        return self.products.index(id)


WHOLE_HALVES = ("loss_power", "start_slope")
"""Parameters that are exponents of `portable.half_power`: 1.5, 2, 2.5 and so on."""


def parameter_names() -> tuple[str, ...]:
    """The names of all parameters, in field order."""
    return tuple(f.name for f in fields(Parameters))
