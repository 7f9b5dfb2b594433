"""A small live curve with the limits it is judged by, for the card of a thing."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.decimate import decimate
from dashboard.core.readings.series import Series
from dashboard.ui.look.look import Look
from dashboard.ui.map.background import faded

#: A limit farther from the curve than so many times the curve's own range is not drawn.
_REACH: Final = 3.0


class LimitPlot(QWidget):
    """Repaints only when a pixel would change."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._series = Series(np.empty(0), np.empty(0), np.empty(0, dtype=np.uint8))
        self._since, self._until = 0.0, 1.0
        self._limits: tuple[tuple[Priority, float], ...] = ()
        self._priority = Priority.NONE
        look.changed.connect(self.update)

    def show_series(
        self,
        series: Series,
        since: float,
        until: float,
        limits: Sequence[tuple[Priority, float]],
        priority: Priority,
    ) -> None:
        """Readings between `since` and `until` (seconds since 1970), thresholds, and the state now."""
        old = self._series
        fresh = len(series) != len(old) or (len(series) > 0 and series.times[-1] != old.times[-1])
        moved = abs(until - self._until) * max(1, self.width()) >= until - since
        if fresh or moved or tuple(limits) != self._limits or priority is not self._priority:
            self._series, self._since, self._until = series, since, until
            self._limits, self._priority = tuple(limits), priority
            self.update()

    def _range(self) -> tuple[float, float, list[tuple[Priority, float]]]:
        """Lowest and highest value of the picture, and the limits in it."""
        values = self._series.values
        low, high = float(values.min()), float(values.max())
        room = max(high - low, 0.05 * abs(high), 1e-6)
        # The next limit ahead is always worth seeing; others only when they are near.
        near = sorted(self._limits, key=lambda item: abs(item[1] - float(values[-1])))
        shown = [item for item in near if low - _REACH * room <= item[1] <= high + _REACH * room] or near[:1]
        ends = [low, high, *(value for _, value in shown)]
        return min(ends), max(ends), shown

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(260, 88)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._series):
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 5, -6, -5)
        low, high, shown = self._range()
        scale = box.height() / max(high - low, 1e-9)
        for priority, value in shown:
            y = box.bottom() - (value - low) * scale
            painter.setPen(QPen(theme.fill(priority), 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        times, values = decimate(
            self._series.times, self._series.values, self._since, self._until, max(1, int(box.width()))
        )
        xs = box.left() + (times - self._since) * (box.width() / (self._until - self._since))
        ys = box.bottom() - (values - low) * scale
        line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
        colour = QColor(theme.accent)
        area = QPolygonF(line)
        area.append(QPointF(xs[-1], box.bottom()))
        area.append(QPointF(xs[0], box.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(colour, 0.12))
        painter.drawPolygon(area)
        painter.setPen(QPen(colour, 1.8))
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.fill(self._priority) if self._priority else colour)
        painter.drawEllipse(line.last(), 4.0, 4.0)
        painter.end()
