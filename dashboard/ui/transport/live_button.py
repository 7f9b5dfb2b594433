"""In a window that replays: how the live city is meanwhile, and the way back to it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.transport.port import Live


class LiveButton(QAbstractButton):
    """A replay must not hide a live alarm: the worst priority of now, and how many wait."""

    def __init__(self, context: Context, live: Live) -> None:
        super().__init__()
        self._context, self._live = context, live
        self._priority = Priority.NONE
        self.setFont(font(Type.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(live.show)
        self.refresh()

    def refresh(self) -> None:
        """Ask how the live city is."""
        priority, waiting = self._live.standing()
        text = self.tr("Live: %1").replace("%1", words.priority_word(priority))
        if waiting:
            text += f" · {words.number(self._context.language, waiting)}"
        self.setToolTip(
            self.tr("The city as it is now: %n alarm(s) not acknowledged. Back to its window", "", waiting)
        )
        if text != self.text() or priority is not self._priority:
            self._priority = priority
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 56, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        calm = self._priority is Priority.NONE
        edge = QColor(theme.hairline) if calm else theme.fill(self._priority)
        painter.setPen(QPen(QColor(theme.accent) if self.hasFocus() else edge, 2 if self.hasFocus() else 1.2))
        painter.setBrush(QColor(theme.hover) if self.underMouse() else theme.tint(self._priority))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 10, 10)
        paint_state(painter, self._priority, QPointF(24, self.height() / 2), 18, theme)
        painter.setFont(self.font())
        painter.setPen(theme.text(self._priority))
        painter.drawText(box.adjusted(40, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
