"""The tree under a number that a player can see: name, unit, one plain sentence, formula, today's inputs, source.

The words stand here beside the rules that compute the numbers; faces and codex only show them."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.places import coalition
from game.engine.rules.explanations.details import PARTS
from game.engine.rules.explanations.explanation import MODEL, RULES, Explanation, Input
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.figures import trust_in
from game.engine.world.model.spec import SIDES
from game.engine.world.month.closed_form import closed_form_leverage, outside_shares


def _leverage(rules: Rules, o: Observation) -> Explanation:
    f = o.figures[o.side]
    half = float(o.world.parameters.leverage_half)
    return Explanation(
        "leverage", "Leverage", f.leverage, "index",
        "What the others would lose in twelve months if we cut them off completely, less what we would lose ourselves: "
        "today, and in three years at today's course.",
        f"mean of today and lasting; each 100·n/(n + {half:g}), n = net loss in % of the cut regions' GDP",
        (
            Input("today", f.leverage_today, "index", "leverage-today"),
            Input("in three years", f.leverage_lasting, "index", "leverage-lasting"),
            Input("net loss of the others, today", f.leverage_usd_bn, "$bn"),
            Input("our own loss in it", f.own_loss_usd_bn, "$bn"),
            Input("part that falls on the other capital", f.rival_alone_usd_bn, "$bn"),
            Input("the other side's leverage", o.figures[other(o.side)].leverage, "index"),
        ),
        MODEL,
    )  # fmt: skip


def _leverage_part(key: str, name: str) -> Callable[[Rules, Observation], Explanation]:
    def explain_part(rules: Rules, o: Observation) -> Explanation:
        f = o.figures[o.side]
        value = f.leverage_today if key == "leverage-today" else f.leverage_lasting
        b = SIDES.index(o.side)
        mine = [i for i, p in enumerate(o.world.spec.final_product) if int(o.world.spec.controls[int(p)]) == b]
        share = outside_shares(o.world, (o.world.capacity,))[0]
        return Explanation(
            key, name, value, "index",
            "Prices jump when wanted purchases outrun supply; stocks, plants elsewhere and designs without the material "
            "soften the blow.",
            "runs of the model for twelve months: everybody gives freely, we cut, they cut, both cut",
            (
                *(
                    Input("need that plants outside could cover", 100.0 * float(share[i, 0]), "%", "", o.world.spec.finals[i])
                    for i in mine
                ),
                Input("quick estimate without stocks' detail", float(closed_form_leverage(o.world)[b, 0]), "index"),
            ),
            MODEL,
        )  # fmt: skip

    return explain_part


def _reliability(rules: Rules, o: Observation) -> Explanation:
    trust = trust_in(o.world)
    b = SIDES.index(o.side)
    regions = trust.by_region[b, :, 0]
    own = int(o.world.spec.side_region[b])
    worst = sorted((float(x), o.world.spec.regions[i]) for i, x in enumerate(regions) if i != own)
    return Explanation(
        "reliability", "Reliability", 100.0 * o.figures[o.side].reliability, "%",
        "Trust is good memories over all memories: how sure buyers are that what is ordered today arrives on time.",
        "mean of good/(good + bad) over buyers, weighted by the trade that the scenario started with",
        (
            Input("third parties alone", 100.0 * o.figures[o.side].reliability_third, "%", "third-party-reliability"),
            Input("the other capital alone", 100.0 * float(trust.rival[b, 0]), "%"),
            *(Input("", 100.0 * value, "%", "", name) for value, name in worst[:3]),
        ),
        MODEL,
    )  # fmt: skip


def _escalation(rules: Rules, o: Observation) -> Explanation:
    par = o.world.parameters
    return Explanation(
        "escalation", "Escalation risk", 100.0 * o.figures[o.side].escalation, "%",
        "Danger multiplies with each rung, each pain, each closing window: the share of 64 futures that rupture within "
        "twelve months. Its absolute level is a choice of the game.",
        f"hazard a month = 1 − exp(−{float(par.hazard_base):g}·exp({float(par.hazard_tension):g}·tension + "
        f"{float(par.hazard_pain):g}·pain + {float(par.hazard_window):g}·window − {float(par.hazard_channel):g}·channel))",
        (
            Input("our rung", o.own_rung, "of 8", "rung"),
            Input("their rung as we see it", o.seen_rung, "of 8", "their-rung"),
            Input("tension", float(o.world.tension[0]), "of 8"),
            Input("channel open", float(o.world.channel[0]), "0 or 1"),
            Input("chance of a brink a month", 100.0 * float(o.world.hazard[0]), "%"),
        ),
        MODEL,
    )  # fmt: skip


def _capital(rules: Rules, o: Observation) -> Explanation:
    n = rules.numbers.sides[o.side]
    return Explanation(
        "capital", "Political capital", float(o.accounts.capital), "points",
        "What the office can spend on orders, moves, drafts and demands.",
        f"carried over (at most {n.capital_carry}) + income, {rules.numbers.capital_low} to {rules.numbers.capital_high}: "
        f"{n.capital_income}, one more from "
        f"{rules.numbers.support_bonus:g} % support, one less below {rules.numbers.support_low:g} %, elections",
        (Input("support", o.accounts.support, "%", "support"),),
        RULES,
    )  # fmt: skip


def _budget(rules: Rules, o: Observation) -> Explanation:
    n = rules.numbers.sides[o.side]
    upkeep = total(rules.dials[d].notches[notch].upkeep for d, notch in o.dials.items() if rules.dials[d].side == o.side)
    return Explanation(
        "budget", "Budget", o.accounts.budget, "$bn",
        "Programme money in hand; below zero the newest promises lapse first.",
        "last quarter's + income × appropriation − upkeep of dials − floors − reserve − service of credit",
        (
            Input("income a quarter", n.budget_income * o.accounts.appropriation, "$bn"),
            Input("upkeep of dials a quarter (credit is borrowed)", upkeep, "$bn"),
            Input("outstanding credit", o.accounts.credit, "$bn"),
        ),
        RULES,
    )  # fmt: skip


def _support(rules: Rules, o: Observation) -> Explanation:
    weights = rules.numbers.sides[o.side].weights
    return Explanation(
        "support", "Support", o.accounts.support, "%",
        "Five watchers judge us: households, producers, security, finance, partners.",
        f"{rules.numbers.support_memory:g} × last quarter's + {1 - rules.numbers.support_memory:g} × mean of the five, weighted "
        + ", ".join(f"{weights[d]:g}" for d in DESKS),
        tuple(
            Input("", view, "%", f"watcher:{desk}", desk)
            for desk, view in zip(DESKS, o.accounts.watchers, strict=True)
        ),
        RULES,
    )  # fmt: skip


def _partners(rules: Rules, o: Observation) -> Explanation:
    b = SIDES.index(o.side)
    friends = coalition(o.world.spec, o.stances, o.side, rules.numbers.join)
    return Explanation(
        "partners", "Partners", float(len(friends)), "countries",
        "Third countries lean away from whoever holds more over them, and toward whom they trust and gain from.",
        f"stance toward us of at least {rules.numbers.join:g}, and not below that toward the other capital",
        tuple(
            Input("", both[b], "−1 to 1", "", r)
            for r, both in sorted(o.stances.items(), key=lambda x: -x[1][b])
        ),
        RULES,
    )  # fmt: skip


EXPLAINERS: dict[str, Callable[[Rules, Observation], Explanation]] = {
    "leverage": _leverage,
    "leverage-today": _leverage_part("leverage-today", "Leverage today"),
    "leverage-lasting": _leverage_part("leverage-lasting", "Lasting leverage"),
    "reliability": _reliability,
    "escalation": _escalation,
    "capital": _capital,
    "budget": _budget,
    "support": _support,
    "partners": _partners,
}


def explain(rules: Rules, observation: Observation, quantity: str) -> Explanation:
    """What stands under a number: a name of EXPLAINERS, or one of PARTS with what it is of behind a colon (`cover:heavy.magnet`).

    KeyError for a name that is in neither, or for something that is not there."""
    kind, _, of = quantity.partition(":")
    if quantity in EXPLAINERS:
        return EXPLAINERS[quantity](rules, observation)
    try:
        return PARTS[kind](rules, observation, of)
    except ValueError:
        raise KeyError(quantity) from None
