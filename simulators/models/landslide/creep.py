"""How slopes creep, speed up and fail (Fukuzono 1985), and the classes of their velocity."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulators.models.contract import Floats

Bools = NDArray[np.bool_]

#: Upper bounds in mm/s of the velocity classes 1 to 6 of Cruden and Varnes (1996).
CLASS_BOUNDS: Final = np.array([5e-7, 5e-5, 5e-3, 5e-1, 5e1, 5e3])


def velocity_class(velocity: Floats | float) -> Floats:
    """Class 1 (extremely slow) to 7 (extremely rapid) of a `velocity` in mm/s."""
    return np.asarray(1 + np.searchsorted(CLASS_BOUNDS, velocity, side="right"))


def deep_creep(m: Floats, reference: Floats, decade: float, centre: float) -> Floats:
    """Velocity of a wet slide: ten times faster for each `decade` of saturation m above `centre`."""
    return np.asarray(reference * 10.0 ** ((m - centre) / decade))


def accelerate(velocity: Floats, acceleration: Floats, dt: float) -> tuple[Floats, Floats, Bools]:
    """Exact step of dv/dt = A v²: velocity, displacement in the step, and whether it failed within it.

    `velocity` in mm per unit of `dt`, A = `acceleration` in 1/mm. 1/v falls in a straight line and
    reaches 0 at t_f = t + 1/(A v); a slope with t_f inside the step fails, and its velocity and
    displacement are then NaN, for the law has no value beyond t_f.
    """
    left = 1.0 - acceleration * velocity * dt
    failed = left <= 1e-9  # t_f is often a whole number of steps away, and rounding must not decide
    safe = np.where(failed, np.nan, left)
    return velocity / safe, -np.log(safe) / acceleration, failed
