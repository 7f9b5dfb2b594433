"""Turns a session in a thread of its own: whatever happens to the disk, the screen goes on."""

import threading
import time
from typing import Final

from dashboard.history.session import Session

#: A commit so often, in seconds: with the time to write it, a crash loses less than 2 s.
PERIOD: Final = 1.0
_PATIENCE: Final = 15.0


class Recorder:
    """`start` it, then `session.record` frames, then `stop` it."""

    def __init__(self, session: Session, period: float = PERIOD) -> None:
        self.session = session
        self._period = period
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, name="record history", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and close the file."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        due = time.monotonic()
        while not self._ending.wait(max(0.0, due - time.monotonic())):
            due = max(due + self._period, time.monotonic())
            self.session.turn(time.monotonic())
        self.session.close()
