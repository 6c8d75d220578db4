"""What follows a commit: offers to answer, then the quarter's headline, both plans turned over, and three months on the map.

What stands on it at first stays where it is while the months go by; only the news under the plans grows."""

from __future__ import annotations

from game.engine.rules.campaign.record import Past, StandingOffer
from game.engine.rules.turn.resolve import MONTHS
from game.engine.rules.vocabulary.plan import GiveOrder, Plan, SetDial, Side, other
from game.screens.pages.quarter.brink_turned import brink_turned
from game.screens.pages.quarter.headline import headline_panel
from game.screens.pages.quarter.quarter_events import answers, happened, news_panel, open_always
from game.screens.pages.quarter.vote_scene import vote_panel
from game.screens.pages.shared.drawers import drawer
from game.screens.pages.shared.odds_table import odds_nodes
from game.screens.pages.shared.predictions import last
from game.screens.pages.shared.world_map import cell, rows_done, world_map
from game.screens.scene.scene import Play
from game.screens.tree.node import Node, WorldMap
from game.screens.tree.parts import button, choice, column, do, heading, option, panel, row, table, text, world
from game.screens.words.sentences import (
    bare,
    card_title,
    date_of,
    line_told,
    measure_told,
    notch_label,
    offer_told,
    response_text,
    threats_told,
    word,
)
from game.structs import replace

PRICES, GUIDED = 5, 3  # rows of the table of prices on the two levels
SPEEDS = (1, 2, 4)
TOLD_APART = ("say", "answer-card")
"""Lines of a plan that stand above it. What became of an offer is among the news, too, and there alone at Guided."""


