"""The codex: every measure and document has its page in both languages, words are found, contested claims name documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from game.engine.rules import effects as e
from game.screens.app import App
from game.screens.codex import carriers, roots_of
from game.screens.node import Intent, find, walk
from game.screens.staged import stage
from game.screens.texts import LANGUAGES, Texts
from game.terminal.sources import lines, report
from tests.screens.keyboard import Keyboard, begin


def test_every_measure_and_document_has_a_page(make_app: Callable[..., App], rules: Any) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        for id in [*rules.dials, *rules.orders]:
            app.do(Intent("codex", ("measures", id)))
            tree = app.tree()
            head = find(tree, "measure")
            item = app.told().dials.get(id) or app.told().orders[id]
            assert head is not None and head.name == item.title
            ids = [n.id for n in walk(tree)]
            assert len(ids) == len(set(ids)), id
        for id in rules.documents:
            app.do(Intent("codex", ("documents", id)))
            table = find(app.tree(), "claims")
            assert table is not None
            assert len(table.children) == 1 + sum(c.document == id for c in rules.claims.values())
        assert not app.texts.missing


def test_every_kind_of_effect_says_what_it_writes() -> None:
    kinds = {
        str(f.default)
        for x in vars(e).values()
        if is_dataclass(x)
        for f in fields(x)
        if f.name == "kind" and f.default is not MISSING
    }
    assert len(kinds) > 25
    for language in LANGUAGES:
        texts = Texts(language)
        assert all(texts(f"writes.{k}") for k in kinds) and not texts.missing


def test_the_card_leads_to_its_words_and_claims_and_back(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    card = app.campaign.observation.table[0].card
    keys.press(f"card:{card}:words")
    assert app.tree().id == "codex" and find(app.tree(), f"codex-card:{card}") is not None
    for claim in app.campaign.rules.cards[card].claims:
        assert find(app.tree(), f"card-claim:{card}:{claim}") is not None
    keys.press("codex:documents")
    keys.press_first(lambda n: n.id.endswith(":claims"))
    keys.press("doc-back")
    keys.press("back")
    assert app.tree().id == "desk"


def test_outside_play_there_is_no_card_section(make_app: Callable[..., App]) -> None:
    app = make_app()
    Keyboard(app).press("codex")
    assert find(app.tree(), "codex:card") is None and find(app.tree(), "terms") is not None
    stage(app, "desk")
    app.do(Intent("codex", ("card",)))
    assert find(app.tree(), "codex:card") is not None


def test_contested_claims_name_the_documents(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    app.do(Intent("codex", ("contested",)))
    told = [n.name for n in walk(app.tree()) if n.id.endswith(":says")]
    assert told and not any(d in words for d in rules.documents for words in told)


def test_the_source_desk_in_the_terminal(rules: Any) -> None:
    found = report(rules)
    assert [d["id"] for d in found["documents"]] == list(rules.documents)
    assert sum(len(d["claims"]) for d in found["documents"]) == len(rules.claims)
    assert found["roots"] == roots_of(rules, list(rules.documents))
    assert {c["id"] for c in found["contested"]} == set(rules.contested)
    assert all(c["carried"] == carriers(rules).get(c["id"], 0) for d in found["documents"] for c in d["claims"])
    told = "\n".join(lines(found))
    assert all(d.title.split(":")[0] in told for d in rules.documents.values()) and max(map(len, told.splitlines())) <= 92
