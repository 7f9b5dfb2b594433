"""The file of this session: what waits is written, what goes wrong is said, and tried again."""

import contextlib
import logging
import math
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from config.catalogue import City
from config.messages import Clock, ScenarioState
from dashboard.core.alarms.journal import Earlier
from dashboard.core.frame import Frame
from dashboard.core.readings.store import Store
from dashboard.history.backlog import Backlog
from dashboard.history.files import let_go, open_to_write, sessions, size_of
from dashboard.history.retention import Retention, prune, tidy
from dashboard.history.state import HistoryState
from dashboard.history.trouble import Status, Trouble, trouble
from dashboard.history.writer import Entry, Writer

_LOG = logging.getLogger(__name__)
#: So much of the disk is left to others, bytes.
RESERVE: Final = 256_000_000
#: Seconds before the next attempt after something went wrong: first, and at most.
_RETRY: Final = (1.0, 10.0)
#: How often it is checked whether something must be forgotten, seconds.
_PRUNE_EVERY: Final = 60.0


class Session:
    """`record` belongs to the screen's thread, `turn` and `close` to the recorder's, the rest to all.

    Until the file can be opened, and while it cannot be written, frames wait, within bounds. `store`
    says which thing a row is; only what never moves is read from it.
    """

    def __init__(
        self,
        path: Path,
        city: City,
        store: Store,
        *,
        earlier: Earlier | None = None,
        keep: Retention | None = None,
        keep_folder: bool = False,
        backlog: Backlog | None = None,
        free: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free,
    ) -> None:
        """`earlier`: the alarms that were taken over when this run began.

        `keep_folder`: apply `keep` to the other sessions of the folder, too.
        """
        self.path = path
        #: The present run: wall clock of its first frame, None before it.
        self.run: float | None = None
        self._city = city
        self._store = store
        self._earlier = earlier
        self._keep = keep or Retention()
        self._keep_folder = keep_folder
        self._free = free
        self._backlog = backlog or Backlog()
        # What was put into the backlog last.
        self._clock: Clock | None = None
        self._scenario = ScenarioState()
        # The recorder's thread.
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._writer: Writer | None = None
        #: Of a commit under way: how many frames the file then has, and the order of the last.
        self._attempt: tuple[int, int] | None = None
        self._next_try = -math.inf
        self._delay = 0.0
        self._prune_at = -math.inf
        # Shared.
        self._lock = threading.Lock()
        self._door: duckdb.DuckDBPyConnection | None = None
        self._state = HistoryState(Status.OPENING, path=str(path))

    # -- the screen's thread -------------------------------------------------------------------------

    def record(self, frame: Frame) -> None:
        """Keep a frame if anything happened in it; never waits."""
        news = frame.restarted or frame.events or frame.truths or any(map(len, frame.batches))
        if news or frame.clock != self._clock or frame.scenario != self._scenario:
            if self.run is None or frame.restarted:
                self.run = frame.wall
            self._clock, self._scenario = frame.clock, frame.scenario
            self._backlog.put(frame, self.run, self._earlier)
            self._earlier = None

    # -- any thread ----------------------------------------------------------------------------------

    def state(self) -> HistoryState:
        """How it goes."""
        with self._lock:
            return self._state

    @contextlib.contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """To read the file while it is written; Trouble while it is not open."""
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

    def turn(self, now: float) -> None:
        """Write what waits; on any mishap close the file, say so, and try again later.

        `now` is monotonic time in seconds.
        """
        if self._writer is None and now < self._next_try:
            self._tell(self._state.status, self._state.detail)
            return
        try:
            writer = self._writer or self._open()
            if not self.path.is_file():
                raise Trouble(Status.FAILED, f"{self.path} was taken away")
            if self._free(self.path.parent) < RESERVE:
                raise Trouble(Status.FULL, f"less than {RESERVE // 1_000_000} MB free in {self.path.parent}")
            self._write(writer, self._backlog.peek())
            self._forget(now)
        except (duckdb.Error, OSError, Trouble) as error:
            self._give_up(trouble(error), now)
        else:
            self._delay = 0.0
            self._tell(Status.RECORDING)

    def close(self) -> None:
        """Write what waits, once more, and close the file."""
        self._next_try = -math.inf
        self.turn(0.0)
        self._close()
        self._tell(Status.OFF, self._state.detail)

    def _open(self) -> Writer:
        connection = self._connection = open_to_write(self.path)
        writer = self._writer = Writer(connection, self._city, self._store)
        if self._attempt is not None:
            frames, order = self._attempt
            if writer.frames >= frames:  # the commit that failed has reached the file all the same
                self._backlog.done(order)
        self._attempt = None
        with self._lock:
            self._door = connection.cursor()
        return writer

    def _write(self, writer: Writer, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        self._attempt = (writer.frames + len(entries), entries[-1].order)
        writer.write(entries)
        self._attempt = None
        self._backlog.done(entries[-1].order)
        recorded = self._state.recorded + sum(len(b) for entry in entries for b in entry.frame.batches)
        with self._lock:
            self._state = replace(self._state, recorded=recorded, committed=entries[-1].frame.wall)

    def _forget(self, now: float) -> None:
        """Now and then, see that no more is kept than should be, on the disk and in memory."""
        if now < self._prune_at or self._connection is None or math.isnan(self._state.committed):
            return
        self._prune_at = now + _PRUNE_EVERY
        if self._keep_folder:
            tidy(sessions(self.path.parent), self._keep, self._state.committed, self.path)
        prune(self._connection, self._keep, self._state.committed)
        let_go(self._connection)

    def _give_up(self, problem: Trouble, now: float) -> None:
        if (problem.status, problem.detail) != (self._state.status, self._state.detail):
            _LOG.warning("history: %s", problem.detail)
        self._close()
        self._delay = min(max(_RETRY[0], 2 * self._delay), _RETRY[1])
        self._next_try = now + self._delay
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
        size = size_of(self.path)
        with self._lock:
            self._state = replace(
                self._state,
                status=status,
                detail=detail,
                waiting=self._backlog.waiting,
                missed=self._backlog.missed,
                size=size,
            )
