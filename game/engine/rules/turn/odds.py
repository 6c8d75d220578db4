"""The odds of a yes to a deal or a demand: one rule, by which the screens show them and by which the scripts answer.

What it reads is public: dials, headline figures, resolve, the drafts that were announced, and what the answering capital's doctrine
adds, where that is known to who asks. No rollout is run here."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.turn.consequences.deals import promised_most
from game.engine.rules.vocabulary.items import Doctrine
from game.engine.rules.vocabulary.plan import Offer, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules, planned_rung
from game.engine.world.arithmetic.total import total
from game.structs import Struct, replace

TOP_RUNG = 8.0


class Odds(Struct):
    """The chance of a yes and what it is made of, each part a share between -1 and 1.

    of a deal: rule = start - nothing + weight * (gain * reliability - pain), kept within bounds; numbers stand in content
    of a demand: rule = unbacked + (backed - unbacked) * backing, with backing = loss / (loss + pain), loss = threat * resolve
    chance = rule + taste, kept between 0 and 1
    gain: notches of relief that the proposer gives, times how much the answerer depends on the proposer;
    threat: rung of the drafted measure over 8, times the same dependence, so that nothing is feared from who holds nothing; less
    where the measure would break the proposer's own promise; it is believed as far as resolve goes;
    pain: notches that the answerer gives up, times how much leverage those notches are worth to it, and more the longer;
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
    demand: bool = False

    @property
    def backing(self) -> float:
        """What refusing a demand is expected to cost, as a share of that and of what yielding costs; 0 with nothing threatened."""
        loss = self.threat * self.resolve
        return loss / (loss + self.pain) if loss > 0.0 else 0.0


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
    parts = {**_ruled(rules, odds), "taste": odds.taste}
    return {**parts, "bounds": odds.chance - total(parts.values())}


def _ruled(rules: Rules, odds: Odds) -> dict[str, float]:
    """The parts that the rule adds up, before its bounds and anybody's taste."""
    n = rules.numbers.odds
    if odds.demand:
        return {"start": n.unbacked, "threat": (n.backed - n.unbacked) * odds.backing}
    return {
        "start": n.start,
        "nothing": -odds.nothing,
        "gain": n.weight * odds.gain * odds.reliability,
        "pain": -n.weight * odds.pain,
    }


def _odds(rules: Rules, observation: Observation, offer: Offer, proposer: Side, taste: float) -> Odds:
    figures, n = observation.figures, rules.numbers.odds
    answerer = other(proposer)
    dependence = _share(figures[proposer].leverage / 100.0)
    own_power = _share(figures[answerer].leverage / 100.0)
    given = _notches(observation, offer.give.dial, offer.give.most) if offer.give is not None else 0
    taken = _notches(observation, offer.take.dial, offer.take.most)
    gain = _share(given * (n.gain + n.gain_dependence * dependence))
    pain = _share(taken * (n.pain + n.pain_leverage * own_power)) * min(1.0, n.span + n.span_quarter * offer.quarters)
    threat = n.bite * dependence * _severity(rules, observation, offer.draft, proposer)
    reliability = _share(figures[proposer].reliability)
    resolve = _share(observation.resolve.get(proposer, 0.5))
    nothing = rules.numbers.deal_nothing if offer.give is not None and taken and not given else 0.0
    odds = Odds(0.0, gain, threat, pain, reliability, resolve, taste, nothing, demand=bool(offer.draft))
    rule = min(max(total(_ruled(rules, odds).values()), n.least), n.most)
    return replace(odds, chance=_share(rule + taste))


def _notches(observation: Observation, dial: str, most: int) -> int:
    return max(0, observation.dials.get(dial, 0) - most)


def _severity(rules: Rules, observation: Observation, draft: str, proposer: Side) -> float:
    """How hard an announced draft would be, 0 to 1 at the top rung; less where enacting it would break a promise of its side's."""
    measure = next((d.measure for d in observation.drafts if d.id == draft), None)
    if measure is None:
        return 0.0
    bound = promised_most(observation.promises, measure.dial) if isinstance(measure, SetDial) else None
    breaks = bound is not None and bound.side == proposer and isinstance(measure, SetDial) and measure.notch > bound.most
    return planned_rung(rules, measure) / TOP_RUNG * (rules.numbers.odds.promise_broken if breaks else 1.0)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)
