"""Sun or moon in the corner of the map, and when the sun next sets or rises."""

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Theme

_WIDTH: Final = 150.0
_RADIUS: Final = 5.0
translate = QCoreApplication.translate


def box(scale_box: QRectF) -> QRectF:
    """Where it stands: left of the scale."""
    return QRectF(scale_box.left() - _WIDTH - 12.0, scale_box.top(), _WIDTH, scale_box.height())


def words(rises: bool, clock: str) -> str:
    """`sunset 19:12`, `sunrise 07:28`."""
    text = translate("SunMark", "sunrise %1") if rises else translate("SunMark", "sunset %1")
    return text.replace("%1", clock)


def paint(painter: QPainter, where: QRectF, up: bool, text: str, theme: Theme) -> None:
    """Its sign before its words, which end at the right of the box."""
    painter.setFont(font(Type.AXIS))
    width = painter.fontMetrics().horizontalAdvance(text)
    middle = QPointF(where.right() - width - 16.0, where.center().y() + 3.0)
    painter.setPen(QColor(theme.ink_soft))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(where.adjusted(0, 6, 0, 0), right, text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if up:
        painter.setPen(QPen(QColor(theme.ink_soft), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 0.7 * _RADIUS, 0.7 * _RADIUS)
        for ray in range(8):
            x, y = math.cos(ray * math.pi / 4), math.sin(ray * math.pi / 4)
            painter.drawLine(middle + QPointF(x, y) * 5.6, middle + QPointF(x, y) * 7.6)
    else:
        moon, shadow = QPainterPath(), QPainterPath()
        moon.addEllipse(middle, _RADIUS, _RADIUS)
        shadow.addEllipse(middle + QPointF(2.6, -1.8), _RADIUS, _RADIUS)
        painter.fillPath(moon - shadow, QColor(theme.ink_soft))
