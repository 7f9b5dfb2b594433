"""How the pipeline itself is doing: rates, losses and the way from sensor to screen."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

#: Latency is kept in logarithmic classes of 3 % from 0.1 ms to over a minute: percentiles of any
#: length of run in constant memory.
_EDGES = np.exp(np.arange(np.log(1e-4), np.log(100.0), 0.03))


class Latencies:
    """A histogram of delays, in seconds."""

    def __init__(self) -> None:
        self._counts = np.zeros(len(_EDGES) + 1, dtype=np.int64)
        self.longest = 0.0

    def add(self, delays: NDArray[np.float64]) -> None:
        """More delays (n,) in seconds; NaN is passed over."""
        delays = delays[~np.isnan(delays)]
        if len(delays):
            self._counts += np.bincount(np.searchsorted(_EDGES, delays), minlength=len(self._counts))
            self.longest = max(self.longest, float(delays.max()))

    def merge(self, other: "Latencies") -> None:
        """Those of another one too."""
        self._counts += other._counts
        self.longest = max(self.longest, other.longest)

    def __len__(self) -> int:
        return int(self._counts.sum())

    def percentile(self, share: float) -> float:
        """The delay in seconds below which `share` (0-1) of all lie; NaN when there are none."""
        total = len(self)
        if not total:
            return float("nan")
        place = int(np.searchsorted(np.cumsum(self._counts), share * total))
        return min(float(_EDGES[min(place, len(_EDGES) - 1)]), self.longest)


class RecentLatencies:
    """Delays of the last minute or so: what a screen shows, where the start is long over.

    Kept in slices that are dropped whole, so that it costs what `Latencies` costs, whatever the load.
    """

    def __init__(self, span: float = 60.0, slices: int = 6) -> None:
        """Delays of the last `span` seconds of wall clock, in `slices` parts and the one that is filled."""
        self._length = span / slices
        self._slices: deque[tuple[int, Latencies]] = deque(maxlen=slices + 1)

    def add(self, wall: float, delays: NDArray[np.float64]) -> None:
        """More delays (n,) in seconds, seen at that wall clock in seconds."""
        part = int(wall // self._length)
        if self._slices and self._slices[-1][0] > part:  # the wall clock was set back
            self._slices.clear()
        if not self._slices or self._slices[-1][0] != part:
            self._slices.append((part, Latencies()))
        oldest = part - (self._slices.maxlen or 0) + 1
        while self._slices[0][0] < oldest:
            self._slices.popleft()
        self._slices[-1][1].add(delays)

    def percentile(self, share: float) -> float:
        """As that of `Latencies`."""
        whole = Latencies()
        for _, part in self._slices:
            whole.merge(part)
        return whole.percentile(share)


class Rate:
    """Events per second over the last few seconds of wall clock."""

    def __init__(self, span: float = 3.0) -> None:
        self._span = span
        self._marks: deque[tuple[float, int]] = deque()
        self._total = 0

    def add(self, wall: float, total: int) -> None:
        """The running total at that wall clock; call it once a frame."""
        self._marks.append((wall, total))
        while len(self._marks) > 2 and self._marks[1][0] < wall - self._span:
            self._marks.popleft()

    @property
    def per_second(self) -> float:
        """The rate over the span; 0 until there are two marks."""
        (wall, total), (later, more) = (
            (self._marks[0], self._marks[-1]) if self._marks else ((0.0, 0), (0.0, 0))
        )
        return (more - total) / (later - wall) if later > wall else 0.0


class Beats:
    """The rhythm of the frames: how many, and how long from one to the next."""

    def __init__(self, kept: int = 3600 * 60) -> None:
        self._intervals: deque[float] = deque(maxlen=kept)
        self._last = float("nan")
        self.frames = 0

    def add(self, moment: float) -> None:
        """One more frame, at that monotonic time in seconds."""
        self.frames += 1
        if moment >= self._last:  # false for the first
            self._intervals.append(moment - self._last)
        self._last = moment

    def rest(self) -> None:
        """The frames stop for a while: the pause is no interval."""
        self._last = float("nan")

    def per_second(self) -> float:
        """Frames a second over those that are kept; 0 before two."""
        total = sum(self._intervals)
        return len(self._intervals) / total if total else 0.0

    def intervals(self, *shares: float) -> list[float]:
        """Percentiles (shares 0-1) of the interval in seconds; NaN before two frames."""
        if not self._intervals:
            return [float("nan")] * len(shares)
        return [float(value) for value in np.quantile(np.array(self._intervals), shares)]
