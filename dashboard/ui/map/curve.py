"""A smooth line through a few hand-drawn points."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def smooth(points: Points, steps: int = 6) -> Points:
    """(n, 2) points -> a curve through all of them, `steps` pieces between each two.

    Centripetal Catmull-Rom spline (Yuksel, Schaefer, Keyser 2011, Computer-Aided Design 43): with the
    square root of the distance as its parameter it has no loops or cusps within a piece. Beyond the
    ends the first and last pieces are mirrored. Fewer than three points are a straight line already.
    """
    if len(points) < 3:
        return points
    before, after = 2 * points[:1] - points[1:2], 2 * points[-1:] - points[-2:-1]
    p = np.concatenate([before, points, after])
    knots = np.sqrt(np.maximum(np.hypot(*np.diff(p, axis=0).T), 1e-9))
    t = np.concatenate([[0.0], np.cumsum(knots)])[:, None]
    p0, p1, p2, p3 = p[:-3, None], p[1:-2, None], p[2:-1, None], p[3:, None]
    t0, t1, t2, t3 = t[:-3, None], t[1:-2, None], t[2:-1, None], t[3:, None]
    u = t1 + (t2 - t1) * np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    # Barry and Goldman's pyramid.
    a1 = ((t1 - u) * p0 + (u - t0) * p1) / (t1 - t0)
    a2 = ((t2 - u) * p1 + (u - t1) * p2) / (t2 - t1)
    a3 = ((t3 - u) * p2 + (u - t2) * p3) / (t3 - t2)
    b1 = ((t2 - u) * a1 + (u - t0) * a2) / (t2 - t0)
    b2 = ((t3 - u) * a2 + (u - t1) * a3) / (t3 - t1)
    curve = ((t2 - u) * b1 + (u - t1) * b2) / (t2 - t1)
    # The ends exactly, so that lines which share one still meet.
    return np.concatenate([points[:1], curve.reshape(-1, 2)[1:], points[-1:]])


def distance_to_line(points: Points, line: Points) -> Points:
    """(m, 2) points, (n, 2) line -> (m,) distance of each point from the nearest piece of the line."""
    start, along = line[:-1], np.diff(line, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    offset = points[:, None] - start[None]
    share = np.clip((offset * along[None]).sum(axis=2) / length, 0.0, 1.0)
    return np.asarray(np.hypot(*np.moveaxis(offset - share[..., None] * along[None], 2, 0)).min(axis=1))
