"""Closed outlines of areas, put together from the borders that are drawn once for both sides."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from dashboard.ui.map.map_file import Border

Points = NDArray[np.float64]
End = tuple[float, float]


class OpenOutlineError(Exception):
    """Borders that do not close around their areas."""


def rings(borders: Iterable[Border], inside: Callable[[str], bool]) -> list[Points]:
    """The closed outlines, each (n, 2), of all areas for which `inside` says yes, together.

    Raises OpenOutlineError, naming the loose end, when borders do not meet.
    """
    edges = [border for border in borders if inside(border.sides[0]) != inside(border.sides[1])]
    at: defaultdict[End, set[int]] = defaultdict(set)
    for number, edge in enumerate(edges):
        at[_end(edge.points[0])].add(number)
        at[_end(edge.points[-1])].add(number)
    left = set(range(len(edges)))
    result = []
    while left:
        number = left.pop()
        pieces = [edges[number].points]
        first, here = _end(pieces[0][0]), _end(pieces[0][-1])
        while here != first:
            following = at[here] & left
            if not following:
                raise OpenOutlineError(f"{' | '.join(edges[number].sides)} ends at {here[0]:g} {here[1]:g}")
            number = min(following)
            left.discard(number)
            points = edges[number].points
            pieces.append((points if _end(points[0]) == here else points[::-1])[1:])
            here = _end(pieces[-1][-1])
        result.append(np.concatenate(pieces))
    return result


def _end(point: Points) -> End:
    return float(point[0]), float(point[1])
