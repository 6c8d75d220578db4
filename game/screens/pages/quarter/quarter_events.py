"""What happened in a quarter, the most important first, without what the plans turned over say already.

How a single piece of news reads is `telling`'s business."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.news import Answered, BothAnswered, MeasureNews, News
from game.engine.rules.vocabulary.plan import Draft, Side
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, text
from game.screens.words.news import SHOWN_ELSEWHERE, all_news

MATTERED = 3  # pieces of news that a Guided player sees at first
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


def news_panel(scene: Play, id: str, told: Sequence[str], none: str = "") -> Node | None:
    """The panel: what mattered most, and the rest in a drawer; without news the words `none`, or no panel."""
    t = scene.t
    rows = [text(f"news:{i}", words) for i, words in enumerate(told)]
    more = drawer(scene, id, t("news.more", n=t.number(len(rows) - MATTERED)), rows[MATTERED:])
    shown = [*rows[:MATTERED], *more] or ([text("news-none", none)] if none else [])
    return panel(id, t("brief.news"), shown, icon="list") if shown else None
