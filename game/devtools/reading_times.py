"""How long a student reads in each quarter of a campaign, part by part, from the real screens' trees, against a class's time.

Plays through the app as a student would, on the guided level. What is read of a window, and how fast, is `reading_load`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from statistics import median
from typing import Any

from game.devtools.reading_load import SIGNS_A_MINUTE, WORDS_A_MINUTE, Amount, Reader, together
from game.devtools.sample_situations import refuse_all
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.play import Campaign
from game.screens.app import App
from game.screens.tree.node import Intent, Node, find, walk
from game.structs import Struct

SECONDS: Mapping[str, float] = {"briefing": 25, "card": 35, "orders": 75, "table": 20, "reveal": 20}
MOST_CARDS, MOST_RESPONSES, MOST_ORDERS = 1, 3, 12
LONG = 0.9  # the share of quarters that a long quarter is no longer than
OPENING, BRINK = "opening", "brink"  # read once before the first quarter; a scene that comes up seldom
PARTS = (OPENING, *SECONDS, BRINK)
GO_ON: Mapping[str, str] = {"briefing": "brief-done", "reveal": "reveal-done", "answer": "replies", "brink": "brink-done"}
"""The screens between two Desks, and what leads on from each."""
MOST_STEPS = 12  # screens between two Desks
TABLE = ("table-status", "rival", "promises", "drafts")  # panels of the Desk's Table
TAKEN = 2  # measures that the student puts on the plan in a quarter


class QuarterRead(Struct):
    """One quarter of one campaign: what was new to read by part, and what was on offer."""

    number: int
    read: Mapping[str, Amount]
    cards: int
    responses: int
    orders: int
    table: bool

    @property
    def total(self) -> Amount:
        """All of the quarter itself; what is read once before it begins stands apart."""
        return together(self.read[part] for part in (*SECONDS, BRINK))


class Student:
    """Somebody at the screens of one campaign: reads what stands there, and acts a little."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.reader = Reader()
        self.read = dict.fromkeys(PARTS, Amount())

    def reads(self, part: str, node: Node | None) -> None:
        """Add what is new in a piece of a screen to a part of the quarter."""
        self.read[part] = together((self.read[part], self.reader.reads(node)))

    def screen(self) -> Node:
        """The screen as it stands now."""
        self.app.tick()
        return self.app.tree()

    def press(self, node: Node) -> None:
        """Do what a control asks for."""
        assert node.intent is not None
        self.app.do(node.intent)

    def through(self, part: str) -> None:
        """Read the screen that lies between two Desks, and go on."""
        self.reads(part, self.screen())
        if self.app.ui.screen == "brink":
            self.app.do(Intent("answer", ("brink", "down")))
        if self.app.ui.screen == "answer":
            refuse_all(self.app)
        else:
            self.app.do(Intent(GO_ON[self.app.ui.screen]))

    def at_the_desk(self, now: int, table: bool) -> tuple[int, int, int]:
        """A quarter at the Desk: read and answer the card, look at a family and take measures, and, when it is open, use the Table.

        Gives the numbers of cards, responses and measures on offer."""
        cards = [n for n in self.screen().children if n.id.startswith("card:")]
        responses = [n for card in cards for n in walk(card) if n.role == "option"]
        for card in cards:
            self.reads("card", card)
            self.press(_turn([n for n in walk(card) if n.role == "option" and n.enabled], now))
        self.desk(table)
        self.app.do(Intent("column", ("orders",)))
        families = find(self.screen(), "families")
        if families is not None:
            self.press(_turn(families.children, now))
        measures = find(self.screen(), "measures")
        shown = [n for n in walk(measures) if n.id.startswith(("order:", "dial:")) and n.id.count(":") == 1] if measures else []
        self.desk(table)
        for _ in range(TAKEN):
            self.take(now)
        self.desk(table)
        if table:
            self.app.do(Intent("column", ("table",)))
            self.desk(table)
            self.bargain()
        return len(cards), len(responses), len(shown)

    def desk(self, table: bool) -> None:
        """Read all of the Desk: what is about the card, what lies on the Table once it is open, and the rest."""
        for node in self.screen().children:
            about_card = node.id.startswith("card:")
            self.reads("card" if about_card else "table" if table and node.id in TABLE else "orders", node)

    def take(self, now: int) -> None:
        """Put a measure of the open family on the plan, after reading what its control says when it is pointed at."""
        held = len(self.app.session.playing.plan.lines)
        measures = find(self.screen(), "measures")
        open_now = (
            [n for n in walk(measures) if n.enabled and not n.on and n.intent and n.intent.verb in ("order", "dial")]
            if measures
            else []
        )
        if not open_now:
            return
        control = _turn(open_now, now + held)
        self.read["orders"] = together((self.read["orders"], self.reader.takes(control.hint)))
        self.press(control)

    def bargain(self) -> None:
        """Read the Table, fill its sheet and put the offer on the plan, if that may be."""
        self.app.do(Intent("go", ("table",)))
        self.reads("table", self.screen())
        for field in ("take", "give"):
            dials = find(self.screen(), f"sheet-{field}")
            if dials is not None and dials.children:
                self.press(dials.children[0])
        tree = self.screen()
        self.reads("table", tree)
        add = find(tree, "sheet-add")
        self.press(add) if add is not None and add.enabled else self.app.do(Intent("back"))

    def done(self, number: int, on_offer: tuple[int, int, int], table: bool) -> QuarterRead:
        """Close the quarter's account and open a new one."""
        quarter = QuarterRead(number, self.read, *on_offer, table=table)
        self.read = dict.fromkeys(PARTS, Amount())
        self.reader.next_quarter()
        return quarter


