"""Finding datastreams: a property at the same thing, or at every thing that observes it."""

from collections.abc import Sequence

import numpy as np

from dashboard.core.store import Store, Stream


def column_of(store: Store, domain: str, property_id: str) -> int | None:
    """The column of a property in a domain's table; None when the domain has neither."""
    table = store.tables.get(domain)
    if table is None:
        return None
    return next((i for i, item in enumerate(table.properties) if item.id == property_id), None)


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


def last(store: Store, stream: Stream) -> float:
    """The newest value, NaN before the first."""
    return float(store.tables[stream.domain].last_value[stream.row, stream.column])
