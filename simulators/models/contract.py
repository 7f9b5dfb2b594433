"""What a model is, and the state through which the models of one city meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Length of a tick in seconds of simulated time. Acceleration never stretches it.
TICK: Final = 60.0
#: The five zones of the weather, in the order of every array over zones.
ZONES: Final = ("littoral", "city", "var_plain", "moyen_pays", "haut_pays")


class ModelError(Exception):
    """A parameter that no model can run with: one line with the thing, the key and what it must be."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant as the models see it: `t` in seconds since 1970, and the local calendar."""

    t: float
    hour: float  #: local, 0 <= hour < 24
    hour_utc: float
    day_of_year: int  #: local, 1 to 366
    year: int
    weekday: int  #: local, Monday 0

    @classmethod
    def of(cls, t: float, zone: ZoneInfo) -> "Moment":
        """`t` seconds since 1970, in the city's time zone."""
        local = datetime.fromtimestamp(t, zone)
        hour = local.hour + local.minute / 60 + local.second / 3600
        day = local.toordinal() - date(local.year, 1, 1).toordinal() + 1
        return cls(t, hour, (t % 86400.0) / 3600, day, local.year, local.weekday())


@dataclass(slots=True)
class Forcing:
    """What a scenario imposes on the city during one tick; None or empty where nature has its way."""

    #: Rain per zone, mm/h.
    rain: Floats | None = None
    #: Air temperature per zone, °C; cloud fraction 0-1; wind m/s and direction it blows from, °.
    temperature: Floats | None = None
    cloud: float | None = None
    wind_speed: Floats | None = None
    wind_from: float | None = None
    mixing_height: float | None = None
    #: Regional ozone production p0 of science section 2.3, ppb/h.
    ozone_production: float | None = None
    #: Multiplies the traffic demand of the whole city.
    demand: float = 1.0
    #: Incidents: link id -> remaining share of capacity (0 closes it).
    capacity: Mapping[str, float] = field(default_factory=dict)
    #: Demand set on a link's entrance, veh/h per lane: link id -> flow.
    inflow: Mapping[str, float] = field(default_factory=dict)
    #: Extra arrivals per car park, veh/h: thing id -> rate.
    arrivals: Mapping[str, float] = field(default_factory=dict)
    #: Speed limit of the day on fast roads: change in km/h (-20 on an ozone alert, floor 70).
    speed_limit_change: float = 0.0
    #: Spill into the Var: mass kg, and the instant it happened (seconds since 1970).
    spill_mass: float = 0.0
    spill_time: float | None = None
    #: Discharge held at a gauge, m³/s: thing id -> flow (low water of a scenario).
    discharge: Mapping[str, float] = field(default_factory=dict)
    #: Contaminated drinking-water districts: district -> intensity 0-1.
    contamination: Mapping[str, float] = field(default_factory=dict)
    #: Fukuzono A of a failing slope for drama, 1/mm: thing id -> A.
    slope_acceleration: Mapping[str, float] = field(default_factory=dict)
    #: Water fed into a slope from below, by a burst main or a spring, mm/h: thing id -> rate.
    slope_water: Mapping[str, float] = field(default_factory=dict)
    #: Noise-like variability (OU residuals, random incidents) off, for known-answer runs.
    calm: bool = False


@dataclass(slots=True)
class City:
    """The state of the whole city at the end of a tick: one part per model, written only by its model.

    A model reads the parts that were stepped before it in this tick, and the others as they were at
    the end of the tick before: that lag of one tick is what breaks the loops
    (parking -> traffic -> parking, air -> traffic -> air).
    """

    now: Moment
    forcing: Forcing = field(default_factory=Forcing)
    parts: dict[str, Any] = field(default_factory=dict)


class Model(Protocol):
    """The physics of one domain, built once from its part of the city pack.

    A model object holds parameters only; everything that changes lives in `city.parts[domain]`,
    which must survive `copy.deepcopy`.
    """

    @property
    def domain(self) -> str:
        """Id of the domain, also the key of its part of the state."""
        ...

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Put a plausible state for instant `t` into `city.parts`, from which `step` can go on."""
        ...

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Advance the part from `t - TICK` to `t`; return the truth at `t`.

        The result maps property id -> array over the domain's things in catalogue order, in the
        property's display unit, NaN where that thing does not observe it.
        """
        ...


class Stream:
    """The random numbers of one stream, those of any (seed, tick) independent of all others.

    Philox is counter-based (Salmon et al. 2011), so any tick can be reached without those before it:
    the seed and the stream are its key, the tick is the highest word of its counter.
    """

    def __init__(self, stream: int) -> None:
        self._stream = stream
        self._bits = np.random.Philox(0)
        self._generator = np.random.Generator(self._bits)

    def at(self, seed: int, tick: int) -> np.random.Generator:
        """The numbers of that seed and tick, from the first; the same generator in every call."""
        fresh: Any = {  # numpy's stubs want arrays; it takes any numbers, and these faster
            "bit_generator": "Philox",
            "state": {"counter": (0, 0, 0, tick), "key": (seed, self._stream)},
            "buffer": (0, 0, 0, 0),
            "buffer_pos": 4,  # nothing is left of it
            "has_uint32": 0,
            "uinteger": 0,
        }
        self._bits.state = fresh
        return self._generator


def generator(seed: int, stream: int, tick: int) -> np.random.Generator:
    """The random numbers of one (seed, stream, tick), for those who need them once."""
    return Stream(stream).at(seed, tick)


@lru_cache(maxsize=256)
def _left(rate: float, dt: float) -> Any:
    """e^(-rate dt), worked out once for every constant of the models."""
    return np.exp(-np.asarray(rate) * dt)


def relax(x: Floats | float, target: Floats | float, rate: Floats | float, dt: float) -> Any:
    """Exact solution over `dt` of dx/dt = rate (target - x) with constant target."""
    left = _left(rate, dt) if isinstance(rate, float) else np.exp(-np.asarray(rate) * dt)
    return target + (x - target) * left


class OrnsteinUhlenbeck:
    """A mean-reverting process about 0 with correlation time `tau` and stationary deviation `sigma`.

    Exact over a step of `dt`, all times in s; `tau` and `sigma` are numbers or arrays over what wanders.
    """

    def __init__(self, tau: float | Floats, sigma: float | Floats, dt: float = TICK) -> None:
        self._kept = np.exp(-dt / tau)
        self._fresh = sigma * np.sqrt(1.0 - self._kept * self._kept)

    def step(self, x: Floats, xi: Floats) -> Floats:
        """What becomes of `x`; `xi` standard normal."""
        return np.asarray(self._kept * x + self._fresh * xi)
