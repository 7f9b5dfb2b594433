"""The map as a widget: what the mouse, the keys and the fingers do to it."""

import math
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.map import choice, scale_bar, sun_mark
from dashboard.ui.map.canvas import Canvas
from dashboard.ui.map.city_map import CityMap
from dashboard.ui.map.navigator import Navigator
from dashboard.ui.map.touch import Fingers
from dashboard.ui.map.viewport import Viewport

#: One notch of the wheel, and one press of + or -.
ZOOM_STEP: Final = 1.35
#: Pixels that an arrow key moves the map.
PAN_STEP: Final = 90.0
#: After so many milliseconds without a turn or move the picture is made sharp again.
_SETTLE: Final = 120
#: Pixels before a press becomes a drag.
_DRAG: Final = 4.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class MapView(QWidget):
    """Zoom: wheel, + and -, pinch. Pan: drag, arrows. 0 all, H high valleys, N Nice.

    Tab goes through abnormal marks, Shift + arrows to the next mark that way; Enter opens its card.
    """

    #: A thing was chosen (its number in `CityMap.things`), or -1 for none.
    chosen = Signal(int)
    #: The view is another one.
    moved = Signal()

    def __init__(self, context: Context, city_map: CityMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._map = city_map
        terrain = city_map.terrain
        self.navigator = Navigator(terrain.home, terrain.metropolis.boundingRect(), context.look, self)
        self.canvas = Canvas(terrain, city_map.things, city_map.overlay)
        #: Whether its first picture was made; before that it is empty.
        self.stands = not context.portions.rationed
        self._choice = -1
        self._lead: QPointF | None = None
        self._drag: QPointF | None = None
        self._press: QPointF | None = None
        self._fingers = Fingers()
        self._resting = QTimer(self, singleShot=True, interval=_SETTLE)
        self._resting.timeout.connect(self.update)
        self.navigator.changed.connect(self._view_changed)
        self.navigator.settled.connect(self.update)
        context.look.changed.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 240)
        self.retranslate()

    # -- what it shows -----------------------------------------------------------------------------

    @property
    def view(self) -> Viewport:
        """What is seen now."""
        return self.navigator.view

    @property
    def choice(self) -> int:
        """The chosen thing, -1 for none."""
        return self._choice

    def pieces(self) -> Iterator[None]:
        """Make its first picture, a piece with each step."""
        context = self._context
        return self.canvas.pieces(
            self.view, context.look.theme, context.language.code, self.devicePixelRatio()
        )

    def map_changed(self) -> None:
        """Something on the map is not as it was: paint it."""
        self.canvas.things_changed()
        self.update()

    def choose(self, thing: int) -> None:
        """Choose a thing by its number; -1 for none."""
        if thing != self._choice:
            self._choice = thing
            self.update()
        self.chosen.emit(thing)

    def fly_to(self, longitude: float, latitude: float, scale: float = 8.0) -> None:
        """Go to a place, `scale` metres per pixel."""
        x, y = self._map.terrain.projection.to_metres(np.array((longitude, latitude)))
        self.navigator.fly(Viewport(float(x), float(y), scale, self.width(), self.height()))

    def fly_to_thing(self, thing: int, scale: float = 8.0) -> None:
        """Go to a thing and choose it."""
        x, y = self._map.things.at[thing]
        self.navigator.fly(
            Viewport(float(x), float(y), min(scale, self.view.scale), self.width(), self.height())
        )
        self.choose(thing)

    def pixel_of(self, thing: int) -> QPointF:
        """Where a thing stands in the widget."""
        x, y = self.view.to_pixels(self._map.things.at[thing])
        return QPointF(float(x), float(y))

    def lead_to(self, pixel: QPointF | None) -> None:
        """Draw a line from the chosen thing to its card."""
        if pixel != self._lead:
            self._lead = pixel
            self.update()

    @property
    def at_rest(self) -> bool:
        """Whether it stands still, and is painted in full."""
        return not (self.navigator.moving or self._resting.isActive())

    def scale_box(self) -> QRectF:
        """Where the scale bar stands."""
        return scale_bar.box(self.width(), self.height())

    def retranslate(self) -> None:
        """The language has changed."""
        self.setAccessibleName(self.tr("Map of the city"))
        self.setAccessibleDescription(
            self.tr("Tab: next abnormal thing. Shift and arrows: next thing that way. Enter: its card.")
        )
        self.update()

    def _view_changed(self) -> None:
        self._resting.start()
        self.moved.emit()
        self.update()

    # -- hits --------------------------------------------------------------------------------------

    def _press_mark(self, pixel: QPointF) -> None:
        """A click: a single thing is chosen, a crowd is flown into."""
        marks = self.canvas.marks(self.view)
        mark = self.canvas.hit(self.view, pixel)
        if mark is None:
            self.choose(-1)
            return
        members = marks.members(mark)
        spread = np.ptp(self._map.things.at[members], axis=0).max()
        if len(members) > 1 and spread > 12.0 and self._map.things.level[members[0]] == 0:
            self._zoom_into(members)
        else:
            self.choose(int(members[0]))

    def _zoom_into(self, members: np.ndarray) -> None:
        low, high = self._map.things.at[members].min(axis=0), self._map.things.at[members].max(axis=0)
        air = 0.6 * max(high - low) + 60.0
        self.navigator.show_box(
            QRectF(low[0] - air, low[1] - air, high[0] - low[0] + 2 * air, high[1] - low[1] + 2 * air)
        )

    def _tip(self, pixel: QPointF) -> str:
        """What is said of the mark under a pixel."""
        mark = self.canvas.hit(self.view, pixel)
        if mark is None:
            return ""
        members = self.canvas.marks(self.view).members(mark)
        lines = [self._describe(int(thing)) for thing in members[:6]]
        if len(members) > 6:
            lines.append(self.tr("and %n more", "", len(members) - 6))
        return "\n".join(lines)

    def _describe(self, thing: int) -> str:
        things = self._map.things
        key = things.keys[thing]
        domain = self._context.city.by_id.get(key.domain)
        name = self._context.language.text(domain.name) if domain is not None else key.domain
        state = words.priority_word(Priority(int(things.level[thing])))
        if things.silent[thing]:
            state = self.tr("silent")
        return f"{self._context.language.name(things.place(thing))} · {name} · {state}"

    # -- keys --------------------------------------------------------------------------------------

    def _step_choice(self, backward: bool) -> bool:
        """To the next abnormal mark; False when there is none left."""
        marks = self.canvas.marks(self.view)
        things = self._map.things
        at, level = self.view.to_pixels(things.at[marks.lead]), things.level[marks.lead]
        current = int(marks.of[self._choice]) if self._choice >= 0 else None
        found = choice.next_abnormal(at, level, current, backward, (self.width(), self.height()))
        if found is not None:
            self._announce(int(marks.lead[found]))
        return found is not None

    def _choose_towards(self, direction: tuple[float, float]) -> None:
        marks = self.canvas.marks(self.view)
        at = self.view.to_pixels(self._map.things.at[marks.lead])
        middle = QPointF(self.width() / 2, self.height() / 2)
        here = self.pixel_of(self._choice) if self._choice >= 0 else middle
        found = choice.nearest(at, np.array((here.x(), here.y())), direction)
        if found is not None:
            self._announce(int(marks.lead[found]))
            pixel = self.pixel_of(self._choice)
            if not self.rect().adjusted(30, 30, -30, -30).contains(pixel.toPoint()):
                self.navigator.fly(
                    self.view.moved(self.width() / 2 - pixel.x(), self.height() / 2 - pixel.y())
                )

    def _announce(self, thing: int) -> None:
        """Choose without opening the card, and say it to a screen reader."""
        self._choice = thing
        self.setAccessibleName(f"{self.tr('Map of the city')}: {self._describe(thing)}")
        self.update()

    def _pan(self, direction: tuple[float, float]) -> None:
        self.navigator.fly(self.navigator.goal.moved(-direction[0] * PAN_STEP, -direction[1] * PAN_STEP))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        terrain, navigator = self._map.terrain, self.navigator
        arrow = _ARROWS.get(Qt.Key(event.key()))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case _ if arrow is not None and shift:
                self._choose_towards(arrow)
            case _ if arrow is not None:
                self._pan(arrow)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                navigator.zoom(ZOOM_STEP)
            case Qt.Key.Key_Minus:
                navigator.zoom(1 / ZOOM_STEP)
            case Qt.Key.Key_0:
                navigator.show_box(terrain.whole)
            case Qt.Key.Key_H:
                navigator.show_box(terrain.high)
            case Qt.Key.Key_N | Qt.Key.Key_Home:
                navigator.go_home()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._choice >= 0:
                self.choose(self._choice)
            case Qt.Key.Key_Escape if self._choice >= 0:
                self.choose(-1)
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.hasFocus() and self._step_choice(backward=not forward):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120.0
        if steps:
            self.navigator.zoom(ZOOM_STEP**steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = self._drag = event.position()
        super().mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            step = event.position() - self._drag
            if self._press is not None and math.hypot(*(event.position() - self._press).toTuple()) < _DRAG:
                return
            self._press = None
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.navigator.jump(self.view.moved(step.x(), step.y()))
            return
        over = self.canvas.hit(self.view, event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            pressed, self._press, self._drag = self._press, None, None
            self.unsetCursor()
            if pressed is not None:
                self._press_mark(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.canvas.hit(self.view, event.position()) is None:
            self.navigator.zoom(2.0, event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.navigator.resize(event.size().width(), event.size().height())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            return self._touch(event)
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.navigator.jump(self.view.zoomed(1.0 + event.value(), event.position()))
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> bool:
        if event.type() == QEvent.Type.TouchBegin:
            self._fingers.begin()
        self.navigator.jump(self._fingers.move(self.view, event.points()))
        if event.type() == QEvent.Type.TouchEnd and self._fingers.tap is not None:
            self._press_mark(self._fingers.tap)
        event.accept()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._context.look.theme
        if not self.stands:
            painter.fillRect(self.rect(), QColor(theme.panel))
            painter.end()
            return
        language = self._context.language.code
        goal = self.navigator.goal if self.navigator.moving else None
        self.canvas.paint(painter, self.view, theme, language, moving=not self.at_rest, goal=goal)
        scale_bar.paint(painter, self.scale_box(), self.view.scale, self._context.language, theme)
        crossing = self._map.conditions.sun
        if crossing is not None:
            when, rises = crossing
            text = sun_mark.words(rises, words.time_of_day(when, self._zone))
            sun_mark.paint(painter, sun_mark.box(self.scale_box()), not rises, text, theme)
        if self._choice >= 0:
            if self._lead is not None:
                painter.setPen(QPen(QColor(theme.ink_soft), 1.2))
                painter.drawLine(self.pixel_of(self._choice), self._lead)
            self.canvas.paint_choice(painter, self.view, self._choice, theme, 2.5 if self.hasFocus() else 1.5)
        painter.end()
