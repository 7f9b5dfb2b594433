"""Degrees <-> metres on a plane around the city's centre."""

from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

#: Mean radius of the Earth, metres (IUGG).
RADIUS: Final = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular at the centre: x east and y north of it, metres.

    Exact along the centre's parallel and along every meridian of the sphere. Away from the parallel
    east-west lengths are off by cos(latitude) / cos(centre): +0.1 % at the coast, -1.1 % at the
    northern tip of the metropolis, 73 km away. The sphere itself is off by 0.3 %.
    """

    longitude: float
    latitude: float

    def to_metres(self, degrees: Points) -> Points:
        """(..., 2) longitude, latitude -> (..., 2) metres."""
        centre = np.array((self.longitude, self.latitude))
        return np.asarray((np.asarray(degrees, dtype=np.float64) - centre) * self._scale())

    def to_degrees(self, metres: Points) -> Points:
        """(..., 2) metres -> (..., 2) longitude, latitude."""
        centre = np.array((self.longitude, self.latitude))
        return np.asarray(np.asarray(metres, dtype=np.float64) / self._scale() + centre)

    def _scale(self) -> Points:
        metres = radians(1.0) * RADIUS
        return np.array((metres * cos(radians(self.latitude)), metres))
