"""Builds what nobody has asked for yet, portion by portion, while the frames keep their beat."""

from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dashboard.core.meter import Beats
from dashboard.ui.main_window import MainWindow

#: A portion every so many milliseconds; each fits between two frames.
_EVERY: Final = 1000
#: Frames a second below which there is no time to spare: they beat thirty times when all is well.
LIVELY: Final = 20.0


class Ahead(QObject):
    """Ends by itself when all stands."""

    #: All stands.
    done = Signal()

    def __init__(self, window: MainWindow, beats: Beats, every: int = _EVERY) -> None:
        """A portion each `every` milliseconds; `beats` are those of the window's frames."""
        super().__init__(window)
        self._window, self._beats = window, beats
        self._frames, self._moment = beats.frames, float("nan")
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(lambda: self.follow(perf_counter()))
        self._timer.start()

    def follow(self, moment: float) -> None:
        """At that monotonic time in seconds: a portion, unless a hand moves something or frames are late."""
        frames = self._beats.frames
        lively = frames - self._frames >= LIVELY * (moment - self._moment)  # false the first time
        self._frames, self._moment = frames, moment
        idle = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if lively and idle and not self._window.build_ahead():
            self._timer.stop()
            self.done.emit()
