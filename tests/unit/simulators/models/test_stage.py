"""Manning's equation against its known answers (science section 3.3)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.water.stage import depth


def full_rectangle(h: float, width: float, slope: float, roughness: float) -> float:
    """Discharge with the friction of the banks, Q = A R^(2/3) √S₀ / n: what `depth` leaves out."""
    area = width * h
    return float(area * (area / (width + 2 * h)) ** (2 / 3) * np.sqrt(slope) / roughness)


def test_known_answers() -> None:
    """W 10, h 1, S₀ 0.001, n 0.03: 10.5409 m³/s where the channel counts as wide, 9.3345 with banks."""
    assert depth(10.5409, 10.0, 0.001, 0.03) == pytest.approx(1.0, abs=2e-6)
    assert full_rectangle(1.0, 10.0, 0.001, 0.03) == pytest.approx(9.3345, abs=5e-5)


@pytest.mark.parametrize(
    ("river", "discharge", "channel", "expected"),
    [("Paillon", 791, (95, 0.008, 0.035), 2.03), ("Var", 2550, (250, 0.0035, 0.035), 2.94)],
)
def test_levels_of_the_storm(
    river: str, discharge: float, channel: tuple[float, float, float], expected: float
) -> None:
    assert depth(discharge, *channel) == pytest.approx(expected, abs=0.005), river


@given(st.floats(0.05, 5), st.floats(1, 300), st.floats(1e-4, 0.1), st.floats(0.01, 0.1))
def test_depth_undoes_manning(h: float, width: float, slope: float, roughness: float) -> None:
    discharge = width * h ** (5 / 3) * slope**0.5 / roughness
    assert depth(discharge, width, slope, roughness) == pytest.approx(h, rel=1e-9)


def test_wide_channel_reads_low_by_at_most_what_the_banks_hold_back() -> None:
    """The Paillon in flood is 95 m wide and 2 m deep: banks cost under 3 % of the discharge."""
    h = float(depth(791.0, 95.0, 0.008, 0.035))
    assert 0.97 < full_rectangle(h, 95.0, 0.008, 0.035) / 791.0 < 1.0


def test_no_water_no_depth() -> None:
    assert depth(0.0, 8.0, 0.02, 0.03) == 0.0
