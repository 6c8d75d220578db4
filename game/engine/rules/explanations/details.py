"""The trees under the smaller numbers of the Desk: prices, stocks and shortages by product, watchers, rungs, resolve, trust.

Each explainer takes what the number is of: a product, a desk, or "" where there is only one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.explanations.explanation import MARKETS, RULES, Explanation, Input
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.figures import trust_in
from game.engine.world.model.spec import SIDES

Explainer = Callable[[Rules, Observation, str], Explanation]
MOST = 3  # regions or dials that are named


def _price(zone: int, key: str, name: str, where: str) -> Explainer:
    def explain_price(rules: Rules, o: Observation, of: str) -> Explanation:
        w, par = o.world, o.world.parameters
        p = w.spec.product(of)
        final = int(w.frame.final_of[p])
        inputs = [
            Input("price half a year's contracts pay", float(w.price_average[0, zone, p, 0]), "× calm"),
            Input("price that investors reckon with", float(w.price_average[1, zone, p, 0]), "× calm"),
            Input("push of the last months", float(w.momentum[zone, p, 0]), "log points"),
        ]
        if zone and int(w.spec.final_product[final]) == p:
            inputs.append(Input("stocks outside", _cover_of(o, p, final), "months", f"cover:{of}"))
            inputs.append(Input("missing outside", _missing_of(o, p, final), "%", f"missing:{of}"))
        floor = float(np.max(w.floor[:, p, 0]))
        if floor > 0:
            inputs.append(Input("price floor", floor, "× calm"))
        return Explanation(
            key, name, float(w.price[zone, p, 0]), "× calm",
            f"The price moves a part of the way each month to where what is wanted and what arrives {where} would meet.",
            f"log price = {float(par.price_stickiness):g}·last month's + {1 - float(par.price_stickiness):g}·log of "
            f"(supply/wanted)^(−1/{float(par.purchase_elasticity):g})",
            tuple(inputs), MARKETS, of,
        )  # fmt: skip

    return explain_price


def _outside(o: Observation, p: int) -> list[int]:
    return [r for r in range(len(o.world.spec.regions)) if r != int(o.world.spec.home[p])]


def _cover_of(o: Observation, p: int, final: int) -> float:
    rows = _outside(o, p)
    wanted = total(float(o.world.demand[r, final, 0]) for r in rows)
    return total(float(o.world.stock[r, p, 0]) for r in rows) / max(wanted, 1e-9)


def _missing_of(o: Observation, p: int, final: int) -> float:
    rows, w = _outside(o, p), o.world
    wanted = total(float(w.demand[r, final, 0]) for r in rows)
    return 100.0 * total(float(w.shortfall[r, final, 0]) * float(w.demand[r, final, 0]) for r in rows) / max(wanted, 1e-9)


def _cover(rules: Rules, o: Observation, of: str) -> Explanation:
    w = o.world
    p = w.spec.product(of)
    final, rows = int(w.frame.final_of[p]), _outside(o, p)
    return Explanation(
        "cover", "Stocks outside", _cover_of(o, p, final), "months",
        "What users outside have on their shelves, in months of what they want to use.",
        "stocks of users outside / their wanted use a month",
        (
            Input("stocks of users outside", total(float(w.stock[r, p, 0]) for r in rows), "units"),
            Input("wanted use a month", total(float(w.demand[r, final, 0]) for r in rows), "units"),
            Input("price outside", float(w.price[1, p, 0]), "× calm", f"price-outside:{of}"),
        ),
        MARKETS, of,
    )  # fmt: skip


def _missing(rules: Rules, o: Observation, of: str) -> Explanation:
    w = o.world
    p = w.spec.product(of)
    final = int(w.frame.final_of[p])
    worst = sorted(((float(w.shortfall[r, final, 0]), r) for r in _outside(o, p)), reverse=True)[:MOST]
    rationing = float(np.min(w.parameters.rationing))
    return Explanation(
        "missing", "Missing outside", _missing_of(o, p, final), "%",
        "The share of wanted use that shelves and deliveries could not serve last month; a thin shelf serves only a part.",
        f"1 − used/wanted over users outside; used = wanted·(1 − exp(−{rationing:g}·stock/wanted))",
        (
            *(Input("", 100.0 * share, "%", "", w.spec.regions[r]) for share, r in worst),
            Input("stocks outside", _cover_of(o, p, final), "months", f"cover:{of}"),
        ),
        MARKETS, of,
    )  # fmt: skip


def _third(rules: Rules, o: Observation, of: str) -> Explanation:
    trust, b, spec = trust_in(o.world), SIDES.index(o.side), o.world.spec
    sides = {int(r) for r in spec.side_region}
    by = sorted((float(trust.by_region[b, r, 0]), r) for r in range(len(spec.regions)) if r not in sides)
    return Explanation(
        "third-party-reliability", "Third parties' trust", 100.0 * o.figures[o.side].reliability_third, "%",
        "The trust of everybody but the two capitals: those who watch how others are treated, too.",
        "mean of good/(good + bad) over third countries, weighted by the trade that the scenario started with",
        tuple(Input("", 100.0 * x, "%", "", spec.regions[r]) for x, r in by),
        MARKETS,
    )  # fmt: skip


def _rung(rules: Rules, o: Observation, of: str) -> Explanation:
    dials = sorted(
        ((rules.dials[d].notches[n].rung, rules.dials[d].title) for d, n in o.dials.items() if rules.dials[d].side == o.side),
        reverse=True,
    )
    par = o.world.parameters
    return Explanation(
        "rung", "Our rung", o.own_rung, "of 8",
        "The rung follows our harshest measure, in force or drafted, and nothing else.",
        f"each month {float(par.rung_speed):g} of the way from where it stands to the harshest measure's rung",
        tuple(Input(title, float(rung), "of 8") for rung, title in dials[:MOST] if rung),
        RULES,
    )  # fmt: skip


def _their_rung(rules: Rules, o: Observation, of: str) -> Explanation:
    par, open_ = o.world.parameters, float(o.world.channel[0]) > 0
    return Explanation(
        "their-rung", "Their rung as we see it", o.seen_rung, "of 8",
        "Seen through a fog: the true rung with an error, which an open channel makes smaller.",
        "their rung + an error of the size below",
        (
            Input("size of the error", float(par.rung_noise_channel if open_ else par.rung_noise), "of 8"),
            Input("channel open", float(open_), "0 or 1"),
        ),
        RULES,
    )  # fmt: skip


def _resolve(rules: Rules, o: Observation, of: str) -> Explanation:
    a = o.accounts
    return Explanation(
        "resolve", "Resolve", 100.0 * o.resolve.get(o.side, 0.5), "%",
        "The share of our threats that fell due and were carried out; it is how far the next one is believed.",
        "carried out / fell due, counted from one half of one",
        (
            Input("threats that fell due", a.threats_due, "count"),
            Input("carried out", a.threats_done, "count"),
            Input("the other capital's resolve", 100.0 * o.resolve.get(other(o.side), 0.5), "%"),
        ),
        RULES,
    )  # fmt: skip


FORMULAS: Mapping[str, str] = {
    "households": "{base:g} − {loss:g}·own loss − {price:g}·log prices of what we buy",
    "producers": "{base:g} + {market:g}·log prices of what we sell + {use:g}·use of capacity above calm",
    "security": "{base:g} − {security:g}·(their leverage over us − {security_calm:g})",
    "finance": "{base:g} + {budget:g}·(quarters of income in hand − {budget_calm:g})",
    "partners": "{base:g} + {trust:g}·(third parties' trust − {trust_calm:g}) + {promise_kept:g}·promises kept "
    "− {promise_broken:g}·promises broken",
}


def _watcher(rules: Rules, o: Observation, of: str) -> Explanation:
    i, n = DESKS.index(of), rules.numbers
    own = int(o.world.spec.side_region[SIDES.index(o.side)])
    inputs: Mapping[str, tuple[Input, ...]] = {
        "households": (Input("our own loss last month", float(np.cumsum(o.world.loss[own, :, 0])[-1]), "% of GDP"),),
        "producers": (),
        "security": (Input("the other side's leverage", o.figures[other(o.side)].leverage, "index"),),
        "finance": (Input("budget", o.accounts.budget, "$bn", "budget"),),
        "partners": (Input("third parties' trust", 100.0 * o.figures[o.side].reliability_third, "%", "third-party-reliability"),),
    }
    return Explanation(
        "watcher", "Watcher", o.accounts.watchers[i], "%",
        "One of the five who make support; what is done at the card table moves each of them for a while.",
        FORMULAS[of].format_map(dict(n.watch)),
        (
            *inputs[of],
            Input("mark of cards, fading", o.accounts.bumps[i], "points"),
            Input("weight in support", 100.0 * n.sides[o.side].weights[DESKS[i]], "%"),
        ),
        RULES, of,
    )  # fmt: skip


PARTS: Mapping[str, Explainer] = {
    "price-outside": _price(1, "price-outside", "Price outside", "outside"),
    "price-inside": _price(0, "price-inside", "Price inside", "inside"),
    "cover": _cover,
    "missing": _missing,
    "third-party-reliability": _third,
    "rung": _rung,
    "their-rung": _their_rung,
    "resolve": _resolve,
    "watcher": _watcher,
}
