"""Roofs and substations of the metropolis, from the weather of the same tick (science section 7.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from config import catalogue
from config.catalogue import Row
from simulators.models.contract import TICK, City, Floats, OrnsteinUhlenbeck
from simulators.models.demand import daytype
from simulators.models.energy import physics
from simulators.models.parameters import Positive, Share, of_kind, zone_index
from simulators.models.truth import Truth
from simulators.models.weather.state import WeatherState

#: The load wanders by so much over two hours, each substation for itself; our design.
SIGMA, TAU = 0.03, 7200.0
_WANDERS: Final = OrnsteinUhlenbeck(TAU, 1.0)


class Roof(Row, frozen=True, kw_only=True, tag="roof", tag_field="kind"):
    """A photovoltaic roof."""

    rated: Positive  #: kW at 1000 W/m² and 25 °C


class Substation(Row, frozen=True, kw_only=True, tag="substation", tag_field="kind"):
    """A transformer that feeds a part of the city."""

    share: Share  #: of the load of the metropolis
    rated: Positive  #: MW


_KINDS: Final[dict[str, tuple[type[Row], tuple[str, ...]]]] = {
    "roof": (Roof, ("pv_power",)),
    "substation": (Substation, ("load", "loading", "oil")),
}


@dataclass(slots=True)
class EnergyState:
    """Arrays over the things; what belongs to the other kind is never read."""

    oil: Floats  #: °C
    residual: Floats  #: standard normal
    load: float = 0.0  #: MW of the whole metropolis, for whoever wants to know


class Energy:
    """Power of the roofs; load, loading and oil of the substations."""

    domain = "energy"

    def __init__(self, city: catalogue.City) -> None:
        """ModelError when a parameter makes no sense."""
        domain = city.domain(self.domain)
        rows = [of_kind(domain, thing, _KINDS) for thing in domain.things]
        self._zones: Final = np.array(
            [zone_index(domain.id, f"thing {thing.id}.zone", thing.zone) for thing in domain.things],
            dtype=np.intp,
        )
        self._roof: Final = np.array([row.rated if isinstance(row, Roof) else 0.0 for row in rows])
        self._share: Final = np.array([row.share if isinstance(row, Substation) else 0.0 for row in rows])
        self._rated: Final = np.array([row.rated if isinstance(row, Substation) else 1.0 for row in rows])
        self._truth: Final = Truth(domain, frozenset({"pv_power", "load", "loading", "oil"}))

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Oil in balance with the load at `t`."""
        residual = rng.standard_normal(len(self._share)) * (not city.forcing.calm)
        state = EnergyState(oil=np.zeros(len(self._share)), residual=residual)
        share = self._loads(city, state) / self._rated
        weather: WeatherState = city.parts["weather"]
        state.oil = physics.oil(state.oil, weather.temperature[self._zones], share, np.inf)
        city.parts[self.domain] = state

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Truth at the end of the tick: kW, MW, % of the rated load, °C."""
        state: EnergyState = city.parts[self.domain]
        weather: WeatherState = city.parts["weather"]
        deviate = rng.standard_normal(len(self._share))
        state.residual = _WANDERS.step(state.residual, deviate)
        state.residual *= not city.forcing.calm
        loads = self._loads(city, state)
        air = weather.temperature[self._zones]
        state.oil = physics.oil(state.oil, air, loads / self._rated, TICK)
        return self._truth.of(
            {
                "pv_power": physics.photovoltaic(self._roof, air, weather.ghi),
                "load": loads,
                "loading": 100.0 * loads / self._rated,
                "oil": state.oil,
            }
        )

    def _loads(self, city: City, state: EnergyState) -> Floats:
        """(things,) MW."""
        weather: WeatherState = city.parts["weather"]
        mean = float(weather.day_mean[:3].mean())  # where the metropolis lives
        state.load = physics.load(city.now.hour, daytype(city.now), mean)
        return np.asarray(self._share * state.load * (1.0 + SIGMA * state.residual))
