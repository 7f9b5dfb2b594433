"""Plays a recorded series to a broker, as if one thing reported it now."""

import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from config.catalogue import City, Domain, Thing
from config.messages import Clock
from config.reader import suggestion
from config.wire import Encoder, iso
from simulators.clock import SimulatedClock
from simulators.simulation import Outgoing
from simulators.stage import Sink
from simulators.table import Column, Series, TableError

_LOG = logging.getLogger(__name__)
_TELL_CLOCK: Final = 1.0
#: Seconds that a broker may take to answer, and that a city on it is listened for: it tells its clock
#: once a second.
_GREETING: Final = 5.0
_LISTENING: Final = 1.5


class Replay:
    """One thing of a city that says what a file says.

    A thing that the city knows keeps its birth; another one is born at the centre of the city with
    the properties of the file. Values are published as they are, also those out of range, and
    marked as simulated, because they are not of now.
    """

    def __init__(
        self, city: City, domain: str, thing: str, columns: Sequence[Column], series: Series
    ) -> None:
        """TableError when the city has no such domain or property."""
        if domain not in city.by_id:
            raise TableError(f'--domain: unknown domain "{domain}"{suggestion(domain, city.by_id)}')
        self._domain: Final = city.by_id[domain]
        known = {item.id for item in self._domain.properties}
        for column in columns:
            if column.property not in known:
                hint = suggestion(column.property, known)
                raise TableError(f'--map: unknown property "{column.property}"{hint}')
        self._columns = columns
        self._thing = _thing(city, self._domain, thing, tuple(column.property for column in columns))
        self._encoder = Encoder(city)
        self._series = series
        records = (
            (record.time, [self._value(record.values, item.id) for item in self._domain.properties])
            for record in series.records
        )
        #: Rows in which nothing was measured are silent.
        self._said = [(time, values) for time, values in records if not all(map(math.isnan, values))]
        if not self._said:
            raise TableError("no row has a value in the mapped columns")
        #: Where a row is, and where the series is over, seconds since 1970.
        self.begins, self.ends = self._said[0][0], self._said[-1][0]

    def summary(self, speed: float) -> Iterator[str]:
        """What will be played and what is odd about it, a line each."""
        took = (self.ends - self.begins) / speed
        yield (
            f"{len(self._said)} observations of {len(self._series.records)} rows, {iso(self.begins)} to "
            f"{iso(self.ends)}" + (f", {took:.0f} s at --speed {speed:g}" if took else "")
        )
        series = self._series
        if series.unreadable:
            yield f"{series.unreadable} cells or rows cannot be read and are left out; {series.first}"
        if series.repeated:
            hint = f"; to play one thing of several: --where {series.apart}" if series.apart else ""
            yield f"{series.repeated} rows repeat the time of another{hint}"
        for column in self._columns:
            item = self._domain.property(column.property)
            values = [record.values[item.id] for record in series.records]
            measured = [value for value in values if not math.isnan(value)]
            low, high = (0.0, len(item.states) - 1.0) if item.states else item.range
            outside = sum(not low <= value <= high for value in measured)
            if outside:
                yield (
                    f"{outside} of {len(measured)} values of {column.name} are outside {low:g} to {high:g} "
                    f"{item.unit}, the range of {item.id}; where units differ, {column.name}={item.id}*FACTOR"
                )

    def messages(self, shift: float = 0.0) -> list[Outgoing]:
        """Every row as a message, due at its own time; `shift` seconds later than the file says."""
        return [
            Outgoing(
                time + shift,
                *self._encoder.observation(self._domain, self._thing.id, time + shift, values, seq),
            )
            for seq, (time, values) in enumerate(self._said)
        ]

    def play(
        self,
        sink: Sink,
        speed: float,
        wall: Callable[[], float],
        ending: Callable[[], bool],
        told: Callable[[float], None] | None = None,
    ) -> int:
        """All rows from the first on; how many were sent. `told` hears the time of each in the file.

        It tells the city's clock, at `speed`. On a broker where a city tells one already the rows
        follow that: as if they began now, and at the speed of the city.
        ConnectionError when there is no broker.
        """
        clock = SimulatedClock(self.begins, wall(), speed)
        city = _city(sink, wall, ending)
        shift = 0.0
        if city is not None:
            now = city.at(wall())
            shift = now - (self.begins if clock.paced else self.ends)
            _LOG.info("a city lives on this broker: the series is told as if it began there at %s", iso(now))
            if clock.paced:
                clock.follow(city)
        else:
            clock.jump(self.begins, wall())
        tell, new, sent = -math.inf, True, 0
        for message in self.messages(shift):
            while not ending():
                if sink.arrived() or new:
                    new = False
                    sink.publish(*self._encoder.birth(self._domain, self._thing), retain=True)
                    tell = -math.inf
                now = wall()
                if now >= tell:
                    if city is None:
                        sink.tell_clock(clock.announce(now))
                    tell = now + _TELL_CLOCK
                due = clock.due(message.send)
                if due <= now:
                    break
                for item in sink.wait(min(due, tell)):
                    if city is not None and clock.paced and isinstance(item, Clock):
                        clock.follow(item)
            if ending():
                break
            sink.publish(message.topic, message.payload)
            sent += 1
            clock.reached(message.send)
            if told is not None:
                told(message.send - shift)
        if city is None:  # nothing comes after: time stands still
            clock.pause(wall())
            sink.tell_clock(clock.announce(wall()))
        sink.wait(-math.inf)
        return sent

    def _value(self, values: Mapping[str, float], name: str) -> float:
        value = values.get(name, math.nan)
        states = self._domain.property(name).states
        return value if not states or value in range(len(states)) else math.nan


def _city(sink: Sink, wall: Callable[[], float], ending: Callable[[], bool]) -> Clock | None:
    """The clock of a city that lives on this broker, None where there is none."""
    if not sink.listens:
        return None
    heard: list[Clock] = []
    deadline, reached = wall() + _GREETING, False
    while not reached and wall() < deadline and not ending():
        heard += [item for item in sink.wait(deadline) if isinstance(item, Clock)]
        reached = sink.arrived()
    if not reached:
        raise ConnectionError("no broker answers; --broker says where it is")
    deadline = wall() + _LISTENING
    while not heard and wall() < deadline and not ending():
        heard += [item for item in sink.wait(deadline) if isinstance(item, Clock)]
    return heard[-1] if heard else None


def _thing(city: City, domain: Domain, name: str, properties: tuple[str, ...]) -> Thing:
    for thing in domain.things:
        if thing.id == name:
            return thing
    return Thing(
        id=name,
        name=name,
        position=city.centre,
        zone=city.zones[0].id,
        properties=properties,
        approximate=True,
    )
