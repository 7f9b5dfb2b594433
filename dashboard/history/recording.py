"""A recorded file as the messages and turns that it was made of, in order."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from config.catalogue import City, Domain
from config.messages import AnnouncedProperty, Birth, Clock, Message, Observation, ScenarioState, Truth
from dashboard.core.alarms.book import CITY_SILENCE
from dashboard.core.alarms.event import Alarm
from dashboard.core.alarms.journal import Earlier
from dashboard.history.archive import Archive, Run
from dashboard.history.columns import floats, one_value, seconds
from dashboard.history.schema import observation_table

#: What the readings alone bring about; all else depends on the moment at which a frame was turned.
_BY_READINGS: Final = ("raised", "escalated", "eased", "cleared", "suppressed", "unsuppressed", "leads")


@dataclass(frozen=True, slots=True)
class Act:
    """What an operator did to an alarm just before a frame."""

    time: float  #: the city's
    what: str
    by: str
    alarm: Mapping[str, Any]  #: the alarm after it, as it was recorded


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a recording; arrays (n,)."""

    number: NDArray[np.int64]
    wall: NDArray[np.float64]
    time: NDArray[np.float64]  #: the city's
    observation: NDArray[np.int64]  #: (n + 1,) number of the first of each, and the end of the last
    begins: NDArray[np.bool_]  #: a run begins with it
    alone: NDArray[np.bool_]  #: what it brought about depends on its own moment
    cut: NDArray[np.bool_]  #: something depends on the moment of the frame before it

    def __len__(self) -> int:
        return len(self.number)


class Recording:
    """What to put into an inbox, and when, so that all happens again.

    Observations are given in the columns of `city`, which may be another pack than that of the
    recording: what it does not know is left out, and domains it does not know are strange.
    """

    def __init__(self, archive: Archive, city: City, run: Run | None = None) -> None:
        """All of a file, or one of its runs. Trouble when it cannot be read."""
        self._archive = archive
        self._city = city
        with archive.cursor() as cursor:
            self.frames = _frames(cursor, run)
            span = [int(self.frames.number[0]), int(self.frames.number[-1])] if len(self.frames) else [0, -1]
            self._clocks = _clocks(cursor, span)
            self._others = _others(cursor, span)
            self._acts = _acts(cursor, span)
            self._births = _births(cursor)
            self._earlier = _earlier(cursor)
            self._tables = _tables(cursor, city)

    def messages(self, first: int, end: int) -> Iterator[Message]:
        """Births, clocks, scenario and truths of frames first..end-1 (places in `frames`)."""
        low, high = int(self.frames.number[first]), int(self.frames.number[end - 1])
        for number, birth in self._births:
            if low <= number <= high or (first == 0 and number < low):
                yield birth
        frames, clocks = self._clocks
        begin, stop = np.searchsorted(frames, [low, high + 1])
        if first == 0 and begin == stop and begin > 0:
            begin -= 1  # the clock that ran when the recording begins
        yield from clocks[begin:stop]
        frames, others = self._others
        begin, stop = np.searchsorted(frames, [low, high + 1])
        yield from others[begin:stop]

    def acts(self, place: int) -> Sequence[Act]:
        """What operators did just before that frame."""
        return self._acts.get(int(self.frames.number[place]), ())

    def earlier(self, place: int) -> Earlier | None:
        """The alarms that stood, of an earlier run, when a run began with that frame; None without any."""
        return self._earlier.get(int(self.frames.number[place]))

    def observations(self, first: int, end: int) -> list[Observation | None]:
        """All observations of frames first..end-1, in order of arrival; None for one that is not there."""
        low, high = int(self.frames.observation[first]), int(self.frames.observation[end])
        found: list[Observation | None] = [None] * (high - low)
        with self._archive.cursor() as cursor:
            for table in self._tables:
                for number, item in table.read(cursor, low, high):
                    found[number - low] = item
        return found


