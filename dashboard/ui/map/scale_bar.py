"""A bar of a round length in the corner of the map."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dashboard.ui import words
from dashboard.ui.language import Language
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Theme

#: Pixels that the bar is long at most.
LONGEST: Final = 180.0
_EDGE: Final = 16.0
_HEIGHT: Final = 26.0


def box(width: int, height: int) -> QRectF:
    """Where it stands in a widget of that size."""
    return QRectF(width - LONGEST - _EDGE, height - _HEIGHT - 10.0, LONGEST, _HEIGHT)


def length(scale: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten metres that fits, at `scale` metres per pixel."""
    most = LONGEST * scale
    power = 10.0 ** math.floor(math.log10(most))
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= most * (1 + 1e-9))


def paint(painter: QPainter, where: QRectF, scale: float, language: Language, theme: Theme) -> None:
    """The bar at the right of its box, with its length above."""
    metres = length(scale)
    pixels = metres / scale
    text = (
        f"{words.number(language, metres / 1000)}{words.NARROW}km"
        if metres >= 1000
        else f"{words.number(language, metres)}{words.NARROW}m"
    )
    left, y = where.right() - pixels, where.bottom() - 4.0
    painter.setPen(QPen(QColor(theme.ink_soft), 1.6))
    painter.drawLine(QPointF(left, y), QPointF(where.right(), y))
    for x in (left, where.right()):
        painter.drawLine(QPointF(x, y - 4.0), QPointF(x, y))
    painter.setFont(font(Type.AXIS))
    painter.drawText(
        QRectF(left, where.top(), pixels, where.height() - 8.0),
        int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop),
        text,
    )
