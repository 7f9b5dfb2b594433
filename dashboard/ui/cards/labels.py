"""Words on panels: labels of the type scale, and one that shortens itself instead of being cut."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font


class Label(QLabel):
    """Plain words of the type scale; `role` is "", soft, faint or accent.

    The font that was set last stays: by itself Qt goes back to the one that a style sheet first met.
    """

    def __init__(
        self, text: str = "", kind: Type = Type.BODY, role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._face = font(kind)
        self.setFont(self._face)
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)

    # Qt overrides

    def setFont(self, face: QFont | str | Sequence[str]) -> None:
        self._face = QFont(face)
        super().setFont(face)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            super().setFont(self._face)


def label(text: str = "", kind: Type = Type.BODY, role: str = "", *, wrap: bool = False) -> Label:
    """A label; with `wrap` its words go on in a next line."""
    result = Label(text, kind, role)
    result.setWordWrap(wrap)
    return result


def say(target: QLabel, text: str) -> None:
    """Set a label's text only when it differs: setting it again would lay the panel out again."""
    if target.text() != text:
        target.setText(text)


def tint(target: QLabel, priority: Priority, *, poor: bool = False) -> None:
    """Colour a label's words by a state, or grey them because they cannot be trusted."""
    state = "poor" if poor else "" if priority is Priority.NONE else priority.name.lower()
    if (target.property("state") or "") != state:
        face = target.font()
        target.setProperty("state", state)
        target.style().unpolish(target)
        target.style().polish(target)
        target.setFont(face)


def panel(name: str = "panel", parent: QWidget | None = None) -> QFrame:
    """A framed surface."""
    result = QFrame(parent)
    result.setProperty("role", name)
    return result


def fill_column(target: QWidget, *parts: QWidget | QLayout) -> None:
    """Put parts below each other on the grid, without margins; what room is left is below them."""
    column = QVBoxLayout(target)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.GRID)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    column.addStretch(1)


class ElidedLabel(Label):
    """One line that ends in … where it has no room; the whole text is its tool tip then."""

    def __init__(self, text: str = "", kind: Type = Type.BODY, role: str = "") -> None:
        super().__init__(text, kind, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        whole = "" if text == self.text() else self.text()
        if self.toolTip() != whole:
            self.setToolTip(whole)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment()) | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class FittingLabel(ElidedLabel):
    """Its text has a way to say it on each line, longest first: it shows the first that there is room for.

    None, where there is room for none of several; a single one ends in ….
    """

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ways = self.text().split("\n")
        if len(ways) == 1:
            super().paintEvent(event)
            return
        room = self.contentsRect().width()
        text = next((way for way in ways if self.fontMetrics().horizontalAdvance(way) <= room), "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment()) | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
