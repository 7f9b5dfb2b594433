"""Water in the soil: how far a slope is saturated, and the soil water index of the weather services."""

from typing import Final

import numpy as np

from simulators.models.contract import Floats

#: Tanks of Ishihara and Kobatake (1979) as the Japanese weather service uses them: outlets of each tank
#: as (rate 1/h, height mm), and percolation 1/h. Science section 4.3.
_HIGH_OUTLET: Final = (0.15, 60.0)  # of the first tank only
_OUTLETS: Final = np.array([[0.10], [0.05], [0.01]])
_HEIGHT: Final = 15.0
_PERCOLATION: Final = np.array([[0.12], [0.05], [0.01]])


class Soil:
    """The soil of slopes as reservoirs: dm/dt = min(P, K_s) / capacity - m / τ, m the saturated share.

    `conductivity` K_s in mm/h, `capacity` n_d z in mm, `drainage` τ and the step `dt` in hours.
    """

    def __init__(self, *, capacity: Floats, drainage: Floats, conductivity: Floats, dt: float) -> None:
        self._capacity, self._drainage, self._conductivity = capacity, drainage, conductivity
        self._left = np.exp(-(1.0 / drainage) * dt)

    def saturation(self, m: Floats, rain: Floats) -> Floats:
        """m a step later, exact, under a `rain` P in mm/h."""
        inflow = np.minimum(rain, self._conductivity) / self._capacity
        balance = inflow * self._drainage
        # a soaked soil takes no more: the rest runs off
        return np.asarray(np.minimum(balance + (m - balance) * self._left, 1.0))


def first_tanks(zones: int) -> Floats:
    """Contents of the three tanks in mm after an ordinary week, shape (3, zones); their index is 35."""
    return np.tile(np.array([[0.0], [10.0], [25.0]]), zones)


def step_tanks(tanks: Floats, rain: Floats, dt: float) -> Floats:
    """Contents in mm a step later; `rain` in mm/h, `dt` in hours.

    Explicit Euler, as the index is defined; all rates are below 0.4 per hour, so a minute is far inside
    its limit of stability.
    """
    out = _OUTLETS * np.maximum(tanks - _HEIGHT, 0.0)
    rate, height = _HIGH_OUTLET
    out[0] += rate * np.maximum(tanks[0] - height, 0.0)
    down = _PERCOLATION * tanks
    change = -out - down
    change[0] += rain
    change[1:] += down[:2]
    return np.asarray(tanks + change * dt)
