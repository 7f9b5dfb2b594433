"""Readings of any range, no more of them than there are pixels; also beside those of another time."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from dashboard.core.series import Series
from dashboard.history.archive import Archive, Datastream, Run
from dashboard.history.columns import floats, one_row, seconds
from dashboard.history.schema import observation_table

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """One datastream over a range: of each of its columns the first, lowest, highest and last reading."""

    datastream: str
    since: float
    until: float
    series: Series
    #: Spans (since, until) in which readings came and were not recorded: draw no line through them.
    gaps: tuple[tuple[float, float], ...] = ()


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
        return {stream.id: Curve(stream.id, period.since, period.until, _EMPTY) for stream in streams}
    together: defaultdict[tuple[int, int], list[Datastream]] = defaultdict(list)
    for stream in streams:
        together[stream.table, stream.place].append(stream)
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
    """Datastreams of one domain and property, in one pass over the file."""
    table, place = group[0].table, group[0].place
    v, q = f"value_{place}", f"quality_{place}"
    rows = cursor.execute(
        f"""
        SELECT thing, least(CAST(floor((epoch_us(time) - ?) * ? / ?) AS BIGINT), ?) AS pixel,
            min(time) t0, arg_min({v}, time) v0, arg_min({q}, time) q0,
            arg_min(time, {v}) t1, min({v}) v1, arg_min({q}, {v}) q1,
            arg_max(time, {v}) t2, max({v}) v2, arg_max({q}, {v}) q2,
            max(time) t3, arg_max({v}, time) v3, arg_max({q}, time) q3
        FROM {observation_table(table)}
        WHERE {_WHERE} AND list_contains(?, thing) AND {v} IS NOT NULL
        GROUP BY thing, pixel
        """,
        [
            math.ceil(period.since * 1e6),
            float(columns),
            max(period.until - period.since, 1e-6) * 1e6,
            columns - 1,
            *_where(run, period),
            [stream.number for stream in group],
        ],
    ).fetchnumpy()
    things = np.asarray(rows["thing"])
    return [_series(rows, things == stream.number) for stream in group]


def _series(rows: Mapping[str, NDArray[Any]], of: NDArray[np.bool_]) -> Series:
    """Four readings a pixel, some of them the same, as one series."""
    times = np.concatenate([seconds(rows[f"t{i}"][of]) for i in range(4)])
    values = np.concatenate([floats(rows[f"v{i}"][of]) for i in range(4)])
    quality = np.concatenate([np.ma.getdata(rows[f"q{i}"])[of] for i in range(4)]).astype(np.uint8)
    order = np.lexsort((values, times))
    times, values, quality = times[order], values[order], quality[order]
    new = np.ones(len(times), dtype=bool)
    new[1:] = (times[1:] != times[:-1]) | (values[1:] != values[:-1])
    return Series(times[new], values[new], quality[new])


def _gaps(cursor: DuckDBPyConnection, run: Run, period: Period) -> tuple[tuple[float, float], ...]:
    rows = cursor.execute(
        """
        SELECT epoch_us((SELECT max(time) FROM frame WHERE number = interruption.frame - 1)), epoch_us(time)
        FROM interruption WHERE frame >= ? AND frame < ? ORDER BY frame
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
