"""The mayor's five figures: air, rivers, slopes, traffic, free places; in numbers and codes, no words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, datastream_id
from dashboard.core.alarms.event import Priority
from dashboard.core.indices import (
    ATMO_2021,
    Bounds,
    air_index,
    air_priority,
    service_priority,
    street_service,
)
from dashboard.core.readings.batch import Floats
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import STALE_PERIODS, Store
from dashboard.core.readings.table import Table

Levels = NDArray[np.uint8]

#: What is shown behind each figure, seconds of the city's time, and how often it is kept.
TREND: Final = 3600.0
_EVERY: Final = 30.0
HOUR: Final = 3600.0
DAY: Final = 86400.0
#: Particles are judged by their daily mean, gases by the hour (science, section 2.5).
_PARTICLES: Final = ("pm25", "pm10")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. What `value`, `code`, `worst` and `count` say depends on it, see `CityFigures`."""

    name: str  #: air, rivers, slopes, traffic or parking
    value: float  #: NaN while nothing is known
    code: str  #: "" while nothing is known
    datastream: str  #: where it is worst, `domain/thing/property`; "" while nothing is known
    worst: float  #: the reading, or mean, there
    count: int  #: see `CityFigures`
    known: int  #: how many things it was made of
    priority: Priority
    trend: Series  #: of the last hour

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return not math.isnan(self.value)


@dataclass(slots=True)
class _Now:
    """A figure before its trend."""

    value: float = math.nan
    code: str = ""
    datastream: str = ""
    worst: float = math.nan
    count: int = 0
    known: int = 0
    priority: Priority = Priority.NONE
    #: What its trend follows, where that is not the value.
    level: float | None = None


@dataclass(slots=True)
class _Trend:
    times: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def keep(self, now: float, value: float) -> None:
        """One more point, unless the last is recent; what is older than the trend goes."""
        if math.isnan(value) or (self.times and now - self.times[-1] < _EVERY):
            return
        self.times.append(now)
        self.values.append(value)
        while self.times[0] < now - TREND:
            del self.times[0], self.values[0]

    def series(self) -> Series:
        """As the store would give it."""
        quality = np.zeros(len(self.times), dtype=np.uint8)
        return Series(np.array(self.times), np.array(self.values), quality)