class _Table:
    """How the rows of one domain become observations."""

    def __init__(self, number: int, domain: str, known: Domain | None, properties: list[tuple[Any, ...]]):
        self._query = (
            f"SELECT * FROM {observation_table(number)} WHERE number >= ? AND number < ? ORDER BY number"
        )
        self._domain = domain
        self._known = known is not None
        #: Per column of an observation: its place in the file and its name.
        self._columns: list[tuple[int | None, str]] = []
        places = {name: place for place, name, _ in properties}  # the newest unit of each
        if known is None:
            self._columns = [(place, attribute) for place, _, attribute in properties]
        else:
            self._columns = [(places.get(item.id), item.id) for item in known.properties]
        self.things: dict[int, str] = {}

    def read(self, cursor: DuckDBPyConnection, low: int, high: int) -> Iterator[tuple[int, Observation]]:
        """Number and observation, low <= number < high."""
        rows = cursor.execute(self._query, [low, high]).fetchnumpy()
        numbers = rows["number"].tolist()
        if not numbers:
            return
        values = np.full((len(numbers), len(self._columns)), math.nan)
        for column, (place, _) in enumerate(self._columns):
            if place is not None:
                values[:, column] = floats(rows[f"value_{place}"])
        names = [name for _, name in self._columns]
        things = map(self.things.__getitem__, rows["thing"].tolist())
        for number, thing, time, seq, numbers_ in zip(
            numbers,
            things,
            seconds(rows["time"]).tolist(),
            rows["seq"].tolist(),
            values.tolist(),
            strict=True,
        ):
            if self._known:
                yield number, Observation(self._domain, thing, time, tuple(numbers_), seq)
            else:
                others = {name: x for name, x in zip(names, numbers_, strict=True) if x == x}
                yield number, Observation(self._domain, thing, time, (), seq, others)


def _tables(cursor: DuckDBPyConnection, city: City) -> list[_Table]:
    tables = {}
    for number, domain in cursor.execute("SELECT number, id FROM domain ORDER BY number").fetchall():
        properties = cursor.execute(
            "SELECT place, id, attribute FROM property WHERE domain = ? ORDER BY place", [number]
        ).fetchall()
        tables[number] = _Table(number, domain, city.by_id.get(domain), properties)
    for number, domain, name in cursor.execute("SELECT number, domain, id FROM thing").fetchall():
        tables[domain].things[number] = name
    return list(tables.values())


def _frames(cursor: DuckDBPyConnection, run: Run | None) -> Frames:
    span = [0, 1 << 62] if run is None else [run.frames.start, run.frames.stop]
    rows = cursor.execute(
        "SELECT number, wall, time, observation FROM frame WHERE number >= ? AND number < ? ORDER BY number",
        span,
    ).fetchnumpy()
    number, first = np.asarray(rows["number"]), np.asarray(rows["observation"])
    wall = seconds(rows["wall"])
    end = one_value(cursor, "SELECT min(observation) FROM frame WHERE number >= ?", None, span[1:])
    observation = np.append(first, _end(cursor) if end is None else end)
    begins = np.isin(number, [f for (f,) in cursor.execute("SELECT frame FROM run").fetchall()])
    special = cursor.execute(
        "SELECT DISTINCT frame FROM event WHERE kind = 'city' OR NOT list_contains(?, what)", [_BY_READINGS]
    ).fetchall()
    alone = begins | np.isin(number, [f for (f,) in special])
    return Frames(
        number,
        wall,
        seconds(rows["time"]),
        observation,
        begins,
        alone,
        _cuts(cursor, number, wall, observation, alone),
    )


def _end(cursor: DuckDBPyConnection) -> int:
    """One more than the greatest number of an observation."""
    domains = cursor.execute("SELECT number FROM domain").fetchall()
    ends = (one_value(cursor, f"SELECT max(number) + 1 FROM {observation_table(n)}", 0) for (n,) in domains)
    return max(ends, default=0)


