"""No card may tell of a price, a shortage, a queue or a season that need not be so: its condition reads the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from game.engine.rules import Setup, new_game, resolve
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.conditions import parts
from game.engine.rules.vocabulary.items import Card
from game.engine.rules.vocabulary.rules import Rules

PRICES = frozenset(("price-out", "price-in"))
TOLD = (
    (r"prices outside stand|costs far less here than outside|powder cost", PRICES),
    (r"talks of shortage|shortage has passed|cheap again|sells for less than|price is further off", PRICES),
    (r"at forty times the price|sees prices at home|Quota that nobody", PRICES),
    (r"shelf is empty", frozenset(("shortfall", "cover"))),
    (r"applications fill a corridor|With licences as they stand", frozenset(("licence-",))),
    (r"asks for a price guaranteed", frozenset(("price-floor",))),
    (r"leaves? their level open", frozenset(("licence-battery",))),
)
"""What a text says, and what the card's condition has to read for it: a quantity, or the beginning of a dial's name."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SEASON = re.compile(rf"\b(?:(?:{MONTHS})(?! (?:package|\d{{4}}))|spring|summer|autumn|winter|year's end)\b")


def told(card: Card) -> str:
    return " ".join((card.title, card.dateline, card.text, card.more))


def reads(card: Card) -> Iterator[str]:
    """Names of the quantities and dials that a card's condition asks for."""
    for x in parts(card.when):
        if isinstance(x, c.Quantity):
            yield x.name
        elif isinstance(x, c.DialAt):
            yield x.dial


@pytest.mark.parametrize(("words", "wanted"), TOLD)
def test_what_a_text_says_of_the_state_its_condition_reads(rules: Rules, words: str, wanted: frozenset[str]) -> None:
    found = [card for card in rules.cards.values() if re.search(words, told(card))]
    assert found, f"no card says {words!r} any more: take it off the list"
    blind = [card.id for card in found if not any(name.startswith(tuple(wanted)) for name in reads(card))]
    assert not blind, f"{blind} say {words!r} without reading {sorted(wanted)}"


def test_only_cards_of_the_calendar_name_a_month_or_a_season(rules: Rules) -> None:
    free = [card for card in rules.cards.values() if card.called != "date"]
    loose = {card.id: found.group() for card in free if (found := SEASON.search(told(card)))}
    assert not loose


@pytest.mark.parametrize("seed", range(3))
def test_what_a_scenario_begins_with_is_not_told_as_news(rules: Rules, seed: int) -> None:
    """After the truce the package and the affiliates rule are a year old: no card tells of their first morning."""
    state = new_game(rules, Setup("after-the-truce", seed))
    for _ in range(8):
        state = resolve(rules, state, {}).state
    dealt = {card for card, _, _ in state.record.dealt}
    assert not dealt & {"w-october-answer", "b-october-package", "w-shares-post"}
