"""The five figures of a city whose readings are known."""

import math
from typing import Any

import pytest

from config.catalogue import City, Domain, Thing
from config.messages import Clock
from dashboard.core.alarms.event import Priority
from dashboard.core.figures import CityFigures, Figure, station_means
from dashboard.core.indices import EAQI_2025
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START, Town

POLLUTANTS = ("no2", "o3", "pm25", "pm10", "so2")
STATES = ("spacesAvailable", "almostFull", "full", "closed", "closedAbnormal")


def air() -> Domain:
    return domain(
        [thing("arson", POLLUTANTS), thing("peillon", ("o3",))],
        properties=[quantity(name) for name in POLLUTANTS],
        period=900.0,
        name="air_quality",
    )


def water() -> Domain:
    limits = [
        limit("discharge", advisory=100.0, warning=300.0, alarm=500.0, things=("paillon",)),
        limit("discharge", advisory=600.0, warning=1200.0, alarm=2000.0, things=("var",)),
    ]
    things = [thing("paillon", ("discharge",)), thing("var", ("discharge",)), thing("loup", ("discharge",))]
    return domain(things, limits, [quantity("discharge", range=(0.0, 5000.0))], 300.0)


def landslide() -> Domain:
    limits = [limit("factor_of_safety", kind="low", advisory=1.2, warning=1.1, alarm=1.0)]
    things = [thing(name, ("factor_of_safety",)) for name in ("clapiere", "tende")]
    return domain(things, limits, [quantity("factor_of_safety")], 600.0, "landslide")


def loop(name: str, link: str) -> Thing:
    made = thing(name, ("speed",))
    return type(made)(
        **{field: getattr(made, field) for field in made.__struct_fields__}
        | {"model": {"link": link, "km": 1.0}}
    )


def traffic() -> Domain:
    made = domain(
        [loop("p1", "promenade"), loop("p2", "promenade"), loop("a1", "a8")],
        (),
        [quantity("speed")],
        name="traffic",
    )
    model: dict[str, Any] = {
        "kinds": {"arterial": {"free_speed": 50.0}, "motorway": {"free_speed": 90.0}},
        "corridors": [{"id": "promenade", "kind": "arterial"}, {"id": "a8", "kind": "motorway"}],
    }
    return type(made)(**{field: getattr(made, field) for field in made.__struct_fields__} | {"model": model})


def parking() -> Domain:
    names = ("free", "occupancy", "status")
    properties = [quantity("free"), quantity("occupancy"), quantity("status", states=STATES)]
    limits = [limit("occupancy", advisory=85.0, warning=90.0, alarm=98.0)]
    return domain([thing("ruhl", names), thing("sulzer", names)], limits, properties, name="parking")


def everything() -> City:
    return city(air(), water(), landslide(), traffic(), parking())


def figures(town: Town, minute: float) -> dict[str, Figure]:
    return {item.name: item for item in CityFigures(town.pipeline.city, town.store).at(START + minute * 60.0)}


def test_before_the_first_reading_nothing_is_known() -> None:
    for figure in figures(Town(everything()), 0).values():
        assert not figure.is_known
        assert (figure.code, figure.datastream, figure.known, figure.priority) == ("", "", 0, Priority.NONE)
        assert len(figure.trend) == 0


def test_a_city_without_these_domains_knows_nothing() -> None:
    town = Town(city(domain([thing("a")], name="noise")))
    assert not any(figure.is_known for figure in figures(town, 0).values())


class TestAir:
    def test_the_worst_station_and_its_worst_pollutant(self) -> None:
        town = Town(everything())
        town.say(
            0,
            {"arson": (95.0, 125.0, 22.0, 35.0, 5.0), "peillon": (NAN, 140.0, NAN, NAN, NAN)},
            "air_quality",
        )
        town.turn(1)
        found = figures(town, 1)["air"]
        assert (found.value, found.code, found.worst) == (4, "o3", 140.0)
        assert found.datastream == "air_quality/peillon/o3"
        assert (found.count, found.known, found.priority) == (1, 2, Priority.WARNING)

    def test_gases_by_the_hour_particles_by_the_day(self) -> None:
        town = Town(everything())
        for hour in range(20):
            for quarter in range(4):
                town.say(
                    60 * hour + 15 * quarter, {"arson": (10.0 * hour, 10.0, hour, hour, 1.0)}, "air_quality"
                )
                town.turn(60 * hour + 15 * quarter)
        now = START + 1199 * 60.0
        means = station_means(town.store.tables["air_quality"], 0, now)
        assert means["no2"] == pytest.approx(190.0)
        assert means["pm10"] == pytest.approx(9.5)
        hourly = station_means(town.store.tables["air_quality"], 0, now, EAQI_2025)
        assert hourly["pm10"] == pytest.approx(19.0)

    def test_a_station_that_fell_silent_is_not_shown_for_ever(self) -> None:
        town = Town(everything())
        town.say(0, {"arson": (95.0, 125.0, 22.0, 35.0, 5.0)}, "air_quality")
        town.turn(0)
        assert figures(town, 59)["air"].is_known
        assert not figures(town, 61)["air"].is_known

    def test_bad_readings_do_not_count(self) -> None:
        town = Town(everything())
        town.say(0, {"arson": (5000.0, 60.0, NAN, NAN, NAN)}, "air_quality")
        town.turn(0)
        assert figures(town, 1)["air"].code == "o3"


