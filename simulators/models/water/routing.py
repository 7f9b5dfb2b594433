"""Effective rain -> flow through a cascade of equal reservoirs (Nash 1957), exact for any time step."""

import math
from collections.abc import Sequence

import numpy as np

from simulators.models.contract import Floats


def transition(reservoirs: int, constant: float, dt: float) -> Floats:
    """Exact step of `reservoirs` reservoirs in series: q' = F q + g i, as one matrix [F | g].

    `constant` K and `dt` in the same unit. It is the matrix exponential of the system augmented with
    its input i, held constant over the step, which equal reservoirs have in closed form: with
    x = dt/K, F[j, k] = e^-x x^(j-k)/(j-k)! and g[j] = 1 - sum of F[j, :]. Shape (reservoirs,
    reservoirs + 1).
    """
    x = dt / constant
    weights = [math.exp(-x) * x**lag / math.factorial(lag) for lag in range(reservoirs)]
    step = np.zeros((reservoirs, reservoirs + 1))
    for j in range(reservoirs):
        step[j, : j + 1] = weights[j::-1]
        step[j, reservoirs] = 1.0 - step[j, :reservoirs].sum()
    return step


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
