"""The time of failure of a creeping slope, against Fukuzono's own solution."""

import math

import numpy as np
import pytest

from dashboard.core.limits.failure import POINTS, time_of_failure, times_of_failure

#: Science, section 4.4: A 0.02 /mm and v0 1 mm/d fail after 50 d; v(t) = 1 / (A (t_f - t)).
A, T_F = 0.02, 50.0


def velocity(t: np.ndarray) -> np.ndarray:
    return 1.0 / (A * (T_F - t))


@pytest.mark.parametrize("last", [10.0, 40.0, 49.0, 49.9])
def test_known_answer(last: float) -> None:
    days = np.linspace(0.0, last, 30)
    assert time_of_failure(days, velocity(days)) == pytest.approx(50.0, rel=1e-9)


def test_only_the_last_points_count() -> None:
    days = np.concatenate([np.arange(5.0), np.linspace(30.0, 40.0, POINTS)])
    speed = velocity(days)
    speed[:5] = 99.0
    assert time_of_failure(days, speed) == pytest.approx(50.0)


def test_with_the_noise_of_an_extensometer_it_is_near() -> None:
    days = np.linspace(44.0, 47.0, POINTS)
    noisy = velocity(days) * (1.0 + 0.02 * np.random.default_rng(1).standard_normal(POINTS))
    assert time_of_failure(days, noisy) == pytest.approx(50.0, abs=0.5)


@pytest.mark.parametrize(
    "speed",
    [
        pytest.param(np.full(POINTS, 1.5), id="steady creep"),
        pytest.param(1.0 / np.linspace(0.1, 1.0, POINTS), id="slowing down"),
        pytest.param(np.linspace(-1.0, 5.0, POINTS), id="not above 0 everywhere"),
        pytest.param(1.5 + 0.3 * np.random.default_rng(2).standard_normal(POINTS), id="noise"),
    ],
)
def test_nothing_is_foretold(speed: np.ndarray) -> None:
    assert math.isnan(time_of_failure(np.arange(float(POINTS)), speed))


def test_nor_from_too_few_points() -> None:
    days = np.linspace(40.0, 45.0, POINTS - 1)
    assert math.isnan(time_of_failure(days, velocity(days)))


def test_many_slopes_are_each_foretold_as_if_alone() -> None:
    rng = np.random.default_rng(3)
    days = np.sort(rng.uniform(0.0, 49.0, (200, POINTS)), axis=1)
    speeds = velocity(days) * (1.0 + 0.05 * rng.standard_normal(days.shape))
    speeds[::7] = rng.uniform(-1.0, 5.0, speeds[::7].shape)
    speeds[::11, 3] = np.nan
    together = times_of_failure(days, speeds)
    alone = [time_of_failure(t, v) for t, v in zip(days, speeds, strict=True)]
    np.testing.assert_allclose(together, alone, rtol=1e-12)
    assert 0 < np.isnan(together).sum() < 200
