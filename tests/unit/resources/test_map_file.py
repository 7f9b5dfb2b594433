"""Every area, word, road and river of the shipped map, and what is said of a map that is wrong."""

import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from config.reader import CatalogueError, read_city
from dashboard.ui.map.map_file import OUTSIDE, SEA, find_folder, has_map, read_folder
from dashboard.ui.map.outline import OpenOutlineError, rings

MAP = Path(__file__).parents[3] / "resources" / "map" / "nice"


@pytest.fixture(scope="module")
def drawn():
    return read_folder(MAP)


@pytest.fixture(scope="module")
def city():
    return read_city("nice")


def inside(ring, point):
    """Even-odd rule."""
    x, y = point
    a, b = ring, np.roll(ring, -1, axis=0)
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    at = a[crosses, 0] + (y - a[crosses, 1]) / (b[crosses, 1] - a[crosses, 1]) * (
        b[crosses, 0] - a[crosses, 0]
    )
    return bool((at > x).sum() % 2)


def test_the_city_finds_its_map(city):
    assert find_folder(city).resolve() == MAP.resolve()
    assert len(read_folder(find_folder(city)).areas) == 53


def test_a_city_may_bring_its_own_map_or_do_without(city, tmp_path):
    other = msgspec.structs.replace(city, folder=str(tmp_path), map="mine")
    assert not has_map(other)
    with pytest.raises(CatalogueError, match='map: no map "mine"'):
        find_folder(other)
    shutil.copytree(MAP, tmp_path / "mine")
    assert has_map(other)
    assert find_folder(other) == tmp_path / "mine"


def test_every_area_closes_and_together_they_make_one_metropolis(drawn):
    for name in drawn.areas:
        (ring,) = rings(drawn.borders, name.__eq__)
        assert len(ring) > 4
    (whole,) = rings(drawn.borders, drawn.areas.__contains__)
    assert whole[:, 1].max() == pytest.approx(44.361, abs=0.002)  # science, section 10.1
    assert whole[:, 0].min() == pytest.approx(6.7865, abs=0.002)


def test_every_zone_of_an_area_is_a_zone_of_the_city(drawn, city):
    assert {area.zone for area in drawn.areas.values()} == {zone.id for zone in city.zones}


def test_there_are_51_communes(drawn):
    assert len({area.commune or name for name, area in drawn.areas.items()}) == 51


def test_every_word_stands_in_its_area(drawn):
    outlines = {name: rings(drawn.borders, name.__eq__)[0] for name in drawn.areas}
    for place in drawn.places:
        if place.area in outlines:
            assert inside(outlines[place.area], place.at), place.name
        else:
            assert place.area in (OUTSIDE, SEA)
            assert not any(inside(ring, place.at) for ring in outlines.values()), place.name


def test_every_commune_has_a_word(drawn):
    named = {place.area for place in drawn.places}
    assert {name for name, area in drawn.areas.items() if not area.commune} <= named


def test_gauges_and_links_are_those_of_the_city(drawn, city):
    things = {thing.id for thing in city.domain("water").things}
    assert {reach.gauge for reach in drawn.reaches} - {""} <= things
    links = {thing.model["link"] for thing in city.domain("traffic").things}
    shown = [link for road in drawn.roads for link in road.links]
    assert sorted(shown) == sorted(links)


def test_rivers_run_downhill(drawn):
    for reach in drawn.reaches:
        given = reach.heights[np.isfinite(reach.heights)]
        assert len(given) == 0 or (np.diff(given) < 0).all(), reach.river


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("view.toml", "home = [7.125,", "hme = [7.125,", 'hme: unknown key; did you mean "home"?'),
        ("borders.toml", '"cagnes-sur-mer | vence"', '"cagnes | vence"', 'no area "cagnes" in places.toml'),
        ("rivers.toml", "6.850 43.965 520", "6.850 43.965 520 1", '"6.850 43.965 520 1" is not 3 numbers'),
        ("roads.toml", "6.750 43.520,", "6.750 north,", '"6.750 north" is not 2 numbers'),
        ("roads.toml", "6.750 43.520,", "67.50 143.520,", "does not begin with longitude and latitude"),
        ("roads.toml", 'kind = "motorway"', 'kind = "highway"', "invalid enum value 'highway'"),
    ],
)
def test_a_wrong_file_gives_one_line_with_file_and_key(tmp_path, file, old, new, says):
    folder = tmp_path / "nice"
    shutil.copytree(MAP, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_folder(folder)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_border_that_does_not_meet_the_others_is_named(drawn):
    cut = [border for border in drawn.borders if set(border.sides) != {"vence", "saint-jeannet"}]
    with pytest.raises(OpenOutlineError, match=r"ends at 7\.1"):
        rings(cut, "vence".__eq__)
