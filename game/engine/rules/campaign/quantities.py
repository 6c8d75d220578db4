"""The table that defines the quantities which a campaign adds to those of its world; readers of either kind are found here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import numpy as np

from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.places import coalition
from game.engine.rules.campaign.record import UNTRIED_DONE, UNTRIED_DUE, Accounts
from game.engine.rules.effects.support import Credit
from game.engine.rules.vocabulary.acts import OfOrder
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.world.arithmetic.portable import log
from game.engine.world.arithmetic.total import total
from game.engine.world.measures import quantities as world
from game.engine.world.measures.quantities import FIGURES, Of, Quantity, Table, table_of
from game.engine.world.model.state import World

Reader = Callable[[Facts, Of], Any]
RULES = "rules"
MONTHS = 3.0


def _of_world(quantity: Quantity[World]) -> Quantity[Facts]:
    found: Any = quantity if quantity.read is None else replace(quantity, read=cast(Any, _in_facts(quantity.read)))
    return cast("Quantity[Facts]", found)


def _in_facts(read: Callable[[World, Of], Any]) -> Reader:
    return lambda f, of: read(f.world, of)


def _side(of: Of) -> Side:
    return BOTH[of.side]


def _figure(field: str, scale: float = 1.0) -> Reader:
    return lambda f, of: scale * getattr(f.figures[_side(of)], field)


def _rival(field: str, scale: float = 1.0) -> Reader:
    return lambda f, of: scale * getattr(f.figures[other(_side(of))], field)


def _account(read: Callable[[Accounts], float], unknown: float = 0.0) -> Reader:
    return lambda f, of: read(f.accounts[_side(of)]) if _side(of) in f.accounts else unknown


def _resolve(f: Facts, of: Of) -> float:
    a = f.accounts.get(_side(of))
    if a is None:
        return 100.0 * f.resolve.get(_side(of), 0.5)
    return 100.0 * (a.threats_done / a.threats_due if a.threats_due else 0.5)


def _stance(f: Facts, of: Of) -> float:
    held = [f.stances[f.spec.regions[r]][of.side] for r in of.rows if f.spec.regions[r] in f.stances]
    return total(held) / len(held) if held else 0.0


def _promises(status: str, lately: bool = False) -> Reader:
    def read(f: Facts, of: Of) -> float:
        since = f.quarter - 1 - int(f.rules.numbers.watch["promise_window"]) if lately else -1
        return float(total(1 for p in f.promises if p.side == _side(of) and p.status == status and p.until >= since))

    return read


def _asked(f: Facts, of: Of) -> tuple[float, float, float]:
    """(refused, leaked, applied for) of the side's licensed products in the last month, each by the product's calm price."""
    spec, lane = f.spec, f.lane
    own = spec.licensed_by(of.side)
    rows = range(len(spec.regions))
    flows = [[total(float(getattr(f.world, n)[r, p, lane]) for r in rows) for p in own] for n in ("denied", "leaked", "exports")]
    refused, leaked, sent = (total(x * float(spec.price_unit[p]) for x, p in zip(flow, own, strict=True)) for flow in flows)
    return refused, leaked, refused + sent


def _denied(f: Facts, of: Of) -> float:
    refused, _, asked = _asked(f, of)
    return refused / asked if asked > 0.0 else 0.0


def _leaked(f: Facts, of: Of) -> float:
    refused, leaked, _ = _asked(f, of)
    return leaked / refused if refused > 0.0 else 0.0


def _statutes(f: Facts, of: Of) -> float:
    side, start = _side(of), f.rules.scenarios[f.scenario].dials
    lawful = {dial for dial, _, since in f.statutes if since <= f.quarter}
    dials = [d for d in f.rules.dials.values() if d.side == side and d.statute and f.dials[d.id] > start.get(d.id, d.start)]
    orders = [m for m in f.measures if m.side == side and isinstance(m.source, OfOrder) and f.rules.orders[m.source.order].statute]
    lasting = total(d.id in lawful for d in dials) + total(m.statute for m in orders)
    return lasting / (len(dials) + len(orders)) if dials or orders else 0.0


def _upkeep(borrowed: bool) -> Reader:
    """What the side's dials cost a quarter: paid from the budget, or borrowed as directed credit."""

    def read(f: Facts, of: Of) -> float:
        notches = [f.rules.dials[d].notches[n] for d, n in f.dials.items() if f.rules.dials[d].side == _side(of)]
        return total(n.upkeep for n in notches if any(isinstance(x, Credit) for x in n.effects) == borrowed)

    return read