def _turn(nodes: Sequence[Node], n: int) -> Node:
    return nodes[n % len(nodes)]


def played(rules: Rules, scenario: str, side: Side, seed: int, doctrine: str, language: str = "en") -> Iterator[QuarterRead]:
    """A campaign that a student plays on the guided level, quarter by quarter."""
    app = App(rules, None, language=language, threads=False, animate=False)
    app.tick()
    campaign = Campaign.start(rules, Setup(scenario, seed, side, "even", (doctrine, doctrine)))
    app.adopt(campaign)
    student = Student(app)
    student.through(OPENING)
    table_from = rules.scenarios[scenario].table_from
    while not campaign.over:
        now = campaign.observation.quarter
        on_offer = student.at_the_desk(now, now >= table_from)
        app.do(Intent("commit"))
        for _ in range(MOST_STEPS):
            if app.ui.screen not in GO_ON:
                break  # the Desk again, or what follows the last quarter
            student.through({"answer": "table", "reveal": "reveal", "brink": BRINK}.get(app.ui.screen, "briefing"))
        yield student.done(now, on_offer, now >= table_from)


# ---- the report -----------------------------------------------------------------------------------------------------


def report(quarters: Sequence[QuarterRead]) -> dict[str, Any]:
    """The mean and the long quarter against the seconds of the class, by part and in all, and what was on offer at most."""
    rows = [_row(part, [q.read[part] for q in quarters if q.table or part != "table"], limit) for part, limit in SECONDS.items()]
    whole = _row("quarter", [q.total for q in quarters], total(SECONDS.values()))
    counts = {
        "cards": (median(q.cards for q in quarters), MOST_CARDS),
        "responses": (max(q.responses // max(q.cards, 1) for q in quarters), MOST_RESPONSES),
        "orders": (max(q.orders for q in quarters), MOST_ORDERS),
    }
    offered = [{"id": k, "value": value, "target": f"<= {most}", "pass": value <= most} for k, (value, most) in counts.items()]
    opening = max((q.read[OPENING] for q in quarters), key=lambda read: read.seconds)
    return {
        "quarters": len(quarters),
        "words_a_minute": WORDS_A_MINUTE,
        "signs_a_minute": SIGNS_A_MINUTE,
        "quarter": whole,
        "parts": rows,
        "opening": {"words": opening.words, "signs": opening.signs, "seconds": round(opening.seconds, 1)},
        "offered": offered,
        "pass": all(row["pass"] for row in (whole, *rows, *offered)),
    }


def _row(id: str, read: Sequence[Amount], limit: float) -> dict[str, Any]:
    """Means, the seconds that nine quarters of ten keep within, and the longest."""
    times = sorted(one.seconds for one in read) or [0.0]
    mean = round(_mean(times), 1)
    return {
        "id": id,
        "words": round(_mean([one.words for one in read])),
        "signs": round(_mean([one.signs for one in read])),
        "seconds": mean,
        "long": round(times[ceil(LONG * len(times)) - 1], 1),
        "longest": round(times[-1], 1),
        "target": limit,
        "pass": mean <= limit,
    }


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The report for people."""
    opening = f"opening briefing: {found['opening']['seconds']} s"
    rates = f"{found['words_a_minute']} words or {found['signs_a_minute']} Chinese characters a minute"
    yield f"{found['quarters']} quarters, {rates}; {opening}"
    yield f"      {'':<10} {'words':>6} {'signs':>6} {'mean':>7} {'target':>7} {'9 of 10':>8} {'longest':>8}"
    for row in (found["quarter"], *found["parts"]):
        verdict, times = (
            "pass" if row["pass"] else "MISS",
            f"{row['seconds']:>6}s {row['target']:>6g}s {row['long']:>7}s {row['longest']:>7}s",
        )
        yield f"{verdict}  {row['id']:<10} {row['words']:>6} {row['signs']:>6} {times}"
    for row in found["offered"]:
        yield f"{'pass' if row['pass'] else 'MISS'}  {row['id']:<10} {row['value']:>6g}  (target {row['target']})"


def _mean(values: Sequence[float]) -> float:
    return total(values) / max(len(values), 1)
