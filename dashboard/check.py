"""Before the doors open: broker, screen, fonts, sound, disk and clock, one line each (`--check`)."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

from config.writing import told
from dashboard.control_room import ControlRoom
from dashboard.display import UNSEEN, NoDisplayError, require_display
from dashboard.options import Options
from dashboard.ui.booth.wake import Wake, wake
from dashboard.ui.look import fonts
from dashboard.ui.smallest import SMALLEST
from dashboard.ui.sound import PLAYERS, command_of

#: How long the broker may take to answer, seconds.
_ANSWER: Final = 5.0
#: A day of all readings takes some 100 MB; a booth should have room for several.
_ROOM: Final = 1e9
#: The wall clock may run away from the machine's own by so much during the checks, seconds.
_STEADY: Final = 0.05
#: Digits that differ by more than this, pixels, make a live number dance.
_DANCE: Final = 0.5


class Verdict(Enum):
    """GOOD, worth knowing, or a reason not to open."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check."""

    what: str
    verdict: Verdict
    words: str

    def __str__(self) -> str:
        return f"{self.verdict.value:<5} {self.what:<7} {self.words}"


def run(options: Options, folder: Path, say: Callable[[str], object] = print) -> int:
    """Say one line for each; 0 when nothing is in the way of opening, else 1."""
    wall, machine = time.time(), time.monotonic()
    findings = [broker(options, folder)]
    say(str(findings[-1]))
    for finding in (*window(), sound(), disk(folder)):
        findings.append(finding)
        say(str(finding))
    drift = (time.time() - wall) - (time.monotonic() - machine)
    findings.append(clock(options.city.time_zone, time.time(), drift, Path(__file__).stat().st_mtime))
    say(str(findings[-1]))
    return int(any(finding.verdict is Verdict.BAD for finding in findings))


def broker(options: Options, folder: Path) -> Finding:
    """Join it as the control room does."""
    room = ControlRoom(replace(options, simulators=False), folder)
    begin = time.monotonic()
    try:
        room.start()
        room.connect()
        while not (state := room.state()).connected and time.monotonic() - begin < _ANSWER:
            time.sleep(0.02)
    except (RuntimeError, OSError) as trouble:
        said = told(trouble) if isinstance(trouble, OSError) else str(trouble)
        return Finding("broker", Verdict.BAD, said)
    finally:
        room.stop()
    kind = "embedded" if options.broker is None else "yours"
    if not state.connected:
        reason = "; ".join(map(str, state.notices)) or f"no answer in {_ANSWER:g} s"
        return Finding("broker", Verdict.BAD, f"{room.broker} ({kind}): {reason}")
    return Finding("broker", Verdict.GOOD, f"{room.broker} ({kind}) answers")


def window() -> Sequence[Finding]:
    """Screen, fonts, and whether the screen can be kept awake; these need Qt."""
    try:
        require_display()
    except NoDisplayError as trouble:
        return [Finding("screen", Verdict.BAD, str(trouble))]
    application = QApplication.instance() or QApplication(["nice-dashboard"])
    assert isinstance(application, QApplication)
    sizes = [
        (screen.size().width(), screen.size().height(), screen.devicePixelRatio())
        for screen in application.screens()
    ]
    return [screen(QGuiApplication.platformName(), sizes), typeface(), awake(wake())]


def screen(platform: str, sizes: Sequence[tuple[int, int, float]]) -> Finding:
    """`sizes`: width and height of each in Qt's pixels, and how many of the screen's these are."""
    if not sizes:
        return Finding("screen", Verdict.BAD, "none is plugged in")
    told = ", ".join(
        f"{width}x{height}" + (f" at x{ratio:g}" if ratio != 1 else "") for width, height, ratio in sizes
    )
    if platform in UNSEEN:
        return Finding("screen", Verdict.BAD, f"{told}, but nobody sees it: QT_QPA_PLATFORM is {platform}")
    width, height, _ = sizes[0]
    if width < SMALLEST.width() or height < SMALLEST.height():
        least = f"{SMALLEST.width()}x{SMALLEST.height()}"
        return Finding("screen", Verdict.BAD, f"{told}; the window needs {least}")
    return Finding("screen", Verdict.GOOD, told)


def typeface() -> Finding:
    """The typeface is ours, and its digits keep their width."""
    try:
        fonts.load()
    except (fonts.FontError, OSError) as trouble:
        return Finding("fonts", Verdict.BAD, str(trouble))
    face = fonts.font(fonts.Type.KEY)
    found = QFontInfo(face).family()
    if found != fonts.FAMILY:
        return Finding("fonts", Verdict.BAD, f"{fonts.FAMILY} was asked for, {found} came")
    widths = [QFontMetricsF(face).horizontalAdvance(digit) for digit in "0123456789"]
    if max(widths) - min(widths) > _DANCE:
        return Finding("fonts", Verdict.NOTE, f"{found}, but its digits differ in width: live numbers dance")
    return Finding("fonts", Verdict.GOOD, f"{found}, digits of one width")


def awake(way: Wake) -> Finding:
    """Whether the system lets the booth keep the screen on."""
    reason = way.hold()
    if reason:
        return Finding("awake", Verdict.NOTE, f"{reason}: switch the screen saver off by hand")
    way.release()
    return Finding("awake", Verdict.GOOD, "the screen can be kept on")


def sound(platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> Finding:
    """What would play the tones of the alarms; whether a loudspeaker is on, nobody can ask."""
    if platform == "win32":
        return Finding("sound", Verdict.GOOD, "alarms are heard through Windows itself")
    command = command_of(platform, which)
    if command:
        return Finding("sound", Verdict.GOOD, f"alarms are heard through {Path(command[0]).name}")
    wanted = ", ".join(name for name, *_ in PLAYERS.get(platform, ())) or "no player is known here"
    return Finding("sound", Verdict.NOTE, f"alarms are seen, not heard: install one of {wanted}")


def disk(folder: Path) -> Finding:
    """There is room where alarms and history are kept, and it can be written."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"check")
        free = shutil.disk_usage(folder).free
    except OSError as trouble:
        return Finding("disk", Verdict.BAD, told(trouble))
    verdict = Verdict.GOOD if free >= _ROOM else Verdict.BAD
    return Finding("disk", verdict, f"{free / 1e9:.1f} GB free in {folder}")


def clock(zone: str, wall: float, drift: float, installed: float) -> Finding:
    """`wall` is the clock now, `drift` how far it went from the machine's own; seconds, as `installed`."""
    there = datetime.fromtimestamp(wall, ZoneInfo(zone))
    told = f"{there:%Y-%m-%d %H:%M:%S} in {zone}"
    if wall < installed:
        return Finding("clock", Verdict.BAD, f"{told}: that is before this program was installed")
    if abs(drift) > _STEADY:
        return Finding("clock", Verdict.BAD, f"{told}: it was set by {drift:+.2f} s during this check")
    return Finding("clock", Verdict.GOOD, f"{told}, steady")
