"""One telling of a story: its truth, what no instrument sees, and what is said of it, minute by minute."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from config.reader import read_city
from config.scenarios import read_scenario
from simulators.models.contract import Floats
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.simulation import Simulation
from simulators.world import World

CITY = read_city("nice")
#: For how many hours after its start each story is told; its last expected event is in it.
HOURS = {"storm": 16.0, "ozone": 40.0, "accident": 3.5, "carnival": 10.0, "spill": 8.0}
#: Hours of the local clock at the start of each story.
BEGINS = {"storm": 6.0, "ozone": 6.0, "accident": 17.0, "carnival": 13.0, "spill": 9.0}


@dataclass
class Run:
    """A row a minute from the start on; clocks are local hours, 25.5 is 01:30 the day after."""

    name: str
    begins: float
    seed: int | None = None
    truth: dict[str, list[Floats]] = field(default_factory=dict)
    #: (datastream, priority) -> clocks at which the simulators say that a limit is passed.
    events: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    #: Of the links: km of queue, km/h, veh/h, vehicles before the entrance, shares of capacity and of those
    #: who turn off; of the car parks: arrivals without a place, and on the road; veh/h that circle.
    queue: list[Floats] = field(default_factory=list)
    speed: list[Floats] = field(default_factory=list)
    flow: list[Floats] = field(default_factory=list)
    held: list[Floats] = field(default_factory=list)
    capacity: list[Floats] = field(default_factory=list)
    diverted: list[Floats] = field(default_factory=list)
    blocked: list[Floats] = field(default_factory=list)
    late: list[Floats] = field(default_factory=list)
    cruising: list[float] = field(default_factory=list)

    def minute(self, clock: float) -> int:
        """The row of that clock."""
        return round((clock - self.begins) * 60.0)

    def clock(self, minute: float) -> float:
        """Its inverse."""
        return self.begins + float(minute) / 60.0

    def all(self, datastream: str) -> Floats:
        """(minutes,) truth of `domain/thing/property`."""
        name, thing, column = datastream.split("/")
        domain = CITY.domain(name)
        row = [item.id for item in domain.things].index(thing)
        return np.array([table[row, domain.index(column)] for table in self.truth[name]])

    def at(self, datastream: str, clock: float) -> float:
        """Its value then."""
        return float(self.all(datastream)[self.minute(clock)])

    def mean(self, datastream: str, clock: float) -> float:
        """Its mean over the hour that begins then."""
        return float(self.all(datastream)[self.minute(clock) : self.minute(clock + 1.0)].mean())

    def most(self, datastream: str, after: float = 0.0, before: float = 99.0) -> tuple[float, float]:
        """Its highest value and the clock of it."""
        values = self.all(datastream)
        first = max(0, self.minute(after))
        part = values[first : max(0, self.minute(before))]
        return float(part.max()), self.clock(first + int(part.argmax()))

    def first(self, met: Any) -> float:
        """The clock of the first minute in which (minutes,) `met` is true; NaN if there is none."""
        return self.clock(int(np.argmax(met))) if np.any(met) else float("nan")

    def link(self, figure: str, link: str, clock: float) -> float:
        """`queue`, `speed`, `flow`, `held`, `capacity` or `diverted` of a link then."""
        return float(getattr(self, figure)[self.minute(clock)][self.links.index(link)])

    @staticmethod
    def car_park(name: str) -> int:
        """Its place in `blocked` and `late`."""
        return [thing.id for thing in CITY.domain("parking").things].index(name)


def tell(name: str, seed: int | None, *, told: bool = True) -> Run:
    """The story with the chance of that seed, without any chance for None; not `told`: the day without it.

    The simulators publish the domains of the events that the story promises; all others go with them.
    """
    player = Player(CITY, calm=seed is None)
    story = player.scenario(name)
    if told:
        player.play(story, story.start)
    published = {item.datastream.split("/")[0] for item in read_scenario(CITY, name).expected}
    simulation = Simulation(CITY, build(CITY), seed or 0, player, published)
    simulation.begin(story.start)
    run = Run(name, BEGINS[name], seed)
    for minute in range(round(HOURS[name] * 60.0) + 1):
        _write(run, simulation.world)
        for message in simulation.advance():
            if message.topic == "nice/truth":
                _hear(run, minute + 1, json.loads(message.payload))
    return run


@lru_cache(maxsize=len(HOURS))
def calm(name: str) -> Run:
    """The story without chance, told once."""
    return tell(name, None)


@lru_cache(maxsize=4)
def ordinary(name: str, seed: int | None) -> Run:
    """The same hours and the same chance without the story."""
    return tell(name, seed, told=False)


def _write(run: Run, world: World) -> None:
    for domain, table in world.state.truth.items():
        run.truth.setdefault(domain, []).append(table)
    parts = world.state.city.parts
    traffic, parking = parts["traffic"], parts["parking"]
    run.links = traffic.links
    run.queue.append(traffic.queue_km.copy())
    run.speed.append(traffic.speed.copy())
    run.flow.append(traffic.flow.copy())
    run.held.append(traffic.waiting[: len(traffic.links)].copy())
    run.capacity.append(traffic.capacity_factor.copy())
    run.diverted.append(traffic.diverted.copy())
    run.blocked.append(parking.blocked.copy())
    run.late.append(parking.late.copy())
    run.cruising.append(sum(parking.cruising.values()))


def _hear(run: Run, minute: int, event: dict[str, Any]) -> None:
    if event["ends"] is None:
        key = (event["datastream"], event["event"].split()[-1])
        run.events.setdefault(key, []).append(run.clock(minute))
