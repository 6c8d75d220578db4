"""The page of statistics: one quantity over the quarters so far as chart and table, and the way to a file of all of them."""

from __future__ import annotations

from game.engine.rules import date_of
from game.engine.rules.campaign.quantities import QUANTITIES
from game.engine.rules.vocabulary.plan import BOTH
from game.screens.pages.shared.plain_page import page
from game.screens.pages.shared.statistics import GROUPS, Statistic, statistics
from game.screens.scene.scene import Play
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import button, choice, do, line_chart, option, panel, table, text
from game.screens.words.quantities import number_told
from game.screens.words.texts import Texts

TONES = {"beijing": "beijing", "washington": "washington", "outside": "accent", "inside": "muted", "both": "accent"}
HUNDRED = frozenset(("index", "percent"))


def history(scene: Play) -> Node:
    """The page."""
    t, o = scene.t, scene.observation
    every = statistics(o.world.spec)
    chosen = next((s for s in every if s.id == scene.ui.statistic), every[0])
    groups = [
        option(f"group:{g}", t(f"history.group_{g}"), do("statistic", next(s.id for s in every if s.group == g)), g == chosen.group)
        for g in GROUPS
    ]
    sorts = list(dict.fromkeys(s.id.partition(".")[0] for s in every if s.group == chosen.group))
    sort, _, product = chosen.id.partition(".")
    kinds = [
        option(
            f"kind:{k}", t(f"history.{k}"), do("statistic", same_product(every, k, product)), k == sort, hint=t(f"history.{k}_hint")
        )
        for k in sorts
    ]
    of = [
        option(f"of:{s.product}", t.label(s.product), do("statistic", s.id), s.id == chosen.id)
        for s in every
        if product and s.id.partition(".")[0] == sort
    ]
    export = button(
        "export",
        t("history.export"),
        do("export"),
        icon="save",
        key="e",
        hint=t("history.export_hint"),
        why_not=scene.busy or ("" if scene.rows else t("history.none")),
    )
    drawn = button(
        "export-picture",
        t("history.picture"),
        do("export-picture"),
        icon="chart",
        key="p",
        hint=t("history.picture_hint"),
        why_not=scene.busy or ("" if scene.rows else t("history.none")),
    )
    return page(
        scene,
        "history",
        t("history.title"),
        [
            choice("groups", t("history.groups"), groups),
            choice("kinds", t("history.kinds"), kinds) if len(kinds) > 1 else None,
            choice("products", t("history.products"), of) if of else None,
            *shown(scene, chosen),
            drawn,
        ],
        export,
    )


def chart_alone(scene: Play) -> Node:
    """The chart of the quantity that is open, as a page of its own: what is written as a picture."""
    t, o = scene.t, scene.observation
    every = statistics(o.world.spec)
    chosen = next((s for s in every if s.id == scene.ui.statistic), every[0])
    named = t("history.picture_title", scenario=scene.rules.scenarios[o.scenario].title, date=t.date(o.date))
    return Node("screen", "history-alone", named, style="page", children=tuple(shown(scene, chosen)[:1]))


def same_product(every: tuple[Statistic, ...], kind: str, product: str) -> str:
    """The quantity of a kind for the product that is open, or the first of the kind."""
    of_kind = [s for s in every if s.id.partition(".")[0] == kind]
    return next((s.id for s in of_kind if s.product == product), of_kind[0].id)


def shown(scene: Play, chosen: Statistic) -> list[Node]:
    """Chart and table of one quantity."""
    t, o, rows = scene.t, scene.observation, scene.rows
    quarters = sorted(rows)
    prefix = f"{chosen.id}:"
    which = list(dict.fromkeys(c.removeprefix(prefix) for q in quarters for c in rows[q] if c.startswith(prefix)))
    if not which:
        return [text("history-none", t("history.none"), style="fine")]
    scenario = scene.rules.scenarios[o.scenario]
    dates = [t.date(date_of(scenario, q)) for q in quarters]
    lines = {w: [rows[q].get(prefix + w) for q in quarters] for w in which}
    series = [
        Series(which_told(t, w), tuple(v if v is not None else 0.0 for v in values), tone=TONES.get(w, ""))
        for w, values in lines.items()
    ]
    name = title_of(t, chosen)
    told = t("number.sentence_separator").join(
        t(
            "history.told",
            who=which_told(t, w),
            first=valued(t, chosen, values[0]),
            last=valued(t, chosen, values[-1]),
            low=valued(t, chosen, min((v for v in values if v is not None), default=None)),
            high=valued(t, chosen, max((v for v in values if v is not None), default=None)),
        )
        for w, values in lines.items()
    )
    body = [[dates[i], *(valued(t, chosen, values[i]) for values in lines.values())] for i in range(len(quarters))]
    chart = line_chart(
        "history-chart",
        name,
        dates,
        series,
        unit_of(t, chosen),
        low=0.0,
        high=100.0 if chosen.unit in HUNDRED else None,
        summary=told,
    )
    head = [t("history.quarter"), *(which_told(t, w) for w in which)]
    return [
        panel("history-picture", name, [chart, text("history-told", told, style="fine")], icon="chart"),
        panel("history-numbers", t("history.table"), [table("history-table", "", [head, *body])], icon="list"),
    ]


def unit_of(t: Texts, chosen: Statistic) -> str:
    """In what a quantity is counted."""
    return t(f"history.unit_{chosen.unit.replace('-', '_')}")


def title_of(t: Texts, chosen: Statistic) -> str:
    """The quantity's name, with its product."""
    kind = t(f"history.{chosen.id.partition('.')[0]}")
    return t("history.of", name=kind, product=t.name(chosen.product)) if chosen.product else kind


def which_told(t: Texts, which: str) -> str:
    """A column's name: a capital, a watcher, inside or outside."""
    return t.label(which) if which in BOTH or not t.has(f"history.which_{which}") else t(f"history.which_{which}")


def valued(t: Texts, chosen: Statistic, value: float | None) -> str:
    """A value of a statistic; a dash where it is not known."""
    if value is None:
        return "–"
    if chosen.unit == "money-month":
        return t.money(value, 0 if abs(value) >= 10 else 2)
    return number_told(t, QUANTITIES[chosen.columns[0][1]], value)
