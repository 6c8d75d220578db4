"""The deck as a report: which cards campaigns deal and why, which answers are chosen and best, how much differs, how it reads
and ends.

Playing is `dealt_cards.py`, trying each answer `best_answers.py`, the page made from a kept report `deck_page.py`; how hard a card
reads is `reading_level.py` of content. A target that is missed says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from statistics import median
from typing import Any

from game.content.checks.texts import reading_level
from game.engine.rules.effects.office import Budget, Capital, Support
from game.engine.rules.effects.plants import Closure
from game.engine.rules.effects.relations import Belief, Stance, Tension
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Card, Response
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.balance.best_answers import best_answers
from game.lab.balance.dealt_cards import DealtCards, Tell, offered, overlap, play, setups_of

MAIN = "calibrated-control"
DIFFERENT = (25, 45)
"""Different cards that the median campaign of the main scenario deals."""
OVERLAP_MOST, CALLED_LEAST, MARKS_LEAST, SHARED_LEAST = 0.60, 0.60, 0.50, 0.25
GRADE_MOST = 9.0
ENDINGS_LEAST, ENDING_MOST = 12, 0.25
"""Different endings that the campaigns tell, and the share of the commonest."""
TOLD = ("title", "dateline", "text", "argument", "objection", "record", "question", "brief", "more", "claims")
"""What a card or response only tells; the rest of it decides how it plays."""

Answers = Mapping[str, Mapping[str, Any]]


def deck_report(rules: Rules, scenarios: Sequence[str], seeds: int, jobs: int, tell: Tell) -> dict[str, Any]:
    """All measures over `seeds` campaigns of each pair of offered doctrines in each scenario, as plain data."""
    seen = play(rules, setups_of(rules, scenarios, seeds), jobs, tell)
    answers = best_answers(rules, seen, jobs, tell)
    rows = reading_level.cards(rules)
    return {
        "campaigns": len(seen.hands),
        "scenarios": {s: scenario_row(seen, s) for s in scenarios},
        "doctrines": list(offered(rules)),
        "tests": tests(rules, scenarios, seen, answers),
        "called": calls(rules, seen.dealt),
        "endings": {id: {side: seen.endings[id, side] for side in BOTH} for id in rules.endings},
        "cards": {id: card_row(rules.cards[id], rows[id], seen, answers) for id in sorted(rules.cards)},
    }


def scenario_row(seen: DealtCards, scenario: str) -> dict[str, Any]:
    """How many campaigns a scenario had, how many different cards they dealt, what two of them share."""
    sizes = [len(hand) for hand in seen.of(scenario)]
    return {"campaigns": len(sizes), "different": spread(sizes), "overlap": round(overlap(seen, scenario), 3)}


def card_row(card: Card, row: Mapping[str, Any], seen: DealtCards, answers: Answers) -> dict[str, Any]:
    """All that is known of a card: how it reads, how often it was dealt, and of each response who chose it, how many doctrines
    would choose it over the states in which it was tried, in what share of those it was a doctrine's best, and what it costs."""
    tried = answers.get(card.id, {"states": 0, "best": {}, "would": {}, "always": []})
    return {
        **row,
        "play": digest(card),
        "dealt": seen.dealt[card.id],
        "states": tried["states"],
        "responses": {
            r.id: {
                "chosen": {d: n for (id, response, d), n in sorted(seen.chosen.items()) if (id, response) == (card.id, r.id)},
                "would": tried["would"].get(r.id, 0),
                "best": tried["best"].get(r.id, 0.0),
                "costs": list(costs(r)),
            }
            for r in card.responses
        },
    }


def digest(card: Card) -> str:
    """Eight digits that change with how a card plays, not with its words."""
    parts = [repr(getattr(card, name)) for name in card.__struct_fields__ if name not in (*TOLD, "responses", "memories")]
    parts += [repr(getattr(r, name)) for r in card.responses for name in r.__struct_fields__ if name not in TOLD]
    return blake2b("\n".join(parts).encode(), digest_size=4).hexdigest()


def costs(response: Response) -> Iterable[str]:
    """What a response costs as its card says it: capital, money, a step up the ladder, a desk's or a partner's good will, trust,
    calm, plants."""
    named = {"capital": response.capital, "budget": response.budget, "rung": response.rung}
    yield from (f"{name} {amount:g}" for name, amount in named.items() if amount > 0)
    for i in response.impulses:
        match i:
            case Support(desk=what, amount=amount) | Stance(of=what, amount=amount) | Belief(of=what, months=amount):
                loss = amount
            case Capital(amount=amount) | Budget(amount=amount):
                what, loss = i.kind, amount
            case Tension(amount=amount):
                what, loss = "calm", -amount
            case Closure(share=share):
                what, loss = "plants", -share
            case _:
                continue
        if loss < 0:
            yield f"{what} {loss:g}"


