"""Records every frame in its own thread; whatever happens to the disk, the screen goes on."""

import contextlib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from config.catalogue import City
from config.messages import Clock, ScenarioState
from dashboard.core.frame import Frame
from dashboard.core.store import Store
from dashboard.history.backlog import Backlog
from dashboard.history.files import open_to_write, sessions, wal
from dashboard.history.retention import Retention, prune, tidy
from dashboard.history.state import HistoryState
from dashboard.history.trouble import Status, Trouble, trouble
from dashboard.history.writer import Entry, Writer

_LOG = logging.getLogger(__name__)
#: A commit so often, in seconds: with the time to write it, a crash loses less than 2 s.
PERIOD: Final = 1.0
#: So much of the disk is left to others, bytes.
RESERVE: Final = 256_000_000
#: Seconds before the next attempt after something went wrong: first, and at most.
_RETRY: Final = (1.0, 10.0)
#: How often it is checked whether something must be forgotten, seconds.
_PRUNE_EVERY: Final = 60.0
_PATIENCE: Final = 15.0


class Recorder:
    """Owns the file of this session: `start` it, `record` frames, `stop` it.

    `path` is opened when the thread starts, and again after every mishap; until then frames wait, within
    bounds. `store` says which thing a row is; only what never moves is read from it.
    """

    def __init__(
        self,
        path: Path,
        city: City,
        store: Store,
        *,
        keep: Retention | None = None,
        keep_folder: bool = False,
        period: float = PERIOD,
        backlog: Backlog | None = None,
        free: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`keep_folder`: apply `keep` to the other sessions of the folder, too."""
        self.path = path
        self._city = city
        self._store = store
        self._keep = keep or Retention()
        self._keep_folder = keep_folder
        self._period = period
        self._free = free
        self._wall = wall
        self._monotonic = monotonic
        self._backlog = backlog or Backlog()
        # What was put into the backlog last; the screen's thread only.
        self._clock: Clock | None = None
        self._scenario = ScenarioState()
        #: The present run: wall clock of its first frame, None before it.
        self.run: float | None = None
        # The recorder's thread.
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._writer: Writer | None = None
        #: Of a commit under way: how many frames the file then has, and the order of the last.
        self._attempt: tuple[int, int] | None = None
        self._next_try = self._delay = 0.0
        self._pruned_at = -float("inf")
        # Shared.
        self._lock = threading.Lock()
        self._door: duckdb.DuckDBPyConnection | None = None
        self._state = HistoryState(Status.OPENING, path=str(path))
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, name="history", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and close the file."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def record(self, frame: Frame) -> None:
        """Keep a frame; never waits. The screen's thread only."""
        begins = self.run is None or frame.restarted
        if begins:
            self.run = frame.wall
        news = begins or frame.events or frame.truths or any(map(len, frame.batches))
        if news or frame.clock != self._clock or frame.scenario != self._scenario:
            self._clock, self._scenario = frame.clock, frame.scenario
            assert self.run is not None
            self._backlog.put(frame, self.run)

    def state(self) -> HistoryState:
        """How it goes; any thread."""
        with self._lock:
            return self._state

    @contextlib.contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Read the file while it is written; any thread. Trouble while it is not open."""
        with self._lock:
            if self._door is None:
                raise Trouble(self._state.status, self._state.detail or "the recording is not open")
            cursor = self._door.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            raise trouble(error) from None
        finally:
            cursor.close()

    # -- the recorder's thread -----------------------------------------------------------------------

    def _work(self) -> None:
        due = self._monotonic()
        self._turn()
        while not self._ending.wait(max(0.0, due - self._monotonic())):
            due = max(due + self._period, self._monotonic())
            self._turn()
        self._next_try = 0.0  # a last attempt
        self._turn()
        self._close()
        self._tell(Status.OFF)

    def _turn(self) -> None:
        """Write what waits; on any mishap close the file, say so, and try again later."""
        if self._writer is None and self._monotonic() < self._next_try:
            self._tell(self._state.status, self._state.detail)
            return
        try:
            writer = self._writer or self._open()
            if self._free(self.path.parent) < RESERVE:
                raise Trouble(Status.FULL, f"less than {RESERVE // 1_000_000} MB free in {self.path.parent}")
            self._write(writer, self._backlog.peek())
            self._forget()
        except (duckdb.Error, OSError, Trouble) as error:
            self._give_up(trouble(error))
        else:
            self._delay = 0.0
            self._tell(Status.RECORDING)

    def _open(self) -> Writer:
        connection = open_to_write(self.path)
        self._connection = connection
        writer = self._writer = Writer(connection, self._city, self._store)
        if self._attempt is not None:
            frames, order = self._attempt
            if writer.frames >= frames:  # the commit that failed has reached the file all the same
                self._backlog.done(order)
        self._attempt = None
        if self._keep_folder:
            tidy(sessions(self.path.parent), self._keep, self._wall(), self.path)
        with self._lock:
            self._door = connection.cursor()
        return writer

    def _write(self, writer: Writer, entries: Sequence[Entry]) -> None:
        if entries:
            self._attempt = (writer.frames + len(entries), entries[-1].order)
            writer.write(entries)
            self._attempt = None
            self._backlog.done(entries[-1].order)
            with self._lock:
                self._committed(entries)

    def _committed(self, entries: Sequence[Entry]) -> None:
        recorded = self._state.recorded + sum(len(b) for entry in entries for b in entry.frame.batches)
        self._state = replace(self._state, recorded=recorded, committed=entries[-1].frame.wall)

    def _forget(self) -> None:
        if self._monotonic() >= self._pruned_at + _PRUNE_EVERY and self._connection is not None:
            self._pruned_at = self._monotonic()
            prune(self._connection, self._keep, self._wall())

    def _give_up(self, problem: Trouble) -> None:
        if (problem.status, problem.detail) != (self._state.status, self._state.detail):
            _LOG.warning("history: %s", problem.detail)
        self._close()
        self._delay = min(max(_RETRY[0], 2 * self._delay), _RETRY[1])
        self._next_try = self._monotonic() + self._delay
        self._tell(problem.status, problem.detail)

    def _close(self) -> None:
        with self._lock:
            door, self._door = self._door, None
        connection, self._connection, self._writer = self._connection, None, None
        for item in (door, connection):
            if item is not None:
                with contextlib.suppress(duckdb.Error):  # it is broken already, and that was said
                    item.close()

    def _tell(self, status: Status, detail: str = "") -> None:
        size = sum(part.stat().st_size for part in (self.path, wal(self.path)) if part.is_file())
        with self._lock:
            self._state = replace(
                self._state,
                status=status,
                detail=detail,
                waiting=self._backlog.waiting,
                missed=self._backlog.missed,
                size=size,
            )
