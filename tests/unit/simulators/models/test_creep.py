"""Fukuzono's acceleration, deep creep and the classes of velocity (science sections 4.4 and 4.5)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.landslide.creep import accelerate, deep_creep, velocity_class

A = np.array([0.02])
FIRST = np.array([1.0])


def advance(days: float, step: float) -> tuple[float, float]:
    """Velocity and displacement after `days` in steps, from 1 mm/d with A = 0.02 1/mm."""
    velocity, way = FIRST, 0.0
    for _ in range(round(days / step)):
        velocity, moved, failed = accelerate(velocity, A, step)
        assert not failed[0]
        way += float(moved[0])
    return float(velocity[0]), way


@pytest.mark.parametrize("step", [1 / 24, 1.0, 8.0])
def test_known_answers_at_any_step(step: float) -> None:
    """v 5 mm/d and x 80.472 mm on day 40, of 50."""
    velocity, way = advance(40, step)
    assert velocity == pytest.approx(5.0, rel=1e-9)
    assert way == pytest.approx(80.472, abs=5e-4)


def test_the_day_before_failure() -> None:
    velocity, way = advance(49, 1.0)
    assert velocity == pytest.approx(50.0, rel=1e-9)
    assert way == pytest.approx(math.log(50 / 1) / 0.02, rel=1e-9)


def test_failure_at_fifty_days() -> None:
    """In whole days and in hours, the fiftieth day is the one that fails."""
    for step in (1.0, 1 / 24):
        velocity, steps, failed = FIRST, 0, np.array([False])
        while not failed[0]:
            velocity, _, failed = accelerate(velocity, A, step)
            steps += 1
        assert steps * step == pytest.approx(50.0, abs=1e-9)
        assert np.isnan(velocity[0])


@given(st.floats(0.1, 100), st.floats(0.001, 0.1), st.floats(0.001, 0.9))
def test_two_half_steps_are_one(velocity: float, rate: float, share: float) -> None:
    """The inverse velocity falls in a straight line; displacements add up."""
    v, a = np.array([velocity]), np.array([rate])
    dt = share / (rate * velocity)
    whole = accelerate(v, a, dt)
    first = accelerate(v, a, dt / 2)
    second = accelerate(first[0], a, dt / 2)
    assert second[0] == pytest.approx(whole[0], rel=1e-9)
    assert first[1] + second[1] == pytest.approx(whole[1], rel=1e-9)
    assert 1 / whole[0] == pytest.approx(1 / v - rate * dt, rel=1e-9)


@pytest.mark.parametrize(
    ("per_day", "expected"), [(0.03, 1), (1.5, 2), (100.0, 3), (1000.0, 4), (1e8, 6), (1e10, 7)]
)
def test_classes(per_day: float, expected: int) -> None:
    assert velocity_class(per_day / 86400) == expected


def test_class_bounds_belong_to_the_faster_class() -> None:
    bounds = np.array([5e-7, 5e-5, 5e-3, 5e-1, 5e1, 5e3])
    assert velocity_class(bounds).tolist() == [2, 3, 4, 5, 6, 7]
    assert velocity_class(bounds * 0.999).tolist() == [1, 2, 3, 4, 5, 6]


def test_deep_creep_is_ten_times_faster_a_decade_wetter() -> None:
    assert deep_creep(np.array([0.3, 0.65]), np.array([1.5, 1.5]), 0.35, 0.3) == pytest.approx([1.5, 15.0])
