"""The story: each quarter's headline and picture, both capitals' plans opened, and the record beside it."""

from __future__ import annotations

from game.engine.rules.turn.options import Options
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Plan, Say
from game.screens.pages.debrief.rival import why_taken
from game.screens.pages.debrief.told import View
from game.screens.pages.quarter.headline import Headline, headline, picture_of
from game.screens.scene.scene import Play
from game.screens.scene.settings import Settings
from game.screens.scene.shown_campaign.ui import Ui
from game.screens.tree.node import Node
from game.screens.tree.parts import heading, panel, picture, table, text
from game.screens.words.sentences import card_title, word

GREAT = 1  # the rank up to which a quarter's headline is told with its picture
MOST = 5  # pictures


def headline_of(v: View, quarter: int) -> Headline | None:
    """The headline with which the quarter after this one was opened; None where the campaign cannot be played again."""
    scene = after_quarter(v, quarter)
    return headline(scene, scene.observation.history[-1]) if scene is not None else None


def after_quarter(v: View, quarter: int, layer: str = "") -> Play | None:
    """What a quarter's end is drawn from, with this product on the map; None where the campaign cannot be played again."""
    before, after = v.seen(quarter), v.seen(quarter + 1)
    if before is None or after is None:
        return None
    return Play(
        t=v.t, ui=Ui(layer=layer), settings=Settings(language=v.t.language), rules=v.rules, observation=after, before=before,
        plan=Plan(v.side), options=Options((), 0, 0.0, 0),
    )  # fmt: skip


def story(v: View) -> list[Node | None]:
    """The scenes that shook the campaign, then the timeline of all quarters."""
    found = [headline_of(v, line.quarter) for line in v.log]
    mattered = [p.decision.quarter for p in v.debrief.points]
    great = sorted(
        (q for q, h in enumerate(found) if h is not None and (h.rank <= GREAT or q in mattered[:3])),
        key=lambda q: (mattered.index(q) if q in mattered[:3] else 3, getattr(found[q], "rank", 3), q),
    )[:MOST]
    scenes: list[Node | None] = []
    for q in great:
        told = found[q]
        assert told is not None
        scenes += [
            picture(f"story-{q}-scene", f"scenes/{picture_of(told)}", "", style="banner"),
            heading(f"story-{q}", v.t("debrief.dated", date=v.date(q), what=told.words)),
            *_words_then(v, q),
            *_record(v, q),
        ]
    return [panel("debrief-story", v.t("debrief.story"), scenes, icon="history") if scenes else None, _timeline(v, found)]


def _words_then(v: View, quarter: int) -> list[Node]:
    """What both capitals said in public in a quarter; nothing of one that kept silent."""
    t = v.t
    said = [(s, x.word) for s in BOTH for x in v.log[quarter].plans[s].lines if isinstance(x, Say)]
    return [
        text(f"story-{quarter}-said:{side}", t("debrief.said_then", side=t.name(side), word=word(t, told)), tone=side)
        for side, told in said
    ]


def _record(v: View, quarter: int) -> list[Node]:
    """What the record says beside the cards that were answered in a quarter."""
    cards = [x.card for x in v.log[quarter].plans[v.side].lines if isinstance(x, AnswerCard) and x.card in v.rules.cards]
    return [
        text(
            f"story-{quarter}-record-{card}",
            v.t("debrief.record", card=card_title(v.t, v.rules, card), record=v.rules.cards[card].record),
            style="fine",
        )
        for card in cards
    ]


def _timeline(v: View, found: list[Headline | None]) -> Node | None:
    t = v.t
    if not v.log:
        return None
    rows = [[t("debrief.date"), t("debrief.headline"), *(t("debrief.plan_of", side=t.name(s)) for s in BOTH)]]
    for line, told in zip(v.log, found, strict=True):
        plans = (plan_told(v, line.plans[s], line.quarter) for s in BOTH)
        rows.append([v.date(line.quarter), told.words if told is not None else "", *plans])
    note = text("timeline-note", t("debrief.timeline_note"), style="fine")
    return panel("debrief-timeline", t("debrief.timeline"), [note, table("timeline", "", rows)], icon="calendar")


def plan_told(v: View, plan: Plan, quarter: int) -> str:
    """A plan in words, the public word first; the other capital's lines with its doctrine's reasons."""
    t, why = v.t, why_taken(v, quarter) if plan.side != v.side else {}
    said = [t("debrief.said", word=word(t, x.word)) for x in plan.lines if isinstance(x, Say)]
    did = []
    for line in plan.lines:
        if not isinstance(line, Say):
            what = v.what(plan.side, quarter, line)
            did.append(t("debrief.rival_line", what=what, why=why[line]) if line in why else what)
    return t("debrief.line_separator").join((*said, *did)) or t("debrief.nothing")
