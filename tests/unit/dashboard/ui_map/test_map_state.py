"""How things, rivers, roads and the sky look on the map, from what the readings say."""

import math
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest

from config.messages import AnnouncedProperty, Birth
from config.reader import read_city
from dashboard.core.alarms.event import Priority
from dashboard.ui.map import terrain
from dashboard.ui.map.conditions import DAYLIGHTS, RAINS, SWELLS, Conditions, daylight
from dashboard.ui.map.things import SHAPES, Things
from tests.town import Town


@pytest.fixture(scope="module")
def city():
    return read_city("nice")


@pytest.fixture(scope="module")
def land(city):
    return terrain.build(city)


@pytest.fixture
def town(city):
    return Town(city)


def row(domain, **values):
    """Values in the order of a domain's properties, NaN where nothing was measured."""
    assert set(values) <= {item.id for item in domain.properties}
    return [values.get(item.id, math.nan) for item in domain.properties]


def say(town, city, minute, domain, thing, **values):
    town.say(minute, {thing: row(city.domain(domain), **values)}, domain)


def look(town, city, land):
    return Things(city, town.store, town.book, land.projection)


def test_every_thing_of_the_catalogue_is_on_the_map(town, city, land):
    things = look(town, city, land)
    assert len(things) == sum(len(domain.things) for domain in city.domains)
    paillon = things.index("water", "paillon-expositions")
    assert things.place(paillon).name == "Paillon · Palais des Expositions"
    assert SHAPES[things.shape[paillon]] == "drop"
    longitude, latitude = land.projection.to_degrees(things.at[paillon])
    assert (longitude, latitude) == pytest.approx((7.283, 43.7095), abs=0.002)


def test_a_thing_is_silent_until_it_is_heard(town, city, land):
    things = look(town, city, land)
    assert things.silent.all()
    say(town, city, 1, "water", "paillon-expositions", discharge=2.0)
    town.turn(1)
    assert things.refresh()
    assert not things.silent[things.index("water", "paillon-expositions")]
    assert not things.refresh()  # nothing has changed since


def test_a_flood_colours_its_gauge_and_swells_its_reaches(town, city, land):
    conditions = Conditions(city, town.store, town.book, land)
    things = look(town, city, land)
    reaches = [i for i, r in enumerate(land.rivers) if r.reach.gauge == "paillon-expositions"]
    assert len(reaches) == 2  # open, and covered below the city
    assert conditions.swell[reaches].max() == 0.0
    widths = []
    for minute, discharge in ((0, 1.0), (30, 120.0), (60, 320.0), (90, 520.0), (120, 540.0)):
        say(town, city, minute, "water", "paillon-expositions", discharge=discharge)
        town.turn(minute)
        assert conditions.refresh()
        widths.append(float(conditions.swell[reaches[0]]))
    assert widths == sorted(widths)
    assert 1.0 <= widths[-1] <= 1.2
    assert all((width * SWELLS).is_integer() for width in widths)
    things.refresh()
    assert conditions.river_level[reaches].tolist() == [Priority.ALARM] * 2
    assert things.level[things.index("water", "paillon-expositions")] == Priority.ALARM


def test_a_change_that_cannot_be_seen_is_none(town, city, land):
    conditions = Conditions(city, town.store, town.book, land)
    say(town, city, 0, "water", "paillon-expositions", discharge=50.0)
    town.turn(0)
    assert conditions.refresh()
    say(town, city, 5, "water", "paillon-expositions", discharge=50.4)
    town.turn(5)
    assert not conditions.refresh()


def test_a_jam_colours_only_its_stretch_of_the_road(town, city, land):
    conditions = Conditions(city, town.store, town.book, land)
    for minute in range(8):
        say(town, city, minute, "traffic", "promenade-gambetta-e", flow=300.0, occupancy=10.0, speed=8.0)
        town.turn(minute)
    conditions.refresh()
    table = town.store.tables["traffic"]
    jammed = [
        stretch for stretch, level in zip(conditions.stretches, conditions.road_level, strict=True) if level
    ]
    assert [sorted(table.places[r].id for r in stretch.rows) for stretch in jammed] == [
        ["promenade-gambetta-e", "promenade-gambetta-w"]
    ]
    assert conditions.road_level.max() == Priority.ALARM  # below 30 % of 50 km/h: level of service F
    place = land.projection.to_metres(np.array(table.places[jammed[0].rows[0]].position))
    assert np.hypot(*(jammed[0].points - place).T).min() < 250.0


def test_stretches_of_a_road_meet_and_cover_it(town, city, land):
    conditions = Conditions(city, town.store, town.book, land)
    (promenade,) = (way for way in land.ways if "promenade_e" in way.road.links)
    table = town.store.tables["traffic"]
    parts = [
        stretch
        for stretch in conditions.stretches
        if any(table.places[r].id.startswith("promenade") for r in stretch.rows)
    ]
    assert sum(len(stretch.rows) for stretch in parts) == 16
    assert parts[0].points[0] == pytest.approx(promenade.line[0])
    assert parts[-1].points[-1] == pytest.approx(promenade.line[-1])
    for one, following in pairwise(parts):
        assert one.points[-1] == pytest.approx(following.points[0])


@pytest.mark.parametrize(("rain", "step"), [(0.0, 0), (0.4, 0), (2.0, 1), (6.0, 2), (29.0, 2), (45.0, 3)])
def test_rain_falls_where_it_rains(town, city, land, rain, step):
    assert RAINS == (0.5, 6.0, 30.0)
    conditions = Conditions(city, town.store, town.book, land)
    wet = [thing.id for thing in city.domain("weather").things if thing.zone == "haut_pays"]
    for thing in city.domain("weather").things:
        say(town, city, 0, "weather", thing.id, rain=rain if thing.id in wet else 0.0)
    town.turn(0)
    conditions.refresh()
    assert conditions.sky["haut_pays"].step == step
    assert {sky.step for zone, sky in conditions.sky.items() if zone != "haut_pays"} == {0}
    assert conditions.wettest == round(rain)


def test_a_stranger_appears_where_its_birth_says(town, city, land):
    things = look(town, city, land)
    before = len(things)
    town.say(0, {"buoy": row(city.domain("water"), e_coli=3.0)}, "water")
    town.turn(0)
    things.refresh()
    assert len(things) == before  # nobody knows where it is
    town.hear(Birth("water", "buoy", "Buoy 7", (7.25, 43.68), {"x": AnnouncedProperty()}))
    town.turn(1)
    assert things.refresh()
    assert len(things) == before + 1
    assert things.place(before).name == "Buoy 7"


@pytest.mark.parametrize(
    ("height", "step"), [(-30.0, 0), (-9.0, 0), (-3.0, 4), (3.0, 8), (60.0, 8), (math.nan, 8)]
)
def test_light_follows_the_height_of_the_sun(height, step):
    assert daylight(height) == step


def test_the_map_knows_when_the_sun_sets(town, city, land):
    conditions = Conditions(city, town.store, town.book, land)
    noon = datetime(2026, 10, 2, 10, tzinfo=UTC).timestamp()
    assert conditions.refresh(noon)
    assert conditions.daylight == DAYLIGHTS
    assert conditions.sun is not None
    assert conditions.sun[1] is False
    assert not conditions.refresh(noon + 600.0)
    assert conditions.refresh(noon + 10 * 3600.0)  # 20:00 UTC: dark, and the next is a sunrise
    assert conditions.daylight == 0
    assert conditions.sun[1] is True
    assert conditions.refresh(noon)  # a clock that is set back
    assert conditions.sun[1] is False
