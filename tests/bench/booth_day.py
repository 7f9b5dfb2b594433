"""One booth, driven by events as people drive it, on a hurried wall clock; writes what it sees, line by line.

`python -m tests.bench.booth_day HOURS RATE FILE`: HOURS of the booth, of which RATE pass in one.
"""

import argparse
import gc
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from config.reader import read_city
from config.story import KEYS
from dashboard.control_room import ControlRoom
from dashboard.core.frame import Frame
from dashboard.options import Options
from dashboard.ui.ahead import Ahead
from dashboard.ui.booth.kiosk import Kiosk
from dashboard.ui.booth.programme import BACK, TAKEOVER
from dashboard.ui.booth.stops import stops
from dashboard.ui.main_window import MainWindow
from dashboard.ui.portions import Portions
from dashboard.ui.pump import Pump
from tests.bench.hurried import Hurry

#: The programs beside the window, by name, with their process ids.
Programs = Callable[[], Mapping[str, int | None]]
#: Simulated seconds per second of the booth.
SPEED: Final = 60.0
#: The story begins anew so long after the last touch, seconds of the booth.
IDLE: Final = 150.0
#: Between two samples of memory, real seconds.
SAMPLES: Final = 15.0
#: A cue so often, a visitor so often, seconds of the booth.
CUES, VISITORS = 200.0, 420.0
#: Nothing on screen for longer than this is stuck, seconds of the booth.
STUCK: Final = 4 * TAKEOVER
_VISITS: Final = (
    *("M", "D", "S", "S", "O", *(f"Ctrl+{number}" for number in range(1, 10))),
    *("Tab", "Tab", "+", "Right", "-", "Escape", "F1", "F1", "F10", "F10", "Ctrl+L", "Ctrl+T"),
)


@dataclass(slots=True)
class Seen:
    """What happened at the booth."""

    stops: Counter[int] = field(default_factory=Counter)
    takeovers: int = 0
    resets: int = 0  #: asked for
    begun: int = 0  #: stories that began anew
    cues: int = 0
    visits: int = 0
    warnings: list[str] = field(default_factory=list)
    stuck: float = 0.0  #: the longest without a change that a frame saw, seconds of the booth
    waited: float = 0.0  #: the longest between two frames, seconds of the machine
    worked: float = 0.0  #: and the most that the window computed between two, seconds of a processor
    simulated: float = 0.0  #: how much of the city's time passed, seconds


