"""How often something may be tried: a bucket of tries for each name, filled again over time. Old buckets are forgotten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_NAMES = 10_000


@dataclass(slots=True)
class Bucket:
    """Tries left, and when they were counted."""

    left: float
    at: float


class Limit:
    """At most `burst` tries at once and `each` seconds for another one, by name (an address, a seat)."""

    def __init__(self, burst: int, each: float, clock: Callable[[], float]) -> None:
        self.burst, self.each, self._clock = burst, each, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, name: str) -> float:
        """Seconds until the next try; 0 when one is free now. Takes nothing."""
        bucket = self._filled(name)
        return 0.0 if bucket.left >= 1.0 else (1.0 - bucket.left) * self.each

    def take(self, name: str) -> float:
        """Use up a try; seconds until the next one when there was none left."""
        bucket = self._filled(name)
        if bucket.left < 1.0:
            return (1.0 - bucket.left) * self.each
        bucket.left -= 1.0
        return 0.0

    def _filled(self, name: str) -> Bucket:
        now = self._clock()
        bucket = self._buckets.pop(name, None) or Bucket(float(self.burst), now)
        bucket.left = min(float(self.burst), bucket.left + (now - bucket.at) / self.each)
        bucket.at = now
        self._buckets[name] = bucket
        if len(self._buckets) > MOST_NAMES:
            self._buckets.popitem(last=False)
        return bucket
