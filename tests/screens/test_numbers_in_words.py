"""Numbers within sentences: the word's form that goes with them, one style of percent, prices that may be nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from game.devtools.sample_situations import PREPARE, show_sample
from game.engine.rules.campaign.quantities import QUANTITIES
from game.engine.rules.effects.table import KINDS
from game.engine.rules.vocabulary.news import Deficit, News, WrittenOff
from game.engine.rules.vocabulary.rules import Rules
from game.screens.app import App
from game.screens.tree.node import Intent
from game.screens.words.magnitudes import UNITS
from game.screens.words.news import SENTENCES, news_told
from game.screens.words.quantities import BARE, cost_told, value_told
from game.screens.words.texts import LANGUAGES, Texts
from tests.screens.counted_words import faults, said, wrong_forms
from tests.screens.test_trees import trees


def test_the_test_knows_the_faults() -> None:
    wrong = wrong_forms()
    for words in ("+1 months", "1 words. Opens", "in 1 quarters", "2 quarter", "85 % of it", "Costs free.", "{n:month|months}"):
        assert faults(words, wrong), words
    for words in ("+1 month", "1 word", "11 months", "2.1 months", "1.0 months", "21 quarters", "85%", "Price: free."):
        assert not faults(words, wrong), words


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sample_situation_says_a_number_wrongly(make_app: Callable[..., App], language: str) -> None:
    """At both levels of guidance; every screen as it is first met is looked at where its tree is (`test_trees.py`)."""
    wrong, app, found = wrong_forms(), make_app(language), set()
    for _ in trees(app):
        pass  # the situations stand in a campaign that has been played a little
    for name in PREPARE:
        for guidance in ("guided", "analyst"):
            app.do(Intent("setting", ("guidance", guidance)))
            show_sample(app, name)
            app.tick()
            found |= {f"{name}: {fault}" for words in said(app.tree()) for fault in faults(words, wrong)}
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_goes_with_one_and_with_many(language: str) -> None:
    t, wrong = Texts(language), wrong_forms()
    for quantity in QUANTITIES.values():
        for value in (0.0, 1.0, 2.0, -1.0):
            told = value_told(t, quantity, value)
            assert not faults(told, wrong), (quantity.id, told)
            assert quantity.unit in BARE or any(c.isdigit() for c in told)
    for size in {kind.size for kind in KINDS.values() if kind.size is not None}:
        if size.unit not in ("plant",):
            for value in (1, 1.0, 2, -1):
                told = UNITS[size.unit](t, value, size, None)
                assert not faults(told, wrong), (size, told)


def test_a_number_takes_its_word_with_it() -> None:
    t = Texts()
    t_of = lambda n, digits=0: f"{t.number(n, digits):month|months}"  # noqa: E731
    assert [t_of(0), t_of(1), t_of(2), t_of(-1), t_of(1, 1)] == ["0 months", "1 month", "2 months", "−1 month", "1.0 months"]
    assert f"{t.signed(1):month|months}" == "+1 month" and f"{t.number(3)}" == "3"


def test_a_price_can_be_nothing_or_a_gain() -> None:
    t = Texts()
    told = [t("order.costs", cost=cost_told(t, capital, money)) for capital, money in ((0, 0.0), (1, 0.0), (0, -0.3))]
    assert told == ["Price: free.", "Price: 1 capital.", "Price: earns $300m."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_tell_money_and_shares_in_the_words_of_the_language(rules: Rules, language: str) -> None:
    t = Texts(language)
    deficit = news_told(t, rules, Deficit("beijing", -1.25))
    written_off = news_told(t, rules, WrittenOff("beijing", "heavy.magnet", 0.3))
    assert t.money(-1.25) in deficit and "30%" in written_off and "0.3" not in written_off
    amounts = [kind for kind in get_args(News) if "float" in {str(hint) for hint in kind.__annotations__.values()}]
    assert amounts and all(kind in SENTENCES for kind in amounts), "an amount needs its unit"


def test_the_services_reading_is_said_to_be_right_as_often_as_its_confidence(rules: Rules) -> None:
    """It is wrong with the share `reading_wrong`; what is shown as confidence is the rest."""
    assert 0.0 < rules.numbers.reading_wrong < 0.5
    assert "read rightly about as often as the confidence" in Texts()("rival.reading_hint")
    assert "看对的频率" in Texts("zh-Hans")("rival.reading_hint")
