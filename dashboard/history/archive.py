"""What is in a history file: its city, its runs, its datastreams."""

import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.history.columns import one_row
from dashboard.history.files import open_to_read
from dashboard.history.trouble import Status, Trouble, trouble

#: Opens a way to ask; each may be used by one thread at a time.
Cursors = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]


@dataclass(frozen=True, slots=True)
class Run:
    """An uninterrupted stretch of the city's time. Times are seconds since 1970."""

    number: int
    wall: float  #: wall clock of its first frame: its name while it is being recorded
    begins: float  #: the city's time
    frames: range  #: to the next run's; the newest has no end
    observations: range
    pack: str  #: digest of the city pack of that time, "" when it is not kept


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a run goes: seconds since 1970 of the city's time and of the wall clock."""

    begins: float
    ends: float
    wall_begins: float
    wall_ends: float
    frames: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A property as it was recorded."""

    id: str
    name: dict[str, str]
    unit: str
    attribute: str
    scale: float
    decimals: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Datastream:
    """One property at one thing, and where it stands in the file."""

    id: str  #: domain/thing/property
    domain: str
    entity: str  #: FIWARE Smart Data Model of its domain, "" for a strange one
    thing: str
    name: str  #: of the thing
    position: tuple[float, float] | None  #: longitude, latitude
    quantity: Quantity
    table: int
    number: int  #: of the thing
    place: int  #: of the property


@dataclass(frozen=True, slots=True)
class CityName:
    """Whose file it is."""

    id: str
    name: dict[str, str]
    time_zone: str


class Archive:
    """One file to ask: a finished one (`open_archive`), or one that is being recorded (a recorder's cursor).

    Every question may come from any thread, takes as long as it takes, and raises Trouble.
    """

    def __init__(self, cursors: Cursors, close: Callable[[], None] = lambda: None) -> None:
        self._cursors = cursors
        self._close = close
        self._streams: dict[str, Datastream] = {}

    def close(self) -> None:
        """Let go of a finished file."""
        self._close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """For questions of one's own, in SQL."""
        with self._cursors() as cursor:
            try:
                yield cursor
            except duckdb.Error as error:
                raise trouble(error) from None

    def city(self) -> CityName:
        """Whose file it is; Trouble when nothing was ever recorded."""
        with self.cursor() as cursor:
            row = one_row(cursor, "SELECT id, name, time_zone FROM city")
        if row is None:
            raise Trouble(Status.FAILED, "nothing was ever recorded here")
        return CityName(row[0], json.loads(row[1]), row[2])

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with self.cursor() as cursor:
            rows = cursor.execute(
                "SELECT number, epoch_ns(wall), epoch_us(time), frame, observation, pack"
                " FROM run ORDER BY number"
            ).fetchall()
        ends = [(frame, observation) for *_, frame, observation, _ in rows[1:]] + [(_BEYOND, _BEYOND)]
        return [
            Run(number, wall / 10**9, time / 1e6, range(frame, last[0]), range(observation, last[1]), pack)
            for (number, wall, time, frame, observation, pack), last in zip(rows, ends, strict=False)
        ]

    def run(self, wall: float | None = None) -> Run | None:
        """The run that began at that wall clock, or the newest; None when it is not in the file (yet)."""
        found = [run for run in self.runs() if wall is None or run.wall == wall]
        return found[-1] if found else None

    def extent(self, run: Run) -> Extent | None:
        """How far a run goes by now; None when all of it is gone."""
        with self.cursor() as cursor:
            row = one_row(
                cursor,
                "SELECT epoch_us(min(time)), epoch_us(max(time)), epoch_ns(min(wall)),"
                " epoch_ns(max(wall)), count(*) FROM frame WHERE number >= ? AND number < ?",
                [run.frames.start, run.frames.stop],
            )
        if row is None or not row[4]:
            return None
        return Extent(row[0] / 1e6, row[1] / 1e6, row[2] / 10**9, row[3] / 10**9, row[4])

    def streams(self) -> list[Datastream]:
        """Every datastream of which something was ever measured, by domain, thing and property."""
        with self.cursor() as cursor:
            rows = cursor.execute(_STREAMS + " ORDER BY domain.number, thing.number, stream.place").fetchall()
        # Where a property's unit changed, the newest stands for it.
        found = {item.id: item for item in map(_stream, rows)}
        self._streams.update(found)
        return list(found.values())

    def stream(self, datastream: str) -> Datastream:
        """The datastream of that name; Trouble when it is not in the file."""
        found = self.find(datastream)
        if found is None:
            raise Trouble(Status.FAILED, f'there is no datastream "{datastream}" in the history')
        return found

    def find(self, datastream: str) -> Datastream | None:
        """The same; None when it is not in the file."""
        found = self._streams.get(datastream)
        if found is None:
            domain, thing, name = datastream.split("/", 2)
            with self.cursor() as cursor:
                row = one_row(
                    cursor,
                    _STREAMS + " WHERE domain.id = ? AND thing.id = ? AND property.id = ?"
                    " ORDER BY stream.place DESC LIMIT 1",
                    [domain, thing, name],
                )
            if row is None:
                return None
            found = self._streams[datastream] = _stream(row)
        return found

    def pack(self, digest: str) -> dict[str, str]:
        """The files of a city pack as they were: name -> text; empty when it was not kept."""
        with self.cursor() as cursor:
            rows = cursor.execute("SELECT file, text FROM pack WHERE digest = ?", [digest]).fetchall()
        return dict(sorted(rows))


def open_archive(path: Path) -> Archive:
    """A finished file; Trouble when it cannot be read."""
    connection = open_to_read(path)

    @contextlib.contextmanager
    def cursors() -> Iterator[duckdb.DuckDBPyConnection]:
        with connection.cursor() as cursor:
            yield cursor

    return Archive(cursors, connection.close)


_STREAMS = """
    SELECT domain.id, domain.entity, domain.number, thing.id, thing.name, longitude, latitude, thing.number,
        property.id, property.name, unit, attribute, scale, decimals, states, property.place
    FROM stream JOIN thing ON stream.thing = thing.number JOIN domain ON thing.domain = domain.number
        JOIN property ON property.domain = domain.number AND property.place = stream.place
"""


def _stream(row: tuple[Any, ...]) -> Datastream:
    domain, entity, table, thing, name, longitude, latitude, number, key, words, unit, *rest = row
    attribute, scale, decimals, states, place = rest
    return Datastream(
        f"{domain}/{thing}/{key}",
        domain,
        entity,
        thing,
        name,
        None if longitude is None else (longitude, latitude),
        Quantity(key, json.loads(words), unit, attribute, scale, decimals, tuple(json.loads(states))),
        table,
        number,
        place,
    )


#: After every number that will ever be given.
_BEYOND = 1 << 62
