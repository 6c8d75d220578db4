"""The Desk's top bar: date, resources with the watchers, the three figures; and the calendar that opens from it."""

from __future__ import annotations

from game.engine.rules.campaign.watcher_acts import acting
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import other
from game.screens.pages.shared.fans import ahead, ahead_labels, fan_told, plan_changes, window
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node, Series
from game.screens.tree.parts import button, column, dialog, do, heading, line_chart, panel, row, text
from game.screens.words.chances import chance_told
from game.screens.words.news import act_told
from game.screens.words.sentences import date_of, last_quarter, measure_told, promise_told
from game.structs import replace

STRIP = 6
LOW_SUPPORT = 35


def top(scene: Play) -> Node:
    """Date, the three figures, capital, budget, support, and the menu; in a Desk of pages only the plan's has date and menu."""
    t, o = scene.t, scene.observation
    if scene.by_page and scene.ui.leaf != "plan":
        return panel("bar", t("desk.bar", side=t.name(o.side)), [*figures(scene), *resources(scene), row("menu", [])], slot="top")
    turn = t("desk.turn", n=t.number(o.quarter + 1), all=t.number(o.quarters))
    date = column(
        "date",
        [
            text("date-side", t("desk.bar", side=t.name(o.side)), style="strong", tone=o.side, icon="capital"),
            text("date-quarter", t.date(o.date), style="strong", hint=t("desk.date_hint")),
            text("date-turn", turn, style="fine", hint=t("desk.date_hint")),
        ],
    )
    return panel("bar", t("desk.bar", side=t.name(o.side)), [date, *figures(scene), *resources(scene), menu(scene)], slot="top")


def resources(scene: Play) -> list[Node]:
    """Capital, budget, support and its five watchers."""
    t, a = scene.t, scene.observation.accounts
    left = scene.options
    angry = acting(scene.rules, a)
    watchers = [
        Node(
            "meter",
            f"watcher:{d}",
            t.name(d),
            t.number(a.watchers[i]),
            " ".join((t(f"desk.watcher_{d}"), act_told(t, scene.rules, d))),
            do("explain", f"watcher:{d}"),
            tone="warn" if d in angry else "",
            data=Meter(0, 100, a.watchers[i], marks=((scene.rules.numbers.watcher_acts[d], ""),)),
        )
        for i, d in enumerate(DESKS)
    ]
    return [
        Node(
            "figure",
            "capital",
            t("desk.capital"),
            t("desk.left_of", left=t.number(left.capital_left), all=t.number(a.capital))
            if scene.analyst
            else t.number(left.capital_left),
            t("desk.capital_hint", all=t.number(a.capital)),
            icon="capital",
            intent=do("explain", "capital"),
        ),
        Node(
            "figure",
            "budget",
            t("desk.budget"),
            t.money_short(left.budget_left),
            t("desk.budget_hint", all=t.money(a.budget)),
            icon="budget",
            intent=do("explain", "budget"),
        ),
        Node(
            "figure",
            "support",
            t("desk.support"),
            t("number.percent", n=t.number(a.support)),
            " ".join((t("desk.support_hint"), *(act_told(t, scene.rules, d) for d in angry))),
            icon="vote",
            intent=do("explain", "support"),
            tone="warn" if a.support < LOW_SUPPORT or angry else "",
            children=tuple(watchers) if scene.analyst else (),
        ),
    ]


def opening(id: str, number: str, words: str, *, hint: str = "") -> Node:
    """A line whose number opens its explanation."""
    return Node("text", id, words, hint=hint, intent=do("explain", number))