def test_rivers_above_yellow_and_the_one_that_is_furthest() -> None:
    town = Town(everything())
    town.say(0, {"paillon": 350.0, "var": 700.0, "loup": 4000.0})
    town.turn(0)
    found = figures(town, 1)["rivers"]
    assert (found.value, found.count, found.known) == (2.0, 2, 2), (
        "where there is no limit there is no colour"
    )
    assert (found.code, found.datastream, found.worst) == ("warning", "water/paillon/discharge", 350.0)
    assert found.priority is Priority.WARNING
    assert found.trend.values.tolist() == [3.5]


def test_calm_rivers() -> None:
    town = Town(everything())
    town.say(0, {"paillon": 50.0, "var": 400.0})
    town.turn(0)
    found = figures(town, 1)["rivers"]
    assert (found.value, found.code, found.datastream) == (0.0, "none", "water/var/discharge")


def test_the_slope_with_the_lowest_factor_of_safety() -> None:
    town = Town(everything())
    town.say(0, {"clapiere": 1.24, "tende": 1.09}, "landslide")
    town.turn(0)
    found = figures(town, 1)["slopes"]
    assert (found.value, found.code, found.count, found.priority) == (1.09, "tende", 1, Priority.WARNING)


def test_traffic_of_the_worst_corridor() -> None:
    town = Town(everything())
    town.say(0, {"p1": 30.0, "p2": 14.0, "a1": 85.0}, "traffic")
    town.turn(0)
    found = figures(town, 1)["traffic"]
    assert found.value == pytest.approx((30 + 14 + 85) / 3)
    assert (found.code, found.priority, found.count) == ("D", Priority.ADVISORY, 1)
    assert found.worst == pytest.approx(0.44)
    assert found.datastream == "traffic/p2/speed"


def test_free_places_without_those_of_closed_car_parks() -> None:
    town = Town(everything())
    town.say(0, {"ruhl": (40.0, 91.0, 1.0), "sulzer": (300.0, 10.0, 4.0)}, "parking")
    town.turn(0)
    found = figures(town, 1)["parking"]
    assert (found.value, found.count, found.known, found.priority) == (40.0, 1, 2, Priority.WARNING)
    assert found.datastream == "parking/sulzer/free"


def test_what_is_old_does_not_count() -> None:
    town = Town(everything())
    town.say(0, {"ruhl": (40.0, 91.0, 1.0)}, "parking")
    town.turn(0)
    assert figures(town, 5)["parking"].is_known
    assert not figures(town, 6)["parking"].is_known


def test_the_trend_is_the_last_hour() -> None:
    town = Town(everything())
    made = CityFigures(town.pipeline.city, town.store)
    found = ()
    for minute in range(100):
        town.say(minute, {"ruhl": (float(minute), 10.0, 0.0)}, "parking")
        town.turn(minute)
        made.at(START + minute * 60.0)
        found = made.at(START + minute * 60.0 + 5.0)
    trend = found[-1].trend
    assert trend.values.tolist() == [float(minute) for minute in range(39, 100)]
    made.clear()
    assert len(made.at(START)[-1].trend) <= 1


def test_figures_are_numbers_when_a_story_is_begun_anew() -> None:
    town = Town(everything())
    town.say(0, {"ruhl": (40.0, 91.0, 1.0)}, "parking")
    town.turn(1)
    town.hear(Clock(START - 86400.0, START + 120.0, 1.0, True))
    town.turn(2)
    assert math.isnan(figures(town, -1440)["parking"].value)
