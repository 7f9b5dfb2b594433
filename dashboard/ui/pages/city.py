"""The whole city at a glance: the map, the mayor's five figures, the worst alarms."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Alarm
from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.later import Later
from dashboard.ui.look import theme as tokens
from dashboard.ui.map.map_panel import MapPanel
from dashboard.ui.pace import Pace
from dashboard.ui.pages.city_alarms import FEWEST, AlarmStrip
from dashboard.ui.pages.city_cards import FigureCard
from dashboard.ui.pages.city_column import CityColumn
from dashboard.ui.pages.page import Page

#: Rows of alarms by the height of the page, pixels: what remains is the map's.
_ROWS: Final = ((900, 5), (760, 4), (640, 3), (0, FEWEST))


class CityPage(Page):
    """Map beside the five figures, which come in the frame after, alarms below."""

    go_to = Signal(str, str)  #: domain (or page), thing

    def __init__(self, context: Context, name: str = "city", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace = Pace(phase=0.25)
        self._frame: Frame | None = None
        self.panel = MapPanel(context)
        self.strip = AlarmStrip(context)
        self._figures = Later(context.portions, self._make_figures)
        above = QHBoxLayout()
        above.setSpacing(tokens.GAP)
        above.addWidget(self.panel, 68)
        above.addWidget(self._figures, 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(tokens.GAP)
        column.addLayout(above, 1)
        column.addWidget(self.strip)
        self.entrance = self.panel.view
        self.panel.open_requested.connect(self._open)
        self.strip.chosen.connect(self._show_alarm)
        self.strip.all_asked.connect(lambda: self.go_to.emit("alarms", ""))
        self._figures.come()

    @property
    def cards(self) -> Mapping[str, FigureCard]:
        """Card of each page that has a figure; made now, unless they are there."""
        return self._figures.now().cards

    def _make_figures(self) -> CityColumn:
        figures = CityColumn(self.context)
        figures.asked.connect(lambda page: self.go_to.emit(page, ""))
        return figures

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; alarms at most twice a second."""
        self._frame = frame
        outdated, self.outdated = self.outdated or frame.restarted, False
        if outdated:
            self._tell_anew()
        self._figures.come()  # before the map, whose picture takes a dozen frames
        if self._figures.made:
            self._figures.made.show_frame(frame)
        self.panel.show_frame(frame, outdated)
        if self._pace.due(frame.wall):
            self._fit()  # out of sight Qt has not told of the size yet
            self.strip.show_frame(frame)

    def retranslate(self) -> None:
        """The language has changed."""
        self.panel.retranslate()
        self.strip.retranslate()
        self._tell_anew()

    def _tell_anew(self) -> None:
        self._pace.now()
        if self._figures.made:
            self._figures.made.now()

    def focus_on(self, thing: str) -> None:
        """Fly to a thing, `domain/thing` or `domain/thing/property`, and open its card; "" for the city."""
        if thing:
            self.panel.show_thing(*thing.split("/"))
        else:
            self.panel.view.choose(-1)
            self.panel.view.navigator.go_home()

    def _open(self, datastream: str) -> None:
        domain, thing, _ = datastream.split("/")
        self.go_to.emit(domain, thing)

    def _show_alarm(self, alarm: Alarm) -> None:
        """Where it is: on the map, else on the alarm page."""
        if not self.panel.show_thing(*alarm.datastream.split("/")):
            self.go_to.emit("alarms", "")

    def _fit(self) -> None:
        self.strip.room_for(next(rows for least, rows in _ROWS if self.height() >= least))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
