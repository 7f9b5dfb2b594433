"""A recording played again through the very pipeline, one group of frames after the other."""

import math
from itertools import chain

from config.catalogue import City
from config.messages import Message, Status
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store
from dashboard.history.pieces import PIECE, Pieces
from dashboard.history.recording import Act, Recording


class Replay:
    """Owns a pipeline of its own and turns it through a recording.

    `place` is the frame that comes next. Frames may be turned together, because what the readings
    bring about depends on them alone; those whose moment matters are turned by themselves, at the
    wall clock of then. So alarms come out as they did live, at any speed.
    """

    def __init__(self, recording: Recording, city: City, *, operators: bool = True) -> None:
        """`operators`: also do again what operators did to alarms."""
        self.recording = recording
        self.place = 0
        self._operators = operators
        self._inbox = Inbox(capacity=10 * PIECE)
        store = Store(city)
        self.pipeline = Pipeline(city, self._inbox, self, AlarmBook(city, store), store)
        self._fresh = True
        self._pieces = Pieces(recording)

    def close(self) -> None:
        """Read no further."""
        self._pieces.close()

    def state(self) -> LinkState:
        """The link of the pipeline: it always stands."""
        return LinkState(connected=True)

    @property
    def frames(self) -> int:
        """How many there are."""
        return len(self.recording.frames)

    @property
    def wall(self) -> float:
        """Wall clock of then, of the last frame that was turned; NaN before the first."""
        return float(self.recording.frames.wall[self.place - 1]) if self.place else math.nan

    def go_to(self, place: int) -> None:
        """Make `place` the next frame: nothing before it will have been."""
        self.place = place
        if not self._fresh:
            self.pipeline.restart()

    def turn(self, end: int) -> Frame | None:
        """Turn the next group of frames before `end`; None when there is none."""
        if self.place >= end:
            return None
        first, frames = self.place, self.recording.frames
        group = self._pieces.group(first, end)
        wall = float(frames.wall[group - 1])
        if frames.begins[first]:
            self._begin_run(first, wall)
        for act in self.recording.acts(first) if self._operators else ():
            _do(self.pipeline.alarms, act)
        messages: chain[Message] = chain(
            [Status("replay", True)] if self._fresh else [],
            self.recording.messages(first, group),
            self._pieces.observations(first, group),
        )
        for message in messages:
            self._inbox.put(message, wall)
        self._fresh = False
        self.place = group
        return self.pipeline.turn(wall)

    def _begin_run(self, first: int, wall: float) -> None:
        """Forget what was before, and take over what the run did."""
        if not self._fresh:
            self.pipeline.restart()
        earlier = self.recording.earlier(first)
        if earlier is not None:
            if not self._fresh:
                self.pipeline.turn(wall)  # alarms are taken over by a book that is empty
            self.pipeline.alarms.restore(earlier.alarms, earlier.until)


def _do(alarms: AlarmBook, act: Act) -> None:
    """Do again what an operator did."""
    name, alarm = act.alarm["id"], act.alarm
    match act.what:
        case "acknowledged":
            alarms.acknowledge(name, act.time, act.by)
        case "reset":
            alarms.reset(name, act.time, act.by)
        case "shelved":
            alarms.shelve(name, act.time, alarm["shelved_until"] - act.time, alarm["reason"], act.by)
        case "unshelved":
            alarms.unshelve(name, act.time, act.by)
        case "out_of_service":
            alarms.out_of_service(name, act.time, alarm["reason"], act.by)
        case "in_service":
            alarms.in_service(name, act.time, act.by)
        case "commented":
            alarms.comment(name, act.time, alarm["comment"], act.by)
