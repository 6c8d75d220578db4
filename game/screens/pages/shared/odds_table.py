"""The odds of a yes with what they are made of, in points of a hundred. The rule is `game/engine/rules/turn/odds.py`."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import Offer
from game.forecast import Odds, odds_of_yes, willingness
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import meter, text
from game.screens.words.texts import Texts


def odds_nodes(scene: Play, id: str, offer: Offer, *, ours: bool) -> list[Node]:
    """A bar with the odds, and a line for each part of them, largest first."""
    t = scene.t
    odds = odds_of_yes(scene.rules, scene.observation, offer) if ours else willingness(scene.rules, scene.observation, offer)
    shown = t.percent(odds.chance)
    start = 100.0 * scene.rules.numbers.odds.start  # points from which the rule counts
    bar = Meter(0, 100, 100 * odds.chance, marks=((start, t.number(start)),))
    name = t("odds.ours" if ours else "odds.theirs")
    lines = parts_told(t, odds, scene.rules.numbers.odds.weight, "ours" if ours else "theirs")
    return [
        meter(f"{id}:odds", name, bar, value=shown, hint=t("odds.hint", start=t.number(start))),
        *(text(f"{id}:odds:{part}", words, style="small") for part, words in lines),
    ]


def parts_of(odds: Odds, weight: float) -> dict[str, float]:
    """What each part adds to the odds or takes from them, in points; the start and these add up before the bounds."""
    points = 100.0 * weight
    return {
        "gain": points * odds.gain * odds.reliability,
        "threat": points * odds.threat * odds.resolve,
        "pain": -points * odds.pain,
    }


def parts_told(t: Texts, odds: Odds, weight: float, who: str) -> list[tuple[str, str]]:
    """Part and sentence; parts that count for nothing are left out."""
    found = sorted(((abs(v), k, v) for k, v in parts_of(odds, weight).items() if abs(v) >= 0.5), key=lambda x: (-x[0], x[1]))
    return [
        (
            k,
            t(
                f"odds.{k}_{who}",
                points=t.signed(v),
                reliability=t.percent(odds.reliability),
                resolve=t.percent(odds.resolve),
            ),
        )
        for _, k, v in found
    ]
