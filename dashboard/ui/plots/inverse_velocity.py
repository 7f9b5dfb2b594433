"""1/velocity of a creeping slope over time: where its line meets zero, the slope fails (Fukuzono 1985)."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from dashboard.core.limits.failure import POINTS, time_of_failure
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui.context import Context
from dashboard.ui.look.theme import Theme
from dashboard.ui.plots import scale
from dashboard.ui.plots.relative import RelativePlot

Floats = NDArray[np.float64]
#: Below this velocity a slope creeps, and its 1/v is noise, mm/d.
SLOWEST: Final = 1.0
#: It looks so far ahead, as shares of the span: usually, and at most.
_AHEAD, _FARTHEST = 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Failure:
    """When a slope will fail if it goes on like this."""

    time: float  #: seconds since 1970
    deviation: float  #: one standard deviation, seconds
    slope: float  #: of 1/v, d/mm per second (< 0)


def predict(times: Floats, velocities: Floats) -> Failure | None:
    """The failure that the alarm book foretells too, with its deviation; None where there is none.

    `times` in seconds since 1970 and `velocities` in mm/d, both (n,). The deviation follows from the
    residuals of the line by the first-order law of errors.
    """
    time = time_of_failure(times, velocities)
    if math.isnan(time) or velocities[-1] < SLOWEST:
        return None
    t, y = times[-POINTS:] - times[-POINTS:].mean(), 1.0 / velocities[-POINTS:]
    spread = float(t @ t)
    slope = float(t @ (y - y.mean())) / spread
    variance = float(((y - y.mean() - slope * t) ** 2).sum()) / (POINTS - 2)
    ahead = time - float(times[-POINTS:].mean())
    return Failure(time, math.sqrt(variance * (1 / POINTS + ahead**2 / spread)) / -slope, slope)


class InverseVelocityPlot(RelativePlot):
    """Looks half a span ahead, or to the predicted failure."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(context, parent, ahead=_AHEAD)
        self._stream: Stream | None = None
        self._newest = float("nan")
        self._range: tuple[float, float] | None = None
        self.failure: Failure | None = None
        self._drawn: tuple[Floats, Floats] = np.empty(0), np.empty(0)
        self.start()

    def furnish(self) -> None:
        """Its line, the prediction and the end."""
        super().furnish()
        self._line = pg.PlotCurveItem(skipFiniteCheck=True)
        self._prediction = pg.PlotCurveItem(skipFiniteCheck=True)
        self._end = pg.ScatterPlotItem(size=10, pxMode=True)
        for part in (self._line, self._prediction, self._end):
            part.setParentItem(self.moving)
        self._present = pg.InfiniteLine(0.0, angle=90, movable=False)
        self.box.addItem(self._present)

    def show_velocity(self, stream: Stream | None) -> None:
        """Show 1/v of that velocity; None for nothing."""
        self._stream = stream
        self._newest = float("nan")
        self._range = None
        self.failure = None
        self.outdate()

    def readings(self) -> list[tuple[Stream, Series]]:
        """The velocities that it is made of."""
        if self._stream is None:
            return []
        return [
            (
                self._stream,
                self.past.window(self._stream, self.anchor - 1.02 * self.span, self.anchor),
            )
        ]

    def reading_at(self, time: float) -> tuple[float, float] | None:
        """(time, mm/d) of the drawn reading nearest to `time`; None where there is none."""
        times, velocities = self._drawn
        if not len(times) or math.isnan(time):
            return None
        place = int(np.abs(times - time).argmin())
        return float(times[place]), float(velocities[place])

    # RelativePlot overrides

    def has_news(self) -> bool:
        if self._stream is None:
            return False
        table = self.context.store.tables[self._stream.domain]
        newest = float(table.last_time[self._stream.row, self._stream.column])
        news = newest != self._newest and newest == newest
        self._newest = newest
        return news

    def redraw(self) -> None:
        times, velocities = np.empty(0), np.empty(0)
        for _, series in self.readings():
            moving = (series.quality <= USABLE) & (series.values > 0)
            times, velocities = series.times[moving], series.values[moving]
        self._drawn = times, velocities
        inverse = 1.0 / velocities
        tells = velocities >= SLOWEST
        self._line.setData((times - self.anchor)[tells], inverse[tells])
        self.failure = predict(times, velocities)
        self._ahead = self._look_ahead()
        if self.failure is not None:
            first = times[-POINTS]
            x = np.array([first, self.failure.time])
            self._prediction.setData(x - self.anchor, (x - self.failure.time) * self.failure.slope)
            self._end.setData(x=[self.failure.time - self.anchor], y=[0.0])
        else:
            self._prediction.clear()
            self._end.clear()
        # The end of the story matters: what is far above its last points lies outside.
        high = 1.5 * float(inverse[tells][-POINTS - 2 :].max(initial=0.01))
        self._range = scale.keep_or_change(self._range, 0.0, high, 0.01)
        self.set_range(*self._range)

    def _look_ahead(self) -> float:
        """How far beyond now, as a share of the span: to the failure, where that is not too far."""
        if self.failure is None:
            return _AHEAD
        share = 1.08 * (self.failure.time - self.anchor) / self.span
        return min(max(_AHEAD, math.ceil(4 * share) / 4), _FARTHEST)

    def colour(self, theme: Theme) -> None:
        super().colour(theme)
        self._line.setPen(pg.mkPen(theme.curves[0], width=1.6))
        self._prediction.setPen(pg.mkPen(theme.warning, width=1.6, style=Qt.PenStyle.DashLine))
        self._end.setBrush(pg.mkBrush(theme.alarm))
        self._end.setPen(pg.mkPen(None))
        self._present.setPen(pg.mkPen(theme.ink_faint, width=1, style=Qt.PenStyle.DotLine))
