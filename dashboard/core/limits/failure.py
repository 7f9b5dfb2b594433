"""When a creeping slope will fail, read off the inverse of its velocity (Fukuzono 1985)."""

import math

from dashboard.core.readings.batch import Floats

#: The line is drawn through so many readings (science, section 4.4).
POINTS = 10
#: Below this share of explained variance the points are no line, and nothing is foretold; our own choice.
FIT = 0.8


def time_of_failure(times: Floats, velocities: Floats) -> float:
    """Where the line through the last `POINTS` of (time, 1/velocity) comes to zero; NaN where it does not.

    In the last stage of creep 1/v falls in a straight line and is 0 at failure. `times` (n,) in any
    unit, sorted; `velocities` (n,) in any unit. NaN with fewer points, with a velocity that is not
    above 0, or when the slope does not accelerate.
    """
    times, velocities = times[-POINTS:], velocities[-POINTS:]
    if len(times) < POINTS or not (velocities > 0).all():
        return math.nan
    inverse = 1.0 / velocities
    t, y = times - times.mean(), inverse - inverse.mean()
    tt, ty, yy = float(t @ t), float(t @ y), float(y @ y)
    if ty >= 0 or ty * ty < FIT * tt * yy:
        return math.nan
    return float(times.mean() - inverse.mean() * tt / ty)
