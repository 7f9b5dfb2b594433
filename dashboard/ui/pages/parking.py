"""Parking: every car park as a filled bar, its curves, and where the next free place is."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import Store, Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.free_places import FreePlaces
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, trend_title
from dashboard.ui.pages.domain import DomainPage
from dashboard.ui.parks import closed

#: The trend of the last half hour says when a car park will be full; beyond half a day it says nothing.
_TREND: Final = 1800.0
_FORESIGHT: Final = 43200.0
#: So many that fill fastest are looked at closely.
_LOOKED_AT: Final = 5
#: A car park counts as full from here (science, section 9), %.
_FULL: Final = 98.0


def time_until_full(store: Store, occupancy: Stream, now: float) -> float:
    """Seconds until the occupancy reaches 98 % if it goes on as in the last half hour; inf for never."""
    series = store.window(occupancy, now - _TREND, now)
    usable = series.quality <= USABLE
    times, values = series.times[usable], series.values[usable]
    if len(times) < 3 or times[-1] - times[0] < _TREND / 3:
        return math.inf
    if values[-1] >= _FULL:
        return 0.0
    t = times - times.mean()
    slope = float(t @ values) / float(t @ t)
    left = (_FULL - float(values[-1])) / slope if slope > 0 else math.inf
    return left if left <= _FORESIGHT else math.inf


class ParkPictures(QWidget):
    """The chosen car park's curves, and its neighbours with free places."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._occupancy = PlotCard(context)
        self._free = PlotCard(context)
        self._status = PlotCard(context)
        self.nearest = FreePlaces(context)
        below = QHBoxLayout()
        below.setSpacing(tokens.GRID + 4)
        side = QVBoxLayout()
        side.setSpacing(tokens.GRID + 4)
        side.addWidget(self._free, 1)
        side.addWidget(self._status, 1)
        below.addLayout(side, 1)
        below.addWidget(self.nearest, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addWidget(self._occupancy, 45)
        column.addLayout(below, 55)

    def show_thing(self, stream: Stream) -> None:
        """Another car park was chosen."""
        store = self._context.store
        for card, name in (
            (self._occupancy, "occupancy"), (self._free, "free"), (self._status, "status"),
        ):  # fmt: skip
            found = streams.sibling(store, stream, name)
            card.setVisible(found is not None)
            if found is not None:
                card.show_stream(found)
        self.nearest.show_around(stream)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        for card in (self._occupancy, self._free, self._status):
            card.show_now(now, text_too)
        if text_too:
            self.nearest.refresh(now)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        for card in (self._occupancy, self._free, self._status):
            card.plot.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        for card in (self._occupancy, self._free, self._status):
            card.retranslate()
        self.nearest.retranslate()


class ParkingPage(DomainPage):
    """Its figures: free places, full car parks, the next to be full, closed ones."""

    list_share = 40

    def columns(self) -> Sequence[Column]:
        """State, name, bar, free places."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Car park")),
            Column(Kind.BAR, lambda: self.tr("Occupied"), "occupancy", 190),
            Column(Kind.VALUE, lambda: self.tr("Free"), "free", 72, instead=self._shut),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def _shut(self, row: int) -> str:
        """The word of a car park whose free places are no room for anybody."""
        return self.tr("closed") if closed(self.context.store, Stream(self.domain, row, 0)) else ""

    def build_picture(self) -> ParkPictures:
        """Curves and neighbours."""
        return ParkPictures(self.context, self)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        store, language = self.context.store, self.context.language
        free = [
            streams.last(store, park)
            for park in streams.observing(store, self.domain, "free")
            if not closed(store, park)
        ]
        free = [places for places in free if not math.isnan(places)]
        rows, occupied = streams.known(store, self.domain, "occupancy")
        full = rows[occupied >= _FULL]
        levels = self.context.alarms.levels(self.domain)
        worst = Priority(int(levels[full].max(initial=0)))
        total = sum(free) if free else math.nan
        of_all = self.tr("of %1").replace("%1", words.number(language, len(rows)))
        return [
            Figure(self.tr("Free places"), words.number(language, total)),
            Figure(self.tr("Full car parks"), words.number(language, len(full)), of_all, "", worst),
            self._next_full(rows, occupied, frame.now),
            self._closed(levels),
        ]

    def _next_full(self, rows: Rows, occupied: Floats, now: float) -> Figure:
        """The car park that will be full next, among those that fill fastest."""
        store, title = self.context.store, self.tr("Next to be full")
        column = streams.column_of(store, self.domain, "occupancy")
        if column is None or not len(rows):
            return Figure(title, words.NOTHING)
        _, before, _ = self.table.at(rows, column, np.full(len(rows), now - _TREND))
        rising = np.maximum(occupied - before, 1e-9)
        waits = np.where((occupied < _FULL) & ~np.isnan(before), (_FULL - occupied) / rising, np.inf)
        coming = []
        for place in np.argsort(waits)[:_LOOKED_AT]:
            park = Stream(self.domain, int(rows[place]), column)
            coming.append((time_until_full(store, park, now), park))
        coming = [(wait, park) for wait, park in coming if 0 < wait < math.inf]
        if not coming:
            return Figure(title, words.NOTHING)
        wait, park = min(coming)
        return Figure(
            title,
            words.duration(self.context.language, wait),
            "",
            self.context.language.name(store.place(park)),
        )

    def _closed(self, levels: NDArray[np.uint8]) -> Figure:
        column = streams.column_of(self.context.store, self.domain, "status")
        rows, values = streams.known(self.context.store, self.domain, "status")
        states = self.table.properties[column].states if column is not None else ()
        shut = [place for place, state in enumerate(states) if state.startswith("closed")]
        closed = rows[np.isin(values, shut)]
        worst = Priority(int(levels[closed].max(initial=0)))
        return Figure(self.tr("Closed"), words.number(self.context.language, len(closed)), "", "", worst)
