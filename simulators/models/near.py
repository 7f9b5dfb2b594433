"""Which places are nearest: worked out in blocks of rows, so that no table of all pairs is ever kept."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulators.models.contract import Floats

#: km in a degree of latitude, and of longitude at the equator.
_DEGREE: Final = 111.2
#: So many distances are held at a time (8 MB).
_BLOCK: Final = 1 << 20


def plane(positions: Sequence[tuple[float, float]]) -> Floats:
    """(n, 2) km east and north of (0, 0), true to scale at the mean latitude of `(longitude, latitude)`."""
    place = np.array(positions, dtype=np.float64).reshape(-1, 2)
    scale = np.cos(np.radians(place[:, 1].mean())) if len(place) else 1.0
    return np.asarray(place * _DEGREE * (scale, 1.0))


def nearest(
    places: Floats, among: Floats, count: int, *, others: bool = False
) -> tuple[NDArray[np.intp], Floats]:
    """(n, k) rows of `among` nearest to each of the n `places`, and how far they are, nearest first.

    Equally near ones keep their order; which of them are taken is open where k cuts among them. k is
    `count`, or as many as there are; with `others` both tables are the same and no place is its own
    neighbour.
    """
    there = max(0, min(count, len(among) - others))
    rows = np.zeros((len(places), there), dtype=np.intp)
    far = np.zeros(rows.shape)
    if there == 0:
        return rows, far
    size = max(1, _BLOCK // len(among))
    for first in range(0, len(places), size):
        here = places[first : first + size]
        distance = np.hypot(here[:, None, 0] - among[:, 0], here[:, None, 1] - among[:, 1])
        if others:
            distance[np.arange(len(here)), np.arange(first, first + len(here))] = np.inf
        if there == 1:
            found = distance.argmin(axis=1)[:, None]
        else:
            found = np.sort(np.argpartition(distance, there - 1, axis=1)[:, :there], axis=1)
        near = np.take_along_axis(distance, found, axis=1)
        order = np.argsort(near, axis=1, kind="stable")
        rows[first : first + size] = np.take_along_axis(found, order, axis=1)
        far[first : first + size] = np.take_along_axis(near, order, axis=1)
    return rows, far
