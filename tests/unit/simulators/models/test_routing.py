"""The Nash cascade against its closed form (science section 3.2)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammainc

from simulators.models.water.routing import Cascades, transition


@pytest.mark.parametrize("dt", [1 / 60, 1.0, 4.0])
def test_step_response_does_not_depend_on_the_time_step(dt: float) -> None:
    """n = 3, K = 2 h: the three outflows 4 h after the input rises to 1."""
    cascade = Cascades([3], [2.0], dt)
    q = cascade.empty()
    for _ in range(round(4 / dt)):
        q = cascade.step(q, np.array([1.0]))
    assert q[0] == pytest.approx([0.864665, 0.593994, 0.323324], abs=5e-7)
    assert q[0, 2] == pytest.approx(1 - math.exp(-2) * (1 + 2 + 2), rel=1e-10)


def test_unit_hydrograph_peaks_after_n_minus_1_constants() -> None:
    """A pulse of one minute: the outflow per hour is the unit hydrograph, 0.135335 1/h at 4 h."""
    dt = 1 / 60
    cascade = Cascades([3], [2.0], dt)
    q = cascade.step(cascade.empty(), np.array([1 / dt]))
    flow = [cascade.outlet(q)[0]]
    for _ in range(1439):
        q = cascade.step(q, np.zeros(1))
        flow.append(cascade.outlet(q)[0])
    assert max(flow) == pytest.approx(0.135335, abs=1e-6)
    assert np.argmax(flow) * dt == pytest.approx(4.0, abs=dt)


@given(st.integers(1, 6), st.floats(0.1, 10), st.floats(0.01, 24))
def test_matrix_exponential_is_the_gamma_distribution(n: int, constant: float, dt: float) -> None:
    """From rest, reservoir j answers a step with the incomplete gamma function P(j, t/K)."""
    step = transition(n, constant, dt)[:, n]
    assert step == pytest.approx([gammainc(j + 1, dt / constant) for j in range(n)], abs=1e-12)


@given(st.integers(1, 6), st.floats(0.1, 10), st.floats(0.01, 24))
def test_two_half_steps_are_one(n: int, constant: float, dt: float) -> None:
    q = np.linspace(3.0, 1.0, n)[None, :]
    whole = Cascades([n], [constant], dt).step(q, np.array([2.0]))
    half = Cascades([n], [constant], dt / 2)
    assert half.step(half.step(q, np.array([2.0])), np.array([2.0])) == pytest.approx(whole, abs=1e-12)


def test_basins_of_different_length_together_are_what_they_are_alone() -> None:
    together = Cascades([2, 3, 1], [0.35, 0.9, 5.0], 1 / 60)
    alone = [Cascades([n], [K], 1 / 60) for n, K in ((2, 0.35), (3, 0.9), (1, 5.0))]
    q, each = together.empty(), [cascade.empty() for cascade in alone]
    rain = np.random.default_rng(3).exponential(5.0, (200, 3))
    for row in rain:
        q = together.step(q, row)
        each = [c.step(x, row[i : i + 1]) for i, (c, x) in enumerate(zip(alone, each, strict=True))]
    expected = [c.outlet(x)[0] for c, x in zip(alone, each, strict=True)]
    assert together.outlet(q) == pytest.approx(expected, rel=1e-12)


def test_what_went_in_comes_out() -> None:
    """Mass: the outflow of a random rain adds up to it within 1e-9, once all has drained."""
    cascade = Cascades([3, 2], [1.5, 0.35], 1 / 60)
    rain = np.zeros((6000, 2))
    rain[:600] = np.random.default_rng(2).exponential(8.0, (600, 2))
    q, out = cascade.empty(), np.zeros(2)
    for row in rain:
        q = cascade.step(q, row)
        out += cascade.outlet(q)
    assert out == pytest.approx(rain.sum(axis=0), rel=1e-9)
