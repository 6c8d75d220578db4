"""What scripts say and answer: cards, brinks, deals, demands, the public word, replies to offers.

The odds of a yes are `game/forecast`; controls are `moves.py`."""

from __future__ import annotations

from game.engine.rules.campaign.record import CardOnTable, StandingDraft, StandingOffer
from game.engine.rules.effects.table import KINDS
from game.engine.rules.turn.brink import BRINK
from game.engine.rules.vocabulary.items import Card, Response
from game.engine.rules.vocabulary.plan import AnswerCard, Offer, Reply, Say, SetDial, Term, Word
from game.forecast import odds_of_yes, willingness
from game.opponents.mandate_pursuit import wanted_terms, wants_a_yes
from game.opponents.plan_draft import Desk
from game.opponents.restrictions import provocation

PATIENCE = 2  # quarters after which a deal that was refused may be proposed again
TOP = 7
"""From this rung on (either side's) two climbs are the rupture; scripts climb there more seldom."""


def answer_cards(desk: Desk) -> None:
    """Every card on the table gets the response that suits the doctrine's taste and can be paid."""
    for dealt in desk.seen.table:
        if dealt.card == BRINK:
            _brink(desk, dealt)
        elif dealt.card in desk.rules.cards:
            _card(desk, desk.rules.cards[dealt.card])


def answer_brinks(desk: Desk) -> None:
    """Only brinks; all other cards take their default."""
    for dealt in desk.seen.table:
        if dealt.card == BRINK:
            _brink(desk, dealt)


def _card(desk: Desk, card: Card) -> None:
    scored = sorted(card.responses, key=lambda r: (-taste_of(desk, r), card.responses.index(r)))
    for response in scored:
        if desk.add(AnswerCard(card.id, response.id), "card", round(taste_of(desk, response), 3)):
            return


def taste_of(desk: Desk, response: Response) -> float:
    """How a response suits the doctrine."""
    calm, force, growth = -response.rung / 6.0, response.rung / 6.0, 0.2 * len(response.effects)
    standing = -0.5 * response.capital - 0.5 * response.budget
    for impulse in response.impulses:
        kind = KINDS[type(impulse)]
        if kind.taste is not None:
            parts = kind.taste(impulse)
            calm, force, growth, standing = calm + parts[0], force + parts[1], growth + parts[2], standing + parts[3]
    weights = [desk.number(name) for name in ("calm", "force", "growth", "standing")]
    taste = weights[0] * calm + weights[1] * force + weights[2] * growth + weights[3] * standing
    cabinet = desk.number("cabinet")
    taste += desk.pursuit.worth_of(response) if desk.pursuit is not None else 0.0
    return taste + desk.number(response.desk) + (cabinet * _heard(desk, response) if cabinet else 0.0)


def _heard(desk: Desk, response: Response) -> float:
    """How far a changing cabinet hears the response's desk this quarter, in [0, 1); the hand of mandates has a say, so that two
    campaigns differ from the first quarter on."""
    return desk.luck(f"cabinet:{response.desk}:{','.join(desk.seen.mandates)}")


def _brink(desk: Desk, dealt: CardOnTable) -> None:
    luck = desk.luck(f"brink:{dealt.returns}")
    high = max(desk.seen.own_rung, desk.seen.seen_rung) >= TOP
    climbs = desk.number("brink_climb") * (desk.number("brink_top") if high else 1.0)
    down = desk.number("brink_down") * (1.0 + 0.5 * dealt.returns)
    answer = "climb" if luck < climbs else "down" if luck < climbs + down else "hold"
    desk.add(AnswerCard(BRINK, answer), "brink", round(desk.seen.own_rung, 2), dealt.returns)


def offer_deal(desk: Desk) -> None:
    """Propose that both ease their strictest stance by a notch, or keep it where it stands at the mildest, when a yes is likely
    enough. A dial that a mandate wants milder comes first."""
    if not (desk.happens("deal") or wants_a_yes(desk)):
        return
    theirs = [d for d in desk.rival_dials if d.stance]
    ours = [d for d in desk.stances if not desk.touched(d.id)]
    if not theirs or not ours:
        return
    take = max(theirs, key=lambda d: (desk.at(d.id), d.audience == "rival"))
    give = max(ours, key=lambda d: (desk.at(d.id), d.audience == "rival"))
    terms = Term(take.id, max(desk.at(take.id) - 1, 0)), Term(give.id, max(desk.at(give.id) - 1, 0))
    asked = next(iter(wanted_terms(desk)), terms[0])
    if asked in _refused(desk):
        return
    offer = Offer(asked, int(desk.number("deal_quarters")), give=terms[1])
    odds = odds_of_yes(desk.rules, desk.seen, offer)
    if odds.chance >= desk.number("deal_odds"):
        desk.add(offer, "deal", round(odds.chance, 3))


def _refused(desk: Desk) -> tuple[Term, ...]:
    """What the other side was asked for in the last quarters and did not grant: to ask again at once would only annoy."""
    lines = (line for past in desk.seen.history[-PATIENCE:] for line in past.plans[desk.side].lines)
    return tuple(line.take for line in lines if isinstance(line, Offer) and desk.at(line.take.dial) > line.take.most)


def make_demand(desk: Desk) -> None:
    """Use a standing draft for a demand: ease your strictest stance one notch, or we enact it next quarter."""
    theirs = [d for d in desk.rival_dials if d.stance and desk.at(d.id) > 0]
    drafts = [d for d in desk.own_drafts if not d.demand and not d.quiet and isinstance(d.measure, SetDial)]
    if not theirs or not drafts or not desk.happens("demand"):
        return
    take = max(theirs, key=lambda d: (desk.at(d.id), d.audience == "rival"))
    draft: StandingDraft = drafts[0]
    offer = Offer(Term(take.id, desk.at(take.id) - 1), int(desk.number("deal_quarters")), draft=draft.id, due=1)
    desk.add(offer, "demand", draft.id)


def word_of(desk: Desk) -> Word:
    """The public sentence that fits the plan."""
    if any(isinstance(reason.line, SetDial) and reason.why == "ease" for reason in desk.reasons):
        return "ease"
    if provocation(desk) > 0 and desk.number("answer") > 0:
        return "answer in kind"
    return "hold" if desk.number("climb_every") > 0 else "will not be first"


def speak(desk: Desk) -> None:
    """Say what the plan does."""
    desk.add(Say(word_of(desk)), "word")


def reply_by_odds(desk: Desk, offer: StandingOffer) -> Reply:
    """Yes as often as the stated odds, moved by the doctrine's `yes`, say."""
    chance = willingness(desk.rules, desk.seen, offer.offer).chance + desk.number("yes")
    return "yes" if desk.luck(f"reply:{offer.offer.take.dial}:{offer.offer.take.most}") < chance else "no"


def reply_yes(desk: Desk, offer: StandingOffer) -> Reply:
    """Accept."""
    return "yes"


def reply_no(desk: Desk, offer: StandingOffer) -> Reply:
    """Refuse."""
    return "no"
