"""Pictures of a road: speed over space and time, and flow over density."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtWidgets import QFrame, QVBoxLayout

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
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
        self._zone = ZoneInfo(context.city.time_zone)
        self._road: Road | None = None
        self._title = ElidedLabel("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self.plot = SpaceTimePlot(context)
        self.plot.pointed_at.connect(self._point)
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
        say(self._title, self.tr("%1: speed along the road").replace("%1", self._road.name))
        self._point(float("nan"), float("nan"))
        self.plot.setAccessibleName(self._title.text())
        self.plot.retranslate()

    def _point(self, time: float, km: float) -> None:
        """What is drawn under the cursor; else what the colours are."""
        if self._road is None:
            return
        self.plot.point_at(time)
        language = self._context.language
        speed = self.plot.speed_at(time, km)
        if speed is None:
            text = self.tr("km over time · free at %1 km/h, red at a standstill")
            say(self._note, text.replace("%1", words.number(language, self._road.free_speed)))
            return
        text = self.tr("%1 · km %2 · %3 km/h")
        for place, said in (
            ("%1", words.time_of_day(time, self._zone)),
            ("%2", words.number(language, km, 1)),
            ("%3", words.number(language, speed)),
        ):
            text = text.replace(place, said)
        say(self._note, text)


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
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self._until = float("nan")
        self.diagram = FundamentalDiagram(context)
        self.diagram.pointed.connect(self._point)
        self.menu = ExportMenu(self, context.store, self.readings)
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
        self._newest, self._until = newest, now
        (_, speeds), (_, flows) = self.readings()
        _, ours, theirs = np.intersect1d(speeds.times, flows.times, return_indices=True)
        good = (
            (speeds.quality[ours] <= USABLE)
            & (flows.quality[theirs] <= USABLE)
            & (speeds.values[ours] > 0.5)  # density is flow over speed: nothing follows from a standstill
        )
        per_lane = flows.values[theirs][good] / self._road.lanes
        self.diagram.show_points(self._road, per_lane / speeds.values[ours][good], per_lane)

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """Speeds, then flows, that the points are made of."""
        store, since = self._context.store, self._until - self._span
        flow = None if self._speed is None else streams.sibling(store, self._speed, "flow")
        return [(s, store.window(s, since, self._until)) for s in (self._speed, flow) if s is not None]

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Fundamental diagram"))
        self.diagram.setAccessibleName(self._title.text())
        self._point(None)
        self.diagram.update()

    def _point(self, point: tuple[float, float] | None) -> None:
        """What is drawn under the cursor; else what the axes are."""
        if point is None:
            say(self._note, self.tr("veh/h over veh/km, of one lane"))
            return
        language, (density, flow) = self._context.language, point
        text = self.tr("%1 veh/km · %2 veh/h · %3 km/h")
        for place, value in (("%1", density), ("%2", flow), ("%3", flow / density if density else 0.0)):
            text = text.replace(place, words.number(language, value))
        say(self._note, text)
