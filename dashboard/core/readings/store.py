"""Every datastream of the city and its readings: a table per domain."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from config.catalogue import City, Domain, Property, Thing, datastream_id
from config.loose_json import label
from config.messages import AnnouncedProperty, Birth, Observation
from config.wire import MAX_NAME
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.series import Reading, Series
from dashboard.core.readings.table import CAPACITY, NEVER, Place, Table

#: So many things that the catalogue does not know are shown; more are counted, not kept.
MAX_DISCOVERED = 50_000
MAX_STRANGE_DOMAINS = 32
#: A datastream is stale when it misses so many of its periods (science, section 9).
STALE_PERIODS = 5.0
#: Until it is known how often a discovered thing speaks, seconds.
_UNKNOWN_PERIOD = 300.0
_MINUTE = 60.0
#: What separates the parts of names and topics.
_UNFIT = re.compile(r"[/#+]")
_UNANNOUNCED = AnnouncedProperty()
_TIME, _SEQ, _VALUES = attrgetter("time"), attrgetter("seq"), attrgetter("values")


class Stream(NamedTuple):
    """Where a datastream stands in the store."""

    domain: str
    row: int
    column: int


class Store:
    """Catalogue things first, in catalogue order; then those discovered on the broker.

    Rows and columns never move, so a `Stream` stays valid for the life of the store.
    """

    def __init__(self, city: City, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self.tables: dict[str, Table] = {}
        #: Where the minute ends that the newest observation lies in.
        self._minute = -np.inf
        #: By kind, what the store would not take.
        self.refused: Counter[str] = Counter()
        self.discovered = 0
        #: Births that nobody had time for yet, by domain and thing.
        self._coming: dict[tuple[str, str], Birth] = {}
        for domain in city.domains:
            table = Table(domain.id, domain.properties, capacity)
            for thing in domain.things:
                _add_known(table, domain, thing)
            self.tables[domain.id] = table

    # -- what comes in ---------------------------------------------------------------------------

    def rounds(
        self, observations: deque[tuple[float, Observation]], most: int | None = None
    ) -> Iterator[list[Batch]]:
        """Observations with their arrivals -> rounds, each a batch per domain; unknown things are discovered.

        What stands in a round is taken out of `observations`, the first `most` of them: who stops early
        finds the rest there.

        In a round every thing stands at most once, and no minute begins but at its start: so the same
        observations make nearly the same rounds in frames of any length. Almost always it is one.
        """
        parts: dict[str, dict[int, Observation]] = {}
        left = 0 if most is None else max(0, len(observations) - most)
        while len(observations) > left:
            item = observations[0][1]
            domain = item.domain
            table = self.tables.get(domain)
            row = None if table is None else table.row(item.thing)
            if row is None:
                row = self._meet_speaker(item)
                if row is None:
                    observations.popleft()
                    continue
            part = parts.get(domain)
            if item.time >= self._minute or (part is not None and row in part):
                if parts:
                    yield [self._batch(name, part) for name, part in parts.items()]
                    parts, part = {}, None
                self._minute = max(self._minute, _MINUTE * (item.time // _MINUTE + 1.0))
            if part is None:
                part = parts[domain] = {}
            part[row] = item
            observations.popleft()
        if parts:
            yield [self._batch(name, part) for name, part in parts.items()]

    def _batch(self, domain: str, part: dict[int, Observation]) -> Batch:
        """One round of a domain, by row."""
        table = self.tables[domain]
        n, p = len(part), len(table.properties)
        items = part.values()
        if table.strange:
            names = [item.attribute for item in table.properties]
            more = sum(not (item.others or {}).keys() <= set(names) for item in items)
            if more:
                self.refused["unknown_property"] += more
            flat: Iterable[float] = (
                (item.others or {}).get(name, np.nan) for item in items for name in names
            )
        else:
            flat = chain.from_iterable(map(_VALUES, items))
        return Batch(
            domain,
            rows=np.fromiter(part, np.intp, n),
            times=np.fromiter(map(_TIME, items), np.float64, n),
            values=np.fromiter(flat, np.float64, n * p).reshape(n, p),
            seqs=np.fromiter(map(_SEQ, items), np.int64, n),
            quality=np.zeros((n, p), dtype=np.uint8),
        )

    def expect(self, birth: Birth) -> None:
        """As `announce`, but when there is time for it: with `meet`, or when the thing speaks."""
        if birth.domain in self.tables and len(self._coming) < MAX_DISCOVERED:
            self._coming[birth.domain, birth.thing] = birth
        else:  # what its things are like is told by the first
            self.announce(birth)

    def meet(self, most: int | None = None) -> None:
        """Take in those that are expected, `most` of them."""
        for key in tuple(islice(self._coming, most)):
            self.announce(self._coming.pop(key))

    def announce(self, birth: Birth) -> None:
        """A thing says what it is: a catalogue thing is known already, another is discovered."""
        table = self.tables.get(birth.domain)
        row = table.row(birth.thing) if table is not None else None
        if birth.removed or (table is not None and row is not None and not table.places[row].discovered):
            return
        name = label(birth.name or birth.thing, MAX_NAME)
        place = Place(birth.thing, name, birth.position, "", True, True)
        if table is not None and row is not None:
            table.describe(row, place)
        else:
            self._discover(birth.domain, place, (_stranger(*item) for item in birth.properties.items()))

    def _meet_speaker(self, item: Observation) -> int | None:
        """A row for a thing that speaks and was not met; None when there is no room for it."""
        birth = self._coming.pop((item.domain, item.thing), None)
        if birth is not None:
            self.announce(birth)
        table = self.tables.get(item.domain)
        row = None if table is None else table.row(item.thing)
        if row is None:
            place = Place(item.thing, label(item.thing, MAX_NAME), None, "", True, True)
            row = self._discover(item.domain, place, (_stranger(name) for name in item.others or ()))
        return row

    def _discover(self, domain: str, place: Place, properties: Iterable[Property]) -> int | None:
        """A row for a thing that the catalogue does not know; None when there is no room for it.

        `properties` are those of its domain, if it is the first of one.
        """
        table = self.tables.get(domain)
        if table is None:
            strange = sum(1 for item in self.tables.values() if item.strange)
            known = () if strange >= MAX_STRANGE_DOMAINS else tuple(properties)
            if not known:
                self.refused["unknown_domain"] += 1
                return None
            table = self.tables[domain] = Table(domain, known, self._capacity, strange=True)
        if self.discovered >= MAX_DISCOVERED:
            self.refused["too_many_things"] += 1
            return None
        self.discovered += 1
        return table.add(place, observed=False, periods=_UNKNOWN_PERIOD)

    def forget_readings(self) -> None:
        """Start anew: every reading goes, every thing stays."""
        self._minute = -np.inf
        for table in self.tables.values():
            table.forget_readings()

    # -- what is asked ---------------------------------------------------------------------------

    @property
    def heard(self) -> bool:
        """Whether any thing has spoken in this story."""
        return any(bool(np.isfinite(table.newest).any()) for table in self.tables.values())

    def find(self, datastream: str) -> Stream:
        """Where `domain/thing/property` stands; KeyError when it is not here."""
        match datastream.split("/"):
            case [domain, thing, name] if domain in self.tables:
                table = self.tables[domain]
                row = table.row(thing)
                for column, item in enumerate(table.properties):
                    if row is not None and item.id == name:
                        return Stream(domain, row, column)
        raise KeyError(datastream)

    def id(self, stream: Stream) -> str:
        """Its name, `domain/thing/property`."""
        return datastream_id(stream.domain, self.place(stream).id, self.property(stream).id)

    def place(self, stream: Stream) -> Place:
        """The thing it belongs to."""
        return self.tables[stream.domain].places[stream.row]

    def property(self, stream: Stream) -> Property:
        """What it observes."""
        return self.tables[stream.domain].properties[stream.column]

    def streams(self, domain: str) -> Iterator[Stream]:
        """Datastreams of one domain that are observed, by thing, then by property."""
        table = self.tables[domain]
        for row in range(len(table)):
            for column in np.flatnonzero(table.observed[row]):
                yield Stream(domain, row, int(column))

    def window(self, stream: Stream, since: float, until: float) -> Series:
        """Readings with since <= time <= until (seconds since 1970), sorted by time."""
        return self.tables[stream.domain].window(stream.row, stream.column, since, until)

    def latest(self, stream: Stream, now: float) -> Reading | None:
        """The newest reading, its quality STALE when it is old at `now`; None before the first."""
        table = self.tables[stream.domain]
        reading = table.latest(stream.row, stream.column)
        if reading is not None:
            period = table.periods[stream.row, stream.column]
            if now - reading.time > STALE_PERIODS * period:
                return Reading(reading.time, reading.value, Quality.STALE)
        return reading


def _add_known(table: Table, domain: Domain, thing: Thing) -> None:
    observed = np.array([item.id in thing.properties for item in domain.properties])
    periods = [
        domain.period(thing, item.id) if seen else _UNKNOWN_PERIOD
        for item, seen in zip(domain.properties, observed, strict=True)
    ]
    stuck = [
        domain.stuck_after(thing, item.id) if seen else None
        for item, seen in zip(domain.properties, observed, strict=True)
    ]
    after = np.array([NEVER if count is None else count for count in stuck], dtype=np.int64)
    place = Place(thing.id, thing.name, thing.position, thing.zone, thing.approximate, False, thing.names)
    table.add(place, observed, np.array(periods), after)


def _stranger(name: str, announced: AnnouncedProperty = _UNANNOUNCED) -> Property:
    """A property of which only this is known; its id fits into names of datastreams and topics."""
    clean, shown = _UNFIT.sub("_", name) or "_", label(name, MAX_NAME) or "_"
    low, high = announced.range or (-np.inf, np.inf)
    return Property(
        id=clean,
        name={"fr": shown, "en": shown},
        unit=announced.unit,
        attribute=announced.attribute or name,
        range=(low, high) if low < high else (-np.inf, np.inf),
        decimals=2,
    )
