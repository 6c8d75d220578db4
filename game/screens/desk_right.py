"""The Desk's right side: the card on the table with its responses and source label; and, for the left, what lies on the Table."""

from __future__ import annotations

import game.engine.rules as engine
from game.engine.rules.items import Card, Response
from game.engine.rules.plan import AnswerCard
from game.engine.rules.record import CardOnTable, Recalled
from game.screens.choosing import index_of
from game.screens.claims import root_told, supported
from game.screens.codex import card_words
from game.screens.node import Node
from game.screens.parts import button, choice, do, heading, kids, panel, text
from game.screens.scene import Play
from game.screens.sourcing import root_of
from game.screens.telling import bare, date_of, effects_told, memory_told, offer_told, response_text


def right(scene: Play) -> list[Node]:
    """The cards."""
    cards = [card_panel(scene, c) for c in scene.observation.table]
    none = panel("card-none", scene.t("card.none_title"), [text("card-none-text", scene.t("card.none"))], slot="right", icon="card")
    return cards or [none]


def card_panel(scene: Play, dealt: CardOnTable) -> Node:
    """One card: situation, responses, source."""
    t, rules = scene.t, scene.rules
    view = engine.card_view(rules, dealt)
    item = view.card
    id = f"card:{dealt.card}"
    if item is None:
        title, words, more = t("brink.title"), t("brink.text"), ""
        dateline = t("brink.dateline", n=t.number(dealt.returns + 1))
        responses: tuple[Response | str, ...] = view.responses
    else:
        title, words, more = item.title, item.text, item.more
        dateline = item.dateline
        responses = item.responses
    recalled = next((r for r in scene.observation.recalled if r.card == dealt.card), None)
    memory = memory_told(t, rules, scene.observation.scenario, recalled) if recalled else ""
    nodes: list[Node | None] = [
        heading(f"{id}:title", title, style="serif"),
        text(f"{id}:dateline", dateline, style="fine"),
        text(f"{id}:text", words, style="serif"),
        text(f"{id}:memory", memory, icon="hourglass", style="serif") if memory else None,
        text(f"{id}:again", again, icon="history", style="serif") if (again := again_told(scene, dealt.card, recalled)) else None,
        button(
            f"{id}:more-toggle",
            t("card.less" if scene.ui.more else "card.more"),
            do("more"),
            icon="info",
            style="small",
            key="i",
            hint=t("card.more_hint"),
            on=scene.ui.more,
        )
        if more
        else None,
        text(f"{id}:more", more, style="serif") if more and scene.ui.more else None,
    ]
    chosen = index_of(scene.plan, ("card", dealt.card))
    answer = scene.plan.lines[chosen] if chosen >= 0 else None
    chosen_id = answer.response if isinstance(answer, AnswerCard) else ""
    options = [
        brink_node(scene, r, r == chosen_id, r == view.default, n)
        if isinstance(r, str)
        else response_node(scene, dealt.card, r, r.id == chosen_id, r.id == view.default, n)
        for n, r in enumerate(responses)
    ]
    nodes.append(choice(f"{id}:responses", t("card.responses"), options, style="list"))
    if answer is None:
        nodes.append(text(f"{id}:default", t("card.default"), style="fine"))
    nodes.append(source_label(scene, id, item))
    if item is not None:
        nodes.append(
            button(
                f"{id}:words",
                t("card.words", n=t.number(len(card_words(scene, item)))),
                do("codex", "card"),
                icon="source",
                style="small",
                hint=t("card.words_hint"),
            )
        )
    return panel(
        f"{id}",
        t("card.brink" if view.brink else "card.title"),
        nodes,
        slot="right",
        style="paper",
        icon="alert" if view.brink else "card",
        tone="warn" if view.brink else "",
    )


def again_told(scene: Play, card: str, recalled: Recalled | None) -> str:
    """A card that comes back says when it came before and what was answered; "" for a new one, or where its memory says so."""
    t, o = scene.t, scene.observation
    for past in reversed(o.history):
        for key, *rest in past.news:
            if key == "answered" and rest[:2] == [o.side, card]:
                if recalled is not None and recalled.mark.act == f"card:{card}/{rest[2]}" and recalled.mark.since == past.quarter:
                    return ""
                response = bare(response_text(t, scene.rules, card, rest[2]))
                return t("card.again", quarter=date_of(t, scene.rules, o.scenario, past.quarter), response=response)
    return ""


