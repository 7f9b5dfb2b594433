"""Means of whole clock hours and their persistence over days, against the plain definition."""

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.limits.averages import ClockMean, Persistence

HOUR = 3600.0
P = 900.0  # the reference analysers report every 15 min


def mean(things: int = 1, period: float = P) -> ClockMean:
    made = ClockMean(HOUR)
    made.grow(np.full(things, period))
    return made


def feed(
    made: ClockMean, *readings: tuple[float, float], until: float | None = None
) -> list[tuple[float, float]]:
    """(end, mean) of the hours that these readings (minute, value) close; times in hours."""
    found = []
    for minute, value in readings:
        found.append(made.add(np.array([0]), np.array([minute * 60.0]), np.array([value])))
    if until is not None:
        found.append(made.overdue(until * 60.0))
    return [
        (end / HOUR, value)
        for rows, ends, means in found
        for _, end, value in zip(rows, ends, means, strict=True)
    ]


FULL = [(0, 10.0), (15, 20.0), (30, 30.0), (45, 40.0)]


@pytest.mark.parametrize(
    ("readings", "until", "hours"),
    [
        pytest.param([*FULL, (60, 0.0)], None, [(1, 25.0)], id="the next hour's first reading closes it"),
        pytest.param(FULL, 60 + 22.5, [], id="one and a half periods are waited"),
        pytest.param(FULL, 60 + 22.6, [(1, 25.0)], id="then time closes it"),
        pytest.param([*FULL[:3], (60, 0.0)], None, [(1, 20.0)], id="three quarters are enough"),
        pytest.param([*FULL[:2], (60, 0.0)], None, [], id="half is not"),
        pytest.param([*FULL, (200, 5.0)], None, [(1, 25.0)], id="hours without readings are no means"),
        pytest.param([(45, 1.0), (60, 2.0), (75, 2.0), (90, 2.0), (105, 2.0), (120, 0.0)], None, [(2, 2.0)],
                     id="we came in the middle of an hour"),
    ],
)  # fmt: skip
def test_hours(
    readings: list[tuple[float, float]], until: float | None, hours: list[tuple[float, float]]
) -> None:
    assert feed(mean(), *readings, until=until) == hours


def test_the_same_mean_whether_time_or_a_reading_closed_it() -> None:
    made = mean()
    assert feed(made, *FULL, until=90) == [(1, 25.0)]
    assert feed(made, (95, 3.0), (100, 4.0), until=90) == []


def test_a_reading_of_a_closed_hour_is_too_late() -> None:
    made = mean()
    feed(made, *FULL, until=90)
    assert feed(made, (59, 1000.0), (60, 2.0), (75, 2.0), (90, 2.0), (120, 0.0)) == [(2, 2.0)]


readings = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([10, 15, 30]), st.integers(0, 99)), max_size=60
)


@given(readings)
def test_every_full_hour_has_its_mean(told: list[tuple[int, int, int]]) -> None:
    made, minutes = mean(things=2), [0.0, 0.0]
    groups: defaultdict[tuple[int, float], list[float]] = defaultdict(list)
    found = {}
    for row, gap, value in told:
        minutes[row] += gap
        time = minutes[row] * 60.0
        groups[row, math.floor(time / HOUR)].append(float(value))
        for r, end, m in zip(
            *made.add(np.array([row]), np.array([time]), np.array([float(value)])), strict=True
        ):
            found[int(r), end / HOUR - 1] = m
    for r, end, m in zip(*made.overdue(1e9), strict=True):
        found[int(r), end / HOUR - 1] = m
    full = {key: np.mean(values) for key, values in groups.items() if len(values) * P >= 0.75 * HOUR}
    assert found == pytest.approx(full)


class TestPersistence:
    def value(self, days: int, *means: tuple[float, float], sign: int = 1) -> list[float]:
        made = Persistence(days, sign)
        made.grow(2)
        return [float(made.add(np.array([1]), np.array([day]), np.array([v]))[0]) for day, v in means]

    def test_the_mildest_of_the_last_days_counts(self) -> None:
        found = self.value(2, (0, 150), (0, 190), (0, 170), (1, 100), (1, 185), (1, 220))
        np.testing.assert_array_equal(found, [np.nan] * 3 + [100, 185, 190])

    def test_third_day(self) -> None:
        found = self.value(3, (0, 210), (1, 220), (2, 205), (3, 150), (4, 230), (5, 230), (6, 230))
        np.testing.assert_array_equal(found, [np.nan, np.nan, 205, 150, 150, 150, 230])

    def test_a_day_without_a_mean_makes_it_unknown(self) -> None:
        np.testing.assert_array_equal(self.value(2, (0, 200), (2, 200), (3, 201)), [np.nan, np.nan, 200])

    def test_where_less_is_worse(self) -> None:
        np.testing.assert_array_equal(
            self.value(2, (0, 3), (0, 2), (1, 5), (1, 4), sign=-1), [np.nan, np.nan, 5, 4]
        )

    @given(st.integers(1, 4), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 50)), max_size=30))
    def test_against_the_definition(self, days: int, told: list[tuple[int, int]]) -> None:
        day, means, worst = 0, [], defaultdict(lambda: -math.inf)
        expected = []
        for step, value in told:
            day += step
            worst[day] = max(worst[day], value)
            means.append((float(day), float(value)))
            last = [worst.get(day - back, math.nan) for back in range(days)]
            expected.append(math.nan if any(map(math.isnan, last)) else min(last))
        np.testing.assert_array_equal(self.value(days, *means), expected)