def _sold_prices(f: Facts, of: Of) -> float:
    """Mean log price of what the side licenses, where it sells it."""
    logs = _log_prices(f, of, f.spec.licensed_by(of.side))
    return total(logs) / max(len(logs), 1)


def _bought_prices(f: Facts, of: Of) -> float:
    """Mean log price above calm of the finals that others license to the side."""
    logs = _log_prices(f, of, f.spec.licensed_by(1 - of.side, f.spec.final_product))
    return total(max(x, 0.0) for x in logs) / max(len(logs), 1)


def _use_above_calm(f: Facts, of: Of) -> float:
    mine, own = f.spec.licensed_by(of.side), int(f.spec.side_region[of.side])
    return total(float(f.world.utilisation[own, p, f.lane]) - float(f.spec.run0[own, p]) for p in mine) / max(len(mine), 1)


def _log_prices(f: Facts, of: Of, products: tuple[int, ...]) -> list[float]:
    """Log prices in the side's own country: inside where that is the product's home, outside elsewhere."""
    own = int(f.spec.side_region[of.side])
    return [float(log(f.world.price[0 if int(f.spec.home[p]) == own else 1, p, of.lanes])[0]) for p in products]


def _quarter_loss(f: Facts, of: Of) -> float:
    """The quarter's mean loss of the own economy by which households judged: read back from their opinion where the world before
    the quarter is not known, as after a save was loaded. No number for a side whose accounts are hidden."""
    own, w = int(f.spec.side_region[of.side]), f.rules.numbers.watch
    if f.before is not None:
        return float((f.world.loss_sum[own, f.lane] - f.before.loss_sum[own, 0]) / MONTHS)
    if _side(of) not in f.accounts:
        return float("nan")
    a, i = f.accounts[_side(of)], DESKS.index("households")
    rest = w["base"] - w["price"] * _bought_prices(f, of) + a.bumps[i] / f.rules.numbers.support_memory
    return (rest - a.watchers[i]) / w["loss"]


def _support_before(f: Facts, of: Of) -> float:
    """Support a quarter ago, out of which the watchers made today's."""
    a, memory = f.accounts[_side(of)], f.rules.numbers.support_memory
    weights = f.rules.numbers.sides[_side(of)].weights
    mean = total(weights[d] * x for d, x in zip(DESKS, a.watchers, strict=True))
    return (a.support - (1.0 - memory) * mean) / memory


def _desk(read: Callable[[Facts, Accounts, int], float]) -> Reader:
    return lambda f, of: read(f, f.accounts[_side(of)], DESKS.index(of.name))


def _watch(key: str) -> Quantity[Facts]:
    return Quantity(f"watch-{key.replace('_', '-')}", "number", lambda f, of: f.rules.numbers.watch[key], constant=True)


def _number(name: str) -> Quantity[Facts]:
    return Quantity(name.replace("_", "-"), "number", lambda f, of: getattr(f.rules.numbers, name), constant=True)


def _number_of_side(name: str) -> Quantity[Facts]:
    return Quantity(name.replace("_", "-"), "number", lambda f, of: getattr(f.rules.numbers.sides[_side(of)], name), constant=True)


