"""Compares readings with limits, all datastreams of a domain at once: deadband, delays, three priorities."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.core.limits.rule import Rule
from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.roomy import roomy

Levels = NDArray[np.uint8]

#: A condition that was met and then fell silent is raised so many periods after its deadline.
GRACE = 1.5
#: A single reading before a silence counts as the first of two for so many periods after its deadline.
REMEMBERED = 10.0


class Crossing(NamedTuple):
    """A condition that changed its level."""

    time: float  #: seconds since 1970
    row: int
    rule: int
    level: int  #: 0 none, 1 advisory, 2 warning, 3 alarm
    value: float  #: of the reading that told
    threshold: float  #: of the level now; of the level that was left when it is 0


class LimitBank:
    """The state of R rules over the things of one table, each threshold with its own hysteresis.

    A threshold is met for good when every reading from `since` on met it, for the on-delay; it is
    over when every reading from then on was beyond the deadband, for the off-delay. A reading in
    between breaks either. When it changes is a function of the readings alone, not of when we look:

    - the time of a change is `since` + delay, whenever it is noticed;
    - it is noticed by the first reading at or after that time, if this one agrees;
    - a raise is also noticed `GRACE` periods after that time, whatever comes later, when two readings
      or more met it: a sensor that fell silent, or spoke much too late, was last seen in alarm;
    - a single one before a silence may be a spike, and raises nothing alone. The next reading tells: if
      it meets the threshold as well it raises, at its own time, for nobody knows what was in between. A
      flood whose gauge drops out is so found at once. After `REMEMBERED` periods it is forgotten;
    - silence clears nothing.

    Arrays are (things and room for more, R, 3), the last axis advisory, warning, alarm.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        count = len(self.rules)
        self._sign = np.array([rule.sign for rule in rules], dtype=np.float64)
        thresholds = np.array([rule.thresholds for rule in rules]).reshape(count, 3)
        self._threshold = thresholds * self._sign[:, None]
        self._over = self._threshold - np.array([rule.deadband for rule in rules])[:, None]
        #: The mildest threshold: what does not reach it concerns nobody.
        self._mildest = np.fmin.reduce(self._threshold, axis=1) if count else np.zeros(0)
        self._on = np.array([[rule.on] * 3 for rule in rules]).reshape(count, 3)
        self._on_periods = np.array([rule.on_periods for rule in rules]).reshape(count, 3)
        self._off = np.array([rule.off for rule in rules])
        self._off_periods = np.array([rule.off_periods for rule in rules])
        self._window = np.array([rule.window for rule in rules])
        self._active = np.zeros((0, count, 3), dtype=bool)
        self._since = np.zeros((0, count, 3))
        #: Whether a second reading said the same since then.
        self._again = np.zeros((0, count, 3), dtype=bool)
        self._last = np.zeros((0, count))
        self._period = np.zeros((0, count))
        self._busy = np.zeros((0, count), dtype=bool)
        self._stirred = np.zeros(0, dtype=bool)
        self._due = np.inf
        self._things = 0

    def __len__(self) -> int:
        return self._things

    def grow(self, periods: Floats) -> None:
        """More things, as many as `periods` (things, R) has rows: seconds between two values."""
        have, self._things = self._things, self._things + len(periods)
        for name, blank in (("_active", False), ("_since", np.nan), ("_again", False), ("_last", np.nan),
                            ("_period", np.nan), ("_busy", False), ("_stirred", False)):  # fmt: skip
            setattr(self, name, roomy(getattr(self, name), self._things, blank))
        self._period[have : self._things] = periods

    def clear(self) -> None:
        """Nothing was ever met."""
        self._active[:] = False
        self._since[:] = np.nan
        self._again[:] = False
        self._last[:] = np.nan
        self._busy[:] = False
        self._stirred[:] = False
        self._due = np.inf

    def hold(self, row: int, rule: int, level: int) -> None:
        """Take over a condition of that level from an earlier run."""
        self._active[row, rule, :level] = ~np.isnan(self._threshold[rule, :level])
        self._busy[row, rule] = self._stirred[row] = True

    def stirred(self, rows: Rows) -> NDArray[np.bool_]:
        """(n,) things of which some condition lasts or is about to."""
        return self._stirred[rows]

    # -- judging -----------------------------------------------------------------------------------

    def judge(self, rows: Rows, times: Floats, values: Floats) -> list[Crossing]:
        """Compare `values` (n, R) of different things, NaN where there is nothing to compare."""
        concerns = values * self._sign >= self._mildest
        concerns |= self._busy[rows]
        concerns &= ~np.isnan(values)
        where, rule = np.nonzero(concerns)
        if not len(where):
            return []
        return self.judge_each(rows[where], rule, times[where], values[where, rule])

    def judge_each(self, rows: Rows, rules: Rows, times: Floats, values: Floats) -> list[Crossing]:
        """Compare m single values, none NaN; each (row, rule) at most once."""
        found: list[Crossing] = []
        active, since = self._active[rows, rules], self._since[rows, rules]
        period = self._period[rows, rules][:, None]
        on = self._on[rules] + self._on_periods[rules] * period
        again = self._again[rows, rules]
        late = ~active & _passed(since + on, period, again, times[:, None])
        if late.any():
            found += self._change(rows, rules, late & again, since + on)
            since[late] = np.nan
            active = self._active[rows, rules]
        # What speaks against the present state: met where it was not, well over where it was.
        signed = (values * self._sign[rules])[:, None]
        with np.errstate(invalid="ignore"):
            against = np.where(active, signed < self._over[rules], signed >= self._threshold[rules])
        fresh = np.isnan(since)
        start = np.where(fresh, (times - self._window[rules])[:, None], since)
        off = self._off[rules][:, None] + self._off_periods[rules][:, None] * period
        deadline = start + np.where(active, off, on)
        fire = against & (times[:, None] >= deadline)
        waiting = against & ~fire
        self._since[rows, rules] = np.where(waiting, start, np.nan)
        self._again[rows, rules] = waiting & ~fresh
        self._last[rows, rules] = values
        if fire.any():
            # A mean cannot be known before its window is over, nor what nobody heard before it is heard.
            with np.errstate(invalid="ignore"):
                unheard = ~again & ~active & (deadline + GRACE * period < times[:, None])
            found += self._change(rows, rules, fire, np.where(fresh | unheard, times[:, None], deadline))
            active = self._active[rows, rules]
        self._note(rows, rules, active, waiting)
        due = _end(deadline, period, ~fresh)[waiting & ~active]
        self._due = min(self._due, float(due.min(initial=np.inf)))
        return found

    def overdue(self, until: float) -> list[Crossing]:
        """Raise what was met twice when its datastream fell silent, all readings up to `until` being in."""
        if until <= self._due:
            return []
        rows, rules = np.nonzero(self._busy)
        active, since = self._active[rows, rules], self._since[rows, rules]
        period = self._period[rows, rules][:, None]
        deadline = since + self._on[rules] + self._on_periods[rules] * period
        again = self._again[rows, rules]
        late = ~active & _passed(deadline, period, again, until)
        found = self._change(rows, rules, late & again, deadline)
        since[late] = np.nan
        self._since[rows, rules] = since
        waiting = ~np.isnan(since)
        self._note(rows, rules, self._active[rows, rules], waiting)
        self._due = float(_end(deadline, period, again)[waiting & ~active].min(initial=np.inf))
        return found

    def _note(self, rows: Rows, rules: Rows, active: NDArray[np.bool_], waiting: NDArray[np.bool_]) -> None:
        self._busy[rows, rules] = (active | waiting).any(axis=1)
        self._stirred[rows] = self._busy[rows].any(axis=1)

    def _change(self, rows: Rows, rules: Rows, fire: NDArray[np.bool_], when: Floats) -> list[Crossing]:
        """Toggle thresholds (m, 3) where `fire` at `when`; one crossing per new level of a rule."""
        found = []
        for i in np.flatnonzero(fire.any(axis=1)):
            row, rule = int(rows[i]), int(rules[i])
            active = self._active[row, rule]
            level = _level(active)
            for time in np.unique(when[i][fire[i]]):
                at = fire[i] & (when[i] == time)
                active[at] = ~active[at]
                following = _level(active)
                if following != level:
                    threshold = self._threshold[rule, (following or level) - 1]
                    found.append(
                        Crossing(
                            float(time), row, rule, following, float(self._last[row, rule]),
                            float(threshold * self._sign[rule]),
                        )
                    )  # fmt: skip
                    level = following
        return found


def _end(deadline: Floats, period: Floats, again: NDArray[np.bool_]) -> Floats:
    """Until when a condition waits for a reading after its deadline; `again`: two readings met it."""
    return deadline + np.where(again, GRACE, REMEMBERED) * period


def _passed(
    deadline: Floats, period: Floats, again: NDArray[np.bool_], time: Floats | float
) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return _end(deadline, period, again) < time


def _level(active: NDArray[np.bool_]) -> int:
    """The highest of three thresholds that is active, 0 for none."""
    return 3 if active[2] else 2 if active[1] else 1 if active[0] else 0
