"""The drinking-water network: chlorine that ages, raw water that shines through, a contaminated district."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
from msgspec import Meta

from config.catalogue import Row
from config.durations import Duration
from config.reader import suggestion
from simulators.models.contract import TICK, Floats, relax
from simulators.models.parameters import NotNegative, Positive, hours, wrong
from simulators.models.water.rivers import Rivers

_TICK_HOURS: Final = TICK / 3600.0
#: The middles of the clock hours, from the one before midnight to the one after the next.
_MID_HOURS: Final = np.arange(26) - 0.5


def free_chlorine(dose: float, decay: float, age: Floats | float) -> Floats:
    """Free chlorine in mg/L of water `age` hours from the works: C₀ e^(-k t); `decay` k in 1/d."""
    return np.asarray(dose * np.exp(-decay * age / 24.0))


class NetworkRow(Row, frozen=True, kw_only=True, tag="network", tag_field="kind"):
    """A probe in the network of one district."""

    district: str
    age: Annotated[float, Meta(ge=2, le=30)]  #: of the water at mean demand, hours
    #: The gauge at the intake of its raw water; "" where it comes from the aquifer.
    intake: str = ""


class NetworkLaws(Row, frozen=True, kw_only=True):
    """The works and the pipes (science section 3.7)."""

    chlorine: Positive  #: leaving the works, mg/L
    decay: Positive  #: 1/d
    demand: Annotated[tuple[Positive, ...], Meta(min_length=24, max_length=24)]  #: of each hour
    storage: Duration  #: over which tanks even out the demand
    turbidity: NotNegative  #: NTU in clear weather
    #: Share of the raw water's turbidity that passes the filters, after so long in the works.
    breakthrough: NotNegative
    works: Duration
    conductivity: Positive
    ph: Positive
    pressure: Positive  #: bar without demand, and its drop at the peak
    pressure_drop: NotNegative
    turnover: Duration  #: of a district
    #: A contamination of intensity 1: chlorine used up mg/L/h, and what it adds.
    contamination_demand: NotNegative
    contamination_turbidity: float
    contamination_conductivity: float
    contamination_ph: float


@dataclass(slots=True)
class NetworkState:
    """What the pipes remember; arrays over the probes."""

    demand: float  #: evened out, 1 is the daily mean
    chlorine: Floats  #: mg/L
    raw: Floats  #: turbidity leaving the works' tanks before the filters, NTU
    foreign: Floats  #: intensity of the contamination that has arrived, 0-1


class Network:
    """All network probes of one city."""

    computed: Final = ("chlorine", "turbidity", "conductivity", "ph", "pressure")
    #: Natural variability, standard deviations: log turbidity, log chlorine, log salts, pH.
    variability: Final = (0.1, 0.02, 0.01, 0.02)
    memory: Final = 2 * 3600.0  #: of it, seconds

    def __init__(
        self, domain: str, probes: Mapping[str, NetworkRow], rivers: Rivers, laws: NetworkLaws
    ) -> None:
        """ModelError for an intake at a gauge that is not there."""
        self._laws = laws
        self._districts = [row.district for row in probes.values()]
        self._age = np.array([row.age for row in probes.values()])
        intakes = [_intake(domain, name, row.intake, rivers) for name, row in probes.items()]
        self._from_river = np.array([place is not None for place in intakes], dtype=bool)
        self._intake = np.array([place or 0 for place in intakes], dtype=int)
        self._mean, self._peak = sum(laws.demand) / 24.0, max(laws.demand)
        self._demand = np.array([laws.demand[-1], *laws.demand, laws.demand[0]])
        key = "domain.model.network"
        self._storage = 1.0 / hours(domain, f"{key}.storage", laws.storage)
        self._works = 1.0 / hours(domain, f"{key}.works", laws.works)
        self._turnover = hours(domain, f"{key}.turnover", laws.turnover)

    def begin(self) -> NetworkState:
        """Mean demand, clear raw water."""
        nothing = np.zeros(len(self._age))
        chlorine = free_chlorine(self._laws.chlorine, self._laws.decay, self._age)
        return NetworkState(1.0, chlorine, nothing, nothing.copy())

    def step(
        self, state: NetworkState, hour: float, raw: Floats, contamination: Mapping[str, float], noise: Floats
    ) -> dict[str, Floats]:
        """One tick: local `hour`, turbidity of the rivers at the gauges, district -> intensity.

        `noise` in the order of `variability`, shape (4, probes). Returns the truth in display units.
        """
        laws = self._laws
        now = float(np.interp(hour, _MID_HOURS, self._demand))
        state.demand = float(relax(state.demand, now / self._mean, self._storage, _TICK_HOURS))
        fresh = free_chlorine(
            laws.chlorine, laws.decay, np.minimum(np.maximum(self._age / state.demand, 2.0), 30.0)
        )
        intensity = np.zeros(len(self._age))
        if contamination:
            intensity[:] = [contamination.get(district, 0.0) for district in self._districts]
        used = laws.contamination_demand * intensity * self._turnover
        # the demand stops where there is no chlorine left, hence the floor
        state.chlorine = np.maximum(
            relax(state.chlorine, fresh - used, 1.0 / self._turnover, _TICK_HOURS), 0.0
        )
        state.foreign = relax(state.foreign, intensity, 1.0 / self._turnover, _TICK_HOURS)
        arriving = np.where(self._from_river, raw[self._intake], 0.0)
        state.raw = relax(state.raw, arriving, self._works, _TICK_HOURS)
        turbidity = laws.turbidity * np.exp(noise[0]) + laws.breakthrough * state.raw
        return {
            "chlorine": state.chlorine * np.exp(noise[1]),
            "turbidity": turbidity + laws.contamination_turbidity * state.foreign,
            "conductivity": laws.conductivity * np.exp(noise[2])
            + laws.contamination_conductivity * state.foreign,
            "ph": laws.ph + noise[3] + laws.contamination_ph * state.foreign,
            "pressure": np.full(len(self._age), laws.pressure - laws.pressure_drop * now / self._peak),
        }


def _intake(domain: str, name: str, gauge: str, rivers: Rivers) -> int | None:
    if not gauge:
        return None
    place = rivers.place(gauge)
    if place is None:
        hint = suggestion(gauge, rivers.ids)
        raise wrong(domain, f"thing {name}.model.intake", f'unknown gauge "{gauge}"{hint}')
    return place
