"""The parameter sets that the record leaves, as content keeps them: written by a calibration, read by whatever runs over them.

The file is read when somebody asks for it and never at the start of the game. Campaigns are played with content's one set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from game import installation
from game.engine.world.arithmetic.array import Array
from game.lab.history.calibrate import Study
from game.lab.history.evidence import placed

FILE = "lab/accepted_sets.json"  # in the folder of content
AGAIN = "python -m game lab calibrate --keep-sets makes them anew"


def written(study: Study) -> str:
    """The sets of a study as the text of the file, four digits each."""
    sets = placed(study.priors, study.fit.sampled.end.points)
    rows = ",\n".join(json.dumps([float(f"{v:.4g}") for v in row]) for row in zip(*sets.values(), strict=True))
    head = {"seed": study.seed, "effective": round(study.fit.sampled.effective, 1), "parameters": list(sets)}
    return f'{json.dumps(head)[:-1]}, "sets": [\n{rows}\n]}}\n'


def kept(folder: Path | None = None, most: int = 0) -> dict[str, Array]:
    """The accepted sets by parameter, at most `most` of them, evenly taken (0: all). ValueError, in one sentence, else."""
    path = (folder or installation.content()) / FILE
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table = np.array(found["sets"], dtype=np.float64)
        names = [str(n) for n in found["parameters"]]
        if table.ndim != 2 or table.shape[1] != len(names) or not len(table) or not np.isfinite(table).all():
            raise ValueError(f"expected rows of {len(names)} numbers")
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ValueError(f'The accepted sets in "{FILE}" cannot be read ({problem}); {AGAIN}.') from None
    count = len(table)
    chosen = np.arange(count) if not most or most >= count else np.arange(most) * count // most
    return {name: table[chosen, i] for i, name in enumerate(names)}
