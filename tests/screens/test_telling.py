"""What happened is told so that a reader knows who gave what, whom it concerns, and each thing once."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.rules.campaign.record import Past
from game.engine.rules.effects.office import Support
from game.engine.rules.effects.relations import Tension
from game.engine.rules.vocabulary.acts import Deed
from game.engine.rules.vocabulary.items import Pair
from game.engine.rules.vocabulary.news import Answered, BothAnswered, OfferNews, PlantNews, PromiseNews, Reviewed
from game.engine.rules.vocabulary.plan import Draft, Plan, SetDial, Term
from game.screens.pages.desk.rival_panels import done
from game.screens.words.news import all_news
from game.screens.words.sentences import effect_told
from game.screens.words.texts import Texts
from game.structs import replace
from tests.screens.keyboard import begin


@pytest.fixture
def t() -> Texts:
    return Texts("en")


def test_a_deal_is_told_with_what_was_given_for_it(rules: Any, t: Texts) -> None:
    (told,) = all_news(t, rules, [OfferNews("deal-yes", "beijing", Term("chips-rival", 1), Term("licence-heavy-rival", 0))])
    for dial, notch in (("chips-rival", 1), ("licence-heavy-rival", 0)):
        assert rules.dials[dial].title in told and rules.dials[dial].notches[notch].label in told
    (demand,) = all_news(t, rules, [OfferNews("demand-no", "washington", Term("licence-heavy-rival", 1))])
    assert rules.dials["licence-heavy-rival"].title in demand


def test_a_country_reviews_both_capitals_in_one_line(rules: Any, t: Texts) -> None:
    news = [
        Reviewed("mekong", "beijing", "hedge"),
        Reviewed("mekong", "washington", "join"),
        Reviewed("japan", "beijing", "refuse"),
        Reviewed("japan", "washington", "join"),
    ]
    told = all_news(t, rules, news)
    assert len(told) == 2
    assert all(words in told[0] for words in (t.name("mekong"), t.name("hedge"), t.name("join"), "Beijing", "Washington"))


@pytest.mark.parametrize(("n", "words"), [(1, "1 quarter later"), (2, "2 quarters later")])
def test_a_late_plant_counts_its_quarters(rules: Any, t: Texts, n: int, words: str) -> None:
    (told,) = all_news(t, rules, [PlantNews("plant-late", "Narva", n)])
    assert words in told


def test_what_both_answers_set_off_together_is_told(rules: Any, t: Texts) -> None:
    card = next(c for c in rules.cards.values() if c.to == "both")
    a, b = card.responses[0], card.responses[1]
    joint = replace(card, pairs=(Pair(a.id, b.id, (Tension(-0.4), Support("security", 4.0))),))
    told = all_news(t, replace(rules, cards={**rules.cards, card.id: joint}), [BothAnswered(card.id, a.id, b.id)])
    assert card.title in told[0]
    assert effect_told(t, rules, Tension(-0.4)) in told[0]
    assert effect_told(t, rules, Support("security", 4.0)) not in told[0]  # it is felt by one side only, and so not told as common
    plain = all_news(t, rules, [Answered("beijing", card.id, a.id), BothAnswered(card.id, b.id, b.id)])
    assert not plain, "the answers themselves stand under the plans"


def test_what_a_capital_said_stands_beside_its_drafts_and_statutes_too(rules: Any, make_app: Any) -> None:
    app = make_app()
    begin(app, side="beijing")
    scene = app.scene()
    lines = (Draft(SetDial("chips-rival", 3)), SetDial("grants-magnets", 2, True), SetDial("stockpile", 1))
    past = Past(0, {}, {"washington": Plan("washington", lines)}, {}, {"washington": (Deed(SetDial("stockpile", 1)),)}, {}, ())
    told = done(scene, past, "washington")
    assert len(told) == 3
    for dial in ("chips-rival", "grants-magnets", "stockpile"):
        assert any(rules.dials[dial].title in words for words in told)


def test_a_promise_to_its_own_producers_is_not_told_as_one_to_a_foreign_country(rules: Any, t: Texts) -> None:
    (own,) = all_news(t, rules, [PromiseNews("promise-broken", "washington", "usa", "offtake-contract-5")])
    (theirs,) = all_news(t, rules, [PromiseNews("promise-broken", "washington", "africa", "offtake-contract-5")])
    assert t("news.own_firms") in own and t.name("usa") not in own
    assert t.name("africa") in theirs and rules.orders["offtake-contract"].title in theirs
