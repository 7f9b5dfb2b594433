"""The newest readings of a whole domain that can be trusted, and what they mean for its things."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.core.alarms.event import Alarm, AlarmState
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import STALE_PERIODS
from dashboard.core.readings.table import Table
from dashboard.ui import standing

#: Alarms that say that nothing is heard, and all that are about the instrument and not about the city.
SILENCE: Final = ("stale", "gateway")
FAULTS: Final = (*SILENCE, "stuck", "range")


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


def levels(alarms: Iterable[Alarm], table: Table, without: Collection[str]) -> NDArray[np.uint8]:
    """(things,) the worst priority at each, of the alarms that colour it and are not of those kinds."""
    found = np.zeros(len(table), dtype=np.uint8)
    for alarm, row in _at_things(alarms, table):
        if alarm.kind not in without and standing.colours(alarm):
            found[row] = max(found[row], alarm.priority)
    return found


def silent(alarms: Iterable[Alarm], table: Table) -> NDArray[np.bool_]:
    """(things,) which were never heard, or have fallen silent, also behind a gateway."""
    found = np.asarray(np.isnan(table.last_time[: len(table)]).all(axis=1))
    for alarm, row in _at_things(alarms, table):
        if alarm.kind in SILENCE and (alarm.active or alarm.state is AlarmState.SUPPRESSED):
            found[row] = True
    return found


def _at_things(alarms: Iterable[Alarm], table: Table) -> Iterator[tuple[Alarm, int]]:
    """The alarms of one domain, each with the row of its thing."""
    own = f"{table.domain}/"
    for alarm in alarms:
        if alarm.datastream.startswith(own):
            row = table.row(standing.thing_of(alarm)[1])
            if row is not None:
                yield alarm, row