def _cuts(
    cursor: DuckDBPyConnection,
    number: NDArray[np.int64],
    wall: NDArray[np.float64],
    observation: NDArray[np.int64],
    alone: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Frames before which the others must have been turned.

    There a silence begins, the clock stops or goes. What the alarm book sees of silent things it sees
    one observation later: so the last frame that was heard before all these is set apart, too.
    """
    cut = np.zeros(len(number), dtype=bool)
    heard = np.flatnonzero(np.diff(observation) > 0)
    silent = heard[:-1][np.diff(wall[heard]) > CITY_SILENCE] + 1
    cut[silent] = True
    rows = cursor.execute(
        "SELECT frame FROM (SELECT frame, running, lag(running) OVER (ORDER BY frame) AS was FROM clock)"
        " WHERE running != was"
    ).fetchall()
    cut |= np.isin(number, [frame for (frame,) in rows])
    stops = np.append(np.flatnonzero(alone | cut), len(number))
    place = np.searchsorted(heard, stops) - 1
    last = heard[place[place >= 0]]
    cut[last] = True
    cut[np.minimum(last + 1, len(number) - 1)] = True
    return cut


def _clocks(cursor: DuckDBPyConnection, span: list[int]) -> tuple[NDArray[np.int64], list[Clock]]:
    rows = cursor.execute(
        "SELECT frame, time, wall, speed, running FROM clock WHERE frame <= ? ORDER BY frame", [span[1]]
    ).fetchnumpy()
    columns = seconds(rows["time"]), seconds(rows["wall"]), rows["speed"], rows["running"]
    lists = (np.ma.getdata(column).tolist() for column in columns)
    return np.asarray(rows["frame"]), [Clock(*row) for row in zip(*lists, strict=True)]


def _others(cursor: DuckDBPyConnection, span: list[int]) -> tuple[NDArray[np.int64], list[Message]]:
    """Scenario states and truths with their frames; the scenario of the beginning has the first frame."""
    found: list[tuple[int, Message]] = []
    rows = cursor.execute(
        "SELECT greatest(frame, ?), body FROM scenario WHERE frame <= ? AND frame >="
        " coalesce((SELECT max(frame) FROM scenario WHERE frame <= ?), 0) ORDER BY frame, rowid",
        [span[0], span[1], span[0]],
    ).fetchall()
    for frame, body in rows:
        found.append((frame, msgspec.convert(json.loads(body), ScenarioState)))
    rows = cursor.execute(
        "SELECT frame, body FROM truth WHERE frame BETWEEN ? AND ? ORDER BY frame, rowid", span
    ).fetchall()
    found += [(frame, Truth(**json.loads(body))) for frame, body in rows]
    found.sort(key=lambda pair: pair[0])
    return np.array([frame for frame, _ in found], dtype=np.int64), [message for _, message in found]


def _acts(cursor: DuckDBPyConnection, span: list[int]) -> dict[int, list[Act]]:
    found: dict[int, list[Act]] = {}
    rows = cursor.execute(
        "SELECT frame, body FROM event WHERE frame BETWEEN ? AND ? AND (body->>'$.by') != ''"
        " ORDER BY frame, rowid",
        span,
    ).fetchall()
    for frame, text in rows:
        body = json.loads(text)
        found.setdefault(frame, []).append(Act(body["time"], body["what"], body["by"], body["alarm"]))
    return found


def _earlier(cursor: DuckDBPyConnection) -> dict[int, Earlier]:
    found = {}
    for frame, body in cursor.execute("SELECT frame, earlier FROM run WHERE earlier IS NOT NULL").fetchall():
        until, alarms = json.loads(body)
        found[frame] = Earlier(tuple(map(alarm_of, alarms)), -math.inf if until is None else until)
    return found


def alarm_of(body: dict[str, Any]) -> Alarm:
    """An alarm as it was written; NaN is null in JSON."""
    return msgspec.convert({name: math.nan if x is None else x for name, x in body.items()}, Alarm)


def _births(cursor: DuckDBPyConnection) -> list[tuple[int, Birth]]:
    """What the city did not know, with the frame in or before which it came."""
    properties: dict[int, dict[str, AnnouncedProperty]] = {}
    for domain, name, unit, attribute in cursor.execute(
        "SELECT domain, id, unit, attribute FROM property ORDER BY domain, place"
    ).fetchall():
        properties.setdefault(domain, {})[name] = AnnouncedProperty(attribute, unit)
    rows = cursor.execute("""
        SELECT frame, domain.id, thing.id, thing.name, longitude, latitude, domain.number
        FROM thing JOIN domain ON domain.number = thing.domain WHERE discovered ORDER BY frame, thing.number
    """).fetchall()
    return [
        (frame, Birth(domain, thing, name, None if x is None else (x, y), properties[number]))
        for frame, domain, thing, name, x, y, number in rows
    ]
