"""Where the points went: the waterfall from par to the grade, a sentence a step, so that the shown numbers add up."""

from __future__ import annotations

from game.play.debrief.point_steps import Step, grade, steps
from game.screens.pages.debrief.told import View
from game.screens.pages.shared.verdict_line import parts_hint
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.screens.words.rounding import rounded


def points_panel(v: View) -> Node | None:
    """The steps in words with their points, and what they add up to."""
    t, d = v.t, v.debrief
    found = steps(v.rules, d)
    if not found:
        return None
    amounts = rounded([s.amount for s in found], 1, grade(d))
    rows = [[t("debrief.step"), t("debrief.points"), t("debrief.so_far")]]
    so_far: list[float] = []
    for step, amount in zip(found, amounts, strict=True):
        so_far.append(round((so_far[-1] if so_far else 0.0) + amount, 1))
        rows.append([step_told(v, step), t.signed(amount, 1), t.signed(so_far[-1], 1)])
    sum_key = "debrief.sum" if d.verdict is not None else "debrief.sum_open"
    rows.append([t(sum_key), "", t.signed(round(grade(d), 1), 1)])
    hint = parts_hint(t, v.rules)
    note = text("points-note", t("debrief.points_note"), style="fine", hint=hint)
    return panel("debrief-points", t("debrief.where"), [table("points-table", "", rows, hint=hint), note], icon="scale")


def step_told(v: View, step: Step) -> str:
    """A step in one sentence without its number."""
    t = v.t
    if step.decision is not None:
        return t("debrief.step_decision", what=v.dated(step.decision), part=t(f"debrief.part_{step.part}"))
    if step.mandate:
        item = v.rules.mandates.get(step.mandate)
        return t(f"debrief.step_{step.sort}", mandate=item.title if item is not None else step.mandate)
    return t(f"debrief.step_{step.sort}", side=t.name(v.side))
