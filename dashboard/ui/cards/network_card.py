"""The whole road network at a glance, by level of service."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from dashboard.core.indices import street_service
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import STALE_PERIODS, Stream
from dashboard.ui import words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.road_strips import RoadStrips, Strip, stretches
from dashboard.ui.roads import Road

_ARROWS = "→←↑↓"


class NetworkCard(QFrame):
    """Looked at at most twice a second."""

    chosen = Signal(int)  #: row of the traffic table

    def __init__(self, context: Context, roads: Mapping[str, Road]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        #: Name of a road without its arrow -> its directions.
        self._roads: dict[str, list[Road]] = {}
        for road in roads.values():
            self._roads.setdefault(road.name.rstrip(f"{_ARROWS} "), []).append(road)
        self._of = {stream.row: (road, stream) for road in roads.values() for _, stream in road.loops}
        self._title = ElidedLabel("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self.strips = RoadStrips(context.look)
        self.strips.chosen.connect(self.chosen)
        self.strips.pointed.connect(self._point)
        self.menu = ExportMenu(self, context.store, self.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 8)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addSpacing(6)
        column.addWidget(self.strips, 1)

    def refresh(self, now: float) -> None:
        """Bring it up to the city's time `now`."""
        shown = []
        for name, ways in self._roads.items():
            directions = []
            for side, road in enumerate(ways):
                arrow = road.name[-1] if road.name[-1] in _ARROWS else ""
                places = [km for km, _ in road.loops]
                rows = [stream.row for _, stream in road.loops]
                levels = [self._level(road, stream, now) for _, stream in road.loops]
                directions.append((arrow, stretches(places, road.length, rows, levels, back=side == 1)))
            shown.append(Strip(name, tuple(directions)))
        self.strips.show_strips(shown)

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """The newest speed of every loop."""
        store, found = self._context.store, []
        for _, stream in self._of.values():
            newest = float(store.tables[stream.domain].last_time[stream.row, stream.column])
            found.append((stream, store.window(stream, newest, newest)))
        return found

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Network by level of service"))
        self.strips.setAccessibleName(self._title.text())
        self._point(-1)

    def _level(self, road: Road, stream: Stream, now: float) -> str:
        """A to F; "" when the loop is silent."""
        table = self._context.store.tables[stream.domain]
        late = now - float(table.last_time[stream.row, stream.column])
        if not late <= STALE_PERIODS * float(table.periods[stream.row, stream.column]):
            return ""
        return street_service(float(table.last_value[stream.row, stream.column]) / road.free_speed)

    def _point(self, row: int) -> None:
        """The loop under the cursor; else what the colours are."""
        known = self._of.get(row)
        if known is None:
            say(self._note, self.tr("D, E and F in colour; dotted: silent"))
            return
        road, stream = known
        store, language = self._context.store, self._context.language
        speed = float(store.tables[stream.domain].last_value[row, stream.column])
        name = language.name(store.place(stream))
        free = words.number(language, road.free_speed)
        if math.isnan(speed):
            say(self._note, name)
            return
        text = self.tr("%1: %2 of %3 km/h").replace("%2", words.number(language, speed)).replace("%3", free)
        say(self._note, text.replace("%1", name))
