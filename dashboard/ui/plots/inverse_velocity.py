"""1/velocity of a creeping slope over time: where its line meets zero, the slope fails (Fukuzono 1985)."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from dashboard.core.quality import USABLE
from dashboard.core.store import Stream
from dashboard.ui.context import Context
from dashboard.ui.plots import scale
from dashboard.ui.plots.relative import RelativePlot

Floats = NDArray[np.float64]
#: The line is laid through so many of the last readings (science, section 4.4).
POINTS: Final = 10
#: Below this velocity a slope creeps, and its 1/v is noise, mm/d.
_SLOWEST: Final = 1.0
#: The line must explain so much of the variance.
_FIT: Final = 0.7


@dataclass(frozen=True, slots=True)
class Failure:
    """When a slope will fail if it goes on like this."""

    time: float  #: seconds since 1970
    deviation: float  #: one standard deviation, seconds
    slope: float  #: of 1/v, d/mm per second (< 0)


def predict(times: Floats, velocities: Floats) -> Failure | None:
    """Line through the last 1/v; None unless the slope moves, speeds up and does so steadily.

    `times` in seconds since 1970 and `velocities` in mm/d, both (n,). The deviation follows from the
    residuals by the first-order law of errors.
    """
    times, velocities = times[-POINTS:], velocities[-POINTS:]
    if len(times) < POINTS or velocities[-1] < _SLOWEST or (velocities <= 0).any():
        return None
    middle = times.mean()
    x, y = times - middle, 1.0 / velocities
    spread = float((x * x).sum())
    b = float((x * y).sum() / spread)
    a = float(y.mean())
    residuals = y - a - b * x
    total = float(((y - a) ** 2).sum())
    if b >= 0 or total == 0 or 1 - float((residuals**2).sum()) / total < _FIT:
        return None
    ahead = -a / b
    variance = float((residuals**2).sum()) / (len(x) - 2)
    deviation = np.sqrt(variance * (1 / len(x) + ahead**2 / spread)) / abs(b)
    return Failure(float(middle + ahead), float(deviation), b)


class InverseVelocityPlot(RelativePlot):
    """Looks half a span ahead, to the predicted failure."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(context, parent, ahead=0.5)
        self._stream: Stream | None = None
        self._newest = float("nan")
        self._range: tuple[float, float] | None = None
        self.failure: Failure | None = None
        self._line = pg.PlotCurveItem(skipFiniteCheck=True)
        self._prediction = pg.PlotCurveItem(skipFiniteCheck=True)
        self._end = pg.ScatterPlotItem(size=10, pxMode=True)
        for part in (self._line, self._prediction, self._end):
            part.setParentItem(self.moving)
        self._present = pg.InfiniteLine(0.0, angle=90, movable=False)
        self.addItem(self._present)
        self.restyle()

    def show_velocity(self, stream: Stream | None) -> None:
        """Show 1/v of that velocity; None for nothing."""
        self._stream = stream
        self._newest = float("nan")
        self._range = None
        self.failure = None
        self.outdate()

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
        if self._stream is not None:
            series = self.context.store.window(self._stream, self.anchor - 1.02 * self.span, self.anchor)
            moving = (series.quality <= USABLE) & (series.values > 0)
            times, velocities = series.times[moving], series.values[moving]
        inverse = 1.0 / velocities
        self._line.setData(times - self.anchor, inverse)
        self.failure = predict(times, velocities)
        if self.failure is not None:
            first = times[-POINTS]
            x = np.array([first, self.failure.time])
            self._prediction.setData(x - self.anchor, (x - self.failure.time) * self.failure.slope)
            self._end.setData(x=[self.failure.time - self.anchor], y=[0.0])
        else:
            self._prediction.clear()
            self._end.clear()
        # The end of the story matters: what is far above its last points lies outside.
        high = float(inverse[-3 * POINTS :].max()) if len(inverse) else 1.0
        self._range = scale.keep_or_change(self._range, 0.0, high, 0.01)
        self.set_range(*self._range)

    def restyle(self) -> None:
        super().restyle()
        theme = self.context.look.theme
        self._line.setPen(pg.mkPen(theme.curves[0], width=1.6))
        self._prediction.setPen(pg.mkPen(theme.warning, width=1.6, style=Qt.PenStyle.DashLine))
        self._end.setBrush(pg.mkBrush(theme.alarm))
        self._end.setPen(pg.mkPen(None))
        self._present.setPen(pg.mkPen(theme.ink_faint, width=1, style=Qt.PenStyle.DotLine))
