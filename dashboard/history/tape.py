"""A recording as a tape: which frame lies at which position, and what time the city had there."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.history.archive import Archive, Run
from dashboard.history.curves import Period
from dashboard.history.marks import Mark, marks
from dashboard.history.recording import Frames

#: A pause of the recording that is longer than this is passed over, seconds.
LONGEST_PAUSE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording that somebody wants to see again. Times are the city's, seconds since 1970."""

    run: int  #: number of the run in its file
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark and where it is on the tape, seconds from its beginning."""

    position: float
    mark: Mark


class Tape:
    """Positions are seconds from the beginning at the pace of then, without long pauses.

    A *place* counts frames: place n is before frame n, and the position of place n is that of frame n - 1.
    """

    def __init__(self, frames: Frames) -> None:
        """Of at least one frame."""
        self._frames = frames
        pauses = np.diff(frames.wall, prepend=frames.wall[0])
        self._at = np.cumsum(np.clip(pauses, 0.0, LONGEST_PAUSE))
        self._begins = np.flatnonzero(frames.begins)

    @property
    def duration(self) -> float:
        """Position of the last frame."""
        return float(self._at[-1])

    def place(self, position: float) -> int:
        """How many frames lie at or before a position."""
        return int(np.searchsorted(self._at, position, "right"))

    def position(self, place: int) -> float:
        """Where the frame before a place is."""
        return float(self._at[max(0, place - 1)])

    def time(self, position: float) -> float:
        """The city's time at a position, seconds since 1970."""
        return float(self._frames.time[max(0, self.place(position) - 1)])

    def start(self, place: int) -> int:
        """The frame with which the run began to which the frame before that place belongs."""
        return int(self._begins[self._begins < place].max(initial=0))

    def end(self, place: int) -> int:
        """The frame with which the next run begins."""
        return int(self._begins[self._begins >= max(place, 1)].min(initial=len(self._frames)))

    def find(self, time: float, low: int, high: int) -> int:
        """The place in frames low..high-1 of one run at which the city has just come to that time."""
        reached = np.maximum.accumulate(self._frames.time[low:high])
        return low + int(np.searchsorted(reached, time, "right"))

    def told(self, number: int) -> float:
        """The position at which the frame of that number has just been."""
        return self.position(int(np.searchsorted(self._frames.number, number, "right")))

    def within(self, run: Run) -> tuple[int, int]:
        """The frames of a run that are on this tape, low..high-1; both the same when none is."""
        low, high = np.searchsorted(self._frames.number, [run.frames.start, run.frames.stop])
        return int(low), int(high)

    def positions(self, stretch: Stretch, runs: Iterable[Run]) -> tuple[float, float] | None:
        """Where a stretch begins and ends; None when its run is not on this tape."""
        run = next((item for item in runs if item.number == stretch.run), None)
        if run is None:
            return None
        low, high = self.within(run)
        if low == high:
            return None
        ends = (self.find(time, low, high) for time in (stretch.since, stretch.until))
        begin, end = (self.position(max(place, low + 1)) for place in ends)
        return begin, end


def spots(archive: Archive, tape: Tape) -> list[Spot]:
    """Everything that is marked in a file, where it is on a tape of it; asks the file."""
    found = []
    for run in archive.runs():
        low, high = tape.within(run)
        if low == high:
            continue
        period = Period(-math.inf, math.inf, run)
        found += [Spot(tape.told(mark.frame), mark) for mark in marks(archive, period)]
    return sorted(found, key=lambda spot: spot.position)
