"""The river gauges: rain -> runoff -> routing -> discharge -> level, and what a flood closes."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
from msgspec import Meta

from config.catalogue import Row
from config.durations import Duration
from config.reader import suggestion
from simulators.models.contract import TICK, Floats, relax
from simulators.models.parameters import NotNegative, Positive, Share, hours, wrong, zone_weights
from simulators.models.water import runoff
from simulators.models.water.routing import Cascades
from simulators.models.water.stage import depth

_TICK_HOURS: Final = TICK / 3600.0
#: Days in the middle of each month, from the December before to the January after.
_MID_MONTHS: Final = (
    -15.5, 15.5, 45.0, 74.5, 105.0, 135.5, 166.0, 196.5, 227.5, 258.0, 288.5, 319.0, 349.5, 380.5,
)  # fmt: skip


class Closure(Row, frozen=True, kw_only=True):
    """Above this discharge in m³/s, these traffic links keep only a share of their capacity."""

    links: tuple[str, ...]
    above: Positive
    share: Share


class GaugeRow(Row, frozen=True, kw_only=True, tag="gauge", tag_field="kind"):
    """A river gauge and the basin above it (science section 3.4)."""

    area: Positive  #: km²
    base: NotNegative  #: mean discharge without storms, m³/s
    regime: str
    curve_number: Annotated[float, Meta(gt=0, le=100)]
    #: Share of the zones' rain that falls on the basin as a whole, and the mix of zones.
    areal: Share
    zones: dict[str, Share]
    #: The cascade: number of reservoirs and their constant.
    reservoirs: Annotated[int, Meta(ge=1, le=10)]
    constant: Duration
    #: The channel at the gauge: width m, slope, Manning's roughness.
    width: Positive
    slope: Positive
    roughness: Positive
    closes: tuple[Closure, ...] = ()


class RiverLaws(Row, frozen=True, kw_only=True):
    """What all basins have in common."""

    #: Regime -> mean discharge of each month as a multiple of the year's.
    regimes: dict[str, Annotated[tuple[NotNegative, ...], Meta(min_length=12, max_length=12)]]
    #: Share of the rain that does not run off but feeds the springs, and how long they remember it.
    recharge: Share
    springs: Duration


@dataclass(slots=True)
class RiverState:
    """What the basins remember; arrays over the gauges."""

    rain: Floats  #: of the running event, mm
    retention: Floats  #: S of the running event, mm
    dry: Floats  #: seconds without rain
    outflows: Floats  #: of the reservoirs, mm/h
    springs: Floats  #: mm/h
    discharge: Floats  #: m³/s
    imposed: bool  #: the running event is a scenario's


class Rivers:
    """All gauges of one city."""

    computed: Final = ("water_level", "discharge")
    #: Natural variability, standard deviation of the log of the base flow.
    variability: Final = (0.10,)
    memory: Final = 10 * 86400.0  #: of it, seconds

    def __init__(self, domain: str, gauges: Mapping[str, GaugeRow], laws: RiverLaws) -> None:
        """`gauges` by thing id; ModelError for a zone, regime or duration that cannot be."""
        if not gauges:
            raise wrong(domain, "thing", 'the model needs at least one thing of kind "gauge"')
        self.ids = tuple(gauges)
        rows = list(gauges.values())
        self._place = {name: i for i, name in enumerate(gauges)}
        keys = [f"thing {name}.model" for name in gauges]
        mix = [zone_weights(domain, f"{key}.zones", row.zones) for key, row in zip(keys, rows, strict=True)]
        self._mix = np.array(mix)
        self._areal = np.array([row.areal for row in rows])
        self._retention = runoff.retention(np.array([row.curve_number for row in rows]))
        constants = [
            hours(domain, f"{key}.constant", row.constant) for key, row in zip(keys, rows, strict=True)
        ]
        self._cascades = Cascades([row.reservoirs for row in rows], constants, _TICK_HOURS)
        self.base = np.array([row.base for row in rows])
        self._per_depth = np.array([row.area for row in rows]) / 3.6  # mm/h over km² -> m³/s
        self.width = np.array([row.width for row in rows])
        self._slope = np.array([row.slope for row in rows])
        self._roughness = np.array([row.roughness for row in rows])
        self._closures = [(i, closure) for i, row in enumerate(rows) for closure in row.closes]
        regimes = list(laws.regimes)
        for key, row in zip(keys, rows, strict=True):
            if row.regime not in regimes:
                hint = suggestion(row.regime, regimes)
                raise wrong(domain, f"{key}.regime", f'unknown regime "{row.regime}"{hint}')
        self._regime = np.array([regimes.index(row.regime) for row in rows], dtype=int)
        # Basins of one regime rise and fall together: all take the variation of the first of them.
        first: dict[str, int] = {}
        self._first = np.array([first.setdefault(row.regime, i) for i, row in enumerate(rows)], dtype=int)
        self._months = np.array([[year[-1], *year, year[0]] for year in laws.regimes.values()])
        self._slopes = np.diff(self._months) / np.diff(_MID_MONTHS)  # per day
        self._recharge = laws.recharge
        self._spring_rate = 1.0 / hours(domain, "domain.model.rivers.springs", laws.springs)

    def place(self, thing: str) -> int | None:
        """Position of a gauge among the gauges, None if there is no such gauge."""
        return self._place.get(thing)

    def begin(self, day: float, noise: Floats) -> RiverState:
        """Base flow, no event running."""
        nothing = np.zeros(len(self.ids))
        return RiverState(
            rain=nothing.copy(),
            retention=self._retention.copy(),
            dry=nothing.copy(),
            outflows=self._cascades.empty(),
            springs=nothing.copy(),
            discharge=self._base(day, noise),
            imposed=False,
        )

    def step(
        self,
        state: RiverState,
        rain: Floats,
        rain_5d: Floats,
        imposed: bool,
        held: Mapping[str, float],
        day: float,
        noise: Floats,
    ) -> None:
        """One tick: `rain` mm/h and `rain_5d` mm over the zones, `held` discharges by gauge id.

        `day` of the year with its fraction; `noise` is the log of the base flow's slow variation.
        """
        falling = self._areal * (self._mix @ rain)
        if imposed and not state.imposed:
            # A scenario's storm is an event of its own, on soils of the catalogue's wetness: what fell by
            # chance before it must not change a story that is told again and again.
            state.rain[:] = 0.0
        state.imposed = imposed
        effective = np.zeros(len(falling))
        if np.count_nonzero(falling) or np.count_nonzero(state.rain):
            wet = 1.0 if imposed else runoff.wetness(self._mix @ rain_5d)
            state.retention = np.where(state.rain == 0.0, self._retention * wet, state.retention)
            before = runoff.runoff(state.rain, state.retention)
            state.rain = state.rain + falling * _TICK_HOURS
            effective = (runoff.runoff(state.rain, state.retention) - before) / _TICK_HOURS
        state.dry = np.where(falling < runoff.DRY_RAIN, state.dry + TICK, 0.0)
        state.rain[state.dry >= runoff.DRY_SPELL] = 0.0

        state.outflows = self._cascades.step(state.outflows, effective)
        state.springs = relax(
            state.springs, self._recharge * (falling - effective), self._spring_rate, _TICK_HOURS
        )
        storm = (self._cascades.outlet(state.outflows) + state.springs) * self._per_depth
        state.discharge = self._base(day, noise) + storm
        for thing, flow in held.items():
            i = self._place.get(thing)
            if i is not None:
                state.discharge[i] = flow

    def level(self, state: RiverState) -> Floats:
        """Depth at each gauge, m."""
        return depth(state.discharge, self.width, self._slope, self._roughness)

    def closed_links(self, state: RiverState) -> dict[str, float]:
        """Traffic link -> remaining share of its capacity; only the links that a flood restricts."""
        shares: dict[str, float] = {}
        for i, closure in self._closures:
            if state.discharge[i] > closure.above:
                for link in closure.links:
                    shares[link] = min(shares.get(link, 1.0), closure.share)
        return shares

    def _base(self, day: float, noise: Floats) -> Floats:
        month = bisect_right(_MID_MONTHS, day) - 1
        share = self._slopes[:, month] * (day - _MID_MONTHS[month]) + self._months[:, month]
        return np.asarray(self.base * share[self._regime] * np.exp(noise[self._first]))
