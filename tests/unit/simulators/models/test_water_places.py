"""Gauges, probes, beaches and slopes stand where recorded lines and communes say, if those are here."""

import json
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from config.catalogue import City
from tests.unit.simulators.models.storm import pack

MAP = Path(__file__).parents[4] / "../shared/data/map"
Point = Sequence[float]

pytestmark = pytest.mark.skipif(not MAP.is_dir(), reason="reference data are not here")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return pack(tmp_path_factory.mktemp("nice"), "water", "landslide")


def features(name: str) -> list[dict[str, Any]]:
    return json.loads((MAP / name).read_text(encoding="utf-8"))["features"]


def line(name: str) -> list[Point]:
    """Coordinates of a line by its name."""
    return next(
        item["geometry"]["coordinates"]
        for item in features("nice_lines.geojson")
        if item["properties"]["name"].startswith(name)
    )


def place(point: Point, along: list[Point]) -> tuple[float, float]:
    """Metres off a line, and metres along it to the nearest place."""
    east = math.cos(math.radians(43.7)) * 111_320

    def metres(p: Point) -> tuple[float, float]:
        return ((p[0] - point[0]) * east, (p[1] - point[1]) * 111_320)

    nearest, covered = (math.inf, 0.0), 0.0
    for (ax, ay), (bx, by) in pairwise(map(metres, along)):
        length = math.hypot(bx - ax, by - ay)
        share = min(max(-(ax * (bx - ax) + ay * (by - ay)) / length**2, 0.0), 1.0) if length else 0.0
        off = math.hypot(ax + share * (bx - ax), ay + share * (by - ay))
        nearest = min(nearest, (off, covered + share * length))
        covered += length
    return nearest


@pytest.mark.parametrize(
    ("thing", "river"),
    [
        ("var-napoleon", "Var"), ("var-airport", "Var"), ("var-manda", "Var"), ("paillon-drap", "Paillon"),
        ("paillon-expositions", "Paillon (Nice)"), ("quality-manda-2km", "Var"), ("quality-manda-6km", "Var"),
    ],
)  # fmt: skip
def test_on_the_river(city: City, thing: str, river: str) -> None:
    assert place(city.domain("water").thing(thing).position, line(river))[0] < 300


@pytest.mark.parametrize("thing", ["quality-manda-2km", "quality-manda-6km", "quality-napoleon"])
def test_spills_travel_the_length_of_the_river(city: City, thing: str) -> None:
    """Distance below the Pont de la Manda, along the recorded line, within 3 %."""
    water = city.domain("water")
    start = place(water.thing("var-manda").position, line("Var"))[1]
    probe = water.thing(thing)
    way = place(probe.position, line("Var"))[1] - start
    assert way == pytest.approx(probe.model["spill_distance"], rel=0.03)


def test_beaches_are_on_the_coast(city: City) -> None:
    """All but Mala, which lies beyond the end of the recorded line."""
    coast = line("Baie des Anges")
    for thing in city.domain("water").things:
        if thing.id.startswith("beach-") and thing.id != "beach-mala":
            assert place(thing.position, coast)[0] < 300, thing.id


def inside(point: Point, ring: list[Point]) -> bool:
    """Whether a ring goes round a point."""
    within = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            within = not within
    return within


def test_everything_inland_is_in_the_metropolis(city: City) -> None:
    rings = []
    for item in features("communes_nice_metropole_ign.geojson"):
        shape = item["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings += [part[0] for part in parts]
    for domain in city.domains:
        for thing in domain.things:
            if not thing.id.startswith("beach-"):
                assert any(inside(thing.position, ring) for ring in rings), thing.id
