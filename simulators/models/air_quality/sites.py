"""Where the air is measured, and what reaches each place: box, street, road, chimney (science 2.1)."""

from typing import Annotated, Any, Final, Literal

import msgspec
import numpy as np

from config.catalogue import Domain
from config.reader import suggestion
from simulators.models.air_quality.dispersion import briggs_urban, open_road, plume, street
from simulators.models.air_quality.emissions import SPECIES, Emissions
from simulators.models.contract import Floats
from simulators.models.parameters import NotNegative, Positive, of_domain, of_thing, wrong, zone_index
from simulators.models.weather.state import WeatherState
from simulators.models.weather.wind import between

Position = tuple[float, float]
Hour = Annotated[float, msgspec.Meta(ge=0, le=24)]
#: Half the depth of the wake in which vehicles mix their exhaust, m.
_WAKE: Final = 6.0
#: Vehicles stir the air over an open road as a wind of this speed would, m/s.
_STIRRED: Final = 0.4
_METRES: Final = 111_200.0
_SHIP_WIND: Final = 0  #: plumes go with the wind of the littoral


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The surroundings of a sensor."""

    kind: Literal["background", "street", "open", "rural"]
    #: How much of the city's own pollution arrives here: 1 in its middle, 0 in the country.
    share: Annotated[float, msgspec.Meta(ge=0, le=1.5)]
    #: The corridor beside it, or else what its own street carries at the peak, veh/h both ways.
    corridor: str = ""
    flow: NotNegative = 0.0
    #: Street canyon from wall to wall, m.
    width: Positive = 20.0
    #: From an open road, m, and the compass direction of a road that is no corridor, °.
    distance: Positive = 15.0
    bearing: Annotated[float, msgspec.Meta(ge=0, le=360)] = 0.0


class Road(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One corridor of the traffic model, both directions; `flow` stands in where none is modelled."""

    bearing: Annotated[float, msgspec.Meta(ge=0, le=360)]  #: compass direction, °
    flow: Positive  #: veh/h at the peak


class Chimney(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A point source: g/s of each species while it works, and the local hours when it does."""

    position: Position
    height: NotNegative  #: m, plume rise included
    nox: NotNegative = 0.0
    pm25: NotNegative = 0.0
    coarse: NotNegative = 0.0
    so2: NotNegative = 0.0
    #: Works this much at all hours, and fully from begin to end.
    idle: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    hours: tuple[tuple[Hour, Hour], ...]


class Air(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table `[domain.model]` of `air_quality.toml`."""

    area: Positive  #: of the urban box, km²
    vkt: Positive  #: veh-km/h of the city at peak demand
    corridors: dict[str, Road]
    chimneys: dict[str, Chimney] = msgspec.field(default_factory=dict)


class Sites:
    """All sites of the domain at once."""

    def __init__(self, domain: Domain) -> None:
        """ModelError when a parameter makes no sense."""
        self.air: Final = of_domain(domain, Air)
        sites = [_site(domain, thing.id, of_thing(domain, thing, Site), self.air) for thing in domain.things]
        roads = list(self.air.corridors)
        self.zone: Final = np.array(
            [zone_index(domain.id, f"thing {t.id}.zone", t.zone) for t in domain.things], dtype=int
        )
        self.share: Final = np.array([site.share for site in sites])
        self.background: Final = np.flatnonzero([site.kind in ("background", "rural") for site in sites])
        self._streets: Final = np.flatnonzero([site.kind == "street" for site in sites])
        self._opens: Final = np.flatnonzero([site.kind == "open" for site in sites])
        self._by_corridor: Final = np.array([[bool(site.corridor)] for site in sites])
        self._road: Final = np.array([roads.index(s.corridor) if s.corridor else 0 for s in sites], dtype=int)
        self._flow: Final = np.array([site.flow for site in sites])
        self._width: Final = np.array([site.width for site in sites])[self._streets]
        bearings = [self.air.corridors[s.corridor].bearing if s.corridor else s.bearing for s in sites]
        self._bearing: Final = np.radians(bearings)[self._opens]
        _, sigma = briggs_urban(np.array([site.distance for site in sites]))
        self._sigma_z: Final = np.hypot(_WAKE, sigma)[self._opens]
        self._chimneys: Final = tuple(self.air.chimneys.values())
        self._away: Final = _metres([t.position for t in domain.things], [c.position for c in self._chimneys])
        self._height: Final = np.array([[c.height] for c in self._chimneys])
        self._rates: Final = np.array([[getattr(c, name) for name in SPECIES] for c in self._chimneys])

    def __len__(self) -> int:
        """How many sites there are."""
        return len(self.share)

    def increments(self, emitted: Emissions, weather: WeatherState, hour: float) -> Floats:
        """(sites, species) µg/m³ that the street, the road and the chimneys add to the city's air."""
        wind = weather.wind_speed[self.zone]
        streets, opens = self._streets, self._opens
        sine = np.sin(np.radians(weather.wind_from[self.zone[opens]]) - self._bearing)
        stirred = np.hypot(wind[opens], _STIRRED)
        per_emission = np.zeros(len(wind))
        per_emission[streets] = street(1.0, wind[streets], self._width)
        per_emission[opens] = open_road(1.0, stirred, self._sigma_z, sine)
        roads = np.where(self._by_corridor, emitted.corridors[self._road], 0.0)
        own = self._flow[:, None] * emitted.street
        near = (roads + own) * per_emission[:, None]
        return np.asarray(near + self._plumes(weather, hour))

    def _plumes(self, weather: WeatherState, hour: float) -> Any:
        if not self._chimneys:
            return 0.0
        at_work = np.array(
            [[max(c.idle, *(between(hour, *span) for span in c.hours))] for c in self._chimneys]
        )
        angle = np.radians(weather.wind_from[_SHIP_WIND])
        east, north = self._away
        sine, cosine = np.sin(angle), np.cos(angle)
        along = -(east * sine + north * cosine)
        across = east * cosine - north * sine
        dilution = plume(along, across, self._height, weather.wind_speed[_SHIP_WIND])
        return 1e6 * dilution.T @ (self._rates * at_work)


def _site(domain: Domain, thing: str, site: Site, air: Air) -> Site:
    """The site, if its road makes sense."""
    key = f"thing {thing}.model"
    if site.corridor and site.corridor not in air.corridors:
        hint = suggestion(site.corridor, air.corridors)
        raise wrong(domain.id, f"{key}.corridor", f'unknown corridor "{site.corridor}"{hint}')
    roads = bool(site.corridor) + (site.flow > 0.0)
    if site.kind in ("street", "open") and roads != 1:
        raise wrong(domain.id, f"{key}.corridor", f'kind "{site.kind}" takes either a corridor or a flow')
    if site.kind in ("background", "rural") and roads:
        raise wrong(domain.id, f"{key}.kind", f'"{site.kind}" has no road beside it')
    return site


def _metres(sites: list[Position], sources: list[Position]) -> tuple[Floats, Floats]:
    """How far east and north (sources, sites) of each source each site lies, m."""
    here = np.array(sites, dtype=float).reshape(1, -1, 2)
    there = np.array(sources, dtype=float).reshape(-1, 1, 2)
    east = (here[..., 0] - there[..., 0]) * np.cos(np.radians(there[..., 1]))
    return east * _METRES, (here[..., 1] - there[..., 1]) * _METRES
