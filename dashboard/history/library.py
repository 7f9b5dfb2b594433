"""What can be looked back on: the present recording and the other files of its folder."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.history.archive import Archive, open_archive
from dashboard.history.desk import Desk
from dashboard.history.files import sessions, size_of
from dashboard.history.session import Session
from dashboard.history.state import HistoryState
from dashboard.history.trouble import Status, Trouble

#: So many files beside the present one stay open: one to look at, one to compare it with.
_OPEN: Final = 2


@dataclass(frozen=True, slots=True)
class Volume:
    """One file of recordings."""

    path: Path
    size: int  #: bytes
    modified: float  #: seconds since 1970, NaN when it is not there


class Library:
    """Asked by the window, through `desk`; long work goes to `workshop`, so that no question waits for it.

    `archive` and `volumes` read the disk: they belong into questions. `live` says that the memory of
    the pipeline goes on where the present file ends.
    """

    def __init__(
        self,
        present: Archive | None = None,
        path: Path | None = None,
        *,
        folder: Path | None = None,
        state: Callable[[], HistoryState] = HistoryState,
        run: Callable[[], float | None] = lambda: None,
        live: bool = False,
    ) -> None:
        """`run` says the present run: the wall clock at its first frame, None for the newest."""
        self.desk = Desk()
        self.workshop = Desk()
        self.path = path
        self.folder = folder
        self.state = state
        self.run = run
        self.live = live
        #: Set when all is over: long work looks at it.
        self.ending = threading.Event()
        self._present = present
        self._lock = threading.Lock()
        self._others: dict[Path, Archive] = {}

    def volumes(self) -> list[Volume]:
        """The present file first, then the others, newest first."""
        paths = [] if self.path is None else [self.path]
        if self.folder is not None:
            paths += [path for path in sessions(self.folder) if path != self.path]
        return [Volume(path, size_of(path), _modified(path)) for path in paths]

    def archive(self, path: Path | None = None) -> Archive:
        """That file, or the present one, for a question at the desk; Trouble when it cannot be read.

        It stays open until others are asked for.
        """
        if path is None or path == self.path:
            return self._now()
        with self._lock:
            found = self._others.pop(path, None) or open_archive(path)
            self._others[path] = found  # the newest is last
            while len(self._others) > _OPEN:
                self._others.pop(next(iter(self._others))).close()
        return found

    @contextlib.contextmanager
    def lent(self, path: Path | None = None) -> Iterator[Archive]:
        """The same for long work elsewhere: nobody closes it meanwhile."""
        if path is None or path == self.path:
            yield self._now()
            return
        with open_archive(path) as archive:
            yield archive

    def close(self) -> None:
        """Answer no more, and let go of all files but the present one, whose owner closes it."""
        self.ending.set()
        self.desk.close()
        self.workshop.close()
        with self._lock:
            while self._others:
                self._others.popitem()[1].close()

    def _now(self) -> Archive:
        if self._present is None:
            raise Trouble(Status.OFF, "nothing is recorded")
        return self._present


def library_of(session: Session) -> Library:
    """Of a recording that is going on: its file, and what lies beside it."""
    return Library(
        Archive(session.cursor),
        session.path,
        folder=session.path.parent,
        state=session.state,
        run=lambda: session.run,
        live=True,
    )


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # the recorder has not made it yet
        return float("nan")
