"""The air of the city as one number: the ATMO class at the reference stations."""

from dataclasses import dataclass

from config.catalogue import City
from dashboard.core.indices import ATMO_2021, air_index
from dashboard.core.readings.station_means import station_means
from dashboard.core.readings.store import Store


@dataclass(frozen=True, slots=True)
class Worst:
    """The pollutant that makes the index."""

    number: int
    pollutant: str
    mean: float  #: ug/m3, of the last day (particles) or hour (gases)
    row: int  #: of the station


def reference_rows(city: City, store: Store) -> list[int]:
    """Stations whose instruments an index may be made of: a micro-sensor in fog reads ten times too much."""
    table = store.tables["air_quality"]
    found = []
    for thing in city.domain("air_quality").things:
        row = table.row(thing.id)
        if row is not None and any(used.startswith("reference") for used in thing.instruments.values()):
            found.append(row)
    return found


def worst_air(store: Store, rows: list[int], now: float) -> Worst | None:
    """The worst class of the stations, of equals the one furthest into it; None without readings."""
    table = store.tables["air_quality"]
    best: tuple[int, float, Worst] | None = None
    for row in rows:
        means = station_means(table, row, now)
        number, pollutant = air_index(ATMO_2021, means)
        if number:
            share = means[pollutant] / ATMO_2021[pollutant][-1]
            if best is None or (number, share) > best[:2]:
                best = number, share, Worst(number, pollutant, means[pollutant], row)
    return None if best is None else best[2]
