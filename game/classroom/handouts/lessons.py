"""A lesson plan as a sheet: aims, minutes, prompts and rubric. The times of played quarters come from the preset's clock."""

from __future__ import annotations

from collections.abc import Iterator

from game.classroom.handouts.paper import Block, Heading, Paper, Paragraph, Points, Table
from game.engine.rules.vocabulary.rules import Rules
from game.engine.rules.vocabulary.teaching import LessonPlan, PlanStep
from game.engine.world.arithmetic.total import total
from game.screens.words.texts import Texts


def plan_sheet(rules: Rules, t: Texts, plan: LessonPlan) -> Paper:
    """The plan of a lesson."""
    blocks: list[Block] = [Paragraph(plan.text), *_facts(rules, t, plan)]
    blocks += [Heading(t("handout.objectives")), Points(plan.objectives)]
    blocks += [Heading(t("handout.before")), Points(plan.before)]
    for period in range(1, plan.periods + 1):
        head = t("handout.minutes_of", n=period) if plan.periods > 1 else t("handout.minutes")
        blocks += [Heading(head), _minutes(rules, t, plan, period)]
    blocks.append(Heading(t("handout.prompts")))
    for prompt in plan.prompts:
        blocks += [Heading(prompt.ask, 3), Paragraph(prompt.likely, t("handout.likely"))]
        blocks.append(Paragraph(prompt.misconception, t("handout.misconception")))
    blocks += [Heading(t("handout.rubric")), _rubric(t, plan)]
    return Paper(plan.id, plan.title, tuple(blocks))


def timed(rules: Rules, plan: LessonPlan, period: int) -> Iterator[tuple[int, int, PlanStep]]:
    """First and last minute of each step of a period."""
    preset = rules.presets.get(plan.preset)
    at = 0
    for step in plan.steps:
        if step.period == period:
            yield at, at + plan.minutes_of(step, preset), step
            at += plan.minutes_of(step, preset)


def debrief_minutes(rules: Rules, plan: LessonPlan) -> int:
    """Minutes that the last period keeps for talking about what happened."""
    return total(end - start for start, end, step in timed(rules, plan, plan.periods) if step.debrief)


def _facts(rules: Rules, t: Texts, plan: LessonPlan) -> Iterator[Paragraph]:
    length = t("handout.length_told", n=plan.periods, minutes=plan.minutes, debrief=debrief_minutes(rules, plan))
    yield Paragraph(length, t("handout.length"))
    if preset := rules.presets.get(plan.preset):
        scenario = rules.scenarios[preset.scenario].title
        yield Paragraph(t("handout.plays_told", preset=preset.title, scenario=scenario, n=preset.quarters), t("handout.plays"))
    theses = t("handout.pause").join(t(f"handout.thesis_{thesis}") for thesis in plan.theses)
    yield Paragraph(theses, t("handout.theses"))


def _minutes(rules: Rules, t: Texts, plan: LessonPlan, period: int) -> Table:
    heads = (t("handout.column_minutes"), t("handout.column_step"), t("handout.column_done"))
    rows = []
    for start, end, step in timed(rules, plan, period):
        mark = t("handout.is_debrief") if step.debrief else t("handout.is_played", n=step.quarters) if step.quarters else ""
        rows.append((f"{start}–{end}", step.title + mark, step.text))
    return Table(heads, tuple(rows))


def _rubric(t: Texts, plan: LessonPlan) -> Table:
    heads = tuple(t(f"handout.column_{name}") for name in ("criterion", "beginning", "solid", "strong"))
    return Table(heads, tuple((c.title, c.beginning, c.solid, c.strong) for c in plan.rubric))
