"""Readings of any range, no more of them than there are pixels; also beside those of another time."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from duckdb import DuckDBPyConnection

from dashboard.core.readings.decimate import extremes
from dashboard.core.readings.series import Series
from dashboard.history.archive import Archive, Datastream, Run
from dashboard.history.columns import floats, one_row, one_value, seconds
from dashboard.history.schema import observation_table

#: So many readings are read at a time, 20 MB.
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Curve:
    """One datastream over a range: of each of its columns the first, lowest, highest and last reading."""

    datastream: str
    since: float
    until: float
    series: Series
    #: Spans (since, until) in which readings came and were not recorded: draw no line through them.
    gaps: tuple[tuple[float, float], ...] = ()

    @classmethod
    def empty(cls, datastream: str, since: float, until: float) -> "Curve":
        """Of a range without readings."""
        return cls(datastream, since, until, _EMPTY)

    def within(self, since: float, until: float) -> Series:
        """Its readings with since <= time <= until."""
        series = self.series
        low = int(np.searchsorted(series.times, since, "left"))
        high = int(np.searchsorted(series.times, until, "right"))
        return Series(series.times[low:high], series.values[low:high], series.quality[low:high])


@dataclass(frozen=True, slots=True)
class Period:
    """A range of the city's time in one run; the newest run when there is none."""

    since: float
    until: float
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What one datastream did in one period; NaN where nothing was measured."""

    count: int
    mean: float
    lowest: float
    highest: float


def curves(archive: Archive, datastreams: Sequence[str], period: Period, columns: int) -> dict[str, Curve]:
    """Readings with since <= time <= until for plots of `columns` pixels, by datastream.

    A line through them covers the same pixels as one through all readings (M4, Jugel et al. 2014).
    Where there are few, all are given. Trouble for a datastream that is not in the file.
    """
    run = period.run or archive.run()
    streams = [archive.stream(name) for name in datastreams]
    if run is None or period.until < period.since:
        return {stream.id: Curve.empty(stream.id, period.since, period.until) for stream in streams}
    together: defaultdict[int, list[Datastream]] = defaultdict(list)
    for stream in streams:
        together[stream.table].append(stream)
    found: dict[str, Curve] = {}
    with archive.cursor() as cursor:
        gaps = _gaps(cursor, run, period)
        for group in together.values():
            for stream, series in zip(group, _read(cursor, group, run, period, columns), strict=True):
                found[stream.id] = Curve(stream.id, period.since, period.until, series, gaps)
    return {name: found[name] for name in datastreams}


def join(past: Curve, tail: Series) -> Curve:
    """A curve from the file, and the newest readings from memory (`Store.window`): no seam, none twice.

    The file lags by a second or two and the memory goes back for hours: they overlap.
    """
    if not len(tail):
        return past
    series = past.series
    before = series.times < tail.times[0]
    return replace(
        past,
        until=max(past.until, float(tail.times[-1])),
        series=Series(
            np.concatenate([series.times[before], tail.times]),
            np.concatenate([series.values[before], tail.values]),
            np.concatenate([series.quality[before], tail.quality]),
        ),
    )


def shifted(curve: Curve, by: float) -> Curve:
    """The same `by` seconds later: yesterday laid over today."""
    series = curve.series
    return replace(
        curve,
        since=curve.since + by,
        until=curve.until + by,
        series=Series(series.times + by, series.values, series.quality),
        gaps=tuple((since + by, until + by) for since, until in curve.gaps),
    )


def compare(
    first: Archive, period: Period, second: Archive, other: Period, datastream: str, columns: int
) -> tuple[Curve, Curve]:
    """One datastream in two periods, of one file or two, the other laid over the first."""
    ours = curves(first, [datastream], period, columns)[datastream]
    theirs = curves(second, [datastream], other, columns)[datastream]
    return ours, shifted(theirs, period.since - other.since)


def figures(archive: Archive, datastreams: Sequence[str], period: Period) -> Mapping[str, Figures]:
    """Count, mean, lowest and highest of all readings in a period, by datastream."""
    run = period.run or archive.run()
    found = {}
    with archive.cursor() as cursor:
        for stream in (archive.stream(name) for name in datastreams):
            value, row = f"value_{stream.place}", None
            if run is not None:
                row = one_row(
                    cursor,
                    f"SELECT count({value}), avg({value}), min({value}), max({value})"
                    f" FROM {observation_table(stream.table)} WHERE {_WHERE} AND thing = ?",
                    [*_where(run, period), stream.number],
                )
            count, *numbers = row or (0, None, None, None)
            found[stream.id] = Figures(count, *(math.nan if x is None else x for x in numbers))
    return found


#: By zone maps both skip what lies outside.
_WHERE = "time BETWEEN make_timestamp(?) AND make_timestamp(?) AND number >= ? AND number < ?"


def _where(run: Run, period: Period) -> list[int]:
    return [
        math.ceil(period.since * 1e6),
        math.floor(period.until * 1e6),
        run.observations.start,
        run.observations.stop,
    ]


def _read(
    cursor: DuckDBPyConnection, group: Sequence[Datastream], run: Run, period: Period, columns: int
) -> list[Series]:
    """Datastreams of one domain, together: in one pass over the file, or several where they are many.

    In SQL the same costs twice as much, and four times for twelve curves: see `tests.bench.history`.
    """
    table = observation_table(group[0].table)
    pieces = min(columns, _pieces(cursor, group))
    edges = np.linspace(0, columns, pieces + 1).astype(int)
    span = (period.until - period.since) / columns
    parts: list[list[Series]] = [[] for _ in group]
    for low, high in pairwise(edges.tolist()):
        since = period.since + span * low
        until = period.until if high == columns else math.nextafter(period.since + span * high, -math.inf)
        found = _rows(cursor, table, group, run, Period(since, until))
        for part, series in zip(parts, found, strict=True):
            part.append(_decimated(series, since, until, high - low))
    return [_joined(part) for part in parts]


def _pieces(cursor: DuckDBPyConnection, group: Sequence[Datastream]) -> int:
    """In how many pieces to read, so that none has many more than `_MOST` readings: by a rough guess."""
    rows: float = one_value(
        cursor,
        "SELECT estimated_size / (SELECT greatest(count(*), 1) FROM thing WHERE domain = ?)"
        " FROM duckdb_tables() WHERE table_name = ?",
        0,
        [group[0].table, observation_table(group[0].table)],
    )
    return max(1, math.ceil(rows * len(group) / _MOST))


def _rows(
    cursor: DuckDBPyConnection, table: str, group: Sequence[Datastream], run: Run, period: Period
) -> list[Series]:
    """All readings of some datastreams of one domain in a period, by time."""
    places = sorted({stream.place for stream in group})
    names = ", ".join(f"value_{place}, quality_{place}" for place in places)
    numbers = ", ".join(str(number) for number in sorted({stream.number for stream in group}))
    rows = cursor.execute(
        f"SELECT thing, time, {names} FROM {table} WHERE {_WHERE} AND thing IN ({numbers})",
        _where(run, period),
    ).fetchnumpy()
    thing, time = np.asarray(rows["thing"]), seconds(rows["time"])
    order = np.lexsort((time, thing))
    thing, time = thing[order], time[order]
    found = []
    for stream in group:
        begin, end = np.searchsorted(thing, [stream.number, stream.number + 1])
        of = order[begin:end]
        values = floats(rows[f"value_{stream.place}"])[of]
        quality = np.ma.getdata(rows[f"quality_{stream.place}"])[of].astype(np.uint8)
        there = np.isfinite(values)
        found.append(Series(time[begin:end][there], values[there], quality[there]))
    return found


def _decimated(series: Series, since: float, until: float, columns: int) -> Series:
    """No more readings than a plot of so many pixels can show."""
    if len(series) <= 4 * columns or until <= since:
        return series
    keep = extremes(series.times, series.values, since, until, columns)
    return Series(series.times[keep], series.values[keep], series.quality[keep])


def _joined(parts: Sequence[Series]) -> Series:
    if len(parts) == 1:
        return parts[0]
    return Series(
        np.concatenate([part.times for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.quality for part in parts]),
    )


def _gaps(cursor: DuckDBPyConnection, run: Run, period: Period) -> tuple[tuple[float, float], ...]:
    inside = "FROM interruption WHERE frame >= ? AND frame < ?"
    if not one_value(cursor, f"SELECT count(*) {inside}", 0, [run.frames.start, run.frames.stop]):
        return ()
    rows = cursor.execute(
        f"""
        SELECT epoch_us((SELECT max(time) FROM frame WHERE number = interruption.frame - 1)), epoch_us(time)
        {inside} ORDER BY frame
        """,
        [run.frames.start, run.frames.stop],
    ).fetchall()
    merged: list[list[float]] = []
    for begin, end in rows:
        since, until = (end if begin is None else begin) / 1e6, end / 1e6
        if merged and since <= merged[-1][1]:
            merged[-1][1] = until
        else:
            merged.append([since, until])
    return tuple((a, b) for a, b in merged if a <= period.until and b >= period.since)


_EMPTY = Series(np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.uint8))
