"""Keeping the screen awake on three systems, two of them by stand-ins."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

from dashboard.ui.booth.wake import DBusWake, MacWake, WindowsWake, wake

#: The screen saver of a desktop, on a bus of its own: says what it is asked.
DESKTOP = textwrap.dedent("""
    import sys
    from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
    from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection

    sys.path.insert(0, sys.argv[1])
    from dashboard.ui.booth.wake import DBusWake

    @ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
    class Saver(QDBusAbstractAdaptor):
        @Slot(str, str, result="uint")
        def Inhibit(self, program, reason):
            print("asked by", program, flush=True)
            return 4294967295  # a cookie is any uint32

    app = QCoreApplication([])
    there = QObject()
    saver = Saver(there)
    if sys.argv[2] == "desktop":
        bus = QDBusConnection.sessionBus()
        assert bus.registerService("org.freedesktop.ScreenSaver")
        assert bus.registerObject("/org/freedesktop/ScreenSaver", there)
    # The service answers in this program's own loop, so the one who asks is another program.
    from PySide6.QtCore import QProcess
    other = QProcess()
    other.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
    other.finished.connect(app.quit)
    other.start(sys.executable, ["-c", f'''
    import sys
    sys.path.insert(0, {sys.argv[1]!r})
    from PySide6.QtCore import QCoreApplication
    from dashboard.ui.booth.wake import DBusWake
    app = QCoreApplication([])
    way = DBusWake()
    print("held:", way.hold(), flush=True)
    way.release()
    print("again:", way.hold(), flush=True)
    way.release()
    '''.replace("\\n    ", "\\n")])
    app.exec()
""")


def on_a_bus(root, kind: str) -> str:
    runner = shutil.which("dbus-run-session")
    if runner is None:
        pytest.skip("no D-Bus here")
    command = [runner, "--", sys.executable, "-c", DESKTOP, str(root), kind]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def test_a_desktop_is_asked_and_asked_again(pytestconfig):
    told = on_a_bus(pytestconfig.rootpath, "desktop").splitlines()
    assert told == ["asked by nice-dashboard", "held: ", "asked by nice-dashboard", "again: "]


def test_a_bus_without_a_desktop_says_so(pytestconfig):
    assert "this desktop has no screen saver service" in on_a_bus(pytestconfig.rootpath, "none")


def test_without_a_bus_that_is_said(monkeypatch, tmp_path, qapp):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    way = DBusWake()
    assert way.hold() == "no session bus"
    way.release()


class Kernel:
    """As much of kernel32 as is called; the flags are those of winbase.h."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.states: list[int] = []

    def SetThreadExecutionState(self, state: int) -> int:
        self.states.append(state)
        return self.answer


def test_windows_is_told_to_stay_awake_and_then_as_before():
    kernel = Kernel(0x80000000)
    way = WindowsWake(kernel)
    assert way.hold() == ""
    way.release()
    assert kernel.states == [0x80000003, 0x80000000]


def test_a_windows_that_refuses_is_heard():
    assert WindowsWake(Kernel(0)).hold() == "Windows refused"


def test_macos_has_a_program_that_ends_with_us(tmp_path):
    if os.name == "nt":
        pytest.skip("a script stands in for caffeinate")
    heard, program = tmp_path / "heard", tmp_path / "caffeinate"
    program.write_text(f'#!/bin/sh\necho "$@" > {heard}.new && mv {heard}.new {heard}\nexec sleep 60\n')
    program.chmod(0o700)
    way = MacWake(str(program))
    assert way.hold() == ""
    child = way._child
    assert child is not None
    while not heard.exists():
        assert child.poll() is None
    way.release()
    assert heard.read_text().split() == ["-d", "-w", str(os.getpid())]
    assert child.poll() is not None, "nothing is left behind"


def test_a_mac_without_it_says_so(tmp_path):
    assert "No such file" in MacWake(str(tmp_path / "none")).hold()


@pytest.mark.parametrize(
    ("platform", "kind"), [("linux", DBusWake), ("freebsd14", DBusWake), ("darwin", MacWake)]
)
def test_every_system_has_its_way(platform, kind):
    assert isinstance(wake(platform), kind)
