"""A small curve without axes: an hour at a glance, in cards and lists."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.decimate import decimate
from dashboard.core.readings.series import Series
from dashboard.ui.look.look import Look

Floats = NDArray[np.float64]
#: The range of values is at least this share of the highest.
_LEAST: Final = 0.02


def paint_sparkline(
    painter: QPainter,
    box: QRectF,
    series: Series,
    since: float,
    until: float,
    colour: QColor,
    limit: float | None = None,
    limit_colour: QColor | None = None,
    smallest: float = 0.0,
    extent: tuple[float, float] | None = None,
) -> None:
    """Draw `series` between `since` and `until` into `box`: line, soft area below, a dot at the end.

    The height is the range of the readings, widened by `limit` when the curve comes near it and by
    `extent` always, and at least `smallest` and a fiftieth of the highest.
    """
    times, values = decimate(series.times, series.values, since, until, max(1, int(box.width())))
    if not len(times) or until <= since:
        return
    low, high = float(values.min()), float(values.max())
    near = limit is not None and (high - low) > 0 and low - (high - low) <= limit <= high + (high - low)
    if limit is not None and (near or low <= limit <= high):
        low, high = min(low, limit), max(high, limit)
    if extent is not None:
        low, high = min(low, extent[0]), max(high, extent[1])
    room = max(high - low, smallest, 1e-9 + _LEAST * abs(high))
    middle = (low + high) / 2
    inner = box.adjusted(1, 3, -4, -3)
    xs = inner.left() + (times - since) * (inner.width() / (until - since))
    ys = inner.center().y() - (values - middle) * (inner.height() / room)
    line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
    painter.save()
    # Without smooth edges: the line covers them, and the polygon costs a tenth.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    soft = QColor(colour)
    soft.setAlpha(36)
    area = QPolygonF(line)
    area.append(QPointF(xs[-1], box.bottom()))
    area.append(QPointF(xs[0], box.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawPolygon(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if limit is not None and low <= limit <= high:
        y = inner.center().y() - (limit - middle) * (inner.height() / room)
        painter.setPen(QPen(limit_colour or colour, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    painter.setPen(QPen(colour, 1.6))
    painter.drawPolyline(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(line.last(), 2.5, 2.5)
    painter.restore()


class Sparkline(QWidget):
    """The same as a widget. It repaints only when it is given something that moves a pixel."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._series = Series(np.empty(0), np.empty(0), np.empty(0, dtype=np.uint8))
        self._since = self._until = 0.0
        self._priority = Priority.NONE
        self._limit: float | None = None
        self._limit_priority = Priority.ALARM
        self._smallest = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_series(
        self,
        series: Series,
        since: float,
        until: float,
        priority: Priority = Priority.NONE,
        limit: float | None = None,
        limit_priority: Priority = Priority.ALARM,
        smallest: float = 0.0,
    ) -> None:
        """Show the readings between `since` and `until` (seconds since 1970), in the colour of a state.

        `smallest`: the range of values is at least this.
        """
        span = until - since
        old = self._series
        moved = abs(until - self._until) * self.width() >= span if span > 0 else True
        fresh = len(series) != len(old) or (len(series) > 0 and series.times[-1] != old.times[-1])
        if not (moved or fresh or priority is not self._priority or limit != self._limit):
            return
        self._series, self._since, self._until = series, since, until
        self._priority, self._limit, self._limit_priority = priority, limit, limit_priority
        self._smallest = smallest
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(120, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        paint_sparkline(
            painter,
            QRectF(self.rect()),
            self._series,
            self._since,
            self._until,
            theme.fill(self._priority),
            self._limit,
            theme.fill(self._limit_priority),
            self._smallest,
        )
        painter.end()
