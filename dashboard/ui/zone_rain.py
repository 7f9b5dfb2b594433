"""How much it has rained in each zone, against Caine's line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.batch import Floats
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import Store, Stream
from dashboard.ui import streams
from dashboard.ui.context import Context

#: Durations that are looked at, hours.
DURATIONS: Final = (1.0, 3.0, 6.0, 12.0, 24.0, 48.0, 72.0)


def caine(hours: float) -> float:
    """Caine's line: I = 14.82 D^-0.39 mm/h (Caine 1980; science, section 4.4)."""
    return float(14.82 * hours**-0.39)


@dataclass(frozen=True, slots=True)
class ZoneRain:
    """Mean intensities of one zone over the last hours; empty arrays before there is rain to speak of."""

    name: Mapping[str, str]  #: in each language
    hours: Floats  #: (n,) ascending
    intensity: Floats  #: (n,) mm/h

    def worst(self) -> tuple[float, float, float]:
        """(ratio to Caine's line, duration, intensity) where it is nearest or furthest above."""
        if not len(self.hours):
            return 0.0, 1.0, 0.0
        ratios = self.intensity / np.array([caine(float(h)) for h in self.hours])
        place = int(ratios.argmax())
        return float(ratios[place]), float(self.hours[place]), float(self.intensity[place])


def _zone_rain(store: Store, name: Mapping[str, str], gauges: Sequence[Stream], now: float) -> ZoneRain:
    """Mean of a zone's gauges over each duration that the readings reach back to."""
    hours, intensity = np.array(DURATIONS), np.full((len(gauges), len(DURATIONS)), np.nan)
    for number, gauge in enumerate(gauges):
        series = store.window(gauge, now - 3600.0 * DURATIONS[-1], now)
        usable = series.quality <= USABLE
        times, values = series.times[usable], series.values[usable]
        if not len(times):
            continue
        totals = np.concatenate([[0.0], np.cumsum(values)])
        begins = np.searchsorted(times, now - 3600.0 * hours)
        counts = len(values) - begins
        reached = now - times[0] >= 0.95 * 3600.0 * hours
        means = (totals[-1] - totals[begins]) / np.maximum(counts, 1)
        intensity[number] = np.where(reached & (counts > 0), means, np.nan)
    known = ~np.isnan(intensity).all(axis=0) if len(gauges) else np.zeros(len(hours), dtype=bool)
    means = np.nanmean(intensity[:, known], axis=0) if known.any() else np.empty(0)
    return ZoneRain(name, hours[known], means)


def level(ratio: float) -> Priority:
    """The priority of a ratio to Caine's line, as section 9 of science has it."""
    return Priority((ratio >= 0.5) + (ratio >= 0.8) + (ratio >= 1.0))


class ZoneRains:
    """The rain of every zone of the city, worked out when a gauge has spoken."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._newest = float("nan")
        self._found: list[ZoneRain] = []

    @property
    def gauges(self) -> Sequence[Stream]:
        """The datastreams of rain."""
        return streams.observing(self._context.store, "weather", "rain")

    def at(self, now: float) -> Sequence[ZoneRain]:
        """At the city's time `now`: the same object as before, unless there was rain news."""
        store, gauges = self._context.store, self.gauges
        newest = max(
            (float(store.tables[g.domain].last_time[g.row, g.column]) for g in gauges), default=float("nan")
        )
        if newest != self._newest:
            self._newest = newest
            self._found = [
                _zone_rain(store, zone.name, [g for g in gauges if store.place(g).zone == zone.id], now)
                for zone in self._context.city.zones
            ]
        return self._found
