"""Things that stand too close to be told apart become one mark, with their number and worst state."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Clusters:
    """m marks for n things; each stands where its worst (else first) thing stands."""

    lead: NDArray[np.intp]  #: (m,) the thing whose shape, state and place the mark has
    count: NDArray[np.intp]  #: (m,) how many things it stands for
    of: NDArray[np.intp]  #: (n,) the mark of each thing, -1 for those that are hidden

    def __len__(self) -> int:
        return len(self.lead)

    def members(self, mark: int) -> NDArray[np.intp]:
        """The things of one mark, the leading one first."""
        found = np.flatnonzero(self.of == mark)
        lead = self.lead[mark]
        return np.concatenate([[lead], found[found != lead]])


def cluster(at: Points, weight: NDArray[np.uint8], shown: NDArray[np.bool_], distance: float) -> Clusters:
    """Gather (n, 2) places: the heaviest thing takes all within `distance` of it, then the next of the rest.

    So marks are at least `distance` apart and nothing heavy is hidden behind something light. Equal
    weights keep their order, so that the marks do not jump from one refresh to the next.
    """
    n = len(at)
    of = np.full(n, -1, dtype=np.intp)
    lead: list[int] = []
    count: list[int] = []
    # Neighbours are looked for in the cells around only: a cell is as wide as the distance.
    cells = np.floor(at / distance).astype(np.int64)
    visible = np.flatnonzero(shown)
    order = visible[np.argsort(-weight[visible].astype(np.int64), kind="stable")]
    inside: dict[tuple[int, int], list[int]] = {}
    for number in visible.tolist():
        inside.setdefault((int(cells[number, 0]), int(cells[number, 1])), []).append(number)
    taken = np.zeros(n, dtype=bool)
    square = distance * distance
    xs, ys = at[:, 0].tolist(), at[:, 1].tolist()
    columns, rows = cells[:, 0].tolist(), cells[:, 1].tolist()
    for number in order.tolist():
        if taken[number]:
            continue
        x, y, mark, size = xs[number], ys[number], len(lead), 0
        for column in range(columns[number] - 1, columns[number] + 2):
            for row in range(rows[number] - 1, rows[number] + 2):
                for other in inside.get((column, row), ()):
                    if not taken[other] and (xs[other] - x) ** 2 + (ys[other] - y) ** 2 < square:
                        taken[other] = True
                        of[other] = mark
                        size += 1
        lead.append(number)
        count.append(size)
    return Clusters(np.array(lead, dtype=np.intp), np.array(count, dtype=np.intp), of)
