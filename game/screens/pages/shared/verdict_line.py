"""The verdict as it stands today, in one line with its parts, and the formulas of a verdict in words."""

from __future__ import annotations

from game.engine.rules.vocabulary.rules import Rules
from game.play.told.verdict_so_far import verdict_so_far
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import text
from game.screens.words.rounding import rounded
from game.screens.words.texts import Texts


def verdict_line(scene: Play) -> list[Node]:
    """The verdict as it stands today against par, with its parts; nothing before the first finished quarter."""
    t, found = scene.t, verdict_so_far(scene.rules, scene.observation)
    if found is None:
        return []
    against, mandates = rounded((found.against, found.mandates), 0, found.verdict)
    told = t(
        "task.verdict",
        verdict=t.signed(found.verdict),
        against=t.signed(against),
        mandates=t.signed(mandates),
        standing=t.number(found.standing, 1),
        par=t.number(found.par, 1),
    )
    was = verdict_so_far(scene.rules, scene.before) if scene.before is not None else None
    moved = t("task.verdict_moved", change=t.signed(found.verdict - was.verdict)) if was is not None else ""
    hint = f"{t('task.verdict_hint')} {parts_hint(t, scene.rules)}"
    return [text("verdict-so-far", " ".join(x for x in (told, moved) if x), hint=hint, icon="scale")]


def parts_hint(t: Texts, rules: Rules) -> str:
    """The formulas of standing and verdict in words."""
    n = rules.numbers.standing
    exponents = {part: t.number(getattr(n, part), 1) for part in ("dominance", "reliability", "welfare")}
    return t("end.parts_hint", points=t.number(n.points), **exponents)
