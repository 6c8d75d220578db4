"""The Desk's measures: dials and orders by family with costs and why-nots, how they are taken, and the own drafts."""

from __future__ import annotations

from game.engine.rules.campaign.places import WHERE_WORDS, regions_of
from game.engine.rules.turn.options import Option
from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.plan import Draft, DropDraft, GiveOrder, Line, SetDial
from game.screens.pages.desk.card_panel import bite_line
from game.screens.pages.shared.world_map import world_map
from game.screens.scene.scene import Play
from game.screens.scene.shown_campaign.available_lines import index_of, way
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, column, do, option, panel, row, text
from game.screens.words.families import family_icon, family_name
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import effects_told, measure_told, notch_label
from game.structs import replace

HAND = "drafts"


def families(scene: Play) -> tuple[str, ...]:
    """The families of measures that this side has, in a fixed order."""
    return scene.rules.ordered({x.family for x in everything(scene)})


def everything(scene: Play) -> list[Dial | Order]:
    """All dials, then all orders, of the side that plays and at the level of guidance that is set."""
    items: list[Dial | Order] = [*scene.rules.dials.values(), *scene.rules.orders.values()]
    return [x for x in items if x.side == scene.observation.side and (scene.analyst or not x.analyst)]


def measures(scene: Play) -> Node:
    """The dials and orders of the open family, of the place that was pressed on the map, or of the name that was sought."""
    t, ui, rules = scene.t, scene.ui, scene.rules
    known = families(scene)
    if ui.place:
        return place_panel(scene, ui.place)
    hand_open = ui.family == HAND and not ui.sought
    open_family = "" if ui.sought else ui.family if ui.family in (*known, HAND) else known[0]
    tabs = [
        option(f"family:{f}", family_name(t, rules, f), do("family", f), f == open_family, icon=family_icon(rules, f))
        for f in known
    ]
    tabs.append(option(f"family:{HAND}", t("draft.tab"), do("family", HAND), hand_open, icon="file"))
    head = choice("families", "", tabs, style="small", hint=t("order.families"))
    field = Node("field", "find", t("column.find"), ui.sought, t("column.find_hint"), do("find"), icon="search")
    if hand_open:
        return panel("measures", t("order.title"), [field, head, *hand(scene)], slot="right", icon="dials")
    shown = [x for x in everything(scene) if (ui.sought.casefold() in x.title.casefold() if ui.sought else x.family == open_family)]
    none = text("find-none", t("column.none_found", words=ui.sought), style="fine")
    rows = [row_of(scene, x) for x in shown] or [none]
    return panel(
        "measures", t("order.title"), [field, head, column("family-rows", rows), manner(scene)], slot="right", icon="dials"
    )


def row_of(scene: Play, item: Dial | Order) -> Node:
    """A dial as a stepper, an order as a button."""
    return dial_row(scene, item) if isinstance(item, Dial) else order_row(scene, item)


def place_panel(scene: Play, region: str) -> Node:
    """A country that was pressed on the map: how it stands, and every measure that reaches it."""
    t = scene.t
    rows = [row_of(scene, x) for x in everything(scene) if reaches(scene, x, region)]
    place = next(
        (
            p
            for p in world_map(scene, scene.observation, scene.layer(scene.observation.world.spec.products)).places
            if p.id == region
        ),
        None,
    )
    told = [text("place-told", place.hint, style="small")] if place else []
    more = button("place-page", t("desk.menu_countries"), do("go", "countries"), icon="users", style="small")
    ways = [button("place-close", t("column.place_close"), do("column", "orders"), icon="arrow-left", style="small")]
    ways += [more] if region in scene.observation.stances else []
    none = text("place-none", t("column.place_none", place=t.name(region)), style="fine")
    return panel(
        "measures",
        t("column.place", place=t.name(region)),
        [*told, row("place-ways", ways), column("family-rows", rows or [none]), manner(scene)],
        slot="right",
        icon="world",
    )


EVERYWHERE = ("world", "outside", "target")
"""Places so wide that what reaches them is no measure about one country."""