VIEWS = {
    "households": "watch_base - watch_loss*quarter_loss - watch_price*bought_prices",
    "producers": "watch_base + watch_market*sold_prices + watch_use*use_above_calm",
    "security": "watch_base - watch_security*(their_leverage - watch_security_calm)",
    "finance": "watch_base"
    " + watch_budget*min(watch_budget_most, max(-watch_budget_most, budget/budget_income - watch_budget_calm))",
    "partners": "watch_base + watch_trust*(third_party_reliability - watch_trust_calm) + watch_promise_kept*kept_lately"
    " - watch_promise_broken*broken_lately",
}
"""How each watcher judges, before the mark of cards and its bounds."""
SUPPORT = "support_memory*support_before + (1 - support_memory)*({})".format(" + ".join(f"weight[{d}]*watcher[{d}]" for d in DESKS))
OF_DESKS: tuple[Quantity[Facts], ...] = (
    Quantity("watcher", "percent", _desk(lambda f, a, i: a.watchers[i])),
    *(
        Quantity(f"watcher-{d}", "percent", _desk(lambda f, a, i: a.watchers[i]),
                 f"min(watch_high, max(watch_low, {VIEWS[d]} + mark))", ("weight-in-support",), RULES, by="watcher")
        for d in DESKS
    ),
    Quantity("mark", "points", _desk(lambda f, a, i: a.bumps[i] / f.rules.numbers.support_memory)),
    Quantity("weight-in-support", "percent", _desk(lambda f, a, i: 100.0 * f.rules.numbers.sides[f.side].weights[DESKS[i]])),
    Quantity("weight", "number", _desk(lambda f, a, i: f.rules.numbers.sides[f.side].weights[DESKS[i]]), constant=True),
    Quantity("quarter-loss", "gdp", _quarter_loss),
    Quantity("bought-prices", "log", _bought_prices),
    Quantity("sold-prices", "log", _sold_prices),
    Quantity("use-above-calm", "number", _use_above_calm, digits=2),
    Quantity("kept-lately", "count", _promises("kept", lately=True), digits=0),
    Quantity("broken-lately", "count", _promises("broken", lately=True), digits=0),
    *(_watch(k) for k in (
        "base", "loss", "price", "market", "use", "security", "security_calm", "budget", "budget_calm", "budget_most", "trust",
        "trust_calm",
        "promise_kept", "promise_broken", "low", "high",
    )),
)  # fmt: skip
OWN: tuple[Quantity[Facts], ...] = (
    Quantity("leverage", "index", _figure("leverage"), "(leverage_today + leverage_lasting) / 2",
             ("leverage-usd", "own-loss", "rival-alone", "their-leverage", "reach", "shelter"), FIGURES, fine=1),
    Quantity("leverage-today", "index", _figure("leverage_today"), "100*net_share / (net_share + leverage_half)",
             ("covered@own-finals", "quick-leverage"), FIGURES, fine=1),
    Quantity("leverage-lasting", "index", _figure("leverage_lasting"), "", ("covered@own-finals", "quick-leverage"), FIGURES,
             fine=1),
    Quantity("their-leverage", "index", _rival("leverage")),
    Quantity("leverage-usd", "money", _figure("leverage_usd_bn")),
    Quantity("own-loss", "money", _figure("own_loss_usd_bn")),
    Quantity("rival-alone", "money", _figure("rival_alone_usd_bn")),
    Quantity("gdp-cut", "money", _figure("threatened_gdp_usd_bn")),
    Quantity("net-share", "gdp", None, "100*max(0, leverage_usd) / gdp_cut", ("reach", "shelter"), FIGURES),
    Quantity("reach", "percent", _figure("reach", 100.0), "", ("stance@countries",), FIGURES),
    Quantity("shelter", "percent", _figure("shelter", 100.0), "", ("stance@countries",), FIGURES),
    Quantity("reliability", "percent", _figure("reliability", 100.0),
             "third_party_reliability*(1 - rival_trade) + trust_rival*rival_trade", ("trust-by@doubters",), FIGURES, fine=1),
    Quantity("third-party-reliability", "percent", _figure("reliability_third", 100.0), "", ("trust-by@third",), FIGURES, fine=1),
    Quantity("crisis", "percent", _figure("crisis", 100.0), "",
             ("escalation", "rung", "their-rung", "tension", "channel", "hazard"), FIGURES, fine=1),
    Quantity("escalation", "percent", _figure("escalation", 100.0), "",
             ("crisis", "rung", "their-rung", "resolve", "their-resolve"), FIGURES, fine=1),
    Quantity("support", "percent", _account(lambda a: a.support, 50.0), SUPPORT, (), RULES, fine=1),
    Quantity("support-before", "percent", _support_before, digits=1),
    Quantity("capital", "points", _account(lambda a: float(a.capital)), "", ("support",), RULES),
    Quantity("budget", "money", _account(lambda a: a.budget), "", ("income", "upkeep", "borrowed", "credit"), RULES, fine=1),
    Quantity("credit", "money", _account(lambda a: a.credit), fine=1),
    Quantity("income", "money", None, "budget_income*appropriation"),
    Quantity("appropriation", "number", _account(lambda a: a.appropriation, 1.0), digits=2),
    Quantity("upkeep", "money", _upkeep(False)),
    Quantity("borrowed", "money", _upkeep(True)),
    Quantity("rung", "rung", lambda f, of: f.rungs.get(_side(of), 0.0), "", ("dial-rung@dials",), RULES, fine=0),
    Quantity("their-rung", "rung", lambda f, of: f.rungs.get(other(_side(of)), 0.0), "", ("fog", "channel"), RULES),
    Quantity("dial-rung", "rung", lambda f, of: float(f.rules.dials[of.name].notches[f.dials[of.name]].rung)),
    Quantity("fog", "rung", None, "channel*rung_noise_channel + (1 - channel)*rung_noise"),
    Quantity("resolve", "percent", _resolve, "100*(threats_done + untried_done) / (threats_due + untried_due)",
             ("their-resolve",), RULES, fine=1),
    Quantity("threats-due", "count", _account(lambda a: a.threats_due - UNTRIED_DUE)),
    Quantity("threats-done", "count", _account(lambda a: a.threats_done - UNTRIED_DONE)),
    Quantity("untried-due", "number", lambda f, of: UNTRIED_DUE, constant=True),
    Quantity("untried-done", "number", lambda f, of: UNTRIED_DONE, constant=True),
    Quantity("their-resolve", "percent", lambda f, of: _resolve(f, replace(of, side=1 - of.side))),
    Quantity("partners", "countries", lambda f, of: float(len(coalition(f.spec, f.stances, _side(of), f.rules.numbers.join))), "",
             ("stance@countries",), RULES),
    Quantity("stance", "stance", _stance, fine=2),
    Quantity("denied", "share", _denied),
    Quantity("leaked", "share", _leaked),
    Quantity("statutes", "share", _statutes),
    Quantity("promises-kept", "count", _promises("kept"), digits=0),
    Quantity("promises-broken", "count", _promises("broken"), digits=0),
    Quantity("grade", "points", lambda f, of: f.grades.get(_side(of), 0.0)),
    Quantity("quarters-left", "quarters", lambda f, of: float(f.rules.scenarios[f.scenario].quarters - f.quarter)),
    *(_number(name) for name in ("support_memory", "support_bonus", "support_low", "join", "capital_low", "capital_high")),
    *(_number_of_side(name) for name in ("budget_income", "capital_income", "capital_carry")),
)  # fmt: skip

QUANTITIES: Table[Facts] = table_of((*(_of_world(q) for q in world.QUANTITIES.values()), *OWN, *OF_DESKS))
ASKABLE: tuple[str, ...] = tuple(q.id for q in QUANTITIES.values() if not (q.month or q.constant))
"""What a condition may ask for."""


def named(of: Of, name: str) -> Of:
    """What `quantity[name]` in a formula is of."""
    return replace(of, name=name)


def measured(facts: Facts, id: str, of: Of) -> float:
    """The value of a quantity. KeyError for a quantity that is not there, ValueError for something of it that is not."""
    return float(np.reshape(world.value(QUANTITIES, facts, id, of, named), -1)[0])
