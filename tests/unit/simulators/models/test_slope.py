"""The infinite slope and Iverson's response against their known answers (science sections 4.1 and 4.2)."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erfc

from simulators.models.landslide.slope import Slopes, response, transient_head

#: The default soil: c 4 kPa, φ 32°, β 30°, z 2 m, γ_s 19 kN/m³.
SOIL = {
    "cohesion": 4.0, "friction": math.radians(32), "slope": math.radians(30), "depth": 2.0, "weight": 19.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"), [(0.0, 1.3254), (0.5, 1.1391), (1.0, 0.9529), (1.5, 0.7666), (0.8735, 1.0)]
)
def test_default_soil(head: float, expected: float) -> None:
    assert Slopes(**SOIL).factor_of_safety(head) == pytest.approx(expected, abs=5e-5)


def test_critical_saturation() -> None:
    """FS is 1 at m = 0.5823, and ψ = z cos² β = 1.5 m where the soil is soaked."""
    slopes = Slopes(**SOIL)
    assert slopes.pressure_head(1.0) == pytest.approx(1.5)
    assert slopes.factor_of_safety(slopes.pressure_head(0.5823)) == pytest.approx(1.0, abs=5e-5)


@given(st.floats(5, 60), st.floats(0.5, 20), st.floats(15, 25))
def test_dry_sand_stands_at_its_angle_of_friction(angle: float, depth: float, weight: float) -> None:
    soil = {**SOIL, "cohesion": 0.0, "friction": math.radians(angle), "slope": math.radians(angle)}
    slopes = Slopes(**{**soil, "depth": depth, "weight": weight})
    assert slopes.factor_of_safety(0.0) == pytest.approx(1.0, rel=1e-12)


def test_soaked_sand() -> None:
    """c = 0, φ = β, γ_s 20: (20 - 9.81) / 20, whatever the depth."""
    angle = math.radians(30)
    slopes = Slopes(cohesion=0.0, friction=angle, slope=angle, depth=3.0, weight=20.0)
    assert slopes.factor_of_safety(slopes.pressure_head(1.0)) == pytest.approx(0.5095, abs=1e-9)


@pytest.mark.parametrize(
    ("t", "expected"), [(0.5, 0.00849), (1, 0.05025), (2, 0.16663), (5, 0.50579), (10, 0.95962)]
)
def test_response(t: float, expected: float) -> None:
    assert response(t) == pytest.approx(expected, abs=5e-6)


@given(st.floats(0.01, 1e4))
def test_response_against_erfc(t: float) -> None:
    expected = math.sqrt(t / math.pi) * math.exp(-1 / t) - math.erfc(1 / math.sqrt(t))
    assert response(t) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert erfc(1 / math.sqrt(t)) == pytest.approx(math.erfc(1 / math.sqrt(t)), rel=1e-12)


def test_pressure_rises_with_the_rain_and_outlasts_it() -> None:
    """Rain for T* = 1: the peak at depth comes later, then the pressure diffuses away, ever more slowly."""
    t = np.linspace(0.0, 30.0, 601)
    head = transient_head(t, 1.0, intensity=0.8, steady=0.75, water_table=2.0, depth=2.0)
    assert head[0] == 0.0
    assert t[np.argmax(head)] > 1.0
    assert head[-1] < head.max() / 2
    assert (np.diff(head[np.argmax(head) :]) < 0).all()
    assert (head >= 0).all()
