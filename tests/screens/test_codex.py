"""The codex: every measure and document has its page in both languages, words are found, contested claims name documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import pytest

from game.engine.rules import effects as e
from game.engine.rules.explain import EXPLAINERS
from game.engine.world.arrays import ARRAYS
from game.screens.app import App
from game.screens.codex_sources import carried_by, carriers, roots_of
from game.screens.codex_world import groups
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
    assert find(app.tree(), "codex:card") is None and find(app.tree(), "terms-all") is not None
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


def test_every_term_place_and_claim_has_a_page_in_both_languages(make_app: Callable[..., App], rules: Any) -> None:
    spec = next(iter(rules.worlds.values()))
    places = [id for ids in groups(spec).values() for id in ids]
    assert len(rules.terms) >= 60 and all(x.pinyin and x.chinese for x in rules.terms.values())
    for language in LANGUAGES:
        app = make_app(language)
        pages = [("terms", id, "term") for id in rules.terms] + [("world", id, "world-page") for id in places]
        pages += [("documents", id, "claim") for id in list(rules.claims)[::7]]
        for section, id, panel in pages:
            app.do(Intent("codex", (section, id)))
            tree = app.tree()
            ids = [n.id for n in walk(tree)]
            assert find(tree, panel) is not None and len(ids) == len(set(ids)), (section, id)
            assert tree.value == f"{section} {id}"
        assert not app.texts.missing


def test_the_shares_of_a_page_add_up_and_are_the_worlds(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    spec = rules.world_of("spring-curbs")
    app.do(Intent("codex", ("world", "magnet")))
    table = find(app.tree(), "world-table")
    assert table is not None
    told = {row.children[0].name: row.children[2].name for row in table.children[1:]}
    made = spec.output0[:, spec.product("heavy.magnet")]
    assert told["China"] == f"{100 * made[spec.region('china')] / made.sum():.0f}%"
    shares = [float(x.strip("%")) for x in told.values() if x != "–"]
    assert 97 <= sum(shares) <= 102


def test_a_claim_leads_to_its_document_what_disputes_it_and_what_carries_it(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    claim = next(c for c in rules.claims.values() if c.contested and list(carried_by(rules, c.id)))
    app.do(Intent("look", ("documents", claim.id)))
    tree = app.tree()
    assert find(tree, f"contested:{claim.contested}") is not None and find(tree, "claim-carriers") is not None
    keys = Keyboard(app)
    keys.press("claim-document")
    assert app.ui.codex_of == claim.document and find(app.tree(), "claims") is not None
    keys.press(f"claim:{claim.id}")
    assert app.ui.codex_of == claim.id
    keys.press("back")
    keys.press("back")
    assert app.ui.codex_of == claim.id
    keys.press("back")
    assert app.tree().id == "title"


@pytest.mark.parametrize(("language", "typed", "wanted"), [("en", "DYSPROSIUM", "dysprosium"), ("zh-Hans", "镝", "dysprosium")])
def test_the_search_finds_names_first(language: str, typed: str, wanted: str, make_app: Callable[..., App]) -> None:
    app = make_app(language)
    app.do(Intent("codex", ("search", typed)))
    hits = [n for n in walk(app.tree()) if n.id.startswith("found:")]
    assert hits[0].id == f"found:{wanted}" and len(hits) > 1
    Keyboard(app).press(f"found:{wanted}")
    assert (app.ui.codex, app.ui.codex_of) == ("terms", wanted)
    app.do(Intent("codex", ("search", "xyzzy qqq")))
    assert not [n for n in walk(app.tree()) if n.id.startswith("found:")]


def test_every_quantity_of_the_engine_is_described_in_both_languages(make_app: Callable[..., App]) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        app.do(Intent("codex", ("model",)))
        rows = [n for n in walk(app.tree()) if n.role == "row" and n.id.startswith("quantities:")]
        assert len(rows) == len(ARRAYS) + 3
        if language != "en":
            assert all(not cell.name.isascii() for row in rows for cell in row.children if not cell.name[:1].isdigit())
    stage(app, "desk")
    app.do(Intent("codex", ("model",)))
    told = [n.id for n in walk(app.tree()) if n.id.startswith("number:") and n.id.endswith(":formula")]
    assert len(told) == len(EXPLAINERS)