def menu(scene: Play) -> Node:
    """The ways off the Desk."""
    t = scene.t
    items = (
        ("briefing", "message", "b"),
        ("countries", "users", "n"),
        ("history", "chart", "v"),
        ("saves", "save", "s"),
        ("codex", "source", "x"),
        ("settings", "settings", "e"),
    )
    buttons = [
        button(f"menu-{to}", t(f"desk.menu_{to}"), do("go", to), icon=icon, key=key, hint=t(f"desk.menu_{to}_hint"), style="icon")
        for to, icon, key in items
    ]
    dates = button("calendar-open", t("strip.title"), do("dialog", "calendar"), icon="calendar", key="d", style="icon")
    return row(
        "menu",
        [dates, *buttons, button("quit", t("desk.quit"), do("quit"), icon="door", key="q", hint=t("desk.quit_hint"), style="icon")],
    )


def past_labels(scene: Play) -> list[str]:
    """Dates of the finished quarters."""
    o = scene.observation
    assert scene.rules is not None
    return [date_of(scene.t, scene.rules, o.scenario, p.quarter) for p in o.history]


def figures(scene: Play) -> list[Node]:
    """Leverage, reliability and the risk of a crisis: at Guided the value and what the plan does to it, the rest one press away."""
    whole = whole_figures(scene)
    if scene.analyst:
        return whole
    return [replace(f, data=None, style="main", children=tuple(plan_changes(scene, f.id))) for f in whole]


def whole_figures(scene: Play) -> list[Node]:
    """The three with bar, today and later, past and forecast."""
    return [_leverage(scene), _reliability(scene), _crisis(scene)]


def _leverage(scene: Play) -> Node:
    """What the others would lose without this side, beside what it would lose without theirs."""
    t, o = scene.t, scene.observation
    own, theirs = o.figures[o.side], o.figures[other(o.side)]
    return Node(
        "figure",
        "leverage",
        t("figure.leverage"),
        t.number(own.leverage),
        t("figure.leverage_hint"),
        icon="leverage",
        intent=do("explain", "leverage"),
        tone=o.side,
        data=Meter(-100, 100, own.leverage_today, -theirs.leverage_today, own.leverage_lasting),
        children=(
            opening(
                "leverage-today",
                "leverage-lasting",
                t("figure.leverage_value", today=t.number(own.leverage_today), lasting=t.number(own.leverage_lasting)),
                hint=t(
                    "figure.leverage_bar_hint",
                    usd=t.money(own.leverage_usd_bn, 0),
                    loss=t.money(own.own_loss_usd_bn, 0),
                    theirs=t.number(theirs.leverage),
                ),
            ),
            *plan_changes(scene, "leverage"),
            past(scene, "leverage"),
        ),
    )


def _reliability(scene: Play) -> Node:
    """How sure the others are of what they order here."""
    t, own = scene.t, scene.observation.figures[scene.observation.side]
    return Node(
        "figure",
        "reliability",
        t("figure.reliability"),
        t.percent(own.reliability),
        t("figure.reliability_hint"),
        icon="reliability",
        intent=do("explain", "reliability"),
        children=(
            opening(
                "reliability-third",
                "third-party-reliability",
                t("figure.third", n=t.percent(own.reliability_third)),
                hint=t("figure.third_hint"),
            ),
            *plan_changes(scene, "reliability"),
            past(scene, "reliability"),
        ),
    )


def _crisis(scene: Play) -> Node:
    """The risk of a crisis, that of a rupture under it, and both rungs."""
    t, o = scene.t, scene.observation
    own = o.figures[o.side]
    return Node(
        "figure",
        "crisis",
        t("figure.crisis"),
        chance_told(t, own.crisis),
        t("figure.crisis_hint"),
        icon="risk",
        intent=do("explain", "crisis"),
        tone="warn" if own.crisis >= 0.3 else "",
        children=(
            opening(
                "rupture",
                "escalation",
                t("figure.rupture_value", n=chance_told(t, own.escalation)),
                hint=t("figure.escalation_hint"),
            ),
            opening(
                "rungs",
                "their-rung",
                t("figure.rungs", own=t.number(o.own_rung), theirs=t.number(o.seen_rung, 1)),
                hint=t("figure.rungs_hint"),
            ),
            *plan_changes(scene, "crisis"),
            past(scene, "crisis"),
        ),
    )


