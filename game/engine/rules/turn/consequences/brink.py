"""The brink: a card that both capitals answer in secret with climb, hold or down; settled by the pair of answers.

What a pair does to rungs stands in the world's `ladder.brink`; here it meets capital, resolve, dials and marks."""

from __future__ import annotations

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import CardOnTable
from game.engine.rules.vocabulary.acts import OfPlay
from game.engine.rules.vocabulary.news import BrinkAnswered, BrinkOpened, CountNews, Ruptured, SideNews
from game.engine.rules.vocabulary.plan import BOTH, Side, other
from game.engine.world.month.escalation import Answer, brink

BRINK = "brink"
ANSWERS: tuple[Answer, ...] = ("climb", "hold", "down")
DEFAULT: Answer = "hold"
SETTLED = OfPlay("brink")  # the act of the marks that a settled brink leaves
STEPPED_BACK = "stepped-back"  # while a side bears it the channel is open


def on_brink(work: Work) -> CardOnTable | None:
    """The brink on the table, or None."""
    return next((c for c in work.table if c.card == BRINK), None)


def open_brink(work: Work, returns: int = 0) -> None:
    """Put the brink before both capitals for the next quarter."""
    for side in BOTH:
        work.table.append(CardOnTable(BRINK, side, work.quarter + 1, returns))
    work.tell(BrinkOpened(returns))


def settle_brink(work: Work, replies: dict[Side, str]) -> None:
    """Settle a brink that is due by both answers (silence holds): the rules of play, "Danger has a face"."""
    card = on_brink(work)
    if card is None or card.since > work.quarter:
        return
    work.table = [c for c in work.table if c.card != BRINK]
    first, second = (_answer(replies.get(side, DEFAULT)) for side in BOTH)
    rungs = (float(work.world.rung[0, work.lane]), float(work.world.rung[1, work.lane]))
    work.tell(BrinkAnswered(first, second))
    result = brink(first, second, rungs, card.returns)
    for b, change in enumerate(result.rungs):
        if change:
            work.post("rung", (b,), change, BRINK)
    if result.rupture:
        work.over = "rupture"
        work.tell(Ruptured())
        return
    if result.opens_channel:
        for side in BOTH:
            work.tell(SideNews("brink-eased", side, work.ease_harshest(side)))
            work.mark(side, STEPPED_BACK, "precedent", int(work.rules.numbers.guard["channel"]), SETTLED)
    if result.payer >= 0:
        _yield(work, BOTH[result.payer], rungs[result.payer])
    if result.dearer:
        for side in BOTH:
            work.account(side, capital=max(work.accounts[side].capital - 1, 0))
    if result.returns:
        open_brink(work, card.returns + 1)


def _answer(word: str) -> Answer:
    return next((a for a in ANSWERS if a == word), DEFAULT)


def _yield(work: Work, side: Side, rung: float) -> None:
    """The one that steps down pays half its rung in capital, rounded up, and a miss of resolve; the climber's measure stands."""
    price = int(-(-rung // 2))
    work.account(side, capital=max(work.accounts[side].capital - price, 0))
    work.resolve_counts(side, 1.0, 0.0)
    work.tell(CountNews("brink-yielded", side, price))
    work.mark(side, "yielded-at-brink", "exposure", work.rules.numbers.marks_last["brink"], SETTLED)
    work.mark(other(side), "faced-them-down", "precedent", work.rules.numbers.marks_last["brink"], SETTLED)
