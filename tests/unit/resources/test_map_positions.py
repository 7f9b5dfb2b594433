"""The hand-drawn map against recorded positions (which stay outside the project): how far off it is."""

import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from dashboard.ui.map.curve import distance_to_line, smooth
from dashboard.ui.map.map_file import SEA, read_folder
from dashboard.ui.map.outline import rings
from dashboard.ui.map.projection import Projection

ROOT = Path(__file__).parents[3]
MAP = ROOT / "resources" / "map" / "nice"
REFERENCE = ROOT / ".." / "shared" / "data" / "map"
PLANE = Projection(7.262, 43.7034)

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference positions are not here")

#: Our name of an area where the reference drops its article or writes it in full.
NAMES = {
    "saint-andre-de-la-roche": "saint-andre",
    "gaude": "la-gaude",
    "broc": "le-broc",
    "tour": "la-tour",
    "trinite": "la-trinite",
    "bollene-vesubie": "la-bollene-vesubie",
    "roquette-sur-var": "la-roquette-sur-var",
}


@pytest.fixture(scope="module")
def drawn():
    return read_folder(MAP)


def reference(name):
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))["features"]


def reference_line(name):
    found = [f for f in reference("nice_lines.geojson") if f["properties"]["name"].startswith(name)]
    assert found, name
    return np.array(found[0]["geometry"]["coordinates"])


def every(line, step=20.0):
    """Points every `step` metres along a line in metres."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.arange(0.0, length[-1], step)
    return np.stack([np.interp(at, length, line[:, 0]), np.interp(at, length, line[:, 1])], axis=1)


def distances(degrees, lines):
    """How far each piece of a reference line is from the nearest of our lines, metres."""
    points = every(PLANE.to_metres(degrees))
    return np.min([distance_to_line(points, smooth(PLANE.to_metres(line))) for line in lines], axis=0)


def test_the_coast_is_within_150_m(drawn):
    coast = [border.points for border in drawn.borders if SEA in border.sides]
    off = distances(reference_line("Baie des Anges"), coast)
    assert off.max() <= 150.0


@pytest.mark.parametrize(
    ("line", "road"),  # theirs, ours
    [
        ("A8", "A8"),
        ("Voie Pierre Mathis", "Voie Mathis"),
        ("Promenade des Anglais (aéroport", "Promenade des Anglais"),
        ("Promenade des Anglais (Gambetta", "Promenade des Anglais"),
        ("Pénétrante", "Pénétrante du Paillon"),
        ("Boulevard Gambetta", "Gambetta"),
        ("Bd Gambetta (nord)", "Gambetta"),
        ("Bd de Cessole", "Gambetta"),
        ("M6202bis", "M6202bis"),
        ("M6098 / M6007", "Bord de mer + Promenade des Anglais"),
        ("M2204", "M2204"),
        ("L1", "L1"),
        ("L2", "L2"),
        ("L3", "L3"),
    ],
)
def test_roads_are_within_150_m(drawn, line, road):
    lines = [item.points for item in drawn.roads if item.name in road.split(" + ")]
    assert distances(reference_line(line), lines).max() <= 150.0


@pytest.mark.parametrize(
    ("line", "river", "limit"),
    [
        ("Var", "Var", 150.0),
        ("Paillon (Nice)", "Paillon", 150.0),
        ("Var (amont)", "Var", 400.0),
        ("Paillon", "Paillon", 400.0),
    ],
)
def test_rivers_are_within_150_m_in_town_and_400_m_in_the_valleys(drawn, line, river, limit):
    lines = [item.points for item in drawn.reaches if item.river == river]
    assert distances(reference_line(line), lines).max() <= limit


def slug(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    key = plain.lower().replace("'", "-").replace(" ", "-")
    return NAMES.get(key, key)


def area_km2(ring):
    x, y = ring.T
    return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2e6


def test_the_51_communes_are_within_400_m_and_have_their_size(drawn):
    features = [f for f in reference("communes_nice_metropole_ign.geojson") if f["properties"]["metropole"]]
    assert len(features) == 51
    for feature in features:
        name = slug(feature["properties"]["nom"])
        parts = {key for key, area in drawn.areas.items() if name in (key, area.commune)}
        assert parts, name
        (ring,) = rings(drawn.borders, parts.__contains__)
        true, ours = PLANE.to_metres(feature["geometry"]["coordinates"][0]), PLANE.to_metres(ring)
        closed = np.concatenate([ours, ours[:1]])
        assert distance_to_line(every(true), closed).max() <= 400.0, name
        assert area_km2(ours) == pytest.approx(area_km2(true), rel=0.08), name


def test_nothing_of_the_reference_was_copied(drawn):
    """Our vertices are sparser and our own: next to none falls on a vertex of the reference."""
    theirs = []
    for name in ("nice_lines.geojson", "communes_nice_metropole_ign.geojson"):
        for feature in reference(name):
            flat = np.array(list(_flatten(feature["geometry"]["coordinates"])))
            theirs.append(flat)
    theirs = PLANE.to_metres(np.concatenate(theirs))
    ours = PLANE.to_metres(
        np.concatenate([item.points for part in (drawn.borders, drawn.reaches, drawn.roads) for item in part])
    )
    nearest = np.array([np.hypot(*(theirs - point).T).min() for point in ours])
    assert (nearest < 2.0).mean() < 0.01
    assert len(ours) < 0.6 * len(theirs)


def _flatten(value):
    if isinstance(value[0], float | int):
        yield value[:2]
    else:
        for item in value:
            yield from _flatten(item)
