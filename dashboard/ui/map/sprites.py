"""The marks of things, painted once per shape and state and then only copied."""

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
        self._made: dict[tuple[Shape, int, bool, int], QPixmap] = {}

    def draw(
        self, painter: QPainter, x: float, y: float, shape: Shape, level: int, silent: bool, count: int
    ) -> None:
        """A mark with its middle at (x, y); `count` > 1 is written beside it."""
        key = (shape, level, silent, count)
        sprite = self._made.get(key)
        if sprite is None:
            sprite = self._made[key] = self._make(*key)
        painter.drawPixmap(QPointF(x - _REACH, y - _REACH), sprite)

    def _make(self, shape: Shape, level: int, silent: bool, count: int) -> QPixmap:
        sprite = QPixmap(round(2 * _REACH * self._ratio), round(2 * _REACH * self._ratio))
        sprite.setDevicePixelRatio(self._ratio)
        sprite.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sprite)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(0, 0)
        painter.translate(_REACH, _REACH)
        painter.scale(self._size, self._size)
        if silent:
            self._paint_silent(painter, shape, level, middle)
        else:
            size = ABNORMAL if level else CALM
            paint_thing(painter, shape, Priority(level), middle, size, self._theme)
        if count > 1:
            self._paint_count(painter, middle, level, count)
        painter.end()
        return sprite

    def _paint_silent(self, painter: QPainter, shape: Shape, level: int, middle: QPointF) -> None:
        """Nothing is heard of it: a dashed outline, grey whatever it last said."""
        painter.save()
        painter.translate(middle)
        scale = (ABNORMAL if level else CALM) / 2
        painter.scale(scale, scale)
        painter.setBrush(QColor(self._theme.land))
        pen = QPen(QColor(self._theme.ink_faint), 1.6 / scale)
        pen.setDashPattern([1.6, 1.5])
        painter.setPen(pen)
        painter.drawPath(domain_path(shape))
        painter.restore()

    def _paint_count(self, painter: QPainter, middle: QPointF, level: int, count: int) -> None:
        text = str(count) if count < 100 else "99+"
        painter.setFont(font(Type.AXIS))
        width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 7.0)
        reach = size_of(level) / 2
        box = QRectF(middle.x() + reach * 0.45, middle.y() - reach * 0.45 - _BADGE * 0.8, width, _BADGE)
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(self._theme.ink if level else self._theme.ink_soft))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
