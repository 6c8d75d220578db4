"""The briefing: one sentence a figure with its largest cause and the waterfall, forecasts scored, what happened, and the record."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Measure, SetDial, other
from game.screens.pages.desk.charge_panel import report_told
from game.screens.pages.desk.ladder_and_mandates import goal_title
from game.screens.pages.quarter.headline import headline_panel
from game.screens.pages.quarter.quarter_events import happened, news_panel
from game.screens.pages.quarter.waterfall import because
from game.screens.pages.shared.drawers import drawer
from game.screens.pages.shared.fans import said_and_came
from game.screens.pages.shared.predictions import change, last, score, shown_change
from game.screens.pages.shared.suggestions import measured
from game.screens.pages.shared.top_bar import past
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, column, do, heading, panel, row, text
from game.screens.words.claims import cited
from game.screens.words.news import news_told
from game.screens.words.publications import publication_told, publications_of
from game.screens.words.sentences import bare, card_title, date_of, measure_told, response_text


def briefing(scene: Play) -> Node:
    """One sentence a figure, the causes known so far, the forecast scored, and what happened."""
    t, o = scene.t, scene.observation
    was = last(scene)
    scenario = scene.rules.scenarios[o.scenario]
    go = button("brief-go", t("brief.go"), do("brief-done"), icon="arrow-right", key="c", style="primary", hint=t("brief.go_hint"))
    if was is None:
        opening = scenario.opening.get(o.side, "")
        tasks = [
            column(
                f"task:{m}",
                [
                    text(
                        f"task:{m}:title",
                        goal_title(scene, m),
                        style="strong",
                        icon="target",
                    ),
                    text(f"task:{m}:text", scene.rules.mandates[m].told(o.scenario)),
                    text(f"task:{m}:here", here, style="fine") if scene.analyst and (here := measured(scene, m)) else None,
                ],
            )
            for m in o.mandates
        ]
        nodes: list[Node | None] = [
            heading("brief-title", t("brief.opening", side=t.name(o.side), date=t.date(o.date))),
            panel(
                "brief-opening",
                scenario.title,
                [text("brief-text", opening, style="serif")],
                style="paper",
            ),
            panel("brief-tasks", t("tab.tasks"), [*tasks, sealed_told(scene)], icon="target") if tasks else None,
            text("brief-how", t("brief.how"), icon="bulb"),
            go,
        ]
        return Node("screen", "briefing", t("brief.title"), style="scene", children=tuple(n for n in nodes if n is not None))
    moved = {f: change(scene, was, f) for f in FIGURES}
    nodes = [
        heading("brief-title", t("brief.title_of", date=date_of(t, scene.rules, o.scenario, was.quarter))),
        headline_panel(scene, was),
        row("brief-figures", [figure_panel(scene, was, f, moved[f]) for f in FIGURES]),
        scored(scene),
        report_told(scene) if o.quarter == o.quarters // 2 else None,
        news_panel(scene, "brief-news", happened(scene, was), t("brief.no_news")),
        records(scene, was),
        go,
    ]
    return Node("screen", "briefing", t("brief.title"), style="scene", children=tuple(n for n in nodes if n is not None))


def sealed_told(scene: Play) -> Node | None:
    """What is public of the other capital's mandates, and what becomes of the sealed ones."""
    t, o = scene.t, scene.observation
    if not o.charges.get(o.side):
        return None
    rival = t.name(other(o.side))
    public = t("number.list_separator").join(scene.rules.mandates[m].title for m in o.rival_mandates) or t("charge.nothing")
    return text("brief-sealed", t("charge.brief", side=rival, public=public), icon="info")


def figure_panel(scene: Play, was: Past, figure: str, moved: float) -> Node:
    """One figure: where it stands, how it moved, and what bore on it."""
    t, o = scene.t, scene.observation
    value = o.figures[o.side].points(figure)
    shown = t.number(value) if figure == "leverage" else t("number.percent", n=t.number(value))
    whole = shown_change(scene, was, figure)
    direction = "steady" if not whole else "up" if whole > 0 else "down"
    name = t(f"figure.{figure}")
    sentence = t(f"brief.{direction}", name=name, change=t.signed(whole), value=shown)
    known = because(scene, figure, moved, shown, whole)
    why = [] if known else causes(scene, was, figure)
    return panel(
        f"brief:{figure}",
        name,
        [
            *(known or [text(f"brief:{figure}:sentence", sentence, style="strong")]),
            *(text(f"brief:{figure}:cause{i}", words, icon="arrow-right", style="small") for i, words in enumerate(why)),
            *([] if known else [text(f"brief:{figure}:because", t("brief.because" if why else "brief.no_cause"), style="fine")]),
            past(scene, figure) if len(o.history) > 1 else None,  # one point is no course
        ],
        icon={"leverage": "leverage", "reliability": "reliability", "crisis": "risk"}[figure],
    )


