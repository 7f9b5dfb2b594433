"""Dissolved oxygen against its known answers (science section 3.5)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from simulators.models.water.oxygen import reaeration, sag, saturation

RATES = st.floats(0.01, 30)


@pytest.mark.parametrize(
    ("temperature", "expected"), [(0, 14.621), (10, 11.288), (15, 10.084), (20, 9.092), (25, 8.263)]
)
def test_saturation(temperature: float, expected: float) -> None:
    assert saturation(temperature) == pytest.approx(expected, abs=5e-4)


def test_reaeration() -> None:
    assert reaeration(0.3, 1.0) == pytest.approx(2.1525, abs=5e-5)


@pytest.mark.parametrize(("days", "expected"), [(1.0, 4.38894), (2.1395, 5.26316), (5.0, 3.51665)])
def test_streeter_phelps(days: float, expected: float) -> None:
    """k_d 0.3, k_a 0.6 1/d, L₀ 20 and D₀ 1 mg/L."""
    assert sag(20.0, 1.0, 0.3, 0.6, days)[1] == pytest.approx(expected, abs=5e-6)


def test_critical_time() -> None:
    """The deficit is greatest at t_c = ln[(k_a/k_d)(1 - D₀(k_a - k_d)/(k_d L₀))] / (k_a - k_d)."""
    days = np.arange(0.0, 5.0, 1e-4)
    deficit = np.array([sag(20.0, 1.0, 0.3, 0.6, float(t))[1] for t in days[::100]])
    expected = math.log(2 * (1 - 0.3 / 6)) / 0.3
    assert expected == pytest.approx(2.1395, abs=5e-5)
    assert days[::100][np.argmax(deficit)] == pytest.approx(expected, abs=0.011)


@given(RATES, RATES, st.floats(0, 50), st.floats(0, 10), st.floats(0.001, 3), st.floats(0, 20))
def test_exact_for_any_rates(
    decay: float, air: float, load: float, deficit: float, dt: float, exchange: float
) -> None:
    """Against the matrix exponential of (L, D, 1)."""
    supply = 7.0
    system = np.array([[-decay - exchange, 0, exchange * supply], [decay, -air, 0], [0, 0, 0]])
    expected = expm(system * dt) @ np.array([load, deficit, 1.0])
    got = sag(load, deficit, decay, air, dt, supply, exchange)
    assert got[0] == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    assert got[1] == pytest.approx(expected[1], rel=1e-7, abs=1e-7)


def test_equal_rates() -> None:
    """k_d = k_a: D = (k L₀ t + D₀) e^(-k t)."""
    assert sag(20.0, 1.0, 0.5, 0.5, 2.0)[1] == pytest.approx(21.0 * math.exp(-1.0), rel=1e-12)


@given(RATES, RATES, st.floats(0.01, 3))
def test_two_half_steps_are_one(decay: float, air: float, dt: float) -> None:
    whole = sag(20.0, 1.0, decay, air, dt, 3.0, 2.0)
    half = sag(20.0, 1.0, decay, air, dt / 2, 3.0, 2.0)
    again = sag(*half, decay, air, dt / 2, 3.0, 2.0)
    assert again[0] == pytest.approx(whole[0], abs=1e-12)
    assert again[1] == pytest.approx(whole[1], rel=1e-11, abs=1e-12)
