"""The laws of instruments that a table of numbers cannot say (science section 8.1)."""

from typing import Final

import numpy as np

from simulators.models.contract import TICK, Floats

#: Hygroscopicity of urban particles, and the density (g/cm³) that turns volume growth into mass.
KAPPA: Final = 0.4
DENSITY: Final = 1.65
#: % relative humidity; above it a drop is fog, and the growth would have no end.
WETTEST: Final = 98.0
#: A bucket loses P/300 of a rain of P mm/h while it tips; more than half is never lost.
UNDERCATCH: Final = 300.0
MOST_LOST: Final = 0.5
#: A radar is swept away when the water comes to so much of its range.
SWEPT_AWAY: Final = 0.9
#: How long a car stays, s: with it the vehicles that pass the gates of a car park (science section 5).
STAY: Final = 2.5 * 3600.0

#: Local hour at which the attendant counts the cars and sets the counter right.
RECOUNT: Final = 4.0


def growth(humidity: Floats) -> Floats:
    """How much more an optical instrument sees of swollen particles, at a relative humidity in %.

    κ-Köhler, Crilley et al. 2018: 1 + (κ/1.65)/(100/RH - 1).
    """
    wet = np.clip(humidity, 1.0, WETTEST)
    return np.asarray(1.0 + (KAPPA / DENSITY) / (100.0 / wet - 1.0))


def caught(intensity: Floats) -> Floats:
    """What of a rain in mm/h goes through a tipping bucket."""
    return np.asarray(intensity * (1.0 - np.minimum(intensity / UNDERCATCH, MOST_LOST)))


def miscounted(cars: Floats, change: Floats, chance: Floats, deviate: Floats) -> Floats:
    """Error that the gates of car parks gather in a tick, in cars; `deviate` is normal.

    Every car that passes is miscounted with `chance`: beside the net `change`, `cars / STAY` leave
    every second and as many come.
    """
    passing = np.abs(change) + 2.0 * cars * TICK / STAY
    return np.asarray(np.sqrt(passing * chance) * deviate)


def left(tau: Floats, elapsed: Floats | float) -> Floats:
    """What is left, `elapsed` seconds later, of how far a first-order lag was behind; 1 where `tau` is 0."""
    return np.asarray(np.exp(-np.asarray(elapsed) / np.where(tau > 0.0, tau, np.inf)))


def lag(
    before: Floats, now: Floats, lagged: Floats, tau: Floats, elapsed: Floats | float, left: Floats
) -> Floats:
    """Exact answer of a first-order lag to a ramp over a tick, `elapsed` seconds after its beginning.

    `lagged` is the answer at its beginning, `left` that of these seconds; with `tau` 0 the answer is the
    ramp itself.
    """
    slope = (now - before) / TICK
    ramp = before + slope * elapsed
    behind = slope * tau
    return np.where(tau > 0.0, ramp - behind + (lagged - before + behind) * left, ramp)
