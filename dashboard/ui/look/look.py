"""The theme that is on, and whether anything moves."""

from typing import Final

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from dashboard.ui.look.style import palette, stylesheet
from dashboard.ui.look.theme import DARK, Theme

_STILL: Final = "still"


class Look(QObject):
    """The theme that is on; widgets that paint by hand ask it while they paint."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = DARK
        #: What flies or falls arrives at once: "reduce motion".
        self.still = False
        self._settings: QSettings | None = None

    def apply(self, theme: Theme) -> None:
        """Put on a theme: the palette of the application, then `changed`."""
        self.theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(theme))
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Put the style sheet of the theme on a window, for all that is in it or will be.

        The sheet is not the application's: under that, Qt styles anew whatever changes its parent, with
        all that is in it, so that a page would be styled many times before it is seen.
        """
        sheet = stylesheet(self.theme)
        if window.styleSheet() != sheet:
            window.setStyleSheet(sheet)

    def keep_still(self, on: bool) -> None:
        """Whether motion is left out, from now on and in later runs."""
        self.still = on
        if self._settings is not None:
            self._settings.setValue(_STILL, on)
        self.changed.emit()

    def remember(self, settings: QSettings) -> None:
        """Move, or do not, as was chosen in an earlier run; as the desktop does while nobody has chosen."""
        duration = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        self.still = bool(settings.value(_STILL, duration == 0, bool))
        self._settings = settings
        self.changed.emit()