def tests(rules: Rules, scenarios: Sequence[str], seen: DealtCards, answers: Answers) -> list[dict[str, Any]]:
    """Each target as {id, value, target, pass, what: those that miss it}."""
    possible = sorted(frozenset[str]().union(*(playable(rules, s) for s in scenarios)))
    responses = [(rules.cards[id], r) for id in possible for r in rules.cards[id].responses]
    chosen = {(card, response) for card, response, _ in seen.chosen}
    chosen |= {(card, response) for card, row in answers.items() for response, n in row["would"].items() if n}
    called = calls(rules, seen.dealt)["state-or-marks"]
    rows = [
        _none("cards-undealt", [id for id in possible if not seen.dealt[id]]),
        _none("responses-unchosen", [f"{card.id}/{r.id}" for card, r in responses if (card.id, r.id) not in chosen]),
        _none("cards-untried", [id for id in possible if id not in answers]),
        _none("responses-always-best", [f"{id}/{r}" for id, row in answers.items() for r in row["always"]]),
        _none("responses-without-a-cost", [f"{card.id}/{r.id}" for card, r in responses if not tuple(costs(r))]),
        _row("called-by-state-or-marks", called, f">= {CALLED_LEAST}", called >= CALLED_LEAST),
        _share("cards-that-read-marks", [reads_mark(card) for card in rules.cards.values()], MARKS_LEAST),
        _share("cards-that-name-the-act", [bool(card.memories) for card in rules.cards.values()], MARKS_LEAST),
        _share("cards-to-both", [card.to == "both" for card in rules.cards.values()], SHARED_LEAST),
        _none("grade-above-nine", [id for id, row in reading_level.cards(rules).items() if row["grade"] > GRADE_MOST]),
    ]
    sizes = [len(hand) for hand in seen.of(MAIN)]
    if sizes:
        middle, same = median(sizes), round(overlap(seen, MAIN), 3)
        low, high = DIFFERENT
        rows.append(_row("different-cards", middle, f"{low} to {high}", low <= middle <= high))
        rows.append(_row("overlap-between-seeds", same, f"< {OVERLAP_MOST}", same < OVERLAP_MOST))
    told = Counter(id for id, _ in seen.endings.elements())
    commonest = round(max(told.values(), default=0) / max(told.total(), 1), 3)
    return [
        *rows,
        _none("quarters-without-a-card", [s for s in scenarios if seen.bare[s]]),
        _row("different-endings", len(told), f">= {ENDINGS_LEAST}", len(told) >= ENDINGS_LEAST),
        _row("commonest-ending", commonest, f"< {ENDING_MOST}", commonest < ENDING_MOST),
    ]


def _none(id: str, what: Collection[str]) -> dict[str, Any]:
    return _row(id, len(what), "0", not what) | ({"what": list(what)} if what else {})


def _share(id: str, which: Sequence[bool], least: float) -> dict[str, Any]:
    share = total(which) / len(which)
    return _row(id, round(share, 3), f">= {least}", share >= least)


def _row(id: str, value: float, target: str, passed: bool) -> dict[str, Any]:
    return {"id": id, "value": value, "target": target, "pass": passed}


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
    whole = max(total(dealt.values()), 1)
    share = {
        kind: total(n for id, n in dealt.items() if rules.cards[id].called == kind) / whole
        for kind in ("state", "mark", "chain", "date", "weight")
    }
    told = share["state"] + share["mark"] + share["chain"]
    return {kind: round(value, 3) for kind, value in ({"state-or-marks": told} | share).items()}


def spread(values: Sequence[int]) -> dict[str, float]:
    """Least, median and most of some counts."""
    return {"min": min(values), "median": median(values), "max": max(values)} if values else {}


def lines(report: Mapping[str, Any]) -> Iterable[str]:
    """The report for a reader: a line for each target, then for each card how often its answers were the best, words and grades."""
    for test in report["tests"]:
        yield f"{'pass' if test['pass'] else 'MISS'}  {test['id']:<28} {test['value']}  (target {test['target']})"
        if not test["pass"] and "what" in test:
            yield f"      {', '.join(test['what'])}"
    yield f"{report['campaigns']} campaigns of {', '.join(report['doctrines'])}; called: {report['called']}"
    for scenario, row in report["scenarios"].items():
        yield f"{scenario:<24} {row['campaigns']} campaigns, different cards {row['different']}, shared {row['overlap']}"
    for id, row in report["cards"].items():
        best = ", ".join(f"{r} {found['best']:.0%}" for r, found in row["responses"].items())
        yield f"{id:<24} dealt {row['dealt']}, best in {row['states']} states: {best}"
    words, shown, grades = ([row[key] for row in report["cards"].values()] for key in ("words", "shown", "grade"))
    yield f"words: {spread(words)}; shown with responses: {spread(shown)}; grade: {spread(grades)}"
