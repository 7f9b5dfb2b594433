"""The nearest of many places, against the table of all distances; and no such table is ever made."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.models.near import nearest, plane


@settings(max_examples=60)
@given(st.integers(0, 40), st.integers(1, 70), st.booleans(), st.integers(0, 2**31))
def test_the_nearest_are_those_of_the_whole_table_in_its_order(size, count, coarse, seed):
    places = np.random.default_rng(seed).random((size, 2))
    if coarse:
        places = np.rint(4.0 * places)  # many are equally far
    table = np.hypot(*(places[:, None, :] - places).transpose(2, 0, 1))
    np.fill_diagonal(table, np.inf)
    rows, far = nearest(places, places, count, others=True)
    here = np.arange(size)[:, None]
    assert rows.shape == (size, max(0, min(count, size - 1)))
    assert np.array_equal(far, table[here, rows])
    assert np.array_equal(far, np.sort(table, axis=1)[:, : rows.shape[1]])
    assert not (rows == here).any()
    ties = np.diff(far, axis=1) == 0.0
    assert (np.diff(rows, axis=1)[ties] > 0).all()


def test_of_two_equally_near_stations_the_first_is_taken():
    here, there = np.zeros((1, 2)), np.array([[0.0, 2.0], [1.0, 0.0], [-1.0, 0.0]])
    rows, far = nearest(here, there, 1)
    assert (rows.tolist(), far.tolist()) == ([[1]], [[1.0]])


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    east, north = np.diff(plane([(7.2, 43.7), (7.3, 43.7), (7.3, 43.8)]), axis=0)
    assert np.hypot(*north) == pytest.approx(11.12)
    assert np.hypot(*east) == pytest.approx(11.12 * np.cos(np.radians(43.7 + 0.1 / 3.0)))


def test_ten_thousand_places_need_no_table_of_all_pairs():
    places = np.random.default_rng(1).random((10_000, 2))
    tracemalloc.start()
    try:
        nearest(places, places, 64, others=True)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 0.1 * 8 * len(places) ** 2