def past(scene: Play, name: str) -> Node:
    """One figure's past for both capitals, and the fan of what may come."""
    t, o = scene.t, scene.observation
    labels = [*past_labels(scene)[1:], t.date(o.date)]  # a quarter's end is the start of the next, and the last of them is now
    sides = (o.side, other(o.side)) if name != "crisis" else (o.side,)
    series = [
        Series(t.name(s), (*(p.figures[s].points(name) for p in o.history[:-1]), o.figures[s].points(name)), tone=s) for s in sides
    ]
    values = series[0].values
    told = t(
        "figure.past_told" if len(values) > 1 else "figure.past_first",
        name=t(f"figure.{name}"),
        since=labels[0],
        first=t.number(values[0]),
        last=t.number(values[-1]),
        low=t.number(min(values)),
        high=t.number(max(values)),
    )
    unit = t("figure.unit_index") if name == "leverage" else "%"
    series = [*series, *ahead(scene, name, len(values))]
    low, high = window(series)
    return line_chart(
        f"{name}-past",
        t("figure.past", name=t(f"figure.{name}")),
        [*labels, *ahead_labels(scene)],
        series,
        unit,
        now=len(labels) - 1,
        low=low,
        high=high,
        summary=t("number.sentence_separator").join(x for x in (told, fan_told(scene, name)) if x),
        style="spark",
    )


def calendar_dialog(scene: Play) -> Node | None:
    """The same quarters in whole sentences."""
    t, o = scene.t, scene.observation
    if scene.ui.dialog != "calendar":
        return None
    nodes: list[Node] = []
    for q in range(o.quarter, min(o.quarter + STRIP, o.quarters)):
        label = date_of(t, scene.rules, o.scenario, q)
        nodes.append(heading(f"dates:{q}", label, style="small", tone="accent" if q == o.quarter else ""))
        for i, (words, told, icon, tone) in enumerate(dated(scene, q)):
            nodes.append(text(f"dates:{q}:{i}", words, icon=icon, tone=tone))
            nodes.append(text(f"dates:{q}:{i}:told", told, style="fine"))
        if not dated(scene, q):
            nodes.append(text(f"dates:{q}:none", t("strip.nothing"), style="fine"))
    return dialog("calendar-dialog", t("strip.title"), do("dialog", ""), nodes)


def dated(scene: Play, quarter: int) -> list[tuple[str, str, str, str]]:
    """What falls in a quarter: (short words, full sentence, icon, tone)."""
    t, o, rules = scene.t, scene.observation, scene.rules
    scenario = rules.scenarios[o.scenario]
    label = date_of(t, rules, o.scenario, quarter)
    entries: list[tuple[str, str, str, str]] = []
    if quarter == o.quarters - 1:
        entries.append((t("strip.last"), t("strip.last_hint"), "flag", "accent"))
    for event in scenario.calendar:
        if t.date(event.quarter) == label:
            title = event.title
            places = t("strip.regions", names=t.names(event.regions)) if event.regions else ""
            entries.append(
                (
                    title,
                    t(f"strip.{event.sort.replace('-', '_')}_hint", title=title) + places,
                    EVENT_ICONS[event.sort],
                    event.side if event.side != "both" else "",
                )
            )
    for d in o.drafts:
        if d.since + 1 == quarter:
            told = measure_told(t, rules, d.measure)
            entries.append((t("strip.draft"), t("strip.draft_hint", measure=told, side=t.name(d.side)), "file", d.side))
    for p in o.promises:
        if p.status == "open" and last_quarter(p, o.quarter) == quarter:
            told = promise_told(t, rules, p)
            entries.append((t("strip.promise"), t("strip.promise_hint", promise=told, side=t.name(p.side)), "handshake", p.side))
    return entries


EVENT_ICONS = {
    "election": "vote",
    "plan-review": "list",
    "partner-review": "users",
    "truce-expiry": "hourglass",
    "opening": "factory",
    "talks": "message",
}
