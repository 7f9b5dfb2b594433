"""Finding datastreams: a property at the same thing, or at every thing that observes it."""

from collections.abc import Sequence

import numpy as np

from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.readings.store import Store, Stream


def column_of(store: Store, domain: str, property_id: str) -> int | None:
    """The column of a property in a domain's table; None when the domain has neither."""
    table = store.tables.get(domain)
    return None if table is None else table.column(property_id)


def sibling(store: Store, stream: Stream, property_id: str) -> Stream | None:
    """The datastream of that property at the same thing; None when it does not observe it."""
    column = column_of(store, stream.domain, property_id)
    if column is None or not store.tables[stream.domain].observed[stream.row, column]:
        return None
    return Stream(stream.domain, stream.row, column)


def observing(store: Store, domain: str, property_id: str) -> Sequence[Stream]:
    """That property at every thing of a domain that observes it, in the order of the catalogue."""
    column = column_of(store, domain, property_id)
    if column is None:
        return []
    table = store.tables[domain]
    rows = np.flatnonzero(table.observed[: len(table), column])
    return [Stream(domain, int(row), column) for row in rows]


def known(store: Store, domain: str, property_id: str) -> tuple[Rows, Floats]:
    """Rows (n,) of a domain's things that have a value of that property, and their newest values (n,)."""
    column, table = column_of(store, domain, property_id), store.tables.get(domain)
    if column is None or table is None:
        return np.empty(0, dtype=np.intp), np.empty(0)
    values = table.last_value[: len(table), column]
    rows = np.flatnonzero(table.observed[: len(table), column] & ~np.isnan(values))
    return rows, values[rows]


def extreme(
    store: Store, domain: str, property_id: str, *, lowest: bool = False
) -> tuple[float, Stream] | None:
    """The highest (or lowest) newest value of a property and where it is; None when there is none."""
    rows, values = known(store, domain, property_id)
    column = column_of(store, domain, property_id)
    if not len(rows) or column is None:
        return None
    place = int(values.argmin() if lowest else values.argmax())
    return float(values[place]), Stream(domain, int(rows[place]), column)


def last(store: Store, stream: Stream) -> float:
    """The newest value, NaN before the first."""
    return float(store.tables[stream.domain].last_value[stream.row, stream.column])
