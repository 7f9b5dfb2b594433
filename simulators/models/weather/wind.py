"""Wind from breezes and the passing weather, added as vectors (science section 1.3)."""

import math
from typing import Final

import numpy as np

from simulators.models.contract import Floats
from simulators.models.normal import survival_exponent

#: Weibull shape and scale (m/s) of the synoptic wind; the least wind there ever is, m/s.
SHAPE: Final = 1.8
SCALE: Final = 2.5
FLOOR: Final = 0.5
#: Sea breeze: m/s, degrees it blows from, hours local between which it is at least half as strong.
_SEA: Final = (4.0, 160.0, 10.0, 18.0)
_LAND: Final = (2.0, 340.0, 21.0, 8.0)
#: Hours that a breeze takes to rise or die.
_RISE: Final = 2.0


def synoptic_speed(deviate: float) -> float:
    """Weibull speed in m/s of a standard normal deviate, through the inverse distribution: exact law."""
    return SCALE * math.pow(survival_exponent(deviate), 1.0 / SHAPE)


def coupling(daylight: float) -> float:
    """Share of the synoptic wind that comes down to the ground: all at noon, half over a stable night.

    Our design; the ground warms and cools late, so `daylight` should be that of two hours before.
    """
    return 0.5 + 0.5 * daylight


def between(hour: float, begin: float, end: float) -> float:
    """1 inside (begin, end), 0 outside, 0.5 at both ends, smooth over two hours; hours wrap at 24."""
    middle = (begin + ((end - begin) % 24.0) / 2.0) % 24.0
    away = abs((hour - middle + 12.0) % 24.0 - 12.0) - ((end - begin) % 24.0) / 2.0
    return 0.5 - 0.5 * math.sin(math.pi * min(max(away / _RISE, -0.5), 0.5))


def breezes(hour: float, warmth: float, clear: float) -> list[tuple[float, float]]:
    """Speed m/s and direction (from, °) of sea and land breeze at a local hour.

    `warmth` 0-1 is the season's strength of the sun, `clear` 0-1 what the clouds leave of the day.
    """
    sea, land = _SEA, _LAND
    return [
        (sea[0] * warmth * clear * between(hour, sea[2], sea[3]), sea[1]),
        (land[0] * clear * between(hour, land[2], land[3]), land[1]),
    ]


def add(parts: list[tuple[Floats, float]]) -> tuple[Floats, Floats]:
    """Speeds (zones,) and directions -> speed m/s, at least FLOOR, and direction it blows from, 0-360°."""
    (speed, angle), *others = parts
    east, north = speed * math.sin(math.radians(angle)), speed * math.cos(math.radians(angle))
    for speed, angle in others:
        east = east + speed * math.sin(math.radians(angle))
        north = north + speed * math.cos(math.radians(angle))
    return np.maximum(np.hypot(east, north), FLOOR), np.degrees(np.arctan2(east, north)) % 360.0


def gust(speed: Floats, roughness: Floats) -> Floats:
    """Strongest 3 s gust in ten minutes, m/s: mean + 3 deviations, intensity 1/ln(10/z0) (Wieringa 1973)."""
    return np.asarray(speed * (1.0 + 3.0 / np.log(10.0 / roughness)))
