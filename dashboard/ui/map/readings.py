"""The newest readings of a whole domain that can still be trusted."""

import numpy as np
from numpy.typing import NDArray

from dashboard.core.quality import USABLE
from dashboard.core.store import STALE_PERIODS
from dashboard.core.table import Table


def fresh(table: Table, column: int) -> NDArray[np.float64]:
    """(things,) newest values of a property, NaN where they cannot be trusted or are old.

    Old means compared with the newest reading of the domain and not with the city's clock: at high
    speed the clock is ahead of the readings by many of their periods.
    """
    n = len(table)
    times = table.last_time[:n]
    if np.isnan(times).all():
        return np.full(n, np.nan)
    stale = table.stale(float(np.nanmax(times)), STALE_PERIODS)[:, column]
    return np.where((table.last_quality[:n, column] <= USABLE) & ~stale, table.last_value[:n, column], np.nan)
