"""Parameter sets by the hundred through the cases of history: which targets are looked at, what comes of each set, how far off.

What to do with the outcomes is `calibrate.py` and `sensitivity.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from game.content.format.case_items import Case, Target
from game.content.format.world_items import Parts
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.spec import WHOLE_HALVES
from game.engine.world.month.phases import ModelFault
from game.lab.history.backtest import play, values_of
from game.lab.history.backtest_quantities import dear
from game.lab.history.backtest_script import script_of
from game.structs import Struct

BLOCK = 128  # sets that run side by side

Tell = Callable[[str], None]
Sets = Mapping[str, Array]


class Missing(Exception):
    """A library of the laboratory is not installed; the text is one sentence."""


class Row(Struct):
    """A target that sets are judged by: no echo of an input."""

    case: str
    target: Target
    held_out: bool

    @property
    def id(self) -> str:
        """Case and target."""
        return f"{self.case}/{self.target.id}"


def library(name: str) -> Any:
    """A library of the `lab` extra, imported late. Missing when it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        package = name.split(".")[0]
        raise Missing(
            f"This needs {package}, which is not installed; install the laboratory with: pip install 'indispensable[lab]'"
        ) from None


def rows_of(cases: Sequence[Case], without: Sequence[str] = ()) -> list[Row]:
    """The outputs among all targets; those of the cases named `without` are held out as a whole."""
    return [Row(c.id, t, t.held_out or c.id in without) for c in cases for t in c.targets if not t.echo]


def ranges_of(parts: Parts, names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each parameter, as content publishes them."""
    return {n: (parts.parameters[n].low, parts.parameters[n].high) for n in names}


def spread(unit: Array, ranges: Mapping[str, tuple[float, float]]) -> dict[str, Array]:
    """Sets from a design (K, parameters) in the unit cube, parameters in the order of `ranges`."""
    found = {n: low + unit[:, i] * (high - low) for i, (n, (low, high)) in enumerate(ranges.items())}
    return {n: np.rint(2.0 * v) * 0.5 if n in WHOLE_HALVES else v for n, v in found.items()}


def costly(row: Row) -> bool:
    """Whether a target needs runs of its own for every reading (leverage), so that few sets can afford it."""
    return dear(row.target.read)


def outcomes(parts: Parts, cases: Sequence[Case], rows: Sequence[Row], sets: Sets, tell: Tell | None = None) -> Array:
    """(rows, K) what every set gives for these rows of the cases; NaN where a set breaks the model."""
    count = len(next(iter(sets.values())))
    blocks = []
    for start in range(0, count, BLOCK):
        part = {n: v[start : start + BLOCK] for n, v in sets.items()}
        blocks.append(np.concatenate([_case(parts, c, [r for r in rows if r.case == c.id], part) for c in cases]))
        if tell is not None:
            tell(f"{min(start + BLOCK, count)} of {count} sets have run")
    return np.concatenate(blocks, axis=1)


def _case(parts: Parts, case: Case, rows: Sequence[Row], sets: Sets) -> Array:
    if not rows:
        return np.zeros((0, len(next(iter(sets.values())))))
    wanted = {r.target.id for r in rows}
    left = frozenset(t.id for t in case.targets if t.id not in wanted)
    script = script_of(case, parts, sets)
    try:
        return values_of(script, play(script, left), left)
    except ModelFault:
        if script.sets == 1:
            return np.full((len(rows), 1), np.nan)
    alone = [{n: v[k : k + 1] for n, v in sets.items()} for k in range(script.sets)]  # one fault must not cost the others
    return np.concatenate([_case(parts, case, rows, one) for one in alone], axis=1)
