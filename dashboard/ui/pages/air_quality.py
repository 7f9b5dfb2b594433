"""Air: index and worst pollutant of every station, its pollutants against their limits."""

import math
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.indices import ATMO_2021, EAQI_2025, Bounds, air_index, air_priority
from dashboard.core.readings.station_means import station_means
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import streams, words
from dashboard.ui.cards.air_index import COLOURS, AirIndexCard, atmo_word, eaqi_word, pollutant
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.thing_list import Group
from dashboard.ui.cards.wind_card import WindCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, trend_title
from dashboard.ui.pages.domain import AllProperties, DomainPage

#: Indices are means of hours: they are made anew so many seconds of the city's time after the last.
_EVERY: Final = 60.0


class AirPictures(QWidget):
    """The indices of the chosen station, the wind that feeds it, and its plots."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._index = AirIndexCard(context)
        self._wind = WindCard(context)
        self._plots = AllProperties(context, classes=(ATMO_2021, COLOURS))
        above = QHBoxLayout()
        above.setSpacing(tokens.GRID + 4)
        above.addWidget(self._index, 64)
        above.addWidget(self._wind, 36)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addLayout(above)
        column.addWidget(self._plots, 1)

    def show_thing(self, stream: Stream) -> None:
        """Another station was chosen."""
        self._index.show_station(stream)
        self._wind.setVisible(self._wind.show_around(stream))
        self._plots.show_thing(stream)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        if text_too:
            self._index.refresh(now)
        self._wind.show_now(now, text_too)
        self._plots.show_now(now, text_too)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self._wind.set_span(seconds)
        self._plots.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        self._index.retranslate()
        self._wind.retranslate()
        self._plots.retranslate()


class AirQualityPage(DomainPage):
    """Its figures: both indices of the worst reference station, the highest ozone, NO₂ and particles."""

    def __init__(self, context: Context, domain: str, parent: QWidget | None = None) -> None:
        self._indices: dict[int, tuple[int, str]] = {}
        self._made = -math.inf
        known = context.city.by_id.get(domain)
        self._reference = {
            thing.id
            for thing in (known.things if known is not None else ())
            if any(name.startswith("reference") for name in thing.instruments.values())
        }
        super().__init__(context, domain, parent)

    def columns(self) -> Sequence[Column]:
        """State, name, index, worst pollutant, trend."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Station")),
            Column(Kind.BADGE, lambda: "ATMO", width=64, badge=self._badge),
            Column(Kind.VALUE, lambda: "NO₂", "no2", 66),
            Column(Kind.VALUE, lambda: "O₃", "o3", 66, spare=True),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def groups(self) -> Sequence[Group]:
        """Reference stations, and the many small ones."""
        return (
            (lambda: self.tr("Reference"), lambda place: place.id in self._reference),
            (lambda: self.tr("Micro-sensors"), lambda place: place.id not in self._reference),
        )

    def headline(self, place: Place, observed: Any) -> int:
        """Nitrogen dioxide, the traffic's, where it is measured."""
        column = streams.column_of(self.context.store, self.domain, "no2")
        return column if column is not None and observed[column] else super().headline(place, observed)

    def rank(self, place: Place) -> float:
        """Reference stations first, as they can be trusted; of them the worst air."""
        if place.id not in self._reference:
            return 1
        row = self.table.row(place.id)
        return -self._indices.get(-1 if row is None else row, (0, ""))[0]

    def build_picture(self) -> AirPictures:
        """Indices and plots."""
        return AirPictures(self.context, self)

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        if not 0 <= frame.now - self._made < _EVERY:
            self._made = frame.now
            found = {
                row: air_index(ATMO_2021, station_means(self.table, row, frame.now)) for row in self._rows()
            }
            moved = {row: index for row, (index, _) in found.items()} != {
                row: index for row, (index, _) in self._indices.items()
            }
            self._indices = found
            if moved:
                self.things.model.arrange()
        super().show_frame(frame)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        return [
            self._worst(self.tr("ATMO index"), ATMO_2021, frame.now),
            self._worst(self.tr("European index"), EAQI_2025, frame.now),
            self._highest(self.tr("Highest ozone"), "o3"),
            self._highest(self.tr("Highest NO₂"), "no2"),
        ]

    def _badge(self, row: int) -> tuple[str, str] | None:
        number, _ = self._indices.get(row, (0, ""))
        return (str(number), COLOURS[number - 1]) if number else None

    def _rows(self) -> list[int]:
        """Reference stations: an index of micro-sensors would be made of their errors."""
        return [row for thing in self._reference if (row := self.table.row(thing)) is not None]

    def _worst(self, title: str, bounds: Bounds, now: float) -> Figure:
        """The worst class of the reference stations, and its pollutant."""
        found = [
            (air_index(bounds, station_means(self.table, row, now, bounds)), row) for row in self._rows()
        ]
        (number, worst), row = max(found, default=((0, ""), 0))
        if not number:
            return Figure(title, words.NOTHING)
        word = atmo_word(number) if bounds is ATMO_2021 else eaqi_word(number)
        where = f"{pollutant(self.context, worst)} · {self.context.language.name(self.table.places[row])}"
        return Figure(title, str(number), word, where, air_priority(number))

    def _highest(self, title: str, name: str) -> Figure:
        """The reference station with the highest reading of a pollutant."""
        store = self.context.store
        column = streams.column_of(store, self.domain, name)
        values = (
            [(float(self.table.last_value[row, column]), row) for row in self._rows()]
            if column is not None
            else []
        )
        found = [(value, row) for value, row in values if value == value]
        if column is None or not found:
            return Figure(title, words.NOTHING)
        value, row = max(found)
        stream = Stream(self.domain, row, column)
        level = Priority(int(self.context.alarms.levels(self.domain)[stream.row]))
        number = words.number(self.context.language, value)
        where = self.context.language.name(store.place(stream))
        return Figure(title, number, words.unit(store.property(stream)), where, level)
