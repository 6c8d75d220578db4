"""Whether a campaign has something to tell: the weight of its headlines, how often the lead changes, how often a brink comes.

The lead is told by the verdicts as they stand at each quarter's end (`parts_so_far`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from game.engine.rules import Batch, observe_batch
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.play.told.headlines import QUIET, weightiest
from game.structs import Struct

TOLD, GREAT, CHANGES, BRINKS = 0.80, 1 / 3, 2, (0.25, 0.60)
"""At least so many quarters above the lowest rank, at most so many of the top one, at least so many changes of the lead in the
median campaign, and a brink in so many unequal campaigns."""
Before = dict[tuple[int, Side], Observation]


class Told(Struct):
    """What the quarter before had to tell: the rank of its headline for each capital, and by how many points Beijing's verdict so
    far is above Washington's."""

    ranks: tuple[int, ...]
    lead: float


def told_in(rules: Rules, batch: Batch, lane: int, before: Before) -> Told | None:
    """What is told at the start of a quarter; None before the first was played. Keeps in `before` what is seen now."""
    record = batch.records[lane]
    now = {(record.setup.seed, side): observe_batch(rules, batch, lane, side) for side in BOTH}
    ranks = [weightiest(rules, before.get(key), o, o.history[-1]).rank for key, o in now.items() if o.history]
    before.update(now)
    if not record.quarter:
        return None
    world = batch.world.take([lane])
    beijing, washington = (parts_so_far(rules, record, world, side).verdict for side in BOTH)
    return Told(tuple(ranks), beijing - washington)


def story_rows(told: Mapping[Any, Sequence[Told]], brinks: Sequence[bool]) -> list[dict[str, Any]]:
    """The rows of the report, from what was told in each campaign, and whether each unequal campaign saw a brink."""
    ranks = [rank for quarters in told.values() for t in quarters for rank in t.ranks]
    changes = [lead_changes([t.lead for t in quarters]) for quarters in told.values()]
    rows = [
        _share_row("headline-told", [r < QUIET for r in ranks], (TOLD, 1.0), "at least 0.8"),
        _share_row("headline-great", [r == 0 for r in ranks], (0.0, GREAT), "at most 0.333"),
        _share_row("brink-unequal", brinks, BRINKS, "0.25 to 0.6"),
    ]
    middle = float(np.median(changes)) if changes else 0.0
    rows.append({"id": "lead-changes", "value": middle, "wanted": "at least 2", "pass": middle >= CHANGES, "of": len(changes)})
    return rows


def _share_row(id: str, flags: Sequence[bool], bounds: tuple[float, float], wanted: str) -> dict[str, Any]:
    share = total(flags) / len(flags) if flags else 0.0
    return {"id": id, "value": round(share, 4), "wanted": wanted, "pass": bounds[0] <= share <= bounds[1], "of": len(flags)}


def lead_changes(leads: Sequence[float]) -> int:
    """How often the lead passed from one capital to the other; a tie changes nothing."""
    ahead = [lead > 0 for lead in leads if lead]
    return total(a != b for a, b in pairwise(ahead))
