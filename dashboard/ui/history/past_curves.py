"""Readings from a file of recordings as plots want them: at once what is here, the rest a little later."""

import math
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dashboard.history.archive import Archive, Extent, Run
from dashboard.history.curves import Curve, Period, curves
from dashboard.history.library import Library
from dashboard.history.trouble import Status, Trouble

#: So much more than was wanted is read on either side, as a share of it: who moves a little finds it here.
_MORE: Final = 0.25
#: Curves that are kept; the oldest go first.
_KEPT: Final = 128
#: After a mishap it is tried again so much later, seconds.
_RETRY: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Answer:
    run: Run | None
    extent: Extent | None
    #: What is complete in `curves`: to the end of the file of then, at most.
    until: float
    columns: int
    curves: dict[str, Curve] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    curve: Curve
    until: float
    step: float  #: seconds a column; 0 when every reading is there

    def serves(self, since: float, until: float, step: float) -> bool:
        """Whether nothing better could be had."""
        return self.curve.since <= since and self.until >= until and self.step <= 1.01 * step


class PastCurves:
    """Of one run of one file: `curve` never waits.

    `take` once a frame what has come, and draw again when `generation` grew.
    """

    def __init__(
        self,
        library: Library,
        path: Path | None = None,
        run: Callable[[], float | None] = lambda: None,
        columns: int = 2048,
        grows: bool = False,
    ) -> None:
        """`run` is the wall clock at its first frame, None for the newest; `columns`: pixels of a plot.

        `grows`: it is being recorded, so what was its end may have something after it by now.
        """
        #: Grows with every answer.
        self.generation = 0
        #: How far the run goes, as far as is known; None before the first answer.
        self.extent: Extent | None = None
        self.run: Run | None = None
        #: What went wrong last; None when all is well.
        self.trouble: Trouble | None = None
        self._library = library
        self._path = path
        self._which = run
        self._columns = columns
        self._grows = grows
        self._kept: dict[str, _Kept] = {}
        self._wanted: dict[str, tuple[float, float]] = {}
        self._future: Future[_Answer] | None = None
        self._run = run()
        self._again_at = -math.inf

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._future is not None or bool(self._wanted)

    def curve(self, datastream: str, since: float, until: float) -> Curve | None:
        """What is known of a range; when that is not all, it is asked for."""
        kept = self._kept.get(datastream)
        if kept is None or not kept.serves(since, min(until, self._ends()), (until - since) / self._columns):
            self._wanted[datastream] = since, until
        return None if kept is None else kept.curve

    def look(self) -> None:
        """Ask how far the run goes; not again so soon after nothing was known."""
        if self._future is None and time.monotonic() >= self._again_at:
            self._ask({})

    def take(self) -> None:
        """See whether an answer has come, and ask for what is wanted meanwhile."""
        if self._which() != self._run:  # another story has begun
            self._run = self._which()
            self._kept.clear()
            self.extent = self.run = None
            self.generation += 1
        if self._future is not None and self._future.done():
            self._hear(self._future)
        if self._future is None and self._wanted and time.monotonic() >= self._again_at:
            wanted, self._wanted = self._wanted, {}
            self._ask(wanted)

    # -- how ---------------------------------------------------------------------------------------

    def _ends(self) -> float:
        return math.inf if self._grows or self.extent is None else self.extent.ends

    def _ask(self, wanted: dict[str, tuple[float, float]]) -> None:
        library, path, which, columns = self._library, self._path, self._run, self._columns
        self._future = library.desk.ask(
            ("curves", id(self)), lambda: _answer(library.archive(path), which, wanted, columns)
        )

    def _hear(self, future: "Future[_Answer]") -> None:
        self._future = None
        if future.cancelled():  # the desk has closed
            return
        try:
            answer = future.result()
        except Trouble as trouble:
            self.trouble = trouble
            self._again_at = time.monotonic() + _RETRY
            self.generation += 1
            return
        self.trouble = None
        self.run, self.extent = answer.run, answer.extent
        if answer.extent is None:  # it is being recorded, and not in the file yet
            self._again_at = time.monotonic() + _RETRY
        for name, curve in answer.curves.items():
            span = curve.until - curve.since
            step = 0.0 if len(curve.series) < 2 * answer.columns else span / answer.columns
            self._kept.pop(name, None)
            self._kept[name] = _Kept(curve, min(curve.until, answer.until), step)
        while len(self._kept) > _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self.generation += 1


def _answer(
    archive: Archive, which: float | None, wanted: dict[str, tuple[float, float]], columns: int
) -> _Answer:
    """At the desk: how far the run goes, and curves of what is wanted with a little more on either side."""
    run = archive.run(which)
    if run is None:
        if which is None:
            raise Trouble(Status.FAILED, "nothing was ever recorded here")
        return _Answer(None, None, -math.inf, columns)  # its first frames are not in the file yet
    extent = archive.extent(run)
    if extent is None or not wanted:
        return _Answer(run, extent, -math.inf, columns)
    since = min(low for low, _ in wanted.values())
    until = max(high for _, high in wanted.values())
    more = _MORE * (until - since)
    names = [name for name in wanted if archive.find(name) is not None]
    found = curves(archive, names, Period(since - more, until + more, run), round(columns * (1 + 2 * _MORE)))
    for name in wanted.keys() - found.keys():  # another file may not have it
        found[name] = Curve.empty(name, since - more, until + more)
    return _Answer(run, extent, extent.ends, round(columns * (1 + 2 * _MORE)), found)
