"""Messages played into a pipeline frame by frame, recorded, and read back: a small city for history."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from config.catalogue import City
from config.messages import Clock, Message, Observation
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.journal import Earlier
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import CAPACITY
from dashboard.history.archive import Archive, open_archive
from dashboard.history.session import Session
from tests.small_city import city, domain, limit, quantity, thing

#: A Friday, 06:00 in Nice, and the wall clock of a session.
START = 1790913600.0
WALL = 1.79e9 + 0.125


def small_city(*, deadband: float = 1.0, on_delay: float = 60.0, advisory: float = 20.0) -> City:
    """Two domains, one of them with a state; a limit on the water level."""
    level = limit("level", advisory=advisory, warning=30.0, alarm=40.0, deadband=deadband, on_delay=on_delay)
    water = domain(
        [
            thing("a", ("level", "flow"), "west"),
            thing("b", ("level",), "west"),
            thing("c", ("level", "flow")),
        ],
        [level],
        [quantity("level", decimals=1), quantity("flow", decimals=2, scale=3.6, unit="km/h")],
    )
    cars = domain(
        [thing("p", ("status",))],
        properties=[
            quantity("status", unit="", states=("open", "full", "closed"), range=(0.0, 2.0), decimals=0)
        ],
        name="parking",
    )
    return city(water, cars)


class Playing:
    """The core of a control room; it is its own link, which always stands."""

    def __init__(self, place: City, capacity: int = CAPACITY) -> None:
        self.city = place
        self.store = Store(place, capacity)
        self.inbox = Inbox()
        self.alarms = AlarmBook(place, self.store)
        self.pipeline = Pipeline(place, self.inbox, self, self.alarms, self.store)

    def state(self) -> LinkState:
        return LinkState(connected=True)

    def turn(self, wall: float, messages: Iterable[Message] = ()) -> Frame:
        """One frame with these messages."""
        for message in messages:
            self.inbox.put(message, wall)
        return self.pipeline.turn(wall)


class Recorded(Playing):
    """Every frame goes to a session's file, too; the disk has as much room as `free` says."""

    def __init__(
        self, place: City, path: Path, earlier: Earlier | None = None, capacity: int = CAPACITY
    ) -> None:
        super().__init__(place, capacity)
        self.path = path
        self.free = 10**12
        self.session = Session(path, place, self.store, earlier=earlier, free=lambda _: self.free)
        self.frames: list[Frame] = []

    def turn(self, wall: float, messages: Iterable[Message] = ()) -> Frame:
        frame = super().turn(wall, messages)
        self.session.record(frame)
        self.frames.append(frame)
        return frame

    def finish(self) -> Archive:
        """Close the file, and open it for questions."""
        self.session.close()
        return open_archive(self.path)


def clock(time: float, wall: float, speed: float = 60.0, running: bool = True) -> Clock:
    """The city's clock, in whole milliseconds as it travels."""
    return Clock(round(time, 3), round(wall, 3), speed, running)


def said(name: str, time: float, *values: float, seq: int = -1, service: str = "water") -> Observation:
    """What a thing says; two values in water, one in parking."""
    missing = (math.nan,) * ((2 if service == "water" else 1) - len(values))
    return Observation(service, name, time, (*values, *missing), seq)


def kept(frames: Sequence[Frame], store: Store) -> list[Observation]:
    """The observations that frames gave to keep, as messages, in order of arrival."""
    found = []
    for batch in (batch for frame in frames for batch in frame.batches):
        table = store.tables[batch.domain]
        for row, time, values, seq in zip(batch.rows, batch.times, batch.values, batch.seqs, strict=True):
            numbers = tuple(map(float, values))
            others = None
            if table.strange:
                names = [item.attribute for item in table.properties]
                others = {n: x for n, x in zip(names, numbers, strict=True) if x == x}
            found.append(
                Observation(
                    batch.domain,
                    table.places[int(row)].id,
                    float(time),
                    () if table.strange else numbers,
                    int(seq),
                    others,
                )
            )
    return found


def plain(items: Iterable[Observation]) -> list[tuple[object, ...]]:
    """For comparing: NaN is equal to NaN, and bits are bits."""
    return [
        (i.domain, i.thing, i.time, np.array(i.values).tobytes(), i.seq, sorted((i.others or {}).items()))
        for i in items
    ]
