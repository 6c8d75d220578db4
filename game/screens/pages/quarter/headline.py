"""The quarter's headline: one large sentence and a picture, the weightiest of everything that can happen, and what it did.

Subject, verb, object, in the present tense; the same words for both capitals. What else happened is `quarter_events.py`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.vocabulary.news import (
    BrinkAnswered,
    CountNews,
    MeasureNews,
    News,
    OfferNews,
    PromiseNews,
    SideNews,
    WatcherActs,
)
from game.engine.rules.vocabulary.plan import BOTH, Measure, SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.desk.goals_panel import standing
from game.screens.pages.shared.predictions import change, shown_change
from game.screens.pages.shared.world_map import cell, rows_done
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import column, heading, picture, row, text
from game.structs import Struct, replace

RANKS: Mapping[str, tuple[int, str]] = {
    "rupture": (0, "rupture"),
    "out-of-office": (0, "parliament"),
    "brink": (0, "brink"),
    "blinks": (0, "telephone-at-night"),
    "both-down": (0, "handshake"),
    "demand-yes": (0, "podium"),
    "joins": (0, "handshake"),
    "leaves": (0, "customs-post"),
    "mandate-lost": (1, "hearing"),
    "mandate-met": (1, "hall"),
    "threat-carried-out": (1, "podium"),
    "promise-broken": (1, "papers"),
    "shelves": (1, "empty-shelf"),
    "freezes": (1, "licence-office"),
    "reopens": (1, "harbour"),
    "deal-yes": (1, "long-table"),
    "record-price": (1, "trading-floor"),
    "threat-lapsed": (1, "telephone-at-night"),
    "demand-no": (2, "long-table"),
    "deal-no": (2, "long-table"),
    "vote-won": (2, "parliament"),
    "support-warning": (2, "protest"),
    "watcher-acts": (2, "protest"),
    "deficit": (2, "bank"),
    "promise-kept": (2, "harbour"),
    "drafted": (2, "licence-office"),
    "glimpsed": (2, "wireless-desk"),
    "statute-passed": (2, "parliament"),
    "written-off": (2, "full-warehouse"),
    "plant-late": (2, "refinery"),
    "plant-early": (2, "refinery"),
    "leverage-moves": (2, "trading-floor"),
    "reliability-moves": (2, "harbour"),
    "crisis-moves": (2, "wireless-desk"),
    "tightens": (2, "licence-office"),
    "eases": (2, "harbour"),
    "builds": (3, "tanks"),
    "quiet": (3, "wind-farm"),
}
"""Everything that can be a headline, the weightiest first: its rank (0 shakes the campaign, 3 a quiet quarter) and its picture."""
CUES: Mapping[str, str] = {
    **dict.fromkeys(("vote-won", "out-of-office", "statute-passed"), "vote"),
    **dict.fromkeys(("plant-early", "plant-late"), "opening"),
    **dict.fromkeys(("mandate-lost", "promise-broken"), "miss"),
    **dict.fromkeys(("brink", "rupture"), "brink"),
}
"""The sound of a headline; of any other that is no quiet quarter's it is "headline"."""
EMPTY = 0.10  # of a region's use that is missing, from which its shelves are called empty
DEAR = 1.25  # × the dearest quarter before, and as many times the calm price, from which a price is a record
QUIET = 3  # the rank of a quarter in which nothing happened
MOVED = 3.0  # points of a figure that are a headline where nothing else is


class Headline(Struct):
    """What is printed: its key among `RANKS`, the sentence, and whose deed it is ("" for nobody's)."""

    key: str
    words: str
    side: str = ""

    @property
    def rank(self) -> int:
        """0 to 3."""
        return RANKS[self.key][0]


def headline(scene: Play, was: Past) -> Headline:
    """The weightiest thing that happened; of several of one weight the first in the table, ours before theirs."""
    order = list(RANKS)
    return min(candidates(scene, was), key=lambda h: (order.index(h.key), h.side != scene.observation.side))


def picture_of(found: Headline) -> str:
    """The name of a headline's picture."""
    return RANKS[found.key][1]


