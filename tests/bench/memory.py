"""What an hour of a thousand things takes in memory."""

import numpy as np
import psutil

from config.reader import read_city
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import Place
from tests.bench.row import Row

THINGS, PROPERTIES, SECONDS = 1000, 4, 3600


def run() -> list[Row]:
    """Resident memory of a process that holds the city, numpy and the readings."""
    store = Store(read_city("nice"))
    table = store.tables["air_quality"]
    p = len(table.properties)
    first = len(table)
    for number in range(THINGS):
        observed = np.arange(p) < PROPERTIES
        table.add(Place(f"t{number}", f"t{number}", None, "", True, True), observed, np.ones(p))
    rows = np.arange(first, first + THINGS)
    values = np.full((THINGS, p), np.nan)
    for second in range(SECONDS):
        values[:, :PROPERTIES] = second % 50
        quality = np.zeros((THINGS, p), dtype=np.uint8)
        table.append(
            Batch(
                "air_quality",
                rows,
                np.full(THINGS, 1.79e9 + second),
                values,
                np.full(THINGS, second),
                quality,
            )
        )
    used = psutil.Process().memory_info().rss / 1e6
    return [Row("1,000 things x 4 properties, one hour at 1 Hz, MB", round(used), "<= 400", used <= 400)]
