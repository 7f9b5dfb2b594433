"""Curves of readings over the time before now, with limits, quality and a cursor."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from config.catalogue import Limit, Property
from dashboard.core.series import Reading
from dashboard.core.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui.context import Context
from dashboard.ui.plots import axes, scale
from dashboard.ui.plots.backdrop import Backdrop
from dashboard.ui.plots.curve import Curve, Floats

#: Room right of now for the end of the curve, as a share of the span.
_AIR: Final = 0.02
#: A property that is called logarithmic is drawn so once its readings span such a ratio.
_LOG_RATIO: Final = 30.0
#: Curves are fetched anew when they have been moved by this share of the span.
_DRIFT: Final = 0.1


class TimePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Readings of one property at one or several things.

    The axis is relative and its ends are fixed, so a frame moves curves, not axes; and it repaints
    only when there is a new reading or when the curves have moved by a pixel.
    """

    #: Time (seconds since 1970, NaN when the cursor left) under the cursor.
    pointed = Signal(float)

    def __init__(self, context: Context, parent: Any = None) -> None:
        self._context = context
        self._time_axis = axes.TimeAxis(context.language)
        self._value_axis = axes.ValueAxis(context.language)
        super().__init__(parent, axisItems={"bottom": self._time_axis, "left": self._value_axis})
        self._span = 3600.0
        #: The city's time that is at the right end, and the time from which the curves count.
        self._now = self._anchor = math.nan
        self._curves: list[Curve] = []
        self._item: Property | None = None
        self._limits: tuple[Limit, ...] = ()
        self._range: tuple[float, float] | None = None
        self._emphasis: int | None = None
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(False, False)
        item.getViewBox().setDefaultPadding(0.0)
        item.setContentsMargins(0, 4, 32, 0)  # room for half of the word "maintenant"
        self._backdrop = Backdrop(context.look, context.language)
        self._moving = pg.ItemGroup()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        for part in (self._backdrop, self._moving, self._cursor):
            item.addItem(part, ignoreBounds=True)
        self._cursor.hide()
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(160, 84)
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
            curve.remove()
        self._curves = [Curve(stream, self._moving) for stream in streams]
        self._item, self._limits, self._emphasis = item, tuple(limits), emphasis
        self._range = None
        self._now = math.nan
        self.restyle()

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        if seconds != self._span:
            self._span = seconds
            self._range = None
            self._now = math.nan

    def show_now(self, now: float) -> bool:
        """Bring it up to the city's time `now`; returns whether anything was redrawn."""
        if self._item is None:
            return False
        news = [curve for curve in self._curves if curve.has_news(self._context.store)]
        pixel = self._span / max(1.0, self.getViewBox().width())
        if not news and abs(now - self._now) < pixel:  # also false for the first, whose `_now` is NaN
            return False
        afresh = bool(news) or math.isnan(self._now) or abs(now - self._anchor) > _DRIFT * self._span
        self._now = now
        if afresh:
            self._redraw(now)
        self._moving.setPos(self._anchor - now, 0.0)
        return True

    def retranslate(self) -> None:
        """The language has changed: the words of the axes and limits."""
        for axis in (self._time_axis, self._value_axis):
            axis.picture = None
            axis.update()
        self._backdrop.update()

    def restyle(self) -> None:
        """Colours of the current theme."""
        theme = self._context.look.theme
        self.setBackground(theme.panel)
        for axis in (self._time_axis, self._value_axis):
            axes.restyle(axis, theme)
        self._cursor.setPen(pg.mkPen(theme.ink_soft, width=1))
        for number, curve in enumerate(self._curves):
            if self._emphasis is None:
                curve.style(theme, theme.curves[number % len(theme.curves)], shy=False)
            else:
                shy = number != self._emphasis
                curve.style(theme, theme.calm if shy else theme.curves[0], shy=shy)

    def _redraw(self, now: float) -> None:
        """Fetch what the store has and draw it around a new anchor."""
        self._anchor = now
        low, high = math.inf, -math.inf
        for curve in self._curves:
            lowest, highest = curve.fetch(self._context.store, now - 1.02 * self._span, now + self._span)
            low, high = min(low, lowest), max(high, highest)
        self._set_range(*((low, high) if low <= high else (0.0, 1.0)))
        columns = max(64, int(self.getViewBox().width()))
        for curve in self._curves:
            curve.draw(now, self._span, columns, self._to_y)

    def _set_range(self, low: float, high: float) -> None:
        """Choose the range of values, and whether it counts decades."""
        assert self._item is not None
        low, high = self._with_limits(low, high)
        smallest = 10.0**-self._item.decimals
        decades = self._item.scale_type == "log" and high > _LOG_RATIO * max(low, smallest)
        if decades != self._value_axis.decades:
            self._value_axis.decades = decades
            self._range = None
        if decades:
            self._range = scale.log_around(max(low, smallest), high)
        else:
            bottom, top = scale.keep_or_change(self._range, low, high, 8 * smallest)
            # Never far beyond what the property can be: an occupancy does not go to 120 %.
            most = self._item.range[1]
            self._range = bottom, (1.02 * most if high <= most < top else top)
        self._backdrop.show_limits(
            self._limits, lambda v: float(self._to_y(np.array(v))), self._item.decimals
        )
        self.setXRange(-self._span, _AIR * self._span, padding=0)
        self.setYRange(*self._range, padding=0)
        box = self.getViewBox()
        self._backdrop.show_grid(
            self._time_axis.places(-self._span, box.width()),
            self._value_axis.places(*self._range, box.height()),
        )

    def _with_limits(self, low: float, high: float) -> tuple[float, float]:
        """The range with the next limit in it, when it is near enough to matter."""
        bottom, top = low, high
        for limit in self._limits:
            values = [value for _, value in limit_words.steps(limit)]
            if limit.kind == "high":
                above = [v for v in values if high < v <= 2.2 * max(high, 0.0)]
                top = max([top, *above[:1]])
            else:
                below = [v for v in values if v < low and high - v <= 2.2 * max(high - low, 0.35 * abs(high))]
                bottom = min([bottom, *below[:1]])
        return bottom, top

    def _to_y(self, values: Floats) -> Floats:
        """Values -> the plot's y."""
        if not self._value_axis.decades or self._range is None:
            return values
        return np.asarray(np.log10(np.maximum(values, 10.0 ** (self._range[0] - 1))))

    # -- cursor ------------------------------------------------------------------------------------

    def point_at(self, time: float) -> None:
        """Show the cursor at that time (seconds since 1970); NaN takes it away."""
        self._cursor.setVisible(math.isfinite(time))
        if math.isfinite(time):
            self._cursor.setPos(time - self._now)

    def readings_at(self, time: float) -> list[tuple[Stream, Reading]]:
        """Of each curve the reading that is nearest to `time`."""
        found = []
        for curve in self._curves:
            place = curve.nearest(time)
            if place is not None:
                series = curve.series
                values = float(series.times[place]), float(series.values[place]), int(series.quality[place])
                found.append((curve.stream, Reading(*values)))
        return found

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