def headline_panel(scene: Play, was: Past, *, person: bool = True) -> Node:
    """The picture, the sentence, what the quarter did to our figures, and, where wanted, what a `person` says of it."""
    found = headline(scene, was)
    words = [
        heading("headline", found.words, style="display"),
        text("headline-did", figures_told(scene, was), style="lead"),
        *(human_line(scene, was, found.key) if person else ()),
    ]
    scene_of_it = picture("headline-scene", f"scenes/{picture_of(found)}", "", style="banner")
    cue = CUES.get(found.key, "headline" if found.rank < QUIET else "")
    return replace(row("headline-panel", [scene_of_it, column("headline-words", words)]), tone=found.side, icon=cue)


def human_line(scene: Play, was: Past, key: str) -> list[Node]:
    """One sentence of an invented person about this headline, with the face; it changes nothing. Who speaks goes by the quarter, so
    that a headline that comes back is told by another, where there is one."""
    told = [(p, s.text) for p in scene.rules.persons.values() for s in p.sayings if key in s.on]
    if not told:
        return []
    person, words = told[was.quarter % len(told)]
    who = scene.t("card.speaker", name=person.name, office=person.office)
    said = scene.t("headline.said", words=words, who=who)
    bust = picture("headline-person", f"busts/{person.portrait}", who, style="small face")
    return [row("headline-human", [bust, text("headline-said", said, style="quote")])]


def figures_told(scene: Play, was: Past) -> str:
    """The figures that moved, with how far and where to, the largest move first."""
    t, now = scene.t, scene.observation.figures[scene.observation.side]
    moved = {f: shown_change(scene, was, f) for f in FIGURES}
    told = [
        t("headline.figure", name=t(f"figure.{f}"), change=t.signed(moved[f]), value=t.number(now.points(f)))
        for f in sorted(FIGURES, key=lambda f: -abs(moved[f]))
        if moved[f]
    ]
    return t("number.sentence_separator").join(told) or t("headline.nothing_moved")


def candidates(scene: Play, was: Past) -> Iterator[Headline]:
    """Everything of this quarter that could be printed."""
    for n in was.news:
        yield from of_news(scene, n)
    yield from of_partners(scene)
    yield from of_mandates(scene)
    yield from of_markets(scene, was)
    yield from of_dials(scene)
    yield from of_figures(scene, was)
    yield from quiet(scene)


def told(scene: Play, key: str, side: str = "", **fields: str) -> Headline:
    """A headline by its template; `side` and `rival` name the capitals."""
    t = scene.t
    names = {"side": t.name(side), "rival": t.name(other(side))} if side in BOTH else {}  # type: ignore[arg-type]
    return Headline(key, t(f"headline.{key.replace('-', '_')}", **names, **fields), side)


def named(rules: Rules, measure: Measure) -> str:
    """A measure as a headline has room for it: its title, without notch or place."""
    return rules.dials[measure.dial].title if isinstance(measure, SetDial) else rules.orders[measure.order].title


def of_news(scene: Play, n: News) -> Iterator[Headline]:
    """What a piece of news says as a headline."""
    t, rules = scene.t, scene.rules
    if isinstance(n, BrinkAnswered):
        if (n.beijing, n.washington) == ("down", "down"):
            yield told(scene, "both-down")
        elif "down" in (n.beijing, n.washington) and "climb" in (n.beijing, n.washington):
            yield told(scene, "blinks", "beijing" if n.beijing == "down" else "washington")
    elif isinstance(n, MeasureNews) and n.key in RANKS:
        yield told(scene, n.key, n.side, what=named(rules, n.measure))
    elif isinstance(n, OfferNews):
        yield told(scene, n.key, n.side)
    elif isinstance(n, PromiseNews):
        yield told(scene, n.key, n.side, to=t.name(n.to))
    elif isinstance(n, WatcherActs):
        yield told(scene, n.key, n.side, what=t(f"headline.{n.desk}_act"))
    elif isinstance(n, SideNews | CountNews) and n.key in RANKS:
        yield told(scene, n.key, n.side)
    elif n.key in ("deficit", "written-off"):
        yield told(scene, n.key, str(getattr(n, "side", "")))
    elif n.key in ("plant-late", "plant-early"):
        yield told(scene, n.key, plant=str(getattr(n, "plant", "")))
    elif n.key in ("rupture", "brink"):
        yield told(scene, n.key)


