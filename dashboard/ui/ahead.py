"""Builds what nobody has asked for yet, portion by portion, while frames keep their beat and leave time."""

from time import perf_counter, thread_time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dashboard.core.meter import Beats
from dashboard.ui.main_window import MainWindow

#: A portion every so many milliseconds; each fits between two frames.
_EVERY: Final = 1000
#: Frames a second below which there is no time to spare: they beat thirty times when all is well.
LIVELY: Final = 20.0
#: Share of a core above which the frames have enough to do without it: in the default demo they take
#: 0.14, under 10,000 observations a second 0.25.
ENOUGH: Final = 0.2


class Ahead(QObject):
    """Ends by itself when all stands."""

    #: All stands.
    done = Signal()

    def __init__(self, window: MainWindow, beats: Beats, every: int = _EVERY) -> None:
        """A portion each `every` milliseconds; `beats` are those of the window's frames."""
        super().__init__(window)
        self._window, self._beats = window, beats
        self._frames, self._moment, self._spent = beats.frames, float("nan"), 0.0
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.follow(perf_counter(), thread_time())
        self._spent = thread_time()  # a portion is none of the frames' work

    def follow(self, moment: float, spent: float) -> None:
        """A portion, unless a hand moves something, frames are late, or they have enough to do.

        `moment`: monotonic time; `spent`: processor time of this thread so far; both in seconds.
        """
        frames, span = self._beats.frames, moment - self._moment
        lively = frames - self._frames >= LIVELY * span  # false the first time
        calm = spent - self._spent <= ENOUGH * span
        self._frames, self._moment, self._spent = frames, moment, spent
        idle = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if lively and calm and idle and not self._window.build_ahead():
            self._timer.stop()
            self.done.emit()
