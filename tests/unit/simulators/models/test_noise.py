"""Noise: CNOSSOS-EU, known answers of science section 7.1, and the meters of an optional domain."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.contract import ModelError
from simulators.models.noise import emission
from simulators.models.noise.model import PENALTY, Noise
from tests.optional import with_domains


@pytest.mark.parametrize(
    ("category", "speed", "expected"),
    [
        (0, 30.0, 92.46), (0, 50.0, 98.44), (0, 70.0, 103.03), (0, 90.0, 106.63),
        (1, 50.0, 104.47), (2, 50.0, 107.24), (3, 50.0, 97.54),
    ],
)  # fmt: skip
def test_power_of_a_vehicle(category: int, speed: float, expected: float) -> None:
    assert emission.power(speed)[category] == pytest.approx(expected, abs=0.005)


def test_a_road() -> None:
    """1000 cars an hour at 50 km/h: 81.45 dB(A) per metre, 68.45 at 10 m; a mixed flow 72.26."""
    cars = emission.line_power(np.array([1000.0, 0.0, 0.0, 0.0]), 50.0)
    assert cars == pytest.approx(81.45, abs=0.005)
    assert emission.at_distance(cars, 10.0) == pytest.approx(68.45, abs=0.005)
    mixed = emission.line_power(np.array([1700.0, 60.0, 40.0, 200.0]), 50.0)
    assert emission.at_distance(mixed, 10.0) == pytest.approx(72.26, abs=0.005)


@given(st.floats(1.0, 1e4), st.floats(20.0, 130.0))
def test_ten_times_the_flow_is_ten_decibels(flow: float, speed: float) -> None:
    one, ten = (emission.line_power(np.array([n * flow, 0.0, 0.0, 0.0]), speed) for n in (1.0, 10.0))
    assert ten - one == pytest.approx(10.0, abs=1e-9)


@pytest.mark.parametrize(
    ("levels", "expected"), [((65.0, 62.0, 55.0), 65.40), ((60.0,) * 3, 66.395), ((70.0, 68.0, 62.0), 71.34)]
)
def test_day_evening_night(levels: tuple[float, float, float], expected: float) -> None:
    assert emission.day_evening_night(*levels) == pytest.approx(expected, abs=0.005)
    day, evening, night = levels
    hours = np.array([night] * 6 + [day] * 12 + [evening] * 4 + [night] * 2)
    by_hours = emission.level(emission.energy(hours + PENALTY).mean())
    assert by_hours == pytest.approx(expected, abs=0.005), "and so do the hours of a meter"


def test_a_fleet_must_be_whole(tmp_path: Path) -> None:
    city = with_domains(tmp_path, "noise", edit=("fleet = [0.85,", "fleet = [0.95,"))
    with pytest.raises(ModelError, match=r"noise.toml: domain.model.fleet: the shares add up to 1.1, not 1"):
        Noise(city)


def test_a_road_that_is_not_there(tmp_path: Path) -> None:
    city = with_domains(tmp_path, "noise", edit=('corridor = "promenade"', 'corridor = "promenad"'))
    with pytest.raises(ModelError, match='traffic has no corridor "promenad"; did you mean "promenade"'):
        Noise(city)
