"""Arrays that grow by the thing, with room for more: things are discovered a few at a time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def roomy(old: NDArray[Any], rows: int, blank: float) -> NDArray[Any]:
    """`old` if it has so many rows, else a copy with twice as many at least; new ones are `blank`."""
    have = len(old)
    if rows <= have:
        return old
    new = np.full((max(rows, 2 * have), *old.shape[1:]), blank, dtype=old.dtype)
    new[:have] = old
    return new
