"""The Desk's right side: the card on the table with its responses and source label; and, for the left, what lies on the Table."""

from __future__ import annotations

import game.engine.rules as engine
from game.engine.rules.campaign.record import CardOnTable, Recalled
from game.engine.rules.effects.office import Support
from game.engine.rules.turn.consequences.deck import heard
from game.engine.rules.vocabulary.acts import OfCard
from game.engine.rules.vocabulary.items import Card, Response
from game.engine.rules.vocabulary.news import Answered
from game.engine.rules.vocabulary.plan import AnswerCard, Line, Offer
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.screens.pages.codex.codex_page import card_words
from game.screens.pages.shared.fans import reading_of
from game.screens.scene.scene import Play
from game.screens.scene.shown_campaign.available_lines import index_of
from game.screens.tree.node import Node, walk
from game.screens.tree.parts import button, choice, column, do, heading, panel, picture, row, text
from game.screens.words.bites import bite_told
from game.screens.words.claim_counts import root_of
from game.screens.words.claims import root_told, supported
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import FEW, bare, date_of, effects_told, memory_told, offer_told, response_text


def unanswered(scene: Play) -> int:
    """Cards on the table that the plan does not answer."""
    return total(1 for c in scene.observation.table if index_of(scene.plan, ("card", c.card)) < 0)


def card_panels(scene: Play) -> list[Node]:
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
        picture(f"{id}:scene", f"scenes/{item.scene if item else 'brink'}", "", style="strip"),
        heading(f"{id}:title", title, style="serif"),
        row(f"{id}:head", [text(f"{id}:dateline", dateline, style="fine"), more_button(scene, id) if more else None]),
        speaker_row(scene, id, item),
        text(f"{id}:text", words, style="serif"),
        text(f"{id}:memory", memory, icon="hourglass", style="serif") if memory else None,
        text(f"{id}:again", again, icon="history", style="serif") if (again := again_told(scene, dealt.card, recalled)) else None,
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
    if item is not None and item.auction is not None:
        won = t("number.list_separator").join(bare(e) for e in effects_told(t, rules, item.auction.won, numbers=scene.analyst))
        nodes.append(text(f"{id}:auction", t("card.auction", won=won), icon="scale", style="fine"))
    nodes.append(choice(f"{id}:responses", "", options, style="list", hint=t("card.responses")))
    label = source_label(scene, id, item)
    if scene.analyst:
        nodes.append(label)
    if item is not None:
        hint = t("card.words_hint", n=t.number(len(card_words(scene, item))))
        if label is not None and not scene.analyst:  # the marks are the hint of what opens them
            told = list(dict.fromkeys(words for n in walk(label) for words in (n.name, n.hint) if words))
            hint = t("number.sentence_separator").join((*told, hint))
        codex = button(f"{id}:words", t("card.words"), do("codex", "card"), icon="search", style="small", hint=hint)
        nodes.append(row(f"{id}:foot", [codex]))
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
        for n in past.news:
            if isinstance(n, Answered) and (n.side, n.card) == (o.side, card):
                act = OfCard(card, n.response)
                if recalled is not None and recalled.mark.act == act and recalled.mark.since == past.quarter:
                    return ""
                response = bare(response_text(t, scene.rules, card, n.response))
                return t("card.again", quarter=date_of(t, scene.rules, o.scenario, past.quarter), response=response)
    return ""


def speaker_row(scene: Play, id: str, item: Card | None) -> Node | None:
    """The face and the name of the person who brings a card; none where nobody does."""
    person = scene.rules.persons.get(item.speaker) if item is not None else None
    if person is None:
        return None
    who = scene.t("card.speaker", name=person.name, office=person.office)
    hint = scene.t("card.speaker_hint", fears=person.fears, counts=person.counts)
    bust = picture(f"{id}:speaker-face", f"busts/{person.portrait}", "", style="small face", hint=hint)
    return row(f"{id}:speaker", [bust, text(f"{id}:speaker-name", who, style="fine", hint=hint)])


def head_of(scene: Play, desk: str) -> str:
    """The name of the head of one of our desks; the desk's own name where nobody heads it."""
    heads = (p.name for p in scene.rules.persons.values() if (p.side, p.desk) == (scene.observation.side, desk))
    return next(heads, scene.t.name(desk))


