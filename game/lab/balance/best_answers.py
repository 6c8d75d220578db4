"""Whether a card's answer is always the best, and whether anybody would give it: every response is tried where the card came up and
valued a year on, and every offered doctrine says what it would answer there.

Values are each offered doctrine's tastes in what the answer led to. The states are taken from campaigns that `dealt_cards.py` has
played; which cards are dealt and chosen is `deck_report.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.engine.rules import Batch, Setup, observe_batch, resolve_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Record
from game.engine.rules.vocabulary.items import DESKS, Card, Doctrine, Response
from game.engine.rules.vocabulary.plan import AnswerCard, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.balance.dealt_cards import DealtCards, Tell, offered, tasks_of
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import play_setups
from game.opponents.doctrines import plan_for
from game.opponents.mandate_weighing import pursuit_of
from game.opponents.planner import Planner
from game.structs import Struct

AHEAD = 4  # quarters after which an answer is valued, all dials held and every later card at its default
EACH = 8  # campaigns in which a card is tried, as far as it came up in so many
TASTES = ("calm", "force", "growth", "standing", *DESKS)
"""What a doctrine's numbers may weigh in an outcome; the desks weigh the five watchers' opinions."""
SCALE: Mapping[str, float] = {"calm": 0.25, "force": 0.5, "growth": 0.5, "standing": 1.0, **dict.fromkeys(DESKS, 2.0)}
"""How much of each counts as one."""
CAPITAL_WORTH, BUDGET_WORTH = 0.5, 2.0
"""Points of standing that a point of political capital and a billion of programme money are worth."""


Tries = Mapping[Setup, frozenset[str]]
"""Cards that are to be tried, by the campaign in which they came up."""


class Trial(Struct):
    """A card on a side's table in one lane of a batch, and the plans of that quarter."""

    lane: int
    side: Side
    card: Card
    responses: tuple[Response, ...]  # those that can be paid


@dataclass(slots=True)
class Worth:
    """What was tried: states by card, and by card and response how often it was the best (ties count for each)."""

    states: Counter[str] = field(default_factory=Counter)
    best: Counter[tuple[str, str]] = field(default_factory=Counter)  # over states and doctrines
    judged: Counter[str] = field(default_factory=Counter)  # states times doctrines, by card
    would: Counter[tuple[str, str]] = field(default_factory=Counter)  # card, response: doctrines that would answer so, over states

    def add(self, other: Worth) -> None:
        """Count what was found elsewhere as well."""
        self.states.update(other.states)
        self.best.update(other.best)
        self.judged.update(other.judged)
        self.would.update(other.would)


def best_answers(rules: Rules, seen: DealtCards, jobs: int, tell: Tell) -> dict[str, Any]:
    """{card: {states, best: {response: share}, would: {response: doctrines}, always}} over all cards that could be tried where they
    came up in these campaigns; `would` sums over the states, `always` names the responses that were best for every offered doctrine
    in every state."""
    found, tries = Worth(), chosen(seen)
    tasks = [{setup: tries[setup] for setup in task} for task in tasks_of(setup for setup in seen.hands if setup in tries)]
    for part in each(rules, try_task, tasks, jobs, lambda done, _: tell(f"answers: {done} of {len(tasks)} batches")):
        found.add(part)
    return {id: _row(card, found) for id, card in sorted(rules.cards.items()) if found.states[id]}


def chosen(seen: DealtCards) -> Tries:
    """Campaigns to be played again, so that each card is tried in EACH of those in which it came up: always the one next that has
    most cards which still lack some."""
    came_up = Counter(card for hand in seen.hands.values() for card in hand)
    lacking = {card: min(n, EACH) for card, n in came_up.items()}
    left = dict(seen.hands)
    tries: dict[Setup, frozenset[str]] = {}
    while any(lacking.values()):
        setup = max(left, key=lambda s: total(lacking[card] > 0 for card in left[s]))
        tries[setup] = frozenset(card for card in left.pop(setup) if lacking[card] > 0)
        lacking |= {card: lacking[card] - 1 for card in tries[setup]}
    return tries


def try_task(rules: Rules, tries: Tries) -> Worth:
    """Play campaigns again and try every response to the wanted cards on the way."""
    found = Worth()
    readers = tuple(rules.doctrines[id] for id in offered(rules))
    play_setups(
        rules, tuple(tries), judge=False,
        watch=lambda batch, plans, answers: _try(rules, found, readers, tries, batch, plans, answers),
    )  # fmt: skip
    return found


