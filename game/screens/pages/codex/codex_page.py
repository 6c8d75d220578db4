"""The codex: its sections and their tabs, the search, the card on the table, and the glossary with a page for each term.

Measures, sources and the world have modules of their own; which words a text holds is `glossary`'s business."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from game.engine.rules.vocabulary.documents import Term
from game.engine.rules.vocabulary.items import Card, Dial, Order
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.codex.codex_claims import claims, contested
from game.screens.pages.codex.codex_measures import measures
from game.screens.pages.codex.codex_sources import documents
from game.screens.pages.codex.codex_world import groups, model, spec_of, world
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Play, Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, column, do, option, panel, row, text
from game.screens.words.claims import claim_lines, supported
from game.screens.words.glossary import CHINESE, called
from game.screens.words.texts import Texts
from game.structs import replace

MOST_CLAIMS = 6  # of those that speak of a term
MOST_FOUND = 40


def codex(scene: Scene) -> Node:
    """The page with its sections; what is open in it stands as the page's value."""
    t, rules = scene.t, scene.rules
    if rules is None:
        return page(scene, "codex", t("codex.title"), [text("codex-empty", scene.error or t("codex.loading"))])
    known = [k for k in SECTIONS if k != "card" or cards_shown(scene, rules)]
    now = scene.ui.codex if scene.ui.codex in known or scene.ui.codex == "search" else "terms"
    tabs = [option(f"codex:{k}", t(f"codex.{k}"), do("codex", k), k == now) for k in known]
    typed = scene.ui.codex_of if now == "search" else ""
    seek = Node(
        "field", "codex-search", t("codex.search"), typed, t("codex.search_hint"), intent=do("codex", "search"), icon="search"
    )
    body = found(scene, rules, typed) if now == "search" else SECTIONS[now](scene, rules)
    strip = Node("tabs", "codex-tabs", t("codex.sections"), children=tuple(tabs))
    tree = page(scene, "codex", t("codex.title"), [strip, *body], seek)
    return replace(tree, value=f"{now} {scene.ui.codex_of}".strip())


# ---- the glossary ---------------------------------------------------------------------------------------------------


def card_words(scene: Scene, card: Card) -> list[Term]:
    """The terms in anything that a card says."""
    parts = [card.title, card.text, card.more, *(x for r in card.responses for x in (r.text, r.argument, r.objection))]
    return scene.glossary.found("\n".join(parts)) if scene.glossary else []


def term_button(t: Texts, id: str, term: Term, *, on: bool = False, verb: str = "look") -> Node:
    """The way to a term's page."""
    return button(id, called(term, t), do(verb, "terms", term.id), style="small", on=on, hint=term.text)


def terms(scene: Scene, rules: Rules) -> list[Node | None]:
    """The page of the chosen term, and all terms."""
    t = scene.t
    listed = sorted(rules.terms.values(), key=lambda x: x.pinyin if t.language == CHINESE else called(x, t).lower())
    chosen = rules.terms.get(scene.ui.codex_of)
    every = [term_button(t, f"term:{x.id}", x, on=x is chosen, verb="codex") for x in listed]
    intro = text("terms-intro", t("codex.terms_intro", n=t.number(len(listed)))) if chosen is None else None
    return [
        intro,
        *(term_page(scene, rules, chosen) if chosen else ()),
        panel("terms", t("codex.all_terms"), [row("terms-all", every)], icon="list"),
    ]


def term_page(scene: Scene, rules: Rules, term: Term) -> list[Node | None]:
    """A term in both languages with its meaning, the terms that belong to it, and where the game and the documents speak of it."""
    t, glossary = scene.t, scene.glossary
    assert glossary is not None
    inside = [x for x in glossary.found(term.text) if x is not term]
    beside = [x for x in rules.terms.values() if x not in (term, *inside) and term.id in {y.id for y in glossary.found(x.text)}]
    near = [term_button(t, f"near:{x.id}", x) for x in (*inside, *beside)]
    named = text("term-named", t("codex.term_named", english=term.english, chinese=term.chinese, pinyin=term.pinyin), style="small")
    measured: dict[str, Dial | Order] = {**rules.dials, **rules.orders}
    used: list[Node] = [
        button(f"used:{id}", item.title, do("look", "measures", id), icon="dials", style="small", tone=item.side)
        for id, item in measured.items()
        if term.id in {x.id for x in glossary.found(f"{item.title}\n{item.text}")}
    ]
    speaking = [c for c in rules.claims.values() if term.id in {x.id for x in glossary.found(c.text)}]
    lines = [x for c in speaking[:MOST_CLAIMS] for x in claim_lines(t, rules, f"term-claim:{c.id}", c)]
    if len(speaking) > MOST_CLAIMS:
        more = t("codex.more_claims", n=t.count("claims", len(speaking) - MOST_CLAIMS))
        lines.append(text("term-claims-more", more, style="fine"))
    return [
        panel(
            "term",
            called(term, t),
            [
                named,
                text("term-text", term.text, style="serif"),
                column("term-near", [row("term-near-row", near)], name=t("codex.near")) if near else None,
            ],
            icon="source",
        ),
        panel("term-used", t("codex.used_in"), [row("term-used-row", used)], icon="dials") if used else None,
        panel("term-claims", t("codex.claims_about"), lines, icon="source") if lines else None,
    ]


