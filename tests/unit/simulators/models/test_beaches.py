"""Bathing water against its known answers (science section 3.6)."""

import numpy as np
import pytest

from config.durations import Duration
from simulators.models.water.beaches import Beaches, BeachRow, BeachState, SewerLaws, die_off, overflow

LAWS = SewerLaws(
    spills_at=10.0, spills_at_2h=20.0, e_coli=20000.0, enterococci=0.37, background=0.0,
    t90_day=Duration(10800.0), t90_night=Duration(86400.0), flushing=Duration(43200.0),
)  # fmt: skip
BAY = {"bay": BeachRow(exposure=0.8)}
CALM = np.zeros(1)


def soak(beaches: Beaches, state: BeachState, hours: float, rain: float, daylight: bool = True) -> float:
    for _ in range(round(hours * 60)):
        beaches.step(state, np.full(1, rain), daylight, CALM)
    return float(state.e_coli[0])


def bay() -> tuple[Beaches, BeachState]:
    beaches = Beaches("water", BAY, {"bay": 0}, LAWS)
    return beaches, beaches.begin(1)


def test_die_off() -> None:
    """T90 3 h: k = 0.7675 1/h, and a hundredth is left after 6 h."""
    assert die_off(3.0) == pytest.approx(0.7675, abs=5e-5)
    assert np.exp(-die_off(3.0) * 6.0) == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("rain", "rain_2h", "expected"),
    [(9.9, 19.9, 0.0), (10, 20, 0.0), (40, 0, 0.5), (0, 80, 0.5), (1e9, 0, 1.0), (0, 0, 0.0)],
)
def test_overflow_begins_above_10_mm_per_hour_or_20_mm_in_two(
    rain: float, rain_2h: float, expected: float
) -> None:
    assert overflow(np.array(rain), np.array(rain_2h), 10.0, 20.0) == pytest.approx(expected, abs=1e-6)


def test_light_rain_overflows_once_it_has_lasted() -> None:
    """9.9 mm/h never floods the sewers at once; 19.8 mm in two hours are not yet 20."""
    beaches, state = bay()
    assert soak(beaches, state, 6, 9.9) == 0.0
    beaches, state = bay()
    assert soak(beaches, state, 2, 10.5) > 0.0


@pytest.mark.parametrize(("daylight", "left"), [(True, 0.01), (False, 0.01**0.125)], ids=["day", "night"])
def test_after_the_rain_it_dies_and_is_flushed(daylight: bool, left: float) -> None:
    """Over six hours: the share that survives, times what the sea has not exchanged, e^(-6/12)."""
    beaches, state = bay()
    soak(beaches, state, 3, 30.0, daylight)
    soak(beaches, state, 2.1, 0.0, daylight)  # the two-hour window empties
    before = float(state.e_coli[0])
    assert soak(beaches, state, 6, 0.0, daylight) / before == pytest.approx(left * np.exp(-0.5), rel=1e-9)


def test_long_rain_reaches_the_balance_of_source_and_decay() -> None:
    beaches, state = bay()
    share = (60 / 10 - 1) / (60 / 10 + 2)  # and 120 mm in two hours are as many times 20
    assert soak(beaches, state, 48, 60.0) == pytest.approx(
        20000 * share * 0.8 / (die_off(3.0) + 1 / 12), rel=1e-6
    )


def test_enterococci_go_with_e_coli() -> None:
    beaches, state = bay()
    soak(beaches, state, 2, 50.0)
    seen = beaches.step(state, np.zeros(1), True, CALM)
    assert seen["enterococci"] == pytest.approx(0.37 * seen["e_coli"])
