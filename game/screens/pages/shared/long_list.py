"""A list as long as may be, a run of its rows at a time: whatever a player's folders hold, a page stays as light as another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from game.screens.pages.shared.plain_page import worded
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import do, row, text

T = TypeVar("T")
RUN = 100
"""Rows that are shown at a time."""


def run_of(scene: Scene, id: str, items: Sequence[T], shown: Callable[[int, T], Node]) -> list[Node]:
    """The rows of the run that is open, each made of an item and its place in the whole list; with ways to the runs beside it."""
    t, every = scene.t, len(items)
    first = min(scene.ui.first // RUN, max(0, every - 1) // RUN) * RUN
    last = min(first + RUN, every)
    rows = [shown(n, items[n]) for n in range(first, last)]
    if every <= RUN:
        return rows
    told = text(f"{id}-run", t("common.run", first=t.number(first + 1), last=t.number(last), all=t.number(every)), style="fine")
    begins, ends = "" if first else t("common.run_first"), "" if last < every else t("common.run_last")
    before = worded(t, f"{id}-before", "common.run_before", do("run", first - RUN), icon="arrow-up", why_not=begins)
    after = worded(t, f"{id}-after", "common.run_after", do("run", last), icon="arrow-down", why_not=ends)
    return [row(f"{id}-runs", [told, before, after]), *rows]
