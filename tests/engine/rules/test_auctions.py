"""An auction between both capitals: the higher bid gets the thing and pays, the lower pays nothing."""

from __future__ import annotations

import pytest

from game.engine.rules.campaign.record import CardOnTable, Setup, State
from game.engine.rules.turn.new_game import new_game
from game.engine.rules.turn.resolve import resolve
from game.engine.rules.vocabulary.news import BothAnswered
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.opponents.diplomacy import hoped_for
from game.screens.words.news import news_told
from game.screens.words.texts import Texts
from game.structs import replace

CARD = "x-two-envelopes"


def dealt(rules: Rules, *sides: Side) -> State:
    state = new_game(rules, Setup("calibrated-control", 1, "beijing", "even", ("hawk", "hawk")))
    table = tuple(CardOnTable(CARD, side, state.record.quarter) for side in sides)
    return State(replace(state.record, table=table), state.world)


def played(rules: Rules, beijing: str, washington: str, state: State | None = None) -> State:
    plans = {s: Plan(s, (AnswerCard(CARD, bid),)) for s, bid in zip(BOTH, (beijing, washington), strict=True) if bid}
    return resolve(rules, state or dealt(rules, *BOTH), plans).state


def spent(rules: Rules, beijing: str, washington: str) -> tuple[float, float]:
    """$bn that each side has less than after two empty envelopes."""
    calm, now = played(rules, "nothing", "nothing"), played(rules, beijing, washington)
    less = {s: calm.record.accounts[s].budget - now.record.accounts[s].budget for s in BOTH}
    return round(less["beijing"], 6), round(less["washington"], 6)


@pytest.mark.parametrize(
    ("beijing", "washington", "paid"),
    [
        ("high", "low", (1.0, 0.0)),
        ("low", "middle", (0.0, 0.5)),
        ("low", "nothing", (0.2, 0.0)),
        ("middle", "middle", (0.0, 0.0)),
        ("", "low", (0.0, 0.2)),  # silence bids nothing
    ],
)
def test_the_higher_bid_pays_and_the_lower_gets_its_money_back(
    rules: Rules, beijing: str, washington: str, paid: tuple[float, float]
) -> None:
    assert spent(rules, beijing, washington) == pytest.approx(paid, abs=0.02)


def test_both_learn_the_bids_the_winner_and_by_how_much(rules: Rules) -> None:
    t = Texts("en")
    won = news_told(t, rules, BothAnswered(CARD, "high", "low"))
    assert "Beijing gets it and pays, $0.8bn above" in won and "Washington $0.2bn" in won
    assert "neither gets it" in news_told(t, rules, BothAnswered(CARD, "low", "low"))


def test_who_bids_alone_in_a_forecast_gets_the_thing(rules: Rules) -> None:
    """A forecast from what one capital sees has its own card only; it must not pay for nothing."""
    without, alone = (played(rules, bid, "", dealt(rules, "beijing")) for bid in ("nothing", "low"))
    assert alone.record.accounts["beijing"].watchers != without.record.accounts["beijing"].watchers
    assert without.record.accounts["beijing"].budget - alone.record.accounts["beijing"].budget == pytest.approx(0.2, abs=0.02)


def test_a_script_weighs_the_thing_and_its_price_where_it_beats_half_of_the_bids(rules: Rules) -> None:
    card = rules.cards[CARD]
    assert card.auction is not None
    hoped = {r.id: hoped_for(card, card.auction, r) for r in card.responses}
    assert {id for id, r in hoped.items() if set(card.auction.won) <= set(r.impulses)} == {"middle", "high"}
    assert hoped["low"].budget == 0.0 and hoped["high"].budget == 1.0
