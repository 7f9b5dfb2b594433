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
    #: It may stand farther off: in how many steps, and pixels between them.
    rings: int = 0
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
    width x height. Each tries its own point and then rings around it, or, when it stands away from
    its point, right, left, above, below and the four corners, nearer before farther.
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
    w, h = wish.width, wish.height
    middle_x, middle_y = wish.x - w / 2, wish.y - h / 2
    found = []
    if wish.away > 0:
        for step in range(wish.rings + 1):
            away = wish.away + step * wish.ring
            right, left = wish.x + away, wish.x - away - w
            above, below = wish.y - away - h, wish.y + away
            found += [(right, middle_y), (left, middle_y), (middle_x, above), (middle_x, below)]
            found += [(right, above), (right, below), (left, above), (left, below)]
        return found
    for step in range(wish.rings + 1):
        radius = wish.ring * step
        for angle in np.radians(range(0, 360, 30)).tolist() if step else (0.0,):
            # Words are wide: rings around them are ellipses.
            found.append((middle_x + 1.8 * radius * math.cos(angle), middle_y + radius * math.sin(angle)))
    return found
