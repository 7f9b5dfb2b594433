"""The whole city, tick by tick: world, instruments and story -> messages with the time they are due."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from config import catalogue
from config.messages import Truth
from config.wire import Encoder
from simulators import laws
from simulators.models.contract import TICK, Floats, Model
from simulators.readings import Readings
from simulators.scenario import Player, Story
from simulators.sensors import Sensors, SensorState
from simulators.truth import Outages, Watch, WatchState
from simulators.world import World, WorldState


class Outgoing(NamedTuple):
    """One message, due at `send` (simulated seconds since 1970)."""

    send: float
    topic: str
    payload: bytes
    retain: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the things that this process publishes: the `number`-th of `of`, from 1."""

    number: int = 1
    of: int = 1

    def has(self, index: int) -> bool:
        """Whether the thing with that number in the whole city is in it."""
        return index % self.of == self.number - 1

    @property
    def first(self) -> bool:
        """Whether it also tells what belongs to no thing: clock, story, gateways."""
        return self.number == 1


@dataclass(slots=True)
class Snapshot:
    """Everything that changes, as it was."""

    world: WorldState
    sensors: dict[str, SensorState]
    watches: dict[str, WatchState]
    outages: Outages
    story: Story
    late: list[Outgoing]


@dataclass(frozen=True, slots=True)
class Told:
    """What consumers know: the next number of every thing, open conditions, failures."""

    seq: dict[str, NDArray[np.int64]]
    since: dict[str, Floats]
    outages: Outages


