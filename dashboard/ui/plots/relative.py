"""A plot over the time before now, or before a moment of the past: fixed ends, a cursor, and no work
unless a pixel changes."""

import math
from typing import Any, Final
from zoneinfo import ZoneInfo

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem

from dashboard.ui.context import Context
from dashboard.ui.history.look_back import look_back
from dashboard.ui.look.theme import Theme
from dashboard.ui.plots import axes
from dashboard.ui.plots.back_to_now import BackToNow
from dashboard.ui.plots.backdrop import Backdrop
from dashboard.ui.plots.gestures import ZOOM, Drag, wheel_belongs_to_page

#: Room right of now for the end of a curve, as a share of the span.
AIR: Final = 0.02
#: Curves are drawn anew when they have been moved by this share of the span.
_DRIFT: Final = 0.1


class RelativePlot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The axis is relative and its ends are fixed, so a frame moves curves, not axes.

    Sub-classes put their items into `moving`, whose x is seconds after `anchor`, and give
    `has_news` and `redraw`. Wheel and drag look back: the axis says the time of day then, and a
    button leads back to now.

    Axes and curves take many times as long to make as the empty widget, so that they are furnished
    later: in the first frame that shows the plot and has room for it.
    """

    #: Time (seconds since 1970, NaN when the cursor left) under the cursor.
    pointed = Signal(float)

    def __init__(
        self, context: Context, parent: Any = None, *, ahead: float = 0.0, absolute: bool = False
    ) -> None:
        """`ahead`: share of the span that is seen after its end; `absolute`: always the time of day."""
        self.context = context
        look = context.look_back or look_back(context.store, context.history)
        #: Where readings come from, and which stretch of time is looked at.
        self.past, self.outlook = look.readings, look.outlook
        #: Whether its axes and curves were made.
        self.furnished = False
        super().__init__(parent)
        #: How far the plot looks beyond now, as a share of the span.
        self._ahead = max(ahead, AIR)
        #: The city's time at which the curves' x is 0.
        self.anchor = math.nan
        self._now = math.nan
        self._generation = -1
        self._absolute = absolute
        self._bounds = 0.0, 1.0
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(160, 84)
        self.setFrameShape(self.Shape.NoFrame)
        self.moving = pg.ItemGroup()
        self._drag = Drag(self.outlook, self.viewport())
        self.outlook.changed.connect(self._look_elsewhere)
        context.look.changed.connect(self.restyle)

    def start(self) -> None:
        """To be called last when a plot is made: it is empty now, or whole where there is room for all."""
        self.restyle()
        if not self.context.portions.rationed:
            self.complete()

    def complete(self) -> None:
        """Furnish it now, unless it is."""
        if not self.furnished:
            self.furnish()
            self.furnished = True
            self.restyle()
            self._look_elsewhere()

    def furnish(self) -> None:
        """Make what it draws with; sub-classes add their own."""
        context = self.context
        self.time_axis = axes.TimeAxis(context.language, ZoneInfo(context.city.time_zone))
        self.value_axis = axes.ValueAxis(context.language)
        # View and axes put together by hand: pyqtgraph's PlotItem brings a form and eight menus that
        # nobody asked for, takes three times as long to make and leaves windows behind.
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self.room = pg.GraphicsLayout()
        self.room.setSpacing(0)
        self.room.setContentsMargins(0, 9, 32, 0)  # room for half of a number, and of "maintenant"
        self.room.addItem(self.value_axis, 0, 0)
        self.room.addItem(self.box, 0, 1)
        self.room.addItem(self.time_axis, 1, 1)
        self.value_axis.linkToView(self.box)
        self.time_axis.linkToView(self.box)
        self.setCentralItem(self.room)
        self.backdrop = Backdrop(context.look, context.language)
        # Curves move over what stands still; numbers of limits stand before them.
        front = self.backdrop.numbers
        for still in (self.backdrop, front, self.value_axis, self.time_axis):
            still.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        for part in (self.backdrop, self.moving, front, self._cursor):
            self.box.addItem(part, ignoreBounds=True)
        self._cursor.hide()
        self.back = BackToNow(self, self.outlook)
        self.set_range(0.0, 1.0)

    # -- what a sub-class says ---------------------------------------------------------------------

    def has_news(self) -> bool:
        """Whether there are readings that were not drawn yet; asked once a frame."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw everything with x counted from `anchor`, and choose the range with `set_range`."""
        raise NotImplementedError

    def set_range(self, low: float, high: float) -> None:
        """Values at the bottom and top, in the plot's own y."""
        self.box.setRange(xRange=(-self.span, self._ahead * self.span), yRange=(low, high), padding=0)
        self._bounds = low, high
        self._show_grid()

    def _show_grid(self) -> None:
        low, high = self._bounds
        self.backdrop.show_grid(
            self.time_axis.places(-self.span, self._ahead * self.span, self.box.width()),
            self.value_axis.places(low, high, self.box.height()),
        )

    # -- what its owner does with it ---------------------------------------------------------------

    @property
    def span(self) -> float:
        """How far back it looks from its end, seconds."""
        return self.outlook.span

    @property
    def ends(self) -> float:
        """Time at its right edge as it is drawn."""
        return self.anchor + self._ahead * self.span

    def outdate(self) -> None:
        """What it shows has changed: draw it at the next frame."""
        self._now = math.nan

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self.outlook.set_span(seconds)

    def show_now(self, now: float) -> bool:
        """Bring it up to the city's time `now`; returns whether anything was redrawn."""
        self.outlook.now = now
        if not self.furnished:
            if not self.context.portions.take():
                return False
            self.complete()
        self.past.take()
        news = self.has_news()
        if self.outlook.end is not None:
            news, now = False, self.outlook.end
        if self.past.generation != self._generation:
            self._generation, news = self.past.generation, True
        pixel = self.span / max(1.0, self.box.width())
        if not news and abs(now - self._now) < pixel:  # also false for the first, whose `_now` is NaN
            return False
        afresh = news or math.isnan(self._now) or abs(now - self.anchor) > _DRIFT * self.span
        self._now = now
        if afresh:
            self.anchor = now
            self.redraw()
        if self._absolute:
            self.time_axis.show_end(now)
            self._show_grid()
        self.moving.setPos(self.anchor - now, 0.0)
        return True

    def time_at(self, place: QPoint) -> float:
        """Time (seconds since 1970) at a place of the widget."""
        self.complete()
        return float(self._now + self.box.mapSceneToView(self.mapToScene(place)).x())

    def point_at(self, time: float) -> None:
        """Show the cursor at that time (seconds since 1970); NaN takes it away."""
        if not self.furnished:
            return
        self._cursor.setVisible(math.isfinite(time))
        if math.isfinite(time):
            self._cursor.setPos(time - self._now)

    def _look_elsewhere(self) -> None:
        """Another stretch of time."""
        if not self.furnished:
            return
        self.time_axis.show_end(self.outlook.end)
        self.back.setVisible(self.outlook.end is not None and not self._absolute)  # else its page has one
        self.outdate()

    def retranslate(self) -> None:
        """The language has changed: the words of the axes and limits."""
        if not self.furnished:
            return
        for axis in (self.time_axis, self.value_axis):
            axis.picture = None
            axis.update()
        self.backdrop.update()

    def restyle(self) -> None:
        """Colours of the current theme."""
        theme = self.context.look.theme
        self.setBackground(theme.panel)
        if self.furnished:
            self.colour(theme)

    def colour(self, theme: Theme) -> None:
        """Colours of what it was furnished with; sub-classes add their own."""
        for axis in (self.time_axis, self.value_axis):
            axes.restyle(axis, theme)
        self.backdrop.update()
        self.backdrop.numbers.update()
        self._cursor.setPen(pg.mkPen(theme.ink_soft, width=1))

    # Qt overrides

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.moved(event, self.span / max(1.0, self.box.width())):
            return
        time = self.time_at(event.position().toPoint())
        self.pointed.emit(time if self._now - self.span <= time <= self._now else math.nan)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(math.nan)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if wheel_belongs_to_page(self, event):
            event.ignore()
            return
        turn = event.angleDelta()
        if abs(turn.x()) > abs(turn.y()):
            self.outlook.pan(-turn.x() / 1200.0 * self.span)
        else:
            self.outlook.zoom(ZOOM ** (-turn.y() / 120.0), self.time_at(event.position().toPoint()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.outlook.to_now()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the menu belongs to the card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag.key(event):
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if steps is None or not self.furnished:
            event.ignore()
            return
        where = self._cursor.value() if self._cursor.isVisible() else 0.0
        self.pointed.emit(self._now + min(0.0, max(-self.span, where + steps * self.span / 100)))
