"""How emissions become concentrations: urban box, street canyon, open road, chimney (science 2.1)."""

from typing import Any, Final

import numpy as np

from simulators.models.contract import Floats

#: Length of the city along the wind, m.
LENGTH: Final = 8000.0
#: Traffic keeps the air of a street moving when there is no wind, m/s.
TRAFFIC_TURBULENCE: Final = 0.3
#: A road seen nearly end on: the formula of the infinite line holds down to this |sin|.
LEAST_SINE: Final = 0.3


def box(
    c: Any, source: Any, height: float, background: Any, wind: float, deposition: Any, washout: Any, dt: float
) -> Any:
    """Concentration of the urban box after `dt` seconds, exact for constant input (Lettau 1970).

    dC/dt = q/h + (C_bg - C) u/L - (v_d/h + washout) C, in µg/m³ with q in µg/m²/s, lengths in m,
    wind and deposition velocity in m/s, washout in 1/s.
    """
    flush = wind / LENGTH
    rate = flush + deposition / height + washout
    target = (source / height + background * flush) / rate
    return target + (c - target) * np.exp(-rate * dt)


def washout(rain: float, coefficient: Any, exponent: Any) -> Any:
    """Scavenging rate in 1/s of rain in mm/h."""
    return coefficient * rain**exponent if rain > 0.0 else coefficient * 0.0


def street(emission: Floats | float, wind: Floats, width: Floats) -> Floats:
    """Increment in µg/m³ in a street of `width` m that emits µg/m/s: Q / (W sigma_wt) (Berkowicz 2000)."""
    return np.asarray(emission / (width * np.sqrt((0.1 * wind) ** 2 + TRAFFIC_TURBULENCE**2)))


def open_road(emission: Floats | float, wind: Floats, sigma_z: Floats, sine: Floats) -> Floats:
    """Increment in µg/m³ beside an endless road across the wind: 2 Q / (sqrt(2 pi) sigma_z u |sin|).

    `sine` is that of the angle between road and wind.
    """
    across = np.maximum(np.abs(sine), LEAST_SINE)
    return np.asarray(2.0 * emission / (np.sqrt(2.0 * np.pi) * sigma_z * wind * across))


def briggs_urban(x: Floats) -> tuple[Floats, Floats]:
    """sigma_y and sigma_z in m at x m downwind, neutral air over a town (Briggs 1973, class D)."""
    return 0.16 * x / np.sqrt(1.0 + 0.0004 * x), 0.14 * x / np.sqrt(1.0 + 0.0003 * x)


def plume(x: Floats, y: Floats, height: Floats, wind: Floats) -> Floats:
    """Concentration at the ground for 1 µg/s from `height` m, in s/m³; x m downwind, y m across.

    Gaussian with full reflection at the ground; nothing upwind.
    """
    downwind = np.maximum(x, 1.0)
    sigma_y, sigma_z = briggs_urban(downwind)
    shape = np.exp(-((y / sigma_y) ** 2) / 2.0 - (height / sigma_z) ** 2 / 2.0)
    return np.where(x > 0.0, shape / (np.pi * wind * sigma_y * sigma_z), 0.0)