def answer(scene: Play) -> Node:
    """Offers and demands that arrived with the sealed plans, to be answered before both are turned over."""
    t = scene.t
    replies = dict(scene.ui.replies)
    panels: list[Node] = []
    for s in scene.offers:
        now = replies.get(s.id, "")
        sort = "demand" if s.offer.give is None else "deal"
        options = [
            option(
                f"reply:{s.id}:{r}",
                t(f"answer.reply_{r}"),
                do("reply", s.id, r),
                now == r,
                icon="check" if r == "yes" else "x",
                hint=t(f"answer.{r}_{sort}_hint"),
            )
            for r in ("yes", "no")
        ]
        panels.append(
            panel(
                f"offer:{s.id}",
                t(f"answer.{sort}", side=t.name(s.side)),
                [
                    offered(scene, s),
                    *terms(scene, s),
                    *odds_nodes(scene, f"offer:{s.id}", s.offer, ours=False),
                    choice(f"offer:{s.id}:reply", t("answer.reply"), options),
                    text(f"offer:{s.id}:means", t(f"answer.{now}_{sort}_hint"), style="fine") if now else None,
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
        why_not=scene.busy or ("" if all(s.id in replies for s in scene.offers) else t("answer.each")),
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


def offered(scene: Play, s: StandingOffer) -> Node | None:
    """The offer in one sentence; of a deal its terms say the same, line by line, to a Guided player."""
    if s.offer.give is not None and not scene.analyst:
        return None
    told = offer_told(scene.t, scene.rules, s.offer, scene.observation.drafts, from_us=False)
    return text(f"offer:{s.id}:text", told, style="serif")


def terms(scene: Play, s: StandingOffer) -> list[Node]:
    """What an acceptance would move, dial by dial, until when, and how far their threats have been carried out."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rows = [("we", s.offer.take), ("they", s.offer.give)]
    told: list[Node] = []
    for who, term in rows:
        if term is None:
            continue
        dial = rules.dials[term.dial]
        now = o.dials.get(term.dial, dial.start)
        key = f"answer.{who}_{'move' if now > term.most else 'stay'}"
        words = t(key, dial=dial.title, now=notch_label(t, dial, now), then=notch_label(t, dial, min(now, term.most)))
        told.append(text(f"offer:{s.id}:{who}", words, icon="arrow-right"))
    last_quarter = date_of(t, rules, o.scenario, s.since + s.offer.quarters - 1)
    told.append(text(f"offer:{s.id}:until", t("answer.until", date=last_quarter), icon="calendar"))
    if s.offer.give is None:
        key = "answer.resolve" if o.threats[s.side][0] else "answer.resolve_untried"
        fields = {"side": t.label(s.side), "share": t.percent(o.resolve[s.side]), "record": threats_told(t, o, s.side)}
        told.append(text(f"offer:{s.id}:resolve", t(key, **fields), icon="info"))
    return told


def busy(scene: Play) -> Node | None:
    """What runs beside, when something does."""
    return text("busy", scene.busy, icon="hourglass") if scene.busy else None


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
    month = min(step, MONTHS)
    told = happened(scene, was, weighty=not scene.analyst)
    shown_news = told if done else told[: len(told) * month // MONTHS]
    vote = vote_panel(scene, was)
    nodes: list[Node | None] = [
        heading("reveal-title", t("reveal.title")),
        headline_panel(scene, was, person=scene.analyst),  # the briefing has the person
        *(row(f"alone:{shown.id}", [shown]) for shown in (brink_turned(scene, was), vote) if shown is not None),
        *(plan_turned(scene, was, side) for side in (o.side, other(o.side))),
        news_panel(scene, "reveal-news", shown_news, unfolded=open_always(scene, was)) if step else None,
        panel(
            "reveal-world",
            t("reveal.month", n=t.number(month), all=t.number(MONTHS)) if step else t("reveal.start"),
            [layers(scene), world("map", t("world.title"), shown_map(scene, month))],
        ),
        prices(scene, month) if step and vote is None else None,  # a vote is worth more than a table
    ]
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


def plan_turned(scene: Play, was: Past, side: Side) -> Node:
    """One side's plan as it is now known."""
    t, o = scene.t, scene.observation
    plan = next((p for s, p in was.plans.items() if s == side), None)
    known = o if scene.before is None else scene.before
    told = (
        [
            line_told(t, scene.rules, line, known.drafts, known.promises, from_us=side == o.side)
            for line in plan.lines
            if line.kind not in (*TOLD_APART, *(() if scene.analyst else ("offer",)))
        ]
        if plan
        else []
    )
    planned = {measure_told(t, scene.rules, replace(line, statute=False)) for line in measures(plan)}
    deeds = [measure_told(t, scene.rules, d.measure) for d in was.deeds.get(side, ())]
    lines = list(dict.fromkeys(told + [d for d in deeds if d not in planned]))
    said = next((w for s, w in was.words.items() if s == side), "")
    replies = [
        text(
            f"turned:{side}:card:{card}",
            card_title(t, scene.rules, card),
            value=bare(response_text(t, scene.rules, card, response)),
        )
        for card, response in answers(was, side)
    ]
    return panel(
        f"turned:{side}",
        t.name(side),
        [
            text(f"turned:{side}:word", word(t, said), style="serif", icon="megaphone"),
            *replies,
            *(text(f"turned:{side}:{i}", words) for i, words in enumerate(lines)),
            None
            if lines or replies
            else text(f"turned:{side}:none", t("reveal.nothing_own" if side == o.side else "reveal.nothing"), style="fine"),
        ],
        tone=side,
        icon="capital",
    )


def measures(plan: Plan | None) -> list[SetDial | GiveOrder]:
    """The dials and orders of a plan; the deeds of the quarter name the same ones without their statute."""
    return [line for line in plan.lines if isinstance(line, SetDial | GiveOrder)] if plan is not None else []


def shown_map(scene: Play, month: int) -> WorldMap:
    """The map with what left the homes of the chosen product in one month (1..3), or as it stood before them (0)."""
    layer = scene.layer(scene.observation.world.spec.products)
    stood = scene.observation if month or scene.before is None else scene.before
    return world_map(scene, stood, layer, month)


def layers(scene: Play) -> Node:
    """Which product's flows the map shows."""
    t, spec = scene.t, scene.observation.world.spec
    finals = rows_done(spec)
    chosen = scene.layer(finals)
    return choice(
        "layers",
        "",
        [option(f"layer:{f}", t.label(f), do("layer", f), f == chosen, hint=t("world.layer_hint")) for f in finals],
        hint=t("world.layers"),
    )


def prices(scene: Play, month: int) -> Node | None:
    """Outside prices at the quarter's start and after each month so far, of the products that moved most."""
    t, spec = scene.t, scene.observation.world.spec
    if scene.before is None or not scene.months:
        return None
    start = [cell(scene.before.world.price, 1, p) for p in range(len(spec.products))]
    after = [[cell(m.prices, 1, p) for p in range(len(spec.products))] for m in scene.months]
    shown = PRICES if scene.analyst else GUIDED
    most = sorted(range(len(start)), key=lambda p: (-abs(after[-1][p] / max(start[p], 1e-9) - 1), p))[:shown]
    head = [t("reveal.product"), t("reveal.before"), *(t("reveal.month_n", n=t.number(m + 1)) for m in range(len(after)))]
    rows = [
        [
            t.label(spec.products[p]),
            t.number(start[p], 2),
            *(t.number(after[m][p], 2) if m < month else t("reveal.to_come") for m in range(len(after))),
            t("number.percent", n=t.signed(100 * (after[month - 1][p] / max(start[p], 1e-9) - 1))),
        ]
        for p in sorted(most)
    ]
    hint = t("reveal.prices_hint", n=t.number(shown))
    told = table("reveal-prices", "", [[*head, t("reveal.change")], *rows], hint=hint)
    return panel(
        "reveal-markets", t("reveal.prices"), drawer(scene, "reveal-prices", t("reveal.prices_open"), [told]), icon="markets"
    )
