"""Travel times from the speeds over a few loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.travel import travel_time

NAN = float("nan")


@pytest.mark.parametrize(
    ("at", "speeds", "length", "minutes"),
    [
        ([5.0], [60.0], 10.0, 10.0),  # 10 km at 60 km/h
        ([2.0, 8.0], [60.0, 60.0], 10.0, 10.0),
        ([2.0, 8.0], [60.0, 30.0], 10.0, 15.0),  # the border lies at 5 km
        ([0.0, 4.0, 10.0], [30.0, 60.0, 15.0], 10.0, 4.0 + 5.0 + 12.0),  # 2, 5 and 3 km
        ([2.0, 5.0, 8.0], [60.0, NAN, 30.0], 10.0, 15.0),  # what is not heard is its neighbours'
    ],
)
def test_known_times(at, speeds, length, minutes):
    assert travel_time(np.array(at), np.array(speeds), length) == pytest.approx(60.0 * minutes)


def test_where_traffic_stands_nobody_can_say():
    assert math.isinf(travel_time(np.array([2.0, 8.0]), np.array([60.0, 1.0]), 10.0))


def test_where_nothing_is_heard_nothing_is_said():
    assert math.isnan(travel_time(np.array([2.0]), np.array([NAN]), 10.0))


@given(st.lists(st.tuples(st.floats(0.1, 19.9), st.floats(5.0, 130.0)), min_size=1, max_size=12))
def test_a_time_lies_between_those_of_the_slowest_and_the_fastest(loops):
    loops.sort()
    at, speeds = np.array([km for km, _ in loops]), np.array([v for _, v in loops])
    hours = travel_time(at, speeds, 20.0) / 3600.0
    assert 20.0 / speeds.max() * (1 - 1e-9) <= hours <= 20.0 / speeds.min() * (1 + 1e-9)
