"""What follows a commit: offers to answer, both plans turned over, and three months on the map."""

from __future__ import annotations

from game.engine.rules.plan import other
from game.engine.rules.record import Past
from game.screens.node import Node, WorldMap
from game.screens.parts import button, choice, column, do, heading, option, panel, row, text, world
from game.screens.scene import Play
from game.screens.telling import date_of, deed_told, line_told, news_told, offer_told, word
from game.screens.world_view import world_map

MONTHS = 3
SPEEDS = (1, 2, 4)


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
