"""The load fleet: so many reports a second of wall time, evenly spread, true but for their noise."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from config.catalogue import City
from simulators.fleet import GROUPS, PROPERTIES, Fleet
from simulators.models.contract import TICK, Forcing, ModelError
from simulators.world import World
from tests import toy_pack
from tests.toy_pack import WATER, edited
from tests.toy_stage import WALL

START = 1_790_913_600.0
MORE = "".join(
    f"""
[[property]]
id = "p{number}"
name = {{ fr = "p", en = "p" }}
unit = "m"
attribute = "p{number}"
range = [-1.0, 100.0]
instrument = "exact"
"""
    for number in range(4)
)
MANY = edited(
    WATER,
    ("[instrument.exact]", MORE + "\n[instrument.exact]"),
    ('["level", "gate"]', '["level", "gate", "p0", "p1", "p2", "p3"]'),
    ('period = "1 min"', 'period = "1 min"\nsigma = 0.1'),
)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return toy_pack.read(tmp_path, water=MANY)


def fleet(city: City, size: int) -> Fleet:
    levels = {f"p{number}": (lambda t, city: 2.0) for number in range(4)}
    world = World(city, toy_pack.toys(city, lambda t, city: (t - START) / TICK, **levels), 1)
    world.begin(START, Forcing())
    world.tick(Forcing())
    made = Fleet(city, world, size, 1)
    made.begin(WALL)
    return made


def test_everyone_reports_once_a_second_in_even_groups(city: City) -> None:
    made = fleet(city, 1000)
    seen: Counter[str] = Counter()
    sizes = []
    for _ in range(3 * GROUPS):
        messages = list(made.messages(made.deadline, START + 30.0))
        sizes.append(len(messages))
        seen.update(topic for topic, _ in messages)
    assert set(seen.values()) == {3}
    assert len(seen) == 1000
    assert set(sizes) == {1000 // GROUPS}
    assert made.deadline == pytest.approx(WALL + 3.0)


def test_a_late_fleet_catches_up(city: City) -> None:
    made = fleet(city, 100)
    assert len(list(made.messages(WALL + 1.999, START + 30.0))) == 200


def test_reports_are_the_truth_of_the_original_and_noise(city: City) -> None:
    made = fleet(city, 400)
    bodies = [json.loads(payload) for _, payload in made.messages(WALL + 0.999, START + 30.0)]
    levels = np.array([body["waterLevel"] for body in bodies])
    assert levels.mean() == pytest.approx(0.5, abs=0.02), "half way between the ticks"
    assert levels.std() == pytest.approx(0.1, rel=0.2)
    assert {body["gate"] for body in bodies} == {"open"}
    assert {body["dateObserved"] for body in bodies} == {"2026-10-02T04:00:30.000Z"}
    assert all(
        sum(key in body for key in ("waterLevel", "gate", "p0", "p1", "p2", "p3")) == PROPERTIES
        for body in bodies
    )


def test_copies_are_born_with_names_of_their_own(city: City) -> None:
    births = [(topic, json.loads(payload)) for topic, payload in fleet(city, 300).births()]
    assert len({topic for topic, _ in births}) == 300
    assert births[7][0] == "toy/thing/water/bridge-00007"
    assert len({tuple(body["location"]) for _, body in births}) > 290
    assert all(len(body["properties"]) == PROPERTIES for _, body in births)


def test_a_city_without_enough_properties_has_no_fleet(tmp_path: Path) -> None:
    city = toy_pack.read(tmp_path)
    world = World(city, toy_pack.toys(city), 1)
    with pytest.raises(ModelError, match="no thing of this city has 4 properties"):
        Fleet(city, world, 10, 1)
