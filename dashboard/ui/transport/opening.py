"""Plays a recording in a window of its own, with its own pipeline, beside the live one."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from config.catalogue import City
from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.history.library import Library
from dashboard.history.player import Player
from dashboard.history.tape import Stretch
from dashboard.history.trouble import Trouble
from dashboard.ui.intents import Intents
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pump import Pump

#: A file that opens sooner shows no progress, milliseconds.
_PATIENCE: Final = 400


class Room(Intents, Protocol):
    """A recording and all that plays it."""

    city: City
    library: Library
    player: Player

    def stop(self) -> None:
        """Let go of the file."""
        ...


#: Opens a recording: its library, its file (None: the present one), the part that is wanted.
Make = Callable[[Library, Path | None, Stretch | None], Room]


class ReplayWindows(QObject):
    """One replay at a time: the next one takes its place. The live window goes on beside it."""

    def __init__(self, make: Make, wall: Callable[[], float]) -> None:
        """`make` works in a thread of its own, for files may be large; `wall` gives the wall clock."""
        super().__init__()
        self._make, self._wall = make, wall
        self._home: MainWindow | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="open replay")
        self._coming: Future[Room] | None = None
        self._progress: QProgressDialog | None = None
        self.window: ReplayWindow | None = None

    def attach(self, home: MainWindow, pump: Pump) -> None:
        """The window that opens them."""
        self._home = home
        pump.frame.connect(self._follow)
        home.closing.connect(self.close)

    def open(self, path: Path | None = None, stretch: Stretch | None = None) -> None:
        """Play a file (None: the one that is being recorded) from `stretch` on, as soon as it is open."""
        assert self._home is not None
        self._forget()
        library = self._home.context.history
        self._coming = self._thread.submit(self._make, library, path, stretch)
        progress = QProgressDialog(
            self.tr("Opening the recording…"), self.tr("Cancel"), 0, 0, self._home, minimumDuration=_PATIENCE
        )
        progress.setWindowTitle(self.tr("Replay"))
        progress.setAutoClose(False)
        progress.canceled.connect(self._forget)
        self._progress = progress

    def close(self) -> None:
        """Close what is open; open no more."""
        self._forget()
        if self.window is not None:
            self.window.close()
        self._thread.shutdown(wait=True)

    # -- how ---------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Nobody waits for it any longer; what is opened nevertheless is closed again."""
        if self._coming is not None and not self._coming.cancel():
            self._coming.add_done_callback(_stop)
        self._coming = None
        self._end_progress()

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.canceled.disconnect()
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None

    def _follow(self, frame: Frame) -> None:
        if self._coming is None or not self._coming.done():
            return
        coming, self._coming = self._coming, None
        self._end_progress()
        assert self._home is not None
        try:
            room = coming.result()
        except Trouble as trouble:
            self._complain(self._home, trouble.detail)
            return
        if self.window is not None:
            self.window.close()
        self.window = ReplayWindow(room, self._home, self._wall, self)
        self.window.closing.connect(self._closed)
        self.window.show()
        self.window.activateWindow()

    def _closed(self) -> None:
        self.window = None

    def _complain(self, home: QWidget, detail: str) -> None:
        box = QMessageBox(home)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("No replay"))
        box.setText(self.tr("This recording cannot be played: %1").replace("%1", detail))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


class ReplayWindow(MainWindow):
    """The window over a recording; it beats by itself, and lets go of the file when it is closed."""

    def __init__(
        self, room: Room, home: MainWindow, wall: Callable[[], float], replays: ReplayWindows
    ) -> None:
        self._played, self._own = room, Pump(room.player.pipeline, wall, turner=room.player)
        live = None if home.context.transport is not None else _LiveCity(home)
        page = home.page if home.page in _KEPT else "city"
        super().__init__(
            room.city, self._own, room, page=page, history=room.library, transport=room.player,
            beside=home.context, live=live, replays=replays, portions=home.context.portions.another(),
        )  # fmt: skip
        self.resize(home.size())
        self.move(home.pos().x() + 48, home.pos().y() + 48)
        self._own.start()
        self.closing.connect(self._let_go)

    def _let_go(self) -> None:
        self._own.stop()
        self._played.stop()
        self.deleteLater()


class _LiveCity:
    """How things are in the window from which a replay was opened."""

    def __init__(self, home: MainWindow) -> None:
        self._home = home

    def standing(self) -> tuple[Priority, int]:
        """The worst priority, and how many alarms are not acknowledged."""
        alarms = self._home.context.alarms
        return alarms.worst(), alarms.unacknowledged

    def show(self) -> None:
        """Bring its window before the eyes."""
        home = self._home
        if home.isMinimized():
            home.showNormal()
        home.raise_()
        home.activateWindow()


#: Pages on which a replay may begin; any other begins with the city.
_KEPT: Final = ("air_quality", "water", "landslide", "traffic", "parking", "weather", "platform", "alarms")


def _stop(coming: "Future[Room]") -> None:
    if coming.exception() is None:
        coming.result().stop()
