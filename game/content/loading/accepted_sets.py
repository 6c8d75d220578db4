"""The parameter sets that the record leaves, as a file of content: written by a calibration, read by whatever runs over them.

It is read when somebody asks for it and never at the start of the game. Campaigns are played with content's one set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game import installation

Sets = Mapping[str, NDArray[np.float64]]
"""Parameter → its value in each set, (K,)."""

FILE = "lab/accepted_sets.json"  # in the folder of content
AGAIN = "python -m game lab retune --only calibration makes them anew"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The sets, and the range in which each parameter was thought to lie before the record was looked at."""

    sets: Sets
    before: Mapping[str, tuple[float, float]]

    @property
    def count(self) -> int:
        """How many sets there are."""
        return len(next(iter(self.sets.values())))

    def middle(self, name: str) -> tuple[float, float]:
        """Where the middle four fifths of a parameter's values lie."""
        low, high = np.quantile(self.sets[name], (0.1, 0.9))
        return float(low), float(high)


def written(accepted: Accepted, about: Mapping[str, Any]) -> str:
    """Sets as the text of the file, four digits each, with what else is to be known of them."""
    sets, about = accepted.sets, {**about, "before": list(accepted.before.values())}
    rows = ",\n".join(json.dumps([float(f"{v:.4g}") for v in row]) for row in zip(*sets.values(), strict=True))
    return f'{json.dumps({**about, "parameters": list(sets)})[:-1]}, "sets": [\n{rows}\n]}}\n'


@lru_cache(maxsize=4)
def accepted_sets(folder: Path | None = None) -> Accepted:
    """The sets of content, or of a folder like it. ValueError, in one sentence, without a sound file."""
    path = (folder or installation.content()) / FILE
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table = np.array(found["sets"], dtype=np.float64)
        names = [str(n) for n in found["parameters"]]
        if table.ndim != 2 or table.shape[1] != len(names) or not len(table) or not np.isfinite(table).all():
            raise ValueError(f"expected rows of {len(names)} numbers")
        before = {name: (float(low), float(high)) for name, (low, high) in zip(names, found["before"], strict=True)}
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ValueError(f'The accepted sets in "{FILE}" cannot be read ({problem}); {AGAIN}.') from None
    return Accepted({name: table[:, i] for i, name in enumerate(names)}, before)


def thinned(sets: Sets, most: int) -> Sets:
    """At most so many of the sets, evenly taken."""
    count = len(next(iter(sets.values())))
    chosen = np.arange(count) if most >= count else np.arange(most) * count // most
    return {name: values[chosen] for name, values in sets.items()}
