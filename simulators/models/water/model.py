"""The water of the city: rivers, their quality, bathing beaches and the drinking-water network."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol, TypeVar

import numpy as np

from config import catalogue
from config.catalogue import Row
from config.reader import suggestion
from simulators.models.contract import ZONES, City, Floats, OrnsteinUhlenbeck
from simulators.models.parameters import NotNegative, Positive, of_domain, of_kind, wrong, zone_index
from simulators.models.truth import Truth, rows
from simulators.models.water.beaches import Beaches, BeachRow, BeachState, SewerLaws
from simulators.models.water.drinking import Network, NetworkLaws, NetworkRow, NetworkState
from simulators.models.water.quality import ProbeRow, Probes, ProbeState, QualityLaws
from simulators.models.water.rivers import GaugeRow, RiverLaws, Rivers, RiverState
from simulators.models.water.spill import Spill

_KINDS: Final[dict[str, tuple[type[Row], tuple[str, ...]]]] = {
    "gauge": (GaugeRow, Rivers.computed),
    "probe": (ProbeRow, Probes.computed),
    "beach": (BeachRow, Beaches.computed),
    "network": (NetworkRow, Network.computed),
}

#: Turbidity and others are observed by two kinds of things.
_COMPUTED: Final = sorted({name for _, names in _KINDS.values() for name in names})

_Kind = TypeVar("_Kind", bound=Row)


class _Part(Protocol):
    """What the four parts have in common: how their things vary by nature."""

    @property
    def variability(self) -> tuple[float, ...]: ...
    @property
    def memory(self) -> float: ...


class FloodLaws(Row, frozen=True, kw_only=True):
    """When the Paillon floods the car parks under it, m³/s."""

    gauge: str
    above: Positive
    below: NotNegative  #: they reopen


class SpillLaws(Row, frozen=True, kw_only=True):
    """How the river carries a spill: at `discharge` m³/s its section and velocity are these."""

    gauge: str
    discharge: Positive
    area: Positive  #: m²
    velocity: Positive  #: m/s
    dispersion: Positive  #: m²/s


class WaterLaws(Row, frozen=True, kw_only=True):
    """`[domain.model]` of `water.toml`."""

    rivers: RiverLaws
    quality: QualityLaws
    sewers: SewerLaws
    network: NetworkLaws
    flood: FloodLaws
    spill: SpillLaws


@dataclass(slots=True)
class WaterState:
    """`city.parts["water"]`; the first three fields are for the other models."""

    #: By gauge id, m³/s.
    discharge: dict[str, float]
    #: Traffic link -> remaining share of its capacity; only the links that a flood restricts.
    closed_links: dict[str, float]
    #: The Paillon floods what lies under it.
    paillon_flood: bool
    rivers: RiverState
    probes: ProbeState
    beaches: BeachState
    network: NetworkState
    spill: Spill | None
    #: Natural variability of gauges, probes, beaches and network, one after the other.
    noise: Floats


class Water:
    """The model of the domain `water`; implements `contract.Model`."""

    def __init__(self, city: catalogue.City) -> None:
        """ModelError when the domain's parameters cannot be used."""
        domain = city.domain(self.domain)
        laws = of_domain(domain, WaterLaws)
        kinds = {thing.id: of_kind(domain, thing, _KINDS) for thing in domain.things}
        zones = {
            thing.id: zone_index(domain.id, f"thing {thing.id}.zone", thing.zone) for thing in domain.things
        }
        self._truth: Final = Truth(domain, frozenset(_COMPUTED))
        self._rivers: Final = Rivers(domain.id, _only(kinds, GaugeRow), laws.rivers)
        self._probes: Final = Probes(domain.id, _only(kinds, ProbeRow), zones, self._rivers, laws.quality)
        self._beaches: Final = Beaches(domain.id, _only(kinds, BeachRow), zones, laws.sewers)
        self._network: Final = Network(domain.id, _only(kinds, NetworkRow), self._rivers, laws.network)
        self._flood, self._spill = laws.flood, laws.spill
        self._flood_gauge = self._gauge("domain.model.flood.gauge", laws.flood.gauge)
        self._spill_gauge = self._gauge("domain.model.spill.gauge", laws.spill.gauge)

        members = [[isinstance(row, kind) for row in kinds.values()] for kind, _ in _KINDS.values()]
        self._places = [rows(marked) for marked in members]
        parts: tuple[_Part, ...] = (self._rivers, self._probes, self._beaches, self._network)
        self._shapes = [
            (len(part.variability), sum(marked)) for part, marked in zip(parts, members, strict=True)
        ]
        self._cuts = np.cumsum([0] + [height * width for height, width in self._shapes]).tolist()
        self._sigma, memory = np.empty(self._cuts[-1]), np.empty(self._cuts[-1])
        for part, (start, stop), (_, width) in zip(parts, pairwise(self._cuts), self._shapes, strict=True):
            self._sigma[start:stop] = np.repeat(part.variability, width)
            memory[start:stop] = part.memory
        self._varies: Final = OrnsteinUhlenbeck(memory, self._sigma)

    @property
    def domain(self) -> str:
        """Also the key of its part of the state."""
        return "water"

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Base flow, clean rivers and bays at instant `t`; needs the weather's part."""
        noise = self._sigma * rng.standard_normal(len(self._sigma))
        rivers = self._rivers.begin(_day(city), self._split(noise, city.forcing.calm)[0][0])
        city.parts[self.domain] = WaterState(
            discharge=dict(zip(self._rivers.ids, rivers.discharge.tolist(), strict=True)),
            closed_links={},
            paillon_flood=False,
            rivers=rivers,
            probes=self._probes.begin(city.parts["weather"].temperature),
            beaches=self._beaches.begin(len(ZONES)),
            network=self._network.begin(),
            spill=None,
            noise=noise,
        )

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Advance the part by one tick to `t`; the truth of every property over the things."""
        state: WaterState = city.parts[self.domain]
        weather, forcing = city.parts["weather"], city.forcing
        xi = rng.standard_normal(len(self._sigma))
        state.noise = self._varies.step(state.noise, xi)
        on_base, on_probes, on_beaches, on_network = self._split(state.noise, forcing.calm)

        rivers = self._rivers
        rivers.step(
            state.rivers, weather.rain, weather.rain_5d, forcing.rain is not None, forcing.discharge,
            _day(city), on_base[0],
        )  # fmt: skip
        discharge, level = state.rivers.discharge, rivers.level(state.rivers)
        state.discharge = dict(zip(rivers.ids, discharge.tolist(), strict=True))
        state.closed_links = rivers.closed_links(state.rivers)
        limit = self._flood.below if state.paillon_flood else self._flood.above
        state.paillon_flood = bool(discharge[self._flood_gauge] > limit)

        ammonium = self._carry_spill(state, city, t)
        air = weather.temperature
        raw = self._probes.turbidity(discharge)
        seen = (
            {"discharge": discharge, "water_level": level},
            self._probes.step(state.probes, discharge, level, raw, air, ammonium, on_probes),
            self._beaches.step(state.beaches, weather.rain, weather.ghi > 0.0, on_beaches[0]),
            self._network.step(state.network, city.now.hour, raw, forcing.contamination, on_network),
        )
        return self._truth.of_kinds(*zip(self._places, seen, strict=True))

    def _carry_spill(self, state: WaterState, city: City, t: float) -> Floats:
        """Spilt ammonium at the probes, mg/L; a new spill takes the river as it is at that instant."""
        time, laws = city.forcing.spill_time, self._spill
        if time is not None and t >= time and (state.spill is None or state.spill.time != time):
            # Section and velocity change with the discharge as in a wide channel (Manning).
            relative = max(float(state.rivers.discharge[self._spill_gauge]), 1e-3) / laws.discharge
            area, velocity = laws.area * relative**0.6, laws.velocity * relative**0.4
            state.spill = Spill(city.forcing.spill_mass, time, area, velocity, laws.dispersion)
        if state.spill is None:
            return np.zeros_like(self._probes.distance)
        return state.spill.concentration(self._probes.distance, t)

    def _split(self, noise: Floats, calm: bool) -> list[Floats]:
        """The noise of each part, shape (its kinds of variability, its things)."""
        noise = np.zeros_like(noise) if calm else noise
        return [
            noise[start:stop].reshape(shape)
            for (start, stop), shape in zip(pairwise(self._cuts), self._shapes, strict=True)
        ]

    def _gauge(self, key: str, thing: str) -> int:
        place = self._rivers.place(thing)
        if place is None:
            raise wrong(self.domain, key, f'unknown gauge "{thing}"{suggestion(thing, self._rivers.ids)}')
        return place


def _day(city: City) -> float:
    """Days since the start of 1 January, with their fraction."""
    return city.now.day_of_year - 1.0 + city.now.hour / 24.0


def _only(rows: Mapping[str, Row], kind: type[_Kind]) -> dict[str, _Kind]:
    return {name: row for name, row in rows.items() if isinstance(row, kind)}
