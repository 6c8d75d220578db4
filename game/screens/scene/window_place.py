"""Where the window stood when it was last closed, kept with the settings. Opening it there is the window's business."""

from __future__ import annotations

from typing import Any

from game.engine.world.arithmetic.total import total
from game.structs import Struct

Pair = tuple[int, int]
FARTHEST = 32_767  # pixels: what no display reaches


class WindowPlace(Struct):
    """Size and place of the window while it does not fill the screen, whether it does, and the displays that there were then."""

    size: Pair
    place: Pair
    full_screen: bool
    displays: tuple[Pair, ...]

    def fitted(self, displays: tuple[Pair, ...]) -> tuple[Pair, Pair | None]:
        """Size and place on the displays that there are now: no larger than the largest, and no place (None) where others stood.

        Nor is a place kept that no layout of these displays reaches: some systems tell -32000 of a window that is put away."""
        widest = max(displays, default=self.size)
        size = min(self.size[0], widest[0]), min(self.size[1], widest[1])
        reached = all(abs(at) < total(d[i] for d in displays) for i, at in enumerate(self.place))
        return size, self.place if displays == self.displays and reached else None


def sound(raw: Any) -> WindowPlace | None:
    """Read from a file; None when it is no place of a window."""
    try:
        size, place, full, displays = (raw[name] for name in WindowPlace.__struct_fields__)
        pairs = [tuple(pair) for pair in (size, place, *displays)]
    except (TypeError, KeyError, ValueError):
        return None
    whole = all(len(p) == 2 and all(type(n) is int and abs(n) <= FARTHEST for n in p) for p in pairs) and len(pairs) <= 18
    if not whole or type(full) is not bool or min(pairs[0]) < 1:
        return None
    return WindowPlace(pairs[0], pairs[1], full, tuple(pairs[2:]))
