"""What the catalogue says of the roads below the loops: corridors, their order and their free speed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.core.readings.store import Stream
from dashboard.ui import streams
from dashboard.ui.context import Context


@dataclass(frozen=True, slots=True)
class Road:
    """The corridor below some loops, in one direction; the numbers are those of a lane."""

    id: str
    name: str
    length: float  #: km
    lanes: int
    free_speed: float  #: km/h
    capacity: float  #: veh/h
    jam_density: float  #: veh/km
    loops: tuple[tuple[float, Stream], ...]  #: (km from its beginning, speed), ascending


def roads(context: Context, domain: str) -> Mapping[str, Road]:
    """Every corridor of the catalogue that has loops, by id; empty where the catalogue has none."""
    known = context.city.by_id.get(domain)
    if known is None:
        return {}
    kinds = _table(known.model.get("kinds"))
    below, found = _loops(context, domain), {}
    for row in _rows(known.model.get("corridors")):
        kind = _table(kinds.get(row.get("kind", "")))
        loops = tuple(sorted(below[str(row.get("id", ""))]))
        if loops and kind:
            found[str(row["id"])] = Road(
                str(row["id"]),
                _name([context.store.place(stream).name for _, stream in loops]),
                float(row["length"]),
                int(row["lanes"]),
                float(kind["free_speed"]),
                float(kind["capacity"]),
                float(kind["jam_density"]),
                loops,
            )
    return found


def _loops(context: Context, domain: str) -> Mapping[str, list[tuple[float, Stream]]]:
    """By corridor; empty for one that has none."""
    found: Mapping[str, list[tuple[float, Stream]]] = defaultdict(list)
    for stream in streams.observing(context.store, domain, "speed"):
        place = context.store.place(stream)
        if not place.discovered:
            model = context.city.domain(domain).thing(place.id).model
            found[str(model.get("link", ""))].append((float(model.get("km", 0.0)), stream))
    return found


def _name(names: Sequence[str]) -> str:
    """`Promenade →`, from the names of its loops: what comes before the point, and the arrow."""
    first = names[0]
    arrow = first[-1] if first[-1] in "→←↑↓" else ""
    return f"{first.split(' · ')[0]} {arrow}".strip()


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _rows(value: Any) -> Sequence[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
