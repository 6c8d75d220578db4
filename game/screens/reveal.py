"""What follows a commit: offers to answer, both plans turned over, three months on the map, and the briefing on what moved."""

from __future__ import annotations

from game.engine.rules.plan import BOTH, other
from game.engine.rules.record import Past
from game.screens.desk_top import headline, past
from game.screens.node import Node, Series, WorldMap
from game.screens.parts import button, choice, column, do, heading, line_chart, option, panel, row, text, world
from game.screens.scene import Play
from game.screens.telling import bare, card_title, date_of, deed_told, line_told, news_told, offer_told, response_text, word
from game.screens.world_view import world_map

MONTHS = 3
SPEEDS = (1, 2, 4)
FIGURES = ("leverage", "reliability", "escalation")
SURPRISE = {"leverage": 4.0, "reliability": 4.0, "escalation": 5.0}  # points of change that count as one surprise


def answer(scene: Play) -> Node:
    """Offers and demands that arrived with the sealed plans, to be answered before both are turned over."""
    t, o = scene.t, scene.observation
    replies = dict(scene.ui.replies)
    panels: list[Node] = []
    for s in scene.offers:
        now = replies.get(s.id, "no")
        demand = s.offer.give is None
        options = [
            option(
                f"reply:{s.id}:{r}",
                t(f"answer.reply_{r}"),
                do("reply", s.id, r),
                now == r,
                icon="check" if r == "yes" else "x",
                hint=t(f"answer.{r}_{'demand' if demand else 'deal'}_hint"),
            )
            for r in ("yes", "no")
        ]
        panels.append(
            panel(
                f"offer:{s.id}",
                t("answer.demand" if demand else "answer.deal", side=t.name(s.side)),
                [
                    text(f"offer:{s.id}:text", offer_told(t, scene.rules, s.offer, o.drafts, from_us=False), style="serif"),
                    choice(f"offer:{s.id}:reply", t("answer.reply"), options),
                ],
                style="paper",
                tone=s.side,
                icon="deal",
            )
        )
    done = button(
        "answer-done",
        t("answer.done"),
        do("replies"),
        icon="seal",
        key="c",
        style="primary",
        hint=t("answer.done_hint"),
        why_not=scene.busy,
    )
    return Node(
        "screen",
        "answer",
        t("answer.title"),
        style="scene",
        children=column(
            "a", [heading("answer-title", t("answer.title")), text("answer-text", t("answer.text")), *panels, busy(scene), done]
        ).children,
    )


def busy(scene: Play) -> Node | None:
    """What runs beside, when something does."""
    return text("busy", scene.busy, icon="hourglass") if scene.busy else None


def last(scene: Play) -> Past | None:
    """The quarter that was just played."""
    return scene.observation.history[-1] if scene.observation.history else None