def more_button(scene: Play, id: str) -> Node:
    """What opens and shuts the rest of the situation."""
    name = scene.t("card.less" if scene.ui.more else "card.more")
    hint = scene.t("card.more_hint")
    return button(f"{id}:more-toggle", name, do("more"), icon="info", style="small", key="i", hint=hint, on=scene.ui.more)


def brink_node(scene: Play, answer: str, on: bool, default: bool, n: int) -> Node:
    """Climb, hold or step down, each with what it may lead to."""
    t = scene.t
    id = f"card:brink:{answer}"
    argument, moves = t(f"brink.{answer}_for"), t(f"brink.{answer}_moves")
    lines = [text(f"{id}:for", argument, style="fine"), text(f"{id}:moves", moves, style="fine", icon="arrow-right")]
    if default:
        lines.append(text(f"{id}:is-default", t("card.is_default"), style="fine", hint=t("card.default")))
    return Node(
        "option",
        id,
        t(f"brink.{answer}"),
        hint=f"{argument} {moves}",
        intent=do("answer", "brink", answer),
        children=tuple(lines),
        why_not="" if on else scene.why_not(AnswerCard("brink", answer)),
        on=on,
        key=f"f{n + 1}",
    )


def response_node(scene: Play, card: str, response: Response, on: bool, default: bool, n: int) -> Node:
    """One response: what it says and costs, and which desks are for and against it. What they say and which way it moves things
    is its hint, and stands written out once it is chosen, and at Analyst level."""
    t = scene.t
    id = f"card:{card}:{response.id}"
    dear = scene.analyst or response.capital or response.budget  # at Guided only what costs something says what it costs
    cost = cost_told(scene.t, response.capital, response.budget) if dear else ""
    sides = [(way, desk, words) for way, desk, words in desks(response) if desk and words]
    named = {way: t(f"card.{way}", desk=t.name(desk)) for way, desk, _ in sides}
    usual = [text(f"{id}:is-default", t("card.is_default"), style="fine", hint=t("card.default"))] if default else []
    told, short = moved(scene, response, FEW), moved(scene, response, SHORT)
    moves = " ".join(short if scene.analyst else short[:1])  # at Guided the soonest; the hint tells the others
    said = [t("card.said", who=named[way], words=words) for way, _, words in sides]
    bite = bite_line(scene, id, AnswerCard(card, response.id))
    effect = [bite] if bite else [text(f"{id}:moves", moves, style="fine", icon="arrow-right")] if moves else []
    faces = {way: face(scene, f"{id}:{way}", way, desk, named[way], words) for way, desk, words in sides}
    paid = [text(f"{id}:cost", cost, style="fine", icon="budget")] if cost else []
    if on or scene.analyst:
        spoken = [row(f"{id}:{way}-row", [faces[way], text(f"{id}:{way}-says", words, style="quote")]) for way, _, words in sides]
        lines = [*effect, *spoken, *usual]
    else:
        lines = [row(f"{id}:desks", [column(f"{id}:told", [*paid, *effect, *usual]), *faces.values()])]
    return Node(
        "option",
        id,
        response.text,
        cost if on or scene.analyst else "",  # else it stands beside the faces, where there is room
        hint=" ".join(part for part in (*said, *told) if part),
        intent=do("answer", card, response.id),
        children=tuple(lines),
        why_not="" if on else scene.why_not(AnswerCard(card, response.id)),
        on=on,
        key=f"f{n + 1}",
    )


def bite_line(scene: Play, id: str, line: Line) -> Node | None:
    """What a choice would do to the figures; None until that is worked out, and where it is next to nothing."""
    found = scene.bites.get(line)
    if found is None:
        return None
    reading = scene.t(f"reading.{reading_of(scene).replace(' ', '_')}")
    words = bite_told(scene.t, found, scene.analyst)
    return text(f"{id}:bite", words, style="small", icon="scale", hint=scene.t("bite.hint", reading=reading)) if words else None


