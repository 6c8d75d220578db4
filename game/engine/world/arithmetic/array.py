"""The two kinds of arrays that the model is made of, for annotations; their axes are said where they are declared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
