"""What the quality probes in the rivers see: oxygen, turbidity, salts, acidity, ammonium, warmth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from config.catalogue import Row
from config.durations import Duration
from config.reader import suggestion
from simulators.models.contract import TICK, Floats, relax
from simulators.models.parameters import NotNegative, Positive, hours, wrong
from simulators.models.water.oxygen import AIR_THETA, DECAY_THETA, reaeration, sag, saturation
from simulators.models.water.rivers import Rivers

_TICK_HOURS: Final = TICK / 3600.0


class ProbeRow(Row, frozen=True, kw_only=True, tag="probe", tag_field="kind"):
    """A quality probe in a river."""

    gauge: str  #: id of the gauge whose discharge passes here
    #: Distance along the river from the place where spills happen; None upstream of it or elsewhere.
    spill_distance: NotNegative | None = None  #: m


class QualityLaws(Row, frozen=True, kw_only=True):
    """What all rivers have in common; our own values (science section 3.5)."""

    turbidity: Positive  #: NTU at mean discharge
    turbidity_power: Positive
    turbidity_cap: Positive
    conductivity: Positive  #: µS/cm at mean discharge
    dilution_power: Positive
    conductivity_floor: Positive
    ph: Positive
    ammonium: NotNegative  #: mg/L far from any spill
    warming: Duration  #: memory of the water's temperature
    oxygen_demand: NotNegative  #: of unspoilt water, mg/L
    decay: Positive  #: of the oxygen demand at 20 °C, 1/d
    flushing: Duration  #: of a reach
    #: Effects of 1 mg/L of ammonium: oxygen demand mg/L, conductivity µS/cm, pH and its ceiling.
    spill_demand: NotNegative
    spill_conductivity: NotNegative
    spill_ph: NotNegative
    spill_ph_cap: NotNegative


@dataclass(slots=True)
class ProbeState:
    """What the reaches at the probes remember; arrays over the probes."""

    temperature: Floats  #: of the water, °C
    load: Floats  #: oxygen demand L, mg/L
    deficit: Floats  #: oxygen deficit D, mg/L


class Probes:
    """All quality probes of one city."""

    computed: Final = (
        "turbidity", "conductivity", "ph", "dissolved_oxygen", "ammonium", "water_temperature",
    )  # fmt: skip
    #: Natural variability, standard deviations: log turbidity, log salts, pH, oxygen mg/L, log ammonium.
    variability: Final = (0.15, 0.01, 0.02, 0.05, 0.2)
    memory: Final = 2 * 3600.0  #: of it, seconds

    def __init__(
        self,
        domain: str,
        probes: Mapping[str, ProbeRow],
        zones: Mapping[str, int],
        rivers: Rivers,
        laws: QualityLaws,
    ) -> None:
        """`zones`: column of the zone of each thing, whose air warms the water."""
        self._laws = laws
        self._zone = np.array([zones[name] for name in probes], dtype=int)
        self._gauge = np.array([_gauge(domain, name, row, rivers) for name, row in probes.items()], dtype=int)
        self.distance = np.array(
            [np.nan if row.spill_distance is None else row.spill_distance for row in probes.values()]
        )
        self._mean = rivers.base[self._gauge]
        self._pools = 0.02 * self._mean  # a dry bed still holds them
        self._all_means = np.maximum(rivers.base, 0.1)  # a river that is often dry
        self._width = rivers.width[self._gauge]
        self._warming = 1.0 / hours(domain, "domain.model.quality.warming", laws.warming)
        self._flushing = 24.0 / hours(domain, "domain.model.quality.flushing", laws.flushing)  # 1/d

    def begin(self, air: Floats) -> ProbeState:
        """Water in balance with `air` °C over the zones, and clean."""
        resting = np.full(len(self._zone), self._laws.oxygen_demand)
        return ProbeState(0.85 * air[self._zone] + 2.0, resting, np.zeros(len(self._zone)))

    def turbidity(self, discharge: Floats) -> Floats:
        """Turbidity in NTU of each river at its gauge, m³/s over the gauges."""
        laws = self._laws
        turbidity = laws.turbidity * (discharge / self._all_means) ** laws.turbidity_power
        return np.asarray(np.minimum(turbidity, laws.turbidity_cap))

    def step(
        self,
        state: ProbeState,
        discharge: Floats,
        level: Floats,
        raw: Floats,
        air: Floats,
        ammonium: Floats,
        noise: Floats,
    ) -> dict[str, Floats]:
        """One tick: gauges' m³/s, m and turbidity, air °C over the zones, spilt ammonium mg/L at the probes.

        `noise` in the order of `variability`, shape (5, probes). Returns the truth in display units.
        """
        laws = self._laws
        state.temperature = relax(state.temperature, 0.85 * air[self._zone] + 2.0, self._warming, _TICK_HOURS)
        flow = np.maximum(discharge[self._gauge], self._pools)
        depth = np.maximum(level[self._gauge], 0.05)
        warm = state.temperature - 20.0
        air_rate = reaeration(flow / (self._width * depth), depth) * AIR_THETA**warm
        state.load, state.deficit = sag(
            state.load, state.deficit, laws.decay * DECAY_THETA**warm, air_rate, TICK / 86400.0,
            supply=laws.oxygen_demand + laws.spill_demand * ammonium, exchange=self._flushing,
        )  # fmt: skip
        relative = flow / self._mean
        salts = laws.conductivity * relative**-laws.dilution_power
        salts = np.maximum(salts * np.exp(noise[1]), laws.conductivity_floor)
        turbidity = raw[self._gauge] * np.exp(noise[0])
        ph_shift = np.minimum(laws.spill_ph * ammonium, laws.spill_ph_cap)
        return {
            "turbidity": np.minimum(turbidity, laws.turbidity_cap),
            "conductivity": salts + laws.spill_conductivity * ammonium,
            "ph": laws.ph - 0.25 * (1.0 - salts / laws.conductivity) + noise[2] + ph_shift,
            "dissolved_oxygen": np.maximum(saturation(state.temperature) - state.deficit + noise[3], 0.0),
            "ammonium": laws.ammonium * np.exp(noise[4]) + ammonium,
            "water_temperature": state.temperature,
        }


def _gauge(domain: str, name: str, row: ProbeRow, rivers: Rivers) -> int:
    key = f"thing {name}.model.gauge"
    place = rivers.place(row.gauge)
    if place is None:
        raise wrong(domain, key, f'unknown gauge "{row.gauge}"{suggestion(row.gauge, rivers.ids)}')
    if rivers.base[place] <= 0.0:
        raise wrong(domain, key, f'"{row.gauge}" has no base flow to compare with')
    return place
