"""The deck: which card is dealt to whom, and what an answer does.

Weights are a race of keyed numbers, so that a new card shifts no other. Each campaign shuffles for itself which cards lie at the
bottom, so that two campaigns of the same play differ by more than the order."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.rules.campaign.judge import Facts, holds
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import CardOnTable, MeasureInForce
from game.engine.rules.campaign.written import text
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.vocabulary.acts import OfCard
from game.engine.rules.vocabulary.calendar import events_in
from game.engine.rules.vocabulary.items import DESKS, Card, Desk, Response
from game.engine.rules.vocabulary.news import Answered, BothAnswered
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Side
from game.engine.rules.vocabulary.rules import Rules

CLASS_TAG = "class"


def facts_of(work: Work, side: Side) -> Facts:
    """The true state as `side`'s conditions are judged on when cards are dealt, mandates read and endings told."""
    r = work.record
    return Facts(
        work.rules, r.setup.scenario, work.quarter, side, work.world, work.lane, work.dials, work.stances,
        tuple(m for m in work.marks if m.until > work.quarter), tuple(work.promises), tuple(work.drafts), tuple(work.offers),
        tuple(work.enacted), work.accounts, r.figures,
        {s: float(work.world.rung[b, work.lane]) for b, s in enumerate(BOTH)}, {}, tuple(work.statutes), tuple(work.measures),
    )  # fmt: skip


def deal(work: Work) -> None:
    """Deal the cards of the quarter that begins (`work.quarter`): dated cards first, then chains, then the race."""
    if work.over:
        return
    facts = {side: facts_of(work, side) for side in BOTH}
    given: dict[Side, str] = {}
    for side in BOTH:
        forced = _forced(work, side, facts)
        if forced:
            given[side] = forced
            if work.rules.cards[forced].to == "both":
                given = dict.fromkeys(BOTH, forced)
                break
    if not given:
        shared = _race(work, facts, "both", None)
        own = {side: _race(work, facts, side, side) for side in BOTH}
        if shared[1] and any(shared[0] > own[side][0] for side in BOTH):
            given = dict.fromkeys(BOTH, shared[1])
        else:
            given = {side: own[side][1] for side in BOTH if own[side][1]}
    for side in BOTH:
        if side not in given:
            card = _race(work, facts, side, side)[1]
            if card:
                given[side] = card
    happened: set[str] = set()
    for side, card in given.items():
        work.table.append(CardOnTable(card, side, work.quarter))
        work.dealt.append((card, work.quarter, side))
        work.coming = [c for c in work.coming if not (c[0] == card and c[2] == side)]
        item = work.rules.cards[card]
        if card not in happened:
            happened.add(card)
            acting: Side = "beijing" if item.to == "both" else side
            apply_impulses(work, acting, item.event, "", f"card:{card}")


def _forced(work: Work, side: Side, facts: dict[Side, Facts]) -> str:
    """The card of a dated entry, or else a chain's card that is due; "" when there is none. A chain waits for its turn."""
    for event in events_in(work.scenario, work.quarter):
        if event.card and event.side in (side, "both") and event.card in work.rules.cards:
            item = work.rules.cards[event.card]
            if item.to in (side, "both") and _possible(work, item, facts[side], chained=True):
                return event.card
    for card, quarter, to in work.coming:
        due = to == side and quarter <= work.quarter
        if due and _possible(work, work.rules.cards[card], facts[side], chained=True):
            return card
    return ""


def _possible(work: Work, card: Card, facts: Facts, chained: bool = False) -> bool:
    """Whether a card may be dealt now."""
    tags = work.scenario.cards
    if tags and not chained and not set(tags) & set(card.tags):
        return False
    if card.called in ("chain", "date") and not chained:
        return False
    last = max((q for c, q, _ in work.dealt if c == card.id), default=-1)
    if last >= 0 and (card.again == 0 or work.quarter - last < card.again):
        return False
    return holds(facts, card.when)


def _race(work: Work, facts: dict[Side, Facts], to: str, side: Side | None) -> tuple[float, str]:
    """The winner among the cards addressed to `to`: (score, card id), or (0, "")."""
    numbers = work.rules.numbers
    last = work.rules.cards[work.dealt[-1][0]].tags if work.dealt else ()
    best: tuple[float, str] = (0.0, "")
    for card in work.rules.cards.values():
        if card.to != to:
            continue
        weight = card.weight * (numbers.called_weight if card.called in ("state", "mark") else 1.0)
        weight *= numbers.bottom_weight if work.lasting_luck("bottom", card.id) < numbers.bottom else 1.0
        for tag in card.tags:
            weight *= numbers.hand_decay if tag in last and tag != CLASS_TAG else 1.0
        u = work.luck("deck", card.id)
        score = weight * u / (1.0 - u)
        if (score, card.id) > best and _possible(work, card, facts[side or BOTH[0]]):  # the judging is what takes long
            best = (score, card.id)
    return best


