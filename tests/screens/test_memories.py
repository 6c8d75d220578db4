"""Cards and endings name the player's acts: quarter and act stand in the text, in both languages, and no brace is left over."""

from __future__ import annotations

import pytest

from game.content.loading.languages.translation import translate
from game.engine.rules import Setup, new_game, observe, outcome
from game.engine.rules.campaign.record import CardOnTable, MarkBorne, Past, Recalled, State
from game.engine.rules.vocabulary.acts import Deed, OfCard
from game.engine.rules.vocabulary.news import Answered
from game.engine.rules.vocabulary.plan import BOTH, SetDial
from game.screens.pages.desk.card_panel import again_told
from game.screens.pages.ending.ending_page import story_fields
from game.screens.words.sentences import bare, filled, memory_told
from game.screens.words.texts import Texts
from game.structs import replace
from tests.screens.keyboard import begin

LANGUAGES = ("en", "zh-Hans")


@pytest.fixture(params=LANGUAGES)
def spoken(request, rules):
    return Texts(request.param), translate(rules, request.param)


def test_a_memory_names_quarter_and_act(spoken):
    t, rules = spoken
    mark = MarkBorne("carmaker-favour", "favour", "beijing", 3, 11, OfCard("b-licence-queue", "fast-lane"))
    told = memory_told(t, rules, "calibrated-control", Recalled("b-named-customers", 0, mark))
    assert t.date("2026Q3") in told
    assert "{" not in told


def test_the_act_is_told_in_the_words_of_the_response(rules):
    t = Texts("en")
    said = rules.cards["b-exporters-lament"].responses[0]
    mark = MarkBorne(said.mark.name, "favour", "beijing", 2, 10, OfCard("b-exporters-lament", said.id))
    card = next(c for c in rules.cards.values() if any("{act}" in m.text and said.mark.name in m.marks for m in c.memories))
    place = next(i for i, m in enumerate(card.memories) if said.mark.name in m.marks)
    assert bare(said.text) in memory_told(t, rules, "calibrated-control", Recalled(card.id, place, mark))


def test_every_memory_can_be_filled(spoken):
    t, rules = spoken
    for card in rules.cards.values():
        for place, memory in enumerate(card.memories):
            mark = MarkBorne(memory.marks[0], "promise", "beijing", 1, 9, OfCard("b-kachin", "pay-tax"))
            told = memory_told(t, rules, "calibrated-control", Recalled(card.id, place, mark))
            assert t.date("2026Q1") in told and "{" not in told, f"{card.id}: {told}"


def ended(rules, **changes):
    """A campaign that is over after three quarters, with chosen deeds and marks."""
    state = new_game(rules, Setup("spring-curbs", 1))
    record = replace(state.record, quarter=3, over="out-of-office", out=("washington",), **changes)
    return State(record, state.world)


def fields(spoken, state):
    t, rules = spoken
    return story_fields(t, rules, outcome(rules, state).tell["beijing"])


def past(quarter, *deeds):
    return Past(quarter, {}, {}, {}, {"beijing": deeds, "washington": ()}, {}, ())


def test_an_ending_tells_which_act_in_which_quarter(spoken):
    t, rules = spoken
    mark = MarkBorne("ore-abroad", "exposure", "beijing", 1, 9, OfCard("b-kachin", "pay-tax"))
    deeds = (past(0, Deed(SetDial("directed-credit", 1))), past(2, Deed(SetDial("licence-heavy-rival", 3))))
    told = fields(spoken, ended(rules, history=deeds, marks=(mark,)))
    frozen = rules.dials["licence-heavy-rival"]
    assert frozen.title in told["freeze"] and frozen.notches[3].label in told["freeze"] and t.date("2025Q4") in told["freeze"]
    assert told["hardest"].count(frozen.title) == 1
    paid = rules.cards["b-kachin"].responses[0]
    for word in (bare(paid.text), t.date("2025Q3"), rules.cards["b-kachin"].title):
        assert word in told["answer"]


def test_an_idle_campaign_is_told_without_gaps(spoken):
    _, rules = spoken
    told = fields(spoken, ended(rules, history=(), marks=()))
    for ending in rules.endings.values():
        for side in BOTH:
            story = filled(ending.text[side], told)
            assert "{" not in story and "  " not in story


def test_the_desk_shows_what_the_card_recalls(spoken, rules):
    t, spoken_rules = spoken
    start = new_game(rules, Setup("calibrated-control", 1))
    mark = MarkBorne("carmaker-favour", "favour", "beijing", 1, 9, OfCard("b-licence-queue", "fast-lane"))
    record = replace(start.record, quarter=3, marks=(mark,), table=(CardOnTable("b-named-customers", "beijing", 3),))
    seen = observe(rules, State(record, start.world), "beijing")
    assert [r.card for r in seen.recalled] == ["b-named-customers"]
    assert memory_told(t, spoken_rules, seen.scenario, seen.recalled[0])


def test_an_easing_is_no_hardest_step(spoken, rules):
    """Spring 2025 begins with heavy licences at case by case: going down to ordinary ones is no step up the ladder."""
    eased = (past(0, Deed(SetDial("licence-heavy-coalition", 1))), past(1, Deed(SetDial("licence-heavy-others", 0))))
    told = outcome(rules, ended(rules, history=eased, marks=())).tell["beijing"]
    assert told.hardest is None
    again = (*eased, past(2, Deed(SetDial("licence-heavy-coalition", 2))))
    told = outcome(rules, ended(rules, history=again, marks=())).tell["beijing"]
    assert told.hardest.deed == Deed(SetDial("licence-heavy-coalition", 2))


def answered(app, *cards):
    """The app with a history in which the player gave the first response to these cards, one a quarter, and a table of the last."""
    scene = app.scene()
    o = scene.observation
    firsts = {c: scene.rules.cards[c].responses[0] for c in cards}
    history = tuple(replace(past(q), news=(Answered(o.side, c, firsts[c].id),)) for q, c in enumerate(cards))
    table = (CardOnTable(cards[-1], o.side, o.quarter),)
    return replace(scene, observation=replace(o, history=history, table=table)), firsts


def test_a_card_that_comes_back_says_when_it_came_and_what_was_answered(make_app):
    app = make_app()
    begin(app, side="beijing")
    scene, firsts = answered(app, "b-kachin", "b-cheap-loans")
    told = again_told(scene, "b-kachin", None)
    assert bare(firsts["b-kachin"].text) in told and scene.t.date("2025Q2") in told
    assert again_told(scene, "b-ev-list", None) == ""


def test_a_card_does_not_tell_the_same_act_twice(make_app):
    app = make_app()
    begin(app, side="beijing")
    scene, firsts = answered(app, "b-kachin")
    mark = MarkBorne(firsts["b-kachin"].mark.name, "exposure", "beijing", 0, 9, OfCard("b-kachin", firsts["b-kachin"].id))
    assert again_told(scene, "b-kachin", Recalled("b-kachin", 0, mark)) == ""
    older = replace(mark, act=OfCard("b-cheap-loans", "lend"))
    assert again_told(scene, "b-kachin", Recalled("b-kachin", 0, older))
