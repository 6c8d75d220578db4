"""The table and the threat: drafts that ripen or lapse, offers and demands delivered and answered, promises that bind dials."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import Promise, StandingDraft, StandingOffer
from game.engine.rules.turn.consequences.accounts import break_promise, keep_promise
from game.engine.rules.vocabulary.acts import OfOffer, OfPromise
from game.engine.rules.vocabulary.news import MeasureNews, OfferNews
from game.engine.rules.vocabulary.plan import (
    BOTH,
    Answers,
    Draft,
    GiveOrder,
    Measure,
    Offer,
    Plan,
    Reply,
    SetDial,
    Side,
    Term,
    other,
    plain,
)
from game.engine.rules.vocabulary.rules import Rules
from game.structs import replace

NEWS_OF_OFFERS: Mapping[tuple[bool, Reply], Literal["deal-yes", "deal-no", "demand-yes", "demand-no"]] = MappingProxyType(
    {(False, "yes"): "deal-yes", (False, "no"): "deal-no", (True, "yes"): "demand-yes", (True, "no"): "demand-no"}
)
"""Whether it is a demand, and the reply → the key of its news."""


def offers_of(work: Work, plans: Mapping[Side, Plan]) -> list[StandingOffer]:
    """The offers in sealed plans as they are delivered; ids follow from quarter and side, so that asking twice is the same."""
    found = []
    for side in BOTH:
        lines = plans[side].lines if side in plans else ()
        offer = next((line for line in lines if isinstance(line, Offer)), None)
        if offer is not None:
            found.append(StandingOffer(f"offer-{work.quarter}-{side}", side, offer, work.quarter))
    return found


def settle_offers(work: Work, plans: Mapping[Side, Plan], answers: Mapping[Side, Answers]) -> None:
    """Answer every delivered offer (silence refuses); a yes makes promises that bind at once."""
    for standing in offers_of(work, plans):
        addressee = other(standing.side)
        given = answers.get(addressee, Answers(addressee))
        reply: Reply = "yes" if dict(given.replies).get(standing.id) == "yes" else "no"
        demand = bool(standing.offer.draft)
        key = NEWS_OF_OFFERS[demand, reply]
        work.tell(OfferNews(key, standing.side, standing.offer.take, standing.offer.give))
        if reply == "yes":
            _accept(work, standing)
        if demand:
            keep = replace(standing, answered=reply)
            if reply == "no":
                work.offers.append(keep)
                work.drafts = [replace(d, demand=standing.id) if d.id == standing.offer.draft else d for d in work.drafts]


def _accept(work: Work, standing: StandingOffer) -> None:
    offer, side = standing.offer, standing.side
    until = work.quarter + offer.quarters
    deal = work.new_id("deal")
    bind(work, other(side), side, offer.take, until, deal)
    if offer.give is not None:
        bind(work, side, other(side), offer.give, until, deal)
    if offer.draft:
        draft = next((d for d in work.drafts if d.id == offer.draft), None)
        work.drafts = [d for d in work.drafts if d.id != offer.draft]
        if draft is not None and isinstance(draft.measure, SetDial):
            dial = draft.measure.dial
            bind(work, side, other(side), Term(dial, work.dials[dial]), until, deal)
    word = "demand-granted" if offer.draft else "deal-struck"
    work.mark(side, word, "precedent", work.rules.numbers.marks_last["deal"], OfOffer(standing.id))


def bind(work: Work, side: Side, to: Side, term: Term, until: int, deal: str) -> None:
    """Make a promise of `side` on a dial: it moves to the promised notch at once, and stays there or milder.

    Drafts of its own that go beyond it are waived, and what was demanded under them is asked no more."""
    work.promises.append(Promise(work.new_id("promise"), side, to, work.quarter, until, dial=term.dial, most=term.most, deal=deal))
    if work.dials[term.dial] > term.most:
        work.set_dial(term.dial, term.most)
    for d in list(work.drafts):
        if d.side == side and isinstance(d.measure, SetDial) and d.measure.dial == term.dial and d.measure.notch > term.most:
            _settled(work, d)
            if not d.quiet:
                work.tell(MeasureNews("threat-waived", side, plain(d.measure)))


def promised_most(promises: list[Promise] | tuple[Promise, ...], dial: str) -> Promise | None:
    """The open promise that binds a dial most, or None."""
    binding = [p for p in promises if p.status == "open" and p.dial == dial]
    return min(binding, key=lambda p: p.most, default=None)


def close_promises(work: Work) -> None:
    """Quarter's end: promises that ran their course are kept."""
    for i, p in enumerate(work.promises):
        if p.status == "open" and work.quarter + 1 >= p.until:
            keep_promise(work, i)


