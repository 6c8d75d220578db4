"""What waits between the capitals when a quarter begins, as the projection of risk needs it: brinks, threats that fall due,
resolve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.turn.consequences.brink import on_brink
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.world.measures.risk import Prospects


def prospects(works: Sequence[Work], quarter: int) -> Prospects:
    """What waits between the capitals at the start of a quarter, from the records: a brink, threats that fall due, resolve."""
    brinks = [on_brink(w) for w in works]
    due = [[_falls_due(w, side, quarter) for w in works] for side in BOTH]
    resolve = [[w.accounts[side].threats_done / w.accounts[side].threats_due for w in works] for side in BOTH]
    return Prospects(
        np.array([float(card is not None) for card in brinks]),
        np.array([float(card.returns) if card is not None else 0.0 for card in brinks]),
        np.array([float(max(w.rules.numbers.brink_from - 1 - quarter, 0)) for w in works]),
        np.array(due),
        np.array(resolve),
    )


def _falls_due(work: Work, side: Side, quarter: int) -> float:
    """1 where a demand of the side was refused and its draft has to be carried out this quarter or lapses."""
    return float(any(o.side == side and o.answered == "no" and o.since + max(o.offer.due, 1) <= quarter for o in work.offers))
