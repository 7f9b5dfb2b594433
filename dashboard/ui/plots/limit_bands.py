"""The limits behind a curve: soft bands, dashed lines and their numbers."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from config.catalogue import Limit
from dashboard.core.alarm_event import Priority
from dashboard.ui import limits as limit_words
from dashboard.ui import words
from dashboard.ui.fonts import Type, font
from dashboard.ui.language import Language
from dashboard.ui.theme import Look

_ALPHA = {Priority.ADVISORY: 14, Priority.WARNING: 20, Priority.ALARM: 34}


class LimitBands(pg.GraphicsObject):  # type: ignore[misc]
    """Lives in a view box; covers all of it; `transform` maps a value to the plot's y (log10 or itself)."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._limits: Sequence[Limit] = ()
        self._transform: Any = float
        self._decimals = 1
        self.setZValue(-20)

    def show_limits(self, limits: Sequence[Limit], transform: Any, decimals: int) -> None:
        """Draw these from now on."""
        self._limits, self._transform, self._decimals = tuple(limits), transform, decimals
        self.update()

    # pyqtgraph and Qt overrides

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def dataBounds(self, axis: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:
        return (None, None)

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return view.viewRect() if view is not None else QRectF()

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        view = self.getViewBox()
        if view is None or not self._limits:
            return
        box = view.viewRect()
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        frame = to_pixels.mapRect(box)
        theme = self._look.theme
        face = font(Type.AXIS)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        taken: list[float] = []
        for limit in self._limits:
            less = limit.kind == "low"
            edges = [
                (priority, value, to_pixels.map(QPointF(0, self._transform(value))).y())
                for priority, value in limit_words.steps(limit)
            ]
            for place, (priority, value, y) in reversed(list(enumerate(edges))):
                end = frame.bottom() if less else frame.top()
                if place + 1 < len(edges):
                    end = edges[place + 1][2]
                _band(painter, frame, y, end, theme.fill(priority), _ALPHA[priority])
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
                    painter.drawText(QPointF(frame.left() + 5, y + metrics.ascent() / 2 - 1), text)
        painter.restore()


def _band(painter: QPainter, frame: QRectF, y: float, end: float, colour: QColor, alpha: int) -> None:
    top, bottom = sorted(
        (min(max(y, frame.top()), frame.bottom()), min(max(end, frame.top()), frame.bottom()))
    )
    if bottom - top < 1:
        return
    soft = QColor(colour)
    soft.setAlpha(alpha)
    painter.fillRect(QRectF(frame.left(), top, frame.width(), bottom - top), soft)
