"""Round moments of the city's day for a time axis, and their words in the locale's way."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from dashboard.ui import words
from dashboard.ui.language import Language

#: Steps that people count in, seconds.
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200)
_DAY: Final = 86400.0
#: Room for one word, pixels.
_WORD: Final = 88.0


def step(span: float, parts: float) -> float:
    """The shortest of these steps, or of whole days, that cuts `span` seconds into at most `parts`."""
    least = span / max(1.0, parts)
    for seconds in _STEPS:
        if seconds >= least:
            return float(seconds)
    return _DAY * math.ceil(least / _DAY)


def places(since: float, until: float, size: float, zone: ZoneInfo) -> list[float]:
    """Round moments in that time zone between two times, for an axis `size` pixels long.

    Steps are counted from the midnight before, so they stay round when the clocks change.
    """
    if not until > since:
        return []
    gap = step(until - since, size / _WORD)
    found: list[float] = []
    if gap < _DAY:
        day = _midnight(datetime.fromtimestamp(since, zone))
        while (first := day.timestamp()) <= until:
            after = _midnight(day + timedelta(hours=36))
            found += [first + gap * i for i in range(math.ceil((after.timestamp() - first) / gap))]
            day = after
    else:
        day = _midnight(datetime.fromtimestamp(since, zone))
        every = round(gap / _DAY)
        day -= timedelta(days=day.toordinal() % every)
        while day.timestamp() <= until:
            found.append(day.timestamp())
            day = _midnight(day + timedelta(days=every, hours=12))
    return [time for time in found if since <= time <= until]


def words_at(times: Sequence[float], language: Language, zone: ZoneInfo) -> list[str]:
    """`14:30`; at midnight the day, `3 Oct`; with seconds where they stand closer than a minute."""
    seconds = any(time % 60.0 for time in times)
    found = []
    for time in times:
        moment = datetime.fromtimestamp(time, zone)
        if moment == _midnight(moment):
            month = language.locale.monthName(moment.month, QLocale.FormatType.ShortFormat)
            found.append(f"{moment.day} {month}")
        else:
            found.append(moment.strftime("%H:%M:%S" if seconds else "%H:%M"))
    return found


def stretch(since: float, until: float, language: Language, zone: ZoneInfo) -> str:
    """`Friday 2 October 2026, 06:00 – 14:00`, or with both days where they differ."""
    begin, end = (datetime.fromtimestamp(time, zone) for time in (since, until))
    if begin.date() == end.date():
        return f"{words.date(language, since, zone)}, {begin:%H:%M} – {end:%H:%M}"
    return " – ".join(words.day_and_time(language, time, zone) for time in (since, until))


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
