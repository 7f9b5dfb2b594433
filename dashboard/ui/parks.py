"""Which car parks take nobody: their free places are no room for a driver."""

import math

from dashboard.core.readings.store import Store, Stream
from dashboard.ui import streams


def closed(store: Store, stream: Stream) -> bool:
    """Whether the car park of that datastream says that it is closed."""
    status = streams.sibling(store, stream, "status")
    value = streams.last(store, status) if status is not None else math.nan
    if status is None or math.isnan(value):
        return False
    return store.property(status).states[int(value)].startswith("closed")
