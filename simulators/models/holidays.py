"""Public and school holidays of Nice (France, school zone B)."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

#: Public holidays that fall on the same day every year: (month, day), labour code L3133-1.
_FIXED: Final = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: And those that move with Easter: days after Easter Sunday (Easter Monday, Ascension, Whit Monday).
_AFTER_EASTER: Final = (1, 39, 50)
_SATURDAY: Final = 5


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876; Meeus 1991, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def public_holiday(day: date) -> bool:
    """Whether `day` is one of the eleven French public holidays."""
    moving = {easter(day.year) + timedelta(days=days) for days in _AFTER_EASTER}
    return (day.month, day.day) in _FIXED or day in moving


@lru_cache(maxsize=512)
def school_holiday(day: date) -> bool:
    """Whether the schools of zone B (académie de Nice) are closed on `day` for a holiday.

    The rule that the decrees of 2024 to 2027 follow: two weeks from a Saturday, winter and spring
    moving by a week a year as the three zones take turns; summer from the first Saturday of July.
    """
    if day.month in (7, 8):
        return day >= _saturday_from(date(day.year, 7, 1))
    turn = timedelta(weeks=day.year % 3)
    starts = (
        _saturday_from(date(day.year, 2, 6)) + turn,
        _saturday_from(date(day.year, 4, 3)) + turn,
        _saturday_from(date(day.year, 10, 17)),
        _saturday_from(date(day.year, 12, 18)),
        _saturday_from(date(day.year - 1, 12, 18)),
    )
    return any(timedelta(0) <= day - start < timedelta(days=16) for start in starts)


def _saturday_from(day: date) -> date:
    """The first Saturday on or after `day`."""
    return day + timedelta(days=(_SATURDAY - day.weekday()) % 7)
