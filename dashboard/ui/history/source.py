"""What the History page draws from: one run of one file, joined to memory where that goes on."""

import math
from pathlib import Path

from dashboard.core.frame import Frame
from dashboard.core.readings.store import Store, Stream
from dashboard.history.curves import Curve, join, shifted
from dashboard.history.library import Library
from dashboard.ui.history.past_curves import PastCurves


class Source:
    """`curve` answers at once with what is here; `take` once a frame, and draw when `generation` grew."""

    def __init__(
        self, library: Library, store: Store, path: Path | None = None, run: float | None = None
    ) -> None:
        """`path` None is the present file, `run` None its present run (else the newest of the file)."""
        self.path = path
        self.run = run
        self._library, self._store = library, store
        present = path is None or path == library.path
        #: Whether it goes on: memory has what the file has not yet.
        self.live = present and run is None and (library.live or library.path is None)
        self._recorded = not present or library.path is not None
        which = library.run if present and run is None else lambda: run
        self.past = PastCurves(library, path, which, grows=self.live)
        self._now = math.nan

    @property
    def generation(self) -> int:
        """Grows when something has come."""
        return self.past.generation

    @property
    def now(self) -> float:
        """Where it ends: the city's time, or the end of the run; NaN while nobody knows."""
        if self.live:
            return self._now
        return math.nan if self.past.extent is None else self.past.extent.ends

    def begins(self) -> float:
        """Time of its first reading, NaN while nobody knows."""
        found = [] if self.past.extent is None else [self.past.extent.begins]
        if self.live:
            found += [table.oldest for table in self._store.tables.values()]
        return min((time for time in found if time == time), default=math.nan)

    def take(self, frame: Frame) -> None:
        """One frame: see what has come."""
        self._now = frame.now
        if self._recorded:
            if self.past.extent is None:
                self.past.look()
            self.past.take()

    def curve(self, datastream: str, since: float, until: float, by: float = 0.0) -> Curve:
        """Readings between two times; `by` seconds earlier ones, laid over them, to compare."""
        since, until = since - by, until - by
        stream = self._stream(datastream) if self.live else None
        complete = math.inf
        if stream is not None:
            complete = self._store.tables[stream.domain].complete_since(stream.row)
        found = None
        if since < complete and self._recorded:
            found = self.past.curve(datastream, since, min(until, complete))
        found = found or Curve.empty(datastream, since, until)
        if stream is not None:
            found = join(found, self._store.window(stream, since, until))
        return shifted(found, by) if by else found

    def _stream(self, datastream: str) -> Stream | None:
        try:
            return self._store.find(datastream)
        except KeyError:
            return None
