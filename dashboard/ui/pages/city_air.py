"""The air of the city as one number: the ATMO class of the worst pollutant at the reference stations."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from config.catalogue import City
from dashboard.core.alarm_event import Priority
from dashboard.core.quality import USABLE
from dashboard.core.store import Store, Stream
from dashboard.ui import streams

translate = QCoreApplication.translate

#: Upper bounds of classes 1 to 5, ug/m3 (ATMO 2021, arrêté of 10 July 2020; science, section 2.5).
ATMO: Final = {
    "pm25": (10, 20, 25, 50, 75),
    "pm10": (20, 40, 50, 100, 150),
    "no2": (40, 90, 120, 230, 340),
    "o3": (50, 100, 130, 240, 380),
    "so2": (100, 200, 350, 500, 750),
}
#: The index is official for a whole day; shown here is the class of the last hour's mean.
SPAN: Final = 3600.0


def atmo_class(pollutant: str, value: float) -> int:
    """1 (good) to 6 (extremely poor): one more than the bounds below the value, rounded first."""
    return 1 + sum(round(value) > bound for bound in ATMO[pollutant])


def class_word(number: int) -> str:
    """The word of a class."""
    return (
        translate("city", "Good"),
        translate("city", "Fair"),
        translate("city", "Degraded"),
        translate("city", "Poor"),
        translate("city", "Very poor"),
        translate("city", "Extremely poor"),
    )[number - 1]


def class_priority(number: int) -> Priority:
    """Science, section 9: class 3 is an advisory, 4 a warning, 5 and 6 an alarm."""
    return (
        Priority.NONE,
        Priority.NONE,
        Priority.ADVISORY,
        Priority.WARNING,
        Priority.ALARM,
        Priority.ALARM,
    )[number - 1]


@dataclass(frozen=True, slots=True)
class Worst:
    """The pollutant that makes the index."""

    number: int
    pollutant: str
    mean: float  #: ug/m3 over the last hour
    stream: Stream


def reference_streams(city: City, store: Store) -> list[tuple[str, Stream]]:
    """Every pollutant of the index at the stations that measure it with a reference instrument."""
    domain = city.domain("air_quality")
    found = []
    for pollutant in ATMO:
        for stream in streams.observing(store, "air_quality", pollutant):
            place = store.place(stream)
            if not place.discovered:
                used = domain.thing(place.id).instruments.get(pollutant, "")
                if used.startswith("reference"):
                    found.append((pollutant, stream))
    return found


def worst_air(store: Store, places: list[tuple[str, Stream]], now: float) -> Worst | None:
    """The highest class of the last hour's means, then the one nearest to the next; None without readings."""
    best: tuple[int, float, Worst] | None = None
    for pollutant, stream in places:
        series = store.window(stream, now - SPAN, now)
        good = series.values[series.quality <= USABLE]
        if len(good):
            mean = float(good.mean())
            number = atmo_class(pollutant, mean)
            share = mean / next((b for b in ATMO[pollutant] if round(mean) <= b), math.inf)
            if best is None or (number, share) > best[:2]:
                best = number, share, Worst(number, pollutant, mean, stream)
    return None if best is None else best[2]
