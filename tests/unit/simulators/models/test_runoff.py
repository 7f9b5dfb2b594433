"""The curve-number method against its known answers (science section 3.1)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.water.runoff import retention, runoff, wetness


@pytest.mark.parametrize(
    ("curve_number", "rain", "expected"),
    [(80, 100, 50.54), (75, 50, 9.287), (75, 200, 125.17), (80, 10, 0.0), (100, 37.5, 37.5), (100, 0, 0.0)],
)
def test_known_answers(curve_number: float, rain: float, expected: float) -> None:
    assert runoff(rain, retention(curve_number)) == pytest.approx(expected, rel=1e-4, abs=1e-12)


def test_retention() -> None:
    assert retention(80.0) == pytest.approx(63.5)


@given(st.floats(1, 100), st.floats(0, 1000), st.floats(0, 100))
def test_runoff_grows_with_rain_and_never_exceeds_it(curve_number: float, rain: float, more: float) -> None:
    S = retention(curve_number)
    first, second = runoff(rain, S), runoff(rain + more, S)
    assert 0 <= first <= rain
    assert first <= second + 1e-9
    assert second - first <= more + 1e-9


def test_adding_up_ticks_is_the_whole_event() -> None:
    """The method is of the event's total, so the ticks telescope whatever their rain."""
    rain = np.random.default_rng(1).exponential(0.3, 500)
    total = np.concatenate([[0.0], np.cumsum(rain)])
    S = retention(58.0)
    assert np.diff(runoff(total, S)).sum() == pytest.approx(float(runoff(total[-1], S)), rel=1e-12)


@pytest.mark.parametrize(("rain_5d", "expected"), [(0, 1.3), (25, 1.0), (50, 0.7), (200, 0.7)])
def test_wetness_of_the_five_days_before(rain_5d: float, expected: float) -> None:
    assert wetness(np.array(rain_5d)) == pytest.approx(expected)
