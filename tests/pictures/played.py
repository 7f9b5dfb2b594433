"""A recording of the city, played through the control room's own pipeline without a broker."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from config.messages import Clock, Message, Observation, Status
from config.wire import Decoder
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.meter import RecentLatencies
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store

SPEED = 60.0
#: Seconds of the city's time between two turns: a minute, and as long as a frame lasts (1/30 s) at the end.
STEP, FRAME = 60.0, 2.0
#: So much of the story, seconds, is played frame by frame, so that delays are those of frames.
FINE = 1200.0


class Line(msgspec.Struct):
    """One line of a recording."""

    topic: str
    payload: str
    retain: bool


def record(path: Path, *arguments: str) -> None:
    """Let the simulators write a recording; the same arguments write the same bytes."""
    command = [sys.executable, "-m", "simulators", "--record", str(path), "--speed", "max", *arguments]
    subprocess.run(command, check=True)


def messages(city: City, path: Path) -> Iterator[Message]:
    """What a recording says, in order."""
    decoder, line = Decoder(city), msgspec.json.Decoder(Line)
    with path.open("rb") as file:
        for raw in file:
            said = line.decode(raw)
            message = decoder.decode(said.topic, said.payload.encode())
            if not isinstance(message, Clock):
                yield message


class _NoLatencies(RecentLatencies):
    """Delays of whole minutes mean nothing: none is known."""

    def add(self, wall: float, delays: NDArray[np.float64]) -> None:
        """Forget them."""


class Played:
    """A pipeline and the recording that is played into it: a minute a turn, its end frame by frame."""

    def __init__(self, city: City) -> None:
        store = Store(city)
        self.inbox = Inbox()
        self.pipeline = Pipeline(city, self.inbox, self, AlarmBook(city, store), store)
        self._start = city.start_time
        self.time = self._start
        self._coarse = True
        self.pipeline.recent = _NoLatencies()
        self.inbox.put(Status("simulators", True), self.wall())

    def state(self) -> LinkState:
        """The broker stands."""
        return LinkState(connected=True)

    def wall(self) -> float:
        """The wall clock that belongs to the simulated time."""
        return self._start + (self.time - self._start) / SPEED

    def play(self, said: Iterator[Message], until: float, turn: Callable[[], None]) -> None:
        """Put in what was said before `until` (seconds since 1970), and call `turn` between."""
        for message in said:
            while isinstance(message, Observation) and message.time >= self.time + self._step(until):
                self._turn(turn, until)
                if self.time >= until:
                    return
            self.inbox.put(message, self.wall())
        self._turn(turn, until)

    def _step(self, until: float) -> float:
        return STEP if self.time < until - FINE else FRAME

    def _turn(self, turn: Callable[[], None], until: float) -> None:
        if self._step(until) == FRAME and self._coarse:
            self._coarse = False
            self.pipeline.recent = RecentLatencies()
        self.time += self._step(until)
        self.inbox.put(Clock(self.time, self.wall(), SPEED, True), self.wall())
        turn()
