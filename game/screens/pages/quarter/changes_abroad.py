"""What moved in the world while earlier policy worked on: plants abroad, stocks, thrift and prices, before the quarter and after.

Readings that stand beside a cause, not shares of it; the shares are the waterfall's."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.world.measures.quantities import QUANTITIES, one, outside
from game.engine.world.model.spec import SIDES
from game.screens.scene.scene import Play
from game.screens.words.quantities import number_told
from game.structs import Struct

SHOWN = 2  # readings at most
LEAST = 0.02  # smaller changes are not worth a reader's time
READ = {"outside": "share", "cover": "cover", "spared": "designed-out", "price": "price-out"}
"""Sentence → quantity, read of the regions outside the product's home."""
SHARES = frozenset(("outside", "spared"))
WEIGHT = 8.0  # a point of a share counts as eight per cent of a price


class Change(Struct):
    """One number of the world before and after a quarter; `key` names its sentence, `product` the final it is of."""

    key: str
    product: str
    was: float
    now: float

    @property
    def moved(self) -> float:
        """How much of a change that is: of a price or stock the share of the larger value, of a share its points, weighted."""
        if self.key in SHARES:
            return WEIGHT * abs(self.now - self.was)
        return abs(self.now - self.was) / max(abs(self.now), abs(self.was), 1e-9)


def changes_abroad(before: Observation, after: Observation) -> list[Change]:
    """All readings of the finals that the side licenses, those that moved most first."""
    spec, side = after.world.spec, SIDES.index(after.side)
    found: list[Change] = []
    for p in (int(i) for i in spec.final_product if int(spec.controls[int(i)]) == side):
        for key, id in READ.items():
            was, now = (one(o.world, id, p, outside(spec, p)) for o in (before, after))
            found.append(Change(key, spec.products[p], was, now))
    return sorted((x for x in found if x.moved >= LEAST), key=lambda x: -x.moved)


def changes_told(scene: Play) -> str:
    """The readings that moved most, in one sentence; "" when none did or what stood before is not known."""
    t = scene.t
    if scene.before is None:
        return ""
    written = [
        (x, _valued(scene, x.key, x.was), _valued(scene, x.key, x.now)) for x in changes_abroad(scene.before, scene.observation)
    ]
    shown = [
        t(f"drift.{x.key}", product=t.name(x.product), was=was, now=now) for x, was, now in written if was != now
    ][:SHOWN]  # fmt: skip
    return t("drift.told", what=t("number.sentence_separator").join(shown)) if shown else ""


def _valued(scene: Play, key: str, value: float) -> str:
    return number_told(scene.t, QUANTITIES[READ[key]], value)
