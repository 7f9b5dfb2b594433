"""The climate of a city over the months, as its `weather.toml` gives it (science section 1.3)."""

from bisect import bisect_right
from typing import Annotated, Final, Self

import msgspec
import numpy as np

from config.catalogue import Domain
from config.durations import Duration
from simulators.models.contract import ZONES
from simulators.models.parameters import of_domain, wrong
from simulators.models.weather.rain import Storms

Year = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float,
]  # fmt: skip
Share = Annotated[float, msgspec.Meta(ge=0.0, le=3.0)]
_LENGTHS: Final = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_YEAR: Final = float(_LENGTHS.sum())
_ENDS: Final[list[float]] = np.cumsum(_LENGTHS).tolist()
_MIDDLES: Final[list[float]] = (np.cumsum(_LENGTHS) - _LENGTHS / 2).tolist()
#: Months of short, strong storms (June to August); the others have those of autumn (science 1.4).
_SUMMER: Final = (5, 6, 7)


class ZoneClimate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the weather of one zone differs from that of the coast."""

    rain: Share  #: factor on the rain
    lag: Duration  #: time by which a storm comes later
    breeze: Share  #: factor on the breeze
    shelter: Share  #: factor on the synoptic wind
    swing: Share  #: factor on the daily range of temperature


class Climate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Monthly means at sea level, January first."""

    low: Year  #: mean daily minimum, °C
    high: Year  #: mean daily maximum, °C
    rain: Year  #: mm a month
    sea: Year  #: °C
    cloud: Year  #: mean cloud fraction
    record_high: float  #: no air is warmer, °C
    zones: dict[str, ZoneClimate]

    @classmethod
    def of(cls, domain: Domain) -> Self:
        """The climate of the domain's file; ModelError with the key of anything that makes no sense."""
        found = of_domain(domain, cls)
        for month in range(12):
            if found.low[month] >= found.high[month]:
                raise wrong(domain.id, f"domain.model.low[{month}]", "must be below high")
            if found.rain[month] < 0.0:
                raise wrong(domain.id, f"domain.model.rain[{month}]", "is negative")
            if not 0.0 < found.cloud[month] < 1.0:
                raise wrong(domain.id, f"domain.model.cloud[{month}]", "must lie between 0 and 1")
        for zone in ZONES:
            if zone not in found.zones:
                raise wrong(domain.id, "domain.model.zones", f'says nothing about zone "{zone}"')
        return found

    def storms(self, month: int) -> Storms:
        """Storms of a month (0 to 11) whose mean intensity is that of the table."""
        if month in _SUMMER:
            shape = Storms(rate=0.08 / 24, cells=3.0, gap=1.0, duration=0.8, intensity=1.0)
        else:
            shape = Storms(rate=0.25 / 24, cells=6.0, gap=1.0, duration=1.2, intensity=1.0)
        hourly = self.rain[month] / (float(_LENGTHS[month]) * 24.0)
        return Storms(shape.rate, shape.cells, shape.gap, shape.duration, intensity=hourly / shape.mean)


def month_of(day_of_year: float) -> int:
    """Month 0 to 11 of a day of the year (1 = 1 January), good to a day."""
    return bisect_right(_ENDS, min(day_of_year - 1.0, _YEAR - 1.0))


class Seasons:
    """Monthly tables between mid-months: `at(day)` returns all of them at one moment."""

    def __init__(self, *tables: Year) -> None:
        self._tables: Final = [(table[-1], *table, table[0]) for table in tables]
        self._days: Final = [_MIDDLES[-1] - _YEAR, *_MIDDLES, _MIDDLES[0] + _YEAR]

    def at(self, day: float) -> list[float]:
        """Linear between mid-months; `day` counts from 0 at the start of 1 January."""
        right = bisect_right(self._days, day % _YEAR)
        left = right - 1
        part = (day % _YEAR - self._days[left]) / (self._days[right] - self._days[left])
        return [table[left] * (1.0 - part) + table[right] * part for table in self._tables]
