"""Recorded observations one by one, for the formats that have an object for each."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from dashboard.history.archive import Archive, Datastream
from dashboard.history.columns import floats, microseconds, one_row, seconds
from dashboard.history.export.selection import Selection
from dashboard.history.schema import observation_table

#: So many observations are read at a time.
_PIECE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """One observation of a thing: the readings of it that were selected."""

    time: float  #: seconds since 1970
    readings: tuple[tuple[Datastream, float, int], ...]  #: datastream, value, quality


def observations(archive: Archive, selection: Selection) -> Iterator[tuple[Found, float]]:
    """Observations with at least one selected reading, by domain and arrival, and the share that is done."""
    groups: defaultdict[int, defaultdict[int, list[Datastream]]] = defaultdict(lambda: defaultdict(list))
    for stream in selection.streams:
        groups[stream.table][stream.number].append(stream)
    bounds = [str(x) for x in microseconds([selection.since, selection.until])]
    for done, (table, things) in enumerate(sorted(groups.items())):
        places = sorted({stream.place for streams in things.values() for stream in streams})
        columns = ", ".join(f"value_{place}, quality_{place}" for place in places)
        with archive.cursor() as cursor:
            numbers = range(selection.run.observations.start, selection.run.observations.stop)
            last = one_row(cursor, f"SELECT min(number), max(number) FROM {observation_table(table)}")
            if last is None or last[0] is None:
                continue
            low, high = max(numbers.start, last[0]), min(numbers.stop, last[1] + 1)
            for start in range(low, high, _PIECE):
                rows = cursor.execute(
                    f"SELECT thing, time, {columns} FROM {observation_table(table)}"
                    " WHERE number >= ? AND number < ?"
                    " AND time BETWEEN CAST(? AS TIMESTAMP) AND CAST(? AS TIMESTAMP) ORDER BY number",
                    [start, min(start + _PIECE, high), *bounds],
                ).fetchnumpy()
                share = (done + (start - low) / (high - low)) / len(groups)
                for found in _found(rows, things, places):
                    yield found, share


def _found(rows: dict[str, Any], things: dict[int, list[Datastream]], places: list[int]) -> Iterator[Found]:
    values = {place: floats(rows[f"value_{place}"]) for place in places}
    quality = {place: np.ma.getdata(rows[f"quality_{place}"]) for place in places}
    for i, (thing, time) in enumerate(
        zip(rows["thing"].tolist(), seconds(rows["time"]).tolist(), strict=True)
    ):
        readings = tuple(
            (stream, float(values[stream.place][i]), int(quality[stream.place][i]))
            for stream in things.get(thing, ())
            if values[stream.place][i] == values[stream.place][i]
        )
        if readings:
            yield Found(time, readings)


def write_list(
    archive: Archive,
    selection: Selection,
    path: Path,
    frame: tuple[bytes, bytes],
    item: Callable[[Found], bytes],
    told: Callable[[float], None],
) -> int:
    """A JSON list of one item per observation between two pieces of text; how many readings."""
    count, before = 0, -1.0
    begin, end = frame
    with path.open("wb") as file:
        file.write(begin)
        for found, share in observations(archive, selection):
            file.write(b",\n" if count else b"\n")
            file.write(item(found))
            count += len(found.readings)
            if share != before:
                before = share
                told(share)
        file.write(end)
    return count


def word(stream: Datastream, value: float) -> float | str:
    """A number, or the word of a state."""
    states = stream.quantity.states
    return states[int(value)] if states and 0 <= value < len(states) else value


def moment(time: float) -> str:
    """ISO 8601 in UTC, with milliseconds, or microseconds where there are any."""
    written = datetime.fromtimestamp(time, UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    return written.removesuffix("000") + "Z"


def text(data: object) -> bytes:
    """JSON, as short as it gets."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