BEARS_ON: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leverage": (("licence", "chips", "tools", "processing", "directed", "grants"), ("",)),
    "reliability": (("licence", "chips", "tools", "entity", "affiliates", "re-export"), ("general", "suspend")),
    "crisis": (("",), ()),
}
"""Figure → how the ids of the dials, and of the orders, begin that bear on it."""
NEWS_ON = {
    "leverage": ("written-off", "partner-review"),
    "reliability": ("promise-broken", "promise-kept", "deal-yes"),
    "crisis": ("brink", "brink-eased", "brink-yielded", "threat-carried-out", "drafted", "glimpsed", "demand-no", "demand-yes"),
}


def _bears_on(figure: str, measure: Measure) -> bool:
    dials, orders = BEARS_ON[figure]
    return measure.dial.startswith(dials) if isinstance(measure, SetDial) else measure.order.startswith(orders)


def causes(scene: Play, was: Past, figure: str) -> list[str]:
    """What was done in public in the quarter and bears on the figure, at most two a side."""
    t = scene.t
    found: list[str] = []
    for side in BOTH:
        done = [d.measure for d in was.deeds.get(side, ()) if _bears_on(figure, d.measure)]
        found += [t("brief.did", side=t.name(side), what=measure_told(t, scene.rules, m)) for m in done[:2]]
    found += [news_told(t, scene.rules, n) for n in was.news if n.key in NEWS_ON[figure]][:2]
    return list(dict.fromkeys(found))


def scored(scene: Play) -> Node | None:
    """The player's reading and prediction, and the service's reading, against what came."""
    t, found = scene.t, score(scene)
    if found is None:
        return None

    def named(reading: str) -> str:
        return t(f"reading.{reading.replace(' ', '_')}")

    told: list[Node] = [text("scored-came", t("brief.came", leaning=named(found.came)), icon="eye")]
    if found.reading:
        right = found.reading == found.came
        told.append(text("scored-reading", t("brief.read_right" if right else "brief.read_wrong", reading=named(found.reading))))
    lines: list[Node] = []
    if scene.before is not None:
        key = "brief.service_right" if found.service == found.came else "brief.service_wrong"
        lines.append(text("scored-service", t(key, reading=named(found.service))))
    if found.guess:
        key = "brief.surprise_right" if found.guess == found.most else "brief.surprise_wrong"
        told.append(text("scored-figure", t(key, predicted=t(f"figure.{found.guess}"), most=t(f"figure.{found.most}"))))
    came = said_and_came(scene)
    if came and not scene.analyst:
        told.append(text("scored-fans", t("brief.held", held=t.number(found.held), all=t.number(found.bands)), icon="target"))
    more = drawer(scene, "scored", t("brief.held_open"), [*lines, *came])
    return panel("brief-scored", t("brief.scored"), [*told, *more], icon="target")


def records(scene: Play, was: Past) -> Node | None:
    """What the record says about the card that was answered."""
    t, o = scene.t, scene.observation
    nodes: list[Node] = []
    answers = [line for p in (was.plans.get(o.side),) if p for line in p.lines if isinstance(line, AnswerCard)]
    before = [c.card for c in scene.before.table] if scene.before else [a.card for a in answers]
    for card in before:
        if card not in scene.rules.cards:
            continue
        item = scene.rules.cards[card]
        chosen = next((a.response for a in answers if a.card == card), item.default)
        beyond = [
            text(f"record:{card}:brief", t("brief.other_side", words=item.brief), icon="capital"),
            text(f"record:{card}:question", t("brief.question", words=item.question), icon="bulb"),
        ]
        beyond += [
            text(f"record:{card}:from:{p.id}", publication_told(t, p), icon="source", style="small")
            for p in publications_of(scene.rules, card)
        ]
        record = text(f"record:{card}:record", t("brief.record", words=cited(scene.rules, item.record)), icon="source")
        nodes += [
            heading(f"record:{card}:title", card_title(t, scene.rules, card), style="serif"),
            text(f"record:{card}:did", t("brief.answered"), value=bare(response_text(t, scene.rules, card, chosen)), style="small"),
            *drawer(scene, f"record:{card}", t("brief.beyond"), [record, *beyond]),
        ]
    return panel("brief-record", t("brief.records"), nodes, icon="source") if nodes else None
