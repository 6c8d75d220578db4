"""What happened in a quarter, the most important first, without what the plans turned over say already.

How a single piece of news reads is `telling`'s business."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.news import Answered, BothAnswered, MeasureNews, News, Reviewed
from game.engine.rules.vocabulary.plan import Draft, Side
from game.engine.world.arithmetic.total import total
from game.play.told.headlines import candidates, weightiest
from game.screens.pages.quarter.headline import plant_name, worded
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, text
from game.screens.words.news import SHOWN_ELSEWHERE, all_news

MATTERED = 2  # pieces of news that a Guided player sees at first
RANKS = (
    ("rupture", "out-of-office", "brink", "brink-answers", "brink-eased", "brink-yielded"),
    ("charge-read", "charge-misread", "charge-unread"),
    (
        "demand-yes",
        "deal-yes",
        "threat-carried-out",
        "promise-broken",
        "support-warning",
        "watcher-acts",
        "deficit",
        "repealed",
        "pair",
        "demand-no",
        "deal-no",
    ),
    ("threat-lapsed", "threat-waived", "promise-kept", "glimpsed", "statute", "statute-passed", "vote-won"),
    ("partner-review", "void-line"),
)
"""Keys of news from the weightiest to the lighter; what is not named comes last."""
LIGHT = 3  # the rank from which news is light
NEVER_FOLDED = frozenset(
    [
        "threat-carried-out",
        "threat-lapsed",
        "threat-waived",
        "promise-kept",
        "promise-broken",
        "partner-review",
        "vote-won",
        "out-of-office",
        "plant-late",
        "plant-early",
        "written-off",
    ]
)
"""Keys of news that no player has to open a drawer for: threats, promises, reviews, votes, plants."""


BESIDES = (
    "joins",
    "leaves",
    "mandate-lost",
    "mandate-met",
    "shelves",
    "record-price",
    "plant-opens",
    "mandate-short",
)
"""Headlines of which there is no news; those that are not the quarter's stand among its news, after the others."""


def answers(was: Past, side: Side) -> list[tuple[str, str]]:
    """Card and response of each answer of a side that is known."""
    own = [(n.card, n.response) for n in was.news if isinstance(n, Answered) and n.side == side]
    both = [(n.card, getattr(n, side)) for n in was.news if isinstance(n, BothAnswered)]
    return list(dict.fromkeys((*both, *own)))


def pieces(was: Past) -> list[News]:
    """The news that no plan shows, by rank."""
    drafting = {side for side, plan in was.plans.items() if any(isinstance(line, Draft) for line in plan.lines)}
    found = [
        n
        for n in was.news
        if n.key not in SHOWN_ELSEWHERE and not (isinstance(n, MeasureNews) and n.key == "drafted" and n.side in drafting)
    ]
    return sorted(dict.fromkeys(found), key=_rank)


def _rank(news: News) -> int:
    return next((i for i, keys in enumerate(RANKS) if news.key in keys), len(RANKS))


def happened(scene: Play, was: Past, *, weighty: bool = False) -> list[str]:
    """All of it in sentences, each once, or only what has weight: what the light pieces say, the briefing has."""
    return all_news(scene.t, scene.rules, [n for n in pieces(was) if not weighty or _rank(n) < LIGHT])


def besides(scene: Play, was: Past) -> list[str]:
    """What no piece of news tells and is not the headline: mandates, countries that came or left, shelves, prices, plants; by
    weight."""
    top = weightiest(scene.rules, scene.before, scene.observation, was)
    reviewed = {n.region for n in was.news if isinstance(n, Reviewed)}
    found = [
        h
        for h in candidates(scene.rules, scene.before, scene.observation, was)
        if h.key in BESIDES and h != top and h.fields.get("place") not in reviewed
    ]
    opened = [h for h in found if h.key == "plant-opens"]
    told = [worded(scene, h).words for h in sorted(found, key=lambda h: BESIDES.index(h.key)) if h not in opened[1:]]
    if len(opened) > 1:  # one line for all of them
        names = scene.t("number.list_separator").join(plant_name(scene, h.fields["plant"]) for h in opened)
        told = [scene.t("headline.plants_open", plants=names) if x == worded(scene, opened[0]).words else x for x in told]
    return list(dict.fromkeys(told))


def open_always(scene: Play, was: Past) -> frozenset[str]:
    """The sentences of a quarter that are never folded away; of reviews those in which a country came to a side or refused one."""
    decided = {n.region for n in was.news if isinstance(n, Reviewed) and n.stance != "hedge"}
    kept = [n for n in pieces(was) if n.key in NEVER_FOLDED and not (isinstance(n, Reviewed) and n.region not in decided)]
    return frozenset(all_news(scene.t, scene.rules, kept))


def news_panel(scene: Play, id: str, told: Sequence[str], none: str = "", unfolded: frozenset[str] = frozenset()) -> Node | None:
    """The panel: what mattered most and what is never folded, and the rest in a drawer; without news the words `none`, or no
    panel."""
    t = scene.t
    rows = [text(f"news:{i}", words) for i, words in enumerate(told)]
    room = max(0, MATTERED - total(row.name in unfolded for row in rows))
    rest = [row for row in rows if row.name not in unfolded][room:]
    seen = [row for row in rows if row not in rest]
    more = drawer(scene, id, t("news.more", n=t.number(len(rest))), rest)
    shown = [*seen, *more] or ([text("news-none", none)] if none else [])
    return panel(id, t("brief.news"), shown, icon="list") if shown else None
