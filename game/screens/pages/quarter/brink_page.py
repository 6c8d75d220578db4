"""The brink as a scene of its own: the choice, what each pair of answers does, where both stand, what stepping down costs.

The rule is the world's `ladder.brink`; here its result is said in words. The other rung is the one seen through the fog."""

from __future__ import annotations

from typing import get_args

from game.engine.rules.campaign.record import CardOnTable
from game.engine.rules.vocabulary.items import Dial
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.world.measures.risk import usual_answers
from game.engine.world.month import escalation
from game.screens.pages.desk.card_panel import card_panel
from game.screens.scene.available_lines import index_of
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, heading, panel, table, text
from game.screens.words.chances import chance_told
from game.screens.words.sentences import notch_label

ANSWERS: tuple[escalation.Answer, ...] = get_args(escalation.Answer)
BELOW = 2  # rungs shown under the lower capital


def brink(scene: Play) -> Node:
    """The brink card alone on the screen; answering leads to the Desk."""
    t, o = scene.t, scene.observation
    dealt = next((c for c in o.table if c.card == "brink"), None)
    answered = index_of(scene.plan, ("card", "brink")) >= 0
    go = button(
        "brink-go",
        t("brink.go"),
        do("brink-done"),
        icon="arrow-right",
        key="c",
        style="primary",
        hint=t("brink.go_hint"),
        why_not="" if answered or dealt is None else t("brink.choose"),
    )
    nodes = [heading("brink-title", t("brink.title"))]
    if dealt is not None:
        nodes += [card_panel(scene, dealt), price(scene), pairs(scene, dealt), rungs(scene)]
    return Node("screen", "brink", t("brink.title"), style="scene", tone="warn", children=(*nodes, go))


def price_of(rung: float) -> int:
    """Capital that the one pays who steps down before a climb: half its rung, rounded up."""
    return int(-(-rung // 2))


def pairs(scene: Play, dealt: CardOnTable) -> Node:
    """What each pair of answers does, ours in the rows, theirs in the columns."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    head = [t("brink.pair_corner"), *(t("brink.they", answer=t(f"brink.{a}")) for a in ANSWERS)]
    rows = [[t("brink.we", answer=t(f"brink.{own}")), *(result(scene, own, a, dealt.returns) for a in ANSWERS)] for own in ANSWERS]
    return panel(
        "brink-pairs",
        t("brink.pairs"),
        [
            table("brink-table", "", [head, *rows], hint=t("brink.pairs_hint")),
            text("brink-hold", hold_told(scene, dealt.returns), icon="risk"),
            text("brink-seen", t("brink.seen", side=t.name(rival), rung=t.number(o.seen_rung, 1)), style="fine"),
        ],
        icon="scale",
    )


def hold_told(scene: Play, returns: int) -> str:
    """What holding risks, by the reaction curve at the other's rung as it is seen."""
    t, o = scene.t, scene.observation
    climb, hold, down = usual_answers(o.world.spec.reaction, o.seen_rung, o.resolve.get(o.side, 0.5))
    pressed = escalation.brink("hold", "climb", (o.own_rung, o.seen_rung), returns)
    back = (climb if pressed.returns else 0.0) + (hold + down if returns == 0 else 0.0)
    told = {"climb": climb, "hold": hold, "down": down, "back": back, "end": climb if pressed.rupture else 0.0}
    return t("brink.hold_risk", **{name: chance_told(t, chance) for name, chance in told.items()})


def result(scene: Play, own: escalation.Answer, theirs: escalation.Answer, returns: int) -> str:
    """One cell of the table in a few words."""
    t, o = scene.t, scene.observation
    found = escalation.brink(own, theirs, (o.own_rung, o.seen_rung), returns)
    if found.rupture:
        return t("brink.does_rupture")
    if found.opens_channel:
        return t("brink.does_ease")
    if found.payer == 0:
        return t("brink.does_we_pay", capital=t.count("capital", price_of(o.own_rung)))
    if found.payer == 1:
        return t("brink.does_they_pay", capital=t.count("capital", price_of(o.seen_rung)))
    if found.dearer:
        return t("brink.does_return_dearer" if found.returns else "brink.does_pass_dearer")
    return t("brink.does_rise_return" if found.returns else "brink.does_rise")


def price(scene: Play) -> Node:
    """What stepping down costs against each answer, with today's numbers."""
    t, o = scene.t, scene.observation
    a = o.accounts
    cost = price_of(o.own_rung)
    after = a.threats_done / (a.threats_due + 1.0)
    eased = harshest(scene, o.side)
    nodes = [
        text(
            "brink-price-climb",
            t(
                "brink.price_climb",
                capital=t.count("capital", cost),
                all=t.number(a.capital),
                before=t.percent(o.resolve.get(o.side, 0.5)),
                after=t.percent(after),
            ),
            icon="arrow-right",
        ),
        text("brink-price-hold", t("brink.price_hold"), icon="arrow-right"),
        text("brink-price-down", eased_told(scene, eased), icon="arrow-right"),
        text("brink-price-resolve", t("brink.price_resolve"), style="fine"),
    ]
    return panel("brink-price", t("brink.price"), nodes, icon="budget")


def harshest(scene: Play, side: Side) -> Dial | None:
    """The dial that would ease a notch if both stepped down: the side's of the highest rung."""
    o, dials = scene.observation, scene.rules.dials
    harsh = [(dials[d].notches[n].rung, d) for d, n in o.dials.items() if n > 0 and dials[d].side == side]
    rung, id = max(harsh, default=(0, ""))
    return dials[id] if rung else None


def eased_told(scene: Play, dial: Dial | None) -> str:
    """What would ease on our side."""
    t = scene.t
    if dial is None:
        return t("brink.price_down_none")
    now = scene.observation.dials[dial.id]
    return t("brink.price_down", dial=dial.title, now=notch_label(t, dial, now), then=notch_label(t, dial, now - 1))


def rungs(scene: Play) -> Node:
    """The ladder with both capitals on it, highest rung first, as far down as a step or two below them."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    own, theirs = round(o.own_rung), round(o.seen_rung)
    rows = [[t("ladder.rung"), t("ladder.meaning"), t("ladder.who")]]
    for rung in range(8, max(0, min(own, theirs) - BELOW) - 1, -1):
        who = [t("brink.us", side=t.name(o.side))] if rung == own else []
        who += [t("ladder.about", side=t.name(rival))] if rung == theirs else []
        rows.append([t.number(rung), t(f"ladder.{rung}"), t("number.list_separator").join(who)])
    return panel("brink-ladder", t("ladder.title"), [table("brink-rungs", "", rows, hint=t("ladder.hint"))], icon="ladder")
