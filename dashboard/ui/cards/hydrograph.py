"""A river gauge as hydrologists draw it: rain hangs from the top, discharge rises below."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dashboard.core.readings.store import Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.rain_plot import RainPlot


class Hydrograph(QFrame):
    """The basin's rain is the mean of the rain gauges of its zones, weighted as the catalogue says."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._weights: Mapping[str, float] = {}
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._value = label("", Type.LARGE)
        self._unit = label("mm/h", Type.CAPTION, "soft")
        self._basin = ElidedLabel("", Type.CAPTION, "faint")
        self.rain = RainPlot(context)
        self.card = PlotCard(context, framed=False)
        self.rain.pointed.connect(self.card.plot.pointed)
        self.card.plot.pointed.connect(self.rain.point_at)
        self.menu = ExportMenu(
            self, context.store, lambda: [*self.card.plot.readings(), *self.rain.readings()]
        )
        values = QHBoxLayout()
        values.setSpacing(4)
        values.addWidget(self._value)
        values.addWidget(self._unit)
        values.addSpacing(tokens.GRID)
        values.addWidget(self._basin, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(values)
        column.addWidget(self.rain, 28)
        column.addSpacing(tokens.GRID)
        column.addWidget(self.card, 72)

    def show_gauge(self, discharge: Stream) -> None:
        """Show the gauge of that discharge."""
        self.card.show_stream(discharge)
        self._weights = basin(self._context, discharge)
        self.rain.show_gauges(rain_gauges(self._context, self._weights))
        self.retranslate()

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self.rain.set_span(seconds)
        self.card.plot.set_span(seconds)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        self.rain.show_now(now)
        self.card.show_now(now, text_too)
        if text_too:
            say(self._value, words.number(self._context.language, self.rain.now_mean(), 1))

    def retranslate(self) -> None:
        """The language has changed."""
        language = self._context.language
        self._title.setText(self.tr("Rain on the basin"))
        names = {zone.id: language.text(zone.name) for zone in self._context.city.zones}
        parts = [
            f"{names.get(zone, zone)} {words.number(language, 100 * weight)}{words.NARROW}%"
            for zone, weight in self._weights.items()
        ]
        self._basin.setText(" · ".join(parts))
        self.rain.setAccessibleName(self._title.text())
        self.rain.retranslate()
        self.card.retranslate()


def basin(context: Context, stream: Stream) -> Mapping[str, float]:
    """Zone -> share of the gauge's basin; its own zone where the catalogue says nothing."""
    place = context.store.place(stream)
    if not place.discovered:
        zones = context.city.domain(stream.domain).thing(place.id).model.get("zones")
        if isinstance(zones, Mapping) and zones:
            return {str(zone): float(share) for zone, share in zones.items()}
    return {place.zone: 1.0} if place.zone else {}


def rain_gauges(context: Context, weights: Mapping[str, float]) -> Sequence[tuple[Stream, float]]:
    """Rain datastreams of the weather stations in those zones, each zone's weight shared among them."""
    store = context.store
    gauges = streams.observing(store, "weather", "rain")
    found: list[tuple[Stream, float]] = []
    for zone, weight in weights.items():
        here = [gauge for gauge in gauges if store.place(gauge).zone == zone]
        found += [(gauge, weight / len(here)) for gauge in here]
    return found
