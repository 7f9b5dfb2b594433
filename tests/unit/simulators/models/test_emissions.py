"""What the roads and the rest of the city emit (science section 2.1)."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from simulators.models.air_quality.emissions import FLEET, SPECIES, Inventory, stop_and_go, working_day
from simulators.models.contract import City, Floats, Forcing, ModelError, Moment

PARIS = ZoneInfo("Europe/Paris")
NOX, PM25, COARSE, _ = range(len(SPECIES))


@dataclass
class Traffic:
    """What the traffic model leaves in the city's state, as far as the air reads it."""

    links: tuple[str, ...]
    flow: Floats
    speed: Floats
    vkt_rate: Floats
    total_vkt_rate: float


def city(hour: float = 8.5, demand: float = 1.0, traffic: Traffic | None = None) -> City:
    day = datetime(2026, 10, 2, tzinfo=PARIS).timestamp()
    found = City(Moment.of(day + 3600.0 * hour, PARIS), Forcing(demand=demand))
    if traffic is not None:
        found.parts["traffic"] = traffic
    return found


def test_a_vehicle_in_a_jam_emits_eighty_percent_more() -> None:
    assert stop_and_go(np.array([0.0, 15.0, 30.0, 90.0])) == pytest.approx([1.8, 1.4, 1.0, 1.0])


def test_known_answer_of_1500_vehicles_an_hour() -> None:
    roads = Inventory(64.0, 925_000.0, {"promenade": 1500.0}).now(city(8.5), 0.0)
    assert roads.corridors[0, NOX] == pytest.approx(187.5)
    assert roads.street[NOX] * 1500.0 == pytest.approx(187.5)


def test_roads_emit_71_percent_of_the_nox_of_a_working_day() -> None:
    inventory = Inventory(64.0, 925_000.0, {})
    hours = np.arange(0.25, 24.0, 0.5)
    whole = np.mean([inventory.now(city(h), 0.0).city for h in hours], axis=0)
    roads = whole - np.mean([inventory.now(city(h, demand=0.0), 0.0).city for h in hours], axis=0)
    assert roads[NOX] / whole[NOX] == pytest.approx(0.71, abs=0.002)
    # 12.5 million veh-km a day of 0.45 g over 64 km², in µg/m²/s
    assert roads[NOX] == pytest.approx(925_000 * 13.52 * 0.45e6 / 86400 / 64e6, rel=2e-3)


def test_the_rest_of_the_city_has_the_mean_one() -> None:
    assert np.mean([working_day(h) for h in np.arange(0, 24, 0.5)], axis=0) == pytest.approx(1.0)
    assert (working_day(1.0) > 0).all()


def test_a_wet_road_keeps_its_dust() -> None:
    inventory = Inventory(64.0, 925_000.0, {"promenade": 1500.0})
    dry, wet = inventory.now(city(), 0.2).corridors[0], inventory.now(city(), 0.3).corridors[0]
    assert wet[COARSE] == pytest.approx(0.3 * dry[COARSE])
    assert wet[PM25] == dry[PM25]


def test_a_corridor_is_the_sum_of_its_two_directions() -> None:
    traffic = Traffic(
        links=("promenade_e", "a8_w", "promenade_w"),
        flow=np.array([1000.0, 5000.0, 800.0]),
        speed=np.array([50.0, 90.0, 15.0]),
        vkt_rate=np.array([7000.0, 100_000.0, 5600.0]),
        total_vkt_rate=600_000.0,
    )
    inventory = Inventory(64.0, 925_000.0, {"promenade": 1.0, "a8": 1.0})
    found = inventory.now(city(traffic=traffic), 0.0)
    per_metre = FLEET[NOX] / 3.6
    assert found.corridors[:, NOX] == pytest.approx(
        [(1000 + 1.4 * 800) * per_metre, 1.022 * 5000 * per_metre]
    )
    assert found.street[NOX] == pytest.approx(600 / 925 * per_metre)
    still = inventory.now(city(traffic=traffic, demand=0.0), 0.0)
    assert still.city == pytest.approx(found.city)  # the traffic speaks, not the demand


def test_traffic_without_the_corridor_is_an_error() -> None:
    traffic = Traffic(("a8_e",), np.ones(1), np.ones(1), np.ones(1), 1.0)
    with pytest.raises(ModelError, match=r"corridors.promenade: traffic has no link"):
        Inventory(64.0, 925_000.0, {"promenade": 1.0}).now(city(traffic=traffic), 0.0)
