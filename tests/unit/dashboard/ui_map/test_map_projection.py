"""Degrees and metres, and the smooth line through hand-drawn points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.map.curve import distance_to_line, smooth
from dashboard.ui.map.projection import RADIUS, Projection

PLANE = Projection(7.262, 43.7034)


def great_circle(a, b):
    """Haversine distance of two (longitude, latitude), metres on the same sphere."""
    (lon1, lat1), (lon2, lat2) = np.radians(a), np.radians(b)
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * np.arcsin(np.sqrt(h))


@pytest.mark.parametrize(
    ("a", "b", "error"),
    [
        ((7.199, 43.6545), (7.4155, 43.726), 0.001),  # mouth of the Var to Monaco: 0.1 %
        ((7.262, 43.7034), (7.2564, 44.0686), 0.001),  # due north to Saint-Martin-Vésubie
        ((6.863, 44.346), (7.020, 44.232), 0.011),  # the far north-west: the stated 1.1 %
    ],
)
def test_distances_are_as_true_as_stated(a, b, error):
    plane = float(np.hypot(*(PLANE.to_metres(b) - PLANE.to_metres(a))))
    assert plane == pytest.approx(great_circle(a, b), rel=error)


@given(st.floats(5.8, 8.6), st.floats(43.0, 45.0))
def test_there_and_back(longitude, latitude):
    back = PLANE.to_degrees(PLANE.to_metres((longitude, latitude)))
    assert back == pytest.approx((longitude, latitude), abs=1e-9)


def test_a_smooth_line_passes_through_its_points_and_stays_near_them():
    points = np.array([[0, 0], [10, 0], [10, 10], [30, 10], [31, 12]], dtype=float)
    curve = smooth(points, steps=8)
    assert len(curve) == 8 * 4 + 1
    assert distance_to_line(points, curve).max() < 1e-9
    assert distance_to_line(curve, points).max() < 2.0


def test_two_points_are_a_straight_line():
    line = np.array([[0.0, 0.0], [5.0, 5.0]])
    assert smooth(line) is line


def test_distance_to_a_line_is_to_its_pieces_not_its_endless_prolongation():
    line = np.array([[0.0, 0.0], [10.0, 0.0]])
    found = distance_to_line(np.array([[5.0, 3.0], [13.0, 4.0], [-3.0, -4.0]]), line)
    assert found == pytest.approx([3.0, 5.0, 5.0])
