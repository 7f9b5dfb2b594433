"""The air of the city: region, urban box, roads, chimneys, and sunlight on all of it (science 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from config import catalogue
from simulators.models.air_quality import photochemistry as chemistry
from simulators.models.air_quality.dispersion import box, washout
from simulators.models.air_quality.emissions import SPECIES, Emissions, Inventory
from simulators.models.air_quality.sites import Sites
from simulators.models.alert import Measures
from simulators.models.contract import TICK, City, Floats, Moment, OrnsteinUhlenbeck, relax
from simulators.models.truth import Truth
from simulators.models.weather import sun
from simulators.models.weather.model import mixing_height
from simulators.models.weather.state import WeatherState

_NOX, _PM25, _COARSE, _SO2 = range(len(SPECIES))
_HOUR: Final = 3600.0
_MONTH: Final = 30.0 * 86400.0
#: Zones whose weather the urban box has: littoral, city, Var plain.
_URBAN: Final = slice(0, 3)
#: Mean of what the wind brings, µg/m³, and how its logarithm follows the air mass and three deviates of
#: its own: coarse dust mostly comes with the fine, since both are a matter of where the air was before.
_REGION: Final = np.array([4.0, 10.0, 9.0, 0.8])
_REGION_MIX: Final = np.array(
    [[0.0, 0.3, 0.0, 0.0], [0.75, 0.0, 0.0, 0.0], [0.62, 0.0, 0.3, 0.0], [0.0, 0.0, 0.0, 0.3]]
)
_REGION_LOSS: Final = (_REGION_MIX**2).sum(axis=1) / 2.0
_REGION_TAU: Final = np.array([24.0, 48.0, 24.0]) * _HOUR
_REGION_WANDERS: Final = OrnsteinUhlenbeck(_REGION_TAU, 1.0)
#: Highs and lows take turns, in twelve days on average, and forget themselves in eighteen.
_ROUND, _MEMORY = 12.0 * 86400.0, 18.0 * 86400.0
_KEPT: Final = float(np.exp(-TICK / _MEMORY))
_TURN: Final = 2.0 * np.pi * TICK / _ROUND
_FRESH: Final = float(np.sqrt(1.0 - _KEPT**2))
_TURNED: Final = _KEPT * np.array([[np.cos(_TURN), -np.sin(_TURN)], [np.sin(_TURN), np.cos(_TURN)]])
#: Length over which rain washes the air that the wind brings, m.
_FETCH: Final = 50_000.0
#: Dry deposition m/s, and scavenging by rain: coefficient 1/s at 1 mm/h, exponent.
_DEPOSITION: Final = np.array([1.5e-3, 1e-3, 4e-3, 0.0])
_WASHOUT: Final = np.array([0.0, 8.4e-5, 8.4e-5, 2e-5])
_WASHOUT_POWER: Final = np.array([0.0, 0.79, 0.79, 0.6])
#: Mass share of NO2 in fresh exhaust.
PRIMARY_NO2: Final = 0.20
#: Residual variability (science 2.4): deviation of the logarithm, time (s), share common to the city.
_SIGMA: Final = 0.25
_RESIDUAL: Final = OrnsteinUhlenbeck(2.0 * _HOUR, 1.0)
_COMMON: Final = 0.7
_SHARED, _OWN = np.sqrt(_COMMON), np.sqrt(1.0 - _COMMON)
#: Residuals of gases and of particles.
_KINDS: Final = 2
KNOWN: Final = frozenset({"no2", "no", "nox", "o3", "pm25", "pm10", "so2", "temperature", "humidity"})


@dataclass(slots=True)
class AirState:
    """The air at the end of a tick; species are those of `emissions.SPECIES`."""

    box: Floats  #: (4,) µg/m³ in the urban box
    mass: Floats  #: (2,) standard normal, the air mass and what it is turning into
    region: Floats  #: (3,) standard normal, what else varies in what the wind brings
    common: Floats  #: (2,) standard normal, residual of the whole city
    local: Floats  #: (2, sites) standard normal, residual of each site
    measures: Measures  #: what ozone of the day before orders
    ox: float = chemistry.REGIONAL_OX  #: O3 + NO2 of the region, ppb
    washed: Floats = field(
        default_factory=lambda: np.ones(len(SPECIES))
    )  #: share that rain leaves of the region's


class AirQuality:
    """Concentrations at every site, from the weather and the traffic of the same tick."""

    def __init__(self, city: catalogue.City) -> None:
        """Parameters from `air_quality.toml`; ModelError when they make no sense."""
        domain = city.domain(self.domain)
        self._sites: Final = Sites(domain)
        air = self._sites.air
        flows = {name: road.flow for name, road in air.corridors.items()}
        self._inventory: Final = Inventory(air.area, air.vkt, flows)
        self._longitude, self._latitude = city.centre
        self._truth: Final = Truth(domain, KNOWN)

    @property
    def domain(self) -> str:
        """Also the key of its part of the state."""
        return "air_quality"

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """The city's air in balance with the weather at `t`, and two ordinary days of ozone behind it."""
        weather: WeatherState = city.parts["weather"]
        lively = 0.0 if city.forcing.calm else 1.0
        state = AirState(
            box=np.zeros(len(SPECIES)),
            mass=lively * rng.standard_normal(2),
            region=lively * rng.standard_normal(len(_REGION_TAU)),
            common=lively * rng.standard_normal(_KINDS),
            local=lively * rng.standard_normal((_KINDS, len(self._sites))),
            measures=Measures(city.now.day_of_year),
        )
        rain, wind = _urban(weather.rain), _urban(weather.wind_speed)
        emitted = self._inventory.now(city, rain)
        scavenged = washout(rain, _WASHOUT, _WASHOUT_POWER)
        brought = self._brought(state)
        state.box = box(
            state.box, emitted.city, weather.mixing_height, brought, wind, _DEPOSITION, scavenged, _MONTH
        )
        state.ox = self._ordinary_ox(city.now, weather)
        city.parts[self.domain] = state

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Truth at the sites at the end of the tick, µg/m³; chemistry holds in it exactly."""
        state: AirState = city.parts[self.domain]
        weather: WeatherState = city.parts["weather"]
        self._wander(state, city.forcing.calm, rng)
        rain, wind = _urban(weather.rain), _urban(weather.wind_speed)
        scavenged = washout(rain, _WASHOUT, _WASHOUT_POWER)
        fresh = wind / _FETCH
        state.washed = relax(state.washed, fresh / (fresh + scavenged), fresh + scavenged, TICK)
        emitted = self._inventory.now(city, rain)
        brought = self._brought(state)
        state.box = box(
            state.box, emitted.city, weather.mixing_height, brought, wind, _DEPOSITION, scavenged, TICK
        )
        p0 = city.forcing.ozone_production
        if p0 is None:
            p0 = chemistry.natural_p0(weather.noon, weather.cloud)
        warmth = _urban(weather.temperature)
        made = chemistry.production(p0, weather.daylight, warmth)
        state.ox = float(chemistry.regional_ox(state.ox, made, weather.mixing_height, TICK))
        found = self._at_sites(state, emitted, weather, brought, city.now.hour)
        background = found["o3"][self._sites.background]
        state.measures.watch(city.now, float(background.sum() / len(background)))
        return self._truth.of(found)

    def _wander(self, state: AirState, calm: bool, rng: np.random.Generator) -> None:
        """Ornstein-Uhlenbeck deviates and a turning pair, exact over the tick; none when the run is calm."""
        state.mass = _TURNED @ state.mass + _FRESH * rng.standard_normal(2)
        state.region = _REGION_WANDERS.step(state.region, rng.standard_normal(state.region.shape))
        state.common = _RESIDUAL.step(state.common, rng.standard_normal(state.common.shape))
        state.local = _RESIDUAL.step(state.local, rng.standard_normal(state.local.shape))
        if calm:
            for deviates in (state.mass, state.region, state.common, state.local):
                deviates[:] = 0.0

    def _brought(self, state: AirState) -> Floats:
        """(species,) µg/m³ that the wind brings from the region."""
        deviates = np.concatenate([state.mass[:1], state.region])
        return np.asarray(_REGION * np.exp(_REGION_MIX @ deviates - _REGION_LOSS) * state.washed)

    def _ordinary_ox(self, now: Moment, weather: WeatherState) -> float:
        """Ox at `now` after two days like today, in steps of an hour, ppb."""
        rise, fall = sun.sunrise_sunset(self._latitude, self._longitude, now.day_of_year)
        p0 = chemistry.natural_p0(weather.noon, weather.cloud)
        mean = _urban(weather.day_mean)
        ox = chemistry.REGIONAL_OX
        for back in range(48, 0, -1):
            light = sun.daylight((now.hour_utc - back + 0.5) % 24.0, rise, fall)
            warmth = mean + 3.5 * float(np.cos(2.0 * np.pi * (now.hour - back + 0.5 - 15.0) / 24.0))
            made = chemistry.production(p0, light, warmth)
            ox = float(chemistry.regional_ox(ox, made, mixing_height(light, now.day_of_year), _HOUR))
        return ox

    def _at_sites(
        self, state: AirState, emitted: Emissions, weather: WeatherState, brought: Floats, hour: float
    ) -> dict[str, Floats]:
        """Property -> (sites,)."""
        sites = self._sites
        c = brought + sites.share[:, None] * (state.box - brought) + sites.increments(emitted, weather, hour)
        x = _SIGMA * (_SHARED * state.common[:, None] + _OWN * state.local)
        gases, particles = np.exp(x - _SIGMA**2 / 2.0) if x.any() else np.ones(x.shape)
        nox = c[:, _NOX] * gases / chemistry.UG_PER_PPB["no2"]
        own = np.maximum(nox - brought[_NOX] / chemistry.UG_PER_PPB["no2"], 0.0)
        temperature = weather.temperature[sites.zone]
        ratio = chemistry.photolysis(weather.ghi) / chemistry.titration_rate_ppb(temperature + 273.15)
        no, no2, o3 = chemistry.photostationary(nox, state.ox + PRIMARY_NO2 * own, ratio)
        pm25 = c[:, _PM25] * particles
        return {
            "no": no * chemistry.UG_PER_PPB["no"],
            "no2": no2 * chemistry.UG_PER_PPB["no2"],
            "nox": nox * chemistry.UG_PER_PPB["no2"],
            "o3": o3 * chemistry.UG_PER_PPB["o3"],
            "pm25": pm25,
            "pm10": pm25 + c[:, _COARSE] * particles,
            "so2": c[:, _SO2] * gases,
            "temperature": temperature,
            "humidity": weather.humidity[sites.zone],
        }


def _urban(quantity: Floats) -> float:
    """Mean over the zones of the urban box."""
    littoral, city, var_plain = quantity[_URBAN].tolist()
    return float((littoral + city + var_plain) / 3.0)
