"""Rain intensity against duration, with Caine's line: above it shallow landslides become probable."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.zone_rain import DURATIONS, ZoneRain, caine, level

#: The range of the chart: hours and mm/h.
_LONGEST, _SHORTEST = 100.0, 0.8
_HIGHEST, _LOWEST = 100.0, 0.5
_INTENSITIES: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_MARGINS: Final = (44, 10, 14, 26)  #: left, top, right, bottom
#: Room for the names of the zones, right of the chart.
_NAMES: Final = 136


class RainThreshold(QWidget):
    """One line per zone over the durations; grey while it is far below Caine's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zones: Sequence[ZoneRain] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_zones(self, zones: Sequence[ZoneRain]) -> None:
        """Show these."""
        self._zones = tuple(zones)
        self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, bottom = _MARGINS
        wet = [zone for zone in self._zones if zone.worst()[2] >= _LOWEST]
        right += _NAMES if wet else 0
        frame = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        self._paint_axes(painter, frame)
        self._paint_line(painter, frame)
        self._paint_zones(painter, frame, wet)
        if not wet:
            self._say_dry(painter, frame)
        painter.end()

    # -- how ---------------------------------------------------------------------------------------

    def _paint_axes(self, painter: QPainter, frame: QRectF) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter.setFont(font(Type.AXIS))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        every = 1 if frame.height() > 150 else 2
        for intensity in _INTENSITIES[::-every]:
            y = _y(frame, intensity)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(theme.ink_faint))
            text = words.number(language, intensity, 1 if intensity < 1 else 0)
            painter.drawText(QRectF(0, y - 8, frame.left() - 6, 16), right, text)
        for hours in DURATIONS:
            x = _x(frame, hours)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            if hours == 48.0 or (frame.width() < 300 and hours in (3.0, 12.0)):
                continue
            painter.setPen(QColor(theme.ink_faint))
            text = f"{words.number(language, hours)}{words.NARROW}h"
            painter.drawText(QRectF(x - 30, frame.bottom() + 4, 60, 18), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_line(self, painter: QPainter, frame: QRectF) -> None:
        theme = self._context.look.theme
        ends = [QPointF(_x(frame, h), _y(frame, caine(h))) for h in (_SHORTEST, _LONGEST)]
        above = QPolygonF([*ends, frame.topRight(), frame.topLeft()])
        soft = theme.fill(Priority.ALARM)
        soft.setAlpha(30)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(above)
        painter.setPen(QPen(theme.fill(Priority.ALARM), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(*ends)
        painter.setPen(theme.text(Priority.ALARM))
        text = QCoreApplication.translate("RainThreshold", "Caine 1980: I = 14.82 D⁻⁰·³⁹")
        painter.setFont(font(Type.AXIS))
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(frame.adjusted(0, 0, -8, -6), corner, text)  # where few lines ever run

    def _say_dry(self, painter: QPainter, frame: QRectF) -> None:
        """An empty chart is no error."""
        painter.setFont(font(Type.BODY))
        painter.setPen(QColor(self._context.look.theme.ink_soft))
        text = QCoreApplication.translate("RainThreshold", "No rain to speak of in any zone")
        below = frame.adjusted(0, 0.55 * frame.height(), 0, -20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_zones(self, painter: QPainter, frame: QRectF, zones: Sequence[ZoneRain]) -> None:
        theme, language = self._context.look.theme, self._context.language
        ordered = sorted(zones, key=lambda zone: zone.worst()[0])
        labels = []
        for zone in ordered:
            ratio, hours, intensity = zone.worst()
            priority = level(ratio)
            colour = theme.fill(priority)
            points = [
                QPointF(_x(frame, float(h)), _y(frame, float(i)))
                for h, i in zip(zone.hours, zone.intensity, strict=True)
            ]
            painter.setPen(QPen(colour, 1.8 if priority else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, 2.5, 2.5)
            painter.drawEllipse(QPointF(_x(frame, hours), _y(frame, intensity)), 5.5, 5.5)
            words_ = f"{self._context.language.text(zone.name)} ×{words.number(language, ratio, 1)}"
            labels.append((points[-1], words_, theme.text(priority) if priority else QColor(theme.ink_soft)))
        _paint_labels(painter, frame, labels)


def _paint_labels(painter: QPainter, frame: QRectF, labels: list[tuple[QPointF, str, QColor]]) -> None:
    """Names right of the chart, each at the height of its line's end, none over another."""
    face = font(Type.CAPTION)
    painter.setFont(face)
    height = QFontMetricsF(face).height()
    lowest = frame.top() - height
    for end, text, colour in sorted(labels, key=lambda item: item[0].y()):
        y = max(end.y(), lowest + height)
        lowest = y
        painter.setPen(QPen(colour, 0.8, Qt.PenStyle.DotLine))
        painter.drawLine(end, QPointF(frame.right() + 4, y))
        painter.setPen(colour)
        room = QRectF(frame.right() + 8, y - height / 2, _NAMES - 4, height)
        short = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)


def _x(frame: QRectF, hours: float) -> float:
    share = math.log(min(max(hours, _SHORTEST), _LONGEST) / _SHORTEST) / math.log(_LONGEST / _SHORTEST)
    return frame.left() + share * frame.width()


def _y(frame: QRectF, intensity: float) -> float:
    share = math.log(min(max(intensity, _LOWEST), _HIGHEST) / _LOWEST) / math.log(_HIGHEST / _LOWEST)
    return frame.bottom() - share * frame.height()
