"""What each line of a plan does once it is played: dials, orders, drafts, promises, words; and statutes that come due.

Whether a line may be played is `legal.py`'s answer; cards and offers are settled for both sides at once in `deck.py` and
`deals.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.places import regions_of
from game.engine.rules.campaign.record import MeasureInForce, Promise
from game.engine.rules.campaign.written import text
from game.engine.rules.effects.licensing import Licence
from game.engine.rules.turn.consequences.deals import break_openly, draft, drop_draft, enact_draft, promised_most, ripe_draft
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.turn.consequences.policy import draft_effects
from game.engine.rules.vocabulary.acts import Deed, OfOrder
from game.engine.rules.vocabulary.news import MeasureNews, SideNews
from game.engine.rules.vocabulary.plan import (
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    NameCharge,
    Say,
    SetDial,
    Side,
    other,
    plain,
)
from game.structs import replace


def activate_statutes(work: Work) -> None:
    """Statutes that come into force this quarter turn their dials, as far as a promise allows."""
    for dial, notch, since in work.statutes:
        if since == work.quarter and work.dials[dial] != notch:
            bound = promised_most(work.promises, dial)
            work.set_dial(dial, min(notch, bound.most) if bound else notch)
            work.tell(MeasureNews("statute", work.rules.dials[dial].side, SetDial(dial, notch)))


def _set_dial(work: Work, side: Side, line: SetDial) -> None:
    bound = promised_most(work.promises, line.dial)
    if bound is not None and line.notch > bound.most:
        work.void(side, line, line)
        return
    item = work.rules.dials[line.dial]
    harsher = item.notches[line.notch].rung > item.notches[work.dials[line.dial]].rung
    found = ripe_draft(work.rules, work.drafts, side, line, work.quarter) if harsher else None
    if line.statute:
        since = work.quarter + work.rules.numbers.statute_quarters
        work.statutes = [s for s in work.statutes if s[0] != line.dial] + [(line.dial, line.notch, since)]
        work.tell(MeasureNews("statute-passed", side, plain(line)))
        if found is not None:
            enact_draft(work, found)
        return
    work.set_dial(line.dial, line.notch)
    work.deeds[side].append(Deed(plain(line)))
    work.tell(MeasureNews("dial", side, plain(line)))
    if found is not None:
        enact_draft(work, found)
        if found.quiet:
            surprise(work, side, line)


def surprise(work: Work, side: Side, line: SetDial) -> None:
    """A quietly drafted measure meets buyers who expected the old licences: their trust falls on top."""
    work.surprises.add(line.dial)
    rows: set[int] = set()
    for effect in draft_effects(work.rules, line):
        if isinstance(effect, Licence):
            rows |= set(regions_of(work.spec, work.stances, work.rules.numbers.join, side, effect.to))
    work.remember(side, tuple(sorted(rows)), -work.rules.numbers.quiet_trust, f"surprise:{line.dial}")


def _give_order(work: Work, side: Side, line: GiveOrder) -> None:
    item = work.rules.orders[line.order]
    found = ripe_draft(work.rules, work.drafts, side, line, work.quarter)
    since = work.quarter + (work.rules.numbers.statute_quarters if line.statute else 0)
    source = OfOrder(line.order)
    apply_impulses(work, side, item.impulses, line.target, text(source))
    until = since + item.lasts if item.lasts else 999
    measure = MeasureInForce(work.new_id(line.order), side, source, since, until, line.target, line.statute)
    if item.effects:
        work.measures.append(measure)
    if item.promise:
        to = line.target or other(side)
        work.promises.append(Promise(work.new_id("promise"), side, to, since, until, order=measure.id))
    if item.mark is not None:
        work.mark(side, item.mark.name, item.mark.sort, item.mark.lasts, source)
    work.enacted.append((line.order, work.quarter, line.target))
    work.deeds[side].append(Deed(plain(line)))
    work.tell(MeasureNews("order", side, plain(line)))
    if found is not None:
        enact_draft(work, found)


def _drop(work: Work, side: Side, line: DropDraft) -> None:
    drop_draft(work, line.draft)


def _break(work: Work, side: Side, line: BreakPromise) -> None:
    break_openly(work, line.promise)


def _say(work: Work, side: Side, line: Say) -> None:
    work.words[side] = (*work.words.get(side, ()), line.word)[-4:]
    work.tell(SideNews("said", side, line.word))


def _name(work: Work, side: Side, line: NameCharge) -> None:
    work.record = replace(work.record, named={**work.record.named, side: line.mandate})


PLAYERS: Mapping[type, Callable[[Work, Side, Any], None]] = MappingProxyType(
    {
        SetDial: _set_dial,
        GiveOrder: _give_order,
        Draft: draft,
        DropDraft: _drop,
        BreakPromise: _break,
        Say: _say,
        NameCharge: _name,
    }
)
"""Kind of line → what it does; kinds that are not here are settled elsewhere."""
