"""What every test of the window stands on: no screen, no warning of Qt, and nothing left behind."""

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

#: A busy machine takes its time, ms; who waits for what never comes waits so long.
PATIENCE = 60_000


def pytest_configure(config: pytest.Config) -> None:
    """Qt's screenless platform says of every window what it cannot do with it."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


class PatientBot(QtBot):
    """Waits longer than five seconds."""

    def waitActive(self, widget, *, timeout=PATIENCE):
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget, *, timeout=PATIENCE):
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE, **more):
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of the one of pytest-qt."""
    return PatientBot(request)


@pytest.fixture(scope="module", autouse=True)
def everything_is_swept() -> Iterator[None]:
    """Between modules the collector may look at all there is, within one only at what is new.

    A timer of a module's own fixtures that a test has left running is found at the end of the module.
    """
    yield
    gc.unfreeze()
    gc.collect()
    timers = _left_running()
    assert not timers, f"timers left running: {timers}"


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, everything_is_swept: None) -> Iterator[None]:
    """Fails a test that leaves a window or a running timer; puts font and language back."""
    before = set(map(id, QApplication.topLevelWidgets()))
    gc.freeze()
    yield
    gc.collect()
    timers = _left_running()
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before]
    qapp.setFont(QFont())
    QLocale.setDefault(QLocale.c())
    assert not left, f"windows left: {left}"
    assert not timers, f"timers left running: {timers}"


def _left_running() -> list[QTimer]:
    """Timers that still run once all that nobody holds is gone; it is swept only where one runs."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        running = _running()
        if not running:
            break
        gc.collect()
    return _running() if running else []


def _running() -> list[QTimer]:
    """Running timers among what the collector sees."""
    items = gc.get_objects()
    kinds = {kind for kind in set(map(type, items)) if issubclass(kind, QTimer)}
    return [item for item in items if type(item) in kinds and _runs(item)] if kinds else []


def _runs(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:  # its C++ half is gone
        return False
