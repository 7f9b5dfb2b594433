"""A spill carried down a river: the one-dimensional advection-dispersion equation for an instant release."""

from dataclasses import dataclass

import numpy as np

from simulators.models.contract import Floats


@dataclass(frozen=True, slots=True)
class Spill:
    """An instant release and the river that carries it: SI units, `mass` in kg, `time` since 1970."""

    mass: float
    time: float
    area: float  #: of the wetted cross-section, m²
    velocity: float  #: m/s
    dispersion: float  #: m²/s

    def concentration(self, distance: Floats | float, t: float) -> Floats:
        """mg/L at `distance` m downstream at instant `t`; 0 before the release and where it is NaN.

        C = M / (A √(4πDt)) exp(-(x - Ut)² / 4Dt).
        """
        x = np.asarray(distance)
        since = t - self.time
        if since <= 0.0:
            return np.zeros_like(x)
        spread = 4.0 * self.dispersion * since
        peak = 1000.0 * self.mass / (self.area * np.sqrt(np.pi * spread))  # 1 kg/m³ = 1000 mg/L
        return np.asarray(np.nan_to_num(peak * np.exp(-((x - self.velocity * since) ** 2) / spread)))
