"""Child processes that are kept alive: started, watched, restarted with back-off, stopped."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Final

_LOG = logging.getLogger(__name__)
#: Seconds before the first and the longest before any later restart.
_FIRST_DELAY: Final = 0.5
_LONGEST_DELAY: Final = 15.0
#: A child that lived so long had a good start: its next fall begins the back-off anew.
_SETTLED: Final = 30.0
_PATIENCE: Final = 5.0


class Child:
    """One program, restarted whenever it ends by itself.

    The child is given a pipe as standard input and ends when it closes, so that it goes with this
    process even when this one is killed. `command` is asked anew for every start, because a
    restarted city goes on at the time where it was.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[], Sequence[str]],
        monotonic: Callable[[], float],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._command = command
        self._environment = {**os.environ, **(environment or {})}
        self._monotonic = monotonic
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._restart_at: float | None = None
        self._failure = ""
        self.restarts = 0
        self._watcher = threading.Thread(target=self._watch, name=f"watch {name}", daemon=True)

    def start(self) -> None:
        """Start the program and its watch; returns at once."""
        self._process = self._launch()
        self._watcher.start()

    @property
    def pid(self) -> int | None:
        """Its process id, None while it is down."""
        with self._lock:
            return self._process.pid if self._process is not None and self._process.poll() is None else None

    def restart_in(self) -> float | None:
        """Seconds until the next attempt, None while it runs."""
        at = self._restart_at
        return None if at is None else max(0.0, at - self._monotonic())

    @property
    def failure(self) -> str:
        """The status with which it last ended, "" when it never did."""
        return self._failure

    def stop(self) -> None:
        """End the program: first by closing its input, then by force."""
        self._ending.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
        if self._watcher.is_alive():
            self._watcher.join(_PATIENCE)

    def _launch(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command(), stdin=subprocess.PIPE, env=self._environment)

    def _watch(self) -> None:
        delay = _FIRST_DELAY
        started = self._monotonic()
        while self._process is not None:
            status = self._process.wait()
            if self._ending.is_set():
                return
            if self._monotonic() - started > _SETTLED:
                delay = _FIRST_DELAY
            self._failure = str(status)
            _LOG.warning("%s ended with status %s; next start in %.1f s", self.name, self._failure, delay)
            self._restart_at = self._monotonic() + delay
            if self._ending.wait(delay):
                return
            delay = min(2 * delay, _LONGEST_DELAY)
            with self._lock:
                if self._ending.is_set():
                    return
                _close(self._process.stdin)
                self._process = self._launch()
            started = self._monotonic()
            self.restarts += 1
            self._restart_at = None


def _end(process: "subprocess.Popen[bytes]") -> None:
    _close(process.stdin)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except BrokenPipeError:  # the child is gone already, and nothing was waiting to be written
            _LOG.debug("pipe of an ended child")


def module(name: str, *arguments: str) -> list[str]:
    """The command line of one of our own programs, in this interpreter."""
    return [sys.executable, "-m", name, *arguments]
