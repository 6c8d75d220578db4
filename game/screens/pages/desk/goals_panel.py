"""Goals, at the left of the Desk: each mandate as a bar with how far it has got and until when, in alarm when it slips.

What a mandate asks for in full is the tab of the mandates (`ladder_and_mandates.py`)."""

from __future__ import annotations

from game.engine.rules.verdict.mandates import longest_run
from game.engine.rules.vocabulary.items import Mandate
from game.engine.rules.vocabulary.plan import NameCharge
from game.engine.world.arithmetic.total import total
from game.screens.pages.desk.charge_panel import naming_due
from game.screens.pages.desk.ladder_and_mandates import goal_title, mandate_state
from game.screens.pages.shared.suggestions import measured
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import button, do, panel, text
from game.structs import Struct


class Standing(Struct):
    """How a mandate stands: the share of what it asks for that is done, and whether it slips (what is left barely reaches)."""

    share: float
    slips: bool
    lost: bool = False


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
    found = standing(m, o.progress.get(id, ()), o.quarters - o.quarter)
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
        "meter", f"goal:{id}", goal_title(scene, id), value, hint, do("tab", "tasks"), tone=tone, data=Meter(0, 1, found.share)
    )


def standing_told(scene: Play, found: Standing) -> str:
    """How a mandate stands in a word or two, beside its bar; "" while it is on its way, which the bar itself says."""
    key = "lost" if found.lost else "act_now" if found.slips else "met" if found.share >= 1 else ""
    return scene.t(f"goals.{key}") if key else ""


def standing(m: Mandate, progress: tuple[int, ...], left: int) -> Standing:
    """From each finished quarter's hit or miss and the quarters that are left, the present one included."""
    now = bool(progress and progress[-1])
    if m.span == "always":
        kept = all(progress)
        return Standing(len(progress) / max(1, len(progress) + left) if kept else 0.0, False, not kept)
    if m.span == "end":
        return Standing(1.0 if now else 0.5 if progress and any(progress) else 0.0, not now and left <= 2)
    wanted = max(1, m.quarters)
    best = total(1 for hit in progress if hit) if m.span == "count" else _run(progress)
    reach = best + left if m.span == "count" else max(longest_run(progress), best + left)
    done = best if m.span == "count" else max(longest_run(progress), best)
    return Standing(min(1.0, done / wanted), done < wanted and reach <= wanted + 1, done < wanted and reach < wanted)


def _run(progress: tuple[int, ...]) -> int:
    """The hits in a row up to now."""
    run = 0
    for hit in reversed(progress):
        if not hit:
            break
        run += 1
    return run
