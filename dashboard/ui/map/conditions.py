"""How rivers, roads, the sky and the light are, in steps coarse enough that only what can be seen changes."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from dashboard.core import sun
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import Table
from dashboard.ui.map.map_file import RoadKind
from dashboard.ui.map.readings import FAULTS, fresh, levels
from dashboard.ui.map.terrain import Terrain, Way
from dashboard.ui.streams import column_of

Points = NDArray[np.float64]

#: A river is drawn in so many widths between low water and its red limit.
SWELLS: Final = 16
#: Rain in mm/h from which it is drawn, is heavy (6, HCM's bound in science, section 6) and violent.
RAINS: Final = (0.5, 6.0, 30.0)


#: Steps between night and day, and heights of the sun where they begin and end: nautical dusk, degrees.
DAYLIGHTS: Final = 8
_NIGHT, _DAY = -9.0, 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a road for which one pair of loops speaks."""

    kind: RoadKind
    points: Points  #: (n, 2) metres
    rows: tuple[int, ...]  #: of the traffic table


@dataclass(frozen=True, slots=True)
class Sky:
    """Rain over one zone."""

    step: int = 0  #: 0 none, then as in `RAINS`
    rate: float = 0.0  #: mm/h, the mean of its gauges


def daylight(height: float) -> int:
    """Steps of light, 0 in the night to DAYLIGHTS by day, of a sun so high, degrees; full if unknown."""
    share = (height - _NIGHT) / (_DAY - _NIGHT)
    return DAYLIGHTS if math.isnan(height) else round(DAYLIGHTS * min(1.0, max(0.0, share)))


class Conditions:
    """Looks at the store and says whether anything that can be seen has changed."""

    def __init__(self, city: City, store: Store, alarms: AlarmBook, terrain: Terrain) -> None:
        self._store = store
        self._alarms = alarms
        self._terrain = terrain
        self._centre = city.centre
        self.daylight = DAYLIGHTS
        #: When the sun next rises or sets, and whether it rises; None before the city has a time.
        self.sun: tuple[float, bool] | None = None
        self._sun_asked = math.nan
        self._full = _full_discharges(city)
        traffic = city.by_id.get("traffic")
        links = (
            {} if traffic is None else {thing.id: str(thing.model.get("link")) for thing in traffic.things}
        )
        self.stretches = [
            stretch
            for way in terrain.ways
            for stretch in _stretches(way, store.tables.get("traffic"), links, terrain)
        ]
        self.swell = np.zeros(len(terrain.rivers))
        self.river_level: NDArray[np.uint8] = np.zeros(len(terrain.rivers), dtype=np.uint8)
        self.road_level: NDArray[np.uint8] = np.zeros(len(self.stretches), dtype=np.uint8)
        #: Each differs whenever the sky, or rivers and roads, have to be painted otherwise.
        self.rain_picture = b""
        self.ground_picture = b""
        self.sky: dict[str, Sky] = {zone: Sky() for zone in terrain.zones}

    def refresh(self, now: float = math.nan) -> bool:
        """Look again at the city's time `now`; whether the map, or the rain's rate, is not as it was."""
        before = (self.rain_picture, self.ground_picture, self.wettest, self.daylight, self.sun)
        self._follow_sun(now)
        self.swell, self.river_level = self._rivers()
        self.road_level = self._roads()
        self.sky = self._rain()
        self.rain_picture = bytes(self.sky[zone].step for zone in sorted(self.sky))
        self.ground_picture = b"".join(a.tobytes() for a in (self.swell, self.river_level, self.road_level))
        return (self.rain_picture, self.ground_picture, self.wettest, self.daylight, self.sun) != before

    def _follow_sun(self, now: float) -> None:
        if math.isnan(now):
            return
        self.daylight = daylight(sun.elevation(now, *self._centre))
        # The next crossing is looked for when one has passed, or the clock was set.
        if self.sun is None or not self._sun_asked <= now < self.sun[0]:
            found, self._sun_asked = sun.next_crossing(now, *self._centre), now
            # In whole minutes, as it is said: the same crossing is the same whenever it is looked for.
            self.sun = found and (60.0 * math.ceil(found[0] / 60.0), found[1])

    @property
    def wettest(self) -> float:
        """The highest rain of all zones, mm/h."""
        return max((sky.rate for sky in self.sky.values()), default=0.0)

    def _rivers(self) -> tuple[Points, NDArray[np.uint8]]:
        """(reaches,) share of the red discharge in steps, and (reaches,) state of the gauge."""
        swell = np.zeros(len(self._terrain.rivers))
        level = np.zeros(len(self._terrain.rivers), dtype=np.uint8)
        table, column = self._store.tables.get("water"), column_of(self._store, "water", "discharge")
        if table is None or column is None:
            return swell, level
        states, values = levels(self._alarms.alarms(), table, FAULTS), fresh(table, column)
        for number, river in enumerate(self._terrain.rivers):
            row = table.row(river.reach.gauge)
            full = self._full.get(river.reach.gauge)
            if row is None or full is None:
                continue
            level[number] = states[row]
            value = float(values[row])
            if np.isfinite(value):
                # The square root, so that a small flood can be told from low water.
                swell[number] = round(min(1.2, max(0.0, value / full) ** 0.5) * SWELLS) / SWELLS
        return swell, level

    def _roads(self) -> NDArray[np.uint8]:
        """(stretches,) worst state of the loops: their limits on speed are levels of service D, E and F."""
        level = np.zeros(len(self.stretches), dtype=np.uint8)
        if self.stretches:
            states = levels(self._alarms.alarms(), self._store.tables["traffic"], FAULTS)
            for number, stretch in enumerate(self.stretches):
                level[number] = states[list(stretch.rows)].max()
        return level

    def _rain(self) -> dict[str, Sky]:
        sky = dict.fromkeys(self._terrain.zones, Sky())
        table = self._store.tables.get("weather")
        column = column_of(self._store, "weather", "rain")
        if table is None or column is None:
            return sky
        values = fresh(table, column)
        zones = np.array([place.zone for place in table.places])
        for zone in sky:
            here = values[(zones == zone) & np.isfinite(values)]
            if len(here):
                rate = float(here.mean())
                # Whole millimetres: finer changes cannot be seen.
                sky[zone] = Sky(sum(rate >= bound for bound in RAINS), float(round(rate)))
        return sky


