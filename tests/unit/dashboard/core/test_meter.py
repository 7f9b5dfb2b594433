"""Rates, percentiles and rhythm against plain arithmetic."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.meter import Beats, Latencies, Rate, RecentLatencies


@given(st.lists(st.floats(2e-4, 60.0), min_size=1, max_size=300), st.sampled_from([0.5, 0.95, 0.99, 1.0]))
def test_a_percentile_is_right_to_three_percent(delays: list[float], share: float) -> None:
    made = Latencies()
    for part in np.array_split(np.array(delays), 3):
        made.add(part)
    exact = sorted(delays)[math.ceil(share * len(delays)) - 1]
    assert made.percentile(share) == pytest.approx(exact, rel=0.031)
    assert made.percentile(share) <= max(delays)
    assert len(made) == len(delays)


def test_without_delays_nothing_is_known() -> None:
    made = Latencies()
    made.add(np.array([np.nan, np.nan]))
    assert len(made) == 0
    assert math.isnan(made.percentile(0.95))
    assert made.longest == 0.0


@pytest.mark.parametrize("delay", [-1.0, 0.0, 1e-6, 1e4])
def test_odd_delays_fall_into_the_outermost_classes(delay: float) -> None:
    made = Latencies()
    made.add(np.array([delay]))
    assert made.percentile(1.0) <= max(0.0, delay)


def test_what_the_start_cost_is_forgotten_after_a_minute() -> None:
    made = RecentLatencies(span=60.0)
    assert math.isnan(made.percentile(0.95))
    for second in range(200):
        made.add(1e9 + second, np.full(10, 2.0 if second < 5 else 0.01))
        if 10 <= second < 55:
            assert made.percentile(1.0) == pytest.approx(2.0, rel=0.03)
        if second >= 75:
            assert made.percentile(1.0) == pytest.approx(0.01, rel=0.03)
    made.add(1e9 + 500, np.array([0.5]))
    assert made.percentile(0.01) == pytest.approx(0.5, rel=0.03), "nothing came in between"
    made.add(1e9, np.array([0.2]))
    assert made.percentile(1.0) == pytest.approx(0.2, rel=0.03), "the wall clock was set back"


def test_a_rate_is_over_the_last_seconds() -> None:
    made = Rate(span=3.0)
    assert made.per_second == 0.0
    for tenth in range(101):
        made.add(tenth / 10, 0 if tenth < 50 else (tenth - 50) * 20)
    assert made.per_second == pytest.approx(200.0)


def test_a_rate_of_one_mark_is_none() -> None:
    made = Rate()
    made.add(1.0, 500)
    assert made.per_second == 0.0
    made.add(1.0, 900)
    assert made.per_second == 0.0


def test_the_rhythm_of_frames() -> None:
    made = Beats()
    assert made.per_second() == 0.0
    assert all(map(math.isnan, made.intervals(0.5)))
    for moment in (10.0, 10.1, 10.2, 10.5):
        made.add(moment)
    made.rest()
    made.add(99.0)
    made.add(99.1)
    assert made.frames == 6
    assert made.intervals(0.0, 1.0) == pytest.approx([0.1, 0.3])
    assert made.per_second() == pytest.approx(4 / 0.6)
