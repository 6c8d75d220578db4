"""What campaigns between the offered doctrines deal and what those doctrines answer: played once, counted card by card.

Playing is `simulate.py`; what the counts should come to is `deck.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from game.engine.rules.deck import response_of
from game.engine.rules.plan import BOTH
from game.engine.rules.record import Record
from game.engine.rules.rules import Rules
from game.lab.pool import each
from game.lab.simulate import Doctrines, play_batch

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """Some campaigns of one pair of doctrines in one scenario."""

    scenario: str
    pair: Doctrines
    seeds: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.scenario}: {self.pair[0]} against {self.pair[1]}"


@dataclass(slots=True)
class Seen:
    """What campaigns showed. `hands` holds, by task, the cards of each of its campaigns in the order of the seeds."""

    dealt: Counter[str] = field(default_factory=Counter)
    chosen: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # card, response, doctrine
    bare: Counter[str] = field(default_factory=Counter)  # scenario -> quarters in which a side had no card
    hands: dict[Task, list[frozenset[str]]] = field(default_factory=dict)

    @property
    def campaigns(self) -> int:
        return sum(map(len, self.hands.values()))

    def add(self, other: Seen) -> None:
        """Count what other campaigns showed as well."""
        self.dealt.update(other.dealt)
        self.chosen.update(other.chosen)
        self.bare.update(other.bare)
        self.hands |= other.hands

    def of(self, scenario: str) -> list[list[frozenset[str]]]:
        """The hands of a scenario, those of one pair together."""
        return [hands for task, hands in self.hands.items() if task.scenario == scenario]


def offered(rules: Rules) -> tuple[str, ...]:
    """Doctrines that the new-game page offers."""
    return tuple(d.id for d in rules.doctrines.values() if d.playable)


def tasks_of(rules: Rules, scenarios: Sequence[str], seeds: int) -> list[Task]:
    """Every offered doctrine against every offered doctrine, in every scenario, `seeds` times with seeds of its own."""
    pairs = [(a, b) for a in offered(rules) for b in offered(rules)]
    own = [range(first, first + seeds) for first in range(1, 1 + 100 * len(pairs), 100)]
    return [Task(scenario, pair, tuple(mine)) for scenario in scenarios for pair, mine in zip(pairs, own, strict=True)]


def play(rules: Rules, tasks: Sequence[Task], jobs: int, tell: Tell) -> Seen:
    """All campaigns of the tasks; the same counts whatever the number of jobs."""
    seen = Seen()
    for part in each(rules, play_task, tasks, jobs, lambda done, task: tell(f"{done} of {len(tasks)}: {task}")):
        seen.add(part)
    return seen


def play_task(rules: Rules, task: Task) -> Seen:
    """The campaigns of one task."""
    seen = Seen()
    for campaign in play_batch(rules, task.scenario, task.pair, task.seeds, judge=False):
        keep(rules, seen, task, campaign.state.record)
    return seen


def keep(rules: Rules, seen: Seen, task: Task, record: Record) -> None:
    """Count a finished campaign."""
    dealt = [entry for entry in record.dealt if entry[0] in rules.cards]
    seen.hands.setdefault(task, []).append(frozenset(card for card, _, _ in dealt))
    seen.dealt.update(card for card, _ in {(card, quarter) for card, quarter, _ in dealt})
    filled = {(quarter, side) for _, quarter, side in dealt}
    seen.bare[task.scenario] += sum((quarter, side) not in filled for quarter in range(record.quarter) for side in BOTH)
    for past in record.history:
        for news in past.news:
            if news[0] == "answered" and news[2] in rules.cards:
                doctrine = task.pair[news[1] == "washington"]
                seen.chosen[news[2], response_of(rules.cards[news[2]], news[3]).id, doctrine] += 1


def overlap(seen: Seen, scenario: str) -> float:
    """Median share of cards that two campaigns of the same pair of doctrines and other seeds have in common."""
    shares = [
        len(a & b) / max(min(len(a), len(b)), 1) for hands in seen.of(scenario) for i, a in enumerate(hands) for b in hands[:i]
    ]
    return median(shares) if shares else 0.0
