"""Where words may stand so that none covers another, nor a thing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]

#: Pixels kept free around every word.
AIR: Final = 3.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A word that wants to be on the map."""

    key: int  #: whose it is
    x: float  #: the point it names, pixels
    y: float
    width: float
    height: float
    #: How far the word stands from its point when it does not stand on it; 0 lets it stand on it.
    away: float = 0.0
    #: A word that stands on its point may stand around it as well: rings, and pixels between them.
    rings: int = 3
    ring: float = 10.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word found room: its top left."""

    key: int
    x: float
    y: float
    width: float
    height: float


def place(wishes: Sequence[Wish], taken: Boxes, width: float, height: float) -> list[Spot]:
    """Place words greedily, the first wish first; a word without room is left out.

    `taken` is (n, 4) left, top, right, bottom of what may not be covered. Words stay whole within
    width x height. Each tries its own point and rings around it, or, when it stands away from its
    point, right, left, above, below and the four corners.
    """
    boxes = np.empty((len(taken) + len(wishes), 4))
    boxes[: len(taken)] = taken
    n = len(taken)
    result = []
    for wish in wishes:
        for left, top in _candidates(wish):
            right, bottom = left + wish.width, top + wish.height
            if left < AIR or top < AIR or right > width - AIR or bottom > height - AIR:
                continue
            used = boxes[:n]
            hit = (
                (used[:, 0] < right + AIR)
                & (used[:, 2] > left - AIR)
                & (used[:, 1] < bottom + AIR)
                & (used[:, 3] > top - AIR)
            )
            if not hit.any():
                boxes[n] = left, top, right, bottom
                n += 1
                result.append(Spot(wish.key, left, top, wish.width, wish.height))
                break
    return result


def _candidates(wish: Wish) -> list[tuple[float, float]]:
    """Top left corners to try, the best first."""
    w, h, away = wish.width, wish.height, wish.away
    middle_x, middle_y = wish.x - w / 2, wish.y - h / 2
    right, left = wish.x + away, wish.x - away - w
    above, below = wish.y - away - h, wish.y + away
    around = [
        (right, middle_y),
        (left, middle_y),
        (middle_x, above),
        (middle_x, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ]
    if away > 0:
        return around
    # It may also stand off its point: rings around it, the nearest first.
    rings = [(wish.ring * k, angle) for k in range(1, wish.rings + 1) for angle in range(0, 360, 30)]
    return [(middle_x, middle_y)] + [
        (middle_x + 1.8 * r * math.cos(math.radians(a)), middle_y + r * math.sin(math.radians(a)))
        for r, a in rings
    ]
