"""Any quarter of the campaign on the map: what it left behind, its headline, both plans, and where the real course and the one
without the decision that did most then stood."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import BOTH
from game.screens.pages.debrief.story import after_quarter, headline_of, plan_told
from game.screens.pages.debrief.told import View
from game.screens.pages.debrief.turning import two_lines
from game.screens.pages.shared.world_map import rows_done, world_map
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, heading, panel, row, text, world


def quarter_panel(scene: Scene, v: View) -> Node | None:
    """The quarter that is shown, and the ways to the one before and the one after; None where no map can be drawn."""
    t, last = v.t, len(v.log) - 1
    at = min(max(scene.ui.debrief.shown, 0), last)
    then = after_quarter(v, at, scene.ui.layer) if v.log else None
    if then is None:
        return None
    told, line = headline_of(v, at), v.log[at]
    layer = then.layer(rows_done(then.observation.world.spec))
    steps = [
        button("quarter-back", t("years.back"), do("debrief-quarter", at - 1), icon="chevron-left", key="p",
               why_not="" if at else t("years.first")),
        button("quarter-next", t("years.next"), do("debrief-quarter", at + 1), icon="chevron-right", key="n",
               why_not="" if at < last else t("years.last")),
    ]  # fmt: skip
    plans = [
        text(f"quarter-plan:{s}", t("debrief.quarter_plan", side=t.name(s), plan=plan_told(v, line.plans[s], at)), tone=s)
        for s in BOTH
    ]
    first = v.debrief.points[0] if v.debrief.points else None
    nodes: list[Node | None] = [
        row("quarter-steps", steps),
        heading("quarter-headline", t("debrief.dated", date=v.date(at), what=told.words if told is not None else "")),
        world("quarter-map", t("world.title"), world_map(then, then.observation, layer)),
        *plans,
        text("quarter-without", t("debrief.quarter_without", what=v.dated(first.decision)), style="fine") if first else None,
        two_lines(v, "quarter", first, None, at) if first is not None else None,
    ]
    return panel("debrief-quarter", t("debrief.quarter_map", n=t.number(at + 1), all=t.number(last + 1)), nodes, icon="calendar")
