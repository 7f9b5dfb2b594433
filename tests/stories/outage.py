"""Section 12.6 is about what a control room makes of a failing network: the city and its core together."""

from functools import lru_cache

import numpy as np

from dashboard.core.readings.quality import Quality
from tests.bench.alarms import Run
from tests.stories.row import Measure, Row, Table

#: Hours from 10:00 on until the last instrument is repaired, and a little more.
HOURS = 4.5
SEED = 1


@lru_cache(maxsize=1)
def watched() -> Run:
    """The story as it reaches a control room."""
    run = Run("outage", SEED)
    run.play(run.begins + 3600.0 * HOURS)
    return run


def _clock(run: Run, time: float) -> float:
    return 10.0 + (time - run.begins) / 3600.0


def _called(run: Run, kinds: tuple[str, ...], name: str, first: float, last: float) -> list[float]:
    """Clocks at which an operator is called to an alarm of these kinds, whose id begins so."""
    clocks = [(_clock(run, event.time), event.alarm) for event in run.events if event.annunciated]
    return [
        clock for clock, alarm in clocks
        if first <= clock < last and alarm.kind in kinds and alarm.id.startswith(name)
    ]  # fmt: skip


def _series(run: Run, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Clocks, values and qualities of everything that a datastream said."""
    store = run.pipeline.store
    series = store.window(store.find(name), run.begins, run.simulation.time)
    return 10.0 + (series.times - run.begins) / 3600.0, series.values, series.quality


def _stuck(run: Run) -> float:
    """When the first reading of the stuck analyser is marked."""
    clocks, _, quality = _series(run, "air_quality/promenade/no2")
    marked = clocks[quality == Quality.STUCK]
    return float(marked[0]) if len(marked) else float("nan")


def _jump(run: Run) -> float:
    """m by which the highest reading of an hour stands above its median."""
    clocks, values, _ = _series(run, "water/paillon-expositions/water_level")
    mine = values[(clocks > 11.5) & (clocks < 12.5)]
    return float(mine.max() - np.median(mine))


def _offset(run: Run) -> float:
    """m by which the level at Ariane is higher than an hour before."""
    clocks, values, _ = _series(run, "water/paillon-ariane/water_level")
    after, before = (clocks > 13.1) & (clocks < 13.8), (clocks > 12.0) & (clocks < 13.0)
    return float(np.median(values[after]) - np.median(values[before]))


def _count(kinds: tuple[str, ...], name: str, first: float, last: float) -> Measure:
    return lambda run: float(len(_called(run, kinds, name, first, last)))


def _first(kinds: tuple[str, ...], name: str, first: float, last: float) -> Measure:
    return lambda run: min(_called(run, kinds, name, first, last), default=float("nan"))


def rows() -> list[Row]:
    """What the specification expects, with the clocks of our timeline: five hours instead of four minutes."""
    table = Table("outage")
    gateway, flood = ("gateway",), ("high", "rate")
    add, radar = table.between, "water/paillon-expositions"
    add("10:05", "calls for the silent gateway", 1, 1, "", _count(gateway, "gateway/ouest", 10, 11))
    table.clock("10:06", "the first of them", _first(gateway, "gateway/", 10, 11), within=2.0)
    add("10:05", "calls for a thing behind it", 0, 0, "", _count(("stale",), "", 10, 10.95))
    table.clock("12:30", "stuck NO₂ is marked, after six equal samples of 15 min", _stuck, within=20.0)
    table.near("12:00", "jump of the radar at Expositions, one sample", 4.0, "m", _jump, within=0.05)
    add("12:00", "calls for a flood because of it", 0, 0, "", _count(flood, radar, 11.9, 12.9))
    table.near("13:00", "level at Ariane against an hour before", 0.5, "m", _offset, within=0.05)
    away = _first(("deviation",), "water/paillon-ariane", 13, 14)
    table.clock("13:10", "its neighbours give it away", away)
    return table.rows
