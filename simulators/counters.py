"""Instruments that count whole things since they were last read: tips of a bucket, vehicles over a loop."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulators import laws
from simulators.instruments import Flags, Instruments, Plan
from simulators.models.contract import TICK, Floats

_HOUR: Final = 3600.0


@dataclass(slots=True)
class CounterState:
    """(n, k) over things and counting columns."""

    total: Floats  #: mm of rain, or vehicles, that have passed
    counted: Floats  #: whole tips, or vehicles, that were read


class Counters:
    """The columns of a domain in which somebody counts; truth and reading are rates per hour.

    Nothing is lost between two readings: what does not fill a bucket is in the next one's.
    """

    def __init__(self, instruments: Instruments) -> None:
        law = instruments.law
        self.where: Final[Flags] = law["tipping_bucket"] | law["vehicle_count"]
        self.columns: Final = np.flatnonzero(self.where.any(axis=0))
        self._once = instruments.once
        self._where = self.where[:, self.columns]
        self._buckets = law["tipping_bucket"][:, self.columns]
        self._size = np.where(self._buckets, instruments.tip[:, self.columns], 1.0)
        self._period = instruments.period[:, self.columns] / 1e3
        self._uneven = np.where(self._buckets, instruments.sigma_relative[:, self.columns], 0.0)
        #: Vehicles missed or seen twice in a period; a bucket's 3 % belong to what falls into it.
        self._sigma = np.where(self._buckets, 0.0, instruments.sigma[:, self.columns] * self._period / _HOUR)
        self._relative = np.where(self._buckets, 0.0, instruments.sigma_relative[:, self.columns])

    def begin(self, truth: Floats, since: Floats) -> CounterState:
        """As if it had gone on like now, and had last been read `since` seconds (n, p) ago."""
        rates = self.rates((truth, truth), np.zeros_like(self.where, dtype=float))
        total = np.where(self._where, rates[0] * since[:, self.columns] / _HOUR, 0.0)
        return CounterState(total, np.zeros_like(total))

    def rates(self, truth: tuple[Floats, Floats], deviate: Floats) -> tuple[Floats, Floats]:
        """What the mechanism gets per hour, (n, k) at both ends of the tick; `deviate` (n, p) normal."""
        if not len(self.columns):
            return np.empty((len(deviate), 0)), np.empty((len(deviate), 0))
        uneven = 1.0 + self._uneven * deviate[:, self.columns]
        before, now = (values[:, self.columns] for values in truth)
        return (
            np.where(self._buckets, laws.caught(before) * uneven, before),
            np.where(self._buckets, laws.caught(now) * uneven, now),
        )

    def read(
        self,
        state: CounterState,
        y: Floats,
        plan: Plan,
        rates: tuple[Floats, Floats],
        noise: Floats,
    ) -> None:
        """Write into `y` (m, p) what was counted since the reading before."""
        thing, elapsed, fresh = plan.thing, plan.elapsed, plan.fresh
        for k, column in enumerate(self.columns):
            rows = np.flatnonzero(fresh[:, column] & self.where[thing, column])
            if not len(rows):
                continue
            if not self._once:
                rows = rows[np.argsort(thing[rows], kind="stable")]
            who = thing[rows]
            units = self._units(state, rates, who, elapsed[rows], k)
            earlier = state.counted[who, k]
            if not self._once:
                again = np.append(False, who[1:] == who[:-1])
                earlier = np.where(again, np.roll(units, 1), earlier)
            state.counted[who, k] = units  # the last one of a thing stays
            count = units - earlier
            wrong = np.hypot(self._sigma[who, k], self._relative[who, k] * count) * noise[rows, column]
            count = np.maximum(0.0, np.rint(count + wrong))
            y[rows, column] = count * self._size[who, k] * _HOUR / self._period[who, k]

    def settle(self, state: CounterState, rates: tuple[Floats, Floats]) -> None:
        """Carry the totals to the end of the tick."""
        state.total = state.total + np.where(self._where, (rates[0] + rates[1]) / 2.0, 0.0) * TICK / _HOUR

    def _units(
        self,
        state: CounterState,
        rates: tuple[Floats, Floats],
        who: NDArray[np.intp],
        elapsed: Floats,
        k: int,
    ) -> Floats:
        """Whole units since the beginning of the run, with rates linear over the tick."""
        before, now = rates[0][who, k], rates[1][who, k]
        passed = (before + (now - before) * elapsed / (2.0 * TICK)) * elapsed / _HOUR
        # a hair more: what falls exactly on a unit must not be lost to rounding
        return np.asarray(np.floor((state.total[who, k] + passed) / self._size[who, k] + 1e-9))
