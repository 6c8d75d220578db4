"""What scripts say and answer: cards, brinks, deals, demands, the public word, replies to offers.

The odds of a yes are `game/forecast`; controls are `restrictions.py`."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from game.engine.rules.campaign.record import CardOnTable, StandingDraft, StandingOffer
from game.engine.rules.effects.table import KINDS
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.turn.odds import taste_for_yes
from game.engine.rules.turn.terms import refuse_term
from game.engine.rules.vocabulary.items import Auction, Card, Dial, Response
from game.engine.rules.vocabulary.plan import AnswerCard, Offer, Reply, Say, SetDial, Side, Term, Word, other
from game.engine.world.measures.risk import pressing
from game.forecast import odds_of_yes, willingness
from game.opponents.mandate_pursuit import wanted_terms, wants_a_yes
from game.opponents.planner import Planner
from game.opponents.restrictions import provocation
from game.structs import replace

PATIENCE = 2  # quarters after which a deal that was refused may be proposed again
TOP = 7
"""From this rung on (either side's) two climbs are the rupture; scripts climb there more seldom."""


def answer_cards(planner: Planner) -> None:
    """Every card on the table gets the response that suits the doctrine's taste and can be paid."""
    for dealt in planner.seen.table:
        if dealt.card == BRINK:
            _brink(planner, dealt)
        elif dealt.card in planner.rules.cards:
            _card(planner, planner.rules.cards[dealt.card])


def answer_brinks(planner: Planner) -> None:
    """Only brinks; all other cards take their default."""
    for dealt in planner.seen.table:
        if dealt.card == BRINK:
            _brink(planner, dealt)


def _card(planner: Planner, card: Card) -> None:
    taste = {r.id: taste_of(planner, r if card.auction is None else hoped_for(card, card.auction, r)) for r in card.responses}
    scored = sorted(card.responses, key=lambda r: (-taste[r.id], card.responses.index(r)))
    for response in scored:
        if planner.add(AnswerCard(card.id, response.id), "card", round(taste[response.id], 3)):
            return


def hoped_for(card: Card, auction: Auction, response: Response) -> Response:
    """A bid as a script weighs it: with the thing and its price where it beats at least half of the bids that there are."""
    wins = 2 * len([r for r in card.responses if r.budget < response.budget]) >= len(card.responses)
    return replace(response, impulses=(*response.impulses, *auction.won)) if wins else replace(response, budget=0.0)


def taste_of(planner: Planner, response: Response) -> float:
    """How a response suits the doctrine."""
    calm, force, growth = -response.rung / 6.0, response.rung / 6.0, 0.2 * len(response.effects)
    standing = -0.5 * response.capital - 0.5 * response.budget
    for impulse in response.impulses:
        kind = KINDS[type(impulse)]
        if kind.taste is not None:
            parts = kind.taste(impulse)
            calm, force, growth, standing = calm + parts[0], force + parts[1], growth + parts[2], standing + parts[3]
    weights = [planner.number(name) for name in ("calm", "force", "growth", "standing")]
    taste = weights[0] * calm + weights[1] * force + weights[2] * growth + weights[3] * standing
    cabinet = planner.number("cabinet")
    taste += planner.pursuit.worth_of(response) if planner.pursuit is not None else 0.0
    return taste + planner.number(response.desk) + (cabinet * _heard(planner, response) if cabinet else 0.0)


def _heard(planner: Planner, response: Response) -> float:
    """How far a changing cabinet hears the response's desk this quarter, in [0, 1); the hand of mandates has a say, so that two
    campaigns differ from the first quarter on."""
    return planner.luck(f"cabinet:{response.desk}:{','.join(planner.seen.mandates)}")


def _brink(planner: Planner, dealt: CardOnTable) -> None:
    luck = planner.luck(f"brink:{dealt.returns}")
    high = max(planner.seen.own_rung, planner.seen.seen_rung) >= TOP
    climbs = planner.number("brink_climb") * (planner.number("brink_top") if high else 1.0) * pressed(planner)
    down = planner.number("brink_down") * (1.0 + 0.5 * dealt.returns)
    answer = "climb" if luck < climbs else "down" if luck < climbs + down else "hold"
    planner.add(AnswerCard(BRINK, answer), "brink", round(planner.seen.own_rung, 2), dealt.returns)


def pressed(planner: Planner) -> float:
    """Factor on the chances of climbing and of demanding: who carried few of its threats out, or stepped down, is pressed more."""
    resolve = planner.seen.resolve[other(planner.side)]
    return float(pressing(np.array([resolve]))[0])


def offer_deal(planner: Planner) -> None:
    """Propose that both ease their strictest stance by a notch, or keep it where it stands at the mildest, when a yes is likely
    enough. A dial that a mandate wants milder comes first."""
    if not (planner.happens("deal") or wants_a_yes(planner)):
        return
    ours = [d for d in planner.stances if not planner.touched(d.id)]
    asked = next(iter((*wanted_terms(planner), *_milder(planner, planner.rival_dials, other(planner.side)))), None)
    given = next(iter(_milder(planner, ours, planner.side)), None)
    if asked is None or given is None or asked in _refused(planner):
        return
    offer = Offer(asked, int(planner.number("deal_quarters")), give=given)
    odds = odds_of_yes(planner.rules, planner.seen, offer)
    if odds.chance >= planner.number("deal_odds"):
        planner.add(offer, "deal", round(odds.chance, 3))


def _milder(planner: Planner, dials: Iterable[Dial], owner: Side) -> list[Term]:
    """Each stance of these a notch milder than it stands, or as it stands at the mildest, where that can be promised: the strictest
    first, of equals the one toward the rival."""
    ranked = sorted((d for d in dials if d.stance), key=lambda d: (planner.at(d.id), d.audience == "rival"), reverse=True)
    terms = [Term(d.id, max(planner.at(d.id) - 1, 0)) for d in ranked]
    return [term for term in terms if refuse_term(planner.rules, planner.seen, term, owner) is None]


def _refused(planner: Planner) -> tuple[Term, ...]:
    """What the other side was asked for in the last quarters and did not grant: to ask again at once would only annoy."""
    lines = (line for past in planner.seen.history[-PATIENCE:] for line in past.plans[planner.side].lines)
    return tuple(line.take for line in lines if isinstance(line, Offer) and planner.at(line.take.dial) > line.take.most)


def make_demand(planner: Planner) -> None:
    """Use a standing draft for a demand: ease your strictest stance one notch, or we enact it next quarter."""
    asked = next((x for x in _milder(planner, planner.rival_dials, other(planner.side)) if x.most < planner.at(x.dial)), None)
    drafts = [d for d in planner.own_drafts if not d.demand and not d.quiet and isinstance(d.measure, SetDial)]
    if asked is None or not drafts or planner.luck("demand:") >= planner.number("demand") * pressed(planner):
        return
    draft: StandingDraft = drafts[0]
    planner.add(Offer(asked, int(planner.number("deal_quarters")), draft=draft.id, due=1), "demand", draft.id)


def word_of(planner: Planner) -> Word:
    """The public sentence that fits the plan."""
    if any(isinstance(reason.line, SetDial) and reason.why == "ease" for reason in planner.reasons):
        return "ease"
    if provocation(planner) > 0 and planner.number("answer") > 0:
        return "answer in kind"
    return "hold" if planner.number("climb_every") > 0 else "will not be first"


def speak(planner: Planner) -> None:
    """Say what the plan does."""
    planner.add(Say(word_of(planner)), "word")


def reply_to(planner: Planner, offer: StandingOffer) -> Reply:
    """Yes as often as the odds say that are shown to whoever knows this doctrine."""
    odds = willingness(planner.rules, planner.seen, offer.offer, taste_for_yes(planner.doctrine))
    return "yes" if planner.luck(f"reply:{offer.offer.take.dial}:{offer.offer.take.most}") < odds.chance else "no"
