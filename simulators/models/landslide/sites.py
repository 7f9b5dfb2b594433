"""The monitored slopes: water in their soil, factor of safety, creep, and failure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
from msgspec import Meta

from config.catalogue import Row
from config.durations import Duration
from simulators.models.contract import TICK, Floats, relax
from simulators.models.landslide.creep import Bools, accelerate, deep_creep
from simulators.models.landslide.slope import WATER_WEIGHT, Slopes
from simulators.models.landslide.soil import Soil
from simulators.models.parameters import NotNegative, Positive, Share, hours

_TICK_HOURS: Final = TICK / 3600.0
_TICK_DAYS: Final = TICK / 86400.0

_Angle = Annotated[float, Meta(gt=0, lt=90)]


class SiteRow(Row, frozen=True, kw_only=True, tag="site", tag_field="kind"):
    """A slope and its soil (science section 4.1)."""

    cohesion: NotNegative  #: kPa
    friction: _Angle  #: °
    slope: _Angle  #: °
    depth: Positive  #: of the sliding surface, m
    weight: Positive  #: of the soil, kN/m³
    porosity: Annotated[float, Meta(gt=0, le=1)]  #: that drains
    drainage: Duration
    conductivity: Positive  #: mm/h the soil can take in
    saturation: Share  #: of the soil when the story starts
    creep: NotNegative  #: mm/d
    #: A deep slide creeps faster when it is wet; `creep` is then its velocity at the centre.
    deep: bool = False


class SlopeLaws(Row, frozen=True, kw_only=True):
    """How all slopes creep and fail (science section 4.4)."""

    acceleration: Positive  #: Fukuzono's A, 1/mm
    onset: Positive  #: velocity at which a slope starts to fail, mm/d
    arrest: Duration  #: over which a slope that holds again comes to rest
    run_out: Positive  #: how far a failed slope goes, mm
    decade: Positive  #: saturation that makes a deep slide ten times faster
    centre: Share  #: saturation at which it has its reference velocity


@dataclass(slots=True)
class SiteState:
    """What the slopes remember; arrays over the sites."""

    saturation: Floats  #: 0-1
    safety: Floats  #: factor of safety
    velocity: Floats  #: mm/d
    displacement: Floats  #: mm since the start
    failing: Bools  #: it accelerates towards failure
    failed: Bools  #: it has gone


class Sites:
    """All monitored slopes of one city."""

    computed: Final = (
        "factor_of_safety", "displacement", "velocity", "pore_pressure", "soil_moisture", "inclination",
        "geophone_rate", "rain",
    )  # fmt: skip
    #: Natural variability of creep, standard deviation of its log, and its memory in seconds.
    variability: Final = 0.15
    memory: Final = 24 * 3600.0

    def __init__(
        self, domain: str, sites: Mapping[str, SiteRow], zones: Mapping[str, int], laws: SlopeLaws
    ) -> None:
        """`zones`: column of the zone of each thing, whose rain wets the slope."""
        self.ids = tuple(sites)
        rows = list(sites.values())
        self._place = {name: i for i, name in enumerate(sites)}
        self._zone = np.array([zones[name] for name in sites], dtype=int)
        self._depth = np.array([row.depth for row in rows])
        self._slopes = Slopes(
            cohesion=np.array([row.cohesion for row in rows]),
            friction=np.radians([row.friction for row in rows]),
            slope=np.radians([row.slope for row in rows]),
            depth=self._depth,
            weight=np.array([row.weight for row in rows]),
        )
        self._capacity = np.array([1000.0 * row.porosity * row.depth for row in rows])  # mm
        drainage = [
            hours(domain, f"thing {name}.model.drainage", row.drainage) for name, row in sites.items()
        ]
        self._soil = Soil(
            capacity=self._capacity,
            drainage=np.array(drainage),
            conductivity=np.array([row.conductivity for row in rows]),
            dt=_TICK_HOURS,
        )
        self._start = np.array([row.saturation for row in rows])
        self._creep = np.array([row.creep for row in rows])
        self._deep = np.array([row.deep for row in rows], dtype=bool)
        self._laws = laws
        self._arrest = 24.0 / hours(domain, "domain.model.slopes.arrest", laws.arrest)  # 1/d

    def begin(self) -> SiteState:
        """Slopes as wet as the catalogue says, creeping at their pace."""
        nothing = np.zeros(len(self.ids))
        return SiteState(
            saturation=self._start.copy(),
            safety=self._slopes.factor_of_safety(self._slopes.pressure_head(self._start)),
            velocity=self._pace(self._start),
            displacement=nothing,
            failing=nothing > 0.0,
            failed=nothing > 0.0,
        )

    def step(
        self,
        state: SiteState,
        rain: Floats,
        hurried: Mapping[str, float],
        fed: Mapping[str, float],
        noise: Floats,
    ) -> dict[str, Floats]:
        """One tick: `rain` mm/h over the zones, site -> Fukuzono's A where a scenario hurries it.

        `fed`: site -> mm/h of water that comes from below, through no surface. `noise` is the log
        of each slope's variation of creep. Returns the truth in display units.
        """
        falling = rain[self._zone]
        state.saturation = self._soil.saturation(state.saturation, falling)
        for thing, rate in fed.items():
            if thing in self._place:
                row = self._place[thing]
                wetter = state.saturation[row] + rate * _TICK_HOURS / self._capacity[row]
                state.saturation[row] = min(wetter, 1.0)
        head = self._slopes.pressure_head(state.saturation)
        state.safety = self._slopes.factor_of_safety(head)
        self._move(state, hurried, noise)
        return {
            "factor_of_safety": state.safety,
            "displacement": state.displacement,
            "velocity": state.velocity,
            "pore_pressure": WATER_WEIGHT * head,
            "soil_moisture": 0.12 + 0.28 * state.saturation,
            "inclination": state.displacement / self._depth,  # mm/m = mrad
            "geophone_rate": 2.0 + state.velocity / 5.0,
            "rain": falling,
        }

    def _move(self, state: SiteState, hurried: Mapping[str, float], noise: Floats) -> None:
        """Below FS 1 a slope accelerates until it goes; above, it creeps or comes to rest."""
        laws = self._laws
        gone = state.failed
        failing = (state.safety < 1.0) & ~gone
        pace = self._pace(state.saturation) * np.exp(noise)
        slow = relax(state.velocity, pace, self._arrest, _TICK_DAYS)
        near = pace * _TICK_DAYS + (state.velocity - slow) / self._arrest  # its exact integral
        velocity, way, broken = slow, near, failing
        if np.count_nonzero(failing):
            onset = failing & ~state.failing
            before = np.where(onset, np.maximum(state.velocity, laws.onset), state.velocity)
            acceleration = np.full(len(self.ids), laws.acceleration)
            for thing, value in hurried.items():
                if thing in self._place:
                    acceleration[self._place[thing]] = value
            fast, far, broken = accelerate(before, acceleration, _TICK_DAYS)
            broken = broken & failing
            velocity = np.where(broken, laws.run_out / _TICK_DAYS, np.where(failing, fast, slow))
            way = np.where(broken, laws.run_out, np.where(failing, far, near))
        state.velocity = np.where(gone, 0.0, velocity)
        state.displacement = state.displacement + np.where(gone, 0.0, way)
        state.failing = failing & ~broken
        state.failed = gone | broken

    def _pace(self, m: Floats) -> Floats:
        """Velocity of creep in mm/d at saturation `m`."""
        wet = deep_creep(m, self._creep, self._laws.decade, self._laws.centre)
        return np.where(self._deep, wet, self._creep)
