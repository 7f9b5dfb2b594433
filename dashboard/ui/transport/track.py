"""The whole recording as a line: where one is, the part that is played, alarms, cues, the city's time."""

import math
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from dashboard.core.alarms.event import Priority
from dashboard.history.marks import MarkKind
from dashboard.history.player import PlayerState
from dashboard.history.tape import Spot, Tape
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.transport.mark_words import mark_words

#: Room at both ends, so that the grip and the first and last time are not cut, pixels.
_MARGIN: Final = 24
_LINE: Final = 28.0  #: where the line lies
_HEIGHT: Final = 54
_GRIP: Final = 8.0
#: A mark is meant when the pointer is so near, pixels.
_NEAR: Final = 5.0
#: So many marks are told at once.
_TOLD: Final = 4
#: Between two times below the line at least, pixels.
_APART: Final = 78
#: Steps of the slider, for Qt and screen readers.
_STEPS: Final = 10_000


class Track(QAbstractSlider):
    """Repaints only when its grip moves by a pixel; what stands still is painted once."""

    #: A position was asked for, seconds from the beginning.
    asked = Signal(float)

    def __init__(self, context: Context, tape: Tape) -> None:
        super().__init__()
        self._context, self._tape = context, tape
        self._zone = ZoneInfo(context.city.time_zone)
        self._spots: Sequence[Spot] = ()
        self._state: PlayerState | None = None
        self._drag: float | None = None
        self._still: QPixmap | None = None
        self._shown: tuple[object, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        context.look.changed.connect(self.renew)

    def show_state(self, state: PlayerState) -> None:
        """Follow the player."""
        self._state = state
        share = state.position / state.duration if state.duration else 0.0
        self.setValue(round(share * _STEPS))
        shown = (round(self._x(state.position)), round(self._x(state.part[0])), round(self._x(state.part[1])))
        if shown != self._shown:
            self._shown = shown
            self.update()

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """What happened, and where."""
        self._spots = spots
        self.renew()

    def renew(self) -> None:
        """Paint all of it again: colours, language or size have changed."""
        self._still = None
        self.update()

    # -- how ---------------------------------------------------------------------------------------

    def _x(self, position: float) -> float:
        duration = self._tape.duration
        return _MARGIN + (self.width() - 2 * _MARGIN) * (position / duration if duration else 0.0)

    def _position(self, x: float) -> float:
        share = (x - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        return min(max(share, 0.0), 1.0) * self._tape.duration

    def _paint_still(self) -> QPixmap:
        """Marks and times, in the pixels of the screen."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_alarms(painter)
        self._paint_cues(painter)
        self._paint_times(painter)
        painter.end()
        return picture

    def _paint_alarms(self, painter: QPainter) -> None:
        """A stroke where one was raised, the worst on top and longest."""
        theme = self._context.look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        for priority in (Priority.ADVISORY, Priority.WARNING, Priority.ALARM):
            painter.setBrush(theme.fill(priority))
            height = 3.0 + 4.0 * priority
            places = {round(self._x(spot.position)) for spot in self._spots if spot.mark.priority is priority}
            for x in places:
                painter.drawRect(QRectF(x - 1.5, _LINE - 4.0 - height, 3.0, height))

    def _paint_cues(self, painter: QPainter) -> None:
        """A flag where a story began or a presenter fired a cue."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._context.look.theme.ink_soft))
        for spot in self._spots:
            if spot.mark.kind in (MarkKind.CUE, MarkKind.SCENARIO):
                x = self._x(spot.position)
                painter.drawPolygon(QPolygonF([QPointF(x - 5, 1), QPointF(x + 5, 1), QPointF(x, 9)]))

    def _paint_times(self, painter: QPainter) -> None:
        """The city's time, where there is room."""
        face = font(Type.AXIS)
        painter.setFont(face)
        painter.setPen(QColor(self._context.look.theme.ink_faint))
        count = max(1, int((self.width() - 2 * _MARGIN) // _APART))
        for number in range(count + 1):
            position = self._tape.duration * number / count
            text, x = words.time_of_day(self._tape.time(position), self._zone), self._x(position)
            width = QFontMetrics(face).horizontalAdvance(text)
            painter.drawText(QPointF(x - width / 2, _HEIGHT - 4.0), text)

    def _near(self, x: float) -> list[Spot]:
        """What the pointer is at, the worst and nearest first."""
        near = [spot for spot in self._spots if abs(self._x(spot.position) - x) <= _NEAR]
        return sorted(near, key=lambda spot: (-spot.mark.priority, abs(self._x(spot.position) - x)))

    def tip(self, x: float) -> str:
        """What lies below the pointer: the city's time, and what happened there."""
        time = self._tape.time(self._position(x))
        lines = [words.day_and_time(self._context.language, time, self._zone)]
        lines += [mark_words(self._context, spot.mark) for spot in self._near(x)[:_TOLD]]
        return "\n".join(lines)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._still = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the keys of the transport are those of the whole window

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = self._position(event.position().x())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._drag is not None:
            self._drag = self._position(x)
            self.update()
        QToolTip.showText(event.globalPosition().toPoint(), self.tip(x), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._drag is not None:
            x, self._drag = event.position().x(), None
            near = self._near(x)
            self.asked.emit(near[0].position if near else self._position(x))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still is None:
            self._still = self._paint_still()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._state is not None:
            self._paint_line(painter, self._state)
        painter.end()

    def _paint_line(self, painter: QPainter, state: PlayerState) -> None:
        theme = self._context.look.theme
        x = self._x(state.position)
        begin, end = (self._x(position) for position in state.part)
        ends = self._x(0.0), self._x(self._tape.duration)
        for low, high, colour, width in (
            (*ends, theme.hairline, 4.0),
            (begin, end, theme.ink_faint, 4.0),
            (min(begin, x), x, theme.accent, 4.0),
        ):
            painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(low, _LINE), QPointF(high, _LINE))
        if (begin, end) != ends:
            painter.setPen(QPen(QColor(theme.ink), 2.0))
            for edge in (begin, end):
                painter.drawLine(QPointF(edge, _LINE - 7.0), QPointF(edge, _LINE + 7.0))
        painter.setPen(QPen(QColor(theme.ink), 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(x, _LINE), _GRIP, _GRIP)
        if self._drag is not None and math.isfinite(self._drag):
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(self._x(self._drag), _LINE), _GRIP, _GRIP)