# ---- the card on the table ------------------------------------------------------------------------------------------


def cards_on_table(scene: Scene) -> list[Card]:
    """The cards that lie before the player; none outside play."""
    if not isinstance(scene, Play):
        return []
    return [scene.rules.cards[c.card] for c in scene.observation.table if c.card in scene.rules.cards]


def cards_shown(scene: Scene, rules: Rules) -> list[Card]:
    """The card that a page led to, else those on the table."""
    chosen = rules.cards.get(scene.ui.codex_of) if scene.ui.codex == "card" else None
    return [chosen] if chosen else cards_on_table(scene)


def card_page(scene: Scene, rules: Rules) -> list[Node | None]:
    """The claims that a card rests on with where each stands, and its words; one that is looked up also says its text."""
    t = scene.t
    told: list[Node | None] = []
    shown = cards_shown(scene, rules)
    for card in shown:
        if card.id == scene.ui.codex_of:
            says = [text(f"card-dateline:{card.id}", card.dateline, style="fine")]
            says += [
                text(f"card-{part}:{card.id}", getattr(card, part), style="serif")
                for part in ("text", "more")
                if getattr(card, part)
            ]
            told.append(panel(f"codex-text:{card.id}", card.title, says, icon="card"))
        words = card_words(scene, card)
        rests = [rules.claims[c] for c in card.claims if c in rules.claims]
        once = {c.same or c.id: c for c in reversed(rests)}  # of those that say the same, the first
        lines = [
            text(f"card-roots:{card.id}", t("codex.supported", n=supported(t, rules, rests)), style="strong", icon="network"),
            *(x for c in rests if c in once.values() for x in claim_lines(t, rules, f"card-claim:{card.id}:{c.id}", c)),
        ]
        told.append(panel(f"codex-card:{card.id}", t("codex.rests", card=card.title), lines, icon="source"))
        listed = [meaning(t, f"card-word:{card.id}:{w.id}", w) for w in words]
        none = text(f"card-words-none:{card.id}", t("codex.no_words"), style="fine")
        told.append(panel(f"codex-words:{card.id}", t("codex.words_in", card=card.title), listed or [none], icon="source"))
    return told


def meaning(t: Texts, id: str, term: Term) -> Node:
    """A term as a button, and its meaning beside it."""
    return row(f"{id}:row", [term_button(t, id, term), text(f"{id}:text", term.text)])


# ---- the search -----------------------------------------------------------------------------------------------------


def entries(scene: Scene, rules: Rules) -> Iterator[tuple[str, str, str, str]]:
    """Everything that has a page: section, id, name, and all words by which it may be found."""
    t = scene.t
    for x in rules.terms.values():
        yield "terms", x.id, called(x, t), " ".join((x.english, x.chinese, x.pinyin, *x.forms))
    every: dict[str, Dial | Order] = {**rules.dials, **rules.orders}
    for id, item in every.items():
        yield "measures", id, item.title, f"{item.title} {item.text}"
    for ids in groups(spec_of(scene, rules)[1]).values():
        yield from (("world", id, t.label(id), f"{t.label(id)} {t(f'about.{id}')}") for id in ids)
    for d in rules.documents.values():
        yield "documents", d.id, d.title, f"{d.title} {d.author}"
    for c in rules.contested.values():
        yield "contested", c.id, c.statement, f"{c.statement} {c.evidence}"
    for claim in rules.claims.values():
        yield "documents", claim.id, claim.text, claim.text


def found(scene: Scene, rules: Rules, typed: str) -> list[Node | None]:
    """What holds the words that were typed, names first, each with the way to its page."""
    t = scene.t
    wanted = typed.casefold().split()
    if not wanted:
        return [text("found-none", t("codex.search_hint"))]
    hits = [
        (not all(w in name.casefold() for w in wanted), section, id, name)
        for section, id, name, words in entries(scene, rules)
        if all(w in words.casefold() for w in wanted)
    ]
    hits.sort(key=lambda hit: hit[0])
    rows = [
        Node("button", f"found:{id}", name, t(f"codex.{section}"), intent=do("look", section, id))
        for _, section, id, name in hits[:MOST_FOUND]
    ]
    told = t("codex.found", n=t.number(len(hits)), words=typed)
    return [text("found-count", told), panel("found", t("codex.results"), rows, icon="search") if rows else None]


Section = Callable[[Scene, Rules], Sequence[Node | None]]
SECTIONS: Mapping[str, Section] = {
    "card": card_page,
    "terms": terms,
    "measures": measures,
    "world": world,
    "documents": documents,
    "claims": claims,
    "contested": contested,
    "model": model,
}
