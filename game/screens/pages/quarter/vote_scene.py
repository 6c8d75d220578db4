"""An election or plan review as a scene: how many stood by us and how many were needed, who swung it, and why.

The rules count the support with which the quarter began (`turn/consequences/accounts.py`); the scene tells that count."""

from __future__ import annotations

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.news import SideNews
from game.screens.pages.quarter.headline import headline, picture_of
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import column, meter, panel, picture, row, text

SORTS = ("election", "plan-review")
HALL = "parliament"  # the scene's picture, which it has only where the headline above it has another


def vote_panel(scene: Play, was: Past) -> Node | None:
    """The scene of our own vote in a quarter; None where nobody voted on us, or the count is not known any more."""
    t, o = scene.t, scene.observation
    sort = vote_on(was, o.side)
    if not sort or scene.before is None:
        return None
    a, needed = scene.before.accounts, scene.rules.numbers.support_election
    weights = scene.rules.numbers.sides[o.side].weights
    swings = {desk: weights[desk] * (view - needed) for desk, view in zip(DESKS, a.watchers, strict=True)}
    best, worst = max(DESKS, key=lambda d: swings[d]), min(DESKS, key=lambda d: swings[d])
    count = Meter(0, 100, a.support, marks=((needed, t.number(needed)),))
    margin = t.signed(round(a.support) - round(needed))
    told = t("vote.count", n=t.number(a.support), needed=t.number(needed), margin=margin)
    bars = [
        meter(f"vote:{desk}", t.name(desk), Meter(0, 100, view), value=t.number(view), hint=t(f"desk.watcher_{desk}"))
        for desk, view in zip(DESKS, a.watchers, strict=True)
    ]
    words = [
        text("vote-told", told, style="strong"),
        meter("vote-count", "", count, hint=told),
        text("vote-best", t("vote.best", name=t.name(best), why=t(f"desk.watcher_{best}")), icon="arrow-up"),
        text("vote-worst", t("vote.worst", name=t.name(worst), why=t(f"desk.watcher_{worst}")), icon="arrow-down"),
    ]
    hall = None if picture_of(headline(scene, was)) == HALL else picture("vote-scene", f"scenes/{HALL}", "", style="banner")
    nodes = [row("vote-hall", [hall, column("vote-words", words)]), row("vote-watchers", bars)]
    won = o.side not in lost(was)
    title = t(f"vote.{sort.replace('-', '_')}_{'won' if won else 'lost'}")
    return panel("vote", title, nodes, icon="vote", tone="" if won else "warn")


def vote_on(was: Past, side: str) -> str:
    """Which vote was held on a capital in a quarter: "election", "plan-review", or "" for none."""
    found = (n for n in was.news if isinstance(n, SideNews) and n.side == side and n.key in ("vote-won", "out-of-office"))
    return next((n.what for n in found if n.what in SORTS), "")


def lost(was: Past) -> set[str]:
    """The capitals that were put out of office in a quarter."""
    return {n.side for n in was.news if isinstance(n, SideNews) and n.key == "out-of-office"}
