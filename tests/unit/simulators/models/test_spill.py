"""The spill into the Var against its known answers (science sections 3.5 and 12.5)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.water.spill import Spill

VAR = Spill(mass=500.0, time=0.0, area=60.0, velocity=0.83, dispersion=25.0)
MINUTE = 60.0


@pytest.mark.parametrize(
    ("place", "clock", "expected"),
    [(2000, "0:40", 9.578), (6000, "2:00", 5.530), (13000, "4:21", 3.757)],
)
def test_known_answers(place: float, clock: str, expected: float) -> None:
    """What passes with the centre of the cloud, at t = x / U. The probe's own maximum is a little earlier."""
    centre = place / VAR.velocity
    hours, minutes = map(int, clock.split(":"))
    assert centre / MINUTE == pytest.approx(hours * 60 + minutes, abs=0.5)
    assert VAR.concentration(place, centre) == pytest.approx(expected, abs=5e-4)
    assert VAR.concentration(place, centre - 2 * MINUTE) < 1.01 * expected


def test_width_of_the_cloud_at_napoleon() -> None:
    """Full width at half maximum, 42 minutes at 13 km."""
    t = np.arange(0.0, 8 * 3600.0, 5.0)
    cloud = np.array([float(VAR.concentration(13000.0, x)) for x in t])
    above = t[cloud > cloud.max() / 2]
    assert (above[-1] - above[0]) / MINUTE == pytest.approx(42.0, abs=0.5)


@given(st.floats(600, 40_000))
def test_mass_is_kept(since: float) -> None:
    """∫ C A dx is the mass, wherever the cloud is."""
    spread = np.sqrt(2 * VAR.dispersion * since)
    x = VAR.velocity * since + np.linspace(-9, 9, 4001) * spread
    grams = np.trapezoid(VAR.concentration(x, since) * VAR.area, x)  # mg/L = g/m³
    assert grams / 1000 == pytest.approx(VAR.mass, rel=1e-9)


def test_nothing_before_the_release_and_nothing_where_the_river_does_not_go() -> None:
    assert VAR.concentration(np.array([0.0, 2000.0]), 0.0) == pytest.approx([0.0, 0.0])
    assert VAR.concentration(np.array([np.nan, 2000.0]), 2400.0) == pytest.approx([0.0, 9.5945], abs=1e-3)
