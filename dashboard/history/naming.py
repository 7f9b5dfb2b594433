"""Numbers that a file gives to domains, properties and things, so that a row need not spell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from config.catalogue import City, Property
from dashboard.core.readings.batch import Rows
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import Place, Table
from dashboard.history.columns import insert, words
from dashboard.history.schema import observation_table

Numbers = NDArray[np.int32]


@dataclass(slots=True)
class _Domain:
    """What the file knows of a domain."""

    number: int
    #: Where in the file's table each column of the store's stands.
    places: tuple[int, ...]
    #: By row of the store's table: the number of the thing, -1 while it has none, and what was written.
    numbers: Numbers
    written: list[Place | None]
    discovered: set[int]
    #: (things, properties) of which something was measured.
    measured: NDArray[np.bool_]


class Naming:
    """Looks up, and writes down what is new.

    Goes with one connection: when a transaction fails, what was written down in it is gone, and this
    must go, too.
    """

    def __init__(self, connection: DuckDBPyConnection, city: City, store: Store) -> None:
        self._connection = connection
        self._city = city
        self._store = store
        self._known: dict[str, _Domain] = {}
        self._domains: dict[str, int] = dict(connection.execute("SELECT id, number FROM domain").fetchall())
        self._streams: set[tuple[int, int]] = set(
            connection.execute("SELECT thing, place FROM stream").fetchall()
        )
        self._things: dict[tuple[int, str], tuple[int, tuple[Any, ...]]] = {}
        for domain, name, number, *place in connection.execute(
            "SELECT domain, id, number, name, longitude, latitude, zone, approximate, discovered FROM thing"
        ).fetchall():
            self._things[domain, name] = number, tuple(place)

    def columns(self, domain: str) -> tuple[str, tuple[int, ...]]:
        """The file's table for a domain, and the place in it of each property of the store's."""
        known = self._domain(domain)
        return observation_table(known.number), known.places

    def things(self, domain: str, rows: Rows, frame: int) -> Numbers:
        """Numbers (n,) of things by their row in the store; `frame` is where the new ones were first seen."""
        known, places = self._domain(domain), self._store.tables[domain].places
        if len(known.written) < len(places):
            more = len(places) - len(known.written)
            known.numbers = np.append(known.numbers, np.full(more, -1, dtype=np.int32))
            known.written += [None] * more
            blank = np.zeros((more, len(known.places)), dtype=bool)
            known.measured = np.concatenate([known.measured, blank])
        fresh = []
        # Only what was found on the broker is ever described anew.
        for row in {*rows[known.numbers[rows] < 0].tolist(), *known.discovered}:
            place = places[row]
            if known.written[row] is not place:
                known.numbers[row], new = self._thing(known.number, place)
                known.written[row] = place
                if place.discovered:
                    known.discovered.add(row)
                if new:
                    fresh.append((int(known.numbers[row]), place))
        if fresh:
            self._add_things(known.number, fresh, frame)
        return known.numbers[rows]

    def measure(self, domain: str, rows: Rows, measured: NDArray[np.bool_]) -> None:
        """Things `rows` (n,), whose numbers are known, brought readings of these properties (n, p)."""
        known = self._domain(domain)
        i, column = np.nonzero(measured & ~known.measured[rows])
        if not len(i):
            return
        known.measured[rows[i], column] = True
        pairs = {*zip(known.numbers[rows[i]].tolist(), np.array(known.places)[column].tolist(), strict=True)}
        fresh = sorted(pairs - self._streams)
        self._streams.update(fresh)
        if fresh:
            columns = np.array(fresh, dtype=np.int32).T.copy()
            insert(self._connection, "stream", {"thing": columns[0], "place": columns[1]})

    def _thing(self, domain: int, place: Place) -> tuple[int, bool]:
        """The number of a thing, and whether it is new; what is written of another is brought up to date."""
        longitude, latitude = place.position or (None, None)
        now = (place.name, longitude, latitude, place.zone, place.approximate, place.discovered)
        number, before = self._things.get((domain, place.id), (len(self._things), None))
        if before is not None and before != now:
            self._connection.execute(
                "UPDATE thing SET name = ?, longitude = ?, latitude = ?, zone = ?, approximate = ?,"
                " discovered = ? WHERE number = ?",
                [*now, number],
            )
        self._things[domain, place.id] = number, now
        return number, before is None

    def _add_things(self, domain: int, things: Sequence[tuple[int, Place]], frame: int) -> None:
        """Write down new things, with their numbers."""
        places = [place for _, place in things]
        positions = np.array([place.position or (np.nan, np.nan) for place in places])
        insert(
            self._connection,
            "thing",
            {
                "number": np.array([number for number, _ in things], dtype=np.int32),
                "domain": np.full(len(things), domain, dtype=np.int32),
                "id": words([place.id for place in places]),
                "name": words([place.name for place in places]),
                "longitude": positions[:, 0].copy(),
                "latitude": positions[:, 1].copy(),
                "zone": words([place.zone for place in places]),
                "approximate": np.array([place.approximate for place in places]),
                "discovered": np.array([place.discovered for place in places]),
                "frame": np.full(len(things), frame),
            },
        )

    def _domain(self, name: str) -> _Domain:
        known = self._known.get(name)
        if known is None:
            number = self._domains.get(name)
            if number is None:
                number = self._domains[name] = self._add_domain(name)
            places = self._properties(number, self._store.tables[name])
            known = self._known[name] = _Domain(
                number, places, np.zeros(0, np.int32), [], set(), np.zeros((0, len(places)), dtype=bool)
            )
        return known

    def _add_domain(self, name: str) -> int:
        number, domain = len(self._domains), self._city.by_id.get(name)
        words = dict.fromkeys(self._city.languages, name) if domain is None else domain.name
        entity = "" if domain is None else domain.entity
        self._connection.execute(
            "INSERT INTO domain VALUES (?, ?, ?, ?, ?)",
            [number, name, _json(words), entity, domain is None],
        )
        self._connection.execute(
            f"CREATE TABLE {observation_table(number)}"
            " (number BIGINT, thing INTEGER, time TIMESTAMP, seq BIGINT)"
        )
        return number

    def _properties(self, domain: int, table: Table) -> tuple[int, ...]:
        """The places of its properties. One whose unit has changed is another: its numbers differ."""
        rows = self._connection.execute(
            "SELECT id, unit, place FROM property WHERE domain = ?", [domain]
        ).fetchall()
        have = {(name, unit): place for name, unit, place in rows}
        for item in table.properties:
            if (item.id, item.unit) not in have:
                have[item.id, item.unit] = self._add_property(domain, len(have), item)
        return tuple(have[item.id, item.unit] for item in table.properties)

    def _add_property(self, domain: int, place: int, item: Property) -> int:
        self._connection.execute(
            "INSERT INTO property VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [domain, place, item.id, _json(item.name), item.unit, item.attribute, item.scale, item.decimals,
             _json(item.states)],
        )  # fmt: skip
        table = observation_table(domain)
        self._connection.execute(f"ALTER TABLE {table} ADD COLUMN value_{place} DOUBLE")
        self._connection.execute(f"ALTER TABLE {table} ADD COLUMN quality_{place} UTINYINT")
        return place


def _json(data: object) -> str:
    return msgspec.json.encode(data).decode()
