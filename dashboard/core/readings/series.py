"""What the store answers: one datastream's readings over a span of time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Series:
    """n readings of one datastream, sorted by time; arrays are the caller's own."""

    times: NDArray[np.float64]  #: (n,) seconds since 1970
    values: NDArray[np.float64]  #: (n,) display units, finite
    quality: NDArray[np.uint8]  #: (n,)

    def __len__(self) -> int:
        return len(self.times)


@dataclass(frozen=True, slots=True)
class Reading:
    """One datastream at one time."""

    time: float
    value: float
    quality: int
