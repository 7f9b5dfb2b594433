"""Heat as health services judge it: three-day means of the daily lowest and highest temperature."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from simulators.models.contract import Floats

_HOURS: Final = 72


@dataclass(slots=True)
class ThreeDays:
    """Hourly extremes of the last 72 hours per zone, and the two means, renewed on the hour.

    The French biometeorological indices IBM min and IBM max (Laaidi et al. 2004) take three forecast
    days; here they are the three 24-hour windows up to now.
    """

    low: Floats  #: (zones,) mean of the three minima, °C
    high: Floats  #: (zones,) mean of the three maxima, °C
    lowest: Floats  #: (72, zones), row = hour since 1970 modulo 72
    highest: Floats
    hour: int  #: hours since 1970

    @classmethod
    def of(cls, t: float, past: Floats) -> Self:
        """At instant `t`, after the hourly temperatures `past` (72, zones), oldest first."""
        hour = int(t // 3600.0)
        ring = np.roll(past, hour + 1, axis=0)
        low, high = _windows(past)
        return cls(low, high, ring.copy(), ring.copy(), hour)

    def add(self, t: float, temperature: Floats) -> None:
        """Take the temperature (zones,) at `t`, which is not before the last."""
        hour = int(t // 3600.0)
        row = hour % _HOURS
        if hour == self.hour:
            self.lowest[row] = np.minimum(self.lowest[row], temperature)
            self.highest[row] = np.maximum(self.highest[row], temperature)
            return
        self.low, _ = _windows(np.roll(self.lowest, -(self.hour + 1), axis=0))
        _, self.high = _windows(np.roll(self.highest, -(self.hour + 1), axis=0))
        self.lowest[row] = self.highest[row] = temperature
        self.hour = hour


def _windows(oldest_first: Floats) -> tuple[Floats, Floats]:
    days = oldest_first.reshape(3, 24, -1)
    return days.min(axis=1).mean(axis=0), days.max(axis=1).mean(axis=0)