class CityFigures:
    """The five figures from the store, each with the trend of its last hour.

    - `air`: value, the class 1 to 6 of the worst station by ATMO 2021, of the means of the last hour
      (gases) and day (particles); code, its worst pollutant; count, stations of class 4 and worse.
    - `rivers`: value and count, gauges at or above their first threshold (yellow); code, the worst colour
      as a priority's name; worst, the discharge at the gauge that is furthest; its trend is how far:
      1 is yellow.
    - `slopes`: value and worst, the lowest factor of safety; count, sites below their first threshold.
    - `traffic`: value, mean speed in km/h; code, the level of service of the worst corridor; worst, the
      speed there as a share of its free speed; count, corridors at D and worse.
    - `parking`: value, free places; count, closed car parks; worst, free places where they are fewest.

    Only good readings count, and none that is older than five of its periods.
    """

    def __init__(self, city: City, store: Store) -> None:
        self._city = city
        self._store = store
        self._trends = {name: _Trend() for name in ("air", "rivers", "slopes", "traffic", "parking")}
        self._corridors = _corridors(city, store)

    def clear(self) -> None:
        """Another story begins."""
        for name in self._trends:
            self._trends[name] = _Trend()

    def at(self, now: float) -> tuple[Figure, ...]:
        """The figures at the city's time `now`, seconds since 1970."""
        found = {
            "air": self._air(now),
            "rivers": self._rivers(now),
            "slopes": self._slopes(now),
            "traffic": self._traffic(now),
            "parking": self._parking(now),
        }
        return tuple(self._figure(name, made, now) for name, made in found.items())

    def _figure(self, name: str, made: _Now, now: float) -> Figure:
        trend = self._trends[name]
        trend.keep(now, made.value if made.level is None else made.level)
        return Figure(
            name, made.value, made.code, made.datastream, made.worst, made.count, made.known, made.priority,
            trend.series(),
        )  # fmt: skip

    # -- the five ----------------------------------------------------------------------------------

    def _air(self, now: float) -> _Now:
        made, table = _Now(), self._store.tables.get("air_quality")
        for row in range(len(table) if table is not None else 0):
            assert table is not None
            means = station_means(table, row, now)
            index, pollutant = air_index(ATMO_2021, means)
            if not index:
                continue
            made.known += 1
            made.count += index >= 4
            further = means[pollutant] / ATMO_2021[pollutant][-1]
            if made.level is None or (index, further) > (made.value, made.level):
                made.value, made.code, made.worst, made.level = index, pollutant, means[pollutant], further
                made.datastream = datastream_id("air_quality", table.places[row].id, pollutant)
        made.level = None
        made.priority = air_priority(0 if math.isnan(made.value) else int(made.value))
        return made

    def _rivers(self, now: float) -> _Now:
        values, priority, ratio = self._judged("water", "discharge", "high", now)
        known = np.flatnonzero(~np.isnan(ratio))
        if not len(known):
            return _Now()
        worst = int(known[np.lexsort((ratio[known], priority[known]))[-1]])
        above = int((priority[known] >= Priority.ADVISORY).sum())
        colour, where = Priority(priority[worst]), self._datastream("water", worst, "discharge")
        return _Now(
            float(above), colour.name.lower(), where, float(values[worst]), above, len(known), colour,
            float(ratio[worst]),
        )  # fmt: skip

    def _slopes(self, now: float) -> _Now:
        values, priority, _ = self._judged("landslide", "factor_of_safety", "low", now)
        known = np.flatnonzero(~np.isnan(values))
        if not len(known):
            return _Now()
        worst = int(known[np.argmin(values[known])])
        return _Now(
            float(values[worst]), self._store.tables["landslide"].places[worst].id,
            self._datastream("landslide", worst, "factor_of_safety"), float(values[worst]),
            int((priority[known] >= Priority.ADVISORY).sum()), len(known), Priority(priority[known].max()),
        )  # fmt: skip

    def _traffic(self, now: float) -> _Now:
        speed = self._latest("traffic", "speed", now)
        if speed is None or np.isnan(speed).all():
            return _Now()
        made = _Now(float(np.nanmean(speed)), known=int((~np.isnan(speed)).sum()))
        for rows, free in self._corridors:
            here = speed[rows]
            if np.isnan(here).all():
                continue
            share = float(np.nanmean(here)) / free
            made.count += bool(service_priority(street_service(share)))
            if math.isnan(made.worst) or share < made.worst:
                made.worst = share
                made.datastream = self._datastream("traffic", int(rows[np.nanargmin(here)]), "speed")
        made.code = street_service(made.worst)
        made.priority = service_priority(made.code)
        return made

    def _parking(self, now: float) -> _Now:
        free, status = self._latest("parking", "free", now), self._latest("parking", "status", now)
        if free is None or np.isnan(free).all():
            return _Now()
        closed = np.zeros(len(free), dtype=bool)
        if status is not None:
            table = self._store.tables["parking"]
            states = table.properties[_column(table, "status") or 0].states
            closed = np.isin(status, [i for i, state in enumerate(states) if state.startswith("closed")])
        usable = np.where(closed, 0.0, free)
        fewest = int(np.nanargmin(usable))
        _, priority, _ = self._judged("parking", "occupancy", "high", now)
        return _Now(
            float(np.nansum(usable)), "", self._datastream("parking", fewest, "free"), float(usable[fewest]),
            int(closed.sum()), int((~np.isnan(free)).sum()), Priority(priority.max(initial=0)),
        )  # fmt: skip

    # -- what they are made of ---------------------------------------------------------------------

    def _latest(self, domain: str, name: str, now: float) -> Floats | None:
        """(things,) the newest good reading of a property, NaN where there is none; None without it."""
        table = self._store.tables.get(domain)
        column = _column(table, name) if table is not None else None
        if table is None or column is None or not len(table):
            return None
        n = len(table)
        old = now - table.last_time[:n, column] > STALE_PERIODS * table.periods[:n, column]
        bad = table.last_quality[:n, column] > USABLE
        return np.where(old | bad, np.nan, table.last_value[:n, column])

    def _judged(self, domain: str, name: str, kind: str, now: float) -> tuple[Floats, Levels, Floats]:
        """(things,) each: the readings, the priority that their limits give them, and how far they are.

        How far: the reading as a multiple of its mildest threshold, NaN without a reading or a limit.
        """
        values, known = self._latest(domain, name, now), self._city.by_id.get(domain)
        if values is None or known is None:
            return np.zeros(0), np.zeros(0, dtype=np.uint8), np.zeros(0)
        priority, ratio = np.zeros(len(values), dtype=np.uint8), np.full(len(values), np.nan)
        places = self._store.tables[domain].places
        for limit in known.limits:
            if limit.property != name or limit.kind != kind or not limit.own() or limit.average is not None:
                continue
            on = np.array([not limit.things or place.id in limit.things for place in places]) & ~np.isnan(
                values
            )
            given = [(level, value) for level, value in enumerate(limit.thresholds(), 1) if value is not None]
            for level, value in given:
                met = on & (values <= value if limit.less_is_worse() else values >= value)
                priority[met] = np.maximum(priority[met], level)
            if given[0][1]:
                ratio[on] = np.fmax(ratio[on], values[on] / given[0][1])
        return values, priority, ratio

    def _datastream(self, domain: str, row: int, name: str) -> str:
        return datastream_id(domain, self._store.tables[domain].places[row].id, name)


def station_means(table: Table, row: int, now: float, bounds: Bounds = ATMO_2021) -> dict[str, float]:
    """Mean of each pollutant of an index at one station: the last day of particles, the last hour of gases.

    NaN where the last hour has no good reading. For the European index, give its bounds: all are of
    the last hour then.
    """
    means = {}
    for pollutant in bounds:
        column = _column(table, pollutant)
        if column is None or not table.observed[row, column]:
            continue
        daily = bounds is ATMO_2021 and pollutant in _PARTICLES
        series = table.window(row, column, now - (DAY if daily else HOUR), now)
        usable = series.quality <= USABLE
        fresh = usable.any() and series.times[usable][-1] > now - HOUR
        means[pollutant] = float(series.values[usable].mean()) if fresh else math.nan
    return means


def _corridors(city: City, store: Store) -> Sequence[tuple[NDArray[np.intp], float]]:
    """Rows of the loops of each corridor, and its free speed in km/h."""
    known, table = city.by_id.get("traffic"), store.tables.get("traffic")
    if known is None or table is None:
        return []
    kinds = known.model.get("kinds", {})
    free = {
        row["id"]: float(kinds[row["kind"]]["free_speed"])
        for row in known.model.get("corridors", ())
        if isinstance(row, Mapping) and row.get("kind") in kinds
    }
    rows: dict[str, list[int]] = {}
    for number, thing in enumerate(known.things):
        link = thing.model.get("link")
        if link in free and "speed" in thing.properties:
            rows.setdefault(str(link), []).append(number)
    return [(np.array(members, dtype=np.intp), free[link]) for link, members in rows.items()]


def _column(table: Table, name: str) -> int | None:
    return next((i for i, item in enumerate(table.properties) if item.id == name), None)
