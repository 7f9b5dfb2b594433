"""How fast something rises: its change over an hour, with the limits on such changes."""

from collections.abc import Sequence
from typing import Final

from config.catalogue import Limit, Property
from dashboard.core.readings.series import Reading
from dashboard.core.readings.store import Stream
from dashboard.ui import words
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.context import Context
from dashboard.ui.plots.curve import rises
from dashboard.ui.plots.time_plot import TimePlot

HOUR: Final = 3600.0


class RiseCard(PlotCard):
    """The change of one datastream over the hour before each reading."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, plot=TimePlot(context, over=HOUR))

    def show_level(self, level: Stream) -> None:
        """Show how fast that datastream rises."""
        self.show_stream(level)

    # PlotCard overrides

    def limits(self, domain: str, thing: str, property_id: str) -> Sequence[Limit]:
        known = self._context.city.by_id.get(domain)
        return tuple(
            limit
            for limit in (known.limits if known is not None else ())
            if limit.kind == "rate"
            and (limit.property, limit.over) == (property_id, HOUR)
            and (not limit.things or thing in limit.things)
        )

    def latest(self, stream: Stream, now: float) -> Reading | None:
        newest = self._context.store.latest(stream, now)
        if newest is None:
            return None
        found = rises(self._context.store.window(stream, newest.time - 2 * HOUR, newest.time), HOUR)
        if not len(found):
            return None
        return Reading(newest.time, float(found.values[-1]), newest.quality)

    def title(self) -> str:
        assert self._item is not None
        name = self._context.language.text(self._item.name)
        return self.tr("%1: rise in an hour").replace("%1", name)

    def unit(self, item: Property) -> str:
        return self.tr("%1 in 1 h").replace("%1", words.unit(item))
