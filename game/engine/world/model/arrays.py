"""The table of the world's arrays: name, axes, unit, quantum, meaning. One place declares them; `state.py` builds them.

Axes: R regions, P products, F finals, Q quarters of the opening ring, Z zones (inside, outside), T averages, B sides;
lanes N come last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "policy", "flow"]
AVERAGES = 2  # axis T: six-month contract price and 24-month investor price


@dataclass(frozen=True, slots=True)
class ArraySpec:
    """One array: `axes` before the lane axis, `quantum_bits` k of the quantum 2**-k, `kind` of life.

    state: changed only by posted deltas. policy: set by the rules each quarter. flow: written afresh each month."""

    name: str
    axes: str
    unit: str
    quantum_bits: int
    kind: Kind
    calm: float
    meaning: str


ARRAYS: tuple[ArraySpec, ...] = (
    # state
    ArraySpec("capacity", "RP", "unit/month", 20, "state", 0.0, "installed capacity"),
    ArraySpec("due", "QRP", "unit/month", 20, "state", 0.0, "capacity that opens in a coming quarter (ring buffer)"),
    ArraySpec("under_way", "RP", "unit/month", 20, "state", 0.0, "sum of `due` over the ring; posting to `due` keeps it"),
    ArraySpec("stock", "RP", "unit", 20, "state", 0.0, "stock of the product held in the region by its users"),
    ArraySpec("reserve", "RP", "unit", 20, "state", 0.0, "public reserve held by the region"),
    ArraySpec("afloat", "P", "unit", 20, "state", 0.0, "rounding remainder of trade, shipped next month"),
    ArraySpec("price", "ZP", "index", 30, "state", 1.0, "spot price inside the home country and outside"),
    ArraySpec("price_average", "TZP", "index", 30, "state", 1.0, "six-month contract and 24-month investor price"),
    ArraySpec("premium", "RP", "log points", 30, "state", 0.0, "what a refused buyer pays above the common price outside"),
    ArraySpec("momentum", "ZP", "log points", 30, "state", 0.0, "recent rise of the log price"),
    ArraySpec("belief_good", "BR", "months", 30, "state", 19.0, "Beta count of good memories of side B held by region R"),
    ArraySpec("belief_bad", "BR", "months", 30, "state", 1.0, "Beta count of bad memories"),
    ArraySpec("attention", "R", "0..1", 30, "state", 0.0, "how much the region's politics minds its dependence"),
    ArraySpec("fear", "RF", "0..1", 30, "state", 0.0, "fear of being denied, which makes buyers hoard"),
    ArraySpec("talent", "R", "0..1", 30, "state", 0.0, "people who can build and run separation and magnets"),
    ArraySpec("learned", "RP", "ratio", 20, "state", 1.0, "cumulative output over its start (unit cost falls with it)"),
    ArraySpec("designed_out", "RF", "share", 30, "state", 0.0, "share of use that no longer needs the final"),
    ArraySpec("demand", "RF", "unit/month", 20, "state", 0.0, "calm wanted use, grown, before design-out"),
    ArraySpec("rung", "B", "0..8", 30, "state", 0.0, "conduct of each side, moving toward its harshest measure"),
    ArraySpec("tension", "", "0..8", 30, "state", 0.0, "memory of the mean rung"),
    ArraySpec("window", "B", "0..1", 30, "state", 0.0, "yearly fall of leverage, stored quarterly (use it or lose it)"),
    ArraySpec("loss_sum", "R", "% of GDP x months", 30, "state", 0.0, "monthly losses added up"),
    # policy: what the rules set from dials, measures and stances
    ArraySpec("licence", "RP", "x baseline flow", 20, "policy", 9.0, "volume that the product's home licenses to R; 9 = unlimited"),
    ArraySpec("tracked", "P", "share", 20, "policy", 0.0, "share of resale of licensed cargo that is stopped"),
    ArraySpec("sealed", "P", "share", 20, "policy", 0.0, "share of leakage that is stopped"),
    ArraySpec(
        "hold_shift", "P", "index", 20, "policy", 0.0, "added to the price under which home keeps output back (minus floods)"
    ),
    ArraySpec("credit", "RP", "share/year", 20, "policy", 0.0, "capacity built by directed credit whatever the price"),
    ArraySpec("subsidy", "RP", "share of cost", 20, "policy", 0.0, "share of unit cost that the state pays a new plant"),
    ArraySpec("floor", "RP", "index", 20, "policy", 0.0, "price guaranteed to producers in R; 0 = none"),
    ArraySpec("offtake", "RP", "share", 20, "policy", 0.0, "share of a new plant's output that is bought in advance"),
    ArraySpec("haste", "RP", "quarters", 20, "policy", 0.0, "quarters that permits save on a new plant"),
    ArraySpec("schooling", "R", "per year", 20, "policy", 0.0, "talent added a year by training programmes"),
    ArraySpec("knowhow", "RP", "factor", 20, "policy", 1.0, "what technology licences leave of a region's talent for new plants"),
    ArraySpec("research", "RF", "factor", 20, "policy", 1.0, "speed of design-out"),
    ArraySpec(
        "recycling", "RP", "share of use", 20, "policy", 0.0, "secondary supply returned as this product, share of regional use"
    ),
    ArraySpec(
        "reserve_target", "RP", "months of use", 20, "policy", 0.0, "size that the public reserve is bought up (or sold down) to"
    ),
    ArraySpec("outage", "RP", "share", 20, "policy", 0.0, "share of capacity that is out of work"),
    ArraySpec("cost_shift", "RP", "index", 20, "policy", 0.0, "added to unit cost (standards, charges)"),
    ArraySpec("demand_shift", "RF", "factor", 20, "policy", 1.0, "factor on wanted use"),
    ArraySpec("hoard", "RF", "months", 20, "policy", 0.0, "months of cover wanted on top (announced threats, guidance)"),
    ArraySpec("conduct", "B", "0..8", 20, "policy", 0.0, "rung of the harshest measure in force or drafted"),
    ArraySpec("channel", "", "0/1", 20, "policy", 0.0, "1 while a channel is open"),
    ArraySpec(
        "expected",
        "RP",
        "x baseline flow",
        20,
        "policy",
        9.0,
        "licence that was announced or promised; less than this delivered is a surprise",
    ),
    # flows of the last month (for the screen, the accounts and the evidence)
    ArraySpec("output", "RP", "unit/month", 20, "flow", 0.0, "made"),
    ArraySpec("exports", "RP", "unit/month", 20, "flow", 0.0, "licensed shipments from the product's home to R"),
    ArraySpec("leaked", "RP", "unit/month", 20, "flow", 0.0, "unlicensed shipments from the product's home to R"),
    ArraySpec("denied", "RP", "unit/month", 20, "flow", 0.0, "applied for and not licensed"),
    ArraySpec("arrivals", "RP", "unit/month", 20, "flow", 0.0, "all that reached users in R, own output included"),
    ArraySpec("used", "RF", "unit/month", 20, "flow", 0.0, "use of finals"),
    ArraySpec("shortfall", "RF", "share", 20, "flow", 0.0, "z: part of use asked for at the price that could not be had"),
    ArraySpec("loss", "RF", "% of GDP a year", 20, "flow", 0.0, "loss by choke point at the month's rate"),
    ArraySpec("utilisation", "RP", "share", 20, "flow", 0.0, "share of capacity in work"),
    ArraySpec("surplus_lost", "R", "% of GDP a year", 20, "flow", 0.0, "what buyers lose by forgoing use at the price"),
    ArraySpec("rent", "B", "$bn/month", 20, "flow", 0.0, "what exporters earn by refusing, paid by the refused"),
    ArraySpec("floor_cost", "R", "$bn/month", 20, "flow", 0.0, "paid under price floors"),
    ArraySpec("reserve_cost", "R", "$bn/month", 20, "flow", 0.0, "spent on (minus: earned from) the public reserve"),
    ArraySpec("sales", "B", "$bn/month", 20, "flow", 0.0, "export sales of each side's licensed products at contract prices"),
    ArraySpec("hazard", "", "per month", 30, "flow", 0.0, "chance of a brink this month"),
)
