"""Sound of road traffic: emission of CNOSSOS-EU and a simple way to a receiver (science section 7.1).

Directive (EU) 2015/996 with the coefficients of its amendment 2021/1226; octave bands 63 Hz to 8 kHz.
"""

from typing import Any, Final

import numpy as np

from simulators.models.contract import Floats

#: Categories: light, medium heavy, heavy vehicles, motorcycles (4b).
CATEGORIES: Final = 4
#: (categories, bands): rolling noise at 70 km/h and its slope, propulsion noise and its slope.
ROLLING: Final = np.array([
    [83.1, 89.2, 87.7, 93.1, 100.1, 96.7, 86.8, 76.2],
    [88.7, 93.2, 95.7, 100.9, 101.7, 95.1, 87.8, 83.6],
    [91.7, 96.2, 98.2, 104.9, 105.1, 98.5, 91.1, 85.6],
    [-np.inf] * 8,
])  # fmt: skip
ROLLING_SLOPE: Final = np.array([
    [30.0, 41.5, 38.9, 25.7, 32.5, 37.2, 39.0, 40.0],
    [30.0, 35.8, 32.6, 23.8, 30.1, 36.2, 38.3, 40.1],
    [30.0, 33.5, 31.3, 25.4, 31.8, 37.1, 38.6, 40.6],
    [0.0] * 8,
])  # fmt: skip
PROPULSION: Final = np.array([
    [97.9, 92.5, 90.7, 87.2, 84.7, 88.0, 84.4, 77.1],
    [105.5, 100.2, 100.5, 98.7, 101.0, 97.8, 91.2, 85.0],
    [108.8, 104.2, 103.5, 102.9, 102.6, 98.5, 93.8, 87.5],
    [99.9, 101.9, 96.7, 94.4, 95.2, 94.7, 92.1, 88.6],
])  # fmt: skip
PROPULSION_SLOPE: Final = np.array([
    [-1.3, 7.2, 7.7, 8.0, 8.0, 8.0, 8.0, 8.0],
    [-1.9, 4.7, 6.4, 6.5, 6.5, 6.5, 6.5, 6.5],
    [0.0, 3.0, 4.6, 5.0, 5.0, 5.0, 5.0, 5.0],
    [3.2, 5.9, 11.9, 11.6, 11.5, 12.6, 11.1, 12.0],
])  # fmt: skip
A_WEIGHTS: Final = np.array([-26.2, -16.1, -8.6, -3.2, 0.0, 1.2, 1.0, -1.1])
#: km/h, to which the coefficients belong, and below which the method has no value of its own.
REFERENCE: Final = 70.0
SLOWEST: Final = 20.0
#: Loss over hard ground beside an endless line, dB, besides 10 lg of the distance (our design).
GROUND: Final = 3.0


def energy(level: Any) -> Any:
    """Relative energy of levels in dB."""
    return 10.0 ** (np.asarray(level) / 10.0)


_A_ENERGIES: Final = energy(A_WEIGHTS)


def level(amount: Any) -> Any:
    """Level in dB of relative energies."""
    return 10.0 * np.log10(amount)


def power(speed: Floats | float) -> Floats:
    """(..., categories) A-weighted sound power of one vehicle of each category at `speed` km/h, dB(A)."""
    v = np.maximum(np.asarray(speed, dtype=float), SLOWEST)[..., None, None]
    rolling = ROLLING + ROLLING_SLOPE * np.log10(v / REFERENCE)
    propulsion = PROPULSION + PROPULSION_SLOPE * (v - REFERENCE) / REFERENCE
    return np.asarray(level((_A_ENERGIES * (energy(rolling) + energy(propulsion))).sum(axis=-1)))


def line_power(flow: Floats, speed: Floats | float) -> Floats:
    """Sound power of a road per metre, dB(A), for `flow` (..., categories) veh/h at `speed` (...) km/h."""
    v = np.maximum(np.asarray(speed, dtype=float), SLOWEST)
    vehicles = np.asarray(flow) / (1000.0 * v[..., None])
    return np.asarray(level((energy(power(speed)) * vehicles).sum(axis=-1)))


def at_distance(line: Floats | float, distance: Floats | float) -> Floats:
    """Level in dB(A) at `distance` m from a road of that power per metre."""
    return np.asarray(np.asarray(line) - level(distance) - GROUND)


def day_evening_night(day: Any, evening: Any, night: Any) -> Any:
    """Lden in dB(A) from the levels of 6-18, 18-22 and 22-6 h: 5 and 10 dB more count in the last two."""
    whole = 12.0 * energy(day) + 4.0 * energy(np.asarray(evening) + 5.0)
    return level((whole + 8.0 * energy(np.asarray(night) + 10.0)) / 24.0)