def play_cards(work: Work, answers: dict[Side, tuple[AnswerCard, ...]]) -> dict[Side, str]:
    """Let both sides' answers to their cards take effect (a silent side takes the default); the brink's replies are returned."""
    replies: dict[Side, str] = {}
    chosen: dict[str, dict[Side, str]] = {}
    for table in [c for c in work.table if c.since <= work.quarter]:
        given = next((a.response for a in answers[table.side] if a.card == table.card), "")
        if table.card == BRINK:
            replies[table.side] = given or "hold"
            continue
        card = work.rules.cards[table.card]
        response = response_of(card, given)
        if not given:  # a given answer was paid for with the plan
            work.pay(table.side, response.capital, response.budget)
        _answer(work, table.side, card, response)
        for desk, points in heard(work.rules, response, bool(given)):
            work.bump(table.side, DESKS.index(desk), points)
        chosen.setdefault(card.id, {})[table.side] = response.id
    work.table = [c for c in work.table if c.card == BRINK or c.since > work.quarter]
    for card_id, by_side in chosen.items():
        _open_bids(work, work.rules.cards[card_id], by_side)
        if len(by_side) < len(BOTH):
            continue
        both = (by_side["beijing"], by_side["washington"])
        for pair in work.rules.cards[card_id].pairs:
            if both == (pair.beijing, pair.washington):
                apply_impulses(work, "beijing", pair.impulses, "", f"pair:{card_id}")
        work.tell(BothAnswered(card_id, *both))  # settled together, so both learn both answers, with or without a joint effect
    return replies


def heard(rules: Rules, response: Response, given: bool = True) -> Iterator[tuple[Desk, float]]:
    """Whose opinion an answer moves because the desk spoke, and by how many points: the one whose argument it follows, up, the one
    whose objection it overrides, down. Silence (not `given`) follows nobody's argument."""
    if given:
        yield response.desk, rules.numbers.heard["followed"]
    if response.against:
        yield response.against, rules.numbers.heard["overruled"]


def _open_bids(work: Work, card: Card, answers: dict[Side, str]) -> None:
    """Settle an auction: both bids were paid with the plans, so whoever did not win it gets the money back.

    A side without an answer, as in forecasts from what one capital sees, bids the default: nothing."""
    if card.auction is None:
        return
    winner = winner_of(card, answers.get("beijing", ""), answers.get("washington", ""))
    for side in answers:
        bid = response_of(card, answers[side]).budget
        if side == winner:
            apply_impulses(work, side, card.auction.won, "", f"auction:{card.id}")
            continue
        work.pay(side, 0, -bid)
        if winner and bid:
            apply_impulses(work, side, card.auction.lost, "", f"auction:{card.id}")


def winner_of(card: Card, beijing: str, washington: str) -> Side | None:
    """The side with the higher bid, or None when both bid the same."""
    ours, theirs = response_of(card, beijing).budget, response_of(card, washington).budget
    return None if ours == theirs else "beijing" if ours > theirs else "washington"


def response_of(card: Card, response: str) -> Response:
    """The response of this id, or the card's default."""
    wanted = response or card.default
    return next((r for r in card.responses if r.id == wanted), card.responses[0])


def _answer(work: Work, side: Side, card: Card, response: Response) -> None:
    source = OfCard(card.id, response.id)
    cause = text(source)
    apply_impulses(work, side, response.impulses, "", cause)
    if response.effects:
        until = work.quarter + response.lasts if response.lasts else 999
        work.measures.append(MeasureInForce(work.new_id("measure"), side, source, work.quarter, until))
    work.mark(side, response.mark.name, response.mark.sort, response.mark.lasts, source)
    for follow in response.follow:
        if work.luck("follow", f"{cause}/{follow.card}") < follow.chance:
            to = work.rules.cards[follow.card].to
            for receiver in BOTH if to == "both" else (to,):
                work.coming.append((follow.card, work.quarter + follow.after, receiver))
    work.tell(Answered(side, card.id, response.id))
