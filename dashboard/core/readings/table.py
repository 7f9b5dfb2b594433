"""The readings of one domain: a ring of columns per thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Property
from dashboard.core.readings.batch import Batch, Floats, Rows
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.series import Reading, Series

#: Readings kept per thing: more than an hour at 1 Hz, nearly three days at one a minute.
CAPACITY = 4096
_FIRST_CAPACITY = 64
_RINGS = ("_times", "_values", "_quality")
#: So many equal readings never come.
NEVER = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a thing."""

    id: str
    name: str
    position: tuple[float, float] | None  #: longitude, latitude
    zone: str
    approximate: bool
    discovered: bool  #: not in the catalogue: found on the broker
    #: Its name in languages in which it is called otherwise.
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What the sequence numbers of some observations tell."""

    lost: int = 0
    repeated: int = 0
    reordered: int = 0
    #: New and late ones in order of arrival, where some were late; else all that was kept is new.
    kept: Batch | None = field(default=None, compare=False)


class Table:
    """All readings of one domain's things.

    `values[row, slot, column]` is a ring in float32, which holds every instrument's resolution and
    half the memory; the newest reading of each datastream is kept in full in `last_*`. Both grow by
    doubling, so that memory follows use.
    """

    def __init__(
        self, domain: str, properties: Sequence[Property], capacity: int = CAPACITY, *, strange: bool = False
    ) -> None:
        self.domain = domain
        #: Whether the catalogue does not know this domain.
        self.strange = strange
        self.properties = tuple(properties)
        self.places: list[Place] = []

        self._row_of: dict[str, int] = {}
        self._column_of = {item.id: column for column, item in reversed(list(enumerate(self.properties)))}
        self._limit = capacity
        self._slots = min(_FIRST_CAPACITY, capacity)
        p = len(self.properties)
        self._times: Floats = np.zeros((0, self._slots))
        self._values = np.zeros((0, self._slots, p), dtype=np.float32)
        self._quality = np.zeros((0, self._slots, p), dtype=np.uint8)
        self._count = np.zeros(0, dtype=np.int64)
        self._newest: Floats = np.zeros(0)
        self._seq = np.zeros(0, dtype=np.int64)
        self.observed = np.zeros((0, p), dtype=bool)
        self.periods: Floats = np.zeros((0, p))
        #: So many equal readings in a row mean a stuck instrument.
        self.stuck_after = np.zeros((0, p), dtype=np.int64)
        self._usually_stuck = np.array(
            [NEVER if item.stuck_after is None else item.stuck_after for item in self.properties],
            dtype=np.int64,
        )
        self.last_time: Floats = np.zeros((0, p))
        self.last_value: Floats = np.zeros((0, p))
        self.last_quality = np.zeros((0, p), dtype=np.uint8)

    def __len__(self) -> int:
        return len(self.places)

    # -- things ----------------------------------------------------------------------------------

    def row(self, thing: str) -> int | None:
        """The row of that thing, None when it is not here."""
        return self._row_of.get(thing)

    def column(self, property_id: str) -> int | None:
        """The column of that property, None when it is not here; of equal ones the first."""
        return self._column_of.get(property_id)

    def add(
        self,
        place: Place,
        observed: NDArray[np.bool_] | bool,
        periods: Floats | float,
        stuck_after: NDArray[np.int64] | None = None,
    ) -> int:
        """A new thing: which properties (p,) it observes, and every how many seconds (p,); or one for all.

        `stuck_after` (p,) equal readings mean a stuck instrument, NEVER for none; without, as usual here.
        """
        row = len(self.places)
        self.places.append(place)
        self._row_of[place.id] = row
        if row >= len(self._count):
            self._grow_rows(max(16, 2 * row))
        self.observed[row] = observed
        self.periods[row] = periods
        self.stuck_after[row] = self._usually_stuck if stuck_after is None else stuck_after
        return row

    def describe(self, row: int, place: Place) -> None:
        """Better knowledge of a thing that is already here."""
        self.places[row] = place

    def forget_readings(self, rows: slice = slice(None)) -> None:
        """Start anew with these things: every reading goes, every thing stays."""
        if rows == slice(None):  # a long story's memory is no use to the next one
            self._ring(min(_FIRST_CAPACITY, self._limit))
        self._count[rows] = 0
        self._blank(rows)

    def _blank(self, rows: slice) -> None:
        self._newest[rows] = -np.inf
        self._seq[rows] = -1
        self.last_time[rows] = np.nan
        self.last_value[rows] = np.nan
        self.last_quality[rows] = Quality.MISSING

    def _grow_rows(self, rows: int) -> None:
        have, used = len(self._count), int(self._count.max(initial=0))
        for name in (*_RINGS, "_count", "_newest", "_seq", "observed", "periods",
                     "stuck_after", "last_time", "last_value", "last_quality"):  # fmt: skip
            old = getattr(self, name)
            new = np.zeros((rows, *old.shape[1:]), dtype=old.dtype)
            if name in _RINGS:  # slots that nobody filled stay untouched memory
                new[:have, :used] = old[:, :used]
            else:
                new[:have] = old
            setattr(self, name, new)
        self._blank(slice(have, None))

    def _grow_slots(self) -> None:
        """Twice the ring. Only called while no ring has wrapped, so slots keep their place."""
        have, kept = self._slots, [getattr(self, name) for name in _RINGS]
        self._ring(min(2 * have, self._limit))
        for name, old in zip(_RINGS, kept, strict=True):  # rows in reserve stay untouched memory
            getattr(self, name)[: len(self), :have] = old[: len(self)]

    def _ring(self, slots: int) -> None:
        """Empty rings of so many slots."""
        for name in _RINGS:
            old = getattr(self, name)
            setattr(self, name, np.zeros((len(old), slots, *old.shape[2:]), dtype=old.dtype))
        self._slots = slots

    # -- readings in -----------------------------------------------------------------------------

    def append(self, batch: Batch) -> tuple[Batch, Order]:
        """Take observations of different things (one round of a batch).

        Returns those that are new and newer than what was known, and what the sequence numbers say.
        A repeated observation is ignored; one that comes late is filed at its time, but is not
        returned: the present is not judged by the past.
        """
        rows, times, seqs = batch.rows, batch.times, batch.seqs
        known, newest = self._seq[rows], self._newest[rows]
        if (times > newest).all() and (seqs - known == 1).all():
            self._append_fresh(batch)  # as it should be, and almost always is
            return batch, Order()
        counted = (seqs >= 0) & (known >= 0)
        late = times < newest
        again = (times == newest) & (~counted | (seqs == known))
        # A sequence that starts anew at a later time is a restarted publisher, not a loss.
        gaps = np.where(counted & (seqs > known), seqs - known - 1, 0)
        if not (late | again).any():
            self._append_fresh(batch)
            return batch, Order(int(gaps.sum()))
        fresh = ~late & ~again
        onward = late & counted & (seqs > known)  # the clock was set back, not the sequence
        self._seq[rows[onward]] = seqs[onward]
        lost, repeated = int(gaps[fresh | onward].sum()), int(again.sum())
        filed = [int(i) for i in np.flatnonzero(late) if self._file_late(batch, int(i))]
        # What comes late was counted as lost when the gap was seen.
        lost -= int((counted[filed] & (seqs[filed] < known[filed])).sum())
        repeated += int(late.sum()) - len(filed)
        part = batch.take(fresh)
        self._append_fresh(part)
        kept = batch.take(np.sort(np.append(np.flatnonzero(fresh), filed))) if filed else None
        return part, Order(lost, repeated, len(filed), kept)

    def _append_fresh(self, batch: Batch) -> None:
        rows = batch.rows
        if not len(rows):
            return
        count = self._count[rows]
        if self._slots < self._limit and int(count.max()) >= self._slots:
            self._grow_slots()
        slot = count % self._slots
        self._times[rows, slot] = batch.times
        with np.errstate(over="ignore"):  # what float32 cannot hold is infinite here, and in no window
            self._values[rows, slot] = batch.values
        self._quality[rows, slot] = batch.quality
        self._count[rows] = count + 1
        self._newest[rows] = batch.times
        self._seq[rows] = batch.seqs
        measured = ~np.isnan(batch.values)
        if measured.all():
            self.last_time[rows], self.last_value[rows] = batch.times[:, None], batch.values
            self.last_quality[rows] = batch.quality
            self.observed[rows] = True
            return
        i, columns = np.nonzero(measured)
        at = rows[i], columns
        self.last_time[at], self.last_value[at] = batch.times[i], batch.values[measured]
        self.last_quality[at] = batch.quality[measured]
        self.observed[at] = True

    def _file_late(self, batch: Batch, i: int) -> bool:
        """Put one late observation where it belongs; False when it is already there or too old."""
        row, time = int(batch.rows[i]), float(batch.times[i])
        slots = self._slots_of(row)
        times = self._times[row, slots]
        place = int(np.searchsorted(times, time))
        if (place < len(times) and times[place] == time) or (place == 0 and len(times) == self._limit):
            return False
        if len(times) == self._slots and self._slots < self._limit:
            self._grow_slots()
        self._count[row] += 1
        slots = self._slots_of(row)
        if len(slots) == len(times):  # the ring is full: its oldest reading made room
            place -= 1
        moved, room = slots[place:-1], slots[place + 1 :]
        self._times[row, room] = self._times[row, moved]
        self._values[row, room] = self._values[row, moved]
        self._quality[row, room] = self._quality[row, moved]
        self._times[row, slots[place]] = time
        with np.errstate(over="ignore"):
            self._values[row, slots[place]] = batch.values[i]
        self._quality[row, slots[place]] = batch.quality[i]
        return True

    def _slots_of(self, row: int) -> Rows:
        """Slots of a thing's readings, oldest first."""
        count = int(self._count[row])
        size = min(count, self._slots)
        return np.arange(count - size, count) % self._slots

    # -- readings out ----------------------------------------------------------------------------

    def at(self, rows: Rows, column: int, times: Floats) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Time, value and quality of the newest reading of each of `rows` at or before each of `times`.

        Of any shape that both can take; NaN, NaN and MISSING where no reading that old is kept.
        """
        count = self._count[rows]
        oldest = np.maximum(count - self._slots, 0)
        low = oldest - 1
        step = 1 << int((count - low).max(initial=1)).bit_length() - 1
        while step:  # the last one that is not after its time, by halving
            middle = low + step
            low += step * ((middle < count) & (self._times[rows, middle % self._slots] <= times))
            step >>= 1
        values = self._values[rows, low % self._slots, column].astype(np.float64)
        while (blank := (low >= oldest) & np.isnan(values)).any():
            low = low - blank  # nothing was measured then: the one before
            values = self._values[rows, low % self._slots, column].astype(np.float64)
        known, slot = low >= oldest, low % self._slots
        return (
            np.where(known, self._times[rows, slot], np.nan),
            np.where(known, values, np.nan),
            np.where(known, self._quality[rows, slot, column], np.uint8(Quality.MISSING)),
        )

    def last(self, rows: Rows, column: int, readings: int) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Times, values and quality (n, readings) of the last observations of each row, oldest first.

        NaN, NaN and MISSING where there are fewer.
        """
        count = self._count[rows][:, None]
        place = count + np.arange(-readings, 0)
        known = place >= np.maximum(count - self._slots, 0)
        at = rows[:, None], place % self._slots
        return (
            np.where(known, self._times[at], np.nan),
            np.where(known, self._values[(*at, column)], np.nan).astype(np.float64),
            np.where(known, self._quality[(*at, column)], np.uint8(Quality.MISSING)),
        )

    @property
    def newest(self) -> Floats:
        """(things,) time of each thing's newest observation, -inf before the first."""
        return self._newest[: len(self)]

    def complete_since(self, row: int) -> float:
        """From when on every observation of a thing is here: -inf while none had to go."""
        count = int(self._count[row])
        return -np.inf if count <= self._slots else float(self._times[row, count % self._slots])

    @property
    def oldest(self) -> float:
        """Time of the oldest observation that is here, NaN without any."""
        rows = np.flatnonzero(self._count[: len(self)])
        first = np.maximum(self._count[rows] - self._slots, 0) % self._slots
        return float(self._times[rows, first].min(initial=np.inf)) if len(rows) else np.nan

    def window(self, row: int, column: int, since: float, until: float) -> Series:
        """The readings of one datastream with since <= time <= until."""
        slots = self._slots_of(row)
        times = self._times[row, slots]
        low, high = np.searchsorted(times, since, "left"), np.searchsorted(times, until, "right")
        slots, times = slots[low:high], times[low:high]
        values = self._values[row, slots, column].astype(np.float64)
        measured = np.isfinite(values)
        return Series(times[measured], values[measured], self._quality[row, slots, column][measured])

    def latest(self, row: int, column: int) -> Reading | None:
        """The newest reading of one datastream, None before the first."""
        if self.last_quality[row, column] == Quality.MISSING:
            return None
        return Reading(
            float(self.last_time[row, column]),
            float(self.last_value[row, column]),
            int(self.last_quality[row, column]),
        )

    def stale(self, now: float, periods: float) -> NDArray[np.bool_]:
        """(things, p) datastreams that were heard of and then fell silent for so many periods."""
        n = len(self)
        silent = now - self.last_time[:n] > periods * self.periods[:n]
        return np.asarray(silent & self.observed[:n])
