"""One datastream on a time plot: its line, its doubtful readings, and the dot at its end."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem

from dashboard.core.readings.decimate import decimate
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Store, Stream
from dashboard.ui.look.theme import Theme

Floats = NDArray[np.float64]
#: A curve is broken where its thing was silent for so many of its periods.
_GAP_PERIODS: Final = 5.0
#: Radius of the dot at its end, pixels.
_DOT: Final = 3.0


def rises(series: Series, over: float) -> Series:
    """By how much each usable reading is above what was read `over` seconds before it.

    Between two readings the value goes straight; readings with nothing that old before them are
    left out.
    """
    usable = series.quality <= USABLE
    times, values = series.times[usable], series.values[usable]
    if not len(times):
        return Series(times, values, series.quality[usable])
    old = times - over >= times[0]
    before = np.interp(times[old] - over, times, values)
    return Series(times[old], values[old] - before, series.quality[usable][old])


class Curve:
    """Draws into `parent`, whose x is seconds after an anchor."""

    def __init__(self, stream: Stream, parent: Any, *, stepped: bool = False, over: float = 0.0) -> None:
        """`over`: draw by how much readings rose in so many seconds, not the readings; 0 draws them."""
        self.stream = stream
        self._stepped = stepped
        self.over = over
        self.series = Series(np.empty(0), np.empty(0), np.empty(0, np.uint8))
        self._newest = float("nan")
        self._gap = float("inf")
        self._holes: Sequence[tuple[float, float]] = ()
        self._good = pg.PlotCurveItem(skipFiniteCheck=True)
        self._poor = pg.PlotCurveItem(skipFiniteCheck=True)
        # Painted by Qt alone: a scatter plot of one point costs more than the line.
        self._end = QGraphicsEllipseItem(-_DOT, -_DOT, 2 * _DOT, 2 * _DOT)
        self._end.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._end.setPen(QPen(Qt.PenStyle.NoPen))
        self._shy = False
        for part in (self._poor, self._good, self._end):
            part.setParentItem(parent)

    def remove(self) -> None:
        """Take it off the plot."""
        for part in (self._poor, self._good, self._end):
            part.setParentItem(None)  # type: ignore[arg-type]  # as Qt allows
            if part.scene() is not None:
                part.scene().removeItem(part)

    def has_news(self, store: Store) -> bool:
        """Whether the store has a newer reading than the last time this was asked."""
        newest = float(store.tables[self.stream.domain].last_time[self.stream.row, self.stream.column])
        news = newest != self._newest and (newest == newest or self._newest == self._newest)
        self._newest = newest
        return news

    def take(
        self, series: Series, period: float, holes: Sequence[tuple[float, float]] = ()
    ) -> tuple[float, float]:
        """Take these readings, one each `period` seconds; lowest and highest that can be trusted.

        It is broken at `holes`, spans (since, until) of which it is known that something is missing.
        """
        self.series, self._gap, self._holes = series, _GAP_PERIODS * period, holes
        if self.over:
            self.series = rises(series, self.over)
        values = self.series.values[self.series.quality <= USABLE]
        return (float(values.min()), float(values.max())) if len(values) else (np.inf, -np.inf)

    def draw(self, anchor: float, span: float, columns: int, to_y: Callable[[Floats], Floats]) -> None:
        """Draw what was fetched: x in seconds after `anchor`, y as `to_y` maps values."""
        times, values = self.series.times, to_y(self.series.values)
        usable = self.series.quality <= USABLE
        self._draw(self._good, times[usable], values[usable], anchor, span, columns)
        poor = ~usable
        # Neighbours too, so that a single doubtful reading has a line to it.
        poor[1:] |= ~usable[:-1]
        poor[:-1] |= ~usable[1:]
        self._draw(self._poor, times[poor], values[poor], anchor, span, columns)
        ends = np.flatnonzero(usable)[-1:]
        for end in ends:
            self._end.setPos(float(times[end]) - anchor, float(values[end]))
        self._end.setVisible(len(ends) > 0 and not self._shy)

    def style(self, theme: Theme, colour: str, *, shy: bool) -> None:
        """Its colour; a shy curve stands back behind the others."""
        self._good.setPen(pg.mkPen(colour, width=1.0 if shy else 1.8))
        self._good.setZValue(0 if shy else 5)
        self._poor.setPen(pg.mkPen(theme.ink_faint, width=1, style=Qt.PenStyle.DashLine))
        self._end.setBrush(pg.mkBrush(colour))
        self._end.setZValue(10)
        self._shy = shy
        self._end.setVisible(len(self.series) > 0 and not shy)

    def nearest(self, time: float) -> int | None:
        """Place of the reading that is nearest to `time`; None when there is none."""
        times = self.series.times
        if not len(times):
            return None
        after = min(int(np.searchsorted(times, time)), len(times) - 1)
        before = max(after - 1, 0)
        return before if time - times[before] < times[after] - time else after

    def _draw(
        self, item: Any, times: Floats, values: Floats, anchor: float, span: float, columns: int
    ) -> None:
        times, values = decimate(times, values, anchor - 1.02 * span, anchor + 0.02 * span, columns)
        if not len(times):
            item.clear()
            return
        if self._stepped:  # a state lasts until the next
            times, values = np.repeat(times, 2)[1:], np.repeat(values, 2)[:-1]
        silent = np.diff(times) > max(self._gap, 2.5 * span / columns)
        for since, until in self._holes:
            silent |= (times[:-1] <= since) & (times[1:] >= until)
        connect = np.append(~silent, False).astype(np.int32) if silent.any() else "all"
        item.setData(times - anchor, values, connect=connect)
