"""What lies behind the curves of a plot: grid, soft bands and dashed lines of limits, their numbers."""

import math
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
from dashboard.ui.look.look import Look

#: Width of the strip of classes, pixels.
_STRIP: Final = 5.0
_ALPHA: Final = {Priority.ADVISORY: 14, Priority.WARNING: 20, Priority.ALARM: 34}


class _Cover(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Lives in a view box and covers all of it; painted in pixels."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint_over(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        """Paint within `frame`, in pixels; `to_pixels` maps from the plot's own x and y."""
        raise NotImplementedError

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
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.paint_over(painter, to_pixels.mapRect(view.viewRect()), to_pixels)
        painter.restore()


class LimitNumbers(_Cover):
    """The numbers of limits, before the curves and on a ground of their own."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._numbers: Sequence[tuple[float, str, Priority]] = ()
        self.setZValue(20)

    def show_numbers(self, numbers: Sequence[tuple[float, str, Priority]]) -> None:
        """(y of the plot, words, state) of each, the worst first: it finds room first."""
        if tuple(numbers) != self._numbers:
            self._numbers = tuple(numbers)
            self.update()

    def paint_over(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        theme, face = self._look.theme, font(Type.AXIS)
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        ground = QColor(theme.panel)
        ground.setAlpha(205)
        taken: list[float] = []
        for value, text, priority in self._numbers:
            y = to_pixels.map(QPointF(0, value)).y()
            if not frame.top() + 1 < y < frame.bottom() - 1:
                continue
            if any(abs(y - other) <= metrics.height() for other in taken):
                continue
            taken.append(y)
            half = metrics.height() / 2
            middle = min(max(y, frame.top() + half), frame.bottom() - half)
            box = QRectF(frame.left() + 2, middle - half, metrics.horizontalAdvance(text) + 6, 2 * half)
            painter.fillRect(box, ground)
            painter.setPen(theme.text(priority))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Backdrop(_Cover):
    """Grid, bands and lines of limits, strip of classes.

    The grid is drawn here and not by the axes, because an axis with a grid is painted anew with
    every curve.
    """

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self.numbers = LimitNumbers(look)
        self._limits: Sequence[Limit] = ()
        self._to_y: Callable[[float], float] = float
        self._classes: Sequence[tuple[float, str]] = ()
        self._xs: Sequence[float] = ()
        self._ys: Sequence[float] = ()
        self.setZValue(-20)

    def show_limits(self, limits: Sequence[Limit], to_y: Callable[[float], float], decimals: int) -> None:
        """Draw these; `to_y` maps a value to the plot's y."""
        self._limits, self._to_y = tuple(limits), to_y
        numbers = [
            (
                to_y(value),
                words.number(self._language, value, 0 if value == round(value) else decimals),
                level,
            )
            for limit in limits
            for level, value in reversed(limit_words.steps(limit))
        ]
        self.numbers.show_numbers(numbers)
        self.update()

    def show_classes(self, classes: Sequence[tuple[float, str]]) -> None:
        """Colour the right edge by classes: (upper bound, #rrggbb) ascending, the last bound infinite."""
        if tuple(classes) != self._classes:
            self._classes = tuple(classes)
            self.update()

    def show_grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Lines at these places of the view."""
        if (tuple(xs), tuple(ys)) != (self._xs, self._ys):
            self._xs, self._ys = tuple(xs), tuple(ys)
            self.update()

    def paint_over(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        self._paint_grid(painter, frame, to_pixels)
        self._paint_limits(painter, frame, to_pixels)
        self._paint_classes(painter, frame, to_pixels)

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
        for limit in self._limits:
            worst_end = frame.bottom() if limit.kind == "low" else frame.top()
            for priority, value in reversed(limit_words.steps(limit)):
                y = to_pixels.map(QPointF(0, self._to_y(value))).y()
                _paint_band(painter, frame, y, worst_end, theme.fill(priority), _ALPHA[priority])
                worst_end = y
                if frame.top() + 1 < y < frame.bottom() - 1:
                    painter.setPen(QPen(theme.fill(priority), 1, Qt.PenStyle.DashLine))
                    painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))

    def _paint_classes(self, painter: QPainter, frame: QRectF, to_pixels: QTransform) -> None:
        """A strip in the room right of now: of a class as much as the range of values shows."""
        below = frame.bottom()
        for bound, colour in self._classes:
            y = to_pixels.map(QPointF(0, self._to_y(bound))).y() if math.isfinite(bound) else frame.top()
            top = min(max(y, frame.top()), below)
            painter.fillRect(QRectF(frame.right() - _STRIP, top, _STRIP, below - top), QColor(colour))
            below = top


def _decimals(value: float, decimals: int) -> int:
    """None for a threshold that is a whole number."""
    return 0 if value == round(value) else decimals


def _paint_band(painter: QPainter, frame: QRectF, y: float, end: float, colour: QColor, alpha: int) -> None:
    """From y to `end`, as far as it lies in the frame."""
    top, bottom = sorted(min(max(edge, frame.top()), frame.bottom()) for edge in (y, end))
    if bottom - top >= 1:
        soft = QColor(colour)
        soft.setAlpha(alpha)
        painter.fillRect(QRectF(frame.left(), top, frame.width(), bottom - top), soft)
