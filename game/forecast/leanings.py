"""Where third countries stand and what moves them, from what one capital knows: `engine/rules/turn/third_countries.py` in parts.

Also what a year's cut-off by either capital would cost each of them: the engine's own counterfactual run."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.turn.consequences.third_countries import views, wanted
from game.engine.rules.turn.observe import guess
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.leverage import leverage
from game.structs import Struct

KEY = 1
PARTS = ("dependence", "trust", "inducement", "pressure", "balance", "alternatives")


class Leaning(Struct):
    """A country's stance toward one capital, all in [-1, 1]: today, where a quarter of this would take it, and by what."""

    now: float
    goal: float
    parts: Mapping[str, float]  # what each part of the rule adds to the stance that is wanted; they add up before the bounds


def leanings(rules: Rules, o: Observation) -> dict[str, dict[Side, Leaning]]:
    """Every third country's leaning toward both capitals, by region and side."""
    state = guess(rules, o, KEY)
    work = Work.open(rules, state.record, state.world, 0, None)
    seen, goals = {side: views(work, side) for side in BOTH}, wanted(work)
    w, anchor = rules.numbers.stance_weights, rules.scenarios[o.scenario].stances
    found: dict[str, dict[Side, Leaning]] = {}
    for region in sorted(o.stances):
        r = o.world.spec.region(region)
        found[region] = {}
        for i, side in enumerate(BOTH):
            v, rival = seen[side], seen[BOTH[1 - i]]
            measures = {
                "dependence": float(v.dependence[r]),
                "trust": float(v.trust[r]),
                "inducement": float(v.inducement[r]),
                "pressure": -float(v.pressure[r]),
                "balance": -float(v.hold[r] - rival.hold[r]),
                "alternatives": -float(1.0 - v.dependence[r]),
            }
            goal = 0.5 * anchor.get(region, (0.0, 0.0))[i] + 0.5 * float(goals[side][r])
            parts = {name: w[name] * value for name, value in measures.items()}
            found[region][side] = Leaning(o.stances[region][i], goal, parts)
    return found


def cut_losses(o: Observation) -> dict[str, dict[Side, float]]:
    """What twelve months without a capital's goods would cost each region, in % of its GDP, by region and side."""
    losses = leverage(o.world).today.losses
    return {region: {side: float(losses[b, r, 0]) for b, side in enumerate(BOTH)} for r, region in enumerate(o.world.spec.regions)}
