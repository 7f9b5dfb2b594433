"""Observations as columns: what one frame brings for one domain."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Batch:
    """n observations of one domain with p properties, in order of arrival."""

    domain: str
    rows: Rows  #: (n,) row of the thing in the domain's table
    times: Floats  #: (n,) time at the sensor, seconds since 1970
    values: Floats  #: (n, p) display units, NaN where nothing was measured
    seqs: NDArray[np.int64]  #: (n,) -1 where there is none
    quality: NDArray[np.uint8]  #: (n, p) see `quality.Quality`

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, selection: NDArray[np.bool_] | Rows) -> "Batch":
        """The part of it that `selection` (mask or indices over n) names."""
        return Batch(
            self.domain,
            *(getattr(self, item.name)[selection] for item in fields(self) if item.name != "domain"),
        )
