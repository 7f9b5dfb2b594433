"""Curves of readings over the time before now, with limits, quality and a cursor."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from config.catalogue import Limit, Property
from dashboard.core.decimate import decimate
from dashboard.core.quality import USABLE
from dashboard.core.series import Series
from dashboard.core.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui.context import Context
from dashboard.ui.plots import axes, scale
from dashboard.ui.plots.limit_bands import LimitBands

#: A curve is broken where its thing was silent for so many of its periods.
_GAP_PERIODS: Final = 5.0
#: Room right of now for the end of the curve, as a share of the span.
_AIR: Final = 0.02


@dataclass(slots=True, eq=False)
class _Curve:
    """One datastream on screen."""

    stream: Stream
    good: Any  #: the line
    poor: Any  #: readings that cannot be trusted: grey and dashed
    end: Any  #: the dot at the newest reading
    series: Series = field(default_factory=lambda: Series(np.empty(0), np.empty(0), np.empty(0, np.uint8)))
    newest: float = math.nan


class TimePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Readings of one property at one or several things.

    The axis is relative and its ends are fixed, so a frame moves curves, not axes; and it repaints
    only when there is a new reading or when the curves have moved by a pixel.
    """

    #: Time (seconds since 1970, NaN when the cursor left) under the cursor.
    pointed = Signal(float)

    def __init__(self, context: Context, parent: Any = None, *, downwards: bool = False) -> None:
        self._context = context
        self._time_axis = axes.TimeAxis(context.language)
        self._value_axis = axes.ValueAxis(context.language)
        super().__init__(
            parent, background=None, axisItems={"bottom": self._time_axis, "left": self._value_axis}
        )
        self._span = 21600.0
        self._anchor = self._now = math.nan
        self._curves: list[_Curve] = []
        self._item: Property | None = None
        self._limits: tuple[Limit, ...] = ()
        self._range: tuple[float, float] | None = None
        self._emphasis: int | None = None
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(False, False)
        item.showGrid(x=True, y=True, alpha=1.0)
        item.getViewBox().setDefaultPadding(0.0)
        item.getViewBox().invertY(downwards)
        item.setContentsMargins(0, 4, 8, 0)
        self._bands = LimitBands(context.look, context.language)
        self._moving = pg.ItemGroup()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        for thing in (self._bands, self._moving, self._cursor):
            item.addItem(thing, ignoreBounds=True)
        self._cursor.hide()
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(160, 90)
        self.setFrameShape(self.Shape.NoFrame)
        context.look.changed.connect(self.restyle)
        self.restyle()

    # -- what it shows -----------------------------------------------------------------------------

    def show_streams(
        self,
        streams: Sequence[Stream],
        item: Property,
        limits: Sequence[Limit] = (),
        *,
        emphasis: int | None = None,
    ) -> None:
        """Show these datastreams of one property; `emphasis` is the place of the one that stands out."""
        for curve in self._curves:
            for part in (curve.good, curve.poor, curve.end):
                part.setParentItem(None)
                if part.scene() is not None:
                    part.scene().removeItem(part)
        self._item, self._limits, self._emphasis = item, tuple(limits), emphasis
        self._value_axis.decades = item.scale_type == "log"
        self._curves = [self._new_curve(stream) for stream in streams]
        self._range = None
        self._anchor = math.nan
        self._bands.show_limits(self._limits, self._to_y, item.decimals)
        self.restyle()

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        if seconds != self._span:
            self._span = seconds
            self._anchor = math.nan
            self._range = None

    def show_now(self, now: float) -> bool:
        """Bring it up to the city's time `now`; returns whether anything was redrawn."""
        if self._item is None or not self._curves:
            return False
        store = self._context.store
        fresh = False
        for curve in self._curves:
            newest = float(store.tables[curve.stream.domain].last_time[curve.stream.row, curve.stream.column])
            if newest != curve.newest and not (math.isnan(newest) and math.isnan(curve.newest)):
                curve.newest, fresh = newest, True
        pixel = self._span / max(1, self.getViewBox().width())
        if not fresh and abs(now - self._now) < pixel:  # also false for the first, whose `_now` is NaN
            return False
        self._now = now
        if fresh or not abs(now - self._anchor) < 0.1 * self._span:
            self._redraw(now)
        self._moving.setPos(self._anchor - now, 0.0)
        return True

    def readings(self) -> list[tuple[Stream, Series]]:
        """What is on screen, for export and read-out."""
        return [(curve.stream, curve.series) for curve in self._curves]

    def reading_at(self, time: float) -> list[tuple[Stream, float, float, int]]:
        """(datastream, time, value, quality) of the reading of each curve that is nearest to `time`."""
        found = []
        for curve in self._curves:
            times = curve.series.times
            if len(times):
                place = int(np.clip(np.searchsorted(times, time), 1, max(1, len(times) - 1)))
                if place == len(times) or (place > 0 and time - times[place - 1] < times[place] - time):
                    place -= 1
                found.append(
                    (
                        curve.stream,
                        float(times[place]),
                        float(curve.series.values[place]),
                        int(curve.series.quality[place]),
                    )
                )
        return found

    # -- how ---------------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Colours of the current theme."""
        theme = self._context.look.theme
        for axis in (self._time_axis, self._value_axis):
            axes.restyle(axis, theme)
        self._cursor.setPen(pg.mkPen(theme.ink_soft, width=1))
        for number, curve in enumerate(self._curves):
            shy = self._emphasis is not None and number != self._emphasis
            colour = (
                theme.calm
                if shy
                else theme.curves[0 if self._emphasis is not None else number % len(theme.curves)]
            )
            curve.good.setPen(pg.mkPen(colour, width=1.0 if shy else 1.8))
            curve.good.setZValue(0 if shy else 5)
            curve.poor.setPen(pg.mkPen(theme.ink_faint, width=1, style=Qt.PenStyle.DashLine))
            curve.end.setBrush(pg.mkBrush(colour))
            curve.end.setPen(pg.mkPen(None))
            curve.end.setVisible(not shy)

    def _new_curve(self, stream: Stream) -> _Curve:
        good = pg.PlotCurveItem(skipFiniteCheck=True)
        poor = pg.PlotCurveItem(skipFiniteCheck=True)
        end = pg.ScatterPlotItem(size=6, pxMode=True)
        for part in (poor, good, end):
            part.setParentItem(self._moving)
        return _Curve(stream, good, poor, end)

    def _to_y(self, value: float) -> float:
        if self._value_axis.decades:
            return math.log10(value) if value > 0 else -12.0
        return value

    def _redraw(self, now: float) -> None:
        """Fetch what the store has and draw it around a new anchor."""
        self._anchor = now
        columns = max(64, int(self.getViewBox().width()))
        low, high = math.inf, -math.inf
        floor = self._floor()
        for curve in self._curves:
            series = self._context.store.window(curve.stream, now - 1.02 * self._span, now + self._span)
            curve.series = series
            values = series.values
            if self._value_axis.decades:
                values = np.log10(np.maximum(values, floor))
            usable = series.quality <= USABLE
            period = self._context.store.tables[curve.stream.domain].periods[
                curve.stream.row, curve.stream.column
            ]
            _draw(
                curve.good,
                series.times[usable],
                values[usable],
                now,
                self._span,
                columns,
                _GAP_PERIODS * period,
            )
            if usable.all():
                curve.poor.clear()
            else:
                # Neighbours too, so that a single doubtful reading has a line to it.
                poor = ~usable
                poor[1:] |= ~usable[:-1]
                poor[:-1] |= ~usable[1:]
                _draw(
                    curve.poor,
                    series.times[poor],
                    values[poor],
                    now,
                    self._span,
                    columns,
                    _GAP_PERIODS * period,
                )
            if usable.any():
                low, high = min(low, float(values[usable].min())), max(high, float(values[usable].max()))
                curve.end.setData(x=series.times[usable][-1:] - now, y=values[usable][-1:])
            else:
                curve.end.clear()
        self._set_range(low, high)

    def _floor(self) -> float:
        """The smallest positive number that a logarithmic axis of this property shows."""
        assert self._item is not None
        return 10.0**-self._item.decimals if self._item.decimals else 1.0

    def _set_range(self, low: float, high: float) -> None:
        assert self._item is not None
        if high < low:
            low, high = (0.0, 1.0)
        if self._value_axis.decades:
            self._range = scale.log_around(10.0**low, 10.0**high)
        else:
            low, high = self._with_limits(low, high)
            self._range = scale.keep_or_change(self._range, low, high, 8 * 10.0**-self._item.decimals)
        self.setXRange(-self._span, _AIR * self._span, padding=0)
        self.setYRange(*self._range, padding=0)

    def _with_limits(self, low: float, high: float) -> tuple[float, float]:
        """The range with the next limit in it, when it is near enough to matter."""
        for limit in self._limits:
            for _, value in limit_words.steps(limit):
                if limit.kind == "high" and high < value <= 2.2 * max(high, 0.0):
                    high = value
                    break
                if limit.kind == "low" and value < low and high - value <= 2.2 * max(high - low, 0.35 * high):
                    low = value
                    break
        return low, high

    # -- cursor ------------------------------------------------------------------------------------

    def point_at(self, time: float) -> None:
        """Show the cursor at that time (seconds since 1970); NaN takes it away."""
        self._cursor.setVisible(math.isfinite(time))
        if math.isfinite(time):
            self._cursor.setPos(time - self._now)

    # Qt overrides

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        inside = -self._span <= place.x() <= 0.0
        self.pointed.emit(self._now + place.x() if inside else math.nan)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(math.nan)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, the plot does not zoom

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None:
            event.ignore()
            return
        where = self._cursor.value() if self._cursor.isVisible() else 0.0
        self.pointed.emit(self._now + min(0.0, max(-self._span, where + steps * self._span / 100)))


def _draw(item: Any, times: Any, values: Any, anchor: float, span: float, columns: int, gap: float) -> None:
    """Give a curve its points, decimated, and broken where nothing was heard for `gap` seconds."""
    times, values = decimate(times, values, anchor - span, anchor, columns)
    if not len(times):
        item.clear()
        return
    silent = np.diff(times) > gap
    connect: Any = "all"
    if silent.any():
        connect = np.append(~silent, False).astype(np.int32)
    item.setData(times - anchor, values, connect=connect)
