"""How much of a curve is the instrument's own noise, so that no picture makes it look like news."""

import math
from typing import Final

from dashboard.core.readings.store import Stream
from dashboard.ui.context import Context

#: A picture is at least so many standard deviations high: noise then fills less than half of it.
_DEVIATIONS: Final = 14.0


def least_span(context: Context, stream: Stream, value: float = 0.0) -> float:
    """The smallest range of values that a picture of this datastream may have, in its unit.

    It follows from the noise and the resolution of the catalogue's instrument at a reading of
    `value`; 0 for a thing or property that the catalogue does not know.
    """
    place, item = context.store.place(stream), context.store.property(stream)
    domain = context.city.by_id.get(stream.domain)
    if domain is None or place.discovered or not item.instrument:
        return 0.0
    instrument = domain.instrument(domain.thing(place.id), item.id)
    relative = instrument.sigma_relative * abs(value) if math.isfinite(value) else 0.0
    return max(_DEVIATIONS * math.hypot(instrument.sigma, relative), 4.0 * instrument.step)
