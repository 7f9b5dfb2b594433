"""How alive the simulated air is beside a year of AtmoSud's: the same statistics of both, as a table.

python -m tests.bench.realism [--seeds 1 2 3] [--days 28] [--begin 2026-10-02T06:00:00+02:00]
"""

import argparse
import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from config import catalogue
from config.reader import read_city
from simulators.models.air_quality.model import AirQuality
from simulators.models.contract import Floats, Forcing, Model, Moment
from simulators.models.traffic.model import Traffic
from simulators.models.weather.model import Weather
from simulators.world import World

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "../shared/data/series/air_marseille_part1.csv"
#: Columns of the record -> our properties.
COLUMNS = {"NO2": "no2", "PM10": "pm10", "PM2.5": "pm25"}


@dataclass(frozen=True)
class Life:
    """Statistics of an hourly series: what makes it look like air."""

    mean: float
    hour_before: float  #: autocorrelation at 1 h
    day_before: float  #: and at 24 h
    swing: float  #: highest over lowest hour of the mean day
    peak: int  #: local hour of the highest
    second: int  #: local hour of the highest from 15 to 23 h
    tail: float  #: 95th percentile over median


def life(values: Floats, hours: Floats) -> Life:
    """Statistics of `values` (n,), NaN where missing, at local `hours` (n,) of the day 0-23."""
    day = np.array([np.nanmean(values[hours == h]) for h in range(24)])
    middle, high = np.nanpercentile(values, [50, 95])
    return Life(
        mean=float(np.nanmean(values)),
        hour_before=autocorrelation(values, 1),
        day_before=autocorrelation(values, 24),
        swing=float(day.max() / day.min()),
        peak=int(day.argmax()),
        second=15 + int(day[15:].argmax()),
        tail=float(high / middle),
    )


def autocorrelation(values: Floats, lag: int) -> float:
    """Correlation of `values` with themselves `lag` steps before, over the pairs without a gap."""
    before, after = values[:-lag], values[lag:]
    both = np.isfinite(before) & np.isfinite(after)
    return float(np.corrcoef(before[both], after[both])[0, 1])


def recorded(path: Path, zone: ZoneInfo) -> dict[str, tuple[Floats, Floats]]:
    """Property -> (values, local hours) of AtmoSud's file, gaps as NaN."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = [datetime.fromisoformat(row["time"]).replace(tzinfo=UTC).timestamp() for row in rows]
    place = [round((t - times[0]) / 3600) for t in times]
    hours = np.array([Moment.of(times[0] + 3600.0 * k, zone).hour // 1 for k in range(place[-1] + 1)])
    series = {}
    for column, name in COLUMNS.items():
        values = np.full(len(hours), np.nan)
        values[place] = [float(row[column]) if row[column] else np.nan for row in rows]
        series[name] = (values, hours)
    return series


def simulated(
    city: catalogue.City, models: Sequence[Model], begin: float, days: int, seed: int, domain: str
) -> tuple[dict[str, Floats], Floats]:
    """Property -> hourly means (hours, things) of the truth of `domain`, and the local hour of each."""
    zone = ZoneInfo(city.time_zone)
    world = World(city, models, seed)
    world.begin(begin, Forcing())
    means = [sum(world.tick(Forcing())[domain] for _ in range(60)) / 60.0 for _ in range(days * 24)]
    hours = np.array([Moment.of(begin + 3600.0 * hour, zone).hour // 1 for hour in range(days * 24)])
    table = np.array(means)
    return {item.id: table[..., k] for k, item in enumerate(city.domain(domain).properties)}, hours


def line(label: str, row: Life) -> str:
    """One row of the table."""
    mean, hour, day, swing, peak, second, tail = astuple(row)
    return f"{label:28} {mean:6.1f} {hour:6.2f} {day:6.2f} {swing:6.2f} {peak:5d} h {second:5d} h {tail:7.2f}"


def main() -> None:
    """Print recorded and simulated statistics."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--begin", default="")
    parser.add_argument("--things", nargs="+", default=["promenade", "arson"])
    options = parser.parse_args()
    city = read_city("nice")
    zone = ZoneInfo(city.time_zone)
    begin = datetime.fromisoformat(options.begin).timestamp() if options.begin else city.start_time
    print(f"{'':28} {'mean':>6} {'1 h':>6} {'24 h':>6} {'swing':>6} {'peak':>7} {'second':>7} {'p95/p50':>7}")
    if RECORDED.exists():
        for name, (values, hours) in recorded(RECORDED, zone).items():
            print(line(f"recorded {name}", life(values, hours)))
    domain = city.domain("air_quality")
    things = [thing.id for thing in domain.things]
    models: list[Model] = [Weather(city), Traffic(city), AirQuality(city)]
    for seed in options.seeds:
        series, hours = simulated(city, models, begin, options.days, seed, domain.id)
        print()
        for thing in options.things:
            for name in COLUMNS.values():
                values = series[name][:, things.index(thing)]
                if np.isfinite(values).any():
                    print(line(f"seed {seed} {thing} {name}", life(values, hours)))


if __name__ == "__main__":
    main()
