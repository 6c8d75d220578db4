"""The odds of a yes to a deal or a demand: one rule, by which the screens show them and by which the scripts answer.

What it reads is public: dials, headline figures, resolve, the drafts that were announced, and what the answering capital's doctrine
adds, where that is known to who asks. No rollout is run here."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import Offer, Side, other
from game.engine.rules.vocabulary.rules import Rules, planned_rung
from game.engine.world.arithmetic.total import total
from game.structs import Struct

TOP_RUNG = 8.0


class Odds(Struct):
    """The chance of a yes and what it is made of, each part a share between -1 and 1.

    rule = start - nothing + weight * (gain * reliability + threat * resolve - pain), kept within bounds; numbers stand in content
    chance = rule + taste, kept between 0 and 1
    gain: notches of relief that the proposer gives, times how much the answerer depends on the proposer;
    threat: rung of the drafted measure over 8, times the same dependence, believed as far as resolve goes;
    pain: notches that the answerer gives up, times how much leverage those notches are worth to it;
    nothing: taken from a deal that asks for notches and gives none: a promise to stay where one is costs nothing today;
    taste: what the answerer's doctrine adds or takes, 0 where none is known."""

    chance: float
    gain: float
    threat: float
    pain: float
    reliability: float
    resolve: float
    taste: float = 0.0
    nothing: float = 0.0


def odds_of_yes(rules: Rules, observation: Observation, offer: Offer) -> Odds:
    """The odds that the other capital says yes to an offer of the observing side, as far as that knows whom it faces."""
    known = rules.doctrines.get(observation.opponent)
    return _odds(rules, observation, offer, observation.side, taste_for_yes(known) if known is not None else 0.0)


def willingness(rules: Rules, observation: Observation, offer: Offer, taste: float = 0.0) -> Odds:
    """The same rule seen by the observing side, to which the offer was made; `taste` is its own doctrine's, if it has one."""
    return _odds(rules, observation, offer, other(observation.side), taste)


def taste_for_yes(doctrine: Doctrine) -> float:
    """What a doctrine adds to the odds of a yes; 1 accepts everything, -1 refuses everything."""
    return doctrine.numbers.get("yes", 0.0)


def parts_of(rules: Rules, odds: Odds) -> dict[str, float]:
    """What adds up to the chance, as shares of 1: the start, each part, and what the bounds take from their sum or add to it."""
    n = rules.numbers.odds
    parts = {
        "start": n.start,
        "nothing": -odds.nothing,
        "gain": n.weight * odds.gain * odds.reliability,
        "threat": n.weight * odds.threat * odds.resolve,
        "pain": -n.weight * odds.pain,
        "taste": odds.taste,
    }
    return {**parts, "bounds": odds.chance - total(parts.values())}


def _odds(rules: Rules, observation: Observation, offer: Offer, proposer: Side, taste: float) -> Odds:
    figures, n = observation.figures, rules.numbers.odds
    answerer = other(proposer)
    dependence = _share(figures[proposer].leverage / 100.0)
    own_power = _share(figures[answerer].leverage / 100.0)
    given = _notches(observation, offer.give.dial, offer.give.most) if offer.give is not None else 0
    taken = _notches(observation, offer.take.dial, offer.take.most)
    gain = _share(given * (n.gain + n.gain_dependence * dependence))
    pain = _share(taken * (n.pain + n.pain_leverage * own_power)) * min(1.0, n.span + n.span_quarter * offer.quarters)
    threat = _share(_rung_of_draft(rules, observation, offer.draft) / TOP_RUNG * (n.threat + dependence))
    reliability = _share(figures[proposer].reliability)
    resolve = _share(observation.resolve.get(proposer, 0.5))
    nothing = rules.numbers.deal_nothing if offer.give is not None and taken and not given else 0.0
    raw = n.start - nothing + n.weight * (gain * reliability + threat * resolve - pain)
    chance = _share(min(max(raw, n.least), n.most) + taste)
    return Odds(chance, gain, threat, pain, reliability, resolve, taste, nothing)


def _notches(observation: Observation, dial: str, most: int) -> int:
    return max(0, observation.dials.get(dial, 0) - most)


def _rung_of_draft(rules: Rules, observation: Observation, draft: str) -> int:
    return next((planned_rung(rules, d.measure) for d in observation.drafts if d.id == draft), 0)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
