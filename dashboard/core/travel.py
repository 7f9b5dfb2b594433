"""How long a drive along a road takes, from the speeds at a few points of it."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Below this speed in km/h traffic stands: nobody can say how long it will take.
STANDSTILL: Final = 3.0


def travel_time(kilometres: Floats, speeds: Floats, length: float) -> float:
    """Seconds along a road of `length` km, inf where traffic stands, NaN where no speed is known.

    `speeds` (n,) in km/h are those of detectors at `kilometres` (n,) from its beginning, ascending, NaN
    where one is not heard. Each stands for the road that is nearer to it than to its neighbours.
    """
    known = ~np.isnan(speeds)
    if not known.any():
        return math.nan
    at, speed = kilometres[known], speeds[known]
    if (speed < STANDSTILL).any():
        return math.inf
    edges = np.concatenate([[0.0], (at[1:] + at[:-1]) / 2, [length]])
    return float((np.diff(edges) / speed).sum() * 3600.0)
