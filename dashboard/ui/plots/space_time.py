"""Speed along a corridor over the time before now: queues show as dark bands that wander upstream."""

import math
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QColor, QMouseEvent

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui.context import Context
from dashboard.ui.look.theme import Theme
from dashboard.ui.map.background import mix
from dashboard.ui.plots.relative import RelativePlot
from dashboard.ui.roads import Road

Floats = NDArray[np.float64]
#: Columns and rows of the picture.
_COLUMNS: Final = 180
_ROWS: Final = 48
#: A loop that is silent for so many columns leaves a hole.
_HOLD: Final = 4


class SpaceTimePlot(RelativePlot):
    """Between two loops the speed is interpolated; the colour is its share of the free speed."""

    #: Time (seconds since 1970) and km under the cursor; NaN when it left.
    pointed_at = Signal(float, float)

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(context, parent)
        self._road: Road | None = None
        self._newest = float("nan")
        self._marks: list[Any] = []
        self._known: Floats = np.empty((0, 0))
        self._edges: Floats = np.empty(0)
        self._km = 0.0
        self.pointed.connect(lambda time: self.pointed_at.emit(time, self._km))
        self.start()

    def furnish(self) -> None:
        """Its image and the places of its loops."""
        super().furnish()
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setParentItem(self.moving)
        self._image.setZValue(-30)
        self._mark_loops()

    def show_road(self, road: Road) -> None:
        """Show that corridor."""
        if road is self._road:
            return
        self._road = road
        self._newest = float("nan")
        if self.furnished:
            self._mark_loops()
            self.restyle()
        self.outdate()

    def _mark_loops(self) -> None:
        for mark in self._marks:
            self.box.removeItem(mark)
        loops = self._road.loops if self._road is not None else ()
        self._marks = [pg.InfiniteLine(km, angle=0, movable=False) for km, _ in loops]
        for mark in self._marks:
            self.box.addItem(mark, ignoreBounds=True)

    def readings(self) -> list[tuple[Stream, Series]]:
        """The loops that the picture is made of."""
        since, until = self.anchor - self.span, self.anchor
        loops = self._road.loops if self._road is not None else ()
        return [(s, self.past.window(s, since, until)) for _, s in loops]

    def speed_at(self, time: float, km: float) -> float | None:
        """The speed that is drawn there, km/h; None where nothing is known."""
        if self._road is None or not len(self._known) or not 0.0 <= km <= self._road.length:
            return None
        column = int(np.searchsorted(self._edges, time)) - 1
        if math.isnan(time) or not 0 <= column < _COLUMNS:
            return None
        row = min(int(km / self._road.length * len(self._known)), len(self._known) - 1)
        share = float(self._known[row, column])
        return share * self._road.free_speed if math.isfinite(share) else None

    # RelativePlot overrides

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.complete()
        place: QPoint = event.position().toPoint()
        self._km = float(self.box.mapSceneToView(self.mapToScene(place)).y())
        super().mouseMoveEvent(event)

    def has_news(self) -> bool:
        if self._road is None:
            return False
        table = self.context.store.tables[self._road.loops[0][1].domain]
        times = [float(table.last_time[s.row, s.column]) for _, s in self._road.loops]
        newest = max((time for time in times if time == time), default=float("nan"))
        news = newest != self._newest and newest == newest
        self._newest = newest
        return news

    def redraw(self) -> None:
        if self._road is None:
            return
        width = self.span / _COLUMNS
        # Columns at round times, so that a reading keeps its column while the picture moves.
        last = np.ceil(self.anchor / width) * width
        edges = last - width * np.arange(_COLUMNS, -1, -1)
        shares = self._known = self._shares(self._road, edges)
        self._edges = edges
        self._image.setImage(_coloured(shares, self._ramp), autoLevels=False, levels=(0, 255))
        rect = QRectF(edges[0] - self.anchor, 0.0, edges[-1] - edges[0], self._road.length)
        self._image.setRect(rect)
        self.set_range(0.0, self._road.length)

    def colour(self, theme: Theme) -> None:
        super().colour(theme)
        self._ramp = ramp(theme)
        for mark in self._marks:
            mark.setPen(pg.mkPen(QColor(theme.ink_faint), width=0.5))
        self.outdate()

    def _shares(self, road: Road, edges: Floats) -> Floats:
        """(rows, columns) speed over free speed, NaN where nothing is known; row 0 is the beginning."""
        known = np.array([self._binned(stream, edges) for _, stream in road.loops]) / road.free_speed
        places = np.array([km for km, _ in road.loops])
        rows = (np.arange(_ROWS) + 0.5) / _ROWS * road.length
        after = np.clip(np.searchsorted(places, rows), 1, max(1, len(places) - 1))
        if len(places) == 1:
            return np.repeat(known, _ROWS, axis=0)
        low, high = places[after - 1], places[after]
        weight = np.clip((rows - low) / (high - low), 0.0, 1.0)[:, None]
        return np.asarray((1.0 - weight) * known[after - 1] + weight * known[after])

    def _binned(self, stream: Stream, edges: Floats) -> Floats:
        """(columns,) mean speed, each held for a few columns where the loop says nothing."""
        series = self.past.window(stream, edges[0], edges[-1])
        usable = series.quality <= USABLE
        place = np.clip(np.searchsorted(edges, series.times[usable], side="right") - 1, 0, _COLUMNS - 1)
        counts = np.bincount(place, minlength=_COLUMNS)
        sums = np.bincount(place, weights=series.values[usable], minlength=_COLUMNS)
        means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
        newest = np.maximum.accumulate(np.where(counts > 0, np.arange(_COLUMNS), -1))
        held = (newest >= 0) & (np.arange(_COLUMNS) - newest < self._hold(stream, edges))
        return np.where(held, means[np.maximum(newest, 0)], np.nan)

    def _hold(self, stream: Stream, edges: Floats) -> float:
        period = float(self.context.store.tables[stream.domain].periods[stream.row, stream.column])
        return _HOLD + 2.0 * period / float(edges[1] - edges[0])


def ramp(theme: Theme) -> NDArray[np.uint8]:
    """(256, 4) colours for shares of the free speed from 0 to 1: only what is slow stands out."""
    stops = (0.0, 0.25, 0.35, 0.45, 0.56, 0.8, 1.0)
    # Calm shades, so that what flows has a texture and a slow-down is seen before it has a colour.
    slow, free = theme.calm, theme.selected
    names = (
        theme.alarm,
        theme.alarm,
        theme.warning,
        theme.advisory,
        slow,
        mix(QColor(slow), QColor(free), 0.7),
        free,
    )
    colours = np.array([QColor(name).getRgb() for name in names], dtype=np.float64)
    places = np.linspace(0.0, 1.0, 256)
    table = np.column_stack([np.interp(places, stops, colours[:, i]) for i in range(4)])
    return table.astype(np.uint8)


def _coloured(shares: Floats, table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(rows, columns, 4) pixels; clear where nothing is known."""
    known = np.isfinite(shares)
    pixels: NDArray[np.uint8] = table[np.clip(np.where(known, shares, 0.0) * 255, 0, 255).astype(np.int64)]
    pixels[~known] = 0
    return pixels
