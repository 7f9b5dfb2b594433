"""Rain over the time before now, hanging from the top: the upper half of a hydrograph."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui.context import Context
from dashboard.ui.look.theme import Theme
from dashboard.ui.plots import scale
from dashboard.ui.plots.relative import RelativePlot

#: Bars in a plot; each is the mean intensity of its time.
_BARS: Final = 72


class RainPlot(RelativePlot):
    """The mean of several gauges, each with the weight of its part of the basin."""

    def __init__(self, context: Context, parent: Any = None, *, alone: bool = False) -> None:
        """`alone`: with a time axis of its own, not above another plot."""
        super().__init__(context, parent)
        self._gauges: list[tuple[Stream, float]] = []
        self._newest = float("-inf")
        self._range: tuple[float, float] | None = None
        self._means: NDArray[np.float64] = np.empty(0)
        self._alone = alone
        self.setMinimumSize(160, 56)
        self.start()

    def furnish(self) -> None:
        """Its bars, which hang from the top."""
        super().furnish()
        self._bars = pg.PlotCurveItem(
            [0.0, 1.0], [0.0], stepMode="center", fillLevel=0.0, skipFiniteCheck=True
        )
        self._bars.setParentItem(self.moving)
        if not self._alone:
            self.time_axis.hide()
            self.time_axis.setHeight(0)
            self.room.setContentsMargins(0, 9, 32, 8)  # room for half of a number
        self.box.invertY(True)

    def show_gauges(self, gauges: Sequence[tuple[Stream, float]]) -> None:
        """Show the mean of these rain datastreams with these weights."""
        self._gauges = list(gauges)
        self._newest = float("-inf")
        self.outdate()

    def now_mean(self) -> float:
        """The newest weighted mean, mm/h; NaN when no gauge was heard."""
        store = self.context.store
        pairs = [(store.tables[s.domain].last_value[s.row, s.column], weight) for s, weight in self._gauges]
        return _mean(np.array([v for v, _ in pairs]), np.array([w for _, w in pairs]))

    @property
    def dry(self) -> bool:
        """Whether it was measured, and no rain fell."""
        measured = self._means[~np.isnan(self._means)]
        return bool(len(measured)) and not measured.any()

    def newest_bar(self) -> float:
        """The last whole bar, mm/h: a minute of a tipping bucket jumps by 12; NaN before the first."""
        return float(self._means[-2]) if len(self._means) > 1 else float("nan")

    def bar_at(self, time: float) -> float | None:
        """The bar at that time, mm/h; None where there is none."""
        place = (time - (self.anchor - self.span)) / self.span * _BARS
        if not 0 <= place < len(self._means) or np.isnan(self._means[int(place)]):
            return None
        return float(self._means[int(place)])

    def readings(self) -> list[tuple[Stream, Series]]:
        """The gauges that the bars are made of."""
        since, until = self.anchor - self.span, self.anchor
        return [(s, self.past.window(s, since, until)) for s, _ in self._gauges]

    # RelativePlot overrides

    def has_news(self) -> bool:
        times = [self.context.store.tables[s.domain].last_time[s.row, s.column] for s, _ in self._gauges]
        newest = float(np.nanmax(times)) if times and not np.isnan(times).all() else float("-inf")
        news = newest != self._newest
        self._newest = newest
        return news

    def redraw(self) -> None:
        edges = np.linspace(self.anchor - self.span, self.anchor, _BARS + 1)
        means = [self._binned(stream, edges) for stream, _ in self._gauges]
        weights = np.array([weight for _, weight in self._gauges])
        if means:
            stacked = np.array(means)
            bars = np.array([_mean(stacked[:, i], weights) for i in range(_BARS)])
        else:
            bars = np.zeros(_BARS)
        self._means = bars
        bars = np.nan_to_num(bars)
        self._bars.setData(edges - self.anchor, bars)
        self._range = scale.keep_or_change(self._range, 0.0, float(bars.max()), 5.0)
        self.set_range(*self._range)

    def colour(self, theme: Theme) -> None:
        super().colour(theme)
        self._bars.setPen(pg.mkPen(theme.water, width=1))
        self._bars.setBrush(pg.mkBrush(theme.water))

    def _binned(self, stream: Stream, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """(bars,) mean intensity between the edges, NaN where nothing was measured."""
        series = self.past.window(stream, edges[0], edges[-1])
        usable = series.quality <= USABLE
        place = np.clip(np.searchsorted(edges, series.times[usable], side="right") - 1, 0, _BARS - 1)
        counts = np.bincount(place, minlength=_BARS)
        sums = np.bincount(place, weights=series.values[usable], minlength=_BARS)
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _mean(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Weighted mean of what was measured; NaN when nothing was."""
    known = ~np.isnan(values)
    total = float(weights[known].sum())
    return float((values[known] * weights[known]).sum() / total) if total > 0 else float("nan")
