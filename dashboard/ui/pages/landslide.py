"""Slopes: factor of safety, Caine's line, displacement and the predicted failure."""

from collections.abc import Sequence

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
from dashboard.ui.models.thing_model import Column, Kind
from dashboard.ui.pages.domain import AllProperties, DomainPage
from dashboard.ui.plots.rain_threshold import level


class SlopePictures(QWidget):
    """Rain and safety of all above; the chosen slope's movement below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rain = RainThresholdCard(context)
        self._safety = PlotCard(context)
        self.inverse = InverseVelocityCard(context)
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
        for card in (self.inverse, self._movement, self._pressure):
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
            self._safety.show_stream(shown, [other for other in every if other != shown])
            self._safety_shown = shown
        velocity = streams.sibling(store, stream, "velocity")
        movement = streams.sibling(store, stream, "displacement")
        pressure = streams.sibling(store, stream, "pore_pressure")
        if velocity is None or movement is None or pressure is None:
            self._others.show_thing(stream)
            self._below.setCurrentIndex(1)
            return
        self.inverse.show_slope(velocity)
        self._movement.show_stream(movement)
        self._pressure.show_stream(pressure)
        self._below.setCurrentIndex(0)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring what is visible up to the city's time `now`."""
        if text_too:
            self.rain.refresh(now)
        self._safety.show_now(now, text_too)
        if self._below.currentIndex() == 1:
            self._others.show_now(now, text_too)
            return
        for card in (self.inverse, self._movement, self._pressure):
            card.show_now(now, text_too)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        for card in (self._safety, self.inverse, self._movement, self._pressure):
            card.plot.set_span(seconds)
        self._others.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        for card in (self.rain, self._safety, self.inverse, self._movement, self._pressure, self._others):
            card.retranslate()


class LandslidePage(DomainPage):
    """Its figures: the lowest factor of safety, sites below 1, rain over Caine's line, wet soil."""

    def columns(self) -> Sequence[Column]:
        """State, name, factor of safety, velocity, trend."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Site")),
            Column(Kind.VALUE, lambda: self.tr("Value"), width=82),
            Column(Kind.VALUE, lambda: self.tr("mm/d"), "velocity", width=82, spare=True),
            Column(Kind.TREND, lambda: self.tr("1 hour")),
        )

    def groups(self) -> Sequence[Group]:
        """Sites, and the zones whose soil gets wet."""
        store = self.context.store

        def site(place: Place) -> bool:
            row = self.table.row(place.id)
            return row is not None and bool(
                streams.sibling(store, Stream(self.domain, row, 0), "factor_of_safety")
            )

        return (
            (lambda: self.tr("Sites"), site),
            (lambda: self.tr("Zones"), lambda place: not site(place)),
        )

    def build_pictures(self, column: QVBoxLayout) -> None:
        """Rain, safety, movement."""
        self.slopes = SlopePictures(self.context)
        column.addWidget(self.slopes, 1)
        self.pictures.append(self.slopes)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        store, language = self.context.store, self.context.language
        _, values = streams.known(store, self.domain, "factor_of_safety")
        worst = streams.extreme(store, self.domain, "factor_of_safety", lowest=True)
        lowest = Figure(self.tr("Lowest factor of safety"), words.NOTHING)
        if worst is not None:
            value, stream = worst
            state = Priority(int(self.context.alarms.levels(self.domain)[stream.row]))
            name = store.place(stream).name
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
            self._rain(),
            self._soil(),
        ]

    def _rain(self) -> Figure:
        """The zone whose rain is nearest to, or furthest above, Caine's line."""
        title = self.tr("Rain over Caine’s line")
        zones = [(zone.worst()[0], zone.name) for zone in self.slopes.rain.zones if len(zone.hours)]
        if not zones:
            return Figure(title, words.NOTHING)
        ratio, name = max(zones)
        return Figure(title, f"×{words.number(self.context.language, ratio, 1)}", "", name, level(ratio))

    def _soil(self) -> Figure:
        store, title = self.context.store, self.tr("Soil water index")
        found = streams.extreme(store, self.domain, "soil_water_index")
        if found is None:
            return Figure(title, words.NOTHING)
        value, stream = found
        name = store.place(stream).name.split(" · ")[-1]
        return Figure(title, words.number(self.context.language, value), "mm", name)
