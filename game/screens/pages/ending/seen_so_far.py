"""The ending's look back and ahead: what of the game has been seen so far, out of how much, and one press to play on from here."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import other
from game.play.finished_campaigns import Chapter, seen
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, panel, row, table, text


def seen_panel(scene: Play) -> Node | None:
    """Cards, endings and mandates of this campaign and of all, out of how many, and the best grade here so far."""
    t, o, rules = scene.t, scene.observation, scene.rules
    if not scene.chapters:
        return None
    own = scene.chapters[-1]
    every = seen(scene.chapters, o.side, o.scenario)
    cards = [c for c in rules.cards.values() if c.to in (o.side, "both")]
    mandates = [m for m in rules.mandates.values() if m.side == o.side]
    counts = (
        ("seen.cards", len(own.cards), len(every.cards & rules.cards.keys()), len(cards)),
        ("seen.mandates", len(own.met), len(every.mandates & rules.mandates.keys()), len(mandates)),
        ("seen.endings", 1, len(every.endings & rules.endings.keys()), len(rules.endings)),
        ("seen.worlds", 1, len({(c.scenario, c.side) for c in scene.chapters}), 2 * len(rules.scenarios)),
    )
    head = [t("seen.what"), t("seen.here"), t("seen.all"), t("seen.out_of")]
    rows = [[t(key, side=t.name(o.side)), t.number(here), t.number(so_far), t.number(most)] for key, here, so_far, most in counts]
    nodes = [table("seen-table", "", [head, *rows], hint=t("seen.hint"))]
    if every.best is not None and every.campaigns > 1:
        nodes.append(text("seen-best", t("seen.best", grade=t.signed(every.best, 1), side=t.name(o.side)), icon="trophy"))
    nodes.append(row("seen-again", again_buttons(scene, own)))
    return panel("end-seen", t("seen.title"), nodes, icon="history")


def again_buttons(scene: Play, own: Chapter) -> list[Node | None]:
    """The same world from the other capital, and the same task in another world."""
    t = scene.t
    return [
        button(
            "again-other",
            t("seen.other_side", side=t.name(other(scene.observation.side))),
            do("again", other(scene.observation.side), own.seed),
            icon="capital",
            key="a",
            hint=t("seen.other_side_hint"),
            why_not=scene.busy,
        ),
        button(
            "again-seed",
            t("seen.another_world"),
            do("again", own.side, next_seed(scene.chapters, own)),
            icon="refresh",
            key="n",
            hint=t("seen.another_world_hint"),
            why_not=scene.busy,
        ),
    ]


def next_seed(chapters: tuple[Chapter, ...], own: Chapter) -> int:
    """The first seed after this campaign's that was not played in its scenario and side."""
    played = {c.seed for c in chapters if (c.scenario, c.side) == (own.scenario, own.side)}
    seed = own.seed + 1
    while seed in played:
        seed += 1
    return seed
