"""The rain generator against its analytic mean (science section 1.4), and its memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.contract import TICK, ZONES, Stream, generator
from simulators.models.weather.rain import (
    MEMORY,
    NO_CELLS,
    PastRain,
    Storms,
    mean_intensity,
    new_cells,
    remembered,
    still_to_come,
)

OCTOBER = Storms(rate=0.25 / 24, cells=6.0, gap=1.0, duration=1.2, intensity=2.57)
JULY = Storms(rate=0.08 / 24, cells=3.0, gap=1.0, duration=0.8, intensity=2.5)
HERE = np.zeros(1)
DAY = 86400.0


def test_mean_of_a_month_analytically() -> None:
    assert OCTOBER.mean * 744 == pytest.approx(143, abs=0.5)
    assert JULY.mean * 744 == pytest.approx(15, abs=0.2)


@pytest.mark.parametrize(("storms", "years"), [(OCTOBER, 200), (JULY, 1200)], ids=["October", "July"])
def test_mean_by_simulation(storms: Storms, years: int) -> None:
    """The mean over N storms has the relative deviation sqrt((1 + 2/nu) / N), here under 3 %."""
    span = years * 31 * DAY
    cells = new_cells(0.0, span, storms, generator(1, 0, 0))
    rain = mean_intensity(cells, 0.0, span + 30 * DAY, HERE)[0] * (span + 30 * DAY) / span
    deviation = np.sqrt((1 + 2 / storms.cells) / (storms.rate * span / 3600))
    assert deviation < 0.03
    assert rain == pytest.approx(storms.mean, rel=3 * deviation)


def test_cells_drawn_tick_by_tick_have_the_same_law() -> None:
    """A month of ticks, each with random numbers of its own: the number of storms is Poisson(lambda t)."""
    ticks = 60_000
    chance = Stream(0)
    cells = [new_cells(k * TICK, (k + 1) * TICK, OCTOBER, chance.at(7, k)) for k in range(ticks)]
    storms = sum(1 for item in cells if len(item))
    expected = OCTOBER.rate * ticks / 60
    assert abs(storms - expected) < 4 * np.sqrt(expected)
    assert all((item[:, 1] > item[:, 0]).all() and (item[:, 2] > 0).all() for item in cells)


@given(st.integers(1, 59), st.integers(0, 10_000))
def test_the_overlap_is_exact_for_any_cut(cut: int, seed: int) -> None:
    """Two parts of a tick weigh as much as the whole: no error from the length of the tick."""
    cells = new_cells(0.0, 20 * DAY, OCTOBER, generator(seed, 0, 0))
    begin = 10 * DAY
    whole = mean_intensity(cells, begin, begin + TICK, HERE)
    first = mean_intensity(cells, begin, begin + cut, HERE)
    last = mean_intensity(cells, begin + cut, begin + TICK, HERE)
    assert whole == pytest.approx((first * cut + last * (TICK - cut)) / TICK)


def test_a_cell_reaches_the_high_country_half_an_hour_later() -> None:
    cell = np.array([[0.0, 3600.0, 10.0]])
    lag = np.array([0.0, 1800.0])
    assert mean_intensity(cell, 0.0, 1800.0, lag) == pytest.approx([10.0, 0.0])
    assert mean_intensity(cell, 3600.0, 5400.0, lag) == pytest.approx([0.0, 10.0])
    assert len(still_to_come(cell, 5000.0, 1800.0)) == 1
    assert len(still_to_come(cell, 5401.0, 1800.0)) == 0


def test_memory_counts_five_days_and_then_forgets() -> None:
    past = PastRain()
    one = np.ones(len(ZONES))
    for tick in range(1, 61):
        past.add(tick * TICK, one)
    assert past.total() == pytest.approx(60.0)
    past.add(MEMORY * 3600.0, one * 0.0)
    assert past.total() == pytest.approx(60.0)
    past.add((MEMORY + 1) * 3600.0, one * 0.0)
    assert past.total() == pytest.approx(0.0)


def test_memory_forgets_across_a_long_silence() -> None:
    past = PastRain()
    past.add(3600.0, np.full(len(ZONES), 5.0))
    past.add(40 * DAY, np.full(len(ZONES), 1.0))
    assert past.total() == pytest.approx(1.0)


def test_what_is_remembered_is_what_fell() -> None:
    t = 20 * DAY + 1234.0
    cells = new_cells(t - 6 * DAY, t, OCTOBER, generator(3, 0, 0))
    lag, factor = np.zeros(len(ZONES)), np.ones(len(ZONES))
    begin = (t // 3600 - MEMORY + 1) * 3600
    fell = mean_intensity(cells, begin, t, lag) * (t - begin) / 3600
    assert fell[0] > 1.0
    assert remembered(cells, t, lag, factor).total() == pytest.approx(fell)


def test_no_cells_no_rain() -> None:
    assert mean_intensity(NO_CELLS, 0.0, TICK, np.zeros(5)).tolist() == [0.0] * 5
    assert len(still_to_come(NO_CELLS, 0.0, 0.0)) == 0