def face(scene: Play, id: str, way: str, desk: str, who: str, words: str) -> Node:
    """The head of one of our desks, who speaks `way` (for or against) about an answer."""
    t, numbers = scene.t, scene.rules.numbers.heard
    points = numbers["followed" if way == "for" else "overruled"]
    then = t(f"card.heard_{way}", points=t.signed(points))
    hint = t("card.head_said", name=head_of(scene, desk), who=who, words=words, then=then)
    return picture(id, f"busts/{scene.observation.side}-{desk}", who, style="small face", hint=hint)


def desks(response: Response) -> tuple[tuple[str, str, str], ...]:
    """Way (for or against), desk and words of the two desks that speak about a response."""
    return ("for", response.desk, response.argument), ("against", response.against, response.objection)


def moved(scene: Play, response: Response, few: int) -> tuple[str, ...]:
    """Which way a response moves things; at Guided level a few of them, without the approval of the two desks, who speak for
    themselves."""
    silent = () if scene.analyst else (response.desk, response.against)
    others = [e for e in response.impulses if not isinstance(e, Support)]
    impulses = (*others, *(e for e in approval(scene.rules, response) if e.desk not in silent))
    return effects_told(scene.t, scene.rules, impulses, response.effects, lasts=response.lasts, numbers=scene.analyst, few=few)


def approval(rules: Rules, response: Response) -> list[Support]:
    """What each desk thinks the better or worse for an answer: what the card says, and that it was heard or overruled."""
    points: dict[str, float] = {}
    said = ((e.desk, e.amount) for e in response.impulses if isinstance(e, Support))
    for desk, amount in (*said, *heard(rules, response)):
        points[desk] = points.get(desk, 0.0) + amount
    return [Support(desk, amount) for desk, amount in points.items() if amount]


SHORT = 1  # effects of one time that are written out under the response that was chosen; its hint tells more
DESK_ICONS = {"households": "household", "producers": "factory", "security": "shield", "finance": "bank", "partners": "handshake"}


def source_label(scene: Play, id: str, card: Card | None) -> Node | None:
    """What kind of documents the card rests on, and how many of them are independent."""
    t, rules = scene.t, scene.rules
    if card is None:
        return None
    documents = list(dict.fromkeys(rules.claims[c].document for c in card.claims if c in rules.claims))
    if not documents:
        return text(f"{id}:source", t("source.none"), style="fine", icon="source")
    sorts = dict.fromkeys(t(f"source.{rules.documents[d].sort.replace('-', '_')}") for d in documents)
    claims = [rules.claims[c] for c in card.claims if c in rules.claims]
    roots = t("number.list_separator").join(root_told(t, root) for root in sorted({root_of(rules, c) for c in claims}))
    contested = any(c.contested for c in claims)
    titles = t("number.sentence_separator").join(rules.documents[d].title for d in documents)
    hint = t("source.hint", titles=titles, roots=roots)
    told = (t("source.supported", n=supported(t, rules, claims)), *([t("source.contested")] if contested else ()), *sorts)
    marks = [
        text(f"{id}:source:{i}", words, style="fine", icon="source" if i == 0 else "", hint=hint) for i, words in enumerate(told)
    ]
    return row(f"{id}:source", marks)


def table_status(scene: Play) -> Node:
    """What lies on the Table, and the way to it."""
    t, o, rules = scene.t, scene.observation, scene.rules
    scenario = rules.scenarios[o.scenario]
    rows: list[Node | None] = []
    for s in o.offers:
        rows.append(
            text(f"lies:{s.id}", offer_told(t, rules, s.offer, o.drafts, from_us=s.side == o.side), icon="deal", tone=s.side)
        )
    planned = next((line for line in scene.plan.lines if isinstance(line, Offer)), None)
    if planned is not None:
        rows.append(
            text("lies:planned", t("table.planned", offer=offer_told(t, rules, planned, o.drafts)), icon="deal", tone=o.side)
        )
    shut = o.quarter < scenario.table_from
    why = t("refusal.table-closed", a0=date_of(t, rules, o.scenario, scenario.table_from)) if shut else ""
    if not rows:
        rows.append(text("lies:none", why or t("table.nothing"), style="fine"))
    rows.append(
        button("to-table", t("table.open"), do("go", "table"), icon="deal", key="p", hint=t("table.open_hint"), why_not=why)
    )
    return panel("table-status", t("table.title"), rows, slot="right", icon="deal")
