"""What a weather station stands in: the weather of its zone, its height, its ground, its own eddies."""

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
import numpy as np

from config.catalogue import Domain
from simulators.models.contract import Floats
from simulators.models.parameters import of_thing, zone_index
from simulators.models.truth import Truth
from simulators.models.weather.humidity import relative_humidity
from simulators.models.weather.state import WeatherState
from simulators.models.weather.wind import gust

#: Cooling with height, °C/m.
LAPSE: Final = 0.006
#: Deviations of the local deviates: temperature °C, logarithm of the wind speed, its direction °.
LOCAL: Final = np.array([[0.3], [0.12], [12.0]])
#: Height over which the air pressure falls by 1/e, m (288 K).
_SCALE_HEIGHT: Final = 8434.0
KNOWN: Final = frozenset(
    {"temperature", "humidity", "pressure", "wind_speed", "wind_from", "wind_gust", "rain", "rain_1h",
     "rain_3h", "rain_24h", "solar_radiation", "heat_min", "heat_max"}
)  # fmt: skip


class Station(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The site of a weather station."""

    altitude: Annotated[float, msgspec.Meta(ge=0.0, le=3500.0)]  #: m
    roughness: Annotated[float, msgspec.Meta(gt=0.0, le=2.0)] = 0.3  #: length of the ground around, m
    rain: Annotated[float, msgspec.Meta(gt=0.0, le=3.0)] = 1.0  #: factor on the rain of its zone


class Stations:
    """All stations of the domain at once."""

    def __init__(self, domain: Domain, altitude: Floats) -> None:
        """`altitude` (zones,) m. ModelError when a station's parameters make no sense."""
        found = [of_thing(domain, thing, Station) for thing in domain.things]
        zones = [zone_index(domain.id, f"thing {thing.id}.zone", thing.zone) for thing in domain.things]
        self._zone: Final = np.array(zones, dtype=int)
        self._altitude: Final = np.array([item.altitude for item in found])
        self._cooler: Final = LAPSE * (self._altitude - altitude[self._zone])
        roughness = np.array([item.roughness for item in found])
        self._gustiness: Final = gust(np.ones(1), roughness)
        self._catch: Final = np.array([item.rain for item in found])
        self._thinner: Final = np.exp(-self._altitude / _SCALE_HEIGHT)
        self._truth: Final = Truth(domain, KNOWN)

    def __len__(self) -> int:
        """How many stations there are."""
        return len(self._zone)

    def truth(self, state: WeatherState) -> Mapping[str, Floats]:
        """Property -> (stations,) in display units."""
        zone = self._zone
        warmer, stronger, turned = LOCAL * state.local
        temperature = state.temperature[zone] - self._cooler + warmer
        speed = state.wind_speed[zone] * np.exp(stronger)
        values = {
            "temperature": temperature,
            "humidity": relative_humidity(temperature, np.minimum(state.dew_point[zone], temperature)),
            "pressure": state.pressure * self._thinner,
            "wind_speed": speed,
            "wind_from": (state.wind_from[zone] + turned) % 360.0,
            "wind_gust": 3.6 * (speed * self._gustiness),
            "rain": state.rain[zone] * self._catch,
            "rain_1h": state.rain_1h[zone] * self._catch,
            "rain_3h": state.rain_3h[zone] * self._catch,
            "rain_24h": state.rain_24h[zone] * self._catch,
            "solar_radiation": np.full(len(zone), state.ghi),
            "heat_min": state.days.low[zone] - self._cooler,
            "heat_max": state.days.high[zone] - self._cooler,
        }
        return self._truth.of(values)
