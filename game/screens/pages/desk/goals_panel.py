"""Goals, at the left of the Desk: each mandate as a bar with how far it has got and until when, in alarm when it slips.

What a mandate asks for in full is the tab of the mandates (`ladder_and_mandates.py`)."""

from __future__ import annotations

from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.mandates import hopeless
from game.engine.rules.vocabulary.items import Mandate
from game.engine.rules.vocabulary.plan import NameCharge
from game.play.told.mandate_standing import Standing, standing
from game.screens.pages.desk.charge_panel import naming_due
from game.screens.pages.desk.ladder_and_mandates import goal_title, mandate_state
from game.screens.pages.shared.suggestions import measured, nearness
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import button, do, panel, text

UNMET = 0.95  # of a bar that is filled at most while its mandate is not met


def goals_panel(scene: Play) -> Node:
    """The panel."""
    t, o = scene.t, scene.observation
    bars = [goal(scene, id) for id in o.mandates]
    if naming_due(scene):
        due = "goals.named" if any(isinstance(line, NameCharge) for line in scene.plan.lines) else "goals.name"
        bars.append(button("goals-name", t(due), do("column", "table"), icon="target", style="small", hint=t("charge.due")))
    return panel("goals", t("goals.title"), bars or [text("goals-none", t("task.none"), style="fine")], slot="goals", icon="target")


def goal(scene: Play, id: str) -> Node:
    """One mandate as a bar; a press opens the mandates."""
    t, o = scene.t, scene.observation
    m = scene.rules.mandates[id]
    out = hopeless(facts_seen(scene.rules, o), m.condition)
    found = standing(m, o.progress.get(id, ()), o.quarters - o.quarter, out)
    value = (
        t("goals.lost")
        if found.lost
        else t("goals.slips", state=mandate_state(scene, id))
        if found.slips
        else mandate_state(scene, id)
    )
    hint = " ".join(part for part in (m.told(o.scenario), mandate_state(scene, id), measured(scene, id)) if part)
    value = value if scene.analyst else standing_told(scene, found)
    tone = "warn" if found.slips or found.lost else "accent"
    return Node(
        "meter",
        f"goal:{id}",
        goal_title(scene, id),
        value,
        hint,
        do("tab", "tasks"),
        tone=tone,
        data=Meter(0, 1, filled(scene, m, found)),
    )


def filled(scene: Play, m: Mandate, found: Standing) -> float:
    """How full a mandate's bar is, 0..1: the quarters that counted, and of what the present one would add the part that stands
    today, so that a bar moves before the first quarter counts."""
    if found.lost or found.share >= 1 or m.span == "always":
        return found.share
    near = nearness(facts_seen(scene.rules, scene.observation), m.condition)
    if m.span == "end":
        return UNMET * near
    return min(UNMET, found.share + near / max(1, m.quarters))


def standing_told(scene: Play, found: Standing) -> str:
    """How a mandate stands in a word or two, beside its bar; "" while it is on its way, which the bar itself says."""
    key = "lost" if found.lost else "act_now" if found.slips else "met" if found.share >= 1 else ""
    return scene.t(f"goals.{key}") if key else ""
