"""Plays a recorded series to a broker, as if one thing reported it now."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from config.catalogue import City, Domain, Thing
from config.reader import suggestion
from config.wire import Encoder
from simulators.clock import SimulatedClock
from simulators.simulation import Outgoing
from simulators.stage import Sink
from simulators.table import Column, Record, TableError

_TELL_CLOCK: Final = 1.0


class Replay:
    """One thing of a city that says what a file says.

    A thing that the city knows keeps its birth; another one is born at the centre of the city with
    the properties of the file. Values are published as they are, also those out of range, and
    marked as simulated, because they are not of now.
    """

    def __init__(
        self, city: City, domain: str, thing: str, columns: Sequence[Column], records: Sequence[Record]
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
        self._thing = _thing(city, self._domain, thing, tuple(column.property for column in columns))
        self._encoder = Encoder(city)
        self._records = records

    def messages(self) -> list[Outgoing]:
        """Every row as a message, due at its own time; rows in which nothing was measured are silent."""
        found: list[Outgoing] = []
        for record in self._records:
            values = [self._value(record, item.id) for item in self._domain.properties]
            if not all(math.isnan(value) for value in values):
                topic, payload = self._encoder.observation(
                    self._domain, self._thing.id, record.time, values, len(found)
                )
                found.append(Outgoing(record.time, topic, payload))
        if not found:
            raise TableError("no row has a value in the mapped columns")
        return found

    def play(self, sink: Sink, speed: float, wall: Callable[[], float], ending: Callable[[], bool]) -> None:
        """All rows at `speed`, from the first on."""
        messages = self.messages()
        clock = SimulatedClock(messages[0].send, wall(), speed)
        sink.wait(wall() + 5.0)
        clock.jump(messages[0].send, wall())
        tell = -math.inf
        for message in messages:
            while not ending():
                if sink.arrived():
                    sink.publish(*self._encoder.birth(self._domain, self._thing), retain=True)
                    tell = -math.inf
                now = wall()
                if now >= tell:
                    sink.tell_clock(clock.announce(now))
                    tell = now + _TELL_CLOCK
                due = clock.due(message.send)
                if due <= now:
                    break
                sink.wait(min(due, tell))
            if ending():
                return
            sink.publish(message.topic, message.payload)
            clock.reached(message.send)
        sink.wait(-math.inf)

    def _value(self, record: Record, name: str) -> float:
        value = record.values.get(name, math.nan)
        states = self._domain.property(name).states
        return value if not states or value in range(len(states)) else math.nan


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
