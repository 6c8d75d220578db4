"""What is known of the other capital: what it said and did, the service's reading, promises and drafts that can be seen."""

from __future__ import annotations

from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.vocabulary.plan import BreakPromise, Draft, SetDial, Side, other
from game.forecast.readings import READINGS
from game.screens.pages.shared.drawers import drawer
from game.screens.pages.shared.fans import reading_of, second_told
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, column, do, option, panel, text
from game.screens.words.sentences import (
    date_of,
    last_quarter,
    line_told,
    measure_told,
    offer_told,
    promise_told,
    threats_told,
    word,
)

SENTENCES = 4


def done(scene: Play, past: Past, side: Side) -> list[str]:
    """What a capital did in public in a quarter: dials and orders, statutes that it passed, and drafts that it announced."""
    t, rules = scene.t, scene.rules
    plan = past.plans.get(side)
    begun = [x for x in plan.lines if isinstance(x, Draft) or (isinstance(x, SetDial) and x.statute)] if plan else []
    told = [measure_told(t, rules, d.measure) for d in past.deeds.get(side, ())] + [
        line_told(t, rules, x, from_us=False) for x in begun
    ]
    return list(dict.fromkeys(told))


def capital(scene: Play) -> Node:
    """The service's reading of the other capital, the player's own and what may surprise; its last sentences beside its deeds."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    lines = [_said(scene, past) for past in reversed(o.history[-SENTENCES:])]
    reading = text(
        "reading-text",
        t("rival.reading", leaning=t(f"reading.{o.reading.leaning.replace(' ', '_')}"), sure=t.percent(o.reading.confidence)),
        icon="eye",
        hint=t("rival.reading_hint"),
    )
    tried = any(due for due, _ in o.threats.values())
    theirs, ours = (threats_told(t, o, s) if tried else t.percent(o.resolve[s]) for s in (rival, o.side))
    resolve = Node(
        "text",
        "resolve",
        t("rival.resolve" if tried else "rival.resolve_untried", theirs=theirs, ours=ours),
        hint=t("rival.resolve_hint"),
        intent=do("explain", "resolve"),
        style="fine",
    )
    second = choice(
        "second",
        t("second.title"),
        [
            option(f"second:{r}", t(f"reading.{r.replace(' ', '_')}"), do("second", r), scene.ui.second == r)
            for r in READINGS
            if r != reading_of(scene)
        ],
        hint=t("second.hint"),
        style="small",
    )
    apart = [text(f"second-told:{f}", words, style="small", icon="arrow-right") for f, words in second_told(scene)]
    nothing = text("said-nothing", t("rival.nothing_yet"), style="fine")
    mine = choice(
        "reading",
        t("reading.title"),
        [option(f"reading:{r}", t(f"reading.{r.replace(' ', '_')}"), do("reading", r), scene.ui.reading == r) for r in READINGS],
        hint=t("reading.hint"),
        style="small",
    )
    surprise = [option(f"predict:{f}", t(f"predict.{f}"), do("predict", f), scene.ui.predicted == f) for f in FIGURES]
    surprise.append(option("predict:none", t("predict.none"), do("predict", ""), not scene.ui.predicted))
    prediction = choice("predict", t("predict.title"), surprise, hint=t("predict.hint"), style="small")
    beside = [second, *apart] if scene.ui.reading else []
    shown = 1 if scene.analyst else 0  # at Guided the last word and deed stand at the left of the Desk already
    earlier = drawer(scene, "rival", t("rival.earlier"), lines[shown:])
    nodes = [reading, mine, *beside, prediction, *(lines[:shown] if lines else [nothing]), *earlier]
    nodes += [resolve] if tried or scene.analyst else []
    return panel("rival", t.name(rival), nodes, slot="right", tone=rival, icon="capital")


def _said(scene: Play, past: Past) -> Node:
    """What the other capital said in a quarter, and what it did."""
    t, rival = scene.t, other(scene.observation.side)
    spoke, deeds = past.words.get(rival, ""), done(scene, past, rival)
    whole = t("number.sentence_separator").join(deeds) or t("rival.did_nothing")
    when = date_of(t, scene.rules, scene.observation.scenario, past.quarter)
    said = t("rival.said", when=when, word=word(t, spoke)) if spoke else t("rival.silent", when=when)
    did = t("rival.did", what=whole if scene.analyst or not deeds else deeds[0])
    return column(
        f"said:{past.quarter}",
        [
            text(f"said:{past.quarter}:word", said, hint=t("rival.said_hint"), icon="megaphone", style="now-small"),
            text(f"said:{past.quarter}:deed", did, hint=whole, style="fine"),
        ],
    )


def promises(scene: Play) -> Node | None:
    """Promises that are open on both sides."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rows: list[Node] = []
    for p in o.promises:
        if p.status != "open":
            continue
        until = t("promise.until", until=date_of(t, rules, o.scenario, last_quarter(p, o.quarter)))
        told = t("promise.line", who=t.label(p.side), to=t.name(p.to), what=promise_told(t, rules, p))
        rows.append(
            text(
                f"promise:{p.id}",
                told,
                value=until if scene.analyst else "",  # at Guided one key away
                icon="handshake",
                tone=p.side,
                hint=f"{t('promise.hint')} {until}",
            )
        )
        found = scene.choices.get(BreakPromise(p.id))
        if found is not None and p.side == o.side:
            on = any(isinstance(line, BreakPromise) and line.promise == p.id for line in scene.plan.lines)
            rows.append(
                button(
                    f"break:{p.id}",
                    t("promise.break"),
                    do("break", p.id),
                    icon="ban",
                    style="small",
                    hint=t("promise.break_hint"),
                    on=on,
                    why_not="" if on else scene.why_not(BreakPromise(p.id)),
                )
            )
    return panel("promises", t("promise.title"), rows, slot="right", icon="handshake") if rows else None


def drafts(scene: Play) -> Node | None:
    """Drafts and open offers that we know of."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rows: list[Node] = []
    for d in o.drafts:
        sort = t("draft.quiet") if d.quiet else t("draft.announced")
        told = t("draft.line", who=t.name(d.side), measure=measure_told(t, rules, d.measure), sort=sort)
        rows.append(text(f"seen:{d.id}", told, icon="eye-off" if d.quiet else "file", tone=d.side, hint=t("draft.hint")))
    for s in o.offers:
        told = offer_told(t, rules, s.offer, o.drafts, from_us=s.side == o.side)
        rows.append(text(f"open:{s.id}", told, icon="deal", tone=s.side, hint=t("draft.offer_hint")))
    nothing = text("drafts-none", t("draft.none"), style="fine")
    promised = any(p.status == "open" for p in o.promises)
    if not rows and promised:
        return None
    return panel("drafts", t("draft.title"), rows or [nothing], slot="right", icon="file")
