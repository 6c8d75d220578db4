"""What moved in the world while earlier policy worked on: plants abroad, stocks, thrift and prices, before the quarter and after.

Readings that stand beside a cause, not shares of it; the shares are the waterfall's."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.fields.structs import Struct
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import SIDES
from game.screens.pages.shared.world_map import cell
from game.screens.scene.scene import Play

SHOWN = 2  # readings at most
LEAST = 0.02  # smaller changes are not worth a reader's time
SHARES = frozenset(("outside", "spared"))
WEIGHT = 8.0  # a point of a share counts as eight per cent of a price


class Reading(Struct):
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


def readings(before: Observation, after: Observation) -> list[Reading]:
    """All readings of the finals that the side licenses, those that moved most first."""
    spec, side = after.world.spec, SIDES.index(after.side)
    found: list[Reading] = []
    for f, product in enumerate(spec.final_product):
        p = int(product)
        if int(spec.controls[p]) != side:
            continue
        for key, read in (("outside", _outside), ("cover", _cover), ("spared", _spared), ("price", _price)):
            found.append(Reading(key, spec.products[p], read(before, f, p), read(after, f, p)))
    return sorted((x for x in found if x.moved >= LEAST), key=lambda x: -x.moved)


def drift_told(scene: Play) -> str:
    """The readings that moved most, in one sentence; "" when none did or what stood before is not known."""
    t = scene.t
    if scene.before is None:
        return ""
    written = [(x, _valued(scene, x.key, x.was), _valued(scene, x.key, x.now)) for x in readings(scene.before, scene.observation)]
    shown = [
        t(f"drift.{x.key}", product=t.name(x.product), was=was, now=now) for x, was, now in written if was != now
    ][:SHOWN]  # fmt: skip
    return t("drift.told", what=t("number.sentence_separator").join(shown)) if shown else ""


def _valued(scene: Play, key: str, value: float) -> str:
    return scene.t.percent(value, 1) if key in SHARES else scene.t.number(value, 1 if key == "cover" else 2)


def _outside(o: Observation, f: int, p: int) -> float:
    """Share of the world's capacity that stands outside the licensing side's country."""
    spec, home = o.world.spec, int(o.world.spec.home[p])
    made = [cell(o.world.capacity, r, p) for r in range(len(spec.regions))]
    return 1.0 - made[home] / total(made) if total(made) > 0 else 0.0


def _abroad(o: Observation, p: int) -> list[int]:
    return [r for r in range(len(o.world.spec.regions)) if r != int(o.world.spec.home[p])]


def _cover(o: Observation, f: int, p: int) -> float:
    """Months of use in stock abroad."""
    rows = _abroad(o, p)
    use = total(cell(o.world.demand, r, f) for r in rows)
    return total(cell(o.world.stock, r, p) for r in rows) / use if use > 0 else 0.0


def _spared(o: Observation, f: int, p: int) -> float:
    """Share of use abroad that is designed out, weighed by use."""
    rows = _abroad(o, p)
    use = total(cell(o.world.demand, r, f) for r in rows)
    return total(cell(o.world.designed_out, r, f) * cell(o.world.demand, r, f) for r in rows) / use if use > 0 else 0.0


def _price(o: Observation, f: int, p: int) -> float:
    """The price abroad, calm = 1."""
    return cell(o.world.price, 1, p)
