"""What an index of the air is made of, at a station whose readings are known."""

import math

import pytest

from config.catalogue import Domain
from dashboard.core.indices import EAQI_2025
from dashboard.core.readings.station_means import station_means
from tests.small_city import city, domain, quantity, thing
from tests.town import NAN, START, Town

POLLUTANTS = ("no2", "o3", "pm25", "pm10", "so2")


def air() -> Domain:
    return domain(
        [thing("arson", POLLUTANTS), thing("peillon", ("o3",))],
        properties=[quantity(name) for name in POLLUTANTS],
        period=900.0,
        name="air_quality",
    )


def means(town: Town, minute: float, row: int = 0) -> dict[str, float]:
    return station_means(town.store.tables["air_quality"], row, START + minute * 60.0)


def test_gases_by_the_hour_particles_by_the_day() -> None:
    town = Town(city(air()))
    for hour in range(20):
        for quarter in range(4):
            minute = 60 * hour + 15 * quarter
            town.say(minute, {"arson": (10.0 * hour, 10.0, hour, hour, 1.0)}, "air_quality")
            town.turn(minute)
    found = means(town, 1199)
    assert found["no2"] == pytest.approx(190.0)
    assert found["pm10"] == pytest.approx(9.5)
    hourly = station_means(town.store.tables["air_quality"], 0, START + 1199 * 60.0, EAQI_2025)
    assert hourly["pm10"] == pytest.approx(19.0)


def test_a_station_has_the_pollutants_that_it_observes() -> None:
    town = Town(city(air()))
    town.say(0, {"peillon": (NAN, 140.0, NAN, NAN, NAN)}, "air_quality")
    town.turn(0)
    assert means(town, 1, row=1) == {"o3": 140.0}


def test_before_the_first_reading_nothing_is_known() -> None:
    assert all(math.isnan(value) for value in means(Town(city(air())), 0).values())


def test_a_station_that_fell_silent_is_not_shown_for_ever() -> None:
    town = Town(city(air()))
    town.say(0, {"arson": (95.0, 125.0, 22.0, 35.0, 5.0)}, "air_quality")
    town.turn(0)
    assert not math.isnan(means(town, 59)["o3"])
    assert math.isnan(means(town, 61)["o3"])


def test_bad_readings_do_not_count() -> None:
    town = Town(city(air()))
    town.say(0, {"arson": (5000.0, 60.0, NAN, NAN, NAN)}, "air_quality")
    town.turn(0)
    assert math.isnan(means(town, 1)["no2"])
    assert means(town, 1)["o3"] == 60.0
