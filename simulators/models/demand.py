"""How much the city drives: the traffic demand over the day (science section 1.5)."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from simulators.models.contract import Moment
from simulators.models.holidays import public_holiday, school_holiday

DayType = Literal["work", "school_holiday", "saturday", "holiday"]

#: Mean of each clock hour on a working day, 1 at the peak; sum 13.52.
WEEKDAY: Final = (
    0.10, 0.07, 0.05, 0.05, 0.08, 0.20, 0.50, 0.85, 1.00, 0.85, 0.75, 0.75,
    0.80, 0.80, 0.78, 0.82, 0.92, 1.00, 0.98, 0.80, 0.55, 0.38, 0.27, 0.17,
)  # fmt: skip
#: At the weekend the day starts later, has no rush hours, a plateau from 11 to 19 h and a longer night.
WEEKEND: Final = (
    0.20, 0.14, 0.10, 0.07, 0.07, 0.10, 0.20, 0.38, 0.58, 0.76, 0.90, 1.00,
    1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 0.88, 0.66, 0.48, 0.36, 0.26,
)  # fmt: skip
#: Shape and height of each type of day. Our design value for school holidays: a tenth fewer trips.
_PROFILES: Final[dict[DayType, tuple[tuple[float, ...], float]]] = {
    "work": (WEEKDAY, 1.0),
    "school_holiday": (WEEKDAY, 0.9),
    "saturday": (WEEKEND, 0.85),
    "holiday": (WEEKEND, 0.70),
}


def daytype(moment: Moment) -> DayType:
    """The type of the local day: Sundays and public holidays are `holiday`."""
    return _daytype(moment.year, moment.day_of_year)


def demand(moment: Moment) -> float:
    """Traffic demand of the whole city at `moment`; 1 is the peak of a working day.

    Linear between the middles of the clock hours, so the integral over a day is the sum of its row.
    Scenarios multiply it by `Forcing.demand`; `summer_boost` adds the visitors of the coast.
    """
    row, height = _PROFILES[daytype(moment)]
    before = moment.hour - 0.5
    hour = int(before // 1.0)
    part = before - hour
    return height * (row[hour % 24] * (1.0 - part) + row[(hour + 1) % 24] * part)


def summer_boost(moment: Moment) -> float:
    """Factor on the demand of the seafront and the A8: 1.10 in July and August, else 1."""
    return 1.10 if _date(moment.year, moment.day_of_year).month in (7, 8) else 1.0


def _date(year: int, day_of_year: int) -> date:
    return date(year, 1, 1) + timedelta(days=day_of_year - 1)


@lru_cache(maxsize=64)
def _daytype(year: int, day_of_year: int) -> DayType:
    day = _date(year, day_of_year)
    if day.weekday() == 6 or public_holiday(day):
        return "holiday"
    if day.weekday() == 5:
        return "saturday"
    return "school_holiday" if school_holiday(day) else "work"
