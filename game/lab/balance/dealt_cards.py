"""What campaigns between the offered doctrines deal, what those doctrines answer and how it ends: played once, and counted.

Playing is `simulate.py`; what the counts should come to is `deck.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, product
from statistics import median

from game.engine.rules import Setup
from game.engine.rules.campaign.record import Record
from game.engine.rules.turn.consequences.deck import response_of
from game.engine.rules.vocabulary.news import Answered
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import play_setups

TOGETHER = 16  # campaigns that one task plays as a batch

Tell = Callable[[str], None]
Task = tuple[Setup, ...]
"""Campaigns of one scenario that are played together."""


@dataclass(slots=True)
class DealtCards:
    """What campaigns showed."""

    dealt: Counter[str] = field(default_factory=Counter)
    chosen: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # card, response, doctrine
    bare: Counter[str] = field(default_factory=Counter)  # scenario -> quarters in which a side had no card
    hands: dict[Setup, frozenset[str]] = field(default_factory=dict)  # the cards that each campaign dealt
    endings: Counter[tuple[str, Side]] = field(default_factory=Counter)  # ending, the side that it was told to

    def add(self, other: DealtCards) -> None:
        """Count what other campaigns showed as well."""
        self.dealt.update(other.dealt)
        self.chosen.update(other.chosen)
        self.bare.update(other.bare)
        self.hands |= other.hands
        self.endings.update(other.endings)

    def of(self, scenario: str) -> list[frozenset[str]]:
        """The hands of a scenario."""
        return [hand for setup, hand in self.hands.items() if setup.scenario == scenario]


def offered(rules: Rules) -> tuple[str, ...]:
    """Doctrines that the new-game page offers."""
    return tuple(d.id for d in rules.doctrines.values() if d.playable)


def setups_of(rules: Rules, scenarios: Sequence[str], seeds: int) -> list[Setup]:
    """Every offered doctrine against every offered doctrine, in every scenario, with `seeds` seeds of each pair's own."""
    names = offered(rules)
    own = [(pair, range(1 + 100 * i, 1 + 100 * i + seeds)) for i, pair in enumerate(product(names, names))]
    return [Setup(scenario, seed, doctrines=pair) for scenario in scenarios for pair, mine in own for seed in mine]


def tasks_of(setups: Iterable[Setup]) -> list[Task]:
    """The campaigns in batches of at most TOGETHER, each of one scenario."""
    tasks = []
    for _, group in groupby(setups, key=lambda setup: setup.scenario):
        same = tuple(group)
        tasks += [same[k : k + TOGETHER] for k in range(0, len(same), TOGETHER)]
    return tasks


def play(rules: Rules, setups: Sequence[Setup], jobs: int, tell: Tell) -> DealtCards:
    """All these campaigns; the same counts whatever the number of jobs."""
    seen, tasks = DealtCards(), tasks_of(setups)
    for part in each(rules, play_task, tasks, jobs, lambda done, task: tell(f"{task[0].scenario}: {done} of {len(tasks)} batches")):
        seen.add(part)
    return seen


def play_task(rules: Rules, task: Task) -> DealtCards:
    """The campaigns of one task."""
    seen = DealtCards()
    for campaign in play_setups(rules, task):
        keep(rules, seen, campaign.state.record)
        told = campaign.outcome.ending if campaign.outcome is not None else None
        seen.endings.update((ending, side) for side, ending in (told or {}).items())
    return seen


def keep(rules: Rules, seen: DealtCards, record: Record) -> None:
    """Count a finished campaign."""
    dealt = [entry for entry in record.dealt if entry[0] in rules.cards]
    seen.hands[record.setup] = frozenset(card for card, _, _ in dealt)
    seen.dealt.update(card for card, _ in {(card, quarter) for card, quarter, _ in dealt})
    filled = {(quarter, side) for _, quarter, side in dealt}
    seen.bare[record.setup.scenario] += total((quarter, side) not in filled for quarter in range(record.quarter) for side in BOTH)
    for past in record.history:
        for news in past.news:
            if isinstance(news, Answered) and news.card in rules.cards:
                doctrine = record.setup.doctrines[news.side == "washington"]
                seen.chosen[news.card, response_of(rules.cards[news.card], news.response).id, doctrine] += 1


def overlap(seen: DealtCards, scenario: str) -> float:
    """Median share of cards that two campaigns of the same pair of doctrines and other seeds have in common."""
    alike: dict[tuple[str, str], list[frozenset[str]]] = {}
    for setup, hand in seen.hands.items():
        if setup.scenario == scenario:
            alike.setdefault(setup.doctrines, []).append(hand)
    shares = [len(a & b) / max(min(len(a), len(b)), 1) for hands in alike.values() for i, a in enumerate(hands) for b in hands[:i]]
    return median(shares) if shares else 0.0
