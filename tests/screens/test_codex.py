"""The codex: every measure and document has its page in both languages, words are found, contested claims name documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.content import coverage
from game.devtools.sample_situations import show_sample
from game.engine.rules.effects.table import KINDS
from game.engine.rules.explanations.explain import NUMBERS
from game.engine.world.model.arrays import ARRAYS
from game.screens.app import App
from game.screens.pages.codex.codex_world import groups
from game.screens.tree.node import Intent, Sankey, find, walk
from game.screens.words.claim_counts import (
    alike,
    carried_by,
    carriers,
    every_root,
    record_status,
    root_of,
    roots_of,
    statements,
    support,
)
from game.screens.words.texts import LANGUAGES, Texts
from game.terminal.source_report import coverage_lines, lines, report
from tests.screens.keyboard import Keyboard, begin


def test_every_measure_and_document_has_a_page(make_app: Callable[..., App], rules: Any) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        for id in [*rules.dials, *rules.orders]:
            app.do(Intent("codex", ("measures", id)))
            tree = app.tree()
            head = find(tree, "measure")
            item = app.rules_told().dials.get(id) or app.rules_told().orders[id]
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
    kinds = {str(struct.__struct_config__.tag) for struct in KINDS}
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
    rules = app.campaign.rules
    shown = [n.id.rpartition(":")[2] for n in walk(app.tree()) if n.id.startswith(f"card-claim:{card}:") and n.role == "text"]
    same = [rules.claims[c].same or c for c in rules.cards[card].claims]
    assert sorted(rules.claims[c].same or c for c in shown) == sorted(set(same))
    keys.press("codex:documents")
    keys.press_first(lambda n: n.id.startswith("doc:"))
    keys.press("doc-back")
    keys.press("back")
    assert app.tree().id == "desk"


def test_outside_play_there_is_no_card_section(make_app: Callable[..., App]) -> None:
    app = make_app()
    Keyboard(app).press("codex")
    assert find(app.tree(), "codex:card") is None and find(app.tree(), "terms-all") is not None
    show_sample(app, "desk")
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
    assert found["roots"] == every_root(rules)
    assert {c["id"] for c in found["contested"]} == set(rules.contested)
    assert all(c["carried"] == carriers(rules).get(c["id"], 0) for d in found["documents"] for c in d["claims"])
    told = "\n".join(lines(rules))
    assert all(d.title in " ".join(told.split()) for d in rules.documents.values())
    assert max(map(len, told.splitlines())) <= 92
    for d in rules.documents.values():
        page = "\n".join(lines(rules, d.id))
        assert all((c.id in page) == (c.document == d.id) for c in rules.claims.values())
    for c in rules.contested.values():
        assert f"{c.status}, as of {c.as_of}" in "\n".join(lines(rules, c.id))
        assert c.id in "\n".join(lines(rules, c.status))
    claim = next(c for c in rules.claims.values() if len(alike(rules, c)) > 1)
    assert all(x.id in "\n".join(lines(rules, claim.id)) for x in alike(rules, claim))


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
    show_sample(app, "desk")
    app.do(Intent("codex", ("model",)))
    told = [n.id for n in walk(app.tree()) if n.id.startswith("number:") and n.id.endswith(":formula")]
    assert len(told) == len(NUMBERS)


# ---- the source desk ------------------------------------------------------------------------------------------------


def picture_of(app: App) -> Sankey:
    app.do(Intent("codex", ("documents",)))
    node = find(app.tree(), "sources-picture")
    assert node is not None and isinstance(node.data, Sankey)
    return node.data


def test_the_picture_counts_every_claim_once_in_each_column(make_app: Callable[..., App], rules: Any) -> None:
    data = picture_of(make_app())
    assert [sum(b.amount for b in show_sample.blocks) for show_sample in data.stages] == [len(rules.claims)] * 3
    for column in (0, 1):
        assert sum(r.amount for r in data.ribbons if r.column == column) == len(rules.claims)
    roots = {b.id: b.amount for b in data.stages[0].blocks}
    assert set(roots) == {"A", "B", "C", "unknown"}
    assert roots["unknown"] == sum(c.document == "d003" and c.section == "teaser" for c in rules.claims.values())
    assert {r.target for r in data.ribbons if r.source == "A"} == {"d000", "d001", "d003"}


def test_blocks_of_the_picture_open_what_they_count(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    data = picture_of(app)
    for block in data.stages[2].blocks:
        assert block.intent is not None
        app.do(block.intent)
        rows = [n.id.removeprefix("statement:") for n in walk(app.tree()) if n.role == "row" and n.id.startswith("statement:")]
        assert rows and all(record_status(rules, alike(rules, rules.claims[c])) == block.id for c in rows)
    for block in data.stages[0].blocks:
        assert block.intent is not None
        app.do(block.intent)
        rows = [n.id.removeprefix("statement:") for n in walk(app.tree()) if n.role == "row" and n.id.startswith("statement:")]
        assert rows and all(block.id in {root_of(rules, x) for x in alike(rules, rules.claims[c])} for c in rows)


def test_the_choices_narrow_the_claims_together(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    keys = Keyboard(app)
    app.do(Intent("codex", ("claims",)))

    def shown() -> list[str]:
        return [n.id.removeprefix("statement:") for n in walk(app.tree()) if n.role == "row" and n.id.startswith("statement:")]

    assert len(shown()) == len(statements(rules)) < len(rules.claims)
    keys.press("sieve:document:d003")
    assert shown() and all(rules.claims[c].document == "d003" for c in shown())
    before = len(shown())
    keys.press("sieve:root:echoed")
    assert 0 < len(shown()) < before
    for c in shown():
        same = alike(rules, rules.claims[c])
        assert len({x.document for x in same}) > 1 and len(roots_of(rules, same)) == 1
    keys.press("sieve:standing:agreed")
    assert not shown() and find(app.tree(), "claims-none") is not None
    keys.press("sieve:standing:all")
    keys.press("sieve:root:joined")
    assert shown() and all(len(roots_of(rules, alike(rules, rules.claims[c]))) > 1 for c in shown())
    keys.press(f"statement:{shown()[0]}")
    assert find(app.tree(), "claim-echoes") is not None
    keys.press("back")
    assert app.ui.codex == "claims" and shown()


def test_retelling_adds_no_root_and_an_unknown_origin_counts_for_nothing(rules: Any) -> None:
    talks = rules.claims["d001-c22"]
    assert len(alike(rules, talks)) == 3 and support(rules, [talks]) == (1, 1)
    teaser = next(c for c in rules.claims.values() if c.root == "unknown")
    assert support(rules, [teaser]) == (0, 0)
    assert support(rules, [teaser, talks]) == (0, 1)
    joined = next(c for c in rules.claims.values() if len(roots_of(rules, alike(rules, c))) > 1)
    assert support(rules, [talks, joined])[0] == 1 < support(rules, [talks, joined])[1]


def test_a_claim_leads_to_the_card_that_carries_it_outside_play_too(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    claim = next(c for c in rules.claims.values() if any(kind == "card" for kind, _ in carried_by(rules, c.id)))
    card = next(id for kind, id in carried_by(rules, claim.id) if kind == "card")
    app.do(Intent("look", ("documents", claim.id)))
    keys = Keyboard(app)
    keys.press(f"carrier:{card}")
    told = find(app.tree(), f"card-text:{card}")
    assert told is not None and told.name == rules.cards[card].text
    keys.press("back")
    assert app.ui.codex_of == claim.id


def test_the_contested_are_shown_by_status(make_app: Callable[..., App], rules: Any) -> None:
    app = make_app()
    keys = Keyboard(app)
    app.do(Intent("codex", ("contested",)))
    for status in sorted({c.status for c in rules.contested.values()}):
        keys.press(f"status:{status}")
        panels = {n.id.removeprefix("contested:") for n in walk(app.tree()) if n.role == "panel"}
        assert panels == {c.id for c in rules.contested.values() if c.status == status}


def test_the_coverage_names_the_carriers_of_every_claim_and_what_is_missing(rules: Any) -> None:
    found = coverage(rules)
    told = "\n".join(coverage_lines(rules, found))
    assert all(c.id in told for c in rules.claims.values()) and "uncarried: none" in told
    claim = next(iter(rules.claims))
    bare = {**found, "uncarried": [claim], "carriers": {**found["carriers"], claim: []}}
    told = "\n".join(coverage_lines(rules, bare))
    assert f"uncarried: {claim}" in told and told.count("NOTHING carries it") == 1
