"""The Desk's bottom: dials and orders by family with costs and why-nots, drafts, the plan so far, the public word and the commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from game.engine.rules.items import Dial, Order
from game.engine.rules.options import Option
from game.engine.rules.plan import Draft, DropDraft, GiveOrder, Line, Measure, Say, SetDial, Word
from game.screens.choosing import index_of
from game.screens.desk_right import cost_told
from game.screens.node import Node
from game.screens.parts import button, choice, do, option, panel, row, text
from game.screens.scene import Play
from game.screens.telling import dial_title, effects_told, line_told, measure_told, notch_label, order_title

FAMILIES = ("licences", "technology", "penalties", "industry", "rebuilding", "inducement", "coalition", "talks")
READINGS = ("answers in kind", "holds", "eases", "climbs")
FIGURES = ("leverage", "reliability", "escalation")
HAND = "drafts"


def bottom(scene: Play) -> list[Node]:
    """The three panels of the bottom."""
    return [measures(scene), plan_panel(scene), commit_panel(scene)]


def families(scene: Play) -> tuple[str, ...]:
    """The families of measures that this side has, in a fixed order."""
    own = {x.family for x in (*scene.rules.dials.values(), *scene.rules.orders.values()) if x.side == scene.observation.side}
    return tuple(f for f in FAMILIES if f in own) + tuple(sorted(own - set(FAMILIES)))


def measures(scene: Play) -> Node:
    """The open family's dials and orders, or the drafts."""
    t, side = scene.t, scene.observation.side
    known = families(scene)
    open_family = scene.ui.family if scene.ui.family in (*known, HAND) else known[0]
    tabs = [option(f"family:{f}", t.name(f), do("family", f), f == open_family, icon=FAMILY_ICONS.get(f, "")) for f in known]
    tabs.append(option(f"family:{HAND}", t("draft.tab"), do("family", HAND), open_family == HAND, icon="file"))
    nodes: list[Node] = [Node("tabs", "families", t("order.families"), children=tuple(tabs))]
    if open_family == HAND:
        return panel("measures", t("order.title"), [*nodes, *hand(scene)], slot="bottom", icon="dials")
    for dial in scene.rules.dials.values():
        if dial.side == side and dial.family == open_family and (scene.analyst or not dial.analyst):
            nodes.append(dial_row(scene, dial))
    for order in scene.rules.orders.values():
        if order.side == side and order.family == open_family and (scene.analyst or not order.analyst):
            nodes.append(order_row(scene, order))
    return panel("measures", t("order.title"), nodes, slot="bottom", icon="dials")


FAMILY_ICONS = {
    "licences": "seal", "technology": "cpu", "penalties": "gavel", "industry": "factory", "rebuilding": "mine", "inducement": "handshake",
    "coalition": "users", "talks": "message",
}  # fmt: skip


def planned(scene: Play, wanted: tuple[str, ...]) -> Line | None:
    """The plan's line in a slot."""
    at = index_of(scene.plan, wanted)
    return scene.plan.lines[at] if at >= 0 else None


def dial_row(scene: Play, dial: Dial) -> Node:
    """A dial as a stepper; where the next notch must be drafted first, two ways of drafting it stand beside it."""
    t, o = scene.t, scene.observation
    now = o.dials.get(dial.id, dial.start)
    line = planned(scene, ("dial", dial.id))
    wish = line.notch if isinstance(line, SetDial) else now
    statute = dial.id in scene.ui.statutes
    label = notch_label(t, dial, wish)
    value = t("order.moves", now=notch_label(t, dial, now), then=label) if wish != now else label
    steps = [step(scene, dial, now, wish - 1, "milder", statute), step(scene, dial, now, wish + 1, "harsher", statute)]
    about = t.of("dials", dial.id, "text", dial.text)
    costs = upkeep(scene, dial, wish)
    stepper = Node("stepper", f"dial:{dial.id}", dial_title(t, dial), value, hint=f"{about} {costs}".strip(), children=tuple(steps),
                   icon=dial.icon, on=wish != now, tone="accent" if wish != now else "")  # fmt: skip
    extra: list[Node] = []
    if dial.statute and scene.rules.numbers.sides[o.side].statutes:
        numbers = scene.rules.numbers
        told = t("order.statute_hint", capital=t.count("capital", numbers.statute_cost), quarters=t.count("quarters", numbers.statute_quarters))
        extra.append(Node("toggle", f"statute:{dial.id}", t("order.statute"), hint=told, intent=do("statute", dial.id), on=statute, icon="gavel"))
    return row(f"dial-row:{dial.id}", [stepper, *extra, *draft_buttons(scene, SetDial(dial.id, now + 1, statute), now + 1 < len(dial.notches))])


