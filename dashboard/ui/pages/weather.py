"""Weather: what drives everything else."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import standing, streams, words
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.plot_grid import PlotGrid
from dashboard.ui.cards.rain_card import RainCard
from dashboard.ui.cards.wind_card import WindCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, trend_title
from dashboard.ui.pages.domain import DomainPage


class SkyPictures(QWidget):
    """Rain and wind of the chosen station as their fields draw them, everything else as plots."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._rain = RainCard(context)
        self._wind = WindCard(context)
        self._others = PlotGrid(context, 3)
        above = QHBoxLayout()
        above.setSpacing(tokens.GRID + 4)
        above.addWidget(self._rain, 60)
        above.addWidget(self._wind, 40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addLayout(above, 34)
        column.addWidget(self._others, 66)

    def show_thing(self, stream: Stream) -> None:
        """Another station was chosen."""
        store = self._context.store
        rain = streams.sibling(store, stream, "rain")
        self._rain.setVisible(rain is not None)
        if rain is not None:
            self._rain.show_gauge(rain)
        own = streams.sibling(store, stream, "wind_from") is not None
        self._wind.setVisible(self._wind.show_around(stream))
        drawn = {"rain", "wind_from"} if own else {"rain"}
        table = store.tables[stream.domain]
        self._others.show_streams(
            [
                Stream(stream.domain, stream.row, int(column))
                for column in np.flatnonzero(table.observed[stream.row])
                if table.properties[column].id not in drawn
            ]
        )

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        self._rain.show_now(now, text_too)
        self._wind.show_now(now, text_too)
        self._others.show_now(now, text_too)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self._rain.plot.set_span(seconds)
        self._wind.set_span(seconds)
        self._others.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        self._rain.retranslate()
        self._wind.retranslate()
        self._others.retranslate()


class WeatherPage(DomainPage):
    """Its figures: the hottest station, the strongest gust, rain in an hour and in a day."""

    def columns(self) -> Sequence[Column]:
        """State, name, temperature, rain, wind."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Station")),
            Column(Kind.VALUE, lambda: "°C", "temperature", 64),
            Column(Kind.VALUE, lambda: self.tr("mm/1 h"), "rain_1h", 76),
            Column(Kind.VALUE, lambda: "m/s", "wind_speed", 60, spare=True),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def headline(self, place: Place, observed: Any) -> int:
        """The rain of an hour: what the others wait for."""
        column = streams.column_of(self.context.store, self.domain, "rain_1h")
        return column if column is not None and observed[column] else super().headline(place, observed)

    def rank(self, place: Place) -> float:
        """Where it has rained most in an hour first; dry ones by name."""
        row, column = self.table.row(place.id), streams.column_of(self.context.store, self.domain, "rain_1h")
        rain = math.nan if row is None or column is None else float(self.table.last_value[row, column])
        return -rain if rain > 0 else 0.0

    def build_picture(self) -> SkyPictures:
        """Rain, wind and the rest."""
        return SkyPictures(self.context, self)

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
        # Where there is none at all, no place has the most.
        where = language.name(store.place(stream)) if value else ""
        return Figure(title, text, words.unit(item), where, level)
