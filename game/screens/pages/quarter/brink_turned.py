"""The brink's two answers, turned over together: what each capital chose, what that risked, and what came of the pair.

The rule and its words are those of the choice (`brink_page.py`), read in the state in which both chose."""

from __future__ import annotations

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.news import BrinkAnswered
from game.engine.rules.vocabulary.plan import other
from game.screens.pages.quarter.brink_page import incident, result
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import heading, panel, row, text
from game.structs import replace


def brink_turned(scene: Play, was: Past) -> Node | None:
    """Both answers side by side and their outcome; None in a quarter without a brink, or where its start is not known any more."""
    t, then = scene.t, scene.before
    answers = next((n for n in was.news if isinstance(n, BrinkAnswered)), None)
    dealt = next((c for c in then.table if c.card == "brink"), None) if then is not None else None
    if answers is None or then is None or dealt is None:
        return None
    chosen = {"beijing": answers.beijing, "washington": answers.washington}
    asked = replace(scene, observation=then)
    found = incident(asked, dealt)
    papers = [
        panel(
            f"turned-brink:{side}",
            t.name(side),
            [
                heading(f"turned-brink:{side}:answer", t(f"brink.{chosen[side]}"), style="serif"),
                text(f"turned-brink:{side}:risk", t(f"brink.{chosen[side]}_moves"), style="small", icon="risk"),
            ],
            style="paper",
            tone=side,
        )
        for side in (then.side, other(then.side))
    ]
    ours, theirs = chosen[then.side], chosen[other(then.side)]
    came = t("brink.came", result=result(asked, ours, theirs, dealt.returns))  # type: ignore[arg-type]
    title = t("brink.turned", incident=found.title if found else t("brink.title"))
    told = text("turned-brink-came", came, style="strong", icon="arrow-right")
    return panel("turned-brink", title, [row("turned-brink-answers", papers), told], icon="risk", tone="warn")
