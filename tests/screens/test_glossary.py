"""Words of the glossary in texts: found in every form, linked once a panel, listed for the keyboard, opened and left again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.content.loading.languages.translation import translate
from game.devtools.sample_situations import show_sample
from game.screens.app import App
from game.screens.tree.node import Intent, Node, find, walk
from game.screens.tree.parts import panel, table, text
from game.screens.words.glossary import CHINESE, Glossary, Run, forms, linked
from game.screens.words.texts import LANGUAGES, Texts
from tests.screens.keyboard import Keyboard, begin

PLACES = ("desk", "briefing", "table", "reveal", "ending", "answer", "brink", "codex", "new")


@pytest.fixture(scope="module")
def english(rules: Any) -> Glossary:
    return Glossary(rules.terms, "en")


@pytest.fixture(scope="module")
def chinese(rules: Any) -> Glossary:
    return Glossary(translate(rules, "zh-Hans").terms, "zh-Hans")


def test_every_form_of_every_term_is_found_in_a_sentence(english: Glossary, chinese: Glossary) -> None:
    for glossary, sentence in ((english, "Then came {} again."), (chinese, "后来，{}又来了。")):
        for term in glossary.terms.values():
            for form in forms(term, CHINESE if glossary.chinese else "en"):
                told = sentence.format(form)
                assert [t.id for t in glossary.found(told)] == [term.id], form
                assert "".join(run.words for run in glossary.runs(told)) == told


def test_no_form_belongs_to_two_terms(english: Glossary, chinese: Glossary) -> None:
    for glossary in (english, chinese):
        every = [form.lower() for term in glossary.terms.values() for form in forms(term, CHINESE if glossary.chinese else "en")]
        assert len(every) == len(set(every)), sorted({f for f in every if every.count(f) > 1})


def test_the_longest_word_counts_once_and_never_inside_another(english: Glossary) -> None:
    runs = english.runs("A price-floor club keeps a price floor; the price floor holds. Undermined, re-exported de-escalation.")
    assert runs[:4] == (
        Run("A "), Run("price-floor club", "price-floor-club"), Run(" keeps a "), Run("price floor", "price-floor"),
    )  # fmt: skip
    assert [run.term for run in runs if run.term] == ["price-floor-club", "price-floor", "re-export"]
    assert not english.found("Controls are bargaining chips.") and english.found("Old bargaining chips, and chips.")
    assert not english.found("my-pack/cards/refinery.yaml:2:1"), "nor inside a path"
    assert english.runs("") == () and english.runs("Nothing of note.") == (Run("Nothing of note."),)


def test_a_panel_links_each_term_once_and_heads_of_tables_none(english: Glossary) -> None:
    first = panel("one", "Magnets", [text("a", "Dysprosium and a magnet."), text("b", "More magnets, more terbium.")])
    second = panel("two", "", [table("t", "", [["Magnet", "Use"], ["magnet", "motor"]]), text("c", "A quota.", value="x")])
    tree = linked(Node("screen", "s", children=(first, second)), english, Texts(), but=("export-quota",))
    found = {n.id: [n.name[a.start : a.end] for a in n.links] for n in walk(tree) if n.links}
    assert found == {"a": ["Dysprosium", "magnet"], "b": ["terbium"], "t:1:0": ["magnet"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", PLACES)
def test_on_every_screen_each_text_with_a_term_is_linked_or_follows_one_that_is(
    screen: str, language: str, make_app: Callable[..., App]
) -> None:
    app = make_app(language)
    show_sample(app, screen)
    app.tick()
    tree, glossary = app.tree(), app.library.glossary(app.settings.language)
    assert glossary is not None

    def missed(node: Node, seen: set[str]) -> list[str]:
        if node.role in ("panel", "dialog"):
            seen = set()
        lost = []
        if node.role == "text" and node.intent is None:
            ids = {glossary.spans(node.name[a.start : a.end])[0][2] for a in node.links}
            lost = [f"{node.id}: {t.id}" for t in glossary.found(node.name) if t.id not in seen | ids]
            seen |= ids
        for i, child in enumerate(node.children):
            lost += missed(child, seen) if not (node.role == "table" and i == 0) else []
        return lost

    assert not missed(tree, set())
    if any(n.links for n in walk(tree)):
        words = find(tree, "words")
        assert words is not None and words.enabled and words.key == "w"
    keys = [n.key for n in walk(tree) if n.key]
    assert all(keys.count(k) == 1 for k in ("w", "x") if k in keys) and not app.texts.missing


def test_the_list_of_words_opens_a_page_and_back_leads_the_same_way(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("words")
    assert find(app.tree(), "words-here") is not None
    keys.press("words-close")
    assert find(app.tree(), "words-here") is None and app.tree().id == "desk"
    keys.press("words")
    first = next(n for n in walk(app.tree()) if n.id.startswith("word:") and n.role == "button")
    keys.press(first.id)
    assert app.tree().id == "codex" and (app.ui.codex, f"word:{app.ui.codex_of}") == ("terms", first.id)
    app.do(Intent("look", ("terms", "brink")))
    assert app.ui.codex_of == "brink"
    keys.press("back")
    assert f"word:{app.ui.codex_of}" == first.id
    keys.press("back")
    assert app.tree().id == "desk" and not app.ui.words


def test_words_over_a_dialog_are_the_dialogs_and_give_it_back(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app)
    app.do(Intent("explain", ("leverage",)))
    keys = Keyboard(app)
    keys.press("words")
    assert find(app.tree(), "words-here") is not None
    listed = {n.id for n in walk(app.tree()) if n.id.startswith("word:") and n.role == "button"}
    assert "word:leverage" in listed and len(listed) < 12
    keys.press("words-close")
    assert find(app.tree(), "explain-leverage") is not None
