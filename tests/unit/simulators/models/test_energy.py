"""Energy: known answers of science section 7.2, and the meters of an optional domain."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.contract import ModelError
from simulators.models.energy import physics
from simulators.models.energy.model import Energy
from tests.optional import with_domains


def test_a_module_in_the_sun() -> None:
    """1000 W/m² at 25 °C: a cell of 56.25 °C, which gives 0.875 of its rated power."""
    cell = physics.cell_temperature(25.0, 1000.0)
    assert cell == pytest.approx(56.25)
    assert physics.derating(cell) == pytest.approx(0.875)
    assert physics.photovoltaic(100.0, 25.0, 1000.0) == pytest.approx(100.0 * 0.875 * 0.86)
    assert physics.photovoltaic(100.0, 25.0, 0.0) == 0.0


def test_a_degree_of_cold_and_of_heat() -> None:
    """20 MW for each °C below 15, 8 MW above 24; nothing between."""
    at = [physics.load(13.0, "work", mean) for mean in (14.0, 15.0, 20.0, 24.0, 28.5)]
    assert np.diff(at) == pytest.approx([-20.0, 0.0, 0.0, 36.0])
    assert physics.load(19.5, "work", 20.0) / physics.load(3.0, "work", 20.0) == pytest.approx(1.18 / 0.72)
    assert physics.load(2.99, "work", 20.0) == pytest.approx(physics.load(3.0, "work", 20.0), rel=0.01)


def test_a_year_of_the_metropolis() -> None:
    """3.7 TWh: the climate table's means, four weekdays of seven and the shape of the day."""
    means = np.array([9.1, 9.65, 11.25, 13.1, 16.8, 20.15, 23.15, 23.6, 20.65, 16.9, 12.55, 10.0])
    hours = np.arange(0.5, 24.0)
    days = [("work", 5.0 / 7.0), ("holiday", 2.0 / 7.0)]
    year = sum(
        physics.load(hour, day, mean) * weight * 365.0 / 12.0  # type: ignore[arg-type]
        for mean in means
        for hour in hours
        for day, weight in days
    )
    assert year / 1e6 == pytest.approx(3.7, rel=0.1)


@given(st.floats(0.0, 1.5), st.floats(-10.0, 40.0), st.floats(60.0, 7200.0))
def test_two_half_steps_are_one_and_a_long_one_is_the_balance(share: float, air: float, dt: float) -> None:
    start, shares = np.array([30.0]), np.array([share])
    half = physics.oil(physics.oil(start, np.array([air]), shares, dt / 2), np.array([air]), shares, dt / 2)
    assert half == pytest.approx(physics.oil(start, np.array([air]), shares, dt), abs=1e-9)
    balance = physics.oil(start, np.array([air]), shares, 1e9)
    assert balance == pytest.approx(air + 55.0 * share**1.6)


def test_a_thing_that_is_neither(tmp_path: Path) -> None:
    city = with_domains(tmp_path, "energy", edit=('kind = "roof", rated = 250', 'kind = "rouf", rated = 250'))
    with pytest.raises(ModelError, match='unknown kind "rouf"; did you mean "roof"'):
        Energy(city)
