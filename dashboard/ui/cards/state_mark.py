"""A state glyph as a widget, with the state's word for screen readers."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.look.look import Look


class StateMark(QWidget):
    """Colour and shape of a priority."""

    def __init__(self, look: Look, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._priority = Priority.NONE
        self.setFixedSize(size, size)
        look.changed.connect(self.update)

    @property
    def priority(self) -> Priority:
        """What it shows."""
        return self._priority

    def show_priority(self, priority: Priority) -> None:
        """Show another."""
        self.setAccessibleName(words.priority_word(priority))
        self.setToolTip(words.priority_word(priority))
        if priority is not self._priority:
            self._priority = priority
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(
            painter,
            self._priority,
            QPointF(self.width() / 2, self.height() / 2),
            self._size - 2,
            self._look.theme,
        )
        painter.end()
