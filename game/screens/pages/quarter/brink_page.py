"""The brink as a scene of its own: the choice, what each pair of answers does, where both stand, what stepping down costs.

The rule is the world's `ladder.brink`; here its result is said in words. The other rung is the one seen through the fog."""

from __future__ import annotations

from typing import get_args

import game.engine.rules as engine
from game.engine.rules.campaign.record import CardOnTable
from game.engine.rules.vocabulary.items import Dial, Incident
from game.engine.rules.vocabulary.plan import AnswerCard, Side, other
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.risk import usual_answers
from game.engine.world.month import escalation
from game.screens.pages.desk.card_panel import brink_node
from game.screens.pages.shared.world_map import cell
from game.screens.scene.scene import Play
from game.screens.scene.shown_campaign.available_lines import index_of
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import button, choice, column, dialog, do, heading, panel, picture, row, table, text
from game.screens.words.chances import chance_told
from game.screens.words.sentences import notch_label
from game.structs import replace

ANSWERS: tuple[escalation.Answer, ...] = get_args(escalation.Answer)
BELOW = 2  # rungs shown under the lower capital
LITTLE = 0.02  # share of a chain's output that is denied below which no incident is about it
STRIDE = 5  # steps through the incidents from quarter to quarter, so that neighbours differ


def brink(scene: Play) -> Node:
    """The scene alone on the screen; answering leads to the Desk. What the answers do in full is one key away."""
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
    more = button("brink-more", t("brink.more"), do("dialog", "brink"), icon="scale", key="i", hint=t("brink.pairs_hint"))
    foot = replace(row("brink-foot", [more, go] if dealt is not None else [go]), slot="foot")
    nodes = [*staged(scene, dealt), foot] if dealt is not None else [heading("brink-title", t("brink.title")), foot]
    if dealt is not None and scene.ui.dialog == "brink":
        nodes.append(dialog("brink-dialog", t("brink.more"), do("dialog", ""), [price(scene), pairs(scene, dealt), rungs(scene)]))
    return Node("screen", "brink", t("brink.title"), style="brink", tone="warn", children=tuple(nodes))


def staged(scene: Play, dealt: CardOnTable) -> list[Node]:
    """Both capitals with the ladder between them, the incident, three answers, and two that lie face down."""
    t, o = scene.t, scene.observation
    climbed = {o.side: o.own_rung, other(o.side): o.seen_rung}
    found = incident(scene, dealt)
    told = t("brink.stand", own=t.number(o.own_rung), theirs=t.number(o.seen_rung, 1))
    ladder = Node(
        "picture",
        "brink-rungs-lit",
        told,
        style="ladder",
        slot="ladder",
        data=Meter(0, 8, climbed["beijing"], second=climbed["washington"]),
    )
    view = engine.card_view(scene.rules, dealt)
    chosen = index_of(scene.plan, ("card", dealt.card))
    answer = scene.plan.lines[chosen] if chosen >= 0 else None
    chosen_id = answer.response if isinstance(answer, AnswerCard) else ""
    options = [brink_node(scene, str(r), r == chosen_id, r == view.default, n) for n, r in enumerate(view.responses)]
    rival = other(o.side)
    return [
        capital(scene, "beijing", "left"),
        ladder,
        capital(scene, "washington", "right"),
        replace(heading("brink-title", found.title if found else t("brink.title")), slot="incident"),
        replace(text("brink-told", found.text if found else t("brink.text"), style="lead"), slot="incident"),
        replace(text("brink-call", t("brink.dateline", n=t.number(dealt.returns + 1)), style="fine"), slot="incident"),
        Node("picture", "brink-theirs", t("brink.sealed", side=t.name(rival)), style="back", slot="theirs"),
        replace(choice("brink-answers", "", options, style="list", hint=t("card.responses")), slot="answers"),
        Node("picture", "brink-ours", t("brink.sealed", side=t.name(o.side)), style="back", slot="ours"),
    ]


def capital(scene: Play, side: Side, slot: str) -> Node:
    """One capital: its name over the face that speaks for it."""
    nodes = [
        text(f"brink-{side}", scene.t.name(side), style="strong", tone=side),
        picture(f"brink-face-{side}", f"busts/{side}-counterpart", "", style="large face"),
    ]
    return replace(column(f"brink-at-{side}", nodes), slot=slot)


def incident(scene: Play, dealt: CardOnTable) -> Incident | None:
    """What happened: an incident about the chain of which most is denied, the same as long as the card returns."""
    o = scene.observation
    known = scene.rules.incidents
    if not known:
        return None
    first = o.quarter - dealt.returns
    spec = o.world.spec
    denied: dict[str, float] = {}
    for p, name in enumerate(spec.products):
        share = total(cell(o.world.denied, r, p) for r in range(len(spec.regions))) / max(
            total(float(x) for x in spec.output0[:, p]), 1e-9
        )
        chain = name.partition(".")[0]
        denied[chain] = max(denied.get(chain, 0.0), share)
    most = max(sorted(denied), key=lambda chain: denied[chain])
    fitting = [x for x in known.values() if most in x.about] if denied[most] > LITTLE else []
    any_ = [x for x in known.values() if not x.about]
    choice_of = sorted([*fitting, *any_], key=lambda x: x.id) or sorted(known.values(), key=lambda x: x.id)
    return choice_of[first * STRIDE % len(choice_of)]


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
    rows = [[t("ladder.rung"), t("ladder.meaning"), t("ladder.we"), t("ladder.they")]]
    for rung in range(8, max(0, min(own, theirs) - BELOW) - 1, -1):
        ours = t("brink.us", side=t.name(o.side)) if rung == own else ""
        rows.append([t.number(rung), t(f"ladder.{rung}"), ours, t("ladder.about", side=t.name(rival)) if rung == theirs else ""])
    return panel("brink-ladder", t("ladder.title"), [table("brink-rungs", "", rows, hint=t("ladder.hint"))], icon="ladder")
