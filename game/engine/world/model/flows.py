"""What the phases of a month hand to each other, beside the world's own arrays. Nothing here is saved or hashed.

Each phase says which of these it takes and gives (`month/phases.py`); all but the two at the end are of one month only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

import numpy as np

from game.engine.world.arithmetic.array import Array
from game.engine.world.model.frame import Frame


def _of(axes: str, unit: str) -> dict[str, str]:
    """A flow's axes before the lanes (letters as in `Frame.shape`) and its unit."""
    return {"axes": axes, "unit": unit}


@dataclass(slots=True)
class Flows:
    """The flows of one month, lanes last, made when they are first asked for.

    L are the licensed cells and V the public reserves, rows of (R*P) that the policy in force names; such flows are made afresh
    each month."""

    frame: Frame
    lanes: int
    log_price: Array = field(init=False, metadata=_of("2ZP", "log points"))  # spot prices, then six-month contract prices
    paid: Array = field(init=False, metadata=_of("ZF", "log points"))  # for finals: fee and what goes in, at contract prices
    planned_use: Array = field(init=False, metadata=_of("RP", "unit/month"))  # by the next stage, or as a final
    wanted_finals: Array = field(init=False, metadata=_of("RF", "unit/month"))  # use of finals at calm prices
    planned_finals: Array = field(init=False, metadata=_of("RF", "unit/month"))  # the same, bent by contract prices
    wanted_purchases: Array = field(init=False, metadata=_of("RP", "unit/month"))  # what public reserves want included
    reserve_wanted: Array = field(init=False, metadata=_of("V", "unit/month"))  # what public reserves want to buy
    reserve_bought: Array = field(init=False, metadata=_of("V", "unit/month"))
    reserve_released: Array = field(init=False, metadata=_of("V", "unit/month"))
    applied_for: Array = field(init=False, metadata=_of("L", "unit/month"))
    licensed: Array = field(init=False, metadata=_of("L", "unit/month"))  # of what was applied for
    refused_share: Array = field(
        init=False, metadata=_of("L", "share")
    )  # of what was asked, or half the usual flow if that is more
    offered: Array = field(init=False, metadata=_of("P", "unit/month"))  # refused goods that others took; only while `denying`
    premium_wanted: Array = field(init=False, metadata=_of("RP", "log points"))  # that refused buyers would pay
    exported: Array = field(init=False, metadata=_of("P", "unit/month"))  # licensed exports to all regions
    clearing_ratio: Array = field(init=False, metadata=_of("ZP", "ratio"))  # supply over wanted purchases: at home, outside
    region_loss: Array = field(init=False, metadata=_of("R", "% of GDP a year"))
    denied_share: Array = field(init=False, metadata=_of("RF", "share"))  # of what a final's chain asked for; only while `denying`
    denying: bool | None = None  # some flow is denied or leaks; None until the run's first month has cleared
    afraid: bool = True  # some buyer may fear denial

    def __getattr__(self, name: str) -> Array:
        """Make the flow of this name: Python asks here for a slot that is still empty."""
        axes = AXES.get(name)
        if axes is None:
            raise AttributeError(name)
        made = np.empty(self.frame.shape(axes, self.lanes), self.frame.floats)
        setattr(self, name, made)
        return made

    def start_run(self) -> None:
        """Forget what the months of the run before have told."""
        self.denying, self.afraid = None, True


AXES: Mapping[str, str] = MappingProxyType({f.name: f.metadata["axes"] for f in fields(Flows) if f.metadata})