def reveal(scene: Play) -> Node:
    """Both plans side by side, then the months; it can be hurried or skipped."""
    t, o = scene.t, scene.observation
    step, done = scene.ui.step, scene.ui.step > MONTHS
    was = last(scene)
    if was is None:
        return Node(
            "screen",
            "reveal",
            t("reveal.title"),
            style="scene",
            children=(button("reveal-go", t("reveal.go"), do("reveal-done"), key="c"),),
        )
    when = date_of(t, scene.rules, o.scenario, was.quarter)
    sides = [plan_turned(scene, was, side) for side in (o.side, other(o.side))]
    nodes: list[Node | None] = [heading("reveal-title", t("reveal.title_of", date=when)), row("reveal-plans", sides)]
    if step >= 1:
        month = min(step, MONTHS)
        nodes.append(
            panel(
                "reveal-world",
                t("reveal.month", n=t.number(month), all=t.number(MONTHS)),
                [
                    world("map", t("world.title"), between(scene, month / MONTHS), t("reveal.between")),
                    *prices_moved(scene, was, done),
                ],
            )
        )
        told = [n for n in dict.fromkeys(news_told(t, scene.rules, n) for n in was.news) if n]
        shown = told if done else told[: len(told) * month // MONTHS]
        if shown:
            nodes.append(
                panel("reveal-news", t("reveal.news"), [text(f"news:{i}", words) for i, words in enumerate(shown)], icon="list")
            )
    speeds = [
        option(f"speed:{s}", t("reveal.speed", n=s), do("speed", s), scene.ui.speed == s, hint=t("reveal.speed_hint"))
        for s in SPEEDS
    ]
    controls = [
        button(
            "reveal-go",
            t("reveal.go" if done else "reveal.skip"),
            do("reveal-done"),
            icon="arrow-right" if done else "fast-forward",
            key="c",
            style="primary",
            hint=t("reveal.go_hint"),
        ),
        None
        if done
        else button("reveal-next", t("reveal.next"), do("reveal-next"), icon="play", key="n", hint=t("reveal.next_hint")),
        None if done else choice("speeds", t("reveal.speeds"), speeds),
    ]
    nodes.append(row("reveal-controls", controls))
    return Node("screen", "reveal", t("reveal.title"), style="scene", children=tuple(n for n in nodes if n is not None))


def plan_turned(scene: Play, was: Past, side: str) -> Node:
    """One side's plan as it is now known."""
    t, o = scene.t, scene.observation
    plan = next((p for s, p in was.plans.items() if s == side), None)
    known = o if scene.before is None else scene.before
    told = (
        [
            line_told(t, scene.rules, line, known.drafts, known.promises, from_us=side == o.side)
            for line in plan.lines
            if line.kind != "say"
        ]
        if plan
        else []
    )
    deeds = [deed_told(t, scene.rules, d) for s, ds in was.deeds.items() if s == side for d in ds]
    lines = list(dict.fromkeys(told + [d for d in deeds if d not in told]))
    said = next((w for s, w in was.words.items() if s == side), "")
    return panel(
        f"turned:{side}",
        t.name(side),
        [
            text(f"turned:{side}:word", word(t, said), style="serif", icon="megaphone"),
            *(text(f"turned:{side}:{i}", words) for i, words in enumerate(lines)),
            text(f"turned:{side}:none", t("reveal.nothing"), style="fine") if not lines else None,
        ],
        tone=side,
        icon="capital",
    )


def between(scene: Play, share: float) -> WorldMap:
    """The map on the way from the last quarter's end to this one: widths in even steps, stances of the new plan."""
    spec = scene.observation.world.spec
    layer = scene.ui.layer if scene.ui.layer in spec.products else spec.products[int(spec.final_product[0])]
    now = world_map(scene, scene.observation, layer)
    if scene.before is None or share >= 1:
        return now
    then = {(f.source, f.target): f for f in world_map(scene, scene.before, layer).flows}
    flows = tuple(
        type(f)(f.source, f.target, share * f.width + (1 - share) * then[f.source, f.target].width, f.stance, f.tone, f.hint)
        if (f.source, f.target) in then
        else f
        for f in now.flows
    )
    return WorldMap(now.places, flows, now.caption)


def prices_moved(scene: Play, was: Past, done: bool) -> list[Node]:
    """The outside prices that moved most over the quarter."""
    t, o = scene.t, scene.observation
    if not done or len(o.history) < 2:
        return []
    before = o.history[-2].prices
    moves = sorted(
        ((now[1] / max(before[p][1], 1e-9) - 1, p) for p, now in was.prices.items() if p in before),
        key=lambda m: (-abs(m[0]), m[1]),
    )
    return [
        text(
            f"moved:{p}",
            t("reveal.price", product=t.label(p), change=t("number.percent", n=t.signed(100 * share, 0))),
            icon="chart",
        )
        for share, p in moves[:3]
        if abs(share) >= 0.005
    ]


# ---- briefing -------------------------------------------------------------------------------------------------------


def briefing(scene: Play) -> Node:
    """One sentence a figure, the causes known so far, the forecast scored, and what happened."""
    t, o = scene.t, scene.observation
    was = last(scene)
    scenario = scene.rules.scenarios[o.scenario]
    go = button("brief-go", t("brief.go"), do("brief-done"), icon="arrow-right", key="c", style="primary", hint=t("brief.go_hint"))
    if was is None:
        opening = t.of("scenarios", o.scenario, f"opening.{o.side}", scenario.opening.get(o.side, ""))
        tasks = [
            column(
                f"task:{m}",
                [
                    text(
                        f"task:{m}:title",
                        t.of("mandates", m, "title", scene.rules.mandates[m].title),
                        style="strong",
                        icon="target",
                    ),
                    text(f"task:{m}:text", t.of("mandates", m, "text", scene.rules.mandates[m].text)),
                ],
            )
            for m in o.mandates
        ]
        nodes: list[Node | None] = [
            heading("brief-title", t("brief.opening", side=t.name(o.side), date=t.date(o.date))),
            panel(
                "brief-opening",
                t.of("scenarios", o.scenario, "title", scenario.title),
                [text("brief-text", opening, style="serif")],
                style="paper",
            ),
            panel("brief-tasks", t("tab.tasks"), tasks, icon="target") if tasks else None,
            text("brief-how", t("brief.how"), icon="bulb"),
            go,
        ]
        return Node("screen", "briefing", t("brief.title"), style="scene", children=tuple(n for n in nodes if n is not None))
    moved = {f: change(scene, was, f) for f in FIGURES}
    told = [n for n in dict.fromkeys(news_told(t, scene.rules, n) for n in was.news) if n]
    nodes = [
        heading("brief-title", t("brief.title_of", date=date_of(t, scene.rules, o.scenario, was.quarter))),
        row("brief-figures", [figure_panel(scene, was, f, moved[f]) for f in FIGURES]),
        scored(scene, was, moved),
        panel(
            "brief-news",
            t("brief.news"),
            [text(f"news:{i}", words) for i, words in enumerate(told)] or [text("news-none", t("brief.no_news"))],
            icon="list",
        ),
        records(scene, was),
        go,
    ]
    return Node("screen", "briefing", t("brief.title"), style="scene", children=tuple(n for n in nodes if n is not None))


def change(scene: Play, was: Past, figure: str) -> float:
    """Points by which a figure moved in the quarter."""
    o = scene.observation
    before = (
        scene.before.figures[o.side]
        if scene.before
        else o.history[-2].figures[o.side]
        if len(o.history) > 1
        else was.figures[o.side]
    )
    return headline(o.figures[o.side], figure) - headline(before, figure)


def figure_panel(scene: Play, was: Past, figure: str, moved: float) -> Node:
    """One figure: where it stands, how it moved, and what bore on it."""
    t, o = scene.t, scene.observation
    value = headline(o.figures[o.side], figure)
    shown = t.number(value) if figure == "leverage" else t("number.percent", n=t.number(value))
    direction = "steady" if abs(moved) < 0.5 else "up" if moved > 0 else "down"
    name = t(f"figure.{figure}")
    sentence = t(f"brief.{direction}", name=name, change=t.signed(moved), value=shown)
    why = causes(scene, was, figure)
    return panel(
        f"brief:{figure}",
        name,
        [
            text(f"brief:{figure}:sentence", sentence, style="strong"),
            *(text(f"brief:{figure}:cause{i}", words, icon="arrow-right", style="small") for i, words in enumerate(why)),
            text(f"brief:{figure}:because", t("brief.because" if why else "brief.no_cause"), style="fine"),
            past(scene, figure),
        ],
        icon={"leverage": "leverage", "reliability": "reliability", "escalation": "risk"}[figure],
    )


BEARS_ON = {
    "leverage": ("dial:licence", "dial:chips", "dial:tools", "dial:processing", "order:", "dial:directed", "dial:grants"),
    "reliability": (
        "dial:licence",
        "dial:chips",
        "dial:tools",
        "dial:entity",
        "dial:affiliates",
        "dial:re-export",
        "order:general",
        "order:suspend",
    ),
    "escalation": ("dial:", "draft:"),
}
NEWS_ON = {
    "leverage": ("written-off", "partner-review"),
    "reliability": ("promise-broken", "promise-kept", "deal-yes"),
    "escalation": ("brink", "brink-eased", "brink-yielded", "threat-carried-out", "drafted", "glimpsed", "demand-no", "demand-yes"),
}


def causes(scene: Play, was: Past, figure: str) -> list[str]:
    """What was done in public in the quarter and bears on the figure, at most two a side."""
    t = scene.t
    found: list[str] = []
    for side in BOTH:
        deeds = [d for s, ds in was.deeds.items() if s == side for d in ds if d.startswith(BEARS_ON[figure])]
        found += [t("brief.did", side=t.name(side), what=deed_told(t, scene.rules, d)) for d in deeds[:2]]
    found += [news_told(t, scene.rules, n) for n in was.news if n[0] in NEWS_ON[figure]][:2]
    return list(dict.fromkeys(found))


def leaning(scene: Play, was: Past) -> str:
    """What the other capital turned out to do: eases, climbs, answers in kind, or holds; from its rung as observed."""
    o = scene.observation
    before = scene.before.seen_rung if scene.before else o.seen_rung
    own = scene.before.own_rung if scene.before else o.own_rung
    moved = o.seen_rung - before
    if abs(moved) < 0.5:
        return "holds"
    if moved < 0:
        return "eases"
    return "answers in kind" if o.own_rung > own or before < own else "climbs"


def scored(scene: Play, was: Past, moved: dict[str, float]) -> Node:
    """The player's reading and prediction, and the service's reading, against what came."""
    t = scene.t
    reading, predicted = scene.ui.scored
    came = leaning(scene, was)
    told: list[Node] = [text("scored-came", t("brief.came", leaning=t(f"reading.{came.replace(' ', '_')}")), icon="eye")]
    if reading:
        told.append(
            text(
                "scored-reading",
                t("brief.read_right" if reading == came else "brief.read_wrong", reading=t(f"reading.{reading.replace(' ', '_')}")),
            )
        )
    if scene.before is not None:
        service = scene.before.reading
        told.append(
            text(
                "scored-service",
                t(
                    "brief.service_right" if service.leaning == came else "brief.service_wrong",
                    reading=t(f"reading.{service.leaning.replace(' ', '_')}"),
                    sure=t.percent(service.confidence),
                ),
            )
        )
    most = max(FIGURES, key=lambda f: (abs(moved[f]) / SURPRISE[f], f))
    if predicted:
        told.append(
            text(
                "scored-figure",
                t(
                    "brief.surprise_right" if predicted == most else "brief.surprise_wrong",
                    predicted=t(f"figure.{predicted}"),
                    most=t(f"figure.{most}"),
                ),
            )
        )
    return panel("brief-scored", t("brief.scored"), told, icon="target")


def records(scene: Play, was: Past) -> Node | None:
    """What the record says about the card that was answered."""
    t, o = scene.t, scene.observation
    nodes: list[Node] = []
    answers = [line for p in (was.plans.get(o.side),) if p for line in p.lines if line.kind == "answer-card"]
    before = [c.card for c in scene.before.table] if scene.before else [a.card for a in answers]
    for card in before:
        if card not in scene.rules.cards:
            continue
        item = scene.rules.cards[card]
        chosen = next((a.response for a in answers if a.card == card), item.default)
        nodes += [
            text(
                f"record:{card}:did",
                t(
                    "brief.answered",
                    card=card_title(t, scene.rules, card),
                    response=bare(response_text(t, scene.rules, card, chosen)),
                ),
            ),
            text(f"record:{card}:record", t("brief.record", words=t.of("cards", card, "record", item.record)), icon="source"),
            text(f"record:{card}:brief", t("brief.other_side", words=t.of("cards", card, "brief", item.brief)), icon="capital"),
            text(f"record:{card}:question", t("brief.question", words=t.of("cards", card, "question", item.question)), icon="bulb"),
        ]
    return panel("brief-record", t("brief.records"), nodes, icon="source") if nodes else None


# ---- ending ---------------------------------------------------------------------------------------------------------


def history_chart(scene: Play, figure: str, values: dict[str, list[float]], labels: list[str], now: int) -> Node:
    """A figure over the whole campaign for both capitals."""
    t = scene.t
    series = [Series(t.name(s), tuple(v), tone=s) for s, v in values.items()]
    told = " ".join(
        t(
            "figure.past_told",
            name=t.name(s),
            since=labels[0],
            first=t.number(v[0]),
            last=t.number(v[-1]),
            low=t.number(min(v)),
            high=t.number(max(v)),
        )
        for s, v in values.items()
    )
    unit = t("figure.unit_index") if figure == "leverage" else "%"
    return line_chart(f"history:{figure}", t(f"figure.{figure}"), labels, series, unit, now=now, low=0, high=100, summary=told)
