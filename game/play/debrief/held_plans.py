"""A recorded quarter in another history: what its lines point at there, and the lines that point at nothing and so are void.

Ids count what came before, so that one id may name two different drafts in two histories: they are translated by what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.engine.rules.campaign.record import Promise, Record, StandingDraft
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.plan import BOTH, Answers, BreakPromise, DropDraft, Line, Offer, Plan, Reply, Side, other
from game.play.debrief.decisions import Accepted, Quarter
from game.structs import Struct, replace


class Void(Struct):
    """A recorded line or acceptance that could not happen in another history, and why."""

    quarter: int
    side: Side
    what: Line | Accepted
    refusal: Refusal


def held(recorded: Quarter, before: Record, there: Record) -> tuple[Quarter, tuple[Void, ...]]:
    """The recorded quarter as it reads in another history (`there`; `before` is the record that it was written for)."""
    plans: dict[Side, Plan] = {}
    void: list[Void] = []
    for side in BOTH:
        lines = []
        for line in recorded.plans[side].lines:
            found = _translated(line, before, there)
            if found is None:
                void.append(Void(there.quarter, side, line, Refusal("unknown")))
            else:
                lines.append(found)
        plans[side] = Plan(side, tuple(lines))
    return Quarter(plans, recorded.answers), tuple(void)


def held_answers(recorded: Quarter, plans: Mapping[Side, Plan], side: Side, quarter: int) -> tuple[Answers, tuple[Void, ...]]:
    """The side's recorded answers where the other capital now plans this: a yes stands only for the offer that it was given to."""
    was, now = (_offer(found[other(side)].lines) for found in (recorded.plans, plans))
    same = was is not None and now is not None and replace(was, draft="") == replace(now, draft="")
    kept: list[tuple[str, Reply]] = []
    void: list[Void] = []
    for id, reply in recorded.answers[side].replies:
        if same or reply == "no":
            kept.append((id, reply))
        elif was is not None:
            void.append(Void(quarter, side, Accepted(id, was), Refusal("unknown")))
    return Answers(side, tuple(kept)), tuple(void)


def _offer(lines: Sequence[Line]) -> Offer | None:
    return next((x for x in lines if isinstance(x, Offer)), None)


def _translated(line: Line, before: Record, there: Record) -> Line | None:
    """The line with the ids of the other history; None when what it names is not there."""
    match line:
        case DropDraft(draft=id):
            draft = _same_draft(id, before.drafts, there.drafts)
            return replace(line, draft=draft) if draft else None
        case Offer(draft=id) if id:
            draft = _same_draft(id, before.drafts, there.drafts)
            return replace(line, draft=draft) if draft else None
        case BreakPromise(promise=id):
            promise = _same_promise(id, before.promises, there.promises)
            return replace(line, promise=promise) if promise else None
    return line


def _same_draft(id: str, before: Iterable[StandingDraft], there: Iterable[StandingDraft]) -> str:
    named = next((d for d in before if d.id == id), None)
    if named is None:
        return ""
    alike = (d for d in there if (d.side, d.measure, d.since, d.quiet) == (named.side, named.measure, named.since, named.quiet))
    return next((d.id for d in alike), "")


def _same_promise(id: str, before: Iterable[Promise], there: Iterable[Promise]) -> str:
    named = next((p for p in before if p.id == id), None)
    if named is None:
        return ""
    return next((p.id for p in there if _terms(p) == _terms(named)), "")


def _terms(p: Promise) -> tuple[object, ...]:
    """What a promise says, whatever its ids: of an order in force, the order."""
    return p.side, p.to, p.since, p.until, p.dial, p.most, p.order.rpartition("-")[0]
