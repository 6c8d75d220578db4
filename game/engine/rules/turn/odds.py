"""The odds of a yes to a deal or a demand, by one stated rule that both the proposer's screen and the scripts read.

Everything in it is public: dials, headline figures, resolve, the drafts that were announced. No rollout is run here."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import Offer, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.rules.vocabulary.structs import Struct

LEAST, MOST = 0.03, 0.97


class Odds(Struct):
    """The chance of a yes and what it is made of, each part a share between -1 and 1.

    chance = 0.45 + (gain * reliability + threat * resolve - pain) / 2, kept within 0.03 .. 0.97
    gain: notches of relief that the proposer gives, times how much the answerer depends on the proposer;
    threat: rung of the drafted measure over 8, times the same dependence, believed as far as resolve goes;
    pain: notches that the answerer gives up, times how much leverage those notches are worth to it."""

    chance: float
    gain: float
    threat: float
    pain: float
    reliability: float
    resolve: float


def odds_of_yes(rules: Rules, observation: Observation, offer: Offer) -> Odds:
    """The odds that the other capital says yes to an offer of the observing side."""
    return _odds(rules, observation, offer, observation.side)


def willingness(rules: Rules, observation: Observation, offer: Offer) -> Odds:
    """The same rule seen by the observing side, to which the offer was made."""
    return _odds(rules, observation, offer, other(observation.side))


def _odds(rules: Rules, observation: Observation, offer: Offer, proposer: Side) -> Odds:
    figures = observation.figures
    answerer = other(proposer)
    dependence = _share(figures[proposer].leverage / 100.0)
    own_power = _share(figures[answerer].leverage / 100.0)
    given = _notches(observation, offer.give.dial, offer.give.most) if offer.give is not None else 0
    taken = _notches(observation, offer.take.dial, offer.take.most)
    gain = _share(given * (0.25 + 0.5 * dependence))
    pain = _share(taken * (0.15 + 0.35 * own_power)) * _span(offer.quarters)
    threat = _share(_rung_of_draft(rules, observation, offer.draft) / 8.0 * (0.5 + dependence))
    reliability = _share(figures[proposer].reliability)
    resolve = _share(observation.resolve.get(proposer, 0.5))
    raw = 0.45 + (gain * reliability + threat * resolve - pain) / 2.0
    return Odds(min(max(raw, LEAST), MOST), gain, threat, pain, reliability, resolve)


def _notches(observation: Observation, dial: str, most: int) -> int:
    return max(0, observation.dials.get(dial, 0) - most)


def _span(quarters: int) -> float:
    """A promise of eight quarters weighs as much as it can; a short one weighs less."""
    return min(1.0, 0.4 + 0.075 * quarters)


def _rung_of_draft(rules: Rules, observation: Observation, draft: str) -> int:
    measure = next((d.measure for d in observation.drafts if d.id == draft), None)
    if measure is None:
        return 0
    if isinstance(measure, SetDial):
        return rules.dials[measure.dial].notches[measure.notch].rung
    return rules.orders[measure.order].rung


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
