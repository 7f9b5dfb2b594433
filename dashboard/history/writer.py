"""Frames into a history file, one transaction at a time."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from duckdb import DuckDBPyConnection

from config.catalogue import City
from config.messages import Clock, ScenarioState
from config.reader import pack_texts
from dashboard.core.alarms.journal import Earlier
from dashboard.core.frame import Frame
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.store import Store
from dashboard.history.columns import insert, microseconds, nanoseconds, one_row, one_value, words
from dashboard.history.naming import Naming
from dashboard.history.schema import observation_table, prepare
from dashboard.history.trouble import Status, Trouble

#: The health of the pipeline is written down this often, in seconds of wall clock.
HEALTH_EVERY: Final = 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One frame to be recorded."""

    frame: Frame
    order: int  #: counts what was put into the backlog
    run: float  #: the run that it belongs to: wall clock of its first frame
    missed: int = 0  #: observations that should have come before or with it, and were lost
    earlier: Earlier | None = None  #: alarms that stood before it, of an earlier run


class Writer:
    """Writes on one connection. After an error it is of no use any more: open the file again.

    Raises Trouble when the file holds another city or comes from a newer version, and duckdb.Error.
    """

    def __init__(self, connection: DuckDBPyConnection, city: City, store: Store) -> None:
        prepare(connection)
        self._connection = connection
        self._city = city
        self._naming = Naming(connection, city, store)
        self._rare: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._own(city)
        self.frames = _next(connection, "SELECT max(number) FROM frame")
        self.observations = self._next_observation()
        self._run, self._runs = self._last_run()
        self._clock: Clock | None = None
        self._scenario: ScenarioState | None = None
        self._healthy_at = -math.inf

    def write(self, entries: Sequence[Entry]) -> None:
        """Record frames, all of them or none."""
        self._connection.execute("BEGIN")
        frames = [entry.frame for entry in entries]
        counts = [sum(map(len, frame.batches)) for frame in frames]
        first = self.observations + np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        insert(
            self._connection,
            "frame",
            {
                "number": self.frames + np.arange(len(frames)),
                "wall": nanoseconds([frame.wall for frame in frames]),
                "time": microseconds([frame.now for frame in frames]),
                "observation": first[:-1],
            },
        )
        for offset, entry in enumerate(entries):
            self._note(self.frames + offset, int(first[offset]), entry)
        self._write_rare()
        self._write_observations(frames)
        self._write_events(frames)
        self._connection.execute("COMMIT")
        self.frames += len(frames)
        self.observations = int(first[-1])

    # -- what is rare --------------------------------------------------------------------------------

    def _note(self, number: int, observation: int, entry: Entry) -> None:
        """Run, clock, scenario, truth, health and interruption of one frame, where they are new."""
        frame, add = entry.frame, self._add
        if entry.run != self._run:
            self._run, self._scenario = entry.run, None
            wall, time = nanoseconds([entry.run])[0], microseconds([frame.now])[0]
            earlier = None if entry.earlier is None else _json([entry.earlier.until, entry.earlier.alarms])
            add("run", self._runs, number, observation, str(wall), str(time), self._pack(), earlier)
            self._runs += 1
        time = str(microseconds([frame.now])[0])
        if frame.clock is not None and frame.clock != self._clock:
            clock = self._clock = frame.clock
            moments = (str(moment) for moment in microseconds([clock.time, clock.wall]))
            add("clock", number, *moments, clock.speed, clock.running)
        if frame.scenario != self._scenario:
            self._scenario = frame.scenario
            add("scenario", number, time, _json(frame.scenario))
        for truth in frame.truths:
            add("truth", number, time, _json(truth))
        if entry.missed:
            add("interruption", number, time, entry.missed)
        if not self._healthy_at <= frame.wall < self._healthy_at + HEALTH_EVERY:
            self._healthy_at = frame.wall
            add("health", number, time, _json(frame.health))

    def _add(self, table: str, *values: Any) -> None:
        """A row that is written with the others of its commit: each statement takes most of a millisecond."""
        self._rare[table].append(values)

    def _write_rare(self) -> None:
        for table, rows in self._rare.items():
            marks = ", ".join("?" * len(rows[0]))
            statement = f"INSERT INTO {table} VALUES " + ", ".join([f"({marks})"] * len(rows))
            self._connection.execute(statement, [value for row in rows for value in row])
        self._rare.clear()

    def _write_events(self, frames: Sequence[Frame]) -> None:
        found = [(self.frames + i, event) for i, frame in enumerate(frames) for event in frame.events]
        if not found:
            return
        events = [event for _, event in found]
        insert(
            self._connection,
            "event",
            {
                "frame": np.array([number for number, _ in found]),
                "time": microseconds([event.time for event in events]),
                "what": words([event.what for event in events]),
                "alarm": words([event.alarm.id for event in events]),
                "datastream": words([event.alarm.datastream for event in events]),
                "kind": words([event.alarm.kind for event in events]),
                "priority": words([event.alarm.priority.name.lower() for event in events]),
                "state": words([event.alarm.state.value for event in events]),
                "body": words([_json(event) for event in events]),
            },
        )

    # -- observations --------------------------------------------------------------------------------

    def _write_observations(self, frames: Sequence[Frame]) -> None:
        parts: defaultdict[str, list[tuple[int, Batch]]] = defaultdict(list)
        number = self.observations
        for batch in (batch for frame in frames for batch in frame.batches):
            parts[batch.domain].append((number, batch))
            number += len(batch)
        for domain, found in parts.items():
            self._write_domain(domain, found)

    def _write_domain(self, domain: str, found: list[tuple[int, Batch]]) -> None:
        """Batches of one domain, each with the number of its first observation."""
        table, places = self._naming.columns(domain)
        batches = [batch for _, batch in found]
        rows = np.concatenate([batch.rows for batch in batches])
        columns: dict[str, Any] = {
            "number": np.concatenate([number + np.arange(len(batch)) for number, batch in found]),
            "thing": self._naming.things(domain, rows, self.frames),
            "time": microseconds(np.concatenate([batch.times for batch in batches])),
            "seq": np.concatenate([batch.seqs for batch in batches]),
        }
        readings = np.concatenate([batch.values for batch in batches])
        self._naming.measure(domain, rows, ~np.isnan(readings))
        values = readings.T.copy()
        quality = np.concatenate([batch.quality for batch in batches]).T.copy()
        for place, column, worth in zip(places, values, quality, strict=True):
            if not np.isnan(column).all():
                columns |= {f"value_{place}": column, f"quality_{place}": worth}
        insert(self._connection, table, columns)

    # -- the file ------------------------------------------------------------------------------------

    def _own(self, city: City) -> None:
        """See that the file is this city's."""
        found = one_row(self._connection, "SELECT id FROM city")
        if found is None:
            self._add("city", city.id, _json(city.name), city.time_zone)
            self._write_rare()
        elif found[0] != city.id:
            raise Trouble(Status.FAILED, f'holds the city "{found[0]}", not "{city.id}"')

    def _next_observation(self) -> int:
        domains = self._connection.execute("SELECT number FROM domain").fetchall()
        queries = (f"SELECT max(number) FROM {observation_table(number)}" for (number,) in domains)
        return max((_next(self._connection, query) for query in queries), default=0)

    def _last_run(self) -> tuple[float, int]:
        found = one_row(
            self._connection, "SELECT epoch_ns(wall), number FROM run ORDER BY number DESC LIMIT 1"
        )
        return (math.nan, 0) if found is None else (found[0] / 10**9, found[1] + 1)

    def _pack(self) -> str:
        """Keep the city pack, so that a replay knows the limits of today; the digest of its files."""
        folder = Path(self._city.folder)
        if not self._city.folder or not folder.is_dir():
            return ""
        texts = pack_texts(folder)
        digest = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]
        if one_row(self._connection, "SELECT 1 FROM pack WHERE digest = ?", [digest]) is None:
            for name, text in texts.items():
                self._add("pack", digest, name, text)
            self._write_rare()
        return digest


def _next(connection: DuckDBPyConnection, query: str) -> int:
    """One more than the greatest number, 0 where there is none."""
    return int(one_value(connection, query, -1)) + 1


def _json(data: object) -> str:
    return msgspec.json.encode(data).decode()
