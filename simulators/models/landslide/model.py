"""The slopes of the city: soil water, stability, creep and failure, and rain against Caine's line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from config import catalogue
from config.catalogue import Row
from simulators.models.contract import TICK, ZONES, City, Floats, OrnsteinUhlenbeck
from simulators.models.landslide.creep import Bools
from simulators.models.landslide.rain import RainMemory
from simulators.models.landslide.sites import SiteRow, Sites, SiteState, SlopeLaws
from simulators.models.landslide.soil import first_tanks, step_tanks
from simulators.models.parameters import of_domain, of_kind, zone_index
from simulators.models.truth import Truth, rows

_TICK_HOURS: Final = TICK / 3600.0
_VARIES: Final = OrnsteinUhlenbeck(Sites.memory, Sites.variability)


class ZoneRow(Row, frozen=True, kw_only=True, tag="zone", tag_field="kind"):
    """A zone warned of rain; it has no parameters of its own."""


_KINDS: Final[dict[str, tuple[type[Row], tuple[str, ...]]]] = {
    "site": (SiteRow, Sites.computed),
    "zone": (ZoneRow, ("caine_ratio", "soil_water_index")),
}
_COMPUTED: Final = [name for _, names in _KINDS.values() for name in names]


class LandslideLaws(Row, frozen=True, kw_only=True):
    """`[domain.model]` of `landslide.toml`."""

    slopes: SlopeLaws


@dataclass(slots=True)
class LandslideState:
    """`city.parts["landslide"]`; what stands before `sites` is for whoever wants to know."""

    #: By site id.
    factor_of_safety: dict[str, float]
    #: Ids of the sites that accelerate towards failure, and of those that have gone.
    failing: tuple[str, ...]
    failed: tuple[str, ...]
    #: Over the zones: how many times Caine's line is reached, and the soil water index in mm.
    caine_ratio: Floats
    soil_water_index: Floats
    sites: SiteState
    tanks: Floats  #: mm, shape (3, zones)
    noise: Floats  #: of the sites' creep
    rain: RainMemory = field(default_factory=RainMemory)


class Landslide:
    """The model of the domain `landslide`; implements `contract.Model`."""

    def __init__(self, city: catalogue.City) -> None:
        """ModelError when the domain's parameters cannot be used."""
        domain = city.domain(self.domain)
        laws = of_domain(domain, LandslideLaws)
        kinds = {thing.id: of_kind(domain, thing, _KINDS) for thing in domain.things}
        zones = {
            thing.id: zone_index(domain.id, f"thing {thing.id}.zone", thing.zone) for thing in domain.things
        }
        self._truth: Final = Truth(domain, frozenset(_COMPUTED))
        sites = {name: row for name, row in kinds.items() if isinstance(row, SiteRow)}
        self._sites: Final = Sites(domain.id, sites, zones, laws.slopes)
        self._site_places = rows([name in sites for name in kinds])
        self._zone_places = rows([name not in sites for name in kinds])
        self._zone_of = np.array([zones[name] for name in kinds if name not in sites], dtype=np.intp)

    @property
    def domain(self) -> str:
        """Also the key of its part of the state."""
        return "landslide"

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Slopes as wet as the catalogue says and no rain in memory at instant `t`."""
        sites, tanks = self._sites.begin(), first_tanks(len(ZONES))
        city.parts[self.domain] = LandslideState(
            factor_of_safety=self._by_site(sites.safety),
            failing=(),
            failed=(),
            caine_ratio=np.zeros(len(ZONES)),
            soil_water_index=tanks.sum(axis=0),
            sites=sites,
            tanks=tanks,
            noise=Sites.variability * rng.standard_normal(len(self._sites.ids)),
        )

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Advance the part by one tick to `t`; the truth of every property over the things."""
        state: LandslideState = city.parts[self.domain]
        rain: Floats = city.parts["weather"].rain
        state.noise = _VARIES.step(state.noise, rng.standard_normal(len(state.noise)))
        noise = np.zeros_like(state.noise) if city.forcing.calm else state.noise
        state.rain.add(rain)
        state.caine_ratio = state.rain.ratio()
        state.tanks = step_tanks(state.tanks, rain, _TICK_HOURS)
        state.soil_water_index = state.tanks.sum(axis=0)
        forcing = city.forcing
        observed = self._sites.step(state.sites, rain, forcing.slope_acceleration, forcing.slope_water, noise)
        state.factor_of_safety = self._by_site(state.sites.safety)
        state.failing = self._which(state.sites.failing)
        state.failed = self._which(state.sites.failed)

        warned = {
            "caine_ratio": state.caine_ratio[self._zone_of],
            "soil_water_index": state.soil_water_index[self._zone_of],
        }
        return self._truth.of_kinds((self._site_places, observed), (self._zone_places, warned))

    def _by_site(self, values: Floats) -> dict[str, float]:
        return dict(zip(self._sites.ids, values.tolist(), strict=True))

    def _which(self, marks: Bools) -> tuple[str, ...]:
        return tuple(name for name, mark in zip(self._sites.ids, marks.tolist(), strict=True) if mark)
