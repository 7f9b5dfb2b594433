"""Effective rain -> flow through a cascade of equal reservoirs (Nash 1957), exact for any time step."""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import expm

from simulators.models.contract import Floats


def transition(reservoirs: int, constant: float, dt: float) -> Floats:
    """Exact step of `reservoirs` reservoirs in series: q' = F q + g i, as one matrix [F | g].

    `constant` K and `dt` in the same unit. It is the matrix exponential of the system augmented with
    its input i, held constant over the step; shape (reservoirs, reservoirs + 1).
    """
    rates = np.zeros((reservoirs + 1, reservoirs + 1))
    for j in range(reservoirs):
        rates[j, j] = -1.0 / constant
        rates[j, j - 1] = 1.0 / constant  # j = 0 takes the input, in the last column
    return np.asarray(expm(rates * dt))[:reservoirs]


class Cascades:
    """One cascade per basin, stepped together: all as long as the longest, each read where it ends."""

    def __init__(self, reservoirs: Sequence[int], constants: Sequence[float], dt: float) -> None:
        """Constants K and `dt` in hours."""
        longest = max(reservoirs)
        steps = np.array([transition(longest, constant, dt) for constant in constants])
        self._flow, self._input = steps[:, :, :longest], steps[:, :, longest]
        self._basins = np.arange(len(steps))
        self._last = np.array(reservoirs) - 1

    def empty(self) -> Floats:
        """Outflows of all reservoirs at rest, mm/h, shape (basins, longest cascade)."""
        return np.zeros(self._input.shape)

    def step(self, outflows: Floats, effective: Floats) -> Floats:
        """Outflows a step later, `effective` rain in mm/h per basin."""
        return np.asarray((self._flow @ outflows[:, :, None])[:, :, 0] + self._input * effective[:, None])

    def outlet(self, outflows: Floats) -> Floats:
        """What leaves each cascade, mm/h."""
        return np.asarray(outflows[self._basins, self._last])
