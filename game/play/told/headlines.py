"""Which of everything that can happen in a quarter weighs most, as values without words: the key, whose deed it is, and its fields.

`RANKS` is the whole list, the weightiest first. How a headline reads, and its picture, is the screens' business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.mandates import hopeless
from game.engine.rules.vocabulary.news import (
    BothAnswered,
    BrinkAnswered,
    CountNews,
    MeasureNews,
    News,
    OfferNews,
    PromiseNews,
    SideNews,
    WatcherActs,
)
from game.engine.rules.vocabulary.plan import BOTH, Measure, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.play.told.mandate_standing import standing
from game.play.told.plant_dates import opening_quarter
from game.structs import Struct

QUIET = 3  # the rank of a quarter in which nothing happened
RANKS: Mapping[str, int] = {
    "rupture": 0,
    "out-of-office": 0,
    "brink": 0,
    "blinks": 0,
    "both-down": 0,
    "demand-yes": 0,
    "mandate-lost": 1,
    "mandate-met": 1,
    "threat-carried-out": 1,
    "promise-broken": 1,
    "promise-voted-away": 1,
    "shelves": 1,
    "freezes": 1,
    "reopens": 1,
    "joins": 1,
    "leaves": 1,
    "deal-yes": 1,
    "threat-lapsed": 1,
    "one-answer": 1,
    "record-price": 1,
    "demand-no": 2,
    "deal-no": 2,
    "vote-won": 2,
    "support-warning": 2,
    "watcher-acts": 2,
    "deficit": 2,
    "promise-kept": 2,
    "drafted": 2,
    "glimpsed": 2,
    "statute-passed": 2,
    "written-off": 2,
    "plant-late": 2,
    "plant-early": 2,
    "plant-opens": 2,
    "mandate-short": 2,
    "mandate-nearer": 2,
    "leverage-moves": 2,
    "reliability-moves": 2,
    "crisis-moves": 2,
    "tightens": 2,
    "eases": 2,
    "builds": QUIET,
    "plant-rises": QUIET,
    "quiet": QUIET,
}
"""Everything that can be a headline, the weightiest first: its rank (0 shakes the campaign, 3 a quiet quarter)."""
EMPTY = 0.10  # of a region's use that is missing, from which its shelves are called empty
DEAR = 1.25  # × the dearest quarter before, and as many times the calm price, from which a price is a record
MOVED = 3.0  # points of a figure that are a headline where nothing else is
NEAR = 4  # quarters before its opening from which a plant is told of in a quiet quarter


class Happening(Struct):
    """What could be printed: its key among `RANKS`, whose deed it is ("" for nobody's), and what its sentence is filled with:
    a measure, or by name ids of regions (`place`, `to`), of a mandate (`what`), of a card or a product, a plant's title,
    the desk that acted (`act`), and whether a figure rose or fell (`verb`)."""

    key: str
    side: str = ""
    measure: Measure | None = None
    fields: Mapping[str, str] = {}

    @property
    def rank(self) -> int:
        """0 to 3."""
        return RANKS[self.key]


def weightiest(rules: Rules, before: Observation | None, now: Observation, was: Past) -> Happening:
    """The weightiest thing that happened in the quarter `was`, which led from `before` to `now`; of several of one weight the
    first in the table, ours before theirs."""
    order = list(RANKS)
    return min(candidates(rules, before, now, was), key=lambda h: (order.index(h.key), h.side != now.side))


def candidates(rules: Rules, before: Observation | None, now: Observation, was: Past) -> Iterator[Happening]:
    """Everything of this quarter that could be printed."""
    for earlier, n in zip((None, *was.news), was.news, strict=False):
        yield from of_news(n, earlier)
    yield from of_partners(rules, before, now)
    yield from of_mandates(rules, before, now)
    yield from of_markets(before, now, was)
    yield from of_dials(rules, before, now)
    yield from of_plants(now)
    yield from of_figures(before, now, was)
    yield from quiet(now)


def of_news(n: News, earlier: News | None = None) -> Iterator[Happening]:
    """What a piece of news says as a headline; a promise that goes with the decree that a vote has just ended was not broken by
    choice."""
    if isinstance(n, BrinkAnswered):
        if (n.beijing, n.washington) == ("down", "down"):
            yield Happening("both-down")
        elif "down" in (n.beijing, n.washington) and "climb" in (n.beijing, n.washington):
            yield Happening("blinks", "beijing" if n.beijing == "down" else "washington")
    elif isinstance(n, BothAnswered):
        if n.beijing == n.washington:
            yield Happening("one-answer", fields={"card": n.card})
    elif isinstance(n, WatcherActs):
        yield Happening(n.key, n.side, fields={"act": n.desk})
    elif isinstance(n, MeasureNews) and n.key in RANKS:
        yield Happening(n.key, n.side, n.measure)
    elif isinstance(n, OfferNews):
        yield Happening(n.key, n.side)
    elif isinstance(n, PromiseNews):
        voted = n.key == "promise-broken" and isinstance(earlier, SideNews) and (earlier.key, earlier.side) == ("repealed", n.side)
        yield Happening("promise-voted-away" if voted else n.key, n.side, fields={"to": n.to})
    elif isinstance(n, SideNews | CountNews) and n.key in RANKS:
        yield Happening(n.key, n.side)
    elif n.key in ("deficit", "written-off"):
        yield Happening(n.key, str(getattr(n, "side", "")))
    elif n.key in ("plant-late", "plant-early"):
        yield Happening(n.key, fields={"plant": str(getattr(n, "plant", ""))})
    elif n.key in ("rupture", "brink"):
        yield Happening(n.key)


def of_partners(rules: Rules, before: Observation | None, now: Observation) -> Iterator[Happening]:
    """Third countries that came to a capital or left it."""
    join = rules.numbers.join
    stood = before.stances if before is not None else {}
    for region, held in sorted(now.stances.items()):
        then = stood.get(region, held)
        for i, side in enumerate(BOTH):
            if then[i] < join <= held[i]:
                yield Happening("joins", side, fields={"place": region})
            elif held[i] < join <= then[i]:
                yield Happening("leaves", side, fields={"place": region})


def of_mandates(rules: Rules, before: Observation | None, now: Observation) -> Iterator[Happening]:
    """Our mandates that were met or lost for good in this quarter, and those that began or ceased to hold in it."""
    old = before.progress if before is not None else {}
    left = now.quarters - now.quarter
    facts, earlier = (facts_seen(rules, seen) if seen is not None else None for seen in (now, before))
    for id in now.mandates:
        m, hits = rules.mandates[id], now.progress.get(id, ())
        out, was_out = (of is not None and hopeless(of, m.condition) for of in (facts, earlier))
        stands, stood = standing(m, hits, left, out), standing(m, old.get(id, ()), left + 1, was_out)
        if stands.lost and not stood.lost:
            yield Happening("mandate-lost", now.side, fields={"what": id})
        elif m.span in ("count", "run") and stands.share >= 1 > stood.share:
            yield Happening("mandate-met", now.side, fields={"what": id})
        elif m.span != "always" and not stands.lost and stood.share < 1 and len(hits) > 1 and hits[-1] != hits[-2]:
            yield Happening("mandate-nearer" if hits[-1] else "mandate-short", now.side, fields={"what": id})


def of_markets(before: Observation | None, now: Observation, was: Past) -> Iterator[Happening]:
    """Empty shelves, and prices as never before in the campaign."""
    w, spec = now.world, now.world.spec
    then = before.world if before is not None else w
    fresh = [
        (float(w.shortfall[r, f, 0]), spec.regions[r])
        for r in range(len(spec.regions))
        for f in range(len(spec.finals))
        if float(w.shortfall[r, f, 0]) >= EMPTY > float(then.shortfall[r, f, 0])
    ]
    if fresh:
        yield Happening("shelves", fields={"place": max(fresh)[1]})
    for product in (spec.products[int(i)] for i in spec.final_product):
        price = was.prices.get(product, (1.0, 1.0))[1]
        begun = float(then.price[1, spec.product(product), 0])  # a price that stood before the first quarter is no record of it
        dearest = max([1.0, begun, *(p.prices.get(product, (1.0, 1.0))[1] for p in now.history[:-1])])
        if price >= DEAR * dearest:
            yield Happening("record-price", fields={"product": product})


def of_dials(rules: Rules, before: Observation | None, now: Observation) -> Iterator[Happening]:
    """Taps that a capital shut, opened, turned on or off by a notch."""
    stood = before.dials if before is not None else {}
    for id, notch in sorted(now.dials.items()):
        dial, then = rules.dials[id], stood.get(id, notch)
        if not dial.stance or notch == then:
            continue
        top = len(dial.notches) - 1
        key = "freezes" if notch == top else "reopens" if then == top else "tightens" if notch > then else "eases"
        yield Happening(key, dial.side, SetDial(id, notch))


def of_plants(now: Observation) -> Iterator[Happening]:
    """Named plants that opened in this quarter, and those that are to open within a year, the next one first."""
    dated = [(opening_quarter(x, now.history), x.title) for x in now.world.spec.plants]
    for quarter, title in sorted(dated):
        if quarter == now.quarter - 1:
            yield Happening("plant-opens", fields={"plant": title})
        elif now.quarter <= quarter < now.quarter + NEAR:
            yield Happening("plant-rises", fields={"plant": title})


def of_figures(before: Observation | None, now: Observation, was: Past) -> Iterator[Happening]:
    """The figure that moved most, if it moved far."""
    moved = {f: change(before, now, was, f) for f in FIGURES}
    most = max(FIGURES, key=lambda f: abs(moved[f]))
    if abs(moved[most]) >= MOVED:
        yield Happening(f"{most}-moves", now.side, fields={"verb": "rises" if moved[most] > 0 else "falls"})


def quiet(now: Observation) -> Iterator[Happening]:
    """What is building while nothing happens: an announced threat, else (of the plants) what opens next, else nothing."""
    for d in now.drafts:
        if not d.quiet:
            yield Happening("builds", d.side, d.measure)
    yield Happening("quiet")


def change(before: Observation | None, now: Observation, was: Past, figure: str) -> float:
    """Points by which a figure moved in the quarter."""
    earlier = now.history[-2] if len(now.history) > 1 else was
    stood = before.figures if before is not None else earlier.figures
    return now.figures[now.side].points(figure) - stood[now.side].points(figure)
