"""The debrief as one tree: the same parts stand in the window, in the terminal and in the report."""

from __future__ import annotations

from game.screens.pages.debrief.beforehand import beforehand_panel
from game.screens.pages.debrief.charges import charges_panel
from game.screens.pages.debrief.claims import claims_panel, closing_panel
from game.screens.pages.debrief.first_words import asked, beside
from game.screens.pages.debrief.points import points_panel
from game.screens.pages.debrief.quarter_map import quarter_panel
from game.screens.pages.debrief.rival import rival_panel
from game.screens.pages.debrief.story import story
from game.screens.pages.debrief.theses import theses_panel
from game.screens.pages.debrief.told import View
from game.screens.pages.debrief.turning import all_decisions, first_three
from game.screens.pages.debrief.what_if import what_if_panel
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Play
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import kids, line_chart, panel, text


def debrief(scene: Play) -> Node:
    """The page of a finished campaign; while it is worked out, what there is of it."""
    t, found = scene.t, scene.debrief
    if found is None:
        words = t("debrief.begun" if scene.log else "debrief.not_over")
        return page(scene, "debrief", t("debrief.title"), [text("debrief-begun", words, icon="hourglass")])
    v = View(t, scene.rules, found, scene.log, scene.spoken, scene.scores)
    if v.spoken is None:
        return page(scene, "debrief", t("debrief.title"), asked(scene, v))
    return page(scene, "debrief", t("debrief.title"), list(parts(v, what_if_panel(scene, v), quarter_panel(scene, v))))


def report_tree(v: View, lost: str = "") -> Node:
    """The debrief as a screen of its own, for a report; `lost` says what of the save could not be read."""
    scenario = v.rules.scenarios.get(v.debrief.setup.scenario)
    title = v.t("debrief.page_title", scenario=scenario.title if scenario is not None else v.debrief.setup.scenario)
    torn = (text("debrief-lost", lost, icon="alert", tone="warn"),) if lost else ()
    return Node("screen", "debrief", title, style="page", children=(*torn, *parts(v)))


def parts(v: View, other_plan: Node | None = None, quarter: Node | None = None) -> tuple[Node, ...]:
    """The debrief from what did most to the sentences to finish. What is not worked out yet, or refused, is left out and said.

    `other_plan` is where a face lets its player ask for another history, `quarter` where it lets them step through this one."""
    return kids(
        (
            *_head(v),
            beside(v),
            *first_three(v),
            other_plan,
            points_panel(v),
            quarter,
            *story(v),
            rival_panel(v),
            beforehand_panel(v),
            charges_panel(v),
            all_decisions(v),
            None if v.debrief.points else _course(v),
            claims_panel(v),
            theses_panel(v),
            closing_panel(v),
        )
    )


def _head(v: View) -> list[Node | None]:
    t, d = v.t, v.debrief
    scenario = v.rules.scenarios.get(d.setup.scenario)
    title = scenario.title if scenario is not None else d.setup.scenario
    rival = d.setup.doctrines[0 if d.side == "washington" else 1]
    doctrine = v.rules.doctrines.get(rival)
    told = t(
        "debrief.of",
        side=t.name(d.side),
        scenario=title,
        opponent=doctrine.title if doctrine is not None else rival,
        seed=str(d.setup.seed),
        quarters=t.count("quarters", len(v.log)),
    )
    ended = t("debrief.refused", reason=t.said(d.refused)) if d.refused else v.ended(d.over)
    missing = "" if d.whole or d.refused else t("debrief.part_only", n=t.number(len(d.points)), all=t.number(len(d.decisions)))
    return [
        text("debrief-of", told, style="lead"),
        text("debrief-ended", ended, icon="alert" if d.refused else "flag", tone="warn" if d.refused else ""),
        text("debrief-missing", missing, icon="hourglass") if missing else None,
        text("debrief-few", t("debrief.no_decision"), style="fine") if not d.decisions and v.log else None,
    ]


def _course(v: View) -> Node | None:
    """The three figures of both capitals, where no other history can be drawn beside them."""
    t, path = v.t, v.debrief.path
    if not path:
        return None
    charts = []
    for figure in ("leverage", "reliability", "escalation"):
        sides = ("beijing", "washington") if figure != "escalation" else (v.side,)
        series = [Series(t.name(s), tuple(f[s].points(figure) for f in path), tone=s) for s in sides]  # type: ignore[index]
        told = " ".join(
            t("debrief.course_told", name=s.name, first=t.number(s.values[0]), last=t.number(s.values[-1])) for s in series
        )
        unit = t("figure.unit_index") if figure == "leverage" else "%"
        charts.append(
            line_chart(f"course-{figure}", t(f"figure.{figure}"), v.quarters, series, unit, low=0, high=100, summary=told)
        )
    return panel("debrief-course", t("end.course"), charts, icon="chart")
