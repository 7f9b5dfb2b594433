"""Marks each new reading with its quality: range, rate of change, stuck."""

import numpy as np
from numpy.typing import NDArray

from dashboard.core.readings.batch import Batch
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.table import NEVER, Table

_UNCERTAIN, _STUCK, _OUT_OF_RANGE, _MISSING = (
    np.uint8(item) for item in (Quality.UNCERTAIN, Quality.STUCK, Quality.OUT_OF_RANGE, Quality.MISSING)
)


class QualityCheck:
    """Judges the observations of one table; remembers how often each value has repeated itself."""

    def __init__(self, table: Table) -> None:
        self._table = table
        properties = table.properties
        self._low = np.array([item.range[0] for item in properties])
        self._high = np.array([item.range[1] for item in properties])
        rates = [np.inf if item.max_rate is None else item.max_rate / 60.0 for item in properties]
        self._rate = np.array(rates)
        self._hurried = bool(np.isfinite(self._rate).any())
        self._equal = np.zeros((0, len(properties)), dtype=np.int64)

    def mark(self, batch: Batch) -> None:
        """Write `batch.quality` (one round: each thing at most once), before the table takes it."""
        table, rows, values = self._table, batch.rows, batch.values
        quality, measured = batch.quality, ~np.isnan(values)
        if self._hurried:
            since = np.maximum(batch.times[:, None] - table.last_time[rows], 1.0)
            quality[np.abs(values - table.last_value[rows]) > self._rate * since] = _UNCERTAIN
        stuck_after = table.stuck_after[rows]
        if (stuck_after != NEVER).any():
            quality[self._count_equal(batch, measured) >= stuck_after] = _STUCK
        outside = (values < self._low) | (values > self._high)
        if outside.any():
            quality[outside] = _OUT_OF_RANGE
        if not measured.all():
            quality[~measured] = _MISSING

    def _count_equal(self, batch: Batch, measured: NDArray[np.bool_]) -> NDArray[np.int64]:
        """(n, p) how often in a row each value has stayed as it was, this time included.

        A message that is repeated, or late, is not one more time. A value at the lower end of its range
        says "less than I can tell", as clean air does to a cheap sensor, and may do so for days.
        """
        table, rows, values = self._table, batch.rows, batch.values
        if len(self._equal) < len(table):
            more = np.zeros((2 * len(table), values.shape[1]), dtype=np.int64)
            more[: len(self._equal)] = self._equal
            self._equal = more
        before = self._equal[rows]
        equal = np.where((values == table.last_value[rows]) & (values > self._low), before + 1, 0)
        newer = ~(batch.times[:, None] <= table.last_time[rows])  # also where there was none before
        self._equal[rows] = np.where(measured & newer, equal, before)
        return equal
