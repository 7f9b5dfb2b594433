"""Observations as columns: what one frame brings for one domain."""

from collections.abc import Iterator
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

    def rounds(self) -> Iterator["Batch"]:
        """The same observations, as parts in which each thing stands at most once, oldest first.

        Almost always one part; several when the city runs faster than the frames.
        """
        order = np.argsort(self.rows, kind="stable")
        ordered = self.rows[order]
        first = np.empty(len(ordered), dtype=bool)
        first[:1] = True
        np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
        if first.all():
            yield self
            return
        starts = np.flatnonzero(first)
        rank = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.append(starts, len(ordered))))
        for number in range(int(rank.max()) + 1):
            yield self.take(np.sort(order[rank == number]))