def _row(card: Card, found: Worth) -> dict[str, Any]:
    judged = found.judged[card.id]
    shares = {r.id: round(found.best[card.id, r.id] / judged, 3) for r in card.responses}
    always = [r.id for r in card.responses if found.best[card.id, r.id] == judged]
    would = {r.id: found.would[card.id, r.id] for r in card.responses}
    return {"states": found.states[card.id], "best": shares, "would": would, "always": always}


def _try(
    rules: Rules,
    found: Worth,
    readers: tuple[Doctrine, ...],
    tries: Tries,
    batch: Batch,
    plans: Sequence[Mapping[Side, Plan]],
    answers: Sequence[Mapping[Side, Answers]],
) -> None:
    """Try every response to the wanted cards that lie on the table."""
    trials = _trials(rules, tries, batch)
    branches = [(trial, response) for trial in trials for response in trial.responses]
    if not branches:
        return
    lanes = [trial.lane for trial, _ in branches]
    tried = Batch(tuple(batch.records[i] for i in lanes), batch.world.take(lanes))
    first = [_with(plans[t.lane], t.side, t.card.id, r.id) for t, r in branches]
    tried = resolve_batch(rules, tried, first, [answers[i] for i in lanes], lenient=True).batch
    paid = [record.accounts[t.side].capital for (t, _), record in zip(branches, tried.records, strict=True)]
    for _ in range(AHEAD - 1):
        tried = resolve_batch(rules, tried, [{} for _ in branches], [{} for _ in branches]).batch
    outcomes = [_outcome(tried.records[i], t.side, paid[i], float(tried.world.tension[i])) for i, (t, _) in enumerate(branches)]
    for trial in trials:
        mine = {r.id: outcomes[i] for i, (t, r) in enumerate(branches) if t is trial}
        _count(rules, found, readers, trial, mine, observe_batch(rules, batch, trial.lane, trial.side))


def _trials(rules: Rules, tries: Tries, batch: Batch) -> list[Trial]:
    trials = []
    for lane, record in enumerate(batch.records):
        for dealt in record.table:
            card = rules.cards.get(dealt.card)
            if card is None or dealt.since > record.quarter or card.id not in tries[record.setup]:
                continue
            purse = record.accounts[dealt.side]
            fits = tuple(r for r in card.responses if r.capital <= purse.capital and r.budget <= max(purse.budget, 0.0))
            if len(fits) > 1:
                trials.append(Trial(lane, dealt.side, card, fits))
    return trials


def _with(plans: Mapping[Side, Plan], side: Side, card: str, response: str) -> Mapping[Side, Plan]:
    """The plans with this answer of the side first, so that it is paid before anything else."""
    rest = tuple(x for x in plans[side].lines if not (isinstance(x, AnswerCard) and x.card == card))
    return {**plans, side: Plan(side, (AnswerCard(card, response), *rest))}


def _outcome(record: Record, side: Side, capital: int, tension: float) -> dict[str, float]:
    """What an answer led to, in the terms of the tastes; `capital` is what was left after the card's own quarter."""
    figures, accounts = record.figures[side], record.accounts[side]
    return {
        "calm": -tension - 10.0 * figures.escalation,
        "force": figures.leverage_today,
        "growth": figures.leverage_lasting,
        "standing": 100.0 * figures.reliability + CAPITAL_WORTH * capital + BUDGET_WORTH * accounts.budget + 0.2 * accounts.support,
        **dict(zip(DESKS, accounts.watchers, strict=True)),
    }


def _count(
    rules: Rules,
    found: Worth,
    readers: tuple[Doctrine, ...],
    trial: Trial,
    outcomes: Mapping[str, Mapping[str, float]],
    seen: Observation,
) -> None:
    found.states[trial.card.id] += 1
    for reader in readers:
        planner = Planner(rules, seen, reader)
        hand = pursuit_of(planner) if planner.number("pursue") else None
        values = {}
        for response in trial.responses:
            value = total(planner.number(name) * outcomes[response.id][name] / SCALE[name] for name in TASTES)
            values[response.id] = value + (hand.worth_of(response) if hand is not None else 0.0)
        top = max(values.values())
        found.judged[trial.card.id] += 1
        found.best.update((trial.card.id, id) for id, value in values.items() if value >= top - 1e-9)
        answers = (x for x in plan_for(rules, seen, reader).lines if isinstance(x, AnswerCard) and x.card == trial.card.id)
        found.would.update((trial.card.id, answer.response) for answer in answers)
