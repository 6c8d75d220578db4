"""The decisions that mattered most, each with the other history drawn beside the real one, and the table of all."""

from __future__ import annotations

from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import NameCharge
from game.engine.world.arithmetic.total import total
from game.play.debrief.point_steps import largest_part
from game.play.debrief.turning_points import DEEP, PARTS, Largest, Path, TurningPoint, other_end
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import line_chart, panel, table, text
from game.screens.words.rounding import rounded
from game.screens.words.sentences import bare

FIGURE_OF = {"safety": "escalation", "dominance": "leverage", "reliability": "reliability"}
"""The figure on which a part of the standing is read. Welfare has none of the three: the one that differs most is drawn."""


HEIGHTS = (10.0, 20.0, 40.0, 60.0, 80.0, 100.0)
"""Tops of a chart, so that small differences can be seen."""


def first_three(v: View) -> list[Node | None]:
    """The three decisions that did most."""
    deep = {x.decision: x for x in v.debrief.largest}
    return [_turning_point(v, i, p, deep.get(p.decision)) for i, p in enumerate(v.debrief.points[:DEEP])]


def _turning_point(v: View, place: int, p: TurningPoint, deep: Largest | None) -> Node:
    t, id = v.t, f"turning-{place}"
    lead = _lead(v, p)
    without = t("debrief.without", ended=v.ended(p.over), void=v.void(p.void))
    ended = t("debrief.decided_end", real=v.ended(v.debrief.over), there=v.ended(p.over))
    nodes: list[Node | None] = [
        text(f"{id}-end", ended, style="lead", icon="flag") if other_end(p.over, v.debrief.over) else None,
        text(f"{id}-lead", lead, style="lead"),
        text(f"{id}-without", without),
        text(f"{id}-verdict", _at_the_verdict(v, deep)) if deep is not None else None,
        two_lines(v, id, p, deep, p.decision.quarter),
    ]
    return panel(id, v.dated(p.decision), nodes, icon="history")


def _lead(v: View, p: TurningPoint) -> str:
    """What a decision did, in one sentence."""
    t, ends = v.t, (v.debrief.over, p.over)
    if ends.count("rupture") == 1:
        key = "led_to_rupture" if v.debrief.over == "rupture" else "averted_rupture"
        return t(f"debrief.{key}", points=t.signed(p.points, 1))
    if not round(p.points, 1):
        return t("debrief.moved_no_point")
    key = "brought" if p.points > 0 else "cost"
    return t(f"debrief.{key}", points=t.number(abs(p.points), 1), part=t(f"debrief.part_{largest_part(p)}"))


def _at_the_verdict(v: View, x: Largest) -> str:
    t, told = (
        v.t,
        {"real": v.t.signed(x.real.points, 1), "held": v.t.signed(x.held.points, 1), "anew": v.t.signed(x.anew.points, 1)},
    )
    held, anew = bare(v.ended(x.held.over)), bare(v.ended(x.anew.over))
    return t("debrief.verdict_read" if x.real.final else "debrief.verdict_open", held_ended=held, anew_ended=anew, **told)


def _figure(v: View, p: TurningPoint) -> str:
    part = largest_part(p)
    if part in FIGURE_OF:
        return FIGURE_OF[part]

    def apart(name: str) -> float:
        there, here = _values(v, p.path, name), _values(v, v.debrief.path, name)
        return total(abs(a - b) for a, b in zip(there, here, strict=False))

    return max(FIGURES, key=apart)


def _values(v: View, path: Path, figure: str, over: str = "") -> tuple[float, ...]:
    """A figure's course. A rupture that came is no chance any more: where a course ended in one, its risk ends at 100."""
    found = tuple(figures[v.side].points(figure) for figures in path)
    return (*found[:-1], 100.0) if figure == "escalation" and over == "rupture" else found


def two_lines(v: View, id: str, p: TurningPoint, deep: Largest | None, now: int) -> Node:
    """The real course and the one without a decision on one chart, with a mark at the quarter `now`."""
    t, figure = v.t, _figure(v, p)
    real, without = (_values(v, path, figure, over) for path, over in ((v.debrief.path, v.debrief.over), (p.path, p.over)))
    series = [Series(t("debrief.line_real"), real, tone=v.side), Series(t("debrief.line_without"), without, tone="muted")]
    if deep is not None:
        series.append(Series(t("debrief.line_anew"), _values(v, deep.path, figure, deep.anew.over), tone="accent"))
    at = p.decision.quarter
    high = next(h for h in HEIGHTS if h >= max(x for s in series for x in s.values) or h == HEIGHTS[-1])
    last = min(len(real), len(without)) - 1
    summary = t(
        "debrief.lines_told",
        figure=t(f"figure.{figure}"),
        date=v.date(at),
        end=v.date(last),
        real=t.number(real[last]),
        without=t.number(without[last]),
    )
    unit = t("figure.unit_index") if figure == "leverage" else "%"
    return line_chart(f"{id}-chart", t(f"figure.{figure}"), v.quarters, series, unit, now=now, low=0, high=high, summary=summary)


def all_decisions(v: View) -> Node | None:
    """Every decision that was worked out, with its points and what they are made of; those that moved nothing that can be seen are
    named below."""
    t, d = v.t, v.debrief
    if not d.points:
        return None
    names = (*PARTS, "mandates")
    rows = [[t("debrief.date"), t("debrief.decision"), t("debrief.made_of"), t("debrief.points")]]
    still: list[str] = []
    for p in sorted(d.points, key=lambda p: (p.decision.quarter, p.decision.place)):
        shares = rounded([*p.shares.values(), p.mandates], 1, p.points)
        if not any(shares) and p.over == d.over:
            if not isinstance(p.decision.what, NameCharge):  # told with the sealed mandates
                still.append(v.dated(p.decision))
            continue
        moved = [
            t("debrief.moved", part=t(f"debrief.part_{name}"), points=t.signed(x, 1))
            for name, x in zip(names, shares, strict=True)
            if x
        ]
        made_of = t("number.list_separator").join(moved)
        rows.append([v.date(p.decision.quarter), v.decided(p.decision), made_of, t.signed(round(p.points, 1), 1)])
    told = t("debrief.all_told", n=t.number(len(d.points)), all=t.number(len(d.decisions)))
    between = t("debrief.line_separator")
    return panel(
        "debrief-all",
        t("debrief.all"),
        [
            text("debrief-all-told", told, style="fine"),
            table("all-decisions", "", rows) if len(rows) > 1 else None,
            text("decisions-still", t("debrief.still", n=t.number(len(still)), which=between.join(still))) if still else None,
        ],
        icon="scale",
    )