def _full_discharges(city: City) -> dict[str, float]:
    """Gauge -> the discharge of its worst limit, m3/s."""
    domain = city.by_id.get("water")
    result: dict[str, float] = {}
    for limit in domain.limits if domain is not None else ():
        given = [value for value in limit.thresholds() if value is not None]
        if limit.property == "discharge" and limit.kind == "high" and given:
            result |= dict.fromkeys(limit.things, max(given))
    return result


def _stretches(way: Way, table: Table | None, links: dict[str, str], terrain: Terrain) -> list[Stretch]:
    """A road cut half-way between the loops along it."""
    if table is None or not way.road.links:
        return []
    rows = [
        row
        for row, place in enumerate(table.places)
        if links.get(place.id) in way.road.links and place.position
    ]
    if not rows:
        return []
    line = way.line
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    places = terrain.projection.to_metres(np.array([table.places[row].position for row in rows]))
    at = np.array([along[np.hypot(*(line - place).T).argmin()] for place in places])
    order = np.argsort(at)
    result = []
    start = 0.0
    group: list[int] = []
    for position, number in enumerate(order):
        group.append(rows[number])
        last = position == len(order) - 1
        # Loops of the two directions stand opposite each other: one stretch for both.
        if not last and at[order[position + 1]] - at[number] < 150.0:
            continue
        end = along[-1] if last else (at[number] + at[order[position + 1]]) / 2
        result.append(Stretch(way.road.kind, _part(line, along, start, end), tuple(group)))
        start, group = end, []
    return result


def _part(line: Points, along: Points, start: float, end: float) -> Points:
    """The piece of a line between two distances along it."""
    inner = line[(along > start) & (along < end)]
    ends = [[np.interp(d, along, line[:, 0]), np.interp(d, along, line[:, 1])] for d in (start, end)]
    return np.concatenate([[ends[0]], inner, [ends[1]]])
