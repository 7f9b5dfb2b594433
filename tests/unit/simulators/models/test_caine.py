"""Rain against Caine's line (science section 4.4)."""

import numpy as np
import pytest

from simulators.models.landslide.rain import RainMemory, caine


@pytest.mark.parametrize(
    ("hours", "expected"), [(1 / 6, 29.81), (1, 14.82), (3, 9.66), (6, 7.37), (24, 4.29), (72, 2.80)]
)
def test_known_answers(hours: float, expected: float) -> None:
    assert caine(hours) == pytest.approx(expected, abs=0.005)


def test_depths_of_the_line() -> None:
    assert caine(24) * 24 == pytest.approx(103, abs=0.5)
    assert caine(72) * 72 == pytest.approx(201, abs=0.6)


def test_storm_alex_at_saint_martin() -> None:
    """500 mm in 24 h: 20.8 mm/h, 4.9 times the line."""
    assert 500 / 24 / caine(24) == pytest.approx(4.9, abs=0.05)


def fall(memory: RainMemory, hours: float, rain: float) -> float:
    """So many hours of even rain on every zone; the ratio at the end."""
    for _ in range(round(hours * 60)):
        memory.add(np.full(5, rain))
    return float(memory.ratio()[0])


@pytest.mark.parametrize("hours", [1, 3, 6, 12, 24, 72])
def test_even_rain_at_the_line_is_one(hours: float) -> None:
    assert fall(RainMemory(), hours, float(caine(hours))) == pytest.approx(1.0, abs=0.002)


def test_event_counts_between_the_windows() -> None:
    """2 h of 11.31 mm/h are on the line, though no window is two hours long."""
    assert fall(RainMemory(), 2, float(caine(2))) == pytest.approx(1.0, abs=0.002)


def test_short_bursts_are_judged_as_ten_minutes() -> None:
    """Below the ten minutes of the line's data, a burst must bring ten minutes' worth of rain."""
    assert fall(RainMemory(), 2 / 60, 60.0) == pytest.approx(2 / 60 * 60 / (1 / 6) / caine(1 / 6), rel=1e-6)


def test_old_rain_is_forgotten() -> None:
    memory = RainMemory()
    wet = fall(memory, 6, 10.0)
    assert wet > 1.0
    assert 0.2 < fall(memory, 23, 0.0) < wet, "the windows still hold it"
    assert fall(memory, 50, 0.0) == pytest.approx(0.0, abs=1e-9), "73 dry hours later nothing is left"


def test_a_pause_of_a_day_begins_a_new_event() -> None:
    memory = RainMemory()
    fall(memory, 6, 5.0)
    fall(memory, 24, 0.0)
    assert memory.event[0] == 0.0
    fall(memory, 1, 5.0)
    assert memory.duration[0] == 3600.0
    assert memory.event[0] == pytest.approx(5.0)


def test_zones_are_apart() -> None:
    memory = RainMemory()
    for _ in range(60):
        memory.add(np.array([0.0, 0.0, 0.0, 0.0, 14.82]))
    assert memory.ratio() == pytest.approx([0, 0, 0, 0, 1.0], abs=1e-9)
