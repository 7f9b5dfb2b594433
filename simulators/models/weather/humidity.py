"""Water vapour in the air: Magnus' formula and its inverse (science section 1.3)."""

from typing import Final

import numpy as np

from simulators.models.contract import Floats

#: Magnus coefficients over water (WMO guide no. 8, Sonntag 1990): hPa, -, °C.
_E0: Final = 6.112
_A: Final = 17.62
_B: Final = 243.12


def saturation_pressure(temperature: Floats | float) -> Floats:
    """Saturation vapour pressure in hPa over water at a temperature in °C."""
    t = np.asarray(temperature, dtype=float)
    return np.asarray(_E0 * np.exp(_A * t / (_B + t)))


def relative_humidity(temperature: Floats | float, dew_point: Floats | float) -> Floats:
    """Relative humidity in %, at most 100."""
    share = saturation_pressure(dew_point) / saturation_pressure(temperature)
    return np.minimum(100.0 * share, 100.0)


def dew_point(temperature: Floats | float, humidity: Floats | float) -> Floats:
    """Dew point in °C at a temperature in °C and a relative humidity in % (above 0)."""
    t = np.asarray(temperature, dtype=float)
    x = np.log(np.asarray(humidity, dtype=float) / 100.0) + _A * t / (_B + t)
    return np.asarray(_B * x / (_A - x))
