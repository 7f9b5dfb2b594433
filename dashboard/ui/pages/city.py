"""The whole city at a glance: the map, the mayor's five figures, the worst alarms."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Alarm
from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.map.map_panel import MapPanel
from dashboard.ui.pace import Pace
from dashboard.ui.pages.city_alarms import FEWEST, AlarmStrip
from dashboard.ui.pages.city_cards import FigureCard
from dashboard.ui.pages.city_figures import CityFigures
from dashboard.ui.pages.page import Page

#: Rows of alarms by the height of the page, pixels: what remains is the map's.
_ROWS: Final = ((900, 5), (760, 4), (640, 3), (0, FEWEST))

#: What the five figures sum up changes slowly: they are looked for once in so many seconds.
_FIGURES: Final = 1.0


class CityPage(Page):
    """Map beside the five cards, alarms below."""

    go_to = Signal(str, str)  #: domain (or page), thing

    def __init__(self, context: Context, name: str = "city", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace, self._figures_pace = Pace(phase=0.25), Pace(_FIGURES, 0.45)
        self._frame: Frame | None = None
        self._figures = CityFigures(context)
        self.panel = MapPanel(context)
        self.strip = AlarmStrip(context)
        self.cards: dict[str, FigureCard] = {}
        self._right = QVBoxLayout()
        self._right.setSpacing(12)
        above = QHBoxLayout()
        above.setSpacing(tokens.GAP)
        above.addWidget(self.panel, 68)
        above.addLayout(self._right, 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(tokens.GAP)
        column.addLayout(above, 1)
        column.addWidget(self.strip)
        self.entrance = self.panel.view
        self.panel.open_requested.connect(self._open)
        self.strip.chosen.connect(self._show_alarm)
        self.strip.all_asked.connect(lambda: self.go_to.emit("alarms", ""))
        for page in self._figures.pages:
            card = self.cards[page] = FigureCard(context)
            card.clicked.connect(lambda page=page: self.go_to.emit(page, ""))
            self._right.addWidget(card, 1)

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; alarms at most twice a second, figures once."""
        self._frame = frame
        outdated, self.outdated = self.outdated or frame.restarted, False
        self.panel.show_frame(frame, outdated)
        if outdated:
            self._tell_anew()
        if self._figures_pace.due(frame.wall):
            for figure in self._figures.look(frame.now):
                self.cards[figure.page].show_figure(figure, frame.now)
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
        self._figures_pace.now()

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
