"""Slopes: factor of safety, Caine's line, displacement and the predicted failure."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import streams, words
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.slope_cards import InverseVelocityCard, RainThresholdCard
from dashboard.ui.cards.thing_list import Group
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, trend_title
from dashboard.ui.pages.domain import AllProperties, DomainPage
from dashboard.ui.plots.inverse_velocity import SLOWEST
from dashboard.ui.zone_rain import ZoneRains, level

#: Below this share of Caine's line there is no rain to speak of.
_DRY: Final = 0.05


SAFETY: Final = "factor_of_safety"
#: More than any slope has: those that were not heard come after the others.
_STRONG: Final = 99.0
#: So many grey curves can be told apart.
_OTHERS: Final = 24


def _or_strong(safety: float) -> float:
    return safety if math.isfinite(safety) else _STRONG


class SlopePictures(QWidget):
    """Rain and safety of all above; the chosen slope's movement below."""

    def __init__(self, context: Context, rains: ZoneRains, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.rain = RainThresholdCard(context, rains)
        self._safety = PlotCard(context)
        self.inverse = InverseVelocityCard(context)
        self._velocity = PlotCard(context)
        #: A slope that hardly moves has a velocity, but no 1/v to speak of.
        self._speed = QStackedWidget()
        self._speed.addWidget(self.inverse)
        self._speed.addWidget(self._velocity)
        self._slope: Stream | None = None
        self._movement = PlotCard(context)
        self._pressure = PlotCard(context)
        self._others = AllProperties(context, columns=2)
        self._safety_shown: Stream | None = None
        above = QHBoxLayout()
        above.setSpacing(tokens.GRID + 4)
        above.addWidget(self.rain, 58)
        above.addWidget(self._safety, 42)
        slope = QWidget()
        row = QHBoxLayout(slope)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID + 4)
        for card in (self._speed, self._movement, self._pressure):
            row.addWidget(card, 1)
        self._below = QStackedWidget()
        self._below.addWidget(slope)
        self._below.addWidget(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addLayout(above, 54)
        column.addWidget(self._below, 46)

    def show_thing(self, stream: Stream) -> None:
        """Another slope, or a zone, was chosen."""
        store = self._context.store
        safety = streams.sibling(store, stream, "factor_of_safety")
        every = streams.observing(store, stream.domain, "factor_of_safety")
        shown = safety or self._safety_shown or (every[0] if every else None)
        if shown is not None:
            self._safety.show_stream(shown, self._weakest(every, shown))
            self._safety_shown = shown
        velocity = streams.sibling(store, stream, "velocity")
        movement = streams.sibling(store, stream, "displacement")
        pressure = streams.sibling(store, stream, "pore_pressure")
        if velocity is None or movement is None or pressure is None:
            self._others.show_thing(stream)
            self._below.setCurrentIndex(1)
            return
        self._slope = velocity
        self._choose_speed()
        self.inverse.show_slope(velocity)
        self._velocity.show_stream(velocity)
        self._movement.show_stream(movement)
        self._pressure.show_stream(pressure)
        self._below.setCurrentIndex(0)

    def _weakest(self, every: Sequence[Stream], shown: Stream) -> list[Stream]:
        """The others with the lowest factors of safety, as many as can be told apart."""
        others = [other for other in every if other != shown]
        return sorted(others, key=lambda other: _or_strong(streams.last(self._context.store, other)))[
            :_OTHERS
        ]

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring what is visible up to the city's time `now`."""
        if text_too:
            self.rain.refresh(now)
        self._safety.show_now(now, text_too)
        if self._below.currentIndex() == 1:
            self._others.show_now(now, text_too)
            return
        if text_too:
            self._choose_speed()
        speed = self._velocity if self._speed.currentIndex() else self.inverse
        for card in (speed, self._movement, self._pressure):
            card.show_now(now, text_too)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        for card in (self._safety, self.inverse, self._velocity, self._movement, self._pressure):
            card.plot.set_span(seconds)
        self._others.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        for card in (
            self.rain, self._safety, self.inverse, self._velocity, self._movement, self._pressure,
            self._others,
        ):  # fmt: skip
            card.retranslate()

    def _choose_speed(self) -> None:
        """1/v of a slope that moves, else its velocity."""
        if self._slope is not None:
            moves = streams.last(self._context.store, self._slope) >= SLOWEST
            self._speed.setCurrentIndex(0 if moves else 1)


class LandslidePage(DomainPage):
    """Its figures: the lowest factor of safety, sites below 1, rain over Caine's line, wet soil."""

    def __init__(self, context: Context, domain: str, parent: QWidget | None = None) -> None:
        self._rains = ZoneRains(context)
        super().__init__(context, domain, parent)

    def columns(self) -> Sequence[Column]:
        """State, name, factor of safety, velocity, trend."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Site")),
            Column(Kind.VALUE, lambda: self.tr("Value"), width=82),
            Column(Kind.VALUE, lambda: self.tr("mm/d"), "velocity", width=82, spare=True),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def groups(self) -> Sequence[Group]:
        """Sites, and the zones whose soil gets wet."""
        return (
            (lambda: self.tr("Sites"), self._is_site),
            (lambda: self.tr("Zones"), lambda place: not self._is_site(place)),
        )

    def rank(self, place: Place) -> float:
        """Slopes before zones, for people live below them, the weakest first."""
        row, column = self.table.row(place.id), streams.column_of(self.context.store, self.domain, SAFETY)
        if row is None or column is None or not self._is_site(place):
            return math.inf
        return _or_strong(float(self.table.last_value[row, column]))

    def _is_site(self, place: Place) -> bool:
        row = self.table.row(place.id)
        first = Stream(self.domain, row or 0, 0)
        return row is not None and bool(streams.sibling(self.context.store, first, "factor_of_safety"))

    def build_picture(self) -> SlopePictures:
        """Rain, safety, movement."""
        return SlopePictures(self.context, self._rains, self)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        store, language = self.context.store, self.context.language
        _, values = streams.known(store, self.domain, "factor_of_safety")
        worst = streams.extreme(store, self.domain, "factor_of_safety", lowest=True)
        lowest = Figure(self.tr("Lowest factor of safety"), words.NOTHING)
        if worst is not None:
            value, stream = worst
            state = Priority(int(self.context.alarms.levels(self.domain)[stream.row]))
            name = language.name(store.place(stream))
            lowest = Figure(lowest.title, words.number(language, value, 2), "", name, state)
        below = int((values < 1.0).sum())
        of_all = self.tr("of %1").replace("%1", str(len(values)))
        return [
            lowest,
            Figure(
                self.tr("Sites below 1"),
                words.number(language, below),
                of_all,
                "",
                Priority.ALARM if below else Priority.NONE,
            ),
            self._rain(frame.now),
            self._soil(),
        ]

    def _rain(self, now: float) -> Figure:
        """The zone whose rain is nearest to, or furthest above, Caine's line."""
        title = self.tr("Rain over Caine’s line")
        zones = [zone for zone in self._rains.at(now) if len(zone.hours)]
        if not zones:
            return Figure(title, words.NOTHING)
        worst = max(zones, key=lambda zone: zone.worst()[0])
        ratio, language = worst.worst()[0], self.context.language
        if ratio < _DRY:
            return Figure(title, words.NOTHING, "", self.tr("no rain"))
        number = f"×{words.number(language, ratio, 1)}"
        return Figure(title, number, "", language.text(worst.name), level(ratio))

    def _soil(self) -> Figure:
        store, title = self.context.store, self.tr("Soil water index")
        found = streams.extreme(store, self.domain, "soil_water_index")
        if found is None:
            return Figure(title, words.NOTHING)
        value, stream = found
        name = self.context.language.name(store.place(stream))
        return Figure(title, words.number(self.context.language, value), "mm", name)
