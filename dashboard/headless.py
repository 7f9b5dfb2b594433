"""The same pipeline without a window: turns it at the frame rate until the time is over."""

import threading
import time
from typing import Final

from dashboard.control_room import ControlRoom
from dashboard.core.meter import Beats
from dashboard.report import Report

FRAME: Final = 1 / 30


def run(
    room: ControlRoom, report: Report, beats: Beats, duration: float | None, ending: threading.Event
) -> None:
    """Turn until `duration` seconds have passed or `ending` is set."""
    begin = time.monotonic()
    number = 0
    while duration is None or time.monotonic() - begin < duration:
        frame = room.pipeline.turn(time.time())
        report.frame(frame)
        room.follow(frame)
        room.pipeline.drawn(time.time())
        beats.add(time.monotonic())
        # Absolute deadlines: a late frame does not delay those after it.
        number = max(number + 1, int((time.monotonic() - begin) / FRAME))
        if ending.wait(max(0.0, begin + number * FRAME - time.monotonic())):
            return
