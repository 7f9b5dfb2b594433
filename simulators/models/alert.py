"""What the prefect orders when ozone passes the information level: the loop from the air to the roads."""

from dataclasses import dataclass
from typing import Final

from simulators.models.contract import City, Moment

#: Hourly mean of background ozone from which the next day has measures, µg/m³ (the information level).
INFORMATION: Final = 180.0
#: Fast roads are so much slower then, km/h; public transport is free, which leaves this share of the
#: car trips (Nice, August 2023: science section 1.5).
SLOWER: Final = -20.0
TRIPS: Final = 0.92


@dataclass(slots=True)
class Measures:
    """Whether measures are in force, and whether the day so far brings some for the next one."""

    day: int  #: of the year
    total: float = 0.0  #: sum of the ozone of the running clock hour, and of how many ticks it is
    ticks: int = 0
    passed: bool = False
    in_force: bool = False

    def watch(self, now: Moment, ozone: float) -> None:
        """The background ozone at the end of a tick, µg/m³."""
        self.total += ozone
        self.ticks += 1
        if now.hour % 1.0 < 1e-9:  # an hour is over
            self.passed = self.passed or self.total > INFORMATION * self.ticks
            self.total, self.ticks = 0.0, 0
        if now.day_of_year != self.day:
            self.day, self.in_force, self.passed = now.day_of_year, self.passed, False


def in_force(city: City) -> bool:
    """Whether measures are in force, as the air was at the end of the tick before."""
    measures = getattr(city.parts.get("air_quality"), "measures", None)
    return isinstance(measures, Measures) and measures.in_force


def trips(city: City) -> float:
    """Factor on every demand of the tick: what the scenario imposes and what the measures leave."""
    return city.forcing.demand * (TRIPS if in_force(city) else 1.0)


def speed_limit_change(city: City) -> float:
    """km/h on the fast roads, by the scenario or by the measures."""
    return min(city.forcing.speed_limit_change, SLOWER if in_force(city) else 0.0)
