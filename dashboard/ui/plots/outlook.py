"""Which stretch of time plots look at: so long a span up to now, or up to a moment of the past."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

#: The shortest span, seconds.
SHORTEST: Final = 60.0
#: Whoever comes so near to now, as a share of the span, follows it again.
_NEAR: Final = 0.02
#: Even of a young story one may see an hour.
_HOUR: Final = 3600.0


class Outlook(QObject):
    """Shared by plots that belong together: who moves one moves all. Times are seconds since 1970.

    `reach` says how far back there is anything, NaN while nobody knows.
    """

    changed = Signal()

    def __init__(self, reach: Callable[[], float] = lambda: math.nan, span: float = 3600.0) -> None:
        super().__init__()
        self._reach = reach
        self.span = span
        #: Where it ends; None: at now, whatever that is.
        self.end: float | None = None
        #: The city's time, or where a finished recording ends.
        self.now = math.nan

    @property
    def until(self) -> float:
        """Where it ends."""
        return self.now if self.end is None else self.end

    @property
    def since(self) -> float:
        """Where it begins."""
        return self.until - self.span

    @property
    def whole(self) -> float:
        """Seconds from the first reading to now, NaN while nobody knows."""
        return self.now - self._reach()

    def set_span(self, seconds: float) -> None:
        """Look so far back from the same end."""
        self._look(self.end, seconds)

    def zoom(self, factor: float, at: float) -> None:
        """Make the span so many times as long; what is `at` stays where it is."""
        longest = max(1.02 * self.whole, self.span, _HOUR) if self.whole == self.whole else math.inf
        span = max(SHORTEST, min(self.span * factor, longest))
        at = min(max(at, self.since), self.until)
        self._look(at + (self.until - at) * span / self.span, span)

    def pan(self, seconds: float) -> None:
        """Go so far towards now, or back when negative."""
        self._look(self.until + seconds, self.span)

    def show(self, since: float, until: float) -> None:
        """Look at that stretch."""
        self._look(until, until - since)

    def show_whole(self) -> None:
        """Look at all that there is."""
        whole = self.whole
        self._look(None, self.span if math.isnan(whole) else whole)

    def to_now(self) -> None:
        """Follow now."""
        self._look(None, self.span)

    def to_start(self) -> None:
        """Go to where it all begins."""
        self._look(-math.inf, self.span)

    def _look(self, end: float | None, span: float) -> None:
        span = max(SHORTEST, span)
        if end is not None:
            reach = self._reach()
            if math.isfinite(reach):
                end = max(end, min(reach + span, self.now))
            if not math.isfinite(end) or end >= self.now - _NEAR * span:
                end = None
        if (end, span) != (self.end, self.span):
            self.end, self.span = end, span
            self.changed.emit()
