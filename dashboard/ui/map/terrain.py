"""The map as smooth lines and areas on the plane, ready to be painted at any scale."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from config.catalogue import City
from dashboard.ui.map import relief
from dashboard.ui.map.curve import smooth
from dashboard.ui.map.map_file import (
    OUTSIDE,
    SEA,
    Border,
    MapData,
    Place,
    Reach,
    Road,
    find_folder,
    read_folder,
)
from dashboard.ui.map.outline import rings
from dashboard.ui.map.projection import Projection

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of coast or border."""

    kind: Literal["coast", "edge", "commune"]
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class River:
    """One reach of a river on the plane."""

    reach: Reach
    line: Points  #: (n, 2) metres
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class Way:
    """One road or tramway on the plane."""

    road: Road
    line: Points  #: (n, 2) metres
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class Word:
    """A name and where it stands."""

    place: Place
    at: tuple[float, float]  #: metres


@dataclass(frozen=True, slots=True)
class Terrain:
    """Everything of the map that does not change while the window is open.

    Metres on the plane of `projection`, x east and y north.
    """

    projection: Projection
    land: QPainterPath
    metropolis: QPainterPath
    #: The coast in fewer and straight pieces, each with a box around it, for broad soft bands.
    shore: tuple[tuple[QLineF, QRectF], ...]
    lines: tuple[Line, ...]
    zones: dict[str, QPainterPath]
    rivers: tuple[River, ...]
    ways: tuple[Way, ...]
    words: tuple[Word, ...]
    relief: relief.Relief
    home: QRectF
    high: QRectF
    whole: QRectF


def build(city: City) -> Terrain:
    """Read the city's map and lay it on the plane; CatalogueError when it cannot be used."""
    return _build(find_folder(city), *city.centre)


@cache
def _build(folder: Path, longitude: float, latitude: float) -> Terrain:
    """Once for all windows: nothing of it ever changes."""
    return lay_out(read_folder(folder), Projection(longitude, latitude))


def lay_out(data: MapData, projection: Projection) -> Terrain:
    """Degrees -> smooth lines in metres; OpenOutlineError when an area does not close."""
    borders = tuple(replace(item, points=smooth(projection.to_metres(item.points))) for item in data.borders)
    frame = _box(projection, data.view.frame)
    zones = {area.zone for area in data.areas.values()}
    rivers, ways = [], []
    for reach in data.reaches:
        line = smooth(projection.to_metres(reach.points))
        rivers.append(River(reach, line, path_of(line)))
    for road in data.roads:
        line = smooth(projection.to_metres(road.points))
        ways.append(Way(road, line, path_of(line)))
    land = _land(borders, frame)
    whole = _box(projection, data.view.whole)
    metropolis = _area(borders, data.areas.__contains__)
    return Terrain(
        projection,
        land,
        metropolis,
        tuple(piece for item in borders if SEA in item.sides for piece in _pieces(_sparser(item.points))),
        tuple(_lines(data, borders)),
        {zone: _area(borders, lambda name, z=zone: _zone(data, name) == z) for zone in sorted(zones)},  # type: ignore[misc]
        tuple(rivers),
        tuple(ways),
        tuple(Word(place, _pair(projection.to_metres(np.array(place.at)))) for place in data.places),
        relief.build(data, projection, metropolis),
        _box(projection, data.view.home),
        _box(projection, data.view.high),
        whole,
    )


def path_of(points: Points, closed: bool = False) -> QPainterPath:
    """(n, 2) -> a path through them."""
    path = QPainterPath()
    path.addPolygon(polygon(points))
    if closed:
        path.closeSubpath()
    return path


def polygon(points: Points) -> QPolygonF:
    """(n, 2) -> a polygon or polyline."""
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def _area(borders: tuple[Border, ...], inside: Callable[[str], bool]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings(borders, inside):
        path.addPath(path_of(ring, closed=True))
    return path


def _land(borders: tuple[Border, ...], frame: QRectF) -> QPainterPath:
    """All that is not sea: north of the coast, which runs from the frame's west to its east."""
    coast = [item for item in borders if SEA in item.sides]
    closing = Border(
        (OUTSIDE, SEA),
        np.array(
            [
                _coast_end(coast, -1),
                (frame.right(), _coast_end(coast, -1)[1]),
                (frame.right(), frame.bottom()),
                (frame.left(), frame.bottom()),
                (frame.left(), _coast_end(coast, 0)[1]),
                _coast_end(coast, 0),
            ]
        ),
    )
    return _area((*coast, closing), lambda side: side != SEA)


def _lines(data: MapData, borders: tuple[Border, ...]) -> Iterator[Line]:
    """What is drawn of the borders: coast, edge of the metropolis, and edges of communes."""
    for border in borders:
        communes = {_commune(data, side) for side in border.sides}
        if SEA in communes:
            yield Line("coast", path_of(border.points))
        elif OUTSIDE in communes:
            yield Line("edge", path_of(border.points))
        elif len(communes) == 2:
            yield Line("commune", path_of(border.points))


def _pieces(points: Points) -> Iterator[tuple[QLineF, QRectF]]:
    """From each point to the next; a box has an area also where the line runs straight east or north."""
    for (x0, y0), (x1, y1) in pairwise(points.tolist()):
        line = QLineF(x0, y0, x1, y1)
        yield line, QRectF(line.p1(), line.p2()).normalized().adjusted(-1.0, -1.0, 1.0, 1.0)


def _sparser(points: Points, every: int = 4) -> Points:
    return np.concatenate([points[:-1:every], points[-1:]])


def _coast_end(coast: list[Border], which: int) -> tuple[float, float]:
    """The westernmost (0) or easternmost (-1) point of the coast."""
    points = np.concatenate([item.points for item in coast])
    return _pair(points[np.argsort(points[:, 0])[which]])


def _commune(data: MapData, side: str) -> str:
    area = data.areas.get(side)
    return side if area is None else area.commune or side


def _zone(data: MapData, side: str) -> str:
    area = data.areas.get(side)
    return "" if area is None else area.zone


def _box(projection: Projection, degrees: tuple[float, float, float, float]) -> QRectF:
    """West, south, east, north -> a rectangle whose bottom is north (y grows northward)."""
    (x0, y0), (x1, y1) = projection.to_metres(np.array(degrees).reshape(2, 2))
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def _pair(point: Points) -> tuple[float, float]:
    return float(point[0]), float(point[1])
