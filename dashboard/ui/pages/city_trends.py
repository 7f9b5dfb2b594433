"""The past hour of several things as one curve: means before each moment, sums, speeds of roads."""

import math
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Store, Stream
from dashboard.ui.pages.city_cards import HOUR
from dashboard.ui.roads import Road

Floats = NDArray[np.float64]

#: Steps of a trend that is summed over many things.
_STEPS: Final = 61
#: Speeds are means over so many seconds: a single minute of a loop jumps.
_SPEED_SPAN: Final = 300.0


def running_mean(store: Store, stream: Stream, now: float, span: float) -> Series:
    """The mean of the hour before each of some times in the span: what an index is made of."""
    series = store.window(stream, now - span - HOUR, now)
    usable = series.quality <= USABLE
    times, sums = series.times[usable], np.concatenate([[0.0], np.cumsum(series.values[usable])])
    grid = np.linspace(now - span, now, _STEPS)
    end, begin = (np.searchsorted(times, at, side="right") for at in (grid, grid - HOUR))
    known = end > begin
    means = (sums[end] - sums[begin])[known] / (end - begin)[known]
    return Series(grid[known], means, np.zeros(len(means), dtype=np.uint8))


def together(
    store: Store, parts: Sequence[Stream], now: float, span: float, combine: Callable[..., Floats]
) -> Series:
    """A property of several things as one over the span, each holding its value between readings."""
    grid = np.linspace(now - span, now, _STEPS)
    values = np.full((len(parts), _STEPS), np.nan)
    if parts:
        table, rows = store.tables[parts[0].domain], np.array([part.row for part in parts])
        at = np.tile(grid, len(parts))
        times, found, _ = table.at(np.repeat(rows, _STEPS), parts[0].column, at)
        found[~(times >= now - span - 0.25 * HOUR)] = np.nan
        values = found.reshape(values.shape)
    complete = ~np.isnan(values).all(axis=0)
    whole = combine(values[:, complete], axis=0)
    return Series(grid[complete], whole, np.zeros(int(complete.sum()), dtype=np.uint8))


def mean_speeds(store: Store, roads: Sequence[Road], now: float) -> Floats:
    """(roads,) km/h over the last minutes that were heard of, means of their loops; NaN where none was."""
    if not roads:
        return np.zeros(0)
    table, size = store.tables["traffic"], len(roads)
    column = roads[0].loops[0][1].column
    rows = np.array([stream.row for road in roads for _, stream in road.loops])
    road = np.repeat(np.arange(size), [len(item.loops) for item in roads])
    # At high speed the clock is ahead of the newest reading by minutes.
    until = np.full(size, -np.inf)
    np.fmax.at(until, road, np.fmax.reduce(table.last_time[rows], axis=1))
    until = np.minimum(until, now)
    many = math.ceil(_SPEED_SPAN / float(table.periods[rows, column].min())) + 1
    times, speeds, _ = table.last(rows, column, many)
    inside = (times >= until[road, None] - _SPEED_SPAN) & (times <= until[road, None])
    inside &= np.isfinite(speeds) & (until[road, None] >= now - HOUR)
    loops = _mean(np.where(inside, speeds, 0.0).sum(axis=1), inside.sum(axis=1))
    known = np.isfinite(loops)
    sums = np.bincount(road[known], loops[known], size).astype(np.float64)
    return _mean(sums, np.bincount(road[known], minlength=size))


def speeds(store: Store, road: Road, now: float, span: float) -> Series:
    """The mean of a road's loops, each of them over the same minutes as in `mean_speeds`."""
    series = together(store, [stream for _, stream in road.loops], now, span, np.nanmean)
    width = max(1, round(_SPEED_SPAN / span * (_STEPS - 1)))
    if len(series) < width:
        return series
    sums = np.cumsum(np.concatenate([[0.0], series.values]))
    smooth = (sums[width:] - sums[:-width]) / width
    return Series(series.times[width - 1 :], smooth, series.quality[width - 1 :])


def _mean(sums: Floats, counts: NDArray[np.intp]) -> Floats:
    """NaN of none."""
    return np.asarray(np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0))
