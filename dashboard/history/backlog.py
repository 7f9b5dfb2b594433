"""Frames that wait for the disk: bounded, the oldest observations give way first."""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dashboard.core.alarms.journal import Earlier
from dashboard.core.frame import Frame
from dashboard.history.writer import Entry

#: Observations that may wait: 50 s of the rated 10,000/s, about 50 MB.
OBSERVATIONS: Final = 500_000
#: Frames that may wait: two hours of 30 a second, without their observations 30 MB.
FRAMES: Final = 200_000


class Backlog:
    """Between the screen's thread, which never waits here, and the recorder's.

    When there is no more room, frames lose their observations, oldest first; clock, alarms and truth
    are small and stay. What is lost is counted, and told to the file by the next frame.
    """

    def __init__(self, observations: int = OBSERVATIONS, frames: int = FRAMES) -> None:
        self._lock = threading.Lock()
        self._limit = observations
        self._frames = frames
        self._entries: deque[Entry] = deque()
        self._order = 0
        #: Whole frames that were lost: their observations, for the next one to tell.
        self._gone = 0
        self.waiting = 0
        self.missed = 0

    def put(self, frame: Frame, run: float, earlier: Earlier | None = None) -> None:
        """Leave a frame of that run; with the first, the alarms that stood before it."""
        with self._lock:
            self._entries.append(Entry(frame, self._order, run, earlier=earlier))
            self._order += 1
            self.waiting += observations(frame)
            if self.waiting > self._limit:
                self._strip()
            while len(self._entries) > self._frames:
                oldest = self._entries.popleft()
                self._gone += oldest.missed + self._forget(oldest)

    def peek(self) -> Sequence[Entry]:
        """All that waits, oldest first; it stays until it is `done`."""
        with self._lock:
            if self._entries and self._gone:
                oldest = self._entries[0]
                self._entries[0] = replace(oldest, missed=oldest.missed + self._gone)
                self._gone = 0
            return tuple(self._entries)

    def done(self, order: int) -> None:
        """All up to the entry of that order is safe."""
        with self._lock:
            while self._entries and self._entries[0].order <= order:
                self.waiting -= observations(self._entries.popleft().frame)

    def _strip(self) -> None:
        """Take the observations of the oldest frames, until a tenth of the room is free."""
        for place, entry in enumerate(self._entries):
            if self.waiting <= 0.9 * self._limit:
                return
            if entry.frame.batches:
                lost = self._forget(entry)
                self._entries[place] = replace(
                    entry, frame=replace(entry.frame, batches=()), missed=entry.missed + lost
                )

    def _forget(self, entry: Entry) -> int:
        lost = observations(entry.frame)
        self.waiting -= lost
        self.missed += lost
        return lost


def observations(frame: Frame) -> int:
    """How many it brings."""
    return sum(map(len, frame.batches))
