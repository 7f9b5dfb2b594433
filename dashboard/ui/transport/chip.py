"""The word that nobody may miss: this is no live city."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.look import Look
from dashboard.ui.look.theme import readable_on


class ReplayChip(QWidget):
    """REPLAY, dark on the accent colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        face = font(Type.LARGE)
        face.setLetterSpacing(face.SpacingType.AbsoluteSpacing, 1.5)
        self.setFont(face)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self._retranslate()

    def text(self) -> str:
        """What it says."""
        return self.tr("REPLAY")

    def _retranslate(self) -> None:
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("A recording is shown, not the city as it is now."))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 28, 36)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        accent = self._look.theme.accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(accent))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setFont(self.font())
        painter.setPen(readable_on(accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
