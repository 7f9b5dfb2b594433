"""Noise beside the roads of the city, from the traffic of the same tick (science section 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np

from config import catalogue
from config.reader import suggestion
from simulators.models.alert import trips
from simulators.models.contract import TICK, City, Floats, Moment, OrnsteinUhlenbeck, relax
from simulators.models.demand import demand
from simulators.models.noise.emission import at_distance, energy, level, line_power
from simulators.models.parameters import NotNegative, Positive, Share, of_domain, of_thing, wrong
from simulators.models.truth import Truth

#: What a city sounds like without a road, dB(A); a façade throws back 3 dB more (science section 7.1).
FLOOR: Final = 42.0
FACADE: Final = 3.0
#: Beyond traffic, levels wander by so many dB over 20 min; our design.
SIGMA, TAU = 1.0, 1200.0
_WANDERS: Final = OrnsteinUhlenbeck(TAU, 1.0)
#: dB more that count in each clock hour of Lden: evening 18-22 h, night 22-6 h.
PENALTY: Final = np.array([10.0] * 6 + [0.0] * 12 + [5.0] * 4 + [10.0] * 2)
_PENALTIES: Final = energy(PENALTY)[:, None]
_HOUR: Final = 3600.0


class Station(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sound level meter: beside a corridor of the traffic model, or a street of its own."""

    corridor: str = ""
    #: veh/h at the peak and km/h, of a street that is no corridor.
    flow: NotNegative = 0.0
    speed: Annotated[float, msgspec.Meta(ge=20, le=130)] = 50.0
    distance: Positive  #: from the road, m
    place: Literal["open", "facade"] = "open"


class Laws(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table `[domain.model]`: shares of light, medium, heavy vehicles and two-wheelers."""

    fleet: Annotated[tuple[Share, ...], msgspec.Meta(min_length=4, max_length=4)]


@dataclass(slots=True)
class NoiseState:
    """Arrays over the stations; energies are relative, 1 is 0 dB."""

    residual: Floats  #: standard normal
    hour: Floats  #: energy averaged over the last hour, exponentially
    hours: Floats  #: (24, stations) mean energy of the last of each clock hour
    running: Floats  #: sum of the energies of the running clock hour, and of how many ticks it is
    ticks: int = 0


class Noise:
    """LAeq of the minute and of the hour, and Lden of the last 24 clock hours."""

    domain = "noise"

    def __init__(self, city: catalogue.City) -> None:
        """ModelError when a parameter makes no sense."""
        domain = city.domain(self.domain)
        fleet = np.array(of_domain(domain, Laws).fleet)
        if abs(fleet.sum() - 1.0) > 1e-6:
            raise wrong(domain.id, "domain.model.fleet", f"the shares add up to {fleet.sum():g}, not 1")
        self._fleet: Final = fleet
        traffic = city.by_id.get("traffic")
        links = [] if traffic is None else [link.get("id", "") for link in traffic.model.get("corridors", ())]
        roads = [link.rpartition("_")[0] for link in links]
        self._corridors: Final = sorted(set(roads))
        #: (corridors, links): 1 where the link is a direction of the corridor.
        self._directions: Final = np.array(
            [[float(road == corridor) for road in roads] for corridor in self._corridors]
        )
        stations = [self._station(domain, thing) for thing in domain.things]
        self._own: Final = np.array([station.flow for station in stations])
        self._free: Final = np.array([station.speed for station in stations])
        self._corridor: Final = np.array(
            [self._corridors.index(s.corridor) if s.corridor else -1 for s in stations], dtype=np.intp
        )
        self._distance: Final = np.array([station.distance for station in stations])
        self._facade: Final = np.array([FACADE * (station.place == "facade") for station in stations])
        self._truth: Final = Truth(domain, frozenset({"laeq", "laeq_1h", "lden"}))

    def _station(self, domain: catalogue.Domain, thing: catalogue.Thing) -> Station:
        station = of_thing(domain, thing, Station)
        if station.corridor and station.corridor not in self._corridors:
            hint = suggestion(station.corridor, self._corridors)
            raise wrong(
                domain.id,
                f"thing {thing.id}.model.corridor",
                f'traffic has no corridor "{station.corridor}"{hint}',
            )
        if bool(station.corridor) == (station.flow > 0.0):
            raise wrong(domain.id, f"thing {thing.id}.model", "takes either a corridor or a flow")
        return station

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """A day of the demand of today behind it."""
        now = city.now
        hours = []
        for hour in range(24):
            moment = Moment(t, hour + 0.5, now.hour_utc, now.day_of_year, now.year, now.weekday)
            hours.append(energy(self._levels(city, demand(moment) / max(demand(now), 1e-6))))
        count = len(self._own)
        city.parts[self.domain] = NoiseState(
            residual=rng.standard_normal(count),
            hour=energy(self._levels(city, 1.0)),
            hours=np.array(hours),
            running=np.zeros(count),
        )

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Levels at the end of the tick, dB(A)."""
        state: NoiseState = city.parts[self.domain]
        deviate = rng.standard_normal(len(self._own))
        state.residual = _WANDERS.step(state.residual, deviate)
        laeq = self._levels(city, 1.0) + SIGMA * state.residual * (not city.forcing.calm)
        now = energy(laeq)
        state.hour = relax(state.hour, now, 1.0 / _HOUR, TICK)
        state.running = state.running + now
        state.ticks += 1
        if city.now.hour % 1.0 < 1e-9:  # a clock hour is over
            state.hours[int(city.now.hour - 1.0) % 24] = state.running / state.ticks
            state.running, state.ticks = np.zeros(len(now)), 0
        lden = level((state.hours * _PENALTIES).mean(axis=0))
        return self._truth.of({"laeq": laeq, "laeq_1h": level(state.hour), "lden": lden})

    def _levels(self, city: City, factor: float) -> Floats:
        """(stations,) dB(A) of `factor` times the traffic of the tick."""
        own = self._own * demand(city.now) * trips(city)
        line = self._energy(own * factor, self._free)
        traffic: Any = city.parts.get("traffic")
        if traffic is not None:
            roads = self._energy(traffic.flow * factor, traffic.speed)
            both = self._directions @ roads
            line = np.where(self._corridor >= 0, both[self._corridor], line)
        received = at_distance(level(line), self._distance) + self._facade
        return np.asarray(level(energy(received) + energy(FLOOR)))

    def _energy(self, flow: Floats, speed: Floats) -> Floats:
        """(roads,) relative energy per metre of `flow` veh/h at `speed` km/h; next to nothing when empty."""
        return np.asarray(energy(line_power(np.maximum(flow, 1e-6)[:, None] * self._fleet, speed)))