class People:
    """A presenter with cues and visitors with wandering hands, at moments of a seeded chance."""

    def __init__(self, window: MainWindow, kiosk: Kiosk, seen: Seen, speed: float) -> None:
        """`speed`: what the city is told when a story begins; it slows down where the machine is busy."""
        self._speed = speed
        self._window, self._kiosk, self._seen = window, kiosk, seen
        self._chance = random.Random(1)
        self._cue, self._visit = CUES, VISITORS
        self._left = 0
        self._shown: object = None
        self._since = self._touched = float("nan")
        self._now = float("nan")
        self._real, self._work = time.monotonic(), time.thread_time()

    def follow(self, frame: Frame, hours: float) -> None:
        """One frame, so many hours after the doors opened."""
        seconds, seen = 3600.0 * hours, self._seen
        real, work = time.monotonic(), time.thread_time()
        if seen.stops:  # the window is up
            seen.waited = max(seen.waited, real - self._real)
            seen.worked = max(seen.worked, work - self._work)
        self._real, self._work = real, work
        if frame.scenario.begins is not None and frame.restarted:
            seen.begun += 1
            self._window.context.intents.command("speed", speed=self._speed)
        if frame.now > self._now and frame.now - self._now < 3600.0:
            seen.simulated += frame.now - self._now
        self._now = frame.now
        show = self._kiosk.programme.show
        if show != self._shown:
            self._shown, self._since = show, seconds
            if show.stop >= 0:
                seen.stops[show.stop] += 1
            seen.takeovers += show.alarm is not None
        waited = seconds - (
            max(self._since, self._touched + min(BACK, IDLE)) if show.visited else self._since
        )
        seen.stuck = max(seen.stuck, waited)
        if seconds >= self._cue:
            self._cue = seconds + CUES * self._chance.uniform(0.5, 1.5)
            seen.cues += 1
            key = self._chance.choice(KEYS)
            self.press(f"Shift+{key}" if self._chance.random() < 0.3 else key)
            self._touched = seconds  # a visitor's page stays while the presenter is there
        if seconds >= self._visit:
            self._visit = seconds + VISITORS * self._chance.uniform(0.6, 1.4)
            seen.visits += 1
            self._left = self._chance.randrange(5, 30)
        if self._left > 0:
            self._left -= 1
            self._touched = seconds
            self._touch()

    def press(self, keys: str) -> None:
        """A key, as it comes from the keyboard."""
        *modifiers, name = keys.split("+") if keys != "+" else [keys]
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= {"Shift": Qt.KeyboardModifier.ShiftModifier, "Ctrl": Qt.KeyboardModifier.ControlModifier}[
                modifier
            ]
        names = {"+": "Plus", "-": "Minus"}
        QTest.keyClick(self._window.windowHandle(), getattr(Qt.Key, f"Key_{names.get(name, name)}"), held)

    def _touch(self) -> None:
        if self._chance.random() < 0.5:
            size = self._window.size()
            at = QPoint(
                self._chance.randrange(size.width() - 60), self._chance.randrange(60, size.height() - 4)
            )
            QTest.mouseClick(self._window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
        else:
            self.press(self._chance.choice(_VISITS))


class Counting(ControlRoom):
    """Counts the orders that begin the story again."""

    seen: Seen

    def command(self, verb: str, **arguments: Any) -> None:
        """An order to the city."""
        self.seen.resets += verb == "reset"
        super().command(verb, **arguments)


def main() -> None:
    """The day, from the opening to the end."""
    arguments = _arguments().parse_args()
    hours, rate, path = arguments.hours, arguments.rate, arguments.file
    hurry = Hurry(time.time(), rate)
    setattr(time, "time", hurry.wall)  # noqa: B010 - for the whole control room
    seen = Seen()
    qInstallMessageHandler(lambda kind, _, text: _heard(seen, kind, text))
    application = QApplication(["booth-day"])
    with tempfile.TemporaryDirectory() as folder:
        options = Options(read_city("nice"), "nice", simulators=False, kiosk=True, idle_reset=IDLE)
        (Path(folder) / "data").mkdir()
        room = Counting(options, Path(folder) / "data")
        room.seen = seen
        pump = Pump(room.pipeline, time.time, turner=room.turner)
        window = MainWindow(options.city, pump, room, language="fr", portions=Portions(time.thread_time))
        window.resize(1920, 1080)
        pump.frame.connect(room.follow)
        kiosk = Kiosk(window, pump, _Awake(), idle=IDLE)
        people = People(window, kiosk, seen, SPEED * rate)
        pump.frame.connect(lambda frame: people.follow(frame, (frame.wall - hurry.begin) / 3600.0))
        window.show()
        kiosk.start()
        pump.start()
        _stand(Ahead(window, pump.beats, every=10))
        room.start()
        room.connect()
        told = ("--exit-with-parent", "--broker", str(room.broker), "--scenario", "storm")
        command = [sys.executable, "-m", "tests.bench.hurried", str(hurry.begin), str(rate), *told]
        city = subprocess.Popen([*command, "--speed", str(SPEED * rate)], stdin=subprocess.PIPE)
        with path.open("w", encoding="utf-8") as file:
            sampler = QTimer(interval=round(1000 * SAMPLES))
            programs: Programs = lambda: {"broker": room.children[0].pid, "city": city.pid}  # noqa: E731
            sampler.timeout.connect(lambda: _sample(file, hurry, pump, window, seen, programs))
            sampler.start()
            QTimer.singleShot(round(3.6e6 * hours / rate), application.quit)
            application.exec()
            _sample(file, hurry, pump, window, seen, programs)
        pump.stop()
        kiosk.stop()
        window.close()
        assert city.stdin is not None
        city.stdin.close()
        city.wait(30)
        room.stop()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="booth_day", description="A day at the booth, on a hurried wall clock."
    )
    parser.add_argument("hours", type=float, help="how long the booth is open, h")
    parser.add_argument("rate", type=float, help="so many of its hours pass in one")
    parser.add_argument("file", type=Path, help="what is seen is written there, a line of JSON at a time")
    return parser


def _stand(ahead: Ahead) -> None:
    """The doors open when all pages stand: after a minute, of which this hurried clock has no time."""
    waiting = QEventLoop()
    ahead.done.connect(waiting.quit)
    waiting.exec()


class _Awake:
    def hold(self) -> str:
        return ""

    def release(self) -> None:
        pass


def _heard(seen: Seen, kind: QtMsgType, text: str) -> None:
    if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in text:  # of no screen at all
        seen.warnings.append(text)
        print(text, file=sys.stderr)


def _sample(file: Any, hurry: Hurry, pump: Pump, window: MainWindow, seen: Seen, programs: Programs) -> None:
    health = pump.pipeline.latencies
    process = psutil.Process()
    frame = window._frame
    line = {
        "hours": (hurry.wall() - hurry.begin) / 3600.0,
        "rss_mb": process.memory_info().rss / 1e6,
        "objects": len(gc.get_objects()),
        "widgets": len(QApplication.allWidgets()),
        "threads": threading.active_count(),
        "files": process.num_fds() if os.name == "posix" else 0,
        "cpu": sum(process.cpu_times()[:2]),
        "frames": pump.beats.frames,
        "late_s": health.percentile(0.95),
        "messages": frame.health.messages if frame else 0,
        "lost": frame.health.lost if frame else 0,
        "dropped": frame.health.dropped if frame else 0,
        "malformed": sum(frame.health.malformed.values()) if frame else 0,
        "stops": len(seen.stops), "stopped": seen.stops.total(), "takeovers": seen.takeovers,
        "simulated_h": seen.simulated / 3600.0, "resets": seen.resets, "begun": seen.begun,
        "cues": seen.cues, "visits": seen.visits,
        "warnings": seen.warnings, "stuck_s": seen.stuck, "of_stops": len(stops(window.context.city)),
        "waited_s": seen.waited, "worked_s": seen.worked,
        **{f"{name}_mb": _megabytes(pid) for name, pid in programs().items()},
    }  # fmt: skip
    file.write(json.dumps(line) + "\n")
    file.flush()


def _megabytes(pid: int | None) -> float:
    """In memory, NaN while there is no such program."""
    return psutil.Process(pid).memory_info().rss / 1e6 if pid is not None else math.nan


if __name__ == "__main__":
    main()
