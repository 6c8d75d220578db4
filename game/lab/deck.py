"""The deck as a report: which cards campaigns deal and why, which answers are chosen, how much differs.

Playing is `simulate.py`, trying each answer `answers.py`, counting of what merely stands in content `counts.py`, how hard a card
reads `reading.py` there. A target that is missed says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean, median
from typing import Any

from game.content import reading
from game.engine.rules import conditions as c
from game.engine.rules.deck import response_of
from game.engine.rules.items import DESKS, Card, Doctrine
from game.engine.rules.rules import Rules
from game.lab.answers import best_answers
from game.lab.simulate import Doctrines, play_batch

MAIN = "calibrated-control"
REFERENCE = "calibrator"
DIFFERENT = (25, 45)
"""Different cards that the median campaign of the main scenario deals."""
OVERLAP_MOST, CALLED_LEAST, MARKS_LEAST, SHARED_LEAST = 0.60, 0.60, 0.50, 0.25
GRADE_MOST = 9.0
CHANGING = "changing"
TASTES: Mapping[str, Mapping[str, float]] = {
    "calm": {"calm": 1.0, "force": 0.0, "growth": 0.0, "standing": 0.0},
    "force": {"calm": 0.0, "force": 1.0, "growth": 0.0, "standing": 0.0},
    "growth": {"calm": 0.0, "force": 0.0, "growth": 1.0, "standing": 0.0},
    "spender": {"calm": 0.3, "force": 0.0, "growth": 0.5, "standing": -1.0},
    **{desk: {desk: 6.0} for desk in DESKS},
    **{f"{CHANGING}-{k}": {"cabinet": 9.0, "calm": calm} for k, calm in enumerate((0.0, 0.3, 0.6, 0.9, 1.2, 1.5))},
}
"""Tastes in answers that no stored doctrine has: the reference doctrine is played with each, so that a response counts as chosen
when some reader would: one who wants one thing, one who follows one desk, or a cabinet that changes desks by the quarter."""

TRIED: tuple[Doctrines, ...] = (
    ("calibrator", "hawk"),
    ("hawk", "calibrator"),
    ("tit-for-tat", "calibrator"),
    ("calibrator", "tit-for-tat"),
)
"""Pairs in whose campaigns every response to a card is tried."""

Tell = Callable[[str], None]


@dataclass(slots=True)
class Seen:
    """What the campaigns of a run showed: (card, called) dealt, (card, response) chosen, the sets of cards by scenario and pair."""

    dealt: Counter[str] = field(default_factory=Counter)
    chosen: Counter[tuple[str, str]] = field(default_factory=Counter)
    steady: Counter[tuple[str, str]] = field(default_factory=Counter)  # those that readers with one lasting taste chose
    hands: dict[tuple[str, Doctrines], list[frozenset[str]]] = field(default_factory=dict)
    bare: Counter[str] = field(default_factory=Counter)  # scenario -> quarters in which a side had no card
    campaigns: int = 0


def deck_report(rules: Rules, scenarios: Sequence[str], seeds: int, tell: Tell) -> dict[str, Any]:
    """All measures over `seeds` campaigns of each pair of doctrines in each scenario: {tests, dealt, cards, …}."""
    seen = play(rules, scenarios, seeds, tell)
    known = [pair for pair in TRIED if rules.doctrines.keys() >= set(pair)]
    answers = best_answers(rules, scenarios, known, max(2, seeds // 4), tell)
    cards = reading.cards(rules)
    return {
        "campaigns": seen.campaigns,
        "scenarios": list(scenarios),
        "tests": [*tests(rules, scenarios, seen, cards), always_best(answers)],
        "answers": answers,
        "called": calls(rules, seen.dealt),
        "different": {s: spread([len(h) for key, hands in seen.hands.items() if key[0] == s for h in hands]) for s in scenarios},
        "overlap": {s: round(overlap(seen, s), 3) for s in scenarios},
        "steady-unchosen": [f"{id}/{r.id}" for id in cards for r in rules.cards[id].responses if not seen.steady[id, r.id]],
        "chosen": {id: {r.id: seen.chosen[id, r.id] for r in rules.cards[id].responses} for id in cards},
        "cards": cards,
    }


def pairs_of(rules: Rules) -> tuple[Rules, tuple[Doctrines, ...]]:
    """Rules with one more doctrine for each taste, and the pairs to play: the offered ones against each other, the others on both
    sides against the reference, each taste against itself and against its neighbour."""
    base = rules.doctrines[REFERENCE]
    tastes = {f"taste-{name}": _with(base, name, numbers) for name, numbers in TASTES.items()}
    wide = replace(rules, doctrines={**rules.doctrines, **tastes})
    offered = [d.id for d in rules.doctrines.values() if d.playable]
    others = [d for d in rules.doctrines if d not in offered]
    pairs = [(a, b) for a in offered for b in offered]
    pairs += [pair for d in others for pair in ((d, REFERENCE), (REFERENCE, d))]
    names = tuple(tastes)
    return wide, tuple(pairs + [pair for a, b in zip(names, names[1:] + names[:1], strict=True) for pair in ((a, a), (a, b))])


def _with(base: Doctrine, name: str, numbers: Mapping[str, float]) -> Doctrine:
    return replace(base, id=f"taste-{name}", numbers={**base.numbers, **numbers}, playable=False)


def play(rules: Rules, scenarios: Sequence[str], seeds: int, tell: Tell) -> Seen:
    """Play every pair in every scenario and keep what was dealt and chosen."""
    wide, pairs = pairs_of(rules)
    seen = Seen()
    for scenario in scenarios:
        for i, pair in enumerate(pairs):
            tell(f"{scenario}: {pair[0]} against {pair[1]}")
            for campaign in play_batch(wide, scenario, pair, range(1 + 100 * i, 1 + 100 * i + seeds), judge=False):
                _keep(rules, seen, scenario, pair, campaign.state.record)
    return seen


def _keep(rules: Rules, seen: Seen, scenario: str, pair: Doctrines, record: Any) -> None:
    seen.campaigns += 1
    dealt = [entry for entry in record.dealt if entry[0] in rules.cards]
    hand = frozenset(card for card, _, _ in dealt)
    seen.hands.setdefault((scenario, pair), []).append(hand)
    seen.dealt.update(card for card, _ in {(card, quarter) for card, quarter, _ in dealt})
    filled = {(quarter, side) for _, quarter, side in dealt}
    seen.bare[scenario] += sum((q, s) not in filled for q in range(record.quarter) for s in ("beijing", "washington"))
    for past in record.history:
        for news in past.news:
            if news[0] == "answered" and news[2] in rules.cards:
                answer = news[2], response_of(rules.cards[news[2]], news[3]).id
                seen.chosen[answer] += 1
                seen.steady[answer] += CHANGING not in pair[news[1] == "washington"]


def tests(rules: Rules, scenarios: Sequence[str], seen: Seen, cards: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each target as {id, value, target, pass, …}."""
    possible = sorted(frozenset[str]().union(*(playable(rules, s) for s in scenarios)))
    undealt = [id for id in possible if not seen.dealt[id]]
    unchosen = [f"{id}/{r.id}" for id in possible for r in rules.cards[id].responses if not seen.chosen[id, r.id]]
    called = calls(rules, seen.dealt)["state-or-marks"]
    reads = mean(reads_mark(card) for card in rules.cards.values())
    names = mean(bool(card.memories) for card in rules.cards.values())
    shared = mean(card.to == "both" for card in rules.cards.values())
    hard = [id for id, row in cards.items() if row["grade"] > GRADE_MOST]
    rows = [
        _row("cards-undealt", len(undealt), "0", not undealt, undealt),
        _row("responses-unchosen", len(unchosen), "0", not unchosen, unchosen),
        _row("called-by-state-or-marks", called, f">= {CALLED_LEAST}", called >= CALLED_LEAST),
        _row("cards-that-read-marks", round(reads, 3), f">= {MARKS_LEAST}", reads >= MARKS_LEAST),
        _row("cards-that-name-the-act", round(names, 3), f">= {MARKS_LEAST}", names >= MARKS_LEAST),
        _row("cards-to-both", round(shared, 3), f">= {SHARED_LEAST}", shared >= SHARED_LEAST),
        _row("grade-above-nine", len(hard), "0", not hard, hard),
    ]
    sizes = [len(h) for key, hands in seen.hands.items() if key[0] == MAIN for h in hands]
    if sizes:
        middle = median(sizes)
        low, high = DIFFERENT
        rows.append(_row("different-cards", middle, f"{low} to {high}", low <= middle <= high))
        same = round(overlap(seen, MAIN), 3)
        rows.append(_row("overlap-between-seeds", same, f"< {OVERLAP_MOST}", same < OVERLAP_MOST))
    bare = {s: seen.bare[s] for s in scenarios}
    rows.append(_row("quarters-without-a-card", sum(bare.values()), "0", not sum(bare.values()), bare))
    return rows


