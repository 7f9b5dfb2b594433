"""Weather: what drives everything else."""

from collections.abc import Sequence

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.ui import standing, streams, words
from dashboard.ui.cards.figures import Figure
from dashboard.ui.models.thing_model import Column, Kind
from dashboard.ui.pages.domain import DomainPage


class WeatherPage(DomainPage):
    """Its figures: the hottest station, the strongest gust, rain in an hour and in a day."""

    def columns(self) -> Sequence[Column]:
        """State, name, temperature, rain, wind."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Station")),
            Column(Kind.VALUE, lambda: "°C", "temperature", 64),
            Column(Kind.VALUE, lambda: self.tr("mm in 1 h"), "rain_1h", 84),
            Column(Kind.VALUE, lambda: "m/s", "wind_speed", 60, spare=True),
            Column(Kind.TREND, lambda: self.tr("1 hour")),
        )

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        return [
            self._highest(self.tr("Warmest"), "temperature"),
            self._highest(self.tr("Strongest gust"), "wind_gust"),
            self._highest(self.tr("Most rain in an hour"), "rain_1h"),
            self._highest(self.tr("Most rain in a day"), "rain_24h"),
        ]

    def _highest(self, title: str, name: str) -> Figure:
        """The station with the highest value of a property."""
        store, language = self.context.store, self.context.language
        found = streams.extreme(store, self.domain, name)
        if found is None:
            return Figure(title, words.NOTHING)
        value, stream = found
        item = store.property(stream)
        alarms = standing.of_datastream(self.context.alarms, store.id(stream))
        level = alarms[0].priority if alarms else Priority.NONE
        text = words.number(language, value, 0 if value >= 100 else 1)
        return Figure(title, text, item.unit, store.place(stream).name, level)
