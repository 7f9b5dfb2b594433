"""Opens the window over the control room: the only file that knows both `ui` and `ingest`."""

import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from config.errors import suggestion
from dashboard.control_room import ControlRoom
from dashboard.display import require_display
from dashboard.options import Options, UsageError
from dashboard.report import Report
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pages import registry
from dashboard.ui.pump import Pump

#: How often Qt lets Python see that it was told to end, milliseconds.
_ENDING_CHECK = 100
_SIZE = (1920, 1080)


def run(options: Options, folder: Path, ending: threading.Event) -> int:
    """Show the window until it is closed, the time is over, or `ending` is set; exit status."""
    pages = registry.names(options.city)
    if options.page not in pages:
        raise UsageError(f'--page: no page "{options.page}"{suggestion(options.page, pages)}')
    require_display()
    room = ControlRoom(options, folder)
    try:
        room.start()  # the children load while the window is built
        report = _show(room, options, ending)
    finally:
        room.stop()
    if options.report is not None:
        report.write(options.report)
    return 0


def _show(room: ControlRoom, options: Options, ending: threading.Event) -> Report:
    application = QApplication(sys.argv[:1])
    pump = Pump(room.pipeline, time.time)
    report = Report(room.pipeline, pump.beats)
    window = MainWindow(options.city, pump, room, language=options.language, page=options.page)
    window.resize(*(options.size or _SIZE))
    pump.frame.connect(report.frame)
    pump.frame.connect(room.follow)

    def end() -> None:
        if options.snapshot is not None:
            window.grab().save(str(options.snapshot))
        window.close()

    check = QTimer(application, interval=_ENDING_CHECK)
    check.timeout.connect(lambda: end() if ending.is_set() else None)
    check.start()
    if options.duration is not None:
        QTimer.singleShot(round(options.duration * 1000), window, end)
    window.show()
    room.connect()
    print(f"broker: {room.broker}", flush=True)
    pump.start()
    application.exec()
    pump.stop()
    return report
