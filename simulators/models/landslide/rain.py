"""Rain intensity and duration against the line above which slopes fail (Caine 1980)."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from simulators.models.contract import TICK, ZONES, Floats
from simulators.models.water.runoff import DRY_RAIN, DRY_SPELL

_TICK_HOURS: Final = TICK / 3600.0
#: Mean intensities are compared over these windows in hours, and over the running event.
WINDOWS: Final = np.array([1.0, 3.0, 6.0, 12.0, 24.0, 72.0])
#: The line was fitted to rains of ten minutes to ten days, in hours.
_SHORTEST: Final = 1.0 / 6.0
_LONGEST: Final = 240.0


def caine(duration: Floats | float) -> Floats:
    """Mean intensity in mm/h that triggers slides after `duration` hours: 14.82 D^-0.39 (Caine 1980)."""
    return np.asarray(14.82 * np.asarray(duration) ** -0.39)


_LINE: Final = caine(WINDOWS)[:, None]
_BACK: Final = np.round(WINDOWS / _TICK_HOURS).astype(int)


@dataclass(slots=True)
class RainMemory:
    """The rain of the last 72 hours and of the running event, over the zones."""

    #: Rain gathered since the start, mm, one row a tick in a circle of 72 h and one.
    total: Floats = field(default_factory=lambda: np.zeros((int(_BACK[-1]) + 1, len(ZONES))))
    cursor: int = 0
    event: Floats = field(default_factory=lambda: np.zeros(len(ZONES)))  #: mm
    duration: Floats = field(default_factory=lambda: np.zeros(len(ZONES)))  #: s since its first rain
    dry: Floats = field(default_factory=lambda: np.zeros(len(ZONES)))  #: s since its last rain

    def add(self, rain: Floats) -> None:
        """One tick of `rain` mm/h over the zones."""
        newest = self.total[self.cursor] + rain * _TICK_HOURS
        self.cursor = (self.cursor + 1) % len(self.total)
        self.total[self.cursor] = newest
        raining = rain >= DRY_RAIN
        self.event = self.event + rain * _TICK_HOURS
        self.duration = np.where(raining | (self.duration > 0.0), self.duration + TICK, 0.0)
        self.dry = np.where(raining, 0.0, self.dry + TICK)
        over = self.dry >= DRY_SPELL
        self.event[over] = 0.0
        self.duration[over] = 0.0

    def ratio(self) -> Floats:
        """How many times Caine's line is reached, the most over all windows and the running event."""
        newest = self.total[self.cursor]
        depths = newest - self.total[(self.cursor - _BACK) % len(self.total)]
        windows = (depths / WINDOWS[:, None] / _LINE).max(axis=0)
        if not np.count_nonzero(self.event):
            return np.asarray(windows)
        duration = np.minimum(np.maximum(self.duration / 3600.0, _SHORTEST), _LONGEST)
        return np.asarray(np.maximum(windows, self.event / duration / caine(duration)))
