"""Whether a stored state can be played under the rules at hand: every name is known, every number in its range.

A state's digest says that it was not changed after it was written; this says that it was written by the game. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine.rules.campaign.record import Record, State
from game.engine.rules.turn.consequences.brink import BRINK
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Measure, Offer, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.play.documents import DocumentError, to_document
from game.play.without_packs import strange
from game.structs import replace

MOST_CAPITAL = 99  # political capital is earned by ones and spent within a few quarters
HUGE = 1e9
"""No account, count or cell of the world comes near; larger numbers were not written by the game."""


def unsound(rules: Rules, state: State) -> str:
    """What is wrong with a state, in a few English words for the reason of a sentence; "" when it can be played."""
    record, world = state.record, state.world
    if any(not bool(np.all(np.isfinite(a))) or float(np.max(np.abs(a), initial=0.0)) > HUGE for a in world.arrays().values()):
        return "a number of the world that is none"
    return next(_numbers_amiss(record), "") or next(_faults(rules, record), "")


def _numbers_amiss(record: Record) -> Iterator[str]:
    """Numbers anywhere in a record that the game has not written; the seed alone may be as large as it was typed."""
    try:
        document = to_document(replace(record, setup=replace(record.setup, seed=0)))
    except DocumentError as error:
        yield str(error)
        return
    if any(abs(x) > HUGE for x in _numbers(document)):
        yield "a number larger than any of the game's"


def _numbers(document: object) -> Iterator[int | float]:
    if isinstance(document, (dict, list)):
        for value in document.values() if isinstance(document, dict) else document:
            yield from _numbers(value)
    elif isinstance(document, (int, float)):
        yield document


def _faults(rules: Rules, record: Record) -> Iterator[str]:
    setup, scenario = record.setup, rules.scenarios[record.setup.scenario]
    cards = {*rules.cards, BRINK}
    regions = frozenset(rules.world_of(setup.scenario).regions)
    known = (
        ("card", cards, [c.card for c in record.table] + [c for c, _, _ in (*record.coming, *record.dealt)]),
        ("mandate", rules.mandates, [m for side in BOTH for m in record.mandates[side]] + list(record.progress)),
        ("mandate", rules.mandates, [*record.named.values(), *(m for listed in record.charge_lists.values() for m in listed)]),
        ("order", rules.orders, [id for id, _, _ in record.enacted]),
        ("dial", rules.dials, [*record.dials, *(id for id, _, _ in record.statutes), *(p.dial for p in record.promises if p.dial)]),
        ("region", regions, list(record.stances)),
        ("difficulty", rules.difficulties, [setup.difficulty]),
        ("doctrine", rules.doctrines, list(setup.doctrines)),
    )
    for kind, there, named in known:
        yield from (f"an unknown {kind} “{id}”" for id in named if id not in there)
    kept = [p.order for p in record.promises if p.order]  # measures in force, whose ids begin with their order's
    yield from (f"an unknown order “{id}”" for id in kept if not any(id == o or id.startswith(f"{o}-") for o in rules.orders))
    measures = [draft.measure for draft in record.drafts]
    yield from (fault for measure in measures for fault in _measure_faults(rules, measure))
    yield from (fault for offer in record.offers for fault in _offer_faults(rules, offer.offer))
    told = (record.measures, record.marks, *((*past.plans.values(), *past.deeds.values(), past.news) for past in record.history))
    yield from (f"an unknown name “{name}” in what has happened" for name in strange(rules, told))
    notches = (*record.dials.items(), *((id, notch) for id, notch, _ in record.statutes))
    yield from (fault for id, notch in notches for fault in _notch_faults(rules, id, notch))
    if set(record.dials) != set(rules.dials):
        yield "dials that are left out"
    if set(record.stances) != set(scenario.stances):
        yield "regions that are left out"
    if not 0 <= record.quarter <= scenario.quarters or record.quarter != len(record.history):
        yield f"a quarter {record.quarter} with {len(record.history)} in its history"
    watching = len(DESKS)
    for side in BOTH:
        account = record.accounts[side]
        if len(account.watchers) != watching or len(account.bumps) != watching:
            yield f"{len(account.watchers)} watchers instead of {watching}"
        if not 0 <= account.capital <= MOST_CAPITAL:
            yield f"a political capital of {account.capital}"
        if not 0.0 <= account.threats_done <= account.threats_due or not account.threats_due:
            yield f"{account.threats_done:g} threats carried out of {account.threats_due:g}"


def _measure_faults(rules: Rules, measure: Measure) -> Iterator[str]:
    if isinstance(measure, SetDial):
        yield from _notch_faults(rules, measure.dial, measure.notch)
    elif measure.order not in rules.orders:
        yield f"an unknown order “{measure.order}”"


def _offer_faults(rules: Rules, offer: Offer) -> Iterator[str]:
    for term in (offer.take, offer.give):
        if term is not None:
            yield from _notch_faults(rules, term.dial, term.most)


def _notch_faults(rules: Rules, id: str, notch: int) -> Iterator[str]:
    dial = rules.dials.get(id)
    if dial is None:
        yield f"an unknown dial “{id}”"
    elif not 0 <= notch < len(dial.notches):
        yield f"a notch {notch} of the dial “{id}”"
