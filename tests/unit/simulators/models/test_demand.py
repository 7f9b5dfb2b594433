"""The calendar and the demand profile against published dates and the table of science section 1.5."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.contract import Moment
from simulators.models.demand import WEEKDAY, daytype, demand, summer_boost
from simulators.models.holidays import easter, public_holiday, school_holiday

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> Moment:
    return Moment.of(datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp(), PARIS)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (2000, (4, 23)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_eleven_public_holidays_of_2026() -> None:
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert [f"{day:%m-%d}" for day in days if public_holiday(day)] == [
        "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "back"),
    [  # zone B, school year 2025-2026 (decree of 7 December 2022 and its successors)
        ("2025-10-18", "2025-11-03"),
        ("2025-12-20", "2026-01-05"),
        ("2026-02-14", "2026-03-02"),
        ("2026-04-11", "2026-04-27"),
        ("2026-07-04", "2026-09-01"),
    ],
)
def test_school_holidays_of_zone_b(first: str, back: str) -> None:
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(back).toordinal()
    assert all(school_holiday(date.fromordinal(n)) for n in range(begin, end))
    assert not school_holiday(date.fromordinal(begin - 1))
    assert not school_holiday(date.fromordinal(end))


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2026-10-02T08:00", "work"),
        ("2026-10-03T08:00", "saturday"),
        ("2026-10-04T08:00", "holiday"),
        ("2026-10-20T08:00", "school_holiday"),
        ("2026-11-11T08:00", "holiday"),  # a Wednesday
        ("2026-08-15T08:00", "holiday"),  # a Saturday
    ],
)
def test_daytype(when: str, kind: str) -> None:
    assert daytype(at(when)) == kind


def test_a_working_day_has_the_peak_and_the_sum_of_the_table() -> None:
    minutes = [demand(at(f"2026-10-02T{h:02}:{m:02}")) for h in range(24) for m in range(60)]
    assert sum(WEEKDAY) == pytest.approx(13.52)
    assert np.mean(minutes) * 24 == pytest.approx(13.52, abs=1e-3)
    assert max(minutes) == pytest.approx(1.0)
    assert demand(at("2026-10-02T08:30")) == pytest.approx(1.0)
    assert demand(at("2026-10-02T03:30")) == pytest.approx(0.05)


def test_a_weekend_is_lower_later_and_flat_from_11_to_19_h() -> None:
    for when, height in (("2026-10-03", 0.85), ("2026-10-04", 0.70)):
        hours = [demand(at(f"{when}T{h:02}:30")) for h in range(24)]
        assert hours[11:19] == pytest.approx([height] * 8)
        assert max(hours) == pytest.approx(height)
        assert hours[7] < 0.5 * demand(at("2026-10-02T07:30"))


def test_the_coast_has_visitors_in_july_and_august_only() -> None:
    assert [summer_boost(at(f"2026-{month:02}-15T12:00")) for month in (6, 7, 8, 9)] == [1.0, 1.1, 1.1, 1.0]
