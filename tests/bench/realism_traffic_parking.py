"""How alive simulated traffic and parking are beside recorded ones: the same statistics of both.

    python tests/bench/realism_traffic_parking.py [--seeds 1 2 3] [--days 28] [--begin 2026-11-16T00:00+01:00]

Dry days without a public holiday, as the recorded ones are. The recordings are read from the reference data
beside the project, where they are present.
"""

import argparse
import csv
import time
from collections import defaultdict
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from config import catalogue
from config.reader import read_city
from simulators.models.contract import TICK, City, Floats, Moment, generator
from simulators.models.parking.model import Parking
from simulators.models.traffic.model import Traffic

SERIES = Path(__file__).parents[2] / "../shared/data/series"
#: Half-hours in which the recorded car parks were read: 08:00 to 16:30.
FIRST, LAST = 16, 33
#: Recorded car parks with less than this share of the week's cars at weekends are those of offices.
OFFICES = 0.35
#: A loop near the middle of the motorway stands for the recorded motorway.
LOOP = "a8-saint-isidore-e"


@dataclass(frozen=True)
class Life:
    """What makes a series look like its kind."""

    hour_before: float  #: autocorrelation at 1 h
    day_before: float  #: and at 24 h
    swing: float  #: median over days of highest / lowest
    tail: float  #: 95th percentile over median
    peak: float  #: local hour at which the mean day is highest
    weekend: float  #: mean at weekends over mean on weekdays


def life(table: Floats, weekdays: Floats, per_hour: int) -> Life:
    """Statistics of `table` (days, steps of a day), NaN where nothing was read; weekdays (days,)."""
    flat = table.ravel()
    used = table[np.isfinite(table).any(axis=1)]
    low = np.nanmin(used, axis=1)
    seen = np.isfinite(table).any(axis=0)
    profile = np.full(table.shape[1], -np.inf)
    profile[seen] = np.nanmean(table[:, seen], axis=0)
    free = weekdays >= 5
    return Life(
        hour_before=autocorrelation(flat, per_hour),
        day_before=autocorrelation(flat, 24 * per_hour),
        swing=float(np.median(np.nanmax(used, axis=1)[low > 0.0] / low[low > 0.0])),
        tail=float(np.nanpercentile(flat, 95) / np.nanpercentile(flat, 50)),
        peak=float(profile.argmax() / per_hour),
        weekend=float(np.nanmean(table[free]) / np.nanmean(table[~free])),
    )


def autocorrelation(values: Floats, lag: int) -> float:
    """Correlation of `values` with themselves `lag` steps before, over the pairs without a gap."""
    before, after = values[:-lag], values[lag:]
    both = np.isfinite(before) & np.isfinite(after)
    return float(np.corrcoef(before[both], after[both])[0, 1])


def middle(lives: list[Life]) -> Life:
    """Median of each statistic."""
    return Life(*np.median(np.array([astuple(item) for item in lives]), axis=0))


def recorded_motorway(path: Path) -> Life:
    """The hourly volumes of the motorway; hours that are missing are gaps."""
    with path.open(encoding="utf-8") as file:
        volumes = {
            datetime.fromisoformat(row["time"]): float(row["traffic_volume"]) for row in csv.DictReader(file)
        }
    first = min(volumes).replace(hour=0)
    table = np.full(((max(volumes) - first).days + 1, 24), np.nan)
    for at, volume in volumes.items():
        table[(at - first).days, at.hour] = volume
    return life(table, (first.weekday() + np.arange(len(table))) % 7, 1)


