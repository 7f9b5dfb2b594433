"""Faults that somebody injected, from their beginning to their end, and what each does to readings."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Domain, datastream_id
from config.story import FaultKind
from simulators.instruments import Flags
from simulators.models.contract import Floats
from simulators.readings import Readings

#: How much, where nobody says: of a skewed clock (s) and of a battery (hours until it is empty).
_SKEW: Final = 120.0
_BATTERY: Final = 6.0
#: A reordered message is sent so many periods late, so that the next one overtakes it.
_LATE: Final = 1.5
#: A spike or bias without an amount is U(5, 20) deviations of the noise (science section 8.1).
_SPIKE: Final = (5.0, 20.0)


@dataclass(frozen=True, slots=True)
class Injected:
    """One fault in time; `ends` is inf while nobody knows."""

    kind: FaultKind
    target: str  #: as in `story.Fault`
    begins: float  #: seconds since 1970
    ends: float = math.inf
    amount: float | None = None

    def datastreams(self, city: City) -> Iterator[str]:
        """What it strikes, for the ground truth: `domain/thing/property`, or the things of a gateway."""
        if self.kind == "gateway":
            yield self.target
            return
        domain, thing, *properties = self.target.split("/")
        for name in properties or city.domain(domain).thing(thing).properties:
            yield datastream_id(domain, thing, name)


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault as it concerns the things of one domain."""

    fault: Injected
    things: NDArray[np.intp]
    columns: NDArray[np.intp]

    def disturb(
        self,
        y: Floats,
        thing: NDArray[np.intp],
        time: Floats,
        sigma: Floats,
        rng: np.random.Generator,
    ) -> Flags:
        """Add bias, drift and spike to `y` (m, p); which of the readings (m, p) are not made at all.

        `sigma` (m, p) is the deviation of the noise.
        """
        rows, silent = self._rows(thing, time), np.zeros(y.shape, dtype=bool)
        drawn = rng.uniform(*_SPIKE) * rng.choice((-1.0, 1.0))
        for column in self.columns:
            noise, lasted = sigma[rows, column], time[rows] - self.fault.begins
            y[rows, column] += self._offset(noise, lasted, drawn)
            silent[rows, column] = self._is_silent(lasted)
        return silent

    def hold(self, y: Floats, fresh: Flags, thing: NDArray[np.intp], time: Floats, last: Floats) -> None:
        """A stuck instrument says `amount`, or what it said before; `last` (n, p) was before this tick."""
        if self.fault.kind != "stuck":
            return
        stuck = self._rows(thing, time)
        for row in self.things:
            for column in self.columns:
                mine = np.flatnonzero((thing == row) & fresh[:, column])
                held = mine[stuck[mine]]
                if not len(held):
                    continue
                earlier = mine[~stuck[mine] & (time[mine] < self.fault.begins)]
                before = y[earlier[-1], column] if len(earlier) else last[row, column]
                value = before if self.fault.amount is None else self.fault.amount
                if not math.isnan(value):
                    y[held, column] = value

    def carry(self, readings: Readings, period: Floats) -> Readings:
        """What happens to messages on their way: lost, late, twice, or with a wrong time.

        `period` (n,) s between messages. A lost message has a number, so that its loss shows.
        """
        struck = self._rows(readings.thing, readings.time)
        if not struck.any():
            return readings
        kind, amount = self.fault.kind, self.fault.amount
        if kind == "gateway":
            return readings.take(~struck)
        if kind == "duplicate":
            return readings.take(np.sort(np.append(np.arange(len(struck)), np.flatnonzero(struck))))
        if kind == "clock_skew":
            ahead = np.where(struck, _SKEW if amount is None else amount, 0.0)
            return replace(readings, time=readings.time + ahead)
        if kind == "reorder":
            late = np.where(struck & (readings.seq % 2 == 0), _LATE * period[readings.thing], 0.0)
            return replace(readings, send=readings.send + late)
        return readings

    def _rows(self, thing: NDArray[np.intp], time: Floats) -> Flags:
        """Which of these readings are made by a struck thing while it lasts."""
        lasting = (time >= self.fault.begins) & (time < self.fault.ends)
        return np.asarray(lasting & np.isin(thing, self.things))

    def _offset(self, noise: Floats, lasted: Floats, drawn: float) -> Floats:
        """What is added to readings, `lasted` s after the beginning."""
        kind, amount = self.fault.kind, self.fault.amount
        if kind in ("bias", "spike"):
            return drawn * noise if amount is None else np.full(len(noise), amount)
        if kind == "drift":
            return (noise if amount is None else np.full(len(noise), amount)) * lasted / 3600.0
        return np.zeros(len(noise))

    def _is_silent(self, lasted: Floats) -> Flags:
        """Whether nothing is said: the instrument fell out, or its battery is empty."""
        kind, amount = self.fault.kind, self.fault.amount
        if kind == "battery":
            return np.asarray(lasted >= 3600.0 * (_BATTERY if amount is None else amount))
        return np.full(len(lasted), kind == "dropout")


def strikes(domain: Domain, faults: Iterable[Injected], begins: float, ends: float) -> list[Strike]:
    """The faults that concern things of `domain` between `begins` and `ends`."""
    found = []
    for fault in faults:
        if fault.begins > ends or fault.ends <= begins:
            continue
        names = fault.target.split("/")
        if fault.kind == "gateway":
            things = [row for row, thing in enumerate(domain.things) if thing.gateway == names[1]]
        else:
            things = [row for row, thing in enumerate(domain.things) if names[:2] == [domain.id, thing.id]]
        if things:
            columns = [
                column
                for column, item in enumerate(domain.properties)
                if len(names) < 3 or item.id == names[2]
            ]
            found.append(Strike(fault, np.array(things, dtype=np.intp), np.array(columns, dtype=np.intp)))
    return found
