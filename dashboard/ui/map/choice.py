"""Which mark the keyboard comes to next."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def next_abnormal(
    marks: Points, level: NDArray[np.uint8], current: int | None, backward: bool, box: tuple[float, float]
) -> int | None:
    """The mark after `current` among those that are abnormal and within the widget; None after the last.

    (m, 2) pixels; the worst come first, equals from left to right.
    """
    inside = ((marks >= 0) & (marks <= np.array(box))).all(axis=1) & (level > 0)
    numbers = np.flatnonzero(inside)
    order = numbers[np.lexsort((marks[numbers, 0], -level[numbers].astype(int)))].tolist()
    if backward:
        order.reverse()
    if current is None or current not in order:
        return order[0] if order else None
    place = order.index(current) + 1
    return order[place] if place < len(order) else None


def nearest(marks: Points, here: Points, direction: tuple[float, float]) -> int | None:
    """The mark to come to from `here` (pixels) in a direction; None when there is none that way.

    A mark counts as near when it lies ahead; one that lies aside counts as three times as far.
    """
    if not len(marks):
        return None
    towards = np.array(direction)
    offset = marks - here
    ahead = offset @ towards
    aside = np.abs(offset @ np.array((-towards[1], towards[0])))
    cost = np.where(ahead > 1.0, ahead + 3.0 * aside, np.inf)
    best = int(cost.argmin())
    return best if np.isfinite(cost[best]) else None
