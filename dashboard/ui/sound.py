"""What is heard of alarms: a tone once per raise, through whatever plays a WAV file on this system."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from dashboard.core.alarms.event import AlarmEvent, Priority
from dashboard.ui.tones import write_tones

#: Programs that play a WAV file, with the arguments before its name; the first that is there is taken.
#: PySide6-Essentials has no QtMultimedia.
PLAYERS: Final[dict[str, Sequence[Sequence[str]]]] = {
    "darwin": (("afplay",),),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
}
#: Alarms that come within so many seconds of wall clock are one call, of the worst of them.
TOGETHER: Final = 1.5


class Player(QObject):
    """Plays files one at a time. `failed` says, once, that it cannot."""

    failed = Signal()

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.errorOccurred.connect(lambda _: self.failed.emit())
        self._process.finished.connect(self._finished)

    def play(self, path: Path) -> None:
        """Begin; what is still playing is left to end."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._command[0], [*self._command[1:], str(path)])

    def stop(self) -> None:
        """End what plays."""
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(1000)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if code or status is not QProcess.ExitStatus.NormalExit:
            self.failed.emit()  # there is a program, and no device that it could use


class WindowsPlayer(QObject):
    """The same with what Python brings on Windows."""

    failed = Signal()

    def play(self, path: Path) -> None:
        """Begin; it plays on by itself."""
        import winsound

        try:
            winsound.PlaySound(  # type: ignore[attr-defined,unused-ignore]
                str(path),
                winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT,  # type: ignore[attr-defined,unused-ignore]
            )
        except RuntimeError:
            self.failed.emit()

    def stop(self) -> None:
        """It ends by itself."""


def command_of(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Sequence[str]:
    """What plays a WAV file on this system; nothing where nothing does."""
    for name, *arguments in PLAYERS.get(platform, ()):
        found = which(name)
        if found is not None:
            return (found, *arguments)
    return ()


def player_here() -> Player | WindowsPlayer | None:
    """What plays on this system; None where nothing does."""
    if sys.platform == "win32":
        return WindowsPlayer()
    command = command_of()
    return Player(command) if command else None


class Sound(QObject):
    """Silent without a player, or once that has failed: `available` says so. Muting is the operator's."""

    changed = Signal()  #: muted, or no longer available

    def __init__(self, player: Player | WindowsPlayer | None = None) -> None:
        super().__init__()
        self._player = player
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[Priority, Path] = {}
        self._waiting = Priority.NONE
        self._next = float("-inf")
        self.muted = False
        self.available = player is not None
        if player is not None:
            player.failed.connect(self._lose)
            try:
                self._folder = tempfile.TemporaryDirectory(prefix="alarm-tones-")
                self._files = write_tones(Path(self._folder.name))
            except OSError:
                self.available = False

    def hear(self, events: Iterable[AlarmEvent], wall: float) -> None:
        """A frame brought these: sound for what calls somebody."""
        for event in events:
            if event.annunciated and event.alarm.priority > self._waiting:
                self._waiting = event.alarm.priority
        if not self._waiting or self._next - TOGETHER <= wall < self._next:
            return
        priority, self._waiting, self._next = self._waiting, Priority.NONE, wall + TOGETHER
        if self.available and not self.muted and self._player is not None:
            self._player.play(self._files[priority])

    def mute(self, muted: bool) -> None:
        """Be quiet, or no longer."""
        if muted is not self.muted:
            self.muted = muted
            self.changed.emit()

    def close(self) -> None:
        """End what plays, and leave no file behind."""
        if self._player is not None:
            self._player.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self.available = False

    def _lose(self) -> None:
        if self.available:
            self.available = False
            self.changed.emit()