def recorded_parking(path: Path) -> list[Life]:
    """Each car park's share of places taken, by half-hours; impossible rows are gaps."""
    rows: dict[str, dict[datetime, float]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            share = float(row["Occupancy"]) / float(row["Capacity"])
            if 0.0 <= share <= 1.05:
                rows[row["SystemCodeNumber"]][datetime.fromisoformat(row["LastUpdated"])] = share
    lives = []
    for shares in rows.values():
        first = min(shares).replace(hour=0, minute=0, second=0)
        table = np.full(((max(shares) - first).days + 1, 48), np.nan)
        for at, share in shares.items():
            table[(at - first).days, min(47, round((at.hour * 60 + at.minute) / 30))] = share
        if np.isfinite(table).sum() >= 1000:  # two car parks were hardly ever read
            lives.append(life(table, (first.weekday() + np.arange(len(table))) % 7, 2))
    return lives


def simulated(city: catalogue.City, begin: float, days: int, seed: int) -> tuple[Floats, Floats, float]:
    """Flow (days, 24, loops), occupancy (days, 48, car parks), and processor seconds for a tick of both."""
    zone = ZoneInfo(city.time_zone)
    models = (Traffic(city), Parking(city))
    state = City(Moment.of(begin, zone))
    for stream, model in enumerate(models):
        model.begin(state, begin, generator(seed, stream, 0))
    flow, share, spent = [], [], 0.0
    for tick in range(1, days * 1440 + 1):
        state.now = Moment.of(begin + tick * TICK, zone)
        started = time.process_time()
        truth = [model.step(state, state.now.t, generator(seed, i, tick)) for i, model in enumerate(models)]
        spent += time.process_time() - started
        flow.append(truth[0]["flow"])
        if tick % 30 == 0:
            share.append(truth[1]["occupancy"])
    hourly = np.array(flow).reshape(days, 24, 60, -1).mean(axis=2)
    return hourly, np.array(share).reshape(days, 48, -1), spent / (days * 1440)


def line(label: str, row: Life) -> str:
    """One row of the table."""
    hour, day, swing, tail, peak, weekend = astuple(row)
    return f"{label:34} {hour:6.2f} {day:6.2f} {swing:6.2f} {tail:8.2f} {peak:6.1f} h {weekend:8.2f}"


def main() -> None:
    """Print recorded and simulated statistics."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--begin", default="2026-11-16T00:00:00+01:00")
    options = parser.parse_args()
    city = read_city("nice")
    begin = datetime.fromisoformat(options.begin)
    weekdays = (begin.weekday() + np.arange(options.days)) % 7
    loops = [thing.id for thing in city.domain("traffic").things]
    kinds = np.array([thing.model["kind"] for thing in city.domain("parking").things])
    print(f"{'':34} {'1 h':>6} {'24 h':>6} {'swing':>6} {'p95/p50':>8} {'peak':>8} {'weekend':>8}")
    if SERIES.is_dir():
        print(line("recorded motorway", recorded_motorway(SERIES / "traffic_i94_hourly.csv")))
        parks = recorded_parking(SERIES / "parking_birmingham_2016.csv")
        print(line("recorded car parks, median", middle(parks)))
        print(line("  empty at weekends", middle([park for park in parks if park.weekend < OFFICES])))
    for seed in options.seeds:
        flow, share, tick = simulated(city, begin.timestamp(), options.days, seed)
        lives = [life(flow[:, :, i], weekdays, 1) for i in range(flow.shape[2])]
        print(line(f"seed {seed} {LOOP}", lives[loops.index(LOOP)]))
        print(line(f"seed {seed} loops, median", middle(lives)))
        day = np.full_like(share, np.nan)
        day[:, FIRST : LAST + 1] = share[:, FIRST - 1 : LAST]  # readings stand at the end of a half-hour
        lives = [life(day[:, :, i], weekdays, 2) for i in range(share.shape[2])]
        print(
            line(
                f"seed {seed} car parks, median",
                middle([x for x, k in zip(lives, kinds, strict=True) if k != "street"]),
            )
        )
        for kind in dict.fromkeys(kinds):
            print(
                line(
                    f"seed {seed}   {kind}",
                    middle([x for x, k in zip(lives, kinds, strict=True) if k == kind]),
                )
            )
        print(f"seed {seed} a tick of both models takes {tick * 1e3:.2f} ms of processor time")


if __name__ == "__main__":
    main()
