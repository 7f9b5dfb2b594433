"""Keeps the screen awake while the booth runs: each system has a way of its own, Qt Essentials none."""

import ctypes
import os
import subprocess
import sys
from typing import Any, Final, Protocol

from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

_SERVICE: Final = "org.freedesktop.ScreenSaver"
_PATHS: Final = ("/org/freedesktop/ScreenSaver", "/ScreenSaver")
_CONNECTION: Final = "nice-dashboard-booth"
#: SetThreadExecutionState of winbase.h.
_ES_CONTINUOUS: Final = 0x80000000
_ES_SYSTEM_REQUIRED: Final = 0x00000001
_ES_DISPLAY_REQUIRED: Final = 0x00000002


class Wake(Protocol):
    """Holds the screen awake from `hold` to `release`."""

    def hold(self) -> str:
        """Keep it awake; why that cannot be done, "" when it is."""
        ...

    def release(self) -> None:
        """Let it sleep again."""
        ...


class DBusWake:
    """Linux and its like: the screen saver service of the desktop (GNOME, KDE, Xfce, Cinnamon).

    It forgets a request when the one who asked leaves the bus. So the request has a connection of its
    own, and ends with it: to give the cookie back takes a D-Bus uint32, which PySide cannot send.
    """

    def hold(self) -> str:
        """Ask the desktop; it lets go by itself when this process ends, however it ends."""
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if not bus.isConnected():
            self.release()
            return "no session bus"
        for path in _PATHS:  # KDE has both, older desktops the second
            reply = QDBusInterface(_SERVICE, path, _SERVICE, bus).call("Inhibit", "nice-dashboard", "booth")
            if reply.type() == QDBusMessage.MessageType.ReplyMessage:
                return ""
        self.release()
        return "this desktop has no screen saver service"

    def release(self) -> None:
        """Leave the bus, and the request with it."""
        QDBusConnection.disconnectFromBus(_CONNECTION)


class WindowsWake:
    """Windows: a state of this thread, which ends with it."""

    def __init__(self, kernel: Any = None) -> None:
        self._kernel = kernel if kernel is not None else getattr(ctypes, "windll").kernel32  # noqa: B009

    def hold(self) -> str:
        """Both the system and the display."""
        wanted = _ES_CONTINUOUS | _ES_SYSTEM_REQUIRED | _ES_DISPLAY_REQUIRED
        return "" if self._kernel.SetThreadExecutionState(wanted) else "Windows refused"

    def release(self) -> None:
        """As before."""
        self._kernel.SetThreadExecutionState(_ES_CONTINUOUS)


class MacWake:
    """macOS: its own program, which ends with this process."""

    def __init__(self, program: str = "caffeinate") -> None:
        self._program = program
        self._child: subprocess.Popen[bytes] | None = None

    def hold(self) -> str:
        """-d keeps the display on, -w ends with us."""
        try:
            self._child = subprocess.Popen([self._program, "-d", "-w", str(os.getpid())])
        except OSError as trouble:
            return str(trouble)
        return ""

    def release(self) -> None:
        """End it."""
        if self._child is not None:
            self._child.terminate()
            self._child.wait()
            self._child = None


def wake(platform: str = sys.platform) -> Wake:
    """The way of that system."""
    if platform == "win32":
        return WindowsWake()
    if platform == "darwin":
        return MacWake()
    return DBusWake()
