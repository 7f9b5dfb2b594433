"""One painted line of words that ends in … where it has no room."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight


def write(
    painter: QPainter,
    box: QRectF,
    face: QFont,
    colour: QColor | str,
    text: str,
    where: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write into a box, in its middle from top to bottom."""
    painter.setFont(face)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(where | Qt.AlignmentFlag.AlignVCenter), shown)


def width(face: QFont, text: str) -> float:
    """How wide it is, pixels."""
    return QFontMetricsF(face).horizontalAdvance(text)