def upkeep(scene: Play, dial: Dial, notch: int) -> str:
    """What a notch costs a quarter, in words."""
    cost = dial.notches[notch].upkeep if 0 <= notch < len(dial.notches) else 0.0
    return scene.t("order.upkeep", n=scene.t.money(cost, 2)) if cost else ""


def step(scene: Play, dial: Dial, now: int, to: int, way: str, statute: bool) -> Node:
    """One half of a stepper; going back to the standing notch takes the line off the plan."""
    t = scene.t
    id = f"dial:{dial.id}:{way}"
    if not 0 <= to < len(dial.notches):
        why = t("order.at_end")
        name, hint = t(f"order.{way}"), ""
    else:
        found = scene.choices.get(SetDial(dial.id, to, statute))
        why = "" if to == now else scene.told(found)
        name = t(f"order.{way}_to", notch=notch_label(t, dial, to))
        cost = price(scene, found) if to != now else t("order.undo")
        hint = f"{name}. {cost} {upkeep(scene, dial, to)}".strip()
    return button(id, name, do("dial", dial.id, to), why_not=why, hint=hint, icon="minus" if way == "milder" else "plus", style="step")


def price(scene: Play, found: Option | None) -> str:
    """What an option costs now."""
    return scene.t("order.costs", cost=cost_told(scene, found.capital, found.budget)) if found else ""


def draft_buttons(scene: Play, measure: Measure, exists: bool = True) -> list[Node]:
    """Announced and quiet drafting, where the measure must be drafted first."""
    t = scene.t
    found = scene.choices.get(measure)
    already = planned(scene, ("draft", *(("dial", measure.dial) if isinstance(measure, SetDial) else ("order", measure.order, measure.target))))
    if not exists or not (already or (found and found.refusal and found.refusal.code == "needs-draft")):
        return []
    nodes = []
    for quiet in (False, True):
        word = "quiet" if quiet else "announced"
        line = Draft(measure, quiet)
        on = already == line
        target = (measure.dial, measure.notch) if isinstance(measure, SetDial) else (measure.order, measure.target)
        nodes.append(
            button(
                f"draft:{measure.kind}:{target[0]}:{target[1]}:{word}", t(f"draft.{word}_do"),
                do("draft", measure.kind, target[0], target[1], quiet, measure.statute), on=on, style="small",
                icon="eye-off" if quiet else "megaphone", why_not="" if on else scene.told(scene.choices.get(line)),
                hint=t(f"draft.{word}_hint", measure=measure_told(t, scene.rules, measure)) + " " + price(scene, scene.choices.get(line)),
            )
        )  # fmt: skip
    return nodes


def order_row(scene: Play, order: Order) -> Node:
    """An order as one button, or as one button a target."""
    t = scene.t
    title = order_title(t, order)
    about = t.of("orders", order.id, "text", order.text)
    moves = t("card.moves", what=" ".join(effects_told(t, scene.rules, order.impulses, order.effects)))
    hint = f"{about} {moves}"
    cost = cost_told(scene, order.capital, order.budget)
    targets: Sequence[str] = order.targets or ("",)
    buttons: list[Node] = []
    for target in targets:
        line = GiveOrder(order.id, target)
        on = index_of(scene.plan, ("order", order.id, target)) >= 0
        found = scene.choices.get(line)
        name = t.name(target) if target else title
        buttons.append(
            button(
                f"order:{order.id}:{target}" if target else f"order:{order.id}", name, do("order", order.id, target), on=on, icon=order.icon,
                value=cost if not target else "", hint=hint, why_not="" if on else scene.told(found),
                style="order" if not target else "target",
            )
        )  # fmt: skip
        buttons += draft_buttons(scene, line)
    if not order.targets:
        return row(f"order-row:{order.id}", buttons)
    name = text(f"order:{order.id}:name", title, value=cost, hint=hint, icon=order.icon)
    return row(f"order-row:{order.id}", [name, *buttons], style="targets")


