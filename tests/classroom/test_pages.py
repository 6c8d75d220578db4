"""Trees as pages: every control that a form may send is there, nothing else is taken, words cannot become markup."""

from __future__ import annotations

import pytest

from game.classroom.pages import pupil
from game.classroom.pages.html_tree import fields_of, html_of
from game.classroom.worlds import sheet
from game.content.loading.languages.translation import translate
from game.engine.rules import Rules, new_game, observe
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, SetDial
from game.screens.tree.node import Intent, Node
from game.screens.tree.parts import choice, do, option, panel, text
from game.screens.words.texts import LANGUAGES, Texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", BOTH)
def test_a_ballot_offers_every_answer_and_measure(rules: Rules, language: str, side: str) -> None:
    o = observe(rules, new_game(rules, Setup("spring-curbs", 17)), side)  # type: ignore[arg-type]
    scene = pupil.scene_of(translate(rules, language), Texts(language), o)
    steps = rules.class_measures["spring-curbs"].measures[side]  # type: ignore[index]
    tree = pupil.ballot(scene, steps, 1, predict=True)
    fields = fields_of(tree)
    for asked in sheet.choices(rules, o, steps, 1):
        assert fields[asked.id] == asked.values
    assert fields[sheet.PREDICT] == sheet.WAYS
    page = html_of(tree)
    for name, values in fields.items():
        for value in values:
            assert f'name="{name}" value="{value}"' in page
    assert "<button" not in page and len(page.encode()) < 30_000
    assert 3 <= len(sheet.measures(rules, o, steps)) <= 6


def test_what_was_taken_is_shown_as_taken() -> None:
    tree = choice("c", "Which?", [option(f"o{i}", str(i), do("pick", "c", str(i)), False) for i in range(3)])
    page = html_of(tree, {"c": ("1",)})
    assert page.count("checked") == 1 and 'value="1" checked' in page


def test_a_greyed_answer_cannot_be_sent_and_says_why() -> None:
    tree = option("o", "No", do("pick", "c", "x"), False, why_not="Too dear & late")
    assert fields_of(tree) == {} and "disabled" in html_of(tree) and "Too dear &amp; late" in html_of(tree)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "' onclick='x"])
def test_words_never_become_markup(evil: str) -> None:
    nodes = [
        text("t", evil, value=evil, hint=evil),
        Node("figure", "f", evil, evil, evil),
        Node("option", "o", evil, evil, evil, Intent("pick", (evil, evil))),
    ]
    page = html_of(Node("screen", "s", evil, children=(panel("p", evil, nodes), choice("c", evil, nodes[2:]))))
    assert "<script" not in page and "<img" not in page
    assert evil not in page.replace("&#x27;", "&")


def test_decisions_become_a_plan_as_far_as_they_can_be_paid(rules: Rules) -> None:
    o = observe(rules, new_game(rules, Setup("spring-curbs", 17)), "beijing")
    steps = rules.class_measures["spring-curbs"].measures["beijing"]
    card = o.table[0].card
    response = rules.cards[card].responses[0].id
    made = sheet.decided(rules, o, steps, {f"card:{card}": (response,), sheet.MEASURE: ("m1", "m1", "m9", "none")})
    assert made.plan.lines == (AnswerCard(card, response), SetDial("licence-heavy-others", 1))
    assert [refusal.code for _, refusal in made.left_out] == ["already"]
    assert sheet.decided(rules, o, steps, {f"card:{card}": ("nonsense",)}).plan.lines == ()


def test_every_device_of_a_class_holds_lines_and_every_line_is_held(rules: Rules) -> None:
    o = observe(rules, new_game(rules, Setup("spring-curbs", 17)), "washington")
    scene = pupil.scene_of(rules, Texts(), o)
    held = [pupil.lines(scene, turn) for turn in range(12)]
    assert all(len(lines) == len({desk for desk, _, _ in lines}) == 3 for lines in held)
    said = {words for lines in held for _, _, words in lines}
    card = rules.cards[o.table[0].card]
    assert {r.argument for r in card.responses} <= said
