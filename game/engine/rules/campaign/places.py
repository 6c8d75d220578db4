"""Turns the words of content into indices: where (rival, own-coalition, a region …) and which products or finals."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache

import numpy as np

from game.engine.rules.vocabulary.plan import Side, other
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.spec import SIDES, WorldSpec

WHERE_WORDS = ("self", "rival", "rival-coalition", "own-coalition", "others", "outside", "world", "target")


def capital_region(spec: WorldSpec, side: Side) -> int:
    """The region index of a side's own country."""
    return int(spec.side_region[SIDES.index(side)])


def coalition(spec: WorldSpec, stances: Mapping[str, tuple[float, float]], side: Side, join: float) -> tuple[int, ...]:
    """Regions that stand with `side`: stance at least `join` and not below the stance toward the other capital."""
    mine, theirs = SIDES.index(side), SIDES.index(other(side))
    held = {i: stances[r] for i, r in enumerate(spec.regions) if r in stances}
    return tuple(i for i, both in held.items() if both[mine] >= join and both[mine] >= both[theirs])


def partnership(stances: tuple[float, float], side: Side, join: float) -> float:
    """How far a country stands with `side`, 0 to 1, without a cliff: half at the stance from which it joins, whole at twice that;
    less where it leans to the other capital, and nothing where it does so by as much as joining takes."""
    mine, theirs = stances[SIDES.index(side)], stances[SIDES.index(other(side))]
    return min(max(mine / (2.0 * join), 0.0), 1.0) * min(max(1.0 + (mine - theirs) / join, 0.0), 1.0)


def partnerships(spec: WorldSpec, stances: Mapping[str, tuple[float, float]], side: Side, join: float) -> Array:
    """(R,) how far each region stands with `side`; the capitals themselves stand with nobody."""
    return np.array([partnership(stances[r], side, join) if r in stances else 0.0 for r in spec.regions])


def regions_of(
    spec: WorldSpec,
    stances: Mapping[str, tuple[float, float]],
    join: float,
    side: Side,
    where: str,
    target: str = "",
) -> tuple[int, ...]:
    """Region indices that a where-word means for the acting `side`. A region's own id means just that region."""
    where = target if where == "target" else where
    own, rival = capital_region(spec, side), capital_region(spec, other(side))
    always = _always(spec.regions, own, rival, where)
    if always is not None:
        return always
    everyone = tuple(range(len(spec.regions)))
    friends = tuple(i for i in coalition(spec, stances, side, join) if i not in (own, rival))
    foes = tuple(i for i in coalition(spec, stances, other(side), join) if i not in (own, rival, *friends))
    if where == "own-coalition":
        return friends
    if where == "rival-coalition":
        return foes
    if where == "others":
        return tuple(i for i in everyone if i not in (own, rival, *foes))
    raise ValueError(f'"{where}" is neither a region nor one of {", ".join(WHERE_WORDS)}')


@cache
def _always(regions: tuple[str, ...], own: int, rival: int, where: str) -> tuple[int, ...] | None:
    """The regions that a where-word means however the countries stand; None for a word that hangs on that."""
    if where in regions:
        return (regions.index(where),)
    everyone = tuple(range(len(regions)))
    return {"self": (own,), "rival": (rival,), "world": everyone, "outside": tuple(i for i in everyone if i != own)}.get(where)


def products_of(spec: WorldSpec, patterns: tuple[str, ...]) -> tuple[int, ...]:
    """Product indices that match any of the ids or patterns such as heavy.* or *.magnet, in product order."""
    return _matching(spec.products, patterns)


def finals_of(spec: WorldSpec, names: tuple[str, ...]) -> tuple[int, ...]:
    """Final indices that match any of the ids or patterns, in order."""
    return _matching(spec.finals, names)


@cache
def _matching(ids: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[int, ...]:
    """Positions of the ids that match any of the patterns: asked for the same few words again and again while policy is folded."""
    return tuple(i for i, x in enumerate(ids) if any(fnmatchcase(x, pattern) for pattern in patterns))
