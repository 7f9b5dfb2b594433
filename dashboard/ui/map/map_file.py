"""The city's map on disk -> lines, areas and words in degrees; anything wrong is one clear line."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Row, Text
from config.reader import CatalogueError, parse_toml

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
RoadKind = Literal["motorway", "expressway", "street", "valley", "tram"]
PlaceKind = Literal["city", "town", "village", "district", "far", "sea"]

#: What lies beside a border when it is no area of the map.
OUTSIDE: Final = "outside"
SEA: Final = "sea"


class Area(Row, frozen=True, kw_only=True):
    """A piece of the metropolis; several may make one commune."""

    zone: str  #: weather zone
    commune: str = ""  #: when it is not a commune of its own


class View(Row, frozen=True, kw_only=True):
    """What the map shows: west, south, east, north in degrees."""

    home: Box
    high: Box
    whole: Box
    frame: Box


@dataclass(frozen=True, slots=True)
class Border:
    """Where two areas meet."""

    sides: tuple[str, str]
    points: Points  #: (n, 2) longitude, latitude


@dataclass(frozen=True, slots=True)
class Reach:
    """A piece of river that one gauge watches."""

    river: str
    points: Points  #: (n, 2) longitude, latitude, downstream
    heights: Points  #: (n,) metres, NaN where not given
    gauge: str  #: thing of the domain water; "" for none
    width: float  #: at low water, relative
    covered: bool
    label: bool


@dataclass(frozen=True, slots=True)
class Road:
    """A road or tramway."""

    name: str
    kind: RoadKind
    points: Points  #: (n, 2) longitude, latitude
    links: tuple[str, ...]  #: traffic links it shows
    label: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A word on the map."""

    name: Text  #: by language; one entry, "", for a name that is the same in all
    kind: PlaceKind
    at: tuple[float, float]  #: longitude, latitude
    area: str
    wide: bool = False  #: of a large water: only from afar

    def text(self, language: str) -> str:
        """The word in that language."""
        return self.name.get(language) or next(iter(self.name.values()))


@dataclass(frozen=True, slots=True)
class MapData:
    """A whole map, in degrees (WGS84)."""

    view: View
    areas: Mapping[str, Area]
    borders: tuple[Border, ...]
    reaches: tuple[Reach, ...]
    roads: tuple[Road, ...]
    places: tuple[Place, ...]
    heights: Points  #: (n, 3) longitude, latitude, metres


class _Borders(Row, frozen=True, kw_only=True):
    border: dict[str, str | tuple[str, ...]]


class _ReachRow(Row, frozen=True, kw_only=True):
    river: str
    line: str
    gauge: str = ""
    width: float = 1.0
    covered: bool = False
    label: bool = False


class _Rivers(Row, frozen=True, kw_only=True):
    reach: tuple[_ReachRow, ...] = ()


class _RoadRow(Row, frozen=True, kw_only=True):
    name: str
    kind: RoadKind
    line: str
    links: tuple[str, ...] = ()
    label: bool = False


class _Roads(Row, frozen=True, kw_only=True):
    road: tuple[_RoadRow, ...] = ()


class _SeaRow(Row, frozen=True, kw_only=True):
    name: Text
    at: tuple[float, float]
    wide: bool = False


class _Places(Row, frozen=True, kw_only=True):
    areas: dict[str, Area]
    sea: tuple[_SeaRow, ...] = ()
    places: dict[PlaceKind, tuple[tuple[str, str, float, float], ...]] = msgspec.field(default_factory=dict)


class _Relief(Row, frozen=True, kw_only=True):
    heights: str = ""


def find_folder(city: City) -> Path:
    """Where the map of that city is: `city.map` beside its pack, else in `resources/map`.

    CatalogueError when it is in neither.
    """
    for folder in _folders(city):
        if (folder / "view.toml").is_file():
            return folder
    raise CatalogueError(
        Path(city.folder) / "city.toml", "map", f'no map "{city.map}" here or in resources/map'
    )


