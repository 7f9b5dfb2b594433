"""What instruments lose and how GNSS scatters, beside recorded series: missing shares and millimetres.

python -m tests.bench.realism_instruments [--seeds 1 2 3] [--days 28]
"""

import argparse
import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from config.catalogue import City, Domain
from config.reader import read_city
from simulators.models.contract import TICK, Floats
from simulators.sensors import Sensors

SERIES = Path(__file__).parents[2] / "../shared/data/series"
AIR, GNSS = SERIES / "air_marseille_part1.csv", SERIES / "landslide_gnss_dev.csv"
COLUMNS = {"NO2": "no2", "PM10": "pm10", "PM2.5": "pm25"}
#: A weather in which no instrument is disturbed: 20 °C, 50 % humidity, nothing else that matters.
CALM = 50.0


def readings(city: City, domain: Domain, days: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Rows of things, instants, and values (n, p) of what is said of a truth that stands still."""
    sensors = Sensors(city, domain, seed)
    truth = np.full((len(domain.things), len(domain.properties)), CALM)
    weather = np.full((len(city.domain("weather").things), len(city.domain("weather").properties)), CALM)
    sensors.begin(city.start_time, truth)
    parts = [
        sensors.observe(city.start_time + TICK * tick, (truth, truth), (weather, weather), [])
        for tick in range(days * 1440)
    ]
    thing, time, values = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("thing", "time", "values")
    )
    return thing, time, values


def missing(domain: Domain, days: int, thing: Floats, values: Floats) -> dict[tuple[str, str], float]:
    """(property, instrument) -> share of the readings due in so many days that nobody got."""
    due: dict[tuple[str, str], float] = defaultdict(float)
    got: dict[tuple[str, str], float] = defaultdict(float)
    for row, item in enumerate(domain.things):
        for name in item.properties:
            key = (name, item.instruments.get(name, domain.property(name).instrument))
            due[key] += days * 86_400.0 / domain.period(item, name)
            got[key] += np.isfinite(values[thing == row, domain.index(name)]).sum()
    return {key: 1.0 - got[key] / due[key] for key in due}


def scatter(series: Floats) -> float:
    """Standard deviation of white noise from successive differences, which no slow motion disturbs."""
    steps = np.diff(series)
    return float(1.4826 * np.median(np.abs(steps - np.median(steps))) / np.sqrt(2.0))


def recorded_missing() -> dict[str, float]:
    """Property -> share of the hours of the record without a value."""
    with AIR.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    hours = (np.datetime64(rows[-1]["time"]) - np.datetime64(rows[0]["time"])) // np.timedelta64(1, "h") + 1
    return {name: 1.0 - sum(bool(row[column]) for row in rows) / hours for column, name in COLUMNS.items()}


def recorded_gnss() -> dict[str, dict[str, float]]:
    """Station -> scatter of its daily positions, mm, between days that follow one another."""
    stations: dict[str, list[dict[str, str]]] = defaultdict(list)
    with GNSS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            stations[row["station"]].append(row)
    found = {}
    for name, rows in stations.items():
        days = np.array([date.fromisoformat(row["date"]).toordinal() for row in rows])
        follow = np.diff(days) == 1
        found[name] = {
            axis: float(
                1.4826
                * np.median(np.abs(np.diff([float(row[f"{axis}_mm"]) for row in rows])[follow]))
                / np.sqrt(2.0)
            )
            for axis in ("north", "east", "up")
        }
    return found


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--days", type=int, default=28)
    options = parser.parse_args()
    if SERIES.is_dir():
        for name, share in recorded_missing().items():
            print(f"recorded, missing {name:6} {100 * share:6.2f} %")
        for station, axes in recorded_gnss().items():
            print(
                f"recorded, GNSS {station:6}", {axis: round(value, 2) for axis, value in axes.items()}, "mm"
            )
    city = read_city("nice")
    air, slopes = city.domain("air_quality"), city.domain("landslide")
    for seed in options.seeds:
        thing, _, values = readings(city, air, options.days, seed)
        for (name, instrument), share in missing(air, options.days, thing, values).items():
            if name in COLUMNS.values():
                print(f"seed {seed}, missing {name:6} {instrument:16} {100 * share:6.2f} %")
        thing, time, values = readings(city, slopes, options.days, seed)
        for row, item in enumerate(slopes.things):
            if item.instruments.get("displacement") == "gnss":
                said = values[thing == row, slopes.index("displacement")]
                day = (time[thing == row] // 86_400.0).astype(int)
                whole = np.isfinite(said)
                daily = np.array([said[whole & (day == d)].mean() for d in np.unique(day[whole])])
                print(f"seed {seed}, GNSS {item.id:14} hourly {scatter(said[whole]):.2f} mm, "
                      f"daily means {scatter(daily):.2f} mm")  # fmt: skip


if __name__ == "__main__":
    main()