def hand(scene: Play) -> list[Node]:
    """Own drafts: enact or let lapse."""
    t, o = scene.t, scene.observation
    nodes: list[Node] = []
    for d in o.drafts:
        if d.side != o.side:
            continue
        told = measure_told(t, scene.rules, d.measure)
        enact = scene.choices.get(d.measure)
        on = any(line == d.measure for line in scene.plan.lines)
        drop = scene.choices.get(DropDraft(d.id))
        dropped = index_of(scene.plan, ("drop", d.id)) >= 0
        nodes.append(
            row(
                f"hand:{d.id}",
                [
                    text(f"hand:{d.id}:name", told, value=t("draft.quiet" if d.quiet else "draft.announced"), icon="file"),
                    button(f"enact:{d.id}", t("draft.enact"), do("enact", d.id), on=on, icon="seal", hint=t("draft.enact_hint") + " " + price(scene, enact),
                           why_not="" if on else scene.told(enact)),
                    button(f"drop:{d.id}", t("draft.drop"), do("drop", d.id), on=dropped, icon="trash", hint=t("draft.drop_hint"),
                           why_not="" if dropped else scene.told(drop)),
                ],
            )
        )  # fmt: skip
    return nodes or [text("hand-none", t("draft.hand_none"), style="fine")]


def plan_panel(scene: Play) -> Node:
    """The lines of the plan with what they cost and a way to take each off."""
    t, o = scene.t, scene.observation
    rows: list[Node] = []
    for n, line in enumerate(scene.plan.lines):
        told = line_told(t, scene.rules, line, o.drafts, o.promises)
        found = scene.choices.get(line)
        cost = cost_told(scene, found.capital, found.budget) if found else ""
        rows.append(
            row(
                f"line:{n}",
                [
                    text(f"line:{n}:text", told, value=cost),
                    button(f"line:{n}:remove", t("plan.remove"), do("remove", n), icon="x", style="icon", hint=t("plan.remove_hint", line=told)),
                ],
            )
        )
    if not rows:
        rows.append(text("plan-empty", t("plan.empty"), style="fine"))
    left = scene.options
    rows.append(text("plan-left", t("plan.left", orders=t.number(left.orders_left), notches=t.number(left.free_notches),
                                    capital=t.number(left.capital_left), budget=t.money(left.budget_left)), style="fine"))  # fmt: skip
    clear = button("clear", t("plan.clear"), do("clear"), icon="undo", style="small", key="u", hint=t("plan.clear_hint"),
                   why_not="" if scene.plan.lines else t("plan.empty"))  # fmt: skip
    return panel("plan", t("plan.title"), [*rows, clear], slot="bottom", icon="list")


def commit_panel(scene: Play) -> Node:
    """The public word, the reading, the prediction, and the two ways of ending the quarter."""
    t = scene.t
    said = planned(scene, ("say",))
    words = [option(f"word:{w}", t(f"word.{w.replace(' ', '_')}"), do("say", w), isinstance(said, Say) and said.word == w,
                    why_not=scene.told(scene.choices.get(Say(w))) if Say(w) in scene.choices else "") for w in get_args(Word)]  # fmt: skip
    words.insert(0, option("word:none", t("word.none"), do("say", ""), said is None))
    readings = [option(f"reading:{r}", t(f"reading.{r.replace(' ', '_')}"), do("reading", r), scene.ui.reading == r) for r in READINGS]
    surprise = [option(f"predict:{f}", t(f"figure.{f}"), do("predict", f), scene.ui.predicted == f) for f in FIGURES]
    surprise.append(option("predict:none", t("predict.none"), do("predict", ""), not scene.ui.predicted))
    waiting = unanswered(scene)
    return panel(
        "commit-panel", t("commit.title"),
        [
            choice("word", t("word.title"), words, hint=t("word.hint")),
            choice("reading", t("reading.title"), readings, hint=t("reading.hint")),
            choice("predict", t("predict.title"), surprise, hint=t("predict.hint")),
            text("commit-waiting", t("commit.waiting", n=t.count("cards", waiting)), style="fine", icon="info") if waiting else None,
            text("desk-message", scene.ui.message, tone="warn", icon="alert") if scene.ui.message else None,
            text("desk-notice", scene.notice, tone="warn", icon="alert") if scene.notice else None,
            text("busy", scene.busy, icon="hourglass") if scene.busy else None,
            row("commit-row", [
                button("stay", t("commit.stay"), do("stay"), icon="clock", key="h", hint=t("commit.stay_hint"), why_not=scene.busy),
                button("commit", t("commit.commit"), do("commit"), icon="seal", key="c", style="primary", hint=t("commit.hint"), why_not=scene.busy),
            ]),
        ],
        slot="bottom", icon="seal",
    )  # fmt: skip


def unanswered(scene: Play) -> int:
    """Cards on the table that the plan does not answer."""
    return sum(1 for c in scene.observation.table if index_of(scene.plan, ("card", c.card)) < 0)


