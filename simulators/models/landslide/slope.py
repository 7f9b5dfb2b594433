"""Stability of an infinite slope and the water pressure in it (Iverson 2000)."""

from typing import Final

import numpy as np

from simulators.models.contract import Floats

#: Weight of water, kN/m³.
WATER_WEIGHT: Final = 9.81


class Slopes:
    """Infinite slopes; numbers or arrays over them.

    `cohesion` c in kPa, `friction` φ and `slope` β in radians, `depth` z in m, `weight` γ_s in kN/m³.
    """

    def __init__(
        self,
        *,
        cohesion: Floats | float,
        friction: Floats | float,
        slope: Floats | float,
        depth: Floats | float,
        weight: Floats | float,
    ) -> None:
        self._cohesion, self._depth = cohesion, depth
        self._tan = np.tan(friction)
        self._dry = self._tan / np.tan(slope)
        self._shear = weight * depth * np.sin(slope) * np.cos(slope)
        self._cos2 = np.cos(slope) ** 2

    def factor_of_safety(self, head: Floats | float) -> Floats:
        """What holds a slope over what pulls it, at a pressure head ψ in m: below 1 it slides.

        FS = tan φ / tan β + (c - ψ γ_w tan φ) / (γ_s z sin β cos β).
        """
        return np.asarray(self._dry + (self._cohesion - head * WATER_WEIGHT * self._tan) / self._shear)

    def pressure_head(self, saturation: Floats | float) -> Floats:
        """ψ in m at the base of a soil saturated up to m of its depth, flow along the slope: m z cos² β."""
        return np.asarray(saturation * self._depth * self._cos2)


def response(t: Floats | float) -> Floats:
    """R(t*) = √(t*/π) e^(-1/t*) - erfc(1/√t*): how the pressure answers to rain that began at t* = 0.

    t* = 4 D₀ cos² α t / z² is time without dimension; 0 before the rain (Iverson 2000, eq. 27e).
    """
    from scipy.special import erfc  # for the reference mode only: scipy starts slowly

    t = np.asarray(t, dtype=float)
    begun = t > 0.0
    t = np.where(begun, t, 1.0)
    return np.where(begun, np.sqrt(t / np.pi) * np.exp(-1.0 / t) - erfc(1.0 / np.sqrt(t)), 0.0)


def transient_head(
    t: Floats | float, duration: float, *, intensity: float, steady: float, water_table: float, depth: float
) -> Floats:
    """ψ in m by Iverson's reference solution, for a single rain that lasted `duration` (t* units).

    ψ / z = β_l (1 - d/z) + (I/K) [R(t*) - R(t* - T*)]; `intensity` is I/K and `steady` β_l, `water_table`
    d and `depth` z are in m. The run-time model is the linear reservoir of `landslide_soil`.
    """
    pulse = response(t) - response(np.asarray(t) - duration)
    return np.asarray(depth * (steady * (1.0 - water_table / depth) + intensity * pulse))
