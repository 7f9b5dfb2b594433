"""What the weather is at the end of a tick: the part of the state that every other model reads."""

import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from simulators.models.contract import TICK, ZONES, Floats
from simulators.models.weather.heat import ThreeDays
from simulators.models.weather.rain import NO_CELLS, PastRain

#: What a scenario imposed fades away over two hours once it lets go.
_FADE: Final = math.exp(-TICK / 7200.0)


def _zones() -> Floats:
    return np.zeros(len(ZONES))


@dataclass(slots=True)
class Imposed:
    """How far a scenario holds a quantity from its natural course."""

    gap: Any = 0.0

    def value(self, natural: Any, forced: Any) -> Any:
        """The forced value if there is one, else the natural one and what is left of the gap."""
        if forced is None:
            self.gap = self.gap * _FADE
            return natural + self.gap
        self.gap = forced - natural
        return forced


@dataclass(slots=True)
class WeatherState:
    """Arrays are over `contract.ZONES` where nothing else is said; begun by `Weather.begin`."""

    days: ThreeDays  #: `days.low` and `days.high` are the three-day means of the daily extremes, °C
    slow: Floats  #: (8,) standard normal, what wanders in the weather
    local: Floats  #: (3, stations) standard normal, what wanders at the stations
    cells: Floats = field(default_factory=NO_CELLS.copy)  #: of rain, (n, 3)
    past: PastRain = field(default_factory=PastRain)
    minutes: Floats = field(default_factory=lambda: np.zeros((180, len(ZONES))))  #: rain of 180 ticks, mm
    temperature: Floats = field(default_factory=_zones)  #: °C
    day_mean: Floats = field(default_factory=_zones)  #: exponential mean of it over 24 h, °C
    dew_point: Floats = field(default_factory=_zones)  #: °C
    humidity: Floats = field(default_factory=_zones)  #: %
    wind_speed: Floats = field(default_factory=_zones)  #: m/s
    wind_from: Floats = field(default_factory=_zones)  #: °
    rain: Floats = field(default_factory=_zones)  #: mm/h, mean over the tick
    rain_1h: Floats = field(default_factory=_zones)  #: mm in the last 60 minutes
    rain_3h: Floats = field(default_factory=_zones)  #: mm in the last 180 minutes
    rain_24h: Floats = field(default_factory=_zones)  #: mm in the last 24 clock hours
    rain_5d: Floats = field(default_factory=_zones)  #: mm in the last 120 clock hours
    cloud: float = 0.0  #: fraction
    cover: float = 0.0  #: share of the sky that storms close
    sin_elevation: float = 0.0
    elevation: float = 0.0  #: of the sun, °
    noon: float = 0.0  #: highest sun of the day over that of midsummer, as sines
    daylight: float = 0.0  #: sine of the day: 0 at night, 1 in its middle
    warmth: float = 0.0  #: the same two hours before, when it warmed the ground of now
    ghi: float = 0.0  #: global horizontal irradiance, W/m²
    mixing_height: float = 0.0  #: m
    pressure: float = 1015.0  #: at sea level, hPa
    sea_temperature: float = 0.0  #: °C
    imposed_temperature: Imposed = field(default_factory=Imposed)
    imposed_cloud: Imposed = field(default_factory=Imposed)
    imposed_speed: Imposed = field(default_factory=Imposed)
    imposed_turn: Imposed = field(default_factory=Imposed)  #: of the wind, °, within ±180
    imposed_mixing: Imposed = field(default_factory=Imposed)
