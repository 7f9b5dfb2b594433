"""How long each road takes now, in both directions, from the speeds over its loops."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from config.catalogue import City
from dashboard.core.alarms.event import Priority
from dashboard.core.indices import service_priority, street_service
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import Store, Stream
from dashboard.core.travel import travel_time
from dashboard.ui import streams
from dashboard.ui.context import Context
from dashboard.ui.roads import Road, roads

#: Speeds are means over so many seconds: a single minute of a loop jumps.
_SPAN: Final = 300.0
#: Readings older than this, seconds, say nothing of the road now.
_OLD: Final = 1800.0
_ARROWS: Final = "→←↑↓"


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a road."""

    arrow: str
    towards: str  #: where its last loop lies
    seconds: float  #: now; inf where traffic stands, NaN where nothing is heard
    late: float  #: seconds more than at the free speed
    closed: bool
    priority: Priority


@dataclass(frozen=True, slots=True)
class RoadTimes:
    """A road and its directions, in the order of the catalogue."""

    name: str
    length: float  #: km
    directions: tuple[Direction, ...]


def road_times(context: Context, known: Mapping[str, Road], now: float) -> list[RoadTimes]:
    """Every road at the city's time `now`; `known` are those of the catalogue."""
    shut = closed_roads(context.city, context.store)
    found: dict[str, list[tuple[Road, Direction]]] = {}
    for road in known.values():
        direction = _direction(context.store, road, now, closed=road.id in shut)
        found.setdefault(road.name.rstrip(f" {_ARROWS}"), []).append((road, direction))
    return [
        RoadTimes(name, pairs[0][0].length, tuple(direction for _, direction in pairs))
        for name, pairs in found.items()
    ]


def city_roads(context: Context) -> Mapping[str, Road]:
    """The roads of the city's catalogue."""
    return roads(context, "traffic")


def closed_roads(city: City, store: Store) -> frozenset[str]:
    """Roads that a river closes now, by id.

    An empty road says that all is free, because nobody drives there slowly. That the tunnel is closed
    above so many cubic metres a second stands with the gauge: `closes` of its model.
    """
    found: set[str] = set()
    for domain in city.domains:
        for thing in domain.things:
            rows = thing.model.get("closes", ())
            if rows and "discharge" in thing.properties:
                discharge = _newest(store, store.find(f"{domain.id}/{thing.id}/discharge"))
                for row in rows:
                    if discharge > row["above"] and row["share"] <= 0.0:
                        found.update(row["links"])
    return frozenset(found)


def _newest(store: Store, stream: Stream) -> float:
    """The newest reading if it can be trusted, else NaN."""
    table = store.tables[stream.domain]
    good = table.last_quality[stream.row, stream.column] <= USABLE
    return streams.last(store, stream) if good else math.nan


def _direction(store: Store, road: Road, now: float, *, closed: bool) -> Direction:
    kilometres = np.array([km for km, _ in road.loops])
    speeds = _speeds(store, [stream for _, stream in road.loops], now)
    seconds = travel_time(kilometres, speeds, road.length)
    free = 3600.0 * road.length / road.free_speed
    level = service_priority(street_service(free / seconds if seconds > 0 else math.nan))
    name = store.place(road.loops[-1][1]).name
    return Direction(
        road.name[-1] if road.name[-1] in _ARROWS else "",
        name.split(" · ")[-1].rstrip(f" {_ARROWS}"),
        math.inf if closed else seconds,
        math.inf if closed else seconds - free,
        closed,
        Priority.ALARM if closed or math.isinf(seconds) else level,
    )


def _speeds(store: Store, loops: Sequence[Stream], now: float) -> np.ndarray:
    """(loops,) km/h, the mean of the last minutes that were heard of each; NaN where there are none."""
    speeds = np.full(len(loops), np.nan)
    for number, stream in enumerate(loops):
        newest = float(store.tables[stream.domain].last_time[stream.row, stream.column])
        if not newest > now - _OLD:
            continue
        series = store.window(stream, newest - _SPAN, newest)
        usable = series.quality <= USABLE
        if usable.any():
            speeds[number] = series.values[usable].mean()
    return speeds
