"""Classes that say at once how good the air or the traffic is, and the words of vigilance."""

import math
from collections.abc import Mapping
from typing import Final, Literal

from dashboard.core.alarms.event import Priority

#: Upper bounds of all classes but the last, by pollutant, µg/m³ (science, section 2.5).
Bounds = Mapping[str, tuple[float, ...]]

#: The French index, arrêté of 10 July 2020: daily means of particles, daily maxima of hourly means of
#: gases; 1 good, 2 fair, 3 degraded, 4 poor, 5 very poor, 6 extremely poor.
ATMO_2021: Final[Bounds] = {
    "pm25": (10, 20, 25, 50, 75),
    "pm10": (20, 40, 50, 100, 150),
    "no2": (40, 90, 120, 230, 340),
    "o3": (50, 100, 130, 240, 380),
    "so2": (100, 200, 350, 500, 750),
}
#: The European index in its bands of 2025: hourly means; the same six classes. Tables that begin with
#: PM2.5 10/20/25 are its older bands, and those of ATMO.
EAQI_2025: Final[Bounds] = {
    "pm25": (5, 15, 50, 90, 140),
    "pm10": (15, 45, 120, 195, 270),
    "no2": (10, 25, 60, 100, 150),
    "o3": (60, 100, 120, 160, 180),
    "so2": (20, 40, 125, 190, 275),
}
#: What an operator is told of an index (science, section 9).
_INDEX_PRIORITY: Final = (
    Priority.NONE, Priority.NONE, Priority.NONE, Priority.ADVISORY, Priority.WARNING, Priority.ALARM,
    Priority.ALARM,
)  # fmt: skip

#: Levels of service A to F. Of a street: shares of the free speed above which each is kept (HCM 6); of
#: a motorway: densities in vehicles per km and lane up to which it is kept (HCM; science, section 6).
LEVELS_OF_SERVICE: Final = "ABCDEF"
STREET: Final = (0.80, 0.67, 0.50, 0.40, 0.30)
MOTORWAY: Final = (7.0, 11.0, 16.0, 22.0, 28.0)

Vigilance = Literal["green", "yellow", "orange", "red"]
_VIGILANCE: Final[tuple[Vigilance, ...]] = ("green", "yellow", "orange", "red")


def air_class(bounds: Bounds, pollutant: str, value: float) -> int:
    """1 (good) to 6 of a concentration in µg/m³: 1 and the bounds strictly below it; 0 for NaN.

    ATMO rounds to whole µg/m³ first. KeyError for a pollutant that the index does not know.
    """
    if math.isnan(value):
        return 0
    if bounds is ATMO_2021:
        value = math.floor(value + 0.5)
    return 1 + sum(bound < value for bound in bounds[pollutant])


def air_index(bounds: Bounds, values: Mapping[str, float]) -> tuple[int, str]:
    """The class of the worst pollutant and which it is; (0, "") when none is known.

    `values` in µg/m³ by pollutant; others than those of the index, and NaN, are passed over. Of
    several in the worst class, the one furthest into it.
    """
    known = {name: value for name, value in values.items() if name in bounds and not math.isnan(value)}
    if not known:
        return 0, ""
    worst = max(
        known, key=lambda name: (air_class(bounds, name, known[name]), known[name] / bounds[name][-1])
    )
    return air_class(bounds, worst, known[worst]), worst


def air_priority(index: int) -> Priority:
    """What class 0 (unknown) to 6 means to an operator."""
    return _INDEX_PRIORITY[index]


def street_service(share: float) -> str:
    """Level of service A to F of a speed as a share of the free speed; "" for NaN."""
    return "" if math.isnan(share) else LEVELS_OF_SERVICE[sum(share <= bound for bound in STREET)]


def motorway_service(density: float) -> str:
    """Level of service A to F of a density in vehicles per km and lane; "" for NaN."""
    return "" if math.isnan(density) else LEVELS_OF_SERVICE[sum(density > bound for bound in MOTORWAY)]


def service_priority(level: str) -> Priority:
    """What a level of service means to an operator: D advisory, E warning, F alarm (science, section 9)."""
    return Priority(max(0, LEVELS_OF_SERVICE.find(level) - 2)) if level else Priority.NONE


def vigilance(priority: Priority) -> Vigilance:
    """The colour word of a priority, as the French vigilance says it."""
    return _VIGILANCE[priority]
