"""Means over whole clock hours and days (UTC), as the law on air quality defines its limits."""

import numpy as np
from numpy.typing import NDArray

from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.roomy import roomy

#: A mean counts when so much of its window was measured: Directive 2008/50/EC, annex XI, asks 75 % of
#: an hour (45 min) and 75 % of a day (18 hourly values).
COVERAGE = 0.75

#: Rows, ends and means where no window was closed: so it is at nearly every reading.
_NONE: tuple[Rows, Floats, Floats] = np.zeros(0, dtype=np.intp), np.zeros(0), np.zeros(0)


class ClockMean:
    """The mean of one property over whole windows of the clock, for every thing of a table.

    A window [k w, (k+1) w) is over when a reading at or after its end arrives, or `GRACE` periods after
    its end. Readings that come late, after that, are not counted.
    """

    #: Periods after the end of a window at which it is closed without a further reading.
    GRACE = 1.5

    def __init__(self, window: float) -> None:
        self.window = window
        self._number: Floats = np.zeros(0)
        self._sum: Floats = np.zeros(0)
        self._count: Floats = np.zeros(0)
        self._period: Floats = np.zeros(0)
        self._things = 0
        #: Nothing is overdue until then.
        self.due = np.inf

    def grow(self, periods: Floats) -> None:
        """More things, as many as `periods` (things,) has: seconds between two readings."""
        have, self._things = self._things, self._things + len(periods)
        for name, blank in (("_number", np.nan), ("_sum", 0.0), ("_count", 0.0), ("_period", np.nan)):
            setattr(self, name, roomy(getattr(self, name), self._things, blank))
        self._period[have : self._things] = periods

    def clear(self) -> None:
        """Forget every open window."""
        self._number[:] = np.nan
        self.due = np.inf

    def add(self, rows: Rows, times: Floats, values: Floats) -> tuple[Rows, Floats, Floats]:
        """Take readings (n,) of different things, none NaN; returns the windows that they closed.

        Rows, ends and means (m,) of closed windows; those with too few readings are left out.
        """
        number, now_open = np.floor(times / self.window), self._number[rows]
        closed = _NONE
        if not (number == now_open).all():  # seldom: a window begins, or a reading comes late
            closing = number > now_open
            closed = self._close(rows[closing])
            opening = closing | np.isnan(now_open)
            self._open(rows[opening], number[opening])
            kept = ~(number < now_open)
            rows, values = rows[kept], values[kept]
        self._sum[rows] += values
        self._count[rows] += 1.0
        return closed

    def overdue(self, until: float) -> tuple[Rows, Floats, Floats]:
        """Close windows whose things fell silent, all readings up to `until` being in."""
        open_ = np.flatnonzero(~np.isnan(self._number))
        deadlines = self._deadlines(open_)
        rows = open_[deadlines < until]
        closed = self._close(rows)
        self._number[rows] += 1.0  # the next one is open and empty: what comes late finds it so
        self._sum[rows] = self._count[rows] = 0.0
        self.due = float(self._deadlines(open_).min(initial=np.inf))
        return closed

    def _open(self, rows: Rows, number: Floats) -> None:
        """Begin windows of those numbers."""
        self._number[rows] = number
        self._sum[rows] = self._count[rows] = 0.0
        self.due = min(self.due, float(self._deadlines(rows).min(initial=np.inf)))

    def _deadlines(self, rows: Rows) -> NDArray[np.float64]:
        return np.asarray((self._number[rows] + 1.0) * self.window + self.GRACE * self._period[rows])

    def _close(self, rows: Rows) -> tuple[Rows, Floats, Floats]:
        if not len(rows):
            return _NONE
        full = rows[self._count[rows] * self._period[rows] >= COVERAGE * self.window]
        return full, (self._number[full] + 1.0) * self.window, self._sum[full] / self._count[full]


class Persistence:
    """The worst mean of each day, and with it the mildest of the last `days` days.

    That one passes a threshold when every one of those days did: the law's "200 on the third day".
    A day without a mean makes it unknown.
    """

    def __init__(self, days: int, sign: int) -> None:
        self._sign = sign
        self._day: Floats = np.zeros(0)
        #: (things, days) the worst of each day, today's first; turned so that more is worse.
        self._worst: Floats = np.zeros((0, days))

    def grow(self, size: int) -> None:
        """Room for so many things."""
        self._day, self._worst = roomy(self._day, size, np.nan), roomy(self._worst, size, np.nan)

    def clear(self) -> None:
        """Forget every day."""
        self._day[:] = np.nan
        self._worst[:] = np.nan

    def add(self, rows: Rows, days: Floats, means: Floats) -> Floats:
        """Take means (n,) of different things, each of a day; returns the mildest of the last days.

        NaN where one of them is unknown.
        """
        passed = days - self._day[rows]
        count = self._worst.shape[1]
        shift = np.where(np.isnan(passed), count, np.clip(passed, 0, count)).astype(np.intp)
        source = np.arange(count) - shift[:, None]
        kept = np.take_along_axis(self._worst[rows], np.maximum(source, 0), axis=1)
        kept[source < 0] = np.nan
        kept[:, 0] = np.fmax(kept[:, 0], means * self._sign)
        self._worst[rows], self._day[rows] = kept, np.fmax(days, self._day[rows])
        return np.asarray(kept.min(axis=1)) * self._sign
