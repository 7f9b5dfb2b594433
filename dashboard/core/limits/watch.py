"""Everything that is judged on the readings of one domain: its limits and the state of its instruments."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Domain, Steps
from dashboard.core.limits.averages import ClockMean, Persistence
from dashboard.core.limits.bank import Crossing, LimitBank
from dashboard.core.limits.rule import Rule, instrument_rules, limit_rules
from dashboard.core.limits.value import Derivation, derivation
from dashboard.core.readings.batch import Batch, Floats, Rows
from dashboard.core.readings.quality import USABLE, Quality
from dashboard.core.readings.table import Table
from dashboard.core.roomy import roomy

_DAY = 86400.0


class LimitWatch:
    """The limits of one table's things. `domain` is None for one that the catalogue does not know;
    `silence`: periods until a datastream whose thing speaks is silent.

    Rules are numbered through: first the catalogue's, then those on the instruments.
    """

    def __init__(self, domain: Domain | None, table: Table, silence: Steps) -> None:
        self._domain = domain
        self._table = table
        limits = limit_rules(domain) if domain is not None else []
        instruments = instrument_rules(table.properties, silence)
        self.rules: tuple[Rule, ...] = (*limits, *instruments)
        self._limits = LimitBank(limits)
        self._instruments = LimitBank(instruments)
        self._columns = np.array([rule.column for rule in limits], dtype=np.intp)
        self._applies = np.zeros((0, len(limits)), dtype=bool)
        self._derived: list[tuple[int, Derivation]] = [
            (i, found) for i, rule in enumerate(limits) if (found := derivation(rule)) is not None
        ]
        self._means = [(i, ClockMean(rule.window)) for i, rule in enumerate(limits) if rule.window]
        self._averaged = np.array([i for i, _ in self._means], dtype=np.intp)
        self._days = {
            i: Persistence(rule.limit.days, rule.sign)
            for i, rule in enumerate(limits)
            if rule.limit is not None and rule.limit.days > 1
        }
        self._selective = any(rule.limit is not None and rule.limit.things for rule in limits)

    def clear(self) -> None:
        """Nothing was ever judged."""
        self._limits.clear()
        self._instruments.clear()
        for _, mean in self._means:
            mean.clear()
        for persistence in self._days.values():
            persistence.clear()

    def hold(self, row: int, rule: int, level: int) -> None:
        """Take over a condition of that level from an earlier run."""
        self._grow()
        first = len(self._limits.rules)
        if rule < first:
            self._limits.hold(row, rule, level)
        else:
            self._instruments.hold(row, rule - first, level)

    def suffix(self, row: int, number: int) -> str:
        """What follows the datastream's name in the name of the alarm that this rule makes on a thing.

        Nothing for the first limit of a datastream; `#kind` for further ones and for instruments, with
        a number where a kind stands twice.
        """
        rule = self.rules[number]
        if rule.limit is None:
            return f"#{rule.kind}"
        self._grow()
        on = np.flatnonzero(self._applies[row] & (self._columns == rule.column))
        if number == on[0]:
            return ""
        same = [int(i) for i in on[1:] if self.rules[i].kind == rule.kind]
        return f"#{rule.kind}" + (f"-{same.index(number) + 1}" if number != same[0] else "")

    def group(self, row: int, number: int) -> str:
        """With which others the alarm that this rule makes on a thing tells of one event, "" for none."""
        limit = self.rules[number].limit
        if limit is None or limit.group is None or self._domain is None:
            return ""
        thing = next((item for item in self._domain.things if item.id == self._table.places[row].id), None)
        return "" if thing is None else f"{self._domain.id}/{limit.group.name}/{limit.group.of(thing)}"

    def number(self, row: int, column: int, suffix: str) -> int:
        """The rule that makes the alarm of that name on a datastream; KeyError when none does."""
        self._grow()
        for number, rule in enumerate(self.rules):
            applies = rule.limit is None or self._applies[row, number]
            if rule.column == column and applies and self.suffix(row, number) == suffix:
                return number
        raise KeyError(suffix)

    # -- judging -----------------------------------------------------------------------------------

    def update(self, batch: Batch) -> list[Crossing]:
        """Judge one round, already in the table."""
        self._grow()
        bad = batch.quality > USABLE
        found = self._judge_limits(batch, bad)
        if bad.any() or self._instruments.stirred(batch.rows).any():
            found += self._numbered(self._judge_instruments(batch, bad))
        return found

    def overdue(self, until: float) -> list[Crossing]:
        """Judge what time alone brings about, all readings up to `until` being in."""
        found = []
        for rule, mean in self._means:
            if until > mean.due:
                found += self._judge_mean(rule, mean.overdue(until))
        found += self._limits.overdue(until)
        found += self._numbered(self._instruments.overdue(until))
        return found

    def _judge_limits(self, batch: Batch, bad: NDArray[np.bool_]) -> list[Crossing]:
        if not len(self._limits.rules):
            return []
        rows = batch.rows
        values = np.where(bad, np.nan, batch.values)[:, self._columns]
        if self._selective:
            values[~self._applies[rows]] = np.nan
        found = []
        known = ~np.isnan(values)
        for rule, mean in self._means:
            measured = known[:, rule]
            if measured.any():
                part = rows[measured], batch.times[measured], values[measured, rule]
                found += self._judge_mean(rule, mean.add(*part))
        for rule, derive in self._derived:
            measured = known[:, rule]
            if measured.any():
                part = rows[measured], batch.times[measured], values[measured, rule]
                values[measured, rule] = derive(self._table, self._limits.rules[rule], *part)
        values[:, self._averaged] = np.nan
        return found + self._limits.judge(rows, batch.times, values)

    def _judge_mean(self, rule: int, closed: tuple[Rows, Floats, Floats]) -> list[Crossing]:
        rows, ends, means = closed
        if not len(rows):
            return []
        if rule in self._days:
            days = np.floor((ends - self._limits.rules[rule].window) / _DAY)
            means = self._days[rule].add(rows, days, means)
            rows, ends, means = _measured(rows, ends, means)
        return self._limits.judge_each(rows, np.full(len(rows), rule), ends, means)

    def _judge_instruments(self, batch: Batch, bad: NDArray[np.bool_]) -> list[Crossing]:
        """Stuck, out of range, silent."""
        rows, quality = batch.rows, batch.quality
        odd = bad & self._table.observed[rows]
        concerned = odd.any(axis=1) | self._instruments.stirred(rows)
        if not concerned.any():
            return []
        rows, times, quality = rows[concerned], batch.times[concerned], quality[concerned]
        values = np.empty((len(rows), quality.shape[1], 3))
        values[:, :, 0] = quality == Quality.STUCK
        values[:, :, 1] = quality == Quality.OUT_OF_RANGE
        values[:, :, :2][quality == Quality.MISSING] = np.nan
        values[:, :, 2] = (times[:, None] - self._table.last_time[rows]) / self._table.periods[rows]
        return self._instruments.judge(rows, times, values.reshape(len(rows), -1))

    def _numbered(self, found: list[Crossing]) -> Iterator[Crossing]:
        first = len(self._limits.rules)
        return (item._replace(rule=item.rule + first) for item in found)

    def _grow(self) -> None:
        """Follow the table: things may have been discovered."""
        table, have = self._table, len(self._instruments)
        if have == len(table):
            return
        come = [place.id for place in table.places[have:]]
        applies = np.ones((len(come), len(self._columns)), dtype=bool)
        for number, rule in enumerate(self._limits.rules):
            if rule.limit is not None and rule.limit.things:
                named = {*rule.limit.things}
                applies[:, number] = [thing in named for thing in come]
        self._applies = roomy(self._applies, len(table), False)
        self._applies[have : len(table)] = applies
        periods = table.periods[have : len(table)]
        windows = np.array([rule.window for rule in self._limits.rules])
        self._limits.grow(np.where(windows > 0, windows, periods[:, self._columns]))
        self._instruments.grow(np.repeat(periods, 3, axis=1))
        for number, mean in self._means:
            mean.grow(periods[:, self._columns[number]])
        for persistence in self._days.values():
            persistence.grow(len(table))


def _measured(rows: Rows, times: Floats, values: Floats) -> tuple[Rows, Floats, Floats]:
    known = ~np.isnan(values)
    return rows[known], times[known], values[known]
