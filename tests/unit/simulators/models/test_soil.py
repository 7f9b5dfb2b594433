"""Water in the soil: a slope's reservoir and the tanks of the index (science sections 4.2 and 4.3)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.landslide.soil import Soil, first_tanks, step_tanks
from tests.unit.simulators.models.storm import RAIN


def soil(dt: float) -> Soil:
    """300 mm that drain in 48 h and take in 25 mm/h, stepped by `dt` hours."""
    return Soil(capacity=np.array(300.0), drainage=np.array(48.0), conductivity=np.array(25.0), dt=dt)


@given(st.floats(0, 1), st.floats(0, 25), st.floats(0.01, 10))
def test_two_half_steps_are_one(m: float, rain: float, dt: float) -> None:
    start, falling = np.array(m), np.array(rain)
    whole = soil(dt).saturation(start, falling)
    half = soil(dt / 2).saturation(soil(dt / 2).saturation(start, falling), falling)
    assert half == pytest.approx(whole, abs=1e-12)


def test_long_rain_reaches_its_balance_without_overshoot() -> None:
    """2 mm/h on 300 mm that drain in 48 h: m∞ = 2 · 48 / 300; a soaked soil takes no more than 1."""
    gentle, heavy = np.array(2.0), np.array(100.0)
    assert soil(1e6).saturation(np.array(0.1), gentle) == pytest.approx(0.32)
    steps = [soil(hours).saturation(np.array(0.1), gentle) for hours in np.linspace(0, 500, 200)]
    assert (np.diff(steps) >= 0).all()
    assert soil(1e6).saturation(np.array(0.9), heavy) == 1.0


def test_soil_takes_in_no_more_than_its_conductivity() -> None:
    flood, limit = (soil(1.0).saturation(np.array(0.2), np.array(rain)) for rain in (74.0, 25.0))
    assert flood == limit


def test_index_under_the_storm() -> None:
    """Peaks 286 (Z4), 218 (Z3) and 151 (Z0), from an ordinary 35 mm."""
    tanks = first_tanks(5)
    assert tanks.sum(axis=0) == pytest.approx([35.0] * 5)
    index = []
    for minute in range(36 * 60):
        rain = RAIN[minute // 60] if minute < 900 else np.zeros(5)
        tanks = step_tanks(tanks, rain, 1 / 60)
        index.append(tanks.sum(axis=0))
    peaks = np.max(index, axis=0)
    assert np.round(peaks[[4, 3, 0]]).tolist() == [286, 218, 151]
    at = np.array(index)
    assert np.round(at[[239, 359], 4]).tolist() == [111, 209], "10 h and 12 h of section 12.1"
    assert round(at[599, 3]) in (215, 216), "16 h, where the document rounds 215.5 down"


def test_tanks_lose_only_what_they_let_out() -> None:
    """Nothing is made: with no rain the index falls, and no tank goes below empty."""
    tanks = np.array([[80.0], [40.0], [60.0]])
    for _ in range(10_000):
        drier = step_tanks(tanks, np.zeros(1), 1 / 60)
        assert drier.sum() < tanks.sum()
        assert (drier >= 0).all()
        tanks = drier


def test_a_minute_is_short_enough_for_euler() -> None:
    """Halving the step moves the peak by less than a tenth of a millimetre."""
    coarse, fine = first_tanks(1), first_tanks(1)
    for _ in range(600):
        coarse = step_tanks(coarse, np.array([30.0]), 1 / 60)
        for _ in range(2):
            fine = step_tanks(fine, np.array([30.0]), 1 / 120)
    assert fine.sum() == pytest.approx(coarse.sum(), abs=0.1)
