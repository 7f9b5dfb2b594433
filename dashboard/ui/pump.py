"""The heartbeat of the window: turns the pipeline and emits one frame per display refresh."""

from collections.abc import Callable
from math import floor
from time import perf_counter, thread_time
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from dashboard.core.meter import Beats
from dashboard.core.pipeline import Pipeline, Turner
from dashboard.ui.tempo import Tempo

_DRAWN: Final = QEvent.Type(QEvent.registerEventType())
#: Below that of Qt's paint requests, so that it comes after the views have painted.
_AFTER_PAINT: Final = Qt.EventPriority.LowEventPriority.value - 1


class Pump(QObject):
    """Turns the pipeline on absolute deadlines: a late frame does not delay those after it.

    `wall` gives the wall clock, seconds since 1970. Nothing else in the window turns the pipeline.
    """

    #: A turn begins.
    turning = Signal()
    #: The frame of this turn: exactly one a turn.
    frame = Signal(object)

    def __init__(
        self,
        pipeline: Pipeline,
        wall: Callable[[], float],
        parent: QObject | None = None,
        turner: Turner | None = None,
    ) -> None:
        """`turner` turns in its place: one who plays a recording through it."""
        super().__init__(parent)
        self.pipeline = pipeline
        self._turner: Turner = turner or pipeline
        #: When the views had painted each frame, monotonic.
        self.beats = Beats()
        self._tempo = Tempo()
        self._wall = wall
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._beat)
        self._due = 0.0

    def start(self) -> None:
        """Begin to beat, or go on."""
        self._due = perf_counter()
        self._timer.start(0)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self.beats.rest()
        self._tempo.rest()

    def turn(self) -> None:
        """One frame now: turn the pipeline, tell the views, and note when they have painted."""
        self.turning.emit()
        self.frame.emit(self._turner.turn(self._wall()))
        QCoreApplication.postEvent(self, QEvent(_DRAWN), _AFTER_PAINT)

    def _beat(self) -> None:
        self.turn()
        now = perf_counter()
        self._tempo.follow(now, thread_time(), _watched())
        period = self._tempo.period
        self._due = deadline(self._due, now, period)
        self._timer.start(max(0, round((self._due - now) * 1e3)))

    # Qt overrides

    def customEvent(self, event: QEvent) -> None:
        if event.type() == _DRAWN:
            self._turner.drawn(self._wall())
            self.beats.add(perf_counter())


def deadline(due: float, now: float, period: float) -> float:
    """When the frame after the one of `due` is due, seconds on the clock of `now`.

    Where deadlines have passed meanwhile it is the last of them: a frame that takes a little too long
    costs no second period, and after a stall there is no burst of frames.
    """
    return due + period * max(1, floor((now - due) / period))


def _watched() -> bool:
    """Whether some window is on a screen, neither hidden nor minimised."""
    return any(window.isExposed() for window in QGuiApplication.topLevelWindows())
