"""Magnus' formula against the known answers of science section 1.3."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.weather.humidity import dew_point, relative_humidity, saturation_pressure


def test_known_answers() -> None:
    assert saturation_pressure(np.array([20.0, 30.0])) == pytest.approx([23.326, 42.337], abs=5e-4)
    assert dew_point(25.0, 60.0) == pytest.approx(16.69, abs=5e-3)


@given(st.floats(-20, 40), st.floats(5, 100))
def test_dew_point_and_humidity_are_inverse(temperature: float, humidity: float) -> None:
    dew = dew_point(temperature, humidity)
    assert dew <= temperature + 1e-9
    assert relative_humidity(temperature, dew) == pytest.approx(humidity)


def test_humidity_stops_at_100() -> None:
    assert relative_humidity(10.0, 12.0) == 100.0