def has_map(city: City) -> bool:
    """Whether there is one; a city of one's own may do without."""
    return any((folder / "view.toml").is_file() for folder in _folders(city))


def _folders(city: City) -> tuple[Path, Path]:
    """Beside the pack, then among the shipped."""
    return Path(city.folder) / city.map, Path(str(files("resources"))) / "map" / city.map


def read_folder(folder: Path) -> MapData:
    """Read the files of one map; CatalogueError (file, key, what is wrong) when any cannot be used."""
    places = parse_toml(folder / "places.toml", _Places)
    borders = [
        *_borders(folder / "borders.toml", places.areas),
        *_borders(folder / "coast.toml", places.areas),
    ]
    reaches = tuple(
        _reach(folder / "rivers.toml", row) for row in parse_toml(folder / "rivers.toml", _Rivers).reach
    )
    roads = tuple(_road(folder / "roads.toml", row) for row in parse_toml(folder / "roads.toml", _Roads).road)
    relief = folder / "relief.toml"
    return MapData(
        parse_toml(folder / "view.toml", View),
        places.areas,
        tuple(borders),
        reaches,
        roads,
        tuple(_words(folder / "places.toml", places)),
        _points(relief, "heights", parse_toml(relief, _Relief).heights, 3),
    )


def _borders(path: Path, areas: Mapping[str, Area]) -> list[Border]:
    result = []
    for key, lines in parse_toml(path, _Borders).border.items():
        first, _, second = (part.strip() for part in key.partition("|"))
        for side in (first, second):
            if side not in areas and side not in (OUTSIDE, SEA):
                raise CatalogueError(path, f"border.{key}", f'no area "{side}" in places.toml')
        result += [
            Border((first, second), _points(path, f"border.{key}", line, 2, least=2))
            for line in ((lines,) if isinstance(lines, str) else lines)
        ]
    return result


def _reach(path: Path, row: _ReachRow) -> Reach:
    points = _points(path, f"reach {row.river}", row.line, 3, optional=True, least=2)
    return Reach(row.river, points[:, :2], points[:, 2], row.gauge, row.width, row.covered, row.label)


def _road(path: Path, row: _RoadRow) -> Road:
    points = _points(path, f"road {row.name}", row.line, 2, least=2)
    return Road(row.name, row.kind, points, row.links, row.label)


def _words(path: Path, places: _Places) -> list[Place]:
    result = [Place(row.name, "sea", row.at, SEA, row.wide) for row in places.sea]
    for kind, rows in places.places.items():
        for area, name, longitude, latitude in rows:
            if area not in places.areas and area != OUTSIDE:
                raise CatalogueError(path, f"places.{kind}", f'"{name}": no area "{area}"')
            result.append(Place({"": name}, kind, (longitude, latitude), area))
    return result


def _points(path: Path, key: str, text: str, size: int, optional: bool = False, least: int = 0) -> Points:
    """`7.139 43.642, 7.144 43.640` -> (n, size); with `optional` the last number may be left out (NaN)."""
    rows = []
    for part in text.split(","):
        if not part.strip():
            continue
        try:
            row = [float(word) for word in part.split()]
        except ValueError:
            raise CatalogueError(path, key, f'"{part.strip()}" is not {size} numbers') from None
        if optional and len(row) == size - 1:
            row.append(float("nan"))
        if len(row) != size:
            raise CatalogueError(path, key, f'"{part.strip()}" is not {size} numbers')
        if not (-180 <= row[0] <= 180 and -90 <= row[1] <= 90):
            raise CatalogueError(path, key, f'"{part.strip()}" does not begin with longitude and latitude')
        rows.append(row)
    if len(rows) < least:
        raise CatalogueError(path, key, f"a line has at least {least} points")
    return np.array(rows, dtype=np.float64).reshape(len(rows), size)
