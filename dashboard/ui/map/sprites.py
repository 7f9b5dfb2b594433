"""The marks of things, painted once per shape and state and then only copied."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from config.catalogue import Shape
from dashboard.core.alarms.event import Priority
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import domain_path, paint_thing
from dashboard.ui.look.theme import Theme

#: Pixels across of a calm mark; abnormal ones are larger (`paint_thing`), and with them their hit area.
CALM: Final = 15.0
ABNORMAL: Final = 18.0
#: A sprite's half width: an alarm's glow reaches 1.3 sizes from its middle.
_REACH: Final = 28
_BADGE: Final = 15.0


def size_of(level: int) -> float:
    """Pixels across of a mark in that state."""
    return ABNORMAL * 1.25 if level else CALM


class Sprites:
    """Pixmaps of marks for one theme, pixel ratio and size."""

    def __init__(self, theme: Theme, ratio: float, size: float = 1.0) -> None:
        self._theme = theme
        self._size = size
        self._ratio = ratio
        self._made: dict[tuple[Shape, int, bool], QPixmap] = {}
        self._counts: dict[tuple[int, int], QPixmap] = {}

    def draw(
        self, painter: QPainter, x: float, y: float, shape: Shape, level: int, silent: bool, count: int
    ) -> None:
        """A mark with its middle at (x, y); `count` > 1 is written beside it."""
        corner = QPointF(x - _REACH, y - _REACH)
        key = (shape, level, silent)
        mark = self._made.get(key)
        if mark is None:
            mark = self._made[key] = self._make(partial(self._paint_mark, *key))
        painter.drawPixmap(corner, mark)
        if count > 1:
            # Apart: numbers are many, and new ones come with every step of a zoom.
            badge = self._counts.get((level, count))
            if badge is None:
                badge = self._counts[level, count] = self._make(partial(self._paint_count, level, count))
            painter.drawPixmap(corner, badge)

    def _make(self, paint: Callable[[QPainter], None]) -> QPixmap:
        """What `paint` paints around (0, 0)."""
        sprite = QPixmap(round(2 * _REACH * self._ratio), round(2 * _REACH * self._ratio))
        sprite.setDevicePixelRatio(self._ratio)
        sprite.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sprite)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_REACH, _REACH)
        painter.scale(self._size, self._size)
        paint(painter)
        painter.end()
        return sprite

    def _paint_mark(self, shape: Shape, level: int, silent: bool, painter: QPainter) -> None:
        if silent:
            self._paint_silent(painter, shape, level)
        else:
            size = ABNORMAL if level else CALM
            paint_thing(painter, shape, Priority(level), QPointF(0, 0), size, self._theme)

    def _paint_silent(self, painter: QPainter, shape: Shape, level: int) -> None:
        """Nothing is heard of it: a dashed outline, grey whatever it last said."""
        painter.save()
        scale = (ABNORMAL if level else CALM) / 2
        painter.scale(scale, scale)
        painter.setBrush(QColor(self._theme.land))
        pen = QPen(QColor(self._theme.ink_faint), 1.6 / scale)
        pen.setDashPattern([1.6, 1.5])
        painter.setPen(pen)
        painter.drawPath(domain_path(shape))
        painter.restore()

    def _paint_count(self, level: int, count: int, painter: QPainter) -> None:
        text = str(count) if count < 100 else "99+"
        painter.setFont(font(Type.AXIS))
        width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 7.0)
        reach = size_of(level) / 2
        box = QRectF(reach * 0.45, -reach * 0.45 - _BADGE * 0.8, width, _BADGE)
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(self._theme.ink if level else self._theme.ink_soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
