"""Marks each new reading with its quality: range, rate of change, stuck."""

import numpy as np

from dashboard.core.batch import Batch
from dashboard.core.quality import Quality
from dashboard.core.table import Table


class QualityCheck:
    """Judges the observations of one table; remembers how often each value has repeated itself."""

    def __init__(self, table: Table) -> None:
        self._table = table
        properties = table.properties
        self._low = np.array([item.range[0] for item in properties])
        self._high = np.array([item.range[1] for item in properties])
        rates = [np.inf if item.max_rate is None else item.max_rate / 60.0 for item in properties]
        self._rate = np.array(rates)
        stuck = [
            np.iinfo(np.int64).max if item.stuck_after is None else item.stuck_after for item in properties
        ]
        self._stuck_after = np.array(stuck, dtype=np.int64)
        self._equal = np.zeros((0, len(properties)), dtype=np.int64)

    def mark(self, batch: Batch) -> None:
        """Write `batch.quality` (one round: each thing at most once), before the table takes it."""
        table, rows, values = self._table, batch.rows, batch.values
        if len(self._equal) < len(table):
            more = np.zeros((max(len(table), 2 * len(self._equal)), values.shape[1]), dtype=np.int64)
            more[: len(self._equal)] = self._equal
            self._equal = more
        measured = ~np.isnan(values)
        before, since = table.last_value[rows], batch.times[:, None] - table.last_time[rows]
        with np.errstate(invalid="ignore", divide="ignore"):
            fast = np.abs(values - before) > self._rate * np.maximum(since, 1.0)
        equal = np.where(values == before, self._equal[rows] + 1, 0)
        self._equal[rows] = np.where(measured, equal, self._equal[rows])
        quality = np.where(fast, Quality.UNCERTAIN, Quality.GOOD)
        quality = np.where(equal >= self._stuck_after, Quality.STUCK, quality)
        outside = (values < self._low) | (values > self._high)
        quality = np.where(outside, Quality.OUT_OF_RANGE, quality)
        batch.quality[:] = np.where(measured, quality, Quality.MISSING)
