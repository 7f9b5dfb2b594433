"""Opens the window over the control room: the only file that knows both `ui` and `ingest`."""

import gc
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication

from config.writing import hindrance
from dashboard.control_room import ControlRoom
from dashboard.display import UNSEEN
from dashboard.large import LARGE
from dashboard.options import Options
from dashboard.replay_room import ReplayRoom, replay_beside
from dashboard.report import Report
from dashboard.ui.ahead import Ahead
from dashboard.ui.booth.kiosk import Kiosk
from dashboard.ui.booth.wake import wake
from dashboard.ui.help.tour import Tour, first_start
from dashboard.ui.main_window import MainWindow
from dashboard.ui.portions import Portions
from dashboard.ui.pump import Pump
from dashboard.ui.smallest import SMALLEST
from dashboard.ui.sound import Sound, player_here
from dashboard.ui.transport.opening import ReplayWindows

#: How often Qt lets Python see that it was told to end, milliseconds.
_ENDING_CHECK = 100
_SIZE = (1920, 1080)


def run(room: ControlRoom | ReplayRoom, options: Options, folder: Path, ending: threading.Event) -> Report:
    """Show the window until it is closed, the time is over, or `ending` is set."""
    width, height = options.size or _SIZE
    if options.large:
        width, height = round(width / LARGE), round(height / LARGE)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    pump = Pump(room.pipeline, time.time, turner=room.turner)
    report = Report(room.pipeline, pump.beats)
    replays = ReplayWindows(
        lambda library, path, stretch: replay_beside(library, path, stretch, options.city), time.time
    )
    window = MainWindow(
        options.city, pump, room, language=options.language, page=options.page, past=room.past,
        sound=Sound(player_here()), history=room.library,
        transport=room.transport, replays=replays, portions=Portions(time.thread_time),
    )  # fmt: skip
    window.resize(width, height)
    if options.size is None and not options.large and options.snapshot is None:
        _fit(window, application.primaryScreen().availableSize())
    replays.attach(window, pump)
    if options.report is not None:  # it remembers every alarm of the run
        pump.frame.connect(report.frame)
    pump.frame.connect(room.follow)
    kiosk = Kiosk(window, pump, wake(), idle=options.idle_reset) if options.kiosk else None

    def end() -> None:
        if options.snapshot is not None:
            report.unwritten.extend(_take_picture(window, options.snapshot, folder))
        window.close()

    check = QTimer(application, interval=_ENDING_CHECK)
    check.timeout.connect(lambda: end() if ending.is_set() else None)
    check.start()
    Ahead(window, pump.beats)
    if options.duration is not None:
        QTimer.singleShot(round(options.duration * 1000), window, end)
    window.show()
    settings = QSettings(str(folder.parent / "window.ini"), QSettings.Format.IniFormat)
    window.context.look.remember(settings)
    if kiosk is not None:
        restless = kiosk.start()
        if restless:
            print(f"the screen may fall asleep: {restless}", file=sys.stderr)
    elif options.snapshot is None and first_start(settings):
        Tour(window, pump, settings).begin()
    room.connect()
    # A hundred thousand objects stand for good: to look through them again, 60 ms, would cost frames.
    gc.freeze()
    gc.enable()
    print(f"broker: {room.broker}", flush=True)
    pump.start()
    application.exec()
    gc.unfreeze()  # all of it ends now
    pump.stop()
    if kiosk is not None:
        kiosk.stop()
    return report


def _take_picture(window: MainWindow, path: Path, spare: Path) -> list[str]:
    """Write a picture of the window, in `spare` when it cannot be there; what to say then."""
    picture = window.grab()
    if picture.save(str(path)):
        return []
    kept = spare / f"snapshot{path.suffix}"
    where = f"it is in {kept}" if picture.save(str(kept)) else "it could be kept nowhere"
    return [f"--snapshot: {hindrance(path) or f'{path}: the picture could not be written'}; {where}"]


def _fit(window: MainWindow, screen: QSize) -> None:
    """A window that nobody gave a size is no larger than its screen."""
    if QApplication.platformName() not in UNSEEN:
        window.resize(window.size().boundedTo(screen).expandedTo(SMALLEST))
