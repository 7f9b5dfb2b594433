"""Rain as Bartlett-Lewis rectangular pulses: storms of cells, exact for any tick (science section 1.4)."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from simulators.models.contract import ZONES, Floats

_HOUR: Final = 3600.0
#: Antecedent rain is remembered in clock hours over five days.
MEMORY: Final = 120

#: Cells of rain, one a row: begins and ends (seconds since 1970), intensity mm/h.
NO_CELLS: Final[Floats] = np.zeros((0, 3))


@dataclass(frozen=True, slots=True)
class Storms:
    """The storms of one month (Rodriguez-Iturbe, Cox and Isham 1987), hours and mm/h."""

    rate: float  #: storm origins per hour
    cells: float  #: mean cells of a storm, geometric, at least 1
    gap: float  #: mean time from the origin of one cell to the next
    duration: float  #: mean duration of a cell, exponential
    intensity: float  #: mean intensity of a cell, exponential

    @property
    def mean(self) -> float:
        """Mean rain intensity, mm/h: lambda nu mu / eta."""
        return self.rate * self.cells * self.intensity * self.duration


def new_cells(begin: float, end: float, storms: Storms, rng: np.random.Generator) -> Floats:
    """Cells (n, 3) of the storms whose origin lies between two instants."""
    count = rng.poisson(storms.rate * (end - begin) / _HOUR)
    if count == 0:
        return NO_CELLS
    origins = rng.uniform(begin, end, count)
    members = rng.geometric(1.0 / storms.cells, count)
    gaps = rng.exponential(storms.gap * _HOUR, members.sum())
    firsts = np.concatenate([[0], np.cumsum(members)[:-1]])
    gaps[firsts] = 0.0
    since = np.cumsum(gaps)
    begins = np.repeat(origins - since[firsts], members) + since
    ends = begins + rng.exponential(storms.duration * _HOUR, len(begins))
    return np.column_stack([begins, ends, rng.exponential(storms.intensity, len(begins))])


def mean_intensity(cells: Floats, begin: float, end: float, lag: Floats) -> Floats:
    """Mean rain (zones,) in mm/h between two instants, where cells reach each zone `lag` seconds later."""
    if len(cells) == 0:
        return np.zeros(len(lag))
    first = np.maximum(cells[:, :1] + lag, begin)
    last = np.minimum(cells[:, 1:2] + lag, end)
    return np.asarray(cells[:, 2] @ np.maximum(last - first, 0.0)) / (end - begin)


def still_to_come(cells: Floats, t: float, lag: float) -> Floats:
    """The cells that rain somewhere after `t`."""
    return cells[cells[:, 1] + lag > t] if len(cells) else cells


@dataclass(slots=True)
class PastRain:
    """Rain of the past five days per zone, in clock hours."""

    hours: Floats = field(default_factory=lambda: np.zeros((MEMORY, len(ZONES))))  #: mm
    latest: int = 0  #: hours since 1970

    def add(self, t: float, amount: Floats) -> bool:
        """`amount` (zones,) mm fell in the tick that ends at `t`; whether that changes any total."""
        hour = int((t - 1e-6) // _HOUR)
        changes = hour > self.latest or bool(np.count_nonzero(amount))
        for old in range(max(self.latest + 1, hour - MEMORY + 1), hour + 1):
            self.hours[old % MEMORY] = 0.0
        self.latest = max(hour, self.latest)
        self.hours[hour % MEMORY] += amount
        return changes

    def total(self, hours: int = MEMORY) -> Floats:
        """Millimetres (zones,) over the last so many clock hours, the current one included."""
        if hours == MEMORY:
            return np.asarray(self.hours.sum(axis=0))
        rows = np.arange(self.latest - hours + 1, self.latest + 1) % MEMORY
        return np.asarray(self.hours[rows].sum(axis=0))


def remembered(cells: Floats, t: float, lag: Floats, factor: Floats) -> PastRain:
    """The memory at `t` of the rain that `cells` brought."""
    past = PastRain(latest=int(t // _HOUR) - MEMORY)
    edges = np.arange(t // _HOUR - MEMORY + 1, t // _HOUR + 1) * _HOUR
    for begin in edges:
        end = min(begin + _HOUR, t)
        if end > begin:
            past.add(end, mean_intensity(cells, begin, end, lag) * factor * (end - begin) / _HOUR)
    return past
