"""What is asked of one run of one file, and what has been answered so far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.core.frame import Frame
from dashboard.history.archive import Run
from dashboard.history.curves import Curve, Period
from dashboard.history.library import Volume
from dashboard.history.marks import Mark, MarkKind, marks, worst_alarm
from dashboard.history.trouble import Trouble
from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry, recorded
from dashboard.ui.history.question import Question
from dashboard.ui.history.source import Source
from dashboard.ui.pace import Pace

#: Marks are asked for again so often while more may come, and contents while they cannot be read,
#: seconds of wall clock.
_AGAIN: Final = 5.0
#: So much more than is on screen is asked for on either side, as a share of it.
_MORE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds."""

    volumes: Sequence[Volume]  #: it and those beside it
    runs: Sequence[Run]
    entries: Sequence[Entry]
    worst: str  #: the datastream of the worst alarm of the run, "" without one


class Inquiry:
    """Nothing here waits: `take` once a frame, then see what has come."""

    def __init__(self, context: Context) -> None:
        self._context = context
        #: None for the present file.
        self.file: Path | None = None
        #: Wall clock of its first frame, None for the present run or the newest.
        self.run: float | None = None
        #: The other curves were measured so many seconds earlier; 0 without any.
        self.by = 0.0
        self.source = self.other = Source(context.history, context.store)
        self._contents: Question[Contents] = Question(context.history.desk)
        self._marks: Question[list[Mark]] = Question(context.history.desk)
        self._marked = math.inf, -math.inf
        self._pace, self._retry = Pace(_AGAIN), Pace(_AGAIN)
        self.open(None)

    # -- what is asked -----------------------------------------------------------------------------

    def open(self, file: Path | None, run: float | None = None) -> None:
        """Of that file and run; answers about another are no longer waited for."""
        library, store = self._context.history, self._context.store
        self.file = None if file == library.path else file
        self.run = run
        self.source, self.other = (Source(library, store, self.file, run) for _ in range(2))
        self.look_again()
        self.ask_contents()

    def look_again(self) -> None:
        """What happened is no longer known: another run, or the story began anew."""
        self._marks.drop()
        self._marked = math.inf, -math.inf
        self._pace.now()

    def ask_contents(self) -> None:
        """What is in the file, and what lies beside it."""
        library, city, path, run = self._context.history, self._context.city, self.file, self.run
        if library.path is None and path is None:
            return

        def contents() -> Contents:
            archive = library.archive(path)
            chosen = archive.run(run)
            worst = "" if chosen is None else worst_alarm(archive, chosen)
            return Contents(library.volumes(), archive.runs(), recorded(city, archive), worst)

        self._contents.ask(contents)

    def ask_marks(self, wall: float, since: float, until: float) -> None:
        """What happened there, unless that is known and no more can come."""
        library, path, run = self._context.history, self.file, self.source.past.run
        known = self._marked[0] <= since and until <= self._marked[1]
        if run is None or self._marks.waiting or (known and not self.source.live):
            return
        if not self._pace.due(wall):
            return
        more = _MORE * (until - since)
        self._marked = since - more, until + more
        period = Period(*self._marked, run)
        self._marks.ask(lambda: marks(library.archive(path), period))

    # -- what has come -----------------------------------------------------------------------------

    def take(self, frame: Frame) -> None:
        """One frame."""
        self.source.take(frame)
        if self.by:
            self.other.take(frame)
        held = self._contents.trouble is not None and not self._contents.waiting
        if held and self._retry.due(frame.wall):
            self.ask_contents()

    @property
    def generation(self) -> tuple[int, int]:
        """Another one when readings have come."""
        return self.source.generation, self.other.generation

    @property
    def waiting(self) -> bool:
        """Whether readings are still to come."""
        return self.source.past.waiting or bool(self.by and self.other.past.waiting)

    @property
    def trouble(self) -> Trouble | None:
        """Why the file cannot be read, None when it can; what goes on has its memory all the same."""
        return None if self.source.live else self.source.past.trouble or self._contents.trouble

    def curve(self, datastream: str, since: float, until: float) -> Curve:
        """Readings between two times, as far as they are here."""
        return self.source.curve(datastream, since, until)

    def earlier(self, datastream: str, since: float, until: float) -> Curve:
        """Those that are compared with them, laid over."""
        return self.other.curve(datastream, since, until, self.by)

    def contents(self) -> Contents | None:
        """Once, when it has come."""
        return self._contents.take()

    def marks(self) -> Sequence[Mark] | None:
        """Once, when they have come; what the simulators imposed is not for the operator to see."""
        found = self._marks.take()
        if found is None:
            if self._marks.trouble is not None:
                self._marked = math.inf, -math.inf
            return None
        return [mark for mark in found if mark.kind is not MarkKind.TRUTH]
