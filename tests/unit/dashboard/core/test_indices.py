"""Indices of air and traffic against their tables (science, sections 2.5, 6 and 9)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.alarms.event import Priority
from dashboard.core.indices import (
    ATMO_2021,
    EAQI_2025,
    Bounds,
    air_class,
    air_index,
    air_priority,
    motorway_service,
    service_priority,
    street_service,
    vigilance,
)

#: Known answer of science, section 2.5: concentrations, ATMO and EAQI sub-indices.
KNOWN = {
    "pm25": (22.0, 3, 3),
    "pm10": (35.0, 2, 2),
    "no2": (95.0, 3, 4),
    "o3": (125.0, 3, 4),
    "so2": (5.0, 1, 1),
}


@pytest.mark.parametrize("pollutant", KNOWN)
def test_known_sub_indices(pollutant: str) -> None:
    value, atmo, eaqi = KNOWN[pollutant]
    assert air_class(ATMO_2021, pollutant, value) == atmo
    assert air_class(EAQI_2025, pollutant, value) == eaqi


def test_known_index() -> None:
    values = {name: value for name, (value, _, _) in KNOWN.items()}
    assert air_index(ATMO_2021, values)[0] == 3
    assert air_index(EAQI_2025, values) == (4, "o3")


#: The published table of the ATMO index: the last whole µg/m³ of each class and the next one.
@pytest.mark.parametrize(
    ("pollutant", "ends"),
    [
        ("pm25", (10, 20, 25, 50, 75)),
        ("pm10", (20, 40, 50, 100, 150)),
        ("no2", (40, 90, 120, 230, 340)),
        ("o3", (50, 100, 130, 240, 380)),
        ("so2", (100, 200, 350, 500, 750)),
    ],
)
def test_every_bound_of_atmo(pollutant: str, ends: tuple[int, ...]) -> None:
    for number, end in enumerate(ends, 1):
        assert air_class(ATMO_2021, pollutant, end) == number
        assert air_class(ATMO_2021, pollutant, end + 1) == number + 1


@pytest.mark.parametrize(
    ("bounds", "value", "expected"),
    [
        (ATMO_2021, 40.49, 1),  # rounded to 40
        (ATMO_2021, 40.5, 2),
        (EAQI_2025, 10.0, 1),
        (EAQI_2025, 10.01, 2),  # not rounded
        (EAQI_2025, 150.1, 6),
        (ATMO_2021, 0.0, 1),
        (ATMO_2021, math.nan, 0),
    ],
)
def test_bounds_of_no2(bounds: Bounds, value: float, expected: int) -> None:
    assert air_class(bounds, "no2", value) == expected


@given(
    st.sampled_from([ATMO_2021, EAQI_2025]),
    st.sampled_from(list(ATMO_2021)),
    st.floats(0, 900),
    st.floats(0, 900),
)
def test_more_is_never_better(bounds: Bounds, pollutant: str, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert air_class(bounds, pollutant, low) <= air_class(bounds, pollutant, high)


def test_what_is_unknown_is_passed_over() -> None:
    assert air_index(ATMO_2021, {}) == (0, "")
    assert air_index(ATMO_2021, {"no2": math.nan, "co2": 400.0}) == (0, "")
    assert air_index(ATMO_2021, {"no2": math.nan, "o3": 60.0, "humidity": 90.0}) == (2, "o3")
    with pytest.raises(KeyError):
        air_class(ATMO_2021, "co2", 400.0)


def test_priorities_of_the_index() -> None:
    assert [int(air_priority(index)) for index in range(7)] == [0, 0, 0, 1, 2, 3, 3]


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (1.2, "A"),
        (0.81, "A"),
        (0.80, "B"),
        (0.67, "C"),
        (0.5, "D"),
        (0.4, "E"),
        (0.3, "F"),
        (0.0, "F"),
        (math.nan, ""),
    ],
)
def test_levels_of_service_of_a_street(share: float, level: str) -> None:
    assert street_service(share) == level


@pytest.mark.parametrize(
    ("density", "level"),
    [(0, "A"), (7, "A"), (7.1, "B"), (11, "B"), (16, "C"), (22, "D"), (28, "E"), (28.1, "F"), (math.nan, "")],
)
def test_levels_of_service_of_a_motorway(density: float, level: str) -> None:
    assert motorway_service(density) == level


def test_what_levels_of_service_mean() -> None:
    assert [int(service_priority(level)) for level in ("", *"ABCDEF")] == [0, 0, 0, 0, 1, 2, 3]


def test_words_of_vigilance() -> None:
    assert [vigilance(priority) for priority in Priority] == ["green", "yellow", "orange", "red"]
