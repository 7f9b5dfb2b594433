"""A row for each reading: CSV after the W3C's CSV on the Web, and Parquet. DuckDB writes both."""

import json
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import Any, Final

import numpy as np

from dashboard.history.archive import Archive
from dashboard.history.columns import microseconds, words
from dashboard.history.export.provenance import Provenance, units
from dashboard.history.export.selection import Selection
from dashboard.history.schema import observation_table

#: Name, type in CSV on the Web, what it says.
COLUMNS: Final = (
    ("datastream", "string", "domain/thing/property"),
    ("domain", "string", "service of the city"),
    ("thing", "string", "one installation with a place"),
    ("name", "string", "of the thing"),
    ("longitude", "number", "WGS 84, degrees"),
    ("latitude", "number", "WGS 84, degrees"),
    ("property", "string", "what is observed"),
    ("unit", "string", "of the value"),
    ("time", "dateTime", "at the sensor, UTC"),
    ("value", "number", "in the unit; of a state its number, from 0"),
    ("state", "string", "the word of a state, empty for quantities"),
    ("quality", "integer", "0 good, 1 uncertain, 2 stuck, 3 out of range, 4 stale"),
)
#: How often it is looked whether to go on, seconds.
_LOOK: Final = 0.1


def csv(
    archive: Archive, selection: Selection, origin: Provenance, path: Path, told: Callable[[float], None]
) -> int:
    """RFC 4180, UTF-8, with a header; times with microseconds and Z."""
    names = ", ".join(
        "strftime(time, '%Y-%m-%dT%H:%M:%S.%fZ') AS time" if name == "time" else name for name, *_ in COLUMNS
    )
    return _copy(archive, selection, f"SELECT {names} FROM readings", path, "FORMAT csv, HEADER true", told)


def parquet(
    archive: Archive, selection: Selection, origin: Provenance, path: Path, told: Callable[[float], None]
) -> int:
    """Compressed with zstd; provenance and units in the file's own metadata."""
    about = {**origin.document(), "units": units(selection)}
    pairs = ", ".join(
        f"{_quoted(name)}: {_quoted(text if isinstance(text, str) else json.dumps(text, ensure_ascii=False))}"
        for name, text in about.items()
    )
    names = ", ".join("time AT TIME ZONE 'UTC' AS time" if name == "time" else name for name, *_ in COLUMNS)
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}}"
    return _copy(archive, selection, f"SELECT {names} FROM readings", path, options, told)


def describe_csv(selection: Selection, origin: Provenance, path: Path) -> Path:
    """What the columns mean, in a file beside it: https://www.w3.org/TR/tabular-metadata/."""
    about = origin.document()
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": path.name,
        "dc:title": about.pop("title"),
        "dc:license": {"@id": about.pop("license")},
        "dc:creator": about.pop("creator"),
        "dc:description": json.dumps(about, ensure_ascii=False),
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kind, "dc:description": text}
                for name, kind, text in COLUMNS
            ]
        },
    }
    beside = path.with_name(f"{path.name}-metadata.json")
    beside.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return beside


def _copy(
    archive: Archive,
    selection: Selection,
    query: str,
    path: Path,
    options: str,
    told: Callable[[float], None],
) -> int:
    """Let DuckDB write the readings to a file, looking now and then whether to go on."""
    readings = _READINGS.format(parts=_parts(selection))
    statement = f"COPY (WITH readings AS ({readings}) {query}) TO {_quoted(str(path))} ({options})"
    with archive.cursor() as cursor, ThreadPoolExecutor(max_workers=1) as thread:
        cursor.register("chosen", _chosen(selection))
        work = thread.submit(cursor.execute, statement)
        try:
            while True:
                try:
                    return int(work.result(timeout=_LOOK).fetchall()[0][0])
                except NotYet:
                    told(max(0.0, cursor.query_progress()) / 100.0)
        except BaseException:
            if not work.done():
                cursor.interrupt()
            raise


#: Readings with all that is known of their datastreams, by datastream and time.
_READINGS: Final = """
    SELECT chosen.*, r.time, r.value, states ->> CAST(r.value AS INTEGER) AS state, r.quality
    FROM ({parts}) r JOIN chosen ON chosen.number = r.thing AND chosen.place = r.place
    ORDER BY chosen.rank, r.time, r.number
"""


def _parts(selection: Selection) -> str:
    """Readings of each property of each domain, one below the other."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for stream in selection.streams:
        places[stream.table].add(stream.place)
    since, until = (_quoted(str(moment)) for moment in microseconds([selection.since, selection.until]))
    numbers = selection.run.observations
    return " UNION ALL ".join(
        f"SELECT number, thing, {place} AS place, time, value_{place} AS value, quality_{place} AS quality"
        f" FROM {observation_table(table)} WHERE value_{place} IS NOT NULL"
        f" AND time BETWEEN TIMESTAMP {since} AND TIMESTAMP {until}"
        f" AND number >= {numbers.start} AND number < {numbers.stop}"
        for table, found in sorted(places.items())
        for place in sorted(found)
    )


def _chosen(selection: Selection) -> dict[str, Any]:
    """The datastreams of a selection as columns."""
    streams = selection.streams
    positions = np.array([s.position or (np.nan, np.nan) for s in streams])
    return {
        "rank": np.arange(len(streams)),
        "number": np.array([s.number for s in streams]),
        "place": np.array([s.place for s in streams]),
        "datastream": words([s.id for s in streams]),
        "domain": words([s.domain for s in streams]),
        "thing": words([s.thing for s in streams]),
        "name": words([s.name for s in streams]),
        "longitude": positions[:, 0].copy(),
        "latitude": positions[:, 1].copy(),
        "property": words([s.quantity.id for s in streams]),
        "unit": words([s.quantity.unit for s in streams]),
        "states": words([json.dumps(s.quantity.states, ensure_ascii=False) for s in streams]),
    }


def _quoted(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
