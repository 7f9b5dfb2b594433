"""A day of one figure as a curve, with the midnight in it."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Series
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.sparkline import paint_sparkline
from dashboard.ui.views.line import CENTRE, write

DAY: Final = 86400.0
_AXIS: Final = 18.0
#: The height of a curve is at least this share of its highest value: traffic that flows is no zigzag.
_LEAST: Final = 0.3
#: Hours between two labels.
_STEP: Final = 6


class DayCurve(QWidget):
    """Hours below, every six; repaints when its newest reading is another, or a pixel has passed."""

    def __init__(self, context: Context, zone: ZoneInfo) -> None:
        super().__init__()
        self._context = context
        self._zone = zone
        self._series = Series(np.empty(0), np.empty(0), np.empty(0, dtype=np.uint8))
        self._until = 0.0
        self._priority = Priority.NONE
        self._extent: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_day(
        self, series: Series, now: float, priority: Priority, extent: tuple[float, float] | None = None
    ) -> None:
        """Show what was read in the day before `now` (seconds since 1970); the height holds `extent`."""
        old = self._series
        fresh = len(series) != len(old) or (len(series) > 0 and series.values[-1] != old.values[-1])
        moved = abs(now - self._until) * max(1, self.width()) >= DAY
        if fresh or moved or priority is not self._priority:
            self._series, self._until, self._priority = series, now, priority
            self._extent = extent
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(360, 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, since = self._context.look.theme, self._until - DAY
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, 0, -_AXIS)
        painter.setPen(QPen(QColor(theme.hairline), 1.0))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        for hour in _whole_hours(since, self._until, self._zone):
            x = box.left() + (hour - since) / DAY * box.width()
            painter.setPen(QPen(QColor(theme.hairline), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, box.bottom()))
            if 20 < x < box.width() - 20:
                text = words.time_of_day(hour, self._zone)
                words_box = QRectF(x - 24, box.bottom() + 2, 48, _AXIS - 2)
                write(painter, words_box, font(Type.AXIS), theme.ink_faint, text, CENTRE)
        colour = theme.fill(self._priority)
        highest = float(np.abs(self._series.values).max(initial=0.0))
        paint_sparkline(
            painter, box, self._series, since, self._until, colour,
            smallest=_LEAST * highest, extent=self._extent,
        )  # fmt: skip
        painter.end()


def _whole_hours(since: float, until: float, zone: ZoneInfo) -> list[float]:
    """The hours 0, 6, 12 and 18 of the city's clock between two times (seconds since 1970)."""
    first = datetime.fromtimestamp(since, zone)
    before = first.timestamp() - (first.hour % _STEP) * 3600.0 - first.minute * 60.0 - first.second
    hours = np.arange(before, until, _STEP * 3600.0)
    return [float(hour) for hour in hours if hour >= since]
