"""The scripts as a table: which moves a doctrine makes, in which order. All reply to offers by the stated odds.

A new way of playing from known moves is a new row; its numbers are content (`doctrines/`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import StandingOffer
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import Answers, Plan
from game.engine.rules.vocabulary.rules import Rules
from game.opponents.building import build, credit, give_orders, keep_channel, stockpile, trim
from game.opponents.charge_reader import name_charge
from game.opponents.diplomacy import answer_brinks, answer_cards, make_demand, offer_deal, reply_to, speak
from game.opponents.mandate_pursuit import give_word, pursue, take_aim, take_charge
from game.opponents.planner import Planned, Planner
from game.opponents.restrictions import (
    Move,
    calibrate,
    climb,
    enact_all_drafts,
    enact_drafts,
    enact_pressure,
    freeze_everything,
    keep_proportion,
    open_everything,
)

SCRIPTS: Mapping[str, tuple[Move, ...]] = MappingProxyType(
    {
        "calibrator": (
            take_aim,
            answer_cards,
            make_demand,
            enact_pressure,
            keep_channel,
            trim,
            offer_deal,
            pursue,
            calibrate,
            give_word,
            give_orders,
            build,
            speak,
            name_charge,
        ),
        "hawk": (
            take_charge,
            answer_cards,
            make_demand,
            enact_pressure,
            climb,
            trim,
            pursue,
            build,
            give_orders,
            speak,
            name_charge,
        ),
        "tit-for-tat": (
            take_charge,
            answer_cards,
            enact_drafts,
            keep_proportion,
            trim,
            pursue,
            build,
            offer_deal,
            give_orders,
            speak,
            name_charge,
        ),
        "do-nothing": (),
        "freeze-always": (answer_brinks, enact_all_drafts, freeze_everything),
        "never-restrict": (answer_cards, open_everything, keep_channel, trim, build, give_orders, speak),
        "credit-maximum": (answer_brinks, credit),
        "stockpile-first": (answer_brinks, stockpile, trim, build),
    }
)
"""Script → its moves in order of precedence: each takes what the earlier ones left."""


def plan_with_reasons(rules: Rules, observation: Observation, doctrine: Doctrine) -> Planned:
    """The plan of a doctrine for this quarter, each line with its reason. KeyError for an unknown script."""
    planner = Planner(rules, observation, doctrine)
    for move in SCRIPTS[doctrine.script]:
        move(planner)
    return planner.done()


def plan_for(rules: Rules, observation: Observation, doctrine: Doctrine) -> Plan:
    """The plan of a doctrine for this quarter."""
    return plan_with_reasons(rules, observation, doctrine).plan


def answer_for(rules: Rules, observation: Observation, doctrine: Doctrine, offers: Sequence[StandingOffer]) -> Answers:
    """The doctrine's replies to the offers delivered at commit."""
    planner = Planner(rules, observation, doctrine)
    return Answers(observation.side, tuple((offer.id, reply_to(planner, offer)) for offer in offers))
