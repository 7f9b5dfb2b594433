"""A car park as a queue without waiting room: Erlang's formula and the walk inside a tick."""

from itertools import combinations
from math import comb, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.models.parking.queue import erlang_b, highest_of_walk, turn_over

# load, places, share turned away: known answers of science section 5
ERLANG = [
    (5.0, 10, 0.018385),
    (10.0, 10, 0.214582),
    (20.0, 20, 0.158892),
    (90.0, 100, 0.026957),
    (100.0, 100, 0.075700),
    (300.0, 325, 0.008649),
    (550.0, 571, 0.013690),
]
STAY = 2.5 * 3600.0


@pytest.mark.parametrize(("load", "places", "blocked"), ERLANG)
def test_erlang_b(load, places, blocked):
    assert erlang_b(load, places) == pytest.approx(blocked, abs=5e-7)


@pytest.mark.parametrize(("load", "places"), [(20.0, 20), (90.0, 100), (300.0, 325)])
def test_simulated_blocking_is_erlangs(load, places):
    """100 000 h at a constant rate, as 1 000 car parks over 100 h; science section 5 asks for 3 %."""
    rng = np.random.default_rng(1960)
    parks = 1000
    cars = np.full(parks, min(load, places), dtype=float)
    rate, limit = np.full(parks, load / STAY), np.full(parks, float(places))
    turned_away = 0.0
    for minute in range(15 * 60 + 100 * 60):
        cars, blocked = turn_over(cars, rate, STAY, limit, 60.0, rng)
        if minute >= 15 * 60:
            turned_away += blocked.sum()
    share = turned_away / (load / STAY * 100.0 * 3600.0 * parks)
    assert share == pytest.approx(erlang_b(load, places), rel=0.03)


@pytest.mark.parametrize("dt", [60.0, 3600.0, 10 * 3600.0])
def test_without_a_limit_the_law_is_exact_at_any_step(dt):
    """Stationary Poisson(load), and from n cars a mean of n e^(-t) + load (1 - e^(-t))."""
    rng = np.random.default_rng(7)
    cars = rng.poisson(50.0, 40_000).astype(float)
    rate = np.full(len(cars), 50.0 / STAY)
    after, blocked = turn_over(cars, rate, STAY, np.full(len(cars), inf), dt, rng)
    assert after.mean() == pytest.approx(50.0, rel=0.01)
    assert after.var() == pytest.approx(50.0, rel=0.03)
    assert not blocked.any()
    keep = np.exp(-dt / STAY)
    after, _ = turn_over(np.full(len(cars), 200.0), rate, STAY, np.full(len(cars), inf), dt, rng)
    assert after.mean() == pytest.approx(200.0 * keep + 50.0 * (1.0 - keep), rel=0.01)


def test_the_mean_of_two_half_steps_is_that_of_a_whole_one():
    start, rate, limit = np.array([10.0, 300.0]), np.array([0.02, 0.001]), np.array([inf, inf])
    half, _ = turn_over(start, rate, STAY, limit, 30.0, None)
    twice, _ = turn_over(half, rate, STAY, limit, 30.0, None)
    once, _ = turn_over(start, rate, STAY, limit, 60.0, None)
    assert twice == pytest.approx(once, rel=1e-12)
    long_after, _ = turn_over(start, rate, STAY, limit, 1e9, None)
    assert long_after == pytest.approx(rate * STAY, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    places=st.integers(1, 400),
    filled=st.floats(0.0, 1.0),
    load=st.floats(0.0, 900.0),
    stay=st.floats(600.0, 40_000.0),
    random=st.booleans(),
)
def test_cars_stay_between_none_and_all_places(seed, places, filled, load, stay, random):
    rng = np.random.default_rng(seed)
    cars, limit = np.array([np.floor(filled * places)]), np.array([float(places)])
    rate = np.array([load / stay])
    for _ in range(20):
        came_before = cars.copy()
        cars, blocked = turn_over(cars, rate, stay, limit, 60.0, rng if random else None)
        assert 0.0 <= cars[0] <= places + 1e-9
        assert blocked[0] >= 0.0
        if random:
            assert cars[0] == np.rint(cars[0])
        if load == 0.0:
            assert cars[0] <= came_before[0]
            assert blocked[0] == 0.0


def test_a_car_park_that_lost_places_only_empties():
    """Residents may take places while it is full: nobody is thrown out, nobody comes in."""
    cars, blocked = np.array([100.0]), 0.0
    for _ in range(30):
        before = cars
        cars, turned = turn_over(
            cars, np.array([0.05]), STAY, np.array([90.0]), 60.0, np.random.default_rng(3)
        )
        blocked += turned[0]
        assert cars[0] <= before[0]
    assert blocked > 0.0


@pytest.mark.parametrize(("up", "down"), [(1, 1), (2, 1), (3, 2), (1, 4), (4, 4), (5, 0)])
def test_the_highest_point_of_a_walk_against_all_its_orders(up, down):
    highest = []
    for places in combinations(range(up + down), up):
        steps = np.where(np.isin(np.arange(up + down), places), 1, -1)
        highest.append(max(0, int(np.cumsum(steps).max())))
    count = 20_000
    chance = (np.arange(count) + 0.5) / count
    drawn = highest_of_walk(np.full(count, up), np.full(count, down), chance)
    assert len(highest) == comb(up + down, up)
    for level in range(up + 1):
        expected = np.mean(np.array(highest) >= level)
        assert np.mean(drawn >= level) == pytest.approx(expected, abs=1e-4)
