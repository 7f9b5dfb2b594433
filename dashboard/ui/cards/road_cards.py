"""Pictures of a road: speed over space and time, and flow over density."""

import numpy as np
from PySide6.QtWidgets import QFrame, QVBoxLayout

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.store import Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.fundamental import FundamentalDiagram
from dashboard.ui.plots.space_time import SpaceTimePlot
from dashboard.ui.roads import Road


class SpaceTimeCard(QFrame):
    """The corridor of the chosen loop; its beginning is at the bottom."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._road: Road | None = None
        self._title = ElidedLabel("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self.plot = SpaceTimePlot(context)
        self.menu = ExportMenu(self, context.store, self.plot.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 6)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addSpacing(6)
        column.addWidget(self.plot, 1)

    def show_road(self, road: Road) -> None:
        """Show that corridor."""
        self._road = road
        self.plot.show_road(road)
        self.retranslate()

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        self.plot.show_now(now)

    def retranslate(self) -> None:
        """The language has changed."""
        if self._road is None:
            return
        language = self._context.language
        free = words.number(language, self._road.free_speed)
        say(self._title, self.tr("%1: speed along the road").replace("%1", self._road.name))
        say(
            self._note,
            self.tr("km over time · yellow, orange, red: under 45, 35, 25 % of %1 km/h").replace("%1", free),
        )
        self.plot.setAccessibleName(self._title.text())
        self.plot.retranslate()


class FundamentalCard(QFrame):
    """The chosen loop's readings in the span."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._road: Road | None = None
        self._speed: Stream | None = None
        self._span = 3600.0
        self._newest = float("nan")
        self._title = ElidedLabel("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self.diagram = FundamentalDiagram(context)
        self.menu = ExportMenu(self, context.store)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 6)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self.diagram, 1)

    def show_loop(self, road: Road, speed: Stream) -> None:
        """Show the loop of that speed."""
        self._road, self._speed = road, speed
        self._newest = float("nan")

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self._span = seconds
        self._newest = float("nan")

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`, if there is news; at most twice a second."""
        if not text_too or self._road is None or self._speed is None:
            return
        store = self._context.store
        newest = float(store.tables[self._speed.domain].last_time[self._speed.row, self._speed.column])
        flow = streams.sibling(store, self._speed, "flow")
        if newest == self._newest or flow is None:
            return
        self._newest = newest
        speeds = store.window(self._speed, now - self._span, now)
        flows = store.window(flow, now - self._span, now)
        _, ours, theirs = np.intersect1d(speeds.times, flows.times, return_indices=True)
        good = (
            (speeds.quality[ours] <= USABLE)
            & (flows.quality[theirs] <= USABLE)
            & (speeds.values[ours] > 0.5)  # density is flow over speed: nothing follows from a standstill
        )
        per_lane = flows.values[theirs][good] / self._road.lanes
        self.diagram.show_points(self._road, per_lane / speeds.values[ours][good], per_lane)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Fundamental diagram"))
        self._note.setText(self.tr("flow in veh/h over density in veh/km, per lane"))
        self.diagram.update()
