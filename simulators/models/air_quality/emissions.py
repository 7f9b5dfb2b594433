"""What the city puts into its air: roads from the traffic, everything else beside them (science 2.1)."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from simulators.models.alert import trips
from simulators.models.contract import City, Floats, ModelError
from simulators.models.demand import WEEKDAY, demand

#: What is emitted and transported; PM10 is pm25 + coarse, so it is never below PM2.5.
SPECIES: Final = ("nox", "pm25", "coarse", "so2")
#: Fleet average, g per vehicle and km, NOx as NO2; of coarse dust a wet road keeps back 70 %.
FLEET: Final = np.array([0.45, 0.025, 0.020, 0.001])
WET: Final = np.array([1.0, 1.0, 0.3, 1.0])
#: Rain above which a road is wet, mm/h.
WET_RAIN: Final = 0.2
#: Share of the roads in the day's emissions of the city: 71 % of NOx (AtmoSud 2018), else our design.
ROAD_SHARE: Final = np.array([0.71, 0.35, 0.40, 0.05])
#: How much more the rest emits at 13 h and less at 1 h: building sites and quays work by day.
_DAY_SWING: Final = np.array([0.45, 0.0, 0.8, 0.35])
#: veh/h times g/km -> µg/m/s, and g/h over m² -> µg/m²/s.
_PER_METRE: Final = 1e6 / 1000.0 / 3600.0
_PER_AREA: Final = 1e6 / 3600.0
#: Mean over a working day of a demand whose peak is 1.
_MEAN_DEMAND: Final = sum(WEEKDAY) / 24.0


@dataclass(frozen=True, slots=True)
class Emissions:
    """Emissions during one tick, by species of `SPECIES`."""

    city: Floats  #: (4,) µg/m²/s, mean over the urban area
    corridors: Floats  #: (corridors, 4) µg/m/s, both directions together
    street: Floats  #: (4,) µg/m/s for each veh/h that a street carries at the peak


def stop_and_go(speed: Floats | float) -> Floats:
    """Factor on the emission of a vehicle at a mean speed in km/h: 1 above 30, 1.8 at a standstill."""
    return np.asarray(1.0 + 0.8 * np.maximum(0.0, (30.0 - np.asarray(speed)) / 30.0))


def by_speed(speed: Floats | float) -> Floats:
    """The same, and what cruising above 70 km/h adds: 2.2 % at 90, which an alert of ozone saves."""
    return np.asarray(stop_and_go(speed) * (1.0 + 0.0011 * np.maximum(0.0, np.asarray(speed) - 70.0)))


def working_day(hour: float) -> Floats:
    """(4,) what everything but the roads emits over the day, mean 1, most at 13 h: dust by four fifths."""
    return 1.0 + _DAY_SWING * math.cos(2.0 * math.pi * (hour - 13.0) / 24.0)


class Inventory:
    """Emissions from the traffic of the tick, or from the demand alone where no traffic is modelled."""

    def __init__(self, area: float, vkt: float, corridors: dict[str, float]) -> None:
        """`area` km²; `vkt` veh-km/h of the city at peak demand; peak veh/h of each corridor."""
        self._area: Final = area * 1e6
        self._vkt: Final = vkt
        self._names: Final = tuple(corridors)
        self._flow: Final = np.array(list(corridors.values()))
        self._other: Final = FLEET * vkt * _MEAN_DEMAND * (1.0 - ROAD_SHARE) / ROAD_SHARE

    def now(self, city: City, rain: float) -> Emissions:
        """Emissions of the tick under a rain in mm/h."""
        vehicle = FLEET * WET if rain > WET_RAIN else FLEET
        traffic: Any = city.parts.get("traffic")
        if traffic is None:
            activity = demand(city.now) * trips(city)
            effort, flow = self._vkt * activity, self._flow * activity
        else:
            factor = by_speed(traffic.speed)
            extra = float(traffic.vkt_rate @ (factor - 1.0))
            effort = float(traffic.total_vkt_rate) + extra
            activity = float(traffic.total_vkt_rate) / self._vkt
            flow = _members(self._names, traffic.links) @ (traffic.flow * factor)
        return Emissions(
            city=(vehicle * effort + self._other * working_day(city.now.hour)) * (_PER_AREA / self._area),
            corridors=flow[:, None] * vehicle * _PER_METRE,
            street=vehicle * (activity * _PER_METRE),
        )


@lru_cache(maxsize=8)
def _members(corridors: tuple[str, ...], links: tuple[str, ...]) -> Floats:
    """(corridors, links): 1 where the link is a direction of the corridor, `promenade_e` of `promenade`."""
    members = np.array(
        [[link.rpartition("_")[0] == name for link in links] for name in corridors], dtype=float
    )
    for name, row in zip(corridors, members, strict=True):
        if not row.any():
            raise ModelError(
                f'air_quality.toml: domain.model.corridors.{name}: traffic has no link "{name}_..."'
            )
    return members
