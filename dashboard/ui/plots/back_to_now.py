"""The button on a plot that looks back: until when, and a click leads back to now."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.outlook import Outlook


class BackToNow(QPushButton):
    """In the upper right corner; hidden while the plot follows now."""

    def __init__(self, plot: QWidget, outlook: Outlook) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setProperty("role", "chip")
        self.setFont(font(Type.CAPTION_STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # End does the same
        self.clicked.connect(outlook.to_now)
        plot.installEventFilter(self)
        self._say()
        self.hide()

    def _say(self) -> None:
        self.setText(self.tr("Back to now"))
        self.setToolTip(self.tr("This plot shows the past. Back to now (End)"))
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        self.adjustSize()
        self.move(self._plot.width() - self.width() - 8, 4)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        super().showEvent(event)
