"""The theme that is on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from dashboard.ui.look.style import palette, stylesheet
from dashboard.ui.look.theme import DARK, Theme


class Look(QObject):
    """The theme that is on; widgets that paint by hand ask it while they paint."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = DARK

    def apply(self, theme: Theme) -> None:
        """Put on a theme: palette and style sheet of the application, then `changed`."""
        self.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(theme))
        app.setStyleSheet(stylesheet(theme))
        self.changed.emit()
