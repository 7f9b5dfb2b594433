"""What lies behind the curves of a plot: grid, soft bands and dashed lines of limits, their numbers."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTransform

from config.catalogue import Limit
from dashboard.core.alarms.event import Priority
from dashboard.ui import limits as limit_words
from dashboard.ui import words
from dashboard.ui.language import Language
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Look

_ALPHA: Final = {Priority.ADVISORY: 14, Priority.WARNING: 20, Priority.ALARM: 34}


class Backdrop(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Lives in a view box and covers all of it.

    The grid is drawn here and not by the axes, because an axis with a grid is painted anew with
    every curve.
    """

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._limits: Sequence[Limit] = ()
        self._to_y: Callable[[float], float] = float
        self._decimals = 1
        self._xs: Sequence[float] = ()
        self._ys: Sequence[float] = ()
        self.setZValue(-20)

    def show_limits(self, limits: Sequence[Limit], to_y: Callable[[float], float], decimals: int) -> None:
        """Draw these; `to_y` maps a value to the plot's y."""
        self._limits, self._to_y, self._decimals = tuple(limits), to_y, decimals
        self.update()

    def show_grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Lines at these places of the view."""
        if (tuple(xs), tuple(ys)) != (self._xs, self._ys):
            self._xs, self._ys = tuple(xs), tuple(ys)
            self.update()

    # pyqtgraph and Qt overrides

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def dataBounds(self, axis: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:
        return (None, None)

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return view.viewRect() if view is not None else QRectF()

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        view = self.getViewBox()
        if view is None:
            return
        to_pixels = painter.transform()
        frame = to_pixels.mapRect(view.viewRect())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_grid(painter, frame, to_pixels)
        self._paint_limits(painter, frame, to_pixels)
        painter.restore()

    def _paint_grid(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        painter.setPen(QPen(QColor(self._look.theme.hairline), 1))
        for x in self._xs:
            place = to_pixels.map(QPointF(x, 0)).x()
            painter.drawLine(QPointF(place, frame.top()), QPointF(place, frame.bottom()))
        for y in self._ys:
            place = to_pixels.map(QPointF(0, y)).y()
            painter.drawLine(QPointF(frame.left(), place), QPointF(frame.right(), place))

    def _paint_limits(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        theme = self._look.theme
        face = font(Type.AXIS)
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        taken: list[float] = []
        for limit in self._limits:
            worst_end = frame.bottom() if limit.kind == "low" else frame.top()
            for priority, value in reversed(limit_words.steps(limit)):
                y = to_pixels.map(QPointF(0, self._to_y(value))).y()
                _paint_band(painter, frame, y, worst_end, theme.fill(priority), _ALPHA[priority])
                worst_end = y
                if not frame.top() + 1 < y < frame.bottom() - 1:
                    continue
                text = words.number(self._language, value, 0 if value == round(value) else self._decimals)
                clear = all(abs(y - other) > metrics.height() for other in taken)
                width = metrics.horizontalAdvance(text) + 10 if clear else 0.0
                painter.setPen(QPen(theme.fill(priority), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(frame.left() + width, y), QPointF(frame.right(), y))
                if clear:
                    taken.append(y)
                    painter.setPen(theme.text(priority))
                    base = max(y + metrics.ascent() / 2 - 1, frame.top() + metrics.ascent())
                    painter.drawText(QPointF(frame.left() + 5, base), text)


def _paint_band(painter: QPainter, frame: QRectF, y: float, end: float, colour: QColor, alpha: int) -> None:
    """From y to `end`, as far as it lies in the frame."""
    top, bottom = sorted(min(max(edge, frame.top()), frame.bottom()) for edge in (y, end))
    if bottom - top >= 1:
        soft = QColor(colour)
        soft.setAlpha(alpha)
        painter.fillRect(QRectF(frame.left(), top, frame.width(), bottom - top), soft)