def always_best(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """No response may be the best for every reader in every state in which its card came up."""
    found = {id: row["always"] for id, row in answers.items() if row["always"]}
    return _row("responses-always-best", len(found), "0", not found, found)


def _row(id: str, value: Any, target: str, passed: bool, what: Any = ()) -> dict[str, Any]:
    return {"id": id, "value": value, "target": target, "pass": passed} | ({"what": what} if what else {})


def playable(rules: Rules, scenario: str) -> frozenset[str]:
    """Cards that the rules let come up in a scenario, by tag, dated entry or a chain from such a card; dates are left to play."""
    tags = set(rules.scenarios[scenario].cards)
    found = {event.card for event in rules.scenarios[scenario].calendar if event.card in rules.cards}
    found |= {
        id for id, card in rules.cards.items() if card.called not in ("date", "chain") and (not tags or tags & set(card.tags))
    }
    found = {id for id in found if _named(rules.cards[id], scenario)}
    fresh = found
    while fresh:
        ahead = {f.card for id in fresh for r in rules.cards[id].responses for f in r.follow if f.card in rules.cards}
        fresh = {id for id in ahead - found if _named(rules.cards[id], scenario)}
        found = found | fresh
    return frozenset(found)


def _named(card: Card, scenario: str) -> bool:
    """Whether the card's scenario conditions, if it has any, name the scenario."""
    named = [p.ids for p in c.parts(card.when) if isinstance(p, c.Scenario)]
    return not named or any(scenario in ids for ids in named)


def reads_mark(card: Card) -> bool:
    """Whether a card's condition reads a mark of a side."""
    return any(isinstance(part, c.HasMark) for part in c.parts(card.when))


def calls(rules: Rules, dealt: Mapping[str, int]) -> dict[str, float]:
    """Share of dealt cards by what called them. A chain's card is called by the mark that the response before it left."""
    total = max(sum(dealt.values()), 1)
    share = {
        kind: sum(n for id, n in dealt.items() if rules.cards[id].called == kind) / total
        for kind in ("state", "mark", "chain", "date", "weight")
    }
    told = share["state"] + share["mark"] + share["chain"]
    return {kind: round(value, 3) for kind, value in ({"state-or-marks": told} | share).items()}


def overlap(seen: Seen, scenario: str) -> float:
    """Median share of cards that two campaigns of the same pair of doctrines and other seeds have in common."""
    shares = [
        len(a & b) / max(min(len(a), len(b)), 1)
        for (s, _), hands in seen.hands.items()
        if s == scenario
        for i, a in enumerate(hands)
        for b in hands[:i]
    ]
    return median(shares) if shares else 0.0


def spread(values: Sequence[int]) -> dict[str, float]:
    """Least, median and most of some counts."""
    return {"min": min(values), "median": median(values), "max": max(values)} if values else {}


def lines(report: Mapping[str, Any]) -> Iterable[str]:
    """The report for a reader: a line for each target, then words and grades in brief."""
    for test in report["tests"]:
        yield f"{'pass' if test['pass'] else 'MISS'}  {test['id']:<28} {test['value']}  (target {test['target']})"
        if not test["pass"]:
            yield f"      {test.get('what', '')}"
    yield f"{report['campaigns']} campaigns; called: {report['called']}"
    yield f"different cards: {report['different']}; overlap: {report['overlap']}"
    words, shown, grades = ([row[key] for row in report["cards"].values()] for key in ("words", "shown", "grade"))
    for id, row in report["answers"].items():
        yield f"{id:<24} best in {row['states']} states: " + ", ".join(f"{r} {share:.0%}" for r, share in row["best"].items())
    yield f"words: {spread(words)}; shown with responses: {spread(shown)}; grade: {spread(grades)}"
