"""Readings of any time of the present story: from memory, and older ones from what was recorded."""

import math

from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Store, Stream
from dashboard.history.curves import join
from dashboard.history.library import Library
from dashboard.ui.history.past_curves import PastCurves


class Readings:
    """Like `Store.window`, but further back; what must be read from the file comes a little later.

    `take` it once a frame: `generation` grows when something came. A window that is so long that the
    file would give more than 32,000 readings of it holds the extremes of each of its columns.
    """

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._recorded = library.path is not None
        # Wide enough that sums and means of an ordinary week are those of all readings.
        self._past = PastCurves(library, run=library.run, columns=8192, grows=True)

    @property
    def generation(self) -> int:
        """Grows when older readings have come."""
        return self._past.generation

    @property
    def waiting(self) -> bool:
        """Whether older readings are still to come."""
        return self._recorded and self._past.waiting

    def take(self) -> None:
        """See whether older readings have come; cheap when nobody asked for any."""
        self._past.take()

    def begins(self) -> float:
        """Time of the first reading, NaN without any."""
        if self._recorded and self._past.extent is None:
            self._past.look()
        oldest = [table.oldest for table in self._store.tables.values()]
        if self._past.extent is not None:
            oldest.append(self._past.extent.begins)
        return min((time for time in oldest if time == time), default=math.nan)

    def window(self, stream: Stream, since: float, until: float) -> Series:
        """Readings with since <= time <= until (seconds since 1970) that are here, sorted by time."""
        tail = self._store.window(stream, since, until)
        complete = self._store.tables[stream.domain].complete_since(stream.row)
        if since >= complete or not self._recorded:
            return tail
        past = self._past.curve(self._store.id(stream), since, min(until, complete))
        return tail if past is None else join(past, tail).within(since, until)
