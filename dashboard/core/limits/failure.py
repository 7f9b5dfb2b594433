"""When a creeping slope will fail, read off the inverse of its velocity (Fukuzono 1985)."""

import math

import numpy as np

from dashboard.core.readings.batch import Floats

#: The line is drawn through so many readings (science, section 4.4).
POINTS = 10
#: Below this share of explained variance the points are no line, and nothing is foretold; our own choice.
FIT = 0.8


def time_of_failure(times: Floats, velocities: Floats) -> float:
    """Where the line through the last `POINTS` of (time, 1/velocity) comes to zero; NaN where it does not.

    `times` (n,) in any unit, sorted; `velocities` (n,) in any unit. NaN with fewer points.
    """
    if len(times) < POINTS:
        return math.nan
    return float(times_of_failure(times[None, -POINTS:], velocities[None, -POINTS:])[0])


def times_of_failure(times: Floats, velocities: Floats) -> Floats:
    """(m,) the same for m slopes, each with n points: `times` and `velocities` (m, n).

    In the last stage of creep 1/v falls in a straight line and is 0 at failure. NaN where a point is
    NaN or a velocity not above 0, or where the slope does not accelerate.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        inverse = np.where(velocities > 0, 1.0 / velocities, np.nan)
        middle, height = times.mean(axis=1), inverse.mean(axis=1)
        t, y = times - middle[:, None], inverse - height[:, None]
        tt, ty, yy = (np.einsum("mn,mn->m", a, b) for a, b in ((t, t), (t, y), (y, y)))
        foretold = (ty < 0) & (ty * ty >= FIT * tt * yy)
        return np.where(foretold, middle - height * tt / ty, np.nan)
