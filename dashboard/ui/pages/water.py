"""Water: hydrographs of the rivers, their quality, bathing beaches, drinking water."""

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import streams, words
from dashboard.ui.cards.beaches_card import BACTERIA, BeachesCard
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.hydrograph import Hydrograph
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.rise_card import RiseCard
from dashboard.ui.cards.thing_list import Group
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.pages.domain import AllProperties, DomainPage

_HOUR: Final = 3600.0
#: What stands for a thing, the first that it observes.
_HEADLINES: Final = ("discharge", "chlorine", "dissolved_oxygen")
#: What rivers, beaches, quality probes and pipes are known by, in the order of the list.
_RANKED: Final = ("discharge", "e_coli", "dissolved_oxygen", "chlorine")


class RiverOrOther(QStackedWidget):
    """A hydrograph, level and rise below it for a river gauge, all properties (of a beach, all
    beaches above them) for anything else."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.hydrograph = Hydrograph(context)
        self._level = PlotCard(context)
        self._rise = RiseCard(context)
        self._others = AllProperties(context)
        self.beaches = BeachesCard(context)
        river = QWidget()
        column = QVBoxLayout(river)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addWidget(self.hydrograph, 70)
        below = QHBoxLayout()
        below.setSpacing(tokens.GRID + 4)
        below.addWidget(self._level, 1)
        below.addWidget(self._rise, 1)
        column.addLayout(below, 30)
        self.addWidget(river)
        other = QWidget()
        both = QVBoxLayout(other)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(tokens.GRID + 4)
        both.addWidget(self.beaches, 45)
        both.addWidget(self._others, 55)
        self.addWidget(other)

    def show_thing(self, stream: Stream) -> None:
        """Another thing was chosen."""
        discharge = streams.sibling(self._context.store, stream, "discharge")
        level = streams.sibling(self._context.store, stream, "water_level")
        if discharge is None or level is None:
            beach = streams.sibling(self._context.store, stream, BACTERIA[0])
            self.beaches.setVisible(beach is not None)
            if beach is not None:
                self.beaches.show_beach(beach)
            self._others.show_thing(stream)
            self.setCurrentIndex(1)
            return
        self.hydrograph.show_gauge(discharge)
        self._level.show_stream(level)
        self._rise.show_level(level)
        self.setCurrentIndex(0)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring what is visible up to the city's time `now`."""
        if self.currentIndex() == 0:
            self.hydrograph.show_now(now, text_too)
            self._level.show_now(now, text_too)
            self._rise.show_now(now, text_too)
        else:
            self._others.show_now(now, text_too)
            if text_too and not self.beaches.isHidden():
                self.beaches.refresh(now)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self.hydrograph.set_span(seconds)
        self._level.plot.set_span(seconds)
        self._rise.plot.set_span(seconds)
        self._others.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        self.hydrograph.retranslate()
        self._level.retranslate()
        self._rise.retranslate()
        self._others.retranslate()
        self.beaches.retranslate()


class WaterPage(DomainPage):
    """Its figures: the river nearest to its red limit, the fastest rise, beaches, drinking water."""

    def _top(self, row: int) -> float:
        """The discharge at which that gauge is red, NaN where the catalogue says none."""
        return self._reds.get(self.table.places[row].id, math.nan)

    @cached_property
    def _reds(self) -> dict[str, float]:
        limits = self.context.city.by_id[self.domain].limits
        discharge = [limit for limit in limits if limit.property == "discharge" and limit.alarm]
        return {thing: limit.alarm or math.nan for limit in discharge for thing in limit.things}

    def groups(self) -> Sequence[Group]:
        """By what is observed."""
        return (
            (lambda: self.tr("Rivers"), self._observes("discharge")),
            (lambda: self.tr("Quality"), self._observes("dissolved_oxygen")),
            (lambda: self.tr("Beaches"), self._observes("e_coli")),
            (lambda: self.tr("Drinking water"), self._observes("chlorine")),
        )

    def headline(self, place: Place, observed: Any) -> int:
        """Discharge where there is one."""
        for name in _HEADLINES:
            column = streams.column_of(self.context.store, self.domain, name)
            if column is not None and observed[column]:
                return column
        return super().headline(place, observed)

    def rank(self, place: Place) -> float:
        """Rivers, the nearest to its red limit first, then beaches, what is dissolved in them, pipes."""
        row, columns = self.table.row(place.id), [self.table.column(name) for name in _RANKED]
        if row is None:
            return float(len(_RANKED))
        observed = self.table.observed[row]
        kind = next((i for i, c in enumerate(columns) if c is not None and observed[c]), len(_RANKED))
        if kind:
            return float(kind)
        share = float(self.table.last_value[row, columns[0]]) / self._top(row)
        return -share if math.isfinite(share) else 0.0

    def build_picture(self) -> RiverOrOther:
        """River or other."""
        return RiverOrOther(self.context, self)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        return [
            self._nearest_river(),
            self._fastest_rise(frame.now),
            self._calm_of(self.tr("Beaches in order"), "e_coli"),
            self._calm_of(self.tr("Water districts in order"), "chlorine"),
        ]

    def _observes(self, name: str) -> Callable[[Place], bool]:
        store = self.context.store

        def observes(place: Place) -> bool:
            row = self.table.row(place.id)
            return row is not None and streams.sibling(store, Stream(self.domain, row, 0), name) is not None

        return observes

    def _name(self, row: int) -> str:
        """The river, without its gauge."""
        return self.table.places[row].name.split(" · ")[0]

    def _level(self, row: int) -> Priority:
        return Priority(int(self.context.alarms.levels(self.domain)[row]))

    def _nearest_river(self) -> Figure:
        """The discharge that is the largest share of its alarm limit."""
        store, title = self.context.store, self.tr("River nearest to its limit")
        rows, values = streams.known(store, self.domain, "discharge")
        tops = np.array([self._top(int(row)) for row in rows])
        if not len(rows) or np.isnan(tops).all():
            return Figure(title, words.NOTHING)
        place = int(np.nanargmax(values / tops))
        value, row = float(values[place]), int(rows[place])
        number = words.number(self.context.language, value, 0 if value >= 10 else 1)
        return Figure(title, number, "m³/s", self._name(row), self._level(row))

    def _fastest_rise(self, now: float) -> Figure:
        """The level that rose most in the last hour."""
        title = self.tr("Fastest rise in an hour")
        column = streams.column_of(self.context.store, self.domain, "water_level")
        rows, values = streams.known(self.context.store, self.domain, "water_level")
        if column is None or not len(rows):
            return Figure(title, words.NOTHING)
        _, before, quality = self.table.at(rows, column, np.full(len(rows), now - _HOUR))
        rises = np.where(quality <= USABLE, values - before, np.nan)
        if np.isnan(rises).all():
            return Figure(title, words.NOTHING)
        place = int(np.nanargmax(rises))
        rise = words.signed(self.context.language, float(rises[place]), 2)
        return Figure(title, rise, "m", self._name(int(rows[place])))

    def _calm_of(self, title: str, name: str) -> Figure:
        """How many things that observe `name` are calm, of all of them."""
        column = streams.column_of(self.context.store, self.domain, name)
        levels = self.context.alarms.levels(self.domain)
        if column is not None:
            levels = levels[self.table.observed[: len(self.table), column]]
        calm = words.number(self.context.language, int((levels == 0).sum()))
        of_all = self.tr("of %1").replace("%1", words.number(self.context.language, len(levels)))
        return Figure(title, calm, of_all, "", Priority(int(levels.max(initial=0))))
