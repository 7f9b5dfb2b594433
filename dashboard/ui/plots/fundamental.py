"""The fundamental diagram of a road: flow over density, readings against the triangle of theory."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.indices import service_priority, street_service
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots import scale
from dashboard.ui.roads import Road

Floats = NDArray[np.float64]
#: A reading is under the cursor when it is nearer than this, pixels.
_REACH: Final = 14.0
_MARGINS: Final = (52, 8, 14, 26)  #: left, top, right, bottom


class FundamentalDiagram(QWidget):
    """Points of one loop: the newer the stronger, the newest in the colour of its level of service."""

    #: (veh/km, veh/h) of the reading under the cursor, None when there is none near it.
    pointed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._road: Road | None = None
        self._density: Floats = np.empty(0)
        self._flow: Floats = np.empty(0)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_points(self, road: Road, density: Floats, flow: Floats) -> None:
        """Readings in order of time: veh/km and veh/h of a lane, (n,) each."""
        self._road, self._density, self._flow = road, density, flow
        self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._road is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, widest, highest = self._scale(self._road)
        self._paint_axes(painter, frame, widest, highest)
        self._paint_triangle(painter, frame, self._road, widest, highest)
        self._paint_points(painter, frame, self._road, widest, highest)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._road is None or not len(self._density):
            return
        frame, widest, highest = self._scale(self._road)
        xs = frame.left() + np.minimum(self._density / widest, 1.0) * frame.width()
        ys = frame.bottom() - np.minimum(self._flow / highest, 1.0) * frame.height()
        away = np.hypot(xs - event.position().x(), ys - event.position().y())
        near = int(away.argmin())
        hit = away[near] <= _REACH
        self.pointed.emit((float(self._density[near]), float(self._flow[near])) if hit else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    # -- how ---------------------------------------------------------------------------------------

    def _scale(self, road: Road) -> tuple[QRectF, float, float]:
        """The frame, and what its right and upper edges stand for: veh/km and veh/h of a lane."""
        left, top, right, bottom = _MARGINS
        return (
            QRectF(self.rect()).adjusted(left, top, -right, -bottom),
            road.jam_density,
            1.15 * road.capacity,
        )

    def _paint_axes(self, painter: QPainter, frame: QRectF, widest: float, highest: float) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter.setFont(font(Type.AXIS))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for flow in scale.ticks(0.0, highest, max(2, int(frame.height() / 44))):
            y = frame.bottom() - flow / highest * frame.height()
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(theme.ink_faint))
            painter.drawText(QRectF(0, y - 8, frame.left() - 6, 16), right, words.number(language, flow))
        for density in scale.ticks(0.0, widest, max(2, int(frame.width() / 90))):
            x = frame.left() + density / widest * frame.width()
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.setPen(QColor(theme.ink_faint))
            text = words.number(language, density)
            painter.drawText(QRectF(x - 30, frame.bottom() + 4, 60, 18), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_triangle(
        self, painter: QPainter, frame: QRectF, road: Road, widest: float, highest: float
    ) -> None:
        critical = road.capacity / road.free_speed
        corners = ((0.0, 0.0), (critical, road.capacity), (road.jam_density, 0.0))
        line = QPolygonF([_point(frame, k / widest, q / highest) for k, q in corners])
        painter.setPen(QPen(QColor(self._context.look.theme.ink_faint), 1.2, Qt.PenStyle.DashLine))
        painter.drawPolyline(line)

    def _paint_points(
        self, painter: QPainter, frame: QRectF, road: Road, widest: float, highest: float
    ) -> None:
        theme = self._context.look.theme
        count = len(self._density)
        if not count:
            return
        points = [
            _point(frame, min(k / widest, 1.0), min(q / highest, 1.0))
            for k, q in zip(self._density.tolist(), self._flow.tolist(), strict=True)
        ]
        colour = QColor(theme.curves[0])
        painter.setPen(Qt.PenStyle.NoPen)
        # Three strengths of age are enough for the eye, and three brushes for the painter.
        for alpha, begin, end in ((50, 0, count // 2), (110, count // 2, count - 8), (220, count - 8, count)):
            colour.setAlpha(alpha)
            painter.setBrush(colour)
            for point in points[max(0, begin) : max(0, end)]:
                painter.drawEllipse(point, 2.6, 2.6)
        speed = self._flow[-1] / self._density[-1] if self._density[-1] > 0 else road.free_speed
        level = service_priority(street_service(float(speed) / road.free_speed))
        painter.setBrush(theme.fill(level) if level else QColor(theme.ink))
        painter.drawEllipse(points[-1], 5.5, 5.5)


def _point(frame: QRectF, x: float, y: float) -> QPointF:
    return QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.height())