def reaches(scene: Play, item: Dial | Order, region: str) -> bool:
    """Whether a measure is about this country: one of its targets, or where an effect of it holds."""
    o = scene.observation
    if isinstance(item, Order) and region in item.targets:
        return True
    effects = [e for n in item.notches for e in n.effects] if isinstance(item, Dial) else [*item.effects, *item.impulses]
    words = {getattr(e, name) for e in effects for name in ("at", "to", "of") if isinstance(getattr(e, name, None), str)}
    spec = o.world.spec
    places = (w for w in words - set(EVERYWHERE) if w in WHERE_WORDS or w in spec.regions)
    return any(spec.region(region) in regions_of(spec, o.stances, scene.rules.numbers.join, o.side, w) for w in places)


def planned(scene: Play, wanted: tuple[str, ...]) -> Line | None:
    """The plan's line in a slot."""
    at = index_of(scene.plan, wanted)
    return scene.plan.lines[at] if at >= 0 else None


def manner(scene: Play) -> Node:
    """How harsh measures are drafted, and whether what can be is put into law."""
    t, o = scene.t, scene.observation
    quiet = scene.ui.quiet
    drafts = [
        option(
            f"manner:{w}",
            t(f"draft.{w}_do"),
            do("quiet", w == "quiet"),
            quiet == (w == "quiet"),
            hint=t(f"draft.{w}_hint"),
            icon=icon,
        )
        for w, icon in (("announced", "megaphone"), ("quiet", "eye-off"))
    ]
    nodes: list[Node | None] = [choice("manner", t("draft.manner"), drafts, hint=t("draft.manner_hint"))]
    numbers = scene.rules.numbers
    if numbers.sides[o.side].statutes:
        told = t(
            "order.statute_hint",
            capital=t.count("capital", numbers.statute_cost),
            quarters=t.count("quarters", numbers.statute_quarters),
        )
        nodes.append(
            Node("toggle", "statute", t("order.statute"), hint=told, intent=do("statute"), on=scene.ui.statute, icon="gavel")
        )
    return row("manner-row", nodes)


def dial_row(scene: Play, dial: Dial) -> Node:
    """A dial as a stepper; where the next notch must be drafted first, a step drafts it in the chosen manner."""
    t, o = scene.t, scene.observation
    now = o.dials.get(dial.id, dial.start)
    line = planned(scene, ("dial", dial.id))
    measure = line.measure if isinstance(line, Draft) else line
    wish = measure.notch if isinstance(measure, SetDial) else now
    label = notch_label(t, dial, wish)
    value = label
    if wish != now:
        key = "order.drafts" if isinstance(line, Draft) else "order.moves"
        value = t(key, now=notch_label(t, dial, now), then=label)
    steps = (step(scene, dial, now, wish - 1, "milder"), step(scene, dial, now, wish + 1, "harsher"))
    about = dial.text
    return Node(
        "stepper",
        f"dial:{dial.id}",
        dial.title,
        value,
        hint=f"{about} {upkeep(scene, dial, wish)}".strip(),
        children=steps,
        icon=dial.icon,
        on=wish != now,
        tone="accent" if wish != now else "",
    )


def upkeep(scene: Play, dial: Dial, notch: int) -> str:
    """What a notch costs a quarter, in words."""
    cost = dial.notches[notch].upkeep if 0 <= notch < len(dial.notches) else 0.0
    return scene.t("order.upkeep", n=scene.t.money(cost, 2)) if cost else ""


def step(scene: Play, dial: Dial, now: int, to: int, side: str) -> Node:
    """One half of a stepper; going back to the standing notch takes the line off the plan."""
    t = scene.t
    word = side if scene.rules.withholds(dial.family) else {"milder": "less", "harsher": "more"}[side]
    icon = "minus" if side == "milder" else "plus"
    id = f"dial:{dial.id}:{side}"
    if not 0 <= to < len(dial.notches):
        return button(id, t(f"order.{word}"), do("dial", dial.id, to), why_not=t("order.at_end"), icon=icon, style="step")
    name = t(f"order.{word}_to", notch=notch_label(t, dial, to))
    if to == now:
        return button(id, name, do("dial", dial.id, to), hint=t("order.undo"), icon=icon, style="step")
    moves = effects_told(t, scene.rules, (), dial.notches[to].effects, numbers=scene.analyst)
    line = way(scene.choices, SetDial(dial.id, to), scene.ui.quiet, scene.ui.statute)
    found = scene.choices.get(line)
    bite = bite_line(scene, id, line)
    named = [t("order.sentence", words=words) for words in (name, bite.name if bite else "") if words]
    told = (*named, draft_told(scene, line), price(scene, found), upkeep(scene, dial, to))
    hint = " ".join(w for w in (*told, *moves) if w)
    return button(id, name, do("dial", dial.id, to), why_not=scene.why_not(line), hint=hint, icon=icon, style="step")


