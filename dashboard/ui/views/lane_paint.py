"""Paints the platform: one lane per effect on one axis of time, and arrows from each cause."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.views.line import CENTRE, width, write
from dashboard.ui.views.scene_layout import Layout
from dashboard.ui.views.strip import Strip

translate = QCoreApplication.translate

_HOUR: Final = 3600.0
#: Hours between two labels of the axis, the least that leaves them this much room, pixels.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 48)
_ROOM: Final = 70.0
_BEND: Final = 14.0
#: What may follow is drawn so far right of now, and of its cause, pixels.
_AHEAD: Final = 64.0
#: Share of the axis in which a mark shrinks to its size.
_FRESH: Final = 0.05


class LanePainter:
    """Paints with one painter into one layout, between two times (seconds since 1970)."""

    def __init__(
        self, painter: QPainter, layout: Layout, context: Context, since: float, until: float
    ) -> None:
        self._painter, self._layout, self._context = painter, layout, context
        self._theme = context.look.theme
        self._zone = ZoneInfo(context.city.time_zone)
        self._since, self._until = since, until

    def paint_ground(self, strips: Sequence[Strip]) -> None:
        """Lanes with their names, and hours."""
        painter, theme, layout = self._painter, self._theme, self._layout
        axis = layout.axis
        painter.setPen(QPen(QColor(theme.hairline), 1.0))
        for lane in list(layout.lanes.values())[1:]:
            painter.drawLine(lane.topLeft(), lane.topRight())
        painter.drawLine(QPointF(0, axis.top()), QPointF(layout.whole.right(), axis.top()))
        per_hour = axis.width() / max(1.0, (self._until - self._since) / _HOUR)
        step = next((hours for hours in _STEPS if hours * per_hour >= _ROOM), _STEPS[-1])
        for hour in np.arange(self._since, self._until + 1.0, step * _HOUR):
            x = self._x(float(hour))
            painter.setPen(QPen(QColor(theme.hairline), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, axis.top()))
            box = QRectF(x - 35, axis.top() + 4, 70, 20)
            write(painter, box, font(Type.AXIS), theme.ink_faint, words.time_of_day(hour, self._zone), CENTRE)
        for item in strips:
            self._owner(item)

    def paint_now(self, now: float) -> None:
        """A line through all lanes."""
        painter, theme, axis = self._painter, self._theme, self._layout.axis
        x = self._x(min(now, self._until))
        painter.setPen(QPen(QColor(theme.accent), 1.2))
        painter.drawLine(QPointF(x, 0), QPointF(x, axis.top()))

    def between(self, since: float, until: float) -> QRectF:
        """What the lanes show between two times."""
        left = self._x(since)
        return QRectF(left, 0, self._x(until) - left + 2, self._layout.axis.top())

    def paint_chain(self, strips: Sequence[Strip], now: float, seen: float) -> None:
        """Arrows from each cause to what followed, and dotted to what may follow; words at the right.

        Of what began later than `seen` nothing is told.
        """
        painter, theme = self._painter, self._theme
        marks = self._marks(strips, now)
        strips = [item for item in strips if seen >= (now if item.begun is None else item.begun.time)]
        for item in strips:
            begun, at = item.begun, marks[item.effect.id]
            if begun is None:
                for cause in item.effect.after:
                    self._arrow(marks[cause], at, None)
            elif begun.cause:
                self._arrow(marks[begun.cause], at, begun.after)
        for item in strips:
            at = marks[item.effect.id]
            size = self._size(item, now, seen)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ground))
            painter.drawEllipse(at, size / 2 + 3, size / 2 + 3)
            if item.begun is not None:
                paint_state(painter, item.begun.worst, at, size, theme)
            else:
                painter.setPen(QPen(QColor(theme.ink_faint), 1.6, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, size / 2, size / 2)
            self._told(item, any(cause in self._context.effects.begun for cause in item.effect.after))

    def _size(self, item: Strip, now: float, seen: float) -> float:
        """Of its mark: one that has just been reached is larger for a moment."""
        size = 20.0 if self._layout.compact else 28.0
        if item.begun is None or seen >= now:
            return size
        fresh = 1.0 - (seen - item.begun.time) / (_FRESH * (self._until - self._since))
        return size * (1.0 + max(0.0, fresh))

    def _marks(self, strips: Sequence[Strip], now: float) -> dict[str, QPointF]:
        """Where each effect is marked: at its time, else ahead of now and of its cause."""
        marks: dict[str, QPointF] = {}
        ahead = self._x(now) + 0.6 * _AHEAD
        for item in strips:  # causes stand before what follows from them
            if item.begun is not None:
                x = self._x(item.begun.time)
            else:
                x = max([ahead, *(marks[cause].x() + _AHEAD for cause in item.effect.after)])
                x = min(x, self._layout.axis.right() - 14)
            marks[item.effect.id] = self._layout.mark(item.effect.id, x)
        return marks

    def _x(self, time: float) -> float:
        axis = self._layout.axis
        return axis.left() + (time - self._since) / (self._until - self._since) * axis.width()

    def _arrow(self, start: QPointF, end: QPointF, seconds: float | None) -> None:
        """Down from the cause and across to the effect; straight down where they are close.

        `seconds` is how long that took; None where it has not happened yet.
        """
        painter = self._painter
        colour = QColor(self._theme.accent if seconds is not None else self._theme.ink_faint)
        line = Qt.PenStyle.SolidLine if seconds is not None else Qt.PenStyle.DotLine
        size = 13.0 if self._layout.compact else 18.0
        path = QPainterPath(QPointF(start.x(), start.y() + size))
        across = end.x() - start.x() > _BEND + size + 8
        if across:
            tip = QPointF(end.x() - size, end.y())
            head = [tip, tip + QPointF(-9, -5), tip + QPointF(-9, 5)]
            path.lineTo(start.x(), end.y() - _BEND)
            path.quadTo(start.x(), end.y(), start.x() + _BEND, end.y())
            path.lineTo(tip - QPointF(8, 0))
        else:
            tip = QPointF(end.x(), end.y() - size)
            head = [tip, tip + QPointF(-5, -9), tip + QPointF(5, -9)]
            middle = (start.y() + end.y()) / 2
            path.cubicTo(start.x(), middle, end.x(), middle, end.x(), tip.y() - 7)
        painter.setPen(QPen(colour, 2.4 if seconds is not None else 1.6, line, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF(head))
        if seconds is not None:
            self._delay(start, end, seconds, across)

    def _delay(self, start: QPointF, end: QPointF, seconds: float, across: bool) -> None:
        """`+4 h 26` on the arrow, where it has room, else beside the mark."""
        painter, theme, small = self._painter, self._theme, self._layout.compact
        face = _face(small, Type.STRONG)
        text = f"+{words.long_duration(self._context.language, max(0.0, seconds))}"
        wide, high = width(face, text) + 18, 22.0 if small else 34.0
        box = QRectF(end.x() + (16 if small else 22), end.y() - high / 2, wide, high)
        if across and end.x() - start.x() > wide + 60:
            box.moveLeft((start.x() + end.x() - wide) / 2)
        elif box.right() > self._layout.axis.right() + 4:
            box.moveRight(start.x() - 20)
        painter.setPen(QPen(QColor(theme.accent), 1.2))
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(box, high / 2, high / 2)
        write(painter, box, face, theme.accent, text, CENTRE)

    def _owner(self, item: Strip) -> None:
        """At the left: what it is, and the department that alone would see it."""
        language, small = self._context.language, self._layout.compact
        lane = self._layout.lanes[item.effect.id]
        box = QRectF(8, lane.center().y() - (22 if small else 32), self._layout.axis.left() - 24, 34)
        if small:
            box.setHeight(24)
        owners = {part.id: language.text(part.name) for part in self._context.effects.departments}
        owner = owners.get(item.effect.department, translate("silos", "the cause"))
        write(self._painter, box, _face(small, Type.TITLE), self._theme.ink, item.name)
        box.translate(0, box.height() - 2)
        write(self._painter, box, font(Type.CAPTION if small else Type.BODY), self._theme.ink_soft, owner)

    def _told(self, item: Strip, expected: bool) -> None:
        """At the right: what has happened, when and where, and how it is now; or that it is `expected`."""
        painter, theme, small = self._painter, self._theme, self._layout.compact
        middle = self._layout.lanes[item.effect.id].center().y()
        left = self._layout.axis.right() + 18
        now = translate("silos", "now %1").replace("%1", item.value)
        if item.alarms and not small:
            count = words.number(self._context.language, item.alarms)
            now += " · " + translate("silos", "alarms: %1").replace("%1", count)
        lines = (font(Type.CAPTION if small else Type.TITLE), 20 if small else 26)
        rows = [(_face(small, Type.STRONG), 24 if small else 34, theme.text(item.priority), item.said)]
        if item.begun is not None:
            when = f"{words.time_of_day(item.begun.time, self._zone)} · {item.where}"
            rows.append((*lines, QColor(theme.ink), when))
        else:
            said = translate("silos", "may follow") if expected else item.said
            rows[0] = (*rows[0][:2], QColor(theme.accent if expected else theme.ink_soft), said)
        rows.append((font(Type.CAPTION if small else Type.BODY), 20, QColor(theme.ink_soft), now))
        top = middle - sum(high for _, high, _, _ in rows) / 2
        for face, high, colour, text in rows:
            box = QRectF(left, top, self._layout.whole.right() - left - 6, high)
            write(painter, box, face, colour, text)
            top += high


def _face(small: bool, kind: Type) -> QFont:
    """What is read from three metres; `kind` in a small scene."""
    face = font(kind if small else Type.LARGE)
    if not small:
        face.setPixelSize(26)
    return face
