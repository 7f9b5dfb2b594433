"""The weather of the five zones, which drives every other model (science section 1)."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from config import catalogue
from simulators.models import normal
from simulators.models.contract import TICK, ZONES, City, Floats, Forcing, Moment, OrnsteinUhlenbeck, relax
from simulators.models.parameters import wrong
from simulators.models.weather import rain, sun, wind
from simulators.models.weather.climate import Climate, Seasons, month_of
from simulators.models.weather.heat import ThreeDays
from simulators.models.weather.humidity import relative_humidity
from simulators.models.weather.state import WeatherState
from simulators.models.weather.stations import LAPSE, LOCAL, Stations

_HOUR: Final = 3600.0
#: What wanders slowly, as standard normal deviates, and over which time (s).
_TEMPERATURE, _DEW, _CLOUD, _WIND, _DIRECTION, _PRESSURE, _MIXING, _LULL = range(8)
_QUANTITIES: Final = 8
_SLOW: Final = OrnsteinUhlenbeck(np.array([48.0, 24.0, 18.0, 24.0, 36.0, 72.0, 72.0, 2.5]) * _HOUR, 1.0)
#: The same for each station: its temperature, wind speed and wind direction.
_LOCAL: Final = OrnsteinUhlenbeck(np.array([[3.0 * _HOUR], [600.0], [600.0]]), 1.0)
#: Deviations: temperature and dew point °C, wind direction °, pressure hPa, and of the logarithms of
#: the mixing height and of the wind speed in lulls and squalls.
_SIGMA_T, _SIGMA_DEW, _SIGMA_TURN, _SIGMA_P, _SIGMA_MIXING, _SIGMA_LULL = 2.0, 2.0, 70.0, 6.0, 0.35, 0.4
#: Spread of the cloud deviate: above 1, skies are more often clear or closed than half and half.
_CLOUD_SPREAD: Final = 1.2
#: Clouds close in on a storm over this time (s), and leave this part of the sky open.
_COVER_TAU: Final = 2400.0
_OPEN: Final = 0.05
#: The ground warms and cools this much after the sun, h.
_LATE: Final = 3.0
#: Where the synoptic wind comes from on average, °.
_SYNOPTIC: Final = 20.0


class Weather:
    """Temperature, humidity, wind, rain, sun and mixing of the zones, and what the stations stand in."""

    def __init__(self, city: catalogue.City) -> None:
        """Parameters from `weather.toml`; ModelError when they make no sense."""
        domain = city.domain(self.domain)
        self._climate: Final = Climate.of(domain)
        self._longitude, self._latitude = city.centre
        altitudes = {zone.id: zone.altitude for zone in city.zones}
        for zone in ZONES:
            if zone not in altitudes:
                raise wrong("city", "zone", f'the weather needs a zone "{zone}"')
        self._altitude: Final = np.array([altitudes[zone] for zone in ZONES])
        zones = [self._climate.zones[zone] for zone in ZONES]
        self._more: Final = np.array([zone.rain for zone in zones])
        self._lag: Final = np.array([float(zone.lag) for zone in zones])
        self._latest: Final = float(self._lag.max())
        self._breeze: Final = np.array([zone.breeze for zone in zones])
        self._shelter: Final = np.array([zone.shelter for zone in zones])
        self._swing: Final = np.array([zone.swing for zone in zones])
        climate = self._climate
        self._seasons: Final = Seasons(climate.low, climate.high, climate.sea, climate.cloud)
        self._storms: Final = [climate.storms(month) for month in range(12)]
        self._midsummer: Final = sun.highest(self._latitude, self._longitude, 172)
        self._stations: Final = Stations(domain, self._altitude)

    @property
    def domain(self) -> str:
        """Also the key of its part of the state."""
        return "weather"

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """An ordinary weather of the season at `t`, with the rain of the five days before it."""
        calm = city.forcing.calm
        slow = np.zeros(_QUANTITIES) if calm else rng.standard_normal(_QUANTITIES)
        shape = (len(LOCAL), len(self._stations))
        local = np.zeros(shape) if calm else rng.standard_normal(shape)
        moment = city.now
        cloud = self._natural_cloud(moment, slow)
        hours = moment.hour - np.arange(71.0, -1.0, -1.0)
        past = np.array(
            [self._natural_temperature(replace(moment, hour=h % 24.0), slow, cloud) for h in hours]
        )
        state = WeatherState(ThreeDays.of(t, past), slow, local)
        state.day_mean = past[-24:].mean(axis=0)
        if not calm:
            storms = self._storms[month_of(moment.day_of_year)]
            cells = rain.new_cells(t - (rain.MEMORY + 24) * _HOUR, t, storms, rng)
            state.past = rain.remembered(cells, t, self._lag, self._more)
            for tick in t + TICK * np.arange(1 - len(state.minutes), 1):
                state.rain = rain.mean_intensity(cells, tick - TICK, tick, self._lag) * self._more
                self._collect(state, tick)
            state.rain_24h, state.rain_5d = state.past.total(24), state.past.total()
            state.cells = rain.still_to_come(cells, t, self._latest)
            state.cover = float(len(state.cells) > 0)
        state.pressure = 1015.0 + _SIGMA_P * (slow[_PRESSURE] - state.cover)
        city.parts[self.domain] = state
        self._sky(state, moment, city.forcing)
        self._air(state, moment, city.forcing)

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Truth at the stations at the end of the tick; the zones' weather is in `city.parts`."""
        state: WeatherState = city.parts[self.domain]
        moment, forcing = city.now, city.forcing
        self._wander(state, forcing, rng)
        self._rain(state, moment, t, forcing, rng)
        self._sky(state, moment, forcing)
        self._air(state, moment, forcing)
        state.days.add(t, state.temperature)
        state.day_mean = relax(state.day_mean, state.temperature, 1.0 / 86400.0, TICK)
        return self._stations.truth(state)

    def _wander(self, state: WeatherState, forcing: Forcing, rng: np.random.Generator) -> None:
        """Ornstein-Uhlenbeck deviates, exact over the tick; none when the run is calm."""
        if forcing.calm:
            state.slow, state.local = np.zeros_like(state.slow), np.zeros_like(state.local)
            return
        state.slow = _SLOW.step(state.slow, rng.standard_normal(state.slow.shape))
        state.local = _LOCAL.step(state.local, rng.standard_normal(state.local.shape))

    def _natural_cloud(self, moment: Moment, slow: Floats) -> float:
        """Cloud fraction with the season's mean: N = Phi(a + b z), a = sqrt(1 + b²) Phi⁻¹(mean)."""
        mean = self._seasons.at(_day(moment))[3]
        shift = math.sqrt(1.0 + _CLOUD_SPREAD**2) * normal.quantile(mean)
        return normal.cdf(shift + _CLOUD_SPREAD * float(slow[_CLOUD]))

    def _rain(
        self, state: WeatherState, moment: Moment, t: float, forcing: Forcing, rng: np.random.Generator
    ) -> None:
        """Rain over the tick that ends at `t`, and the memory of it."""
        state.cells = rain.still_to_come(state.cells, t - TICK, self._latest)
        if forcing.calm:
            state.cells = rain.NO_CELLS
        else:
            born = rain.new_cells(t - TICK, t, self._storms[month_of(moment.day_of_year)], rng)
            if len(born):
                state.cells = np.concatenate([state.cells, born])
        natural = rain.mean_intensity(state.cells, t - TICK, t, self._lag) * self._more
        state.rain = natural if forcing.rain is None else np.maximum(forcing.rain, 0.0)
        if state.past.add(t, state.rain * (TICK / _HOUR)):
            state.rain_24h, state.rain_5d = state.past.total(24), state.past.total()
        self._collect(state, t)
        stormy = max(state.rain.tolist()) > 0.1 or (forcing.rain is None and len(state.cells) > 0)
        state.cover = float(relax(state.cover, float(stormy), 1.0 / _COVER_TAU, TICK))

    def _collect(self, state: WeatherState, t: float) -> None:
        """The rain of the tick that ends at `t`, and of the hours up to it; dry ones add up to nothing."""
        now, kept = int(t // TICK), len(state.minutes)
        state.minutes[now % kept] = state.rain * (TICK / _HOUR)
        if np.count_nonzero(state.rain) or np.count_nonzero(state.rain_3h):
            state.rain_1h = state.minutes[np.arange(now - 59, now + 1) % kept].sum(axis=0)
            state.rain_3h = state.minutes.sum(axis=0)

    def _sky(self, state: WeatherState, moment: Moment, forcing: Forcing) -> None:
        """Clouds, sun and the mixing they allow."""
        natural = self._natural_cloud(moment, state.slow)
        natural += (1.0 - _OPEN - natural) * state.cover
        state.cloud = min(max(float(state.imposed_cloud.value(natural, forcing.cloud)), 0.0), 1.0)
        sine = sun.sin_elevation(self._latitude, self._longitude, moment.day_of_year, moment.hour_utc)
        rise, fall = sun.sunrise_sunset(self._latitude, self._longitude, moment.day_of_year)
        state.sin_elevation, state.elevation = sine, math.degrees(math.asin(sine))
        highest = sun.highest(self._latitude, self._longitude, moment.day_of_year)
        state.noon = min(max(highest / self._midsummer, 0.0), 1.0)
        state.daylight = sun.daylight(moment.hour_utc, rise, fall)
        state.warmth = sun.daylight(moment.hour_utc - _LATE, rise, fall)
        state.ghi = sun.clear_sky(sine) * sun.cloud_transmission(state.cloud)
        deviate = _SIGMA_MIXING * state.slow[_MIXING]
        height = mixing_height(state.warmth, _day(moment)) * math.exp(deviate - _SIGMA_MIXING**2 / 2.0)
        state.mixing_height = max(float(state.imposed_mixing.value(height, forcing.mixing_height)), 50.0)

    def _air(self, state: WeatherState, moment: Moment, forcing: Forcing) -> None:
        """Temperature, humidity, pressure and wind of the zones."""
        low, _, sea, _ = self._seasons.at(_day(moment))
        natural = self._natural_temperature(moment, state.slow, state.cloud)
        warm = state.imposed_temperature.value(natural, forcing.temperature)
        state.temperature = np.minimum(warm, self._climate.record_high)
        # Dew point: a degree below the night's minimum, near the air's temperature under a storm.
        night = low + _SIGMA_T * state.slow[_TEMPERATURE] - LAPSE * self._altitude
        dew = night - 1.0 + _SIGMA_DEW * state.slow[_DEW]
        state.dew_point = np.minimum(
            dew + 0.75 * state.cover * np.maximum(state.temperature - dew, 0.0), state.temperature
        )
        state.humidity = relative_humidity(state.temperature, state.dew_point)
        calling = 1015.0 + _SIGMA_P * (state.slow[_PRESSURE] - state.cover)
        state.pressure = float(relax(state.pressure, calling, 1.0 / (6.0 * _HOUR), TICK))
        state.sea_temperature = sea
        self._wind(state, moment, forcing)

    def _natural_temperature(self, moment: Moment, slow: Floats, cloud: float) -> Floats:
        """Daily wave with its top at 15 h about the monthly mean, less with height (zones,), °C."""
        low, high, _, _ = self._seasons.at(_day(moment))
        wave = (
            (high - low) / 2.0 * (1.0 - 0.6 * cloud) * math.cos(2.0 * math.pi * (moment.hour - 15.0) / 24.0)
        )
        mean = (low + high) / 2.0 + _SIGMA_T * slow[_TEMPERATURE]
        return np.asarray(mean + wave * self._swing - LAPSE * self._altitude)

    def _wind(self, state: WeatherState, moment: Moment, forcing: Forcing) -> None:
        """Breezes and the synoptic wind, added as vectors."""
        clear = 1.0 - 0.7 * state.cloud
        breezes = wind.breezes(moment.hour, state.noon, clear)
        parts = [(speed * self._breeze, angle) for speed, angle in breezes]
        synoptic = wind.synoptic_speed(float(state.slow[_WIND])) * wind.coupling(state.warmth)
        parts.append((synoptic * self._shelter, _SYNOPTIC + _SIGMA_TURN * float(state.slow[_DIRECTION])))
        speed, angle = wind.add(parts)
        speed = speed * math.exp(_SIGMA_LULL * float(state.slow[_LULL]))
        state.wind_speed = np.maximum(state.imposed_speed.value(speed, forcing.wind_speed), wind.FLOOR)
        turn = None if forcing.wind_from is None else (forcing.wind_from - angle + 180.0) % 360.0 - 180.0
        state.wind_from = (angle + state.imposed_turn.value(np.zeros(len(ZONES)), turn)) % 360.0


def mixing_height(daylight: float, day: float) -> float:
    """Height in m of the mixed layer: 250 m at night, 650 m more at a midsummer noon, 350 m in winter."""
    return 250.0 + (500.0 + 150.0 * math.cos(2.0 * math.pi * (day - 196.0) / 365.25)) * daylight


def _day(moment: Moment) -> float:
    """Days since the start of 1 January, with their fraction."""
    return moment.day_of_year - 1.0 + moment.hour / 24.0
