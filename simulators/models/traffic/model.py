"""The traffic of the city: what enters its corridors, what slows it, and what the loops under it see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from config import catalogue
from config.reader import suggestion
from simulators.models.alert import speed_limit_change, trips
from simulators.models.contract import TICK, ZONES, City, Floats, relax
from simulators.models.demand import daytype, demand, summer_boost
from simulators.models.parameters import wrong
from simulators.models.traffic.cells import Cells, Passage
from simulators.models.traffic.chance import Arrivals, Chance
from simulators.models.traffic.links import read_loops, read_network
from simulators.models.truth import Truth

#: One step of the cells for every kind of road, s; whole steps in a tick (docs/models/traffic.md).
STEP: Final = 5.0
#: Rain above these intensities (mm/h) leaves these shares of capacity and of speed (science section 6).
RAIN: Final = np.array([0.2, 6.0, 30.0])
RAIN_CAPACITY: Final = np.array([1.0, 0.93, 0.86, 0.30])
RAIN_SPEED: Final = np.array([1.0, 0.96, 0.92, 0.92])
#: More people take the car in rain above this, mm/h, by this factor (science section 1.5).
RAIN_DEMAND: Final = (2.0, 1.05)
#: A speed limit lowered for the day stays at or above this, km/h (science section 1.1).
LOWEST_LIMIT: Final = 70.0
#: Below these shares of capacity a fifth of the drivers, or all of them, take another road; the news
#: spreads, and who is caught behind a closure turns round, in ten minutes (science section 12.3).
INCIDENT, CLOSED = 0.6, 0.02
DIVERTED: Final = 0.2
NEWS: Final = 600.0
#: The days of commuters' roads with less traffic.
WEEKEND: Final = ("saturday", "holiday")
#: Occupancy in % per veh/km of one lane: a vehicle of 4.5 m over a loop of 2.0 m.
OCCUPANCY: Final = 0.1 * (4.5 + 2.0)
#: Slower than this share of free speed is a queue, where there is a vehicle a km to form it.
QUEUE: Final = 0.5
#: Nobody waits longer than this to get onto a road, h: they stay at home or go another way.
PATIENCE: Final = 1.0
#: Below this density, veh/km per lane, a loop sees nobody and says how fast one could drive.
DESERTED: Final = 0.05
#: Travel times end here, min.
LONGEST: Final = 180.0


@dataclass(slots=True)
class TrafficState:
    """The traffic part of the city; arrays over `links`, over cells where it says so."""

    links: tuple[str, ...]
    length_km: Floats
    flow: Floats  #: mean along the link, all lanes, veh/h
    speed: Floats  #: space-mean, km/h
    vkt_rate: Floats  #: veh-km/h
    queue_km: Floats  #: slow cells, and the vehicles held before the entrance at jam density
    travel_time_min: Floats  #: entrance to end now, waiting included
    delay_min: Floats  #: the part of it that an empty road would not take
    capacity_factor: Floats  #: remaining share of capacity where the link is narrowest
    total_vkt_rate: float  #: whole city with its other streets, veh-km/h
    density: Floats  #: over cells, veh/km per lane
    cell_speed: Floats  #: over cells, km/h
    cell_link: NDArray[np.intp]  #: over cells, index into `links`
    cell_km: Floats  #: over cells, km from the entrance
    vehicles: Floats  #: over cells
    waiting: Floats  #: over sources: vehicles held at entrances and ramps
    diverted: Floats  #: share of the demand that takes another road
    chance: Chance
    entered: float = 0.0  #: vehicles that came in during the last tick
    left: float = 0.0  #: and those that went out


class Traffic:
    """Cell transmission (Daganzo 1994) on all corridors, with rain, water, incidents and detours."""

    domain = "traffic"

    def __init__(self, city: catalogue.City) -> None:
        """ModelError, one line with file and key, if the city pack's network cannot carry traffic."""
        domain = city.domain(self.domain)
        network = read_network(domain)
        self._network = network
        links = network.corridors
        try:
            self._cells = Cells([network.corridor(link) for link in links], STEP)
        except ValueError as error:
            raise wrong(self.domain, "domain.model.corridors", str(error)) from None
        self._ids = {link.id: i for i, link in enumerate(links)}
        self._zones = np.array([ZONES.index(link.zone) for link in links])
        self._lanes = [link.lanes for link in links]
        self._peak = np.array([link.peak * link.lanes for link in links])
        self._narrow = np.array([link.narrow for link in links])
        self._tide = np.array([link.tide for link in links])
        self._weekend = np.array([link.weekend for link in links])
        self._summer = np.array([i for i, link in enumerate(links) if link.summer], dtype=np.intp)
        self._length = np.array([link.length for link in links])
        self._free_speed = self._cells.free_speed[self._cells.first]
        self._jam = np.array([network.kinds[link.kind].jam_density * link.lanes for link in links])
        self._bottleneck = np.array([self._cells.cell(i, link.bottleneck) for i, link in enumerate(links)])
        lanes = np.where(
            np.arange(len(self._cells.source)) < len(links), 1.0, 1.0 / self._cells.lanes[self._cells.source]
        )
        self._slots = self._cells.capacity[self._cells.source] * lanes
        self._trickle = 0.1 * self._slots  # so much is taken to come in at least, veh/h
        self._arrivals = Arrivals(self._slots)
        #: A lowered limit does not go below these, km/h: LOWEST_LIMIT, or the free speed of slower roads.
        self._lowest = np.minimum(self._free_speed, LOWEST_LIMIT)
        self._queue_speed = QUEUE * self._cells.free_speed  # over cells, km/h
        self._empty_time = 60.0 * self._length / self._free_speed  # min
        self._detour = np.zeros((len(links), len(links)))
        for i, link in enumerate(links):
            for other, share in link.alternatives.items():
                self._detour[i, self._ids[other]] = share
        loops = read_loops(domain, {link.id: link for link in links})
        self._loops = np.array(
            [self._cells.cell(self._ids[loop.link], loop.km) for loop in loops], dtype=np.intp
        )
        self._truth = Truth(domain, frozenset({"flow", "occupancy", "speed"}))

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Fill the roads with half an hour of the demand of `t`."""
        cells, links = self._cells, len(self._peak)
        empty = np.zeros(links)
        state = TrafficState(
            links=tuple(self._ids), length_km=self._length.copy(), flow=empty, speed=self._free_speed.copy(),
            vkt_rate=empty, queue_km=empty, travel_time_min=self._empty_time,
            delay_min=empty,
            capacity_factor=np.ones(links), total_vkt_rate=0.0, density=np.zeros(len(cells.km)),
            cell_speed=cells.free_speed.copy(), cell_link=cells.corridor.copy(), cell_km=cells.km.copy(),
            vehicles=np.zeros(len(cells.km)), waiting=np.zeros(len(cells.source)), diverted=np.zeros(links),
            chance=Chance.begin(links, city.now, rng),
        )  # fmt: skip
        city.parts[self.domain] = state
        for _ in range(30):
            self._move(city, state, rng)

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """One tick; flow in veh/h over all lanes, occupancy in %, speed in km/h at every loop."""
        state: TrafficState = city.parts[self.domain]
        state.chance.step(city.now, rng)
        rate = self._network.incidents * 1e-6 * state.vkt_rate * (not city.forcing.calm)
        state.chance.incidents(t, rate, self._network.lane_blocking, self._length, self._lanes, rng)
        passage = self._move(city, state, rng)
        at = self._loops
        seen = {
            "flow": passage.flow[at],
            "occupancy": np.minimum(100.0, OCCUPANCY * passage.density[at]),
            "speed": np.where(passage.density[at] > DESERTED, passage.speed[at], self._cells.free_speed[at]),
        }
        return self._truth.of(seen)

    def _move(self, city: City, state: TrafficState, rng: np.random.Generator) -> Passage:
        """Let the traffic of one tick flow under what the city imposes now."""
        cells = self._cells
        rain = _rain(city)[self._zones]
        wet = RAIN.searchsorted(rain, side="right")
        imposed = self._shares(city)
        share = imposed if city.forcing.calm else np.minimum(imposed, state.chance.share)
        turned = self._turn_round(state, imposed)
        target = np.where(share < CLOSED, 1.0, np.where(share < INCIDENT, DIVERTED, 0.0))
        state.diverted = relax(state.diverted, target, 1.0 / NEWS, TICK)
        wanted = self._demand(city, state, rain)
        staying = 1.0 - state.diverted
        along = (wanted * staying)[cells.source_corridor] * cells.source_share
        away = wanted * state.diverted + turned * 3600.0 / TICK
        along[: len(wanted)] += (away @ self._detour + self._cruising(city)) * staying
        if not city.forcing.calm:
            along = self._arrivals.drawn(along, rng)

        capacity = cells.capacity * RAIN_CAPACITY[wet][cells.corridor]
        capacity[self._bottleneck] *= imposed * self._narrow
        if not city.forcing.calm:
            for i in (state.chance.share < 1.0).nonzero()[0].tolist():  # seldom more than one
                capacity[cells.cell(i, state.chance.km[i])] *= state.chance.share[i]
        limit = self._free_speed + speed_limit_change(city)
        limit = np.minimum(np.maximum(limit, self._lowest), self._free_speed)
        speed = (limit * RAIN_SPEED[wet])[cells.corridor]
        passage = cells.advance(state.vehicles, state.waiting, along, capacity, speed, round(TICK / STEP))
        served = np.maximum(passage.joined * 3600.0 / TICK, self._trickle)
        np.minimum(state.waiting, PATIENCE * served, out=state.waiting)
        state.capacity_factor = share * RAIN_CAPACITY[wet]
        state.entered = float(passage.joined.sum())
        state.left = float(passage.left.sum() + turned.sum())
        self._summarise(city, state, passage)
        return passage

    def _shares(self, city: City) -> Floats:
        """Share of capacity that scenario and water leave to each link."""
        shares = np.ones(len(self._peak))
        water = getattr(city.parts.get("water"), "closed_links", {})
        for source in (city.forcing.capacity, water):
            for link, share in source.items():
                shares[self._index(link)] *= min(1.0, max(0.0, share))
        return shares

    def _demand(self, city: City, state: TrafficState, rain: Floats) -> Floats:
        """What would enter each link if nothing kept it from there, veh/h."""
        now, expected = city.now, demand(city.now)
        level = expected if city.forcing.calm else state.chance.level(expected, now.hour)
        wanted = self._peak * level * trips(city)
        wanted *= 1.0 + self._tide * np.cos(2.0 * np.pi * (now.hour - 8.0) / 24.0)
        if daytype(now) in WEEKEND:
            wanted *= self._weekend
        wanted[self._summer] *= summer_boost(now)
        wanted *= np.where(rain > RAIN_DEMAND[0], RAIN_DEMAND[1], 1.0)
        for link, per_lane in city.forcing.inflow.items():  # what is left after an incident's detours
            i = self._index(link)
            wanted[i] = max(0.0, per_lane) * self._lanes[i] / (1.0 - min(state.diverted[i], DIVERTED))
        return wanted

    def _cruising(self, city: City) -> Floats:
        """Those who look for a parking place, veh/h at the entrance of each link."""
        extra = np.zeros(len(self._peak))
        for link, rate in getattr(city.parts.get("parking"), "cruising", {}).items():
            extra[self._index(link)] += rate
        return extra

    def _turn_round(self, state: TrafficState, imposed: Floats) -> Floats:
        """Vehicles that leave a closed link backwards in this tick; they are taken out of it."""
        turned = np.zeros(len(imposed))
        for i in (imposed < CLOSED).nonzero()[0].tolist():
            back = slice(self._cells.first[i], self._bottleneck[i] + 1)
            part = 1.0 - np.exp(-TICK / NEWS)
            turned[i] = part * state.vehicles[back].sum()
            state.vehicles[back] *= 1.0 - part
            away = part * state.waiting[i]
            turned[i] += away
            state.waiting[i] -= away
        return turned

    def _summarise(self, city: City, state: TrafficState, passage: Passage) -> None:
        """Cells -> the figures of each link."""
        cells = self._cells

        def along(values: Floats) -> Floats:
            return np.add.reduceat(values, cells.first)

        vehicles = along(passage.density * cells.lanes * cells.length)
        state.density, state.cell_speed = passage.density, passage.speed
        state.vkt_rate = along(passage.flow * cells.length)
        state.flow = state.vkt_rate / self._length
        state.speed = np.divide(state.vkt_rate, vehicles, out=self._free_speed.copy(), where=vehicles > 0.0)
        held = state.waiting[: len(vehicles)]
        slow = (passage.speed < self._queue_speed) & (passage.density > 1.0)
        state.queue_km = along(cells.length * slow) + held / self._jam
        served = passage.joined[: len(vehicles)] * 3600.0 / TICK
        driving = along(cells.length / np.maximum(passage.speed, 1.0))
        state.travel_time_min = np.minimum(LONGEST, 60.0 * (driving + held / np.maximum(served, 60.0)))
        state.delay_min = np.maximum(0.0, state.travel_time_min - self._empty_time)
        elsewhere = self._network.other_streets * demand(city.now) * trips(city)
        if not city.forcing.calm:
            elsewhere *= state.chance.city_level()
        state.total_vkt_rate = float(state.vkt_rate.sum()) + elsewhere

    def _index(self, link: str) -> int:
        if link not in self._ids:
            raise wrong(self.domain, "corridors", f'unknown link "{link}"{suggestion(link, self._ids)}')
        return self._ids[link]


def _rain(city: City) -> Floats:
    """Rain per zone, mm/h; dry where no weather is modelled."""
    weather: Any = city.parts.get("weather")
    return np.zeros(len(ZONES)) if weather is None else np.asarray(weather.rain, dtype=np.float64)
