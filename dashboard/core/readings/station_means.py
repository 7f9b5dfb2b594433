"""What an index of the air is made of: the means of the last hour, or day, at one station."""

import math
from typing import Final

from dashboard.core.indices import ATMO_2021, Bounds
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.table import Table

HOUR: Final = 3600.0
DAY: Final = 86400.0
#: Particles are judged by their daily mean, gases by the hour (science, section 2.5).
_PARTICLES: Final = ("pm25", "pm10")


def station_means(table: Table, row: int, now: float, bounds: Bounds = ATMO_2021) -> dict[str, float]:
    """Mean of each pollutant of an index at one station: the last day of particles, the last hour of gases.

    NaN where the last hour has no good reading. For the European index, give its bounds: all are of
    the last hour then.
    """
    means = {}
    for pollutant in bounds:
        column = _column(table, pollutant)
        if column is None or not table.observed[row, column]:
            continue
        daily = bounds is ATMO_2021 and pollutant in _PARTICLES
        series = table.window(row, column, now - (DAY if daily else HOUR), now)
        usable = series.quality <= USABLE
        fresh = usable.any() and series.times[usable][-1] > now - HOUR
        means[pollutant] = float(series.values[usable].mean()) if fresh else math.nan
    return means


def _column(table: Table, name: str) -> int | None:
    return next((i for i, item in enumerate(table.properties) if item.id == name), None)
