"""Observations on their way from a file: a piece in hand, the next one being read."""

import math
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.messages import Observation
from dashboard.core.alarms.book import AHEAD
from dashboard.history.recording import Recording

#: Frames are read in pieces of about so many observations.
PIECE: Final = 20_000
#: Frames of one minute of the city's time may be turned together.
_MINUTE: Final = 60.0
#: What is so far ahead of the city's time is judged by the moment of its frame.
_AHEAD: Final = AHEAD - 2 * _MINUTE

_Piece = list[Observation | None]


class Pieces:
    """Hands out the frames of a recording in groups that may be turned together."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._frames = recording.frames
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read history")
        self._first = self._end = 0
        self._piece: _Piece = []
        #: Frames of the piece that are turned alone, because a sensor's clock is ahead.
        self._alone: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._next: tuple[int, Future[_Piece]] | None = None
        self._ahead_until = -math.inf

    def close(self) -> None:
        """Read no further."""
        self._reader.shutdown(wait=True, cancel_futures=True)

    def group(self, first: int, end: int) -> int:
        """The end of the group that begins at frame `first`: at most one minute, one piece, and `end`.

        The last frame that was heard before `end` is a group by itself: what it makes the alarm book
        see, it sees then. Waits for the file when the piece is not there yet.
        """
        self._hold(first)
        frames, last = self._frames, end
        end = min(end, self._end)
        alone = frames.alone[first:end] | self._alone[first - self._first : end - self._first]
        if alone[0]:
            return first + 1
        minute = np.floor(frames.time[first:end] / _MINUTE)
        stops = np.flatnonzero(alone | frames.cut[first:end] | (minute != minute[0]))
        after = stops[stops > 0]
        if len(after):
            return first + int(after[0])
        heard = np.flatnonzero(np.diff(frames.observation[first : end + 1]))
        return first + int(heard[-1]) if end == last and len(heard) and heard[-1] else end

    def observations(self, first: int, end: int) -> Iterator[Observation]:
        """Those of a group."""
        low, high = self._frames.observation[[first, end]] - self._frames.observation[self._first]
        return (item for item in self._piece[low:high] if item is not None)

    def _hold(self, first: int) -> None:
        """Have the piece in hand that holds frame `first`."""
        if self._first <= first < self._end:
            return
        following = self._next if self._next is not None and self._next[0] == first else self._order(first)
        self._first, self._end = first, self._piece_end(first)
        self._piece = following[1].result()
        self._alone = self._by_moment()
        self._next = self._order(self._end) if self._end < len(self._frames) else None

    def _order(self, first: int) -> tuple[int, "Future[_Piece]"]:
        return first, self._reader.submit(self._recording.observations, first, self._piece_end(first))

    def _piece_end(self, first: int) -> int:
        numbers = self._frames.observation
        return max(first + 1, int(np.searchsorted(numbers, numbers[first] + PIECE, "right")) - 1)

    def _by_moment(self) -> NDArray[np.bool_]:
        """Frames that bring an observation ahead of the city's time, and all until that time is reached."""
        piece = slice(self._first, self._end)
        time = self._frames.time[piece]
        counts = np.diff(self._frames.observation[self._first : self._end + 1])
        frame = np.repeat(np.arange(len(time)), counts)
        times = np.array([math.nan if item is None else item.time for item in self._piece])
        ahead = times > time[frame] + _AHEAD
        latest = np.full(len(time), -math.inf)
        np.maximum.at(latest, frame[ahead], times[ahead])
        until = np.maximum(np.maximum.accumulate(latest), self._ahead_until)
        self._ahead_until = float(until[-1])
        return time < until
