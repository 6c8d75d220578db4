"""How much a student newly reads in each quarter of a campaign, part by part, from the real screens' trees, and what time it takes.

Plays through the app as a student would, on the guided level. The seconds are those that a class has for a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from game.engine.rules.record import Setup
from game.play import Campaign
from game.screens.app import App
from game.screens.node import Intent, Node, find

SECONDS: Mapping[str, float] = {"briefing": 25, "card": 35, "orders": 75, "table": 20, "reveal": 20}
WORDS_A_MINUTE = 200
MOST_CARDS, MOST_RESPONSES, MOST_ORDERS = 1, 3, 12
OPENING, BRINK = "opening", "brink"  # read once before the first quarter; a scene that comes up seldom
PARTS = (OPENING, *SECONDS, BRINK)
WORD = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]*[\w%][^\s\u3400-\u9fff]*")
NUMBER = re.compile(r"\d[\d.,]*")
TOLD = frozenset(
    ("text", "heading", "button", "option", "toggle", "stepper", "figure", "meter", "panel", "choice", "field", "list")
)
GO_ON: Mapping[str, str] = {"briefing": "brief-done", "reveal": "reveal-done", "answer": "replies", "brink": "brink-done"}
"""The screens between two Desks, and what leads on from each."""
MOST_STEPS = 12  # screens between two Desks


@dataclass(slots=True)
class Reader:
    """Somebody who reads everything once; a sentence that only has new numbers costs those numbers, a table's are looked at."""

    known: set[str] = field(default_factory=set)

    def words(self, told: str, looked_at: bool = False) -> int:
        """How many words of a text are new."""
        shape = NUMBER.sub("#", told)
        if shape in self.known:
            return 0 if looked_at else len(NUMBER.findall(told))
        self.known.add(shape)
        return len(WORD.findall(shape if looked_at else told))

    def reads(self, node: Node | None, looked_at: bool = False) -> int:
        """New words in a part of a screen; hints and pictures not."""
        if node is None:
            return 0
        looked_at = looked_at or node.role == "table"
        own = sum(self.words(told, looked_at) for told in (node.name, node.value) if told) if node.role in TOLD else 0
        return own + sum(self.reads(child, looked_at) for child in node.children)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of one campaign: new words by part, and what was on offer."""

    number: int
    words: Mapping[str, int]
    cards: int
    responses: int
    orders: int
    table: bool

    @property
    def total(self) -> int:
        """Words of the quarter itself; what is read once before it begins stands apart."""
        return sum(self.words[part] for part in (*SECONDS, BRINK))


def played(rules: Any, scenario: str, side: Any, seed: int, doctrine: str, language: str = "en") -> Iterator[Quarter]:
    """A campaign that a student plays on the guided level: reads all, answers the card, looks at one family, ends the quarter."""
    app = App(rules, None, language=language, threads=False, animate=False)
    app.tick()
    app.adopt(Campaign.start(rules, Setup(scenario, seed, side, "even", (doctrine, doctrine))))
    reader = Reader()
    words = dict.fromkeys(PARTS, 0)
    words[OPENING] += _through(app, reader)
    table_from = rules.scenarios[scenario].table_from
    while not app.campaign.over:
        now = app.campaign.observation.quarter
        found = _desk(app, reader, words, now, now >= table_from)
        app.do(Intent("commit"))
        for _ in range(MOST_STEPS):
            if app.ui.screen not in GO_ON:
                break  # the Desk again, or what follows the last quarter
            part = {"answer": "table", "reveal": "reveal", "brink": BRINK}.get(app.ui.screen, "briefing")
            words[part] += _through(app, reader)
        yield Quarter(now, dict(words), *found, table=now >= table_from)
        words = dict.fromkeys(PARTS, 0)


def _through(app: App, reader: Reader) -> int:
    """Read the screen that lies between two Desks, and go on."""
    app.tick()
    new = reader.reads(app.tree())
    if app.ui.screen == "brink":
        app.do(Intent("answer", ("brink", "down")))
    app.do(Intent(GO_ON[app.ui.screen]))
    return new


def _desk(app: App, reader: Reader, words: dict[str, int], now: int, table: bool) -> tuple[int, int, int]:
    """Read the Desk with one family of measures and, when it is open, the Table; answer the card. What was on offer."""
    app.tick()
    families = [option.id.partition(":")[2] for option in _children(app.tree(), "families")]
    if families:
        app.do(Intent("family", (families[now % len(families)],)))
        app.tick()
    tree = app.tree()
    cards = [n for n in tree.children if n.id.startswith("card:")]
    words["card"] += sum(map(reader.reads, cards))
    words["table"] += reader.reads(find(tree, "table-status")) if table else 0
    words["orders"] += sum(reader.reads(n) for n in tree.children if n.slot in ("bottom", "left", "top", "strip"))
    responses = [n for card in cards for n in _all(card) if n.role == "option"]
    measures = [n for n in _all(find(tree, "measures")) if n.id.startswith(("order:", "dial:")) and n.id.count(":") == 1]
    if table:
        app.do(Intent("go", ("table",)))
        app.tick()
        words["table"] += reader.reads(app.tree())
        app.do(Intent("back"))
    open_now = [n for n in responses if n.enabled]
    if open_now:
        app.do(open_now[now % len(open_now)].intent or Intent(""))
    return len(cards), len(responses), len(measures)


# ---- the report -----------------------------------------------------------------------------------------------------


def seconds(words: float) -> float:
    """The time that words take."""
    return round(60 * words / WORDS_A_MINUTE, 1)


def report(quarters: Sequence[Quarter]) -> dict[str, Any]:
    """The median quarter and the longest against the seconds of the class, by part and in all, and what was on offer at most."""
    rows = [_row(part, [q.words[part] for q in quarters if q.table or part != "table"], limit) for part, limit in SECONDS.items()]
    whole = _row("quarter", [q.total for q in quarters], sum(SECONDS.values()))
    counts = {
        "cards": (median(q.cards for q in quarters), MOST_CARDS),
        "responses": (max(q.responses // max(q.cards, 1) for q in quarters), MOST_RESPONSES),
        "orders": (max(q.orders for q in quarters), MOST_ORDERS),
    }
    offered = [{"id": k, "value": value, "target": f"<= {most}", "pass": value <= most} for k, (value, most) in counts.items()]
    return {
        "quarters": len(quarters),
        "words_a_minute": WORDS_A_MINUTE,
        "quarter": whole,
        "parts": rows,
        "opening_words": max(q.words[OPENING] for q in quarters),
        "offered": offered,
        "pass": whole["pass"] and all(row["pass"] for row in offered),
    }


def _row(id: str, words: Sequence[int], limit: float) -> dict[str, Any]:
    middle = median(words) if words else 0
    return {
        "id": id,
        "words": middle,
        "seconds": seconds(middle),
        "longest": seconds(max(words, default=0)),
        "target": limit,
        "pass": seconds(middle) <= limit,
    }


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The report for people."""
    opening = f"opening briefing: {found['opening_words']} words"
    yield f"{found['quarters']} quarters, {found['words_a_minute']} words a minute; {opening}"
    for row in (found["quarter"], *found["parts"]):
        verdict, limits = "pass" if row["pass"] else "MISS", f"(target {row['target']:g} s, longest {row['longest']} s)"
        yield f"{verdict}  {row['id']:<10} {row['words']:>6g} words {row['seconds']:>6} s  {limits}"
    for row in found["offered"]:
        yield f"{'pass' if row['pass'] else 'MISS'}  {row['id']:<10} {row['value']:>6g}  (target {row['target']})"


def _children(tree: Node, id: str) -> tuple[Node, ...]:
    node = find(tree, id)
    return node.children if node else ()


def _all(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
        for child in node.children:
            yield from _all(child)