class Simulation:
    """Simulates every domain, publishes those of `domains` and of them the things of `share`.

    The messages of a run depend on the city pack, seed, start and orders only: neither speed nor
    `domains` nor `share` changes a byte of a message that is published. Runs from another start have
    in common what depends on seed and instant: times of reports, gain and bias, days of cleaning and
    the noise; not the city itself, drift, failures and sequence numbers, which have a history.
    """

    def __init__(
        self,
        city: catalogue.City,
        models: Sequence[Model],
        seed: int,
        player: Player,
        domains: Iterable[str] | None = None,
        share: Share = Share(),
    ) -> None:
        self.city: Final = city
        self.player: Final = player
        self.world: Final = World(city, models, seed)
        published = [city.domain(name) for name in domains] if domains is not None else list(city.domains)
        self.published: Final = [domain for domain in city.domains if domain in published]
        self._share = share
        self._encoder = Encoder(city)
        self.sow(seed)
        self._watches = {domain.id: Watch(domain) for domain in self.published}
        self._outages = Outages()
        self._late: list[Outgoing] = []
        self._mine = _mine(city, share)
        #: `domain/thing` of everything that this process publishes.
        self._owned = {
            f"{domain.id}/{thing.id}"
            for domain in self.published
            for thing, mine in zip(domain.things, self._mine[domain.id], strict=True)
            if mine
        }
        self._told_story: Story | None = None
        self._told_phase = ""

    def sow(self, seed: int) -> None:
        """Another seed, for the city and its instruments; `begin` must follow."""
        self.world.seed = seed
        self._sensors = {domain.id: Sensors(self.city, domain, seed) for domain in self.published}

    @property
    def time(self) -> float:
        """End of the last tick, seconds since 1970."""
        return self.world.state.time

    def births(self) -> list[Outgoing]:
        """Every published thing says what it is."""
        return [
            Outgoing(self.time, *self._encoder.birth(domain, thing), retain=True)
            for domain in self.published
            for thing, mine in zip(domain.things, self._mine[domain.id], strict=True)
            if mine
        ]

    def begin(self, time: float) -> None:
        """Begin at `time`, rounded down to a tick. ModelError from the models."""
        first = time // TICK * TICK
        self.world.begin(first, self.player.forcing(first + TICK))  # a story's own start is no step
        self._outages, self._late, self._told_story = Outages(), [], None
        truth = self.world.state.truth
        for domain in self.published:
            self._sensors[domain.id].begin(self.time, truth[domain.id])
            self._watches[domain.id].begin(truth[domain.id])

    def report(self) -> list[Outgoing]:
        """Every thing says once how it is, at the beginning of a run; also what is true from the start."""
        messages: list[Outgoing] = []
        for domain in self.published:
            truth = self.world.state.truth[domain.id]
            readings = self._sensors[domain.id].report(self.time, truth, self._weather()[1])
            messages += self._observations(domain, readings)
            messages += self._truths(self._watches[domain.id].holding(self.time))
        return messages

    def advance(self) -> list[Outgoing]:
        """One tick; the messages that are due in it, in the order of time."""
        messages = self._late
        for domain, readings, truths in self._tick():
            messages = messages + self._observations(domain, readings)
            messages += self._truths(truths)
        messages += self._truths([*self._brief(), *self._outages.told(self.time, self._failing())])
        messages += self.story()
        messages.sort(key=lambda message: message.send)
        due = [message for message in messages if message.send <= self.time]
        self._late = messages[len(due) :]
        return due

    def go(self, time: float, further: Callable[[float], bool] = lambda _: True) -> None:
        """On to the tick at `time`, of which nobody is told; it ends early when `further` says no.

        That is asked after every tick, with its time.
        """
        while self.time < time // TICK * TICK and further(self.time):
            for _ in self._tick():
                pass  # everything that changes has changed
            self._late = []

    def story(self, *, again: bool = False) -> list[Outgoing]:
        """The state of the story, when it is not what was told last, or `again`."""
        story = self.player.story
        told = msgspec.structs.replace(story.state(self.time, self.player.cues), seed=self.world.seed)
        known = story is self._told_story and told.phase == self._told_phase
        if not self._share.first or (known and not again):
            return []
        self._told_story, self._told_phase = story, told.phase
        return [Outgoing(self.time, *self._encoder.scenario(told), retain=True)]

    def told(self) -> Told:
        """What consumers know by now."""
        return Told(
            {name: sensors.state.seq.copy() for name, sensors in self._sensors.items()},
            {name: watch.state.since.copy() for name, watch in self._watches.items()},
            self._outages,
        )

    def reconcile(self, told: Told) -> list[Outgoing]:
        """After the city was worked out anew: go on from what consumers know, and tell what is not so."""
        messages: list[Outgoing] = []
        for name, sensors in self._sensors.items():
            sensors.state.seq = told.seq[name]
            messages += self._truths(self._watches[name].corrections(self.time, told.since[name]))
        self._outages = told.outages
        return messages

    def snapshot(self) -> Snapshot:
        """How everything is now."""
        sensors = {name: item.state for name, item in self._sensors.items()}
        watches = {name: item.state for name, item in self._watches.items()}
        return Snapshot(
            *copy.deepcopy((self.world.state, sensors, watches, self._outages)),
            story=self.player.story,
            late=list(self._late),
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Make everything as it was; the snapshot can be used again."""
        self.world.state, sensors, watches, self._outages = copy.deepcopy(
            (snapshot.world, snapshot.sensors, snapshot.watches, snapshot.outages)
        )
        for name, state in sensors.items():
            self._sensors[name].state = state
        for name, watched in watches.items():
            self._watches[name].state = watched
        self.player.story, self._late = snapshot.story, list(snapshot.late)

    def _tick(self) -> Iterator[tuple[catalogue.Domain, Readings, list[Truth]]]:
        """Advance world, instruments and watches by one tick; per domain what comes of it."""
        begins = self.time
        self.world.tick(self.player.forcing(begins + TICK))
        state, injected = self.world.state, self.player.faults()
        recount = laws.RECOUNT <= state.city.now.hour < laws.RECOUNT + TICK / 3600.0
        for domain in self.published:
            ends = (state.before[domain.id], state.truth[domain.id])
            sensors = self._sensors[domain.id]
            readings = sensors.observe(begins, ends, self._weather(), injected, recount=recount)
            yield domain, readings, self._watches[domain.id].watch(self.time, ends[1])

    def _weather(self) -> tuple[Floats, Floats]:
        state, none = self.world.state, np.zeros((0, 0))
        return state.before.get("weather", none), state.truth.get("weather", none)

    def _observations(self, domain: catalogue.Domain, readings: Readings) -> list[Outgoing]:
        if self._share.of > 1:
            readings = readings.take(np.array(self._mine[domain.id], dtype=bool)[readings.thing])
        encode = self._encoder.observation
        names = [thing.id for thing in domain.things]
        rows = zip(
            readings.thing.tolist(), readings.time.tolist(), readings.send.tolist(),
            readings.values.tolist(), readings.seq.tolist(), strict=True,
        )  # fmt: skip
        return [
            Outgoing(send, *encode(domain, names[thing], time, values, seq))
            for thing, time, send, values, seq in rows
        ]

    def _truths(self, truths: Iterable[Truth]) -> list[Outgoing]:
        """What is true of the things of this share; the first share also tells of gateways."""
        return [
            Outgoing(self.time, *self._encoder.truth(truth))
            for truth in truths
            if truth.datastream.rpartition("/")[0] in self._owned
            or (self._share.first and truth.datastream.startswith("gateway/"))
        ]

    def _failing(self) -> dict[tuple[str, str], float]:
        """Failures under way at the end of the tick: `(event, datastream) -> since`."""
        failing: dict[tuple[str, str], float] = {}
        for sensors in self._sensors.values():
            failing.update(sensors.failing())
        for fault in self.player.faults():
            if fault.begins <= self.time < fault.ends:
                for datastream in fault.datastreams(self.city):
                    failing[f"fault: {fault.kind}", datastream] = fault.begins
        return failing

    def _brief(self) -> Iterator[Truth]:
        """Injected faults that began and ended within the tick, such as a spike of a quick instrument."""
        for fault in self.player.faults():
            if not self.time - TICK <= fault.begins < fault.ends <= self.time:
                continue
            event = f"fault: {fault.kind}"
            for datastream in fault.datastreams(self.city):
                if (event, datastream) not in self._outages.since:  # its beginning was told
                    yield Truth(event, datastream, fault.begins)
                    yield Truth(event, datastream, fault.begins, fault.ends)


def _mine(city: catalogue.City, share: Share) -> dict[str, list[bool]]:
    """Which things of each domain are in the share, numbered through the whole city."""
    mine: dict[str, list[bool]] = {}
    number = 0
    for domain in city.domains:
        mine[domain.id] = [share.has(number + row) for row in range(len(domain.things))]
        number += len(domain.things)
    return mine
