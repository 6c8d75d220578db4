"""The quarter's headline: one large sentence and a picture, the weightiest of everything that can happen, and what it did.

Subject, verb, object, in the present tense; the same words for both capitals. What weighs most is found by
`play/told/headlines.py`, what else happened told by `quarter_events.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.vocabulary.plan import BOTH, Measure, SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.play.told.headlines import QUIET, RANKS, Happening, weightiest
from game.screens.pages.shared.predictions import shown_change
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import column, heading, picture, row, text
from game.structs import Struct, replace

SCENES: Mapping[str, str] = {
    "rupture": "rupture",
    "out-of-office": "parliament",
    "brink": "brink",
    "blinks": "telephone-at-night",
    "both-down": "handshake",
    "demand-yes": "podium",
    "mandate-lost": "hearing",
    "mandate-met": "hall",
    "threat-carried-out": "podium",
    "promise-broken": "papers",
    "promise-voted-away": "parliament",
    "shelves": "empty-shelf",
    "freezes": "licence-office",
    "reopens": "harbour",
    "joins": "handshake",
    "leaves": "customs-post",
    "deal-yes": "long-table",
    "threat-lapsed": "telephone-at-night",
    "one-answer": "long-table",
    "record-price": "trading-floor",
    "demand-no": "long-table",
    "deal-no": "long-table",
    "vote-won": "parliament",
    "support-warning": "protest",
    "watcher-acts": "protest",
    "deficit": "bank",
    "promise-kept": "harbour",
    "drafted": "licence-office",
    "glimpsed": "wireless-desk",
    "statute-passed": "parliament",
    "written-off": "full-warehouse",
    "plant-late": "refinery",
    "plant-early": "refinery",
    "plant-opens": "factory-gate",
    "mandate-short": "hearing",
    "mandate-nearer": "hall",
    "leverage-moves": "trading-floor",
    "reliability-moves": "harbour",
    "crisis-moves": "wireless-desk",
    "tightens": "licence-office",
    "eases": "harbour",
    "builds": "tanks",
    "plant-rises": "tanks",
    "quiet": "wind-farm",
}
"""The picture of each headline, by its key."""
CUES: Mapping[str, str] = {
    **dict.fromkeys(("vote-won", "out-of-office", "statute-passed"), "vote"),
    **dict.fromkeys(("plant-early", "plant-late", "plant-opens"), "opening"),
    **dict.fromkeys(("mandate-lost", "mandate-short", "promise-broken", "promise-voted-away"), "miss"),
    **dict.fromkeys(("brink", "rupture"), "brink"),
}
"""The sound of a headline; of any other that is no quiet quarter's it is "headline"."""


class Headline(Struct):
    """What is printed: its key among `RANKS`, the sentence, and whose deed it is ("" for nobody's)."""

    key: str
    words: str
    side: str = ""

    @property
    def rank(self) -> int:
        """0 to 3."""
        return RANKS[self.key]


def headline(scene: Play, was: Past) -> Headline:
    """The weightiest thing that happened, in words."""
    return worded(scene, weightiest(scene.rules, scene.before, scene.observation, was))


def worded(scene: Play, found: Happening) -> Headline:
    """What could be printed, in the words of its template; `side` and `rival` name the capitals."""
    t, rules = scene.t, scene.rules
    says: Mapping[str, Callable[[str], str]] = {
        "place": t.name,
        "to": t.name,
        "what": lambda id: rules.mandates[id].title,
        "card": lambda id: rules.cards[id].title,
        "plant": lambda title: plant_name(scene, title),
        "product": t.label,
        "verb": lambda way: t(f"headline.{way}"),
    }
    fields = {name: says[name](value) for name, value in found.fields.items() if name in says}
    if act := found.fields.get("act"):
        fields["what"] = t(f"headline.{act}_act")
    if found.side in BOTH:
        fields |= {"side": t.name(found.side), "rival": t.name(other(found.side))}  # type: ignore[arg-type]
    if found.measure is not None:
        fields["what"] = named(rules, found.measure)
    return Headline(found.key, t(f"headline.{found.key.replace('-', '_')}", **fields), found.side)


def plant_name(scene: Play, title: str) -> str:
    """A named plant as a headline has room for it."""
    return scene.rules.titles.get(title, title).partition(",")[0]


def picture_of(found: Headline) -> str:
    """The name of a headline's picture."""
    return SCENES[found.key]


def headline_panel(scene: Play, was: Past, *, person: bool = True) -> Node:
    """The picture, the sentence, what the quarter did to our figures, and, where wanted, what a `person` says of it."""
    found = headline(scene, was)
    words = [
        heading("headline", found.words, style="headline"),
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
    bust = picture("headline-person", f"busts/{person.portrait}", "", style="small face")
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


def named(rules: Rules, measure: Measure) -> str:
    """A measure as a headline has room for it: its title, without notch or place."""
    return rules.dials[measure.dial].title if isinstance(measure, SetDial) else rules.orders[measure.order].title
