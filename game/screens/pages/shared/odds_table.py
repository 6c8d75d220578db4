"""The odds of a yes with what they are made of, in points of a hundred. The rule is `game/engine/rules/turn/odds.py`."""

from __future__ import annotations

from game.engine.rules.turn.odds import parts_of
from game.engine.rules.vocabulary.plan import Offer
from game.forecast import Odds, odds_of_yes, willingness
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import meter, text
from game.screens.words.rounding import rounded

SAID_ALREADY = "start"  # stands beside the bar


def odds_nodes(scene: Play, id: str, offer: Offer, *, ours: bool) -> list[Node]:
    """A bar with the odds, and a line for each part, largest first; at Guided only the largest, the others are its hint."""
    t = scene.t
    odds = odds_of_yes(scene.rules, scene.observation, offer) if ours else willingness(scene.rules, scene.observation, offer)
    shown = t.percent(odds.chance)
    start = 100.0 * parts_of(scene.rules, odds)[SAID_ALREADY]  # points from which the rule counts
    begins = start_told(scene, odds)
    bar = Meter(0, 100, 100 * odds.chance, marks=((start, begins),))
    name = t("odds.ours" if ours else "odds.theirs")
    parts = parts_told(scene, odds, "ours" if ours else "theirs")
    written = len(parts) if scene.analyst else 1
    hint = t("number.sentence_separator").join(
        (t("odds.hint", start=start_told(scene, odds)), *(words for _, words in parts[written:]))
    )
    return [
        meter(f"{id}:odds", name, bar, value=shown, hint=hint),
        *(text(f"{id}:odds:{part}", words, style="small") for part, words in parts[:written]),
    ]


def start_told(scene: Play, odds: Odds) -> str:
    """The points from which the rule counts, in figures."""
    return scene.t.number(100.0 * parts_of(scene.rules, odds)[SAID_ALREADY])


def parts_told(scene: Play, odds: Odds, who: str) -> list[tuple[str, str]]:
    """Part and sentence, largest first; with the start they add up to the odds. Parts that count for nothing are left out."""
    t, rules = scene.t, scene.rules
    parts = parts_of(rules, odds)
    points = dict(zip(parts, rounded([100.0 * x for x in parts.values()], 0, 100.0 * odds.chance), strict=True))
    opponent = scene.observation.opponent
    fields = {
        "reliability": t.percent(odds.reliability),
        "resolve": t.percent(odds.resolve),
        "doctrine": rules.doctrines[opponent].title if opponent in rules.doctrines else "",
    }
    counted = sorted((k for k, x in points.items() if x and k != SAID_ALREADY), key=lambda k: (-abs(points[k]), k))
    return [(k, t(f"odds.{k}_{who}", points=t.signed(points[k]), **fields)) for k in counted]