def price(scene: Play, found: Option | None) -> str:
    """What an option costs now."""
    return scene.t("order.costs", cost=cost_told(scene.t, found.capital, found.budget)) if found else ""


def draft_told(scene: Play, line: Line) -> str:
    """That a press drafts and does not enact yet."""
    if not isinstance(line, Draft):
        return ""
    return scene.t("order.draft_first", rung=scene.t.number(scene.rules.numbers.draft_rung))


def decree_told(scene: Play, order: Order, line: Line) -> str:
    """That a vote may end the decree by which a promise stands, and whose broken word that is; "" by statute or without votes."""
    measure = line.measure if isinstance(line, Draft) else line
    by_decree = isinstance(measure, GiveOrder) and not measure.statute
    votes = scene.rules.numbers.sides[scene.observation.side].statutes
    return scene.t("order.decree_risk") if votes and by_decree and order.promise and order.statute else ""


def order_row(scene: Play, order: Order) -> Node:
    """An order as one button; one with targets opens them, or is for the country that was pressed on the map."""
    t = scene.t
    title = order.title
    about = order.text
    moves = effects_told(t, scene.rules, order.impulses, order.effects, lasts=order.lasts, numbers=scene.analyst)
    hint = " ".join((about, *moves))
    cost = cost_told(scene.t, order.capital, order.budget)
    line = planned(scene, ("order", order.id))
    chosen = line.measure if isinstance(line, Draft) else line
    given = isinstance(chosen, GiveOrder)
    if not order.targets:
        return order_button(scene, order, "", title, cost, hint, on=given)
    if (here := scene.ui.place) in order.targets:
        on = isinstance(chosen, GiveOrder) and chosen.target == here
        return order_button(scene, order, here, title, cost, hint, on=on, style="order")
    open_now = scene.ui.open_order == order.id
    head = button(
        f"order:{order.id}",
        title,
        do("targets", order.id),
        value=cost,
        hint=hint + " " + t("order.targets_hint"),
        icon=order.icon,
        on=given,
        style="order",
    )
    if not open_now:
        return head
    targets = [
        order_button(scene, order, target, t.name(target), "", hint, on=isinstance(chosen, GiveOrder) and chosen.target == target)
        for target in order.targets
    ]
    return column(f"order-row:{order.id}", [head, row(f"targets:{order.id}", targets, style="targets")])


def order_button(scene: Play, order: Order, target: str, name: str, cost: str, hint: str, *, on: bool, style: str = "") -> Node:
    """The button that puts the order on the plan or takes it off again."""
    line = way(scene.choices, GiveOrder(order.id, target), scene.ui.quiet, scene.ui.statute)
    told = " ".join(w for w in (hint, draft_told(scene, line), decree_told(scene, order, line)) if w)
    id = f"order:{order.id}:{target}" if target else f"order:{order.id}"
    bite = bite_line(scene, id, line)
    made = button(
        id,
        name,
        do("order", order.id, target),
        value=cost,
        hint=told,
        on=on,
        icon="check" if on else order.icon,
        why_not="" if on else scene.why_not(line),
        style=style or ("target" if target else "order"),
    )
    return replace(made, children=(bite,)) if bite else made


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
        dropped = index_of(scene.plan, ("drop", d.id)) >= 0
        nodes.append(
            row(
                f"hand:{d.id}",
                [
                    text(f"hand:{d.id}:name", told, value=t("draft.quiet" if d.quiet else "draft.announced"), icon="file"),
                    button(
                        f"enact:{d.id}",
                        t("draft.enact"),
                        do("enact", d.id),
                        on=on,
                        icon="seal",
                        hint=t("draft.enact_hint") + " " + price(scene, enact),
                        why_not="" if on else scene.why_not(d.measure),
                    ),
                    button(
                        f"drop:{d.id}",
                        t("draft.drop"),
                        do("drop", d.id),
                        on=dropped,
                        icon="trash",
                        hint=t("draft.drop_hint"),
                        why_not="" if dropped else scene.why_not(DropDraft(d.id)),
                    ),
                ],
            )
        )
    return nodes or [text("hand-none", t("draft.hand_none"), style="fine")]
