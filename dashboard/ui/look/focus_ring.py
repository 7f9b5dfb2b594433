"""A ring around what Tab has come to, where the style sheet draws none: plots, tables, pictures."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from dashboard.ui.look.look import Look

#: Their focus is a border of the style sheet.
_BORDERED: Final = (QAbstractButton, QComboBox, QLineEdit)
_WIDE: Final = 2


class FocusRing(QWidget):
    """Lies over `ground`. Shown after a Tab only: who uses the mouse sees where he clicked."""

    def __init__(self, ground: QWidget, look: Look) -> None:
        super().__init__(ground)
        self._ground, self._look = ground, look
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        look.changed.connect(self.update)

    def show_around(self, widget: QWidget | None) -> None:
        """Tab has come to that widget."""
        plain = widget is None or isinstance(widget, _BORDERED) or not self._ground.isAncestorOf(widget)
        self._around = None if plain else widget
        self.follow()

    def follow(self) -> None:
        """Once a frame: go where its widget goes, away when the focus does."""
        widget = self._around
        if widget is None or QApplication.focusWidget() is not widget or not widget.isVisible():
            self._around = None
            self.hide()
            return
        box = QRect(widget.mapTo(self._ground, QPoint()), widget.size())
        box = box.adjusted(-_WIDE, -_WIDE, _WIDE, _WIDE).intersected(self._ground.rect())
        if box != self.geometry() or self.isHidden():
            self.setGeometry(box)
            inside = self.rect().adjusted(_WIDE + 4, _WIDE + 4, -_WIDE - 4, -_WIDE - 4)
            self.setMask(QRegion(self.rect()) - QRegion(inside))  # a plot under it is painted alone
            self.show()
            self.raise_()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.accent), _WIDE))
        half = _WIDE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
        painter.end()
