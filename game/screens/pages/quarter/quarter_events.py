"""What happened in a quarter, the most important first, without what the plans turned over say already.

How a single piece of news reads is `telling`'s business."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.plan import BOTH, Draft
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, text
from game.screens.words.news import SHOWN_ELSEWHERE, all_news

MATTERED = 3  # pieces of news that a Guided player sees at first
RANKS = (
    ("rupture", "out-of-office", "brink", "brink-answers", "brink-eased", "brink-yielded"),
    ("demand-yes", "deal-yes", "threat-carried-out", "promise-broken", "support-warning", "deficit", "repealed", "pair"),
    ("demand-no", "deal-no", "threat-lapsed", "promise-kept", "glimpsed", "statute", "statute-passed", "vote-won"),
    ("partner-review", "void-line"),
)
"""Keys of news from the weightiest to the lighter; what is not named comes last."""
News = tuple[str, ...]


def answers(was: Past, side: str) -> list[tuple[str, str]]:
    """Card and response of each answer of a side that is known."""
    own = [(card, response) for key, *rest in was.news if key == "answered" and rest[0] == side for card, response in [rest[1:3]]]
    both = [(n[1], n[2 + BOTH.index(side)]) for n in was.news if n[0] == "pair" and side in BOTH]
    return list(dict.fromkeys((*both, *own)))


def pieces(was: Past) -> list[News]:
    """The news that no plan shows, by rank."""
    drafting = {side for side, plan in was.plans.items() if any(isinstance(line, Draft) for line in plan.lines)}
    found = [n for n in was.news if n[0] not in SHOWN_ELSEWHERE and not (n[0] == "drafted" and n[1] in drafting)]
    return sorted(dict.fromkeys(found), key=_rank)


def _rank(news: News) -> int:
    return next((i for i, keys in enumerate(RANKS) if news[0] in keys), len(RANKS))


def happened(scene: Play, was: Past) -> list[str]:
    """All of it in sentences, each once."""
    return all_news(scene.t, scene.rules, pieces(was))


def news_panel(scene: Play, id: str, told: Sequence[str], none: str = "") -> Node | None:
    """The panel: what mattered most, and the rest in a drawer; without news the words `none`, or no panel."""
    t = scene.t
    rows = [text(f"news:{i}", words) for i, words in enumerate(told)]
    more = drawer(scene, id, t("news.more", n=t.number(len(rows) - MATTERED)), rows[MATTERED:])
    shown = [*rows[:MATTERED], *more] or ([text("news-none", none)] if none else [])
    return panel(id, t("brief.news"), shown, icon="list") if shown else None