def brink_node(scene: Play, answer: str, on: bool, default: bool, n: int) -> Node:
    """Climb, hold or step down, each with what it may lead to."""
    t = scene.t
    id = f"card:brink:{answer}"
    found = scene.choices.get(AnswerCard("brink", answer))
    argument, moves = t(f"brink.{answer}_for"), t(f"brink.{answer}_moves")
    lines = [text(f"{id}:for", argument, style="fine"), text(f"{id}:moves", moves, style="fine", icon="arrow-right")]
    if default:
        lines.append(text(f"{id}:is-default", t("card.is_default"), style="fine"))
    return Node(
        "option",
        id,
        t(f"brink.{answer}"),
        hint=f"{argument} {moves}",
        intent=do("answer", "brink", answer),
        children=tuple(lines),
        why_not="" if on else scene.told(found),
        on=on,
        key=f"f{n + 1}",
    )


def response_node(scene: Play, card: str, response: Response, on: bool, default: bool, n: int) -> Node:
    """One response: what it says, who argues for and against, which way it moves things, what it costs."""
    t = scene.t
    id = f"card:{card}:{response.id}"
    found = scene.choices.get(AnswerCard(card, response.id))
    words, argument, objection = response.text, response.argument, response.objection
    cost = cost_told(scene, response.capital, response.budget)
    moves = effects_told(t, scene.rules, response.impulses, response.effects, lasts=response.lasts, numbers=scene.analyst)
    told = " ".join(moves)
    lines: list[Node | None] = [
        text(f"{id}:for", t("card.for", desk=t.name(response.desk), words=argument), icon=DESK_ICONS[response.desk], style="fine"),
        text(
            f"{id}:against",
            t("card.against", desk=t.name(response.against), words=objection),
            style="fine",
            icon=DESK_ICONS[response.against],
        )
        if objection and response.against and (on or scene.analyst)  # a student hears it when he has chosen
        else None,
        text(f"{id}:moves", t("card.moves", what=told), style="fine", icon="arrow-right") if told else None,
        text(f"{id}:is-default", t("card.is_default"), style="fine") if default else None,
    ]
    return Node(
        "option",
        id,
        words,
        cost,
        hint=" ".join(part for part in (argument, objection, told) if part),
        intent=do("answer", card, response.id),
        children=kids(lines),
        why_not="" if on else scene.told(found),
        on=on,
        key=f"f{n + 1}",
    )


DESK_ICONS = {"households": "household", "producers": "factory", "security": "shield", "finance": "bank", "partners": "handshake"}


def cost_told(scene: Play, capital: int, budget: float) -> str:
    """A cost in capital and money; "free" when there is none."""
    t = scene.t
    parts = [t.count("capital", capital)] if capital else []
    if budget:
        parts.append(t("cost.money", n=t.money(budget, 2)) if budget > 0 else t("cost.earns", n=t.money(-budget, 2)))
    return t("number.list_separator").join(parts) or t("cost.free")


def source_label(scene: Play, id: str, card: Card | None) -> Node | None:
    """What kind of documents the card rests on, and how many of them are independent."""
    t, rules = scene.t, scene.rules
    if card is None:
        return None
    documents = list(dict.fromkeys(rules.claims[c].document for c in card.claims if c in rules.claims))
    if not documents:
        return text(f"{id}:source", t("source.none"), style="fine", icon="source")
    sorts = t("number.list_separator").join(
        dict.fromkeys(t(f"source.{rules.documents[d].sort.replace('-', '_')}") for d in documents)
    )
    claims = [rules.claims[c] for c in card.claims if c in rules.claims]
    roots = t("number.list_separator").join(root_told(t, root) for root in sorted({root_of(rules, c) for c in claims}))
    label = t("source.label", sorts=sorts, roots=roots, n=supported(t, rules, claims))
    contested = any(c.contested for c in claims)
    titles = t("number.sentence_separator").join(rules.documents[d].title for d in documents)
    return text(
        f"{id}:source",
        label + (t("source.contested") if contested else ""),
        style="fine",
        icon="source",
        hint=t("source.hint", titles=titles),
    )


def table_status(scene: Play) -> Node:
    """What lies on the Table, and the way to it."""
    t, o, rules = scene.t, scene.observation, scene.rules
    scenario = rules.scenarios[o.scenario]
    rows: list[Node | None] = []
    for s in o.offers:
        rows.append(
            text(f"lies:{s.id}", offer_told(t, rules, s.offer, o.drafts, from_us=s.side == o.side), icon="deal", tone=s.side)
        )
    planned = next((line for line in scene.plan.lines if line.kind == "offer"), None)
    if planned is not None:
        rows.append(
            text("lies:planned", t("table.planned", offer=offer_told(t, rules, planned, o.drafts)), icon="deal", tone=o.side)
        )
    if not rows:
        rows.append(text("lies:none", t("table.nothing"), style="fine"))
    shut = o.quarter < scenario.table_from
    why = t("refusal.table-closed", a0=date_of(t, rules, o.scenario, scenario.table_from)) if shut else ""
    rows.append(
        button("to-table", t("table.open"), do("go", "table"), icon="deal", key="t", hint=t("table.open_hint"), why_not=why)
    )
    return panel("table-status", t("table.title"), rows, slot="left", icon="deal")
