"""NO, NO2 and O3 in sunlight: photostationary state, and the ozone of the region (science 2.2, 2.3)."""

from typing import Any, Final

import numpy as np

from simulators.models.contract import Floats

#: µg/m³ of one ppb at 20 °C and 1013.25 hPa, the convention of the European Union.
UG_PER_PPB: Final = {"no": 1.247, "no2": 1.9125, "o3": 1.9953, "so2": 2.6632}
#: Photolysis of NO2 under the highest sun of Nice, 1/s, and its irradiance, W/m².
J_NOON: Final = 8e-3
GHI_NOON: Final = 967.0
#: Ox that the wind brings from the region, ppb, and how fast it is exchanged, 1/h.
REGIONAL_OX: Final = 45.0
EXCHANGE: Final = 0.15
#: Deposition of ozone, m/s.
OZONE_DEPOSITION: Final = 4e-3
#: Production on an ordinary July day at 30 °C, ppb/h.
ORDINARY_PRODUCTION: Final = 5.0
_BOLTZMANN: Final = 1.380649e-23
_TINY: Final = float(np.finfo(float).tiny)


def titration_rate(temperature: Floats | float) -> Any:
    """Rate constant of NO + O3 at a temperature in K, cm³/s (JPL: 3.0e-12 exp(-1500/T))."""
    return 3.0e-12 * np.exp(-1500.0 / temperature)


def titration_rate_ppb(temperature: Floats | float, pressure: float = 1013.25) -> Any:
    """The same per ppb and second in air at a pressure in hPa."""
    molecules = 100.0 * pressure / (_BOLTZMANN * temperature) * 1e-6
    return titration_rate(temperature) * molecules * 1e-9


def photolysis(ghi: float) -> float:
    """Photolysis frequency J of NO2, 1/s, in proportion to the irradiance in W/m²."""
    return J_NOON * min(max(ghi / GHI_NOON, 0.0), 1.0)


def photostationary(nox: Floats, ox: Floats, ratio: Any) -> tuple[Floats, Floats, Floats]:
    """NO, NO2 and O3 of given NOx = NO + NO2 and Ox = O3 + NO2, all in ppb, and ratio = J/k in ppb.

    Solves J NO2 = k NO O3 (Leighton 1961); at night (ratio 0) whichever of NO and O3 is less is gone.
    Each of the three comes from its own quadratic, in the form that does not cancel.
    """
    total = nox + ox + ratio
    root = np.sqrt((nox - ox) ** 2 + 2.0 * ratio * (nox + ox) + ratio**2)
    no2 = 2.0 * nox * ox / np.maximum(total + root, _TINY)
    return (
        _positive_root(nox - ox - ratio, ratio * nox, root),
        no2,
        _positive_root(ox - nox - ratio, ratio * ox, root),
    )


def _positive_root(b: Floats, c: Floats, root: Floats) -> Floats:
    """The root of y² - b y - c = 0 with y >= 0, where `root` is sqrt(b² + 4 c)."""
    away = np.maximum(root + np.abs(b), _TINY)
    return np.where(b > 0.0, away / 2.0, 2.0 * c / away)


def production(p0: float, daylight: float, temperature: float) -> float:
    """Production of Ox in ppb/h: p0 at 30 °C and full light, 6 % more for each °C."""
    return float(p0 * daylight * np.exp(0.06 * (temperature - 30.0)))


def natural_p0(noon: float, cloud: float) -> float:
    """p0 in ppb/h without a scenario: 5 under a midsummer sky, less with a lower sun and with clouds.

    `noon` is the highest sun of the day over that of midsummer, 0-1. Our design: photolysis of the
    precursors goes with the square of the sine of the sun, and with what the clouds let through.
    """
    return float(ORDINARY_PRODUCTION * noon**2 * (1.0 - 0.75 * cloud**3.4))


def regional_ox(ox: Any, made: float, mixing_height: float, dt: float) -> Any:
    """Ox in ppb after `dt` seconds of a constant production `made` in ppb/h: exact.

    dOx/dt = made + 0.15/h (45 - Ox) - (v_d / h_m) Ox.
    """
    rate = EXCHANGE + OZONE_DEPOSITION * 3600.0 / mixing_height
    target = (made + EXCHANGE * REGIONAL_OX) / rate
    return target + (ox - target) * np.exp(-rate * dt / 3600.0)
