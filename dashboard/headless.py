"""The same pipeline without a window: turns it at the frame rate until the time is over."""

import threading
import time
from pathlib import Path
from typing import Final

from dashboard.control_room import ControlRoom
from dashboard.core.meter import Beats
from dashboard.options import Options
from dashboard.replay_room import ReplayRoom, open_replay
from dashboard.report import Report

FRAME: Final = 1 / 30


def open_room(options: Options, folder: Path) -> ControlRoom | ReplayRoom:
    """The room that the options ask for: over a city, or over a recording of one."""
    if options.replay is not None:
        return open_replay(options.replay, options.city, options.speed or 1.0)
    return ControlRoom(options, folder)


def run(room: ControlRoom | ReplayRoom, options: Options, folder: Path, ending: threading.Event) -> Report:
    """Turn until the time or a recording is over, or `ending` is set."""
    beats = Beats()
    report = Report(room.pipeline, beats)
    room.connect()
    print(f"broker: {room.broker}", flush=True)
    begin = time.monotonic()
    number = 0
    while not room.finished and (options.duration is None or time.monotonic() - begin < options.duration):
        frame = room.turner.turn(time.time())
        report.frame(frame)
        room.follow(frame)
        room.turner.drawn(time.time())
        beats.add(time.monotonic())
        # Absolute deadlines: a late frame does not delay those after it.
        number = max(number + 1, int((time.monotonic() - begin) / FRAME))
        if ending.wait(max(0.0, begin + number * FRAME - time.monotonic())):
            break
    return report