def break_openly(work: Work, promise_id: str) -> None:
    """Break one's own promise; a deal's other half is void."""
    for i, p in enumerate(work.promises):
        if p.id == promise_id and p.status == "open":
            break_promise(work, i)
            work.mark(p.side, "broken-word", "grievance", work.rules.numbers.marks_last["broken_word"], OfPromise(promise_id))
            for j, q in enumerate(work.promises):
                if p.deal and q.deal == p.deal and q.status == "open":
                    work.promises[j] = replace(q, status="void", until=work.quarter)
            if p.order:
                work.measures = [m for m in work.measures if m.id != p.order]


def draft(work: Work, side: Side, line: Draft) -> None:
    """Put a measure on the draft list: announced, a threat; quiet, hidden unless it is glimpsed. A promise makes it void."""
    measure = line.measure
    bound = promised_most(work.promises, measure.dial) if isinstance(measure, SetDial) else None
    if bound is not None and isinstance(measure, SetDial) and measure.notch > bound.most:
        work.void(side, line, measure)
        return
    draft_id = work.new_id("draft")
    work.drafts.append(StandingDraft(draft_id, side, line.measure, work.quarter, line.quiet))
    if not line.quiet:
        work.tell(MeasureNews("drafted", side, plain(line.measure)))


def glimpse_drafts(work: Work, sight: Mapping[Side, float]) -> None:
    """The other side may glimpse a quiet draft; `sight` is what difficulty adds to a side's chance."""
    n = work.rules.numbers
    channel = float(work.world.channel[work.lane]) > 0
    for i, d in enumerate(work.drafts):
        if d.quiet and not d.seen and d.since == work.quarter:
            chance = (n.glimpse_channel if channel else n.glimpse) + sight[other(d.side)]
            if work.luck("glimpse", d.id) < chance:
                work.drafts[i] = replace(d, seen=True)
                work.tell(MeasureNews("glimpsed", d.side, plain(d.measure)))


def ripe_draft(
    rules: Rules, drafts: list[StandingDraft] | tuple[StandingDraft, ...], side: Side, measure: Measure, quarter: int
) -> StandingDraft | None:
    """The draft of this measure (statute or decree alike) that may be enacted now, or None."""
    ripe = (d for d in drafts if d.side == side and d.since + rules.numbers.draft_ripens <= quarter)
    return next((d for d in ripe if same(d.measure, measure)), None)


def same(drafted: Measure, measure: Measure) -> bool:
    """Whether a draft covers a measure: the same order and target, or the same dial at the drafted notch or milder."""
    if isinstance(drafted, SetDial) and isinstance(measure, SetDial):
        return drafted.dial == measure.dial and measure.notch <= drafted.notch
    if isinstance(drafted, GiveOrder) and isinstance(measure, GiveOrder):
        return drafted.order == measure.order and drafted.target == measure.target
    return False


def _settled(work: Work, found: StandingDraft) -> None:
    """A draft lies no more, nor does the demand that it backed."""
    work.drafts = [d for d in work.drafts if d.id != found.id]
    work.offers = [o for o in work.offers if o.id != found.demand]


def enact_draft(work: Work, found: StandingDraft) -> None:
    """A draft is carried out: a demand that it backed counts for resolve; a quiet one costs tension on top."""
    _settled(work, found)
    _carried_out(work, found)
    if found.quiet:
        work.post("tension", (), work.rules.numbers.quiet_tension, f"quiet:{found.id}")


def _carried_out(work: Work, found: StandingDraft) -> None:
    if found.demand or not found.quiet:
        work.resolve_counts(found.side, 1.0, 1.0)
    if found.demand:
        work.tell(MeasureNews("threat-carried-out", found.side, plain(found.measure)))


def settle_what_stands(work: Work) -> None:
    """Drafts whose measure stands, whatever brought it - a card, a statute, a harsher step -, are carried out."""
    for d in list(work.drafts):
        if isinstance(d.measure, SetDial) and work.dials[d.measure.dial] >= d.measure.notch:
            _settled(work, d)
            _carried_out(work, d)


def drop_draft(work: Work, draft_id: str) -> None:
    """Let a draft lapse by one's own choice."""
    found = next((d for d in work.drafts if d.id == draft_id), None)
    if found is None:
        return
    _lapsed(work, found)


def _lapsed(work: Work, found: StandingDraft) -> None:
    _settled(work, found)
    if found.demand:
        work.resolve_counts(found.side, 1.0, 0.0)
    elif not found.quiet:
        work.resolve_counts(found.side, work.rules.numbers.draft_missed, 0.0)
    if found.demand or not found.quiet:
        work.tell(MeasureNews("threat-lapsed", found.side, plain(found.measure)))


def close_drafts(work: Work) -> None:
    """Quarter's end: demands that fell due without their draft enacted lapse, and so do old drafts."""
    for d in list(work.drafts):
        demand = next((o for o in work.offers if o.id == d.demand), None)
        due = demand is not None and work.quarter >= demand.since + max(demand.offer.due, 1)
        if due or work.quarter - d.since >= work.rules.numbers.draft_life:
            _lapsed(work, d)
    backed = {d.demand for d in work.drafts}
    work.offers = [o for o in work.offers if o.id in backed]