def of_partners(scene: Play) -> Iterator[Headline]:
    """Third countries that came to a capital or left it."""
    t, o, join = scene.t, scene.observation, scene.rules.numbers.join
    before = scene.before.stances if scene.before is not None else {}
    for region, now in sorted(o.stances.items()):
        then = before.get(region, now)
        for i, side in enumerate(BOTH):
            if then[i] < join <= now[i]:
                yield told(scene, "joins", side, place=t.name(region))
            elif now[i] < join <= then[i]:
                yield told(scene, "leaves", side, place=t.name(region))


def of_mandates(scene: Play) -> Iterator[Headline]:
    """Our mandates that were met, or lost for good, in this quarter."""
    o = scene.observation
    before = scene.before.progress if scene.before is not None else {}
    for id in o.mandates:
        m = scene.rules.mandates[id]
        now = standing(m, o.progress.get(id, ()), o.quarters - o.quarter)
        then = standing(m, before.get(id, ()), o.quarters - o.quarter + 1)
        if now.lost and not then.lost:
            yield told(scene, "mandate-lost", o.side, what=m.title)
        elif m.span in ("count", "run") and now.share >= 1 > then.share:
            yield told(scene, "mandate-met", o.side, what=m.title)


def of_markets(scene: Play, was: Past) -> Iterator[Headline]:
    """Empty shelves, and prices as never before in the campaign."""
    t, o = scene.t, scene.observation
    w, spec = o.world, o.world.spec
    before = scene.before.world if scene.before is not None else w
    fresh = [
        (cell(w.shortfall, r, f), spec.regions[r])
        for r in range(len(spec.regions))
        for f in range(len(spec.finals))
        if cell(w.shortfall, r, f) >= EMPTY > cell(before.shortfall, r, f)
    ]
    if fresh:
        yield told(scene, "shelves", place=t.name(max(fresh)[1]))
    for product in rows_done(spec):
        now = was.prices.get(product, (1.0, 1.0))[1]
        begun = cell(before.price, 1, spec.product(product))  # a price that stood before the first quarter is no record of it
        dearest = max([1.0, begun, *(p.prices.get(product, (1.0, 1.0))[1] for p in o.history[:-1])])
        if now >= DEAR * dearest:
            yield told(scene, "record-price", product=t.label(product))


def of_dials(scene: Play) -> Iterator[Headline]:
    """Taps that a capital shut, opened, turned on or off by a notch."""
    o, rules = scene.observation, scene.rules
    before = scene.before.dials if scene.before is not None else {}
    for id, now in sorted(o.dials.items()):
        dial, then = rules.dials[id], before.get(id, now)
        if not dial.stance or now == then:
            continue
        top = len(dial.notches) - 1
        key = "freezes" if now == top else "reopens" if then == top else "tightens" if now > then else "eases"
        yield told(scene, key, dial.side, what=dial.title)


def of_figures(scene: Play, was: Past) -> Iterator[Headline]:
    """The figure that moved most, if it moved far."""
    moved = {f: change(scene, was, f) for f in FIGURES}
    most = max(FIGURES, key=lambda f: abs(moved[f]))
    if abs(moved[most]) >= MOVED:
        direction = scene.t("headline.rises" if moved[most] > 0 else "headline.falls")
        yield told(scene, f"{most}-moves", scene.observation.side, verb=direction)


def quiet(scene: Play) -> Iterator[Headline]:
    """What is building while nothing happens: an announced threat, else plants abroad."""
    for d in scene.observation.drafts:
        if not d.quiet:
            yield told(scene, "builds", d.side, what=named(scene.rules, d.measure))
    yield told(scene, "quiet")
