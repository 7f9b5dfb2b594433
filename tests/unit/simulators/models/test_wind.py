"""Breezes, the synoptic wind and gusts (science section 1.3)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.weather import wind


def test_the_synoptic_wind_is_weibull() -> None:
    """Quantiles of the normal become those of Weibull(1.8, 2.5); the mean is c Gamma(1 + 1/k)."""
    assert wind.synoptic_speed(0.0) == pytest.approx(2.5 * math.log(2.0) ** (1 / 1.8))
    deviates = np.random.default_rng(1).standard_normal(40_000)
    speeds = [wind.synoptic_speed(float(z)) for z in deviates]
    assert np.mean(speeds) == pytest.approx(2.5 * math.gamma(1 + 1 / 1.8), rel=0.02)


@given(st.floats(-8, 8), st.floats(-8, 8))
def test_more_deviate_is_more_wind(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= wind.synoptic_speed(low) <= wind.synoptic_speed(high)


@pytest.mark.parametrize(
    ("hour", "sea", "land"),
    [(14.0, 4.0, 0.0), (10.0, 2.0, 0.0), (18.0, 2.0, 0.0), (2.0, 0.0, 2.0), (21.0, 0.0, 1.0)],
)
def test_breezes_of_a_clear_midsummer_day(hour: float, sea: float, land: float) -> None:
    assert wind.breezes(hour, 1.0, 1.0) == [
        (pytest.approx(sea, abs=1e-9), 160.0),
        (pytest.approx(land, abs=1e-9), 340.0),
    ]


def test_clouds_and_winter_weaken_the_sea_breeze() -> None:
    assert wind.breezes(14.0, 0.4, 0.5)[0][0] == pytest.approx(0.8)


@given(st.floats(0, 24), st.floats(0, 23), st.floats(3, 20))
def test_between_is_a_share(hour: float, begin: float, length: float) -> None:
    assert 0.0 <= wind.between(hour, begin, (begin + length) % 24) <= 1.0
    assert wind.between(begin, begin, (begin + length) % 24) == pytest.approx(0.5)


def test_winds_add_as_vectors() -> None:
    speed, angle = wind.add([(np.array([3.0]), 0.0), (np.array([4.0]), 90.0)])
    assert (speed[0], angle[0]) == pytest.approx((5.0, math.degrees(math.atan2(4, 3))))
    still, _ = wind.add([(np.array([4.0]), 160.0), (np.array([4.0]), 340.0)])
    assert still[0] == wind.FLOOR


def test_gusts_are_stronger_over_rough_ground() -> None:
    """12 m/s: 18.8 m/s over open ground (z0 5 cm), 24 m/s over a town (z0 50 cm)."""
    assert wind.gust(np.array([12.0, 12.0]), np.array([0.05, 0.5])) == pytest.approx([18.8, 24.0], abs=0.1)
