"""Keeps the booth's window full on a screen that is there: unplugged, plugged in, another resolution."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class ScreenGuard(QObject):
    """Asks Qt after every change where the window can be, and fills that screen."""

    def __init__(self, window: QWidget, application: QGuiApplication) -> None:
        super().__init__(window)
        self._window = window
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self._changed)
        application.primaryScreenChanged.connect(self._changed)
        for screen in application.screens():
            screen.geometryChanged.connect(self._changed)

    def fill(self, screens: list[QScreen]) -> None:
        """Fill the screen that the window is on, else the first of those there are."""
        if not screens:  # all unplugged: Qt keeps a stand-in, and tells when one is back
            return
        own = self._window.screen()
        screen = own if own in screens else screens[0]
        self._window.setGeometry(screen.geometry())  # on that screen first: full is full where it is
        self._window.showFullScreen()

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        self.fill(QGuiApplication.screens())
