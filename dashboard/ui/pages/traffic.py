"""Traffic: speed over space and time, the fundamental diagram, and every loop with its level of service."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.indices import STREET, service_priority, street_service
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import streams, words
from dashboard.ui.cards.figures import Figure
from dashboard.ui.cards.network_card import NetworkCard
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.road_cards import FundamentalCard, SpaceTimeCard
from dashboard.ui.cards.thing_list import Group
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, trend_title
from dashboard.ui.pages.domain import DomainPage
from dashboard.ui.roads import Road, roads

#: From this width on there is room for every plot of a loop, pixels.
_WIDE: Final = 900
#: Shares of the free speed from level of service D on.
_SLOW: Final = STREET[2]


class RoadPictures(QWidget):
    """The corridor and the network above; the chosen loop below."""

    def __init__(self, context: Context, known: Mapping[str, Road], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._roads = known
        self._road_of = {stream.row: road for road in self._roads.values() for _, stream in road.loops}
        self._space_time = SpaceTimeCard(context)
        self._diagram = FundamentalCard(context)
        self.network = NetworkCard(context, self._roads)
        self._plots = {name: PlotCard(context) for name in ("speed", "flow", "occupancy")}
        self._shown: Stream | None = None
        above = QHBoxLayout()
        above.setSpacing(tokens.GRID + 4)
        above.addWidget(self._space_time, 58)
        above.addWidget(self.network, 42)
        below = QHBoxLayout()
        below.setSpacing(tokens.GRID + 4)
        below.addWidget(self._diagram, 10)
        for card in self._plots.values():
            below.addWidget(card, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID + 4)
        column.addLayout(above, 56)
        column.addLayout(below, 44)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- picture -----------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Where four plots would be too narrow to read, the flow is left to the diagram beside it."""
        known = self._shown is not None and streams.sibling(self._context.store, self._shown, "flow")
        self._plots["flow"].setVisible(bool(known) and self.width() >= _WIDE)

    def show_thing(self, stream: Stream) -> None:
        """Another loop was chosen."""
        self._shown = stream
        store = self._context.store
        for name, card in self._plots.items():
            found = streams.sibling(store, stream, name)
            card.setVisible(found is not None)
            if found is not None:
                card.show_stream(found)
        self.network.strips.choose(stream.row)
        road, speed = self._road_of.get(stream.row), streams.sibling(store, stream, "speed")
        self._fit()
        for picture in (self._space_time, self._diagram):
            picture.setVisible(road is not None and speed is not None)
        if road is not None and speed is not None:
            self._space_time.show_road(road)
            self._diagram.show_loop(road, speed)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        self._space_time.show_now(now, text_too)
        self._diagram.show_now(now, text_too)
        if text_too:
            self.network.refresh(now)
        for card in self._plots.values():
            card.show_now(now, text_too)

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        self._space_time.plot.set_span(seconds)
        self._diagram.set_span(seconds)
        for card in self._plots.values():
            card.plot.set_span(seconds)

    def retranslate(self) -> None:
        """The language has changed."""
        self._space_time.retranslate()
        self._diagram.retranslate()
        self.network.retranslate()
        for card in self._plots.values():
            card.retranslate()


class TrafficPage(DomainPage):
    """Its figures: mean speed, the slowest corridor, loops in a jam, vehicles."""

    def __init__(self, context: Context, domain: str, parent: QWidget | None = None) -> None:
        self._roads = roads(context, domain)
        self._free = {
            stream.row: road.free_speed for road in self._roads.values() for _, stream in road.loops
        }
        super().__init__(context, domain, parent)

    def columns(self) -> Sequence[Column]:
        """State, name, level of service, speed, flow, trend."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Loop")),
            Column(Kind.BADGE, lambda: self.tr("LOS"), width=58, badge=self._level),
            Column(Kind.VALUE, lambda: self.tr("km/h"), "speed", 62),
            Column(Kind.VALUE, lambda: self.tr("veh/h"), "flow", 72, spare=True),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def headline(self, place: Place, observed: Any) -> int:
        """Speed."""
        column = streams.column_of(self.context.store, self.domain, "speed")
        return column if column is not None else super().headline(place, observed)

    def groups(self) -> Sequence[Group]:
        """By road, both directions together."""
        names = dict.fromkeys(road.name.rstrip("→←↑↓ ") for road in self._roads.values())
        return [(partial(str, name), self._on(name)) for name in names]

    def rank(self, place: Place) -> float:
        """The slowest first, as long as it is slow."""
        row, column = self.table.row(place.id), streams.column_of(self.context.store, self.domain, "speed")
        if row is None or column is None or row not in self._free:
            return math.inf
        share = float(self.table.last_value[row, column]) / self._free[row]
        return share if share < _SLOW else 1.0

    def build_picture(self) -> RoadPictures:
        """Corridor and loop."""
        picture = RoadPictures(self.context, self._roads, self)
        picture.network.chosen.connect(self.things.choose)
        return picture

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures."""
        language = self.context.language
        speed, flow = self._newest("speed"), self._newest("flow")
        both = speed.keys() & flow.keys()
        vehicles = sum(flow.values())
        moved, counted = sum(speed[row] * flow[row] for row in both), sum(flow[row] for row in both)
        shares = [speed[row] / free for row, free in self._free.items() if row in speed]
        levels = [service_priority(street_service(share)) for share in shares]
        jammed = sum(level >= Priority.WARNING for level in levels)
        worst = max(levels, default=Priority.NONE)
        mean = words.number(language, moved / counted) if counted else words.NOTHING
        of_all = self.tr("of %1").replace("%1", str(len(shares)))
        return [
            Figure(self.tr("Mean speed"), mean, "km/h"),
            self._slowest(),
            Figure(self.tr("Loops in a jam"), words.number(language, jammed), of_all, "", worst),
            Figure(self.tr("Vehicles counted"), words.number(language, vehicles), "/h"),
        ]

    def _newest(self, name: str) -> dict[int, float]:
        """Row -> newest value of a property."""
        rows, values = streams.known(self.context.store, self.domain, name)
        return dict(zip(rows.tolist(), values.tolist(), strict=True))

    def _slowest(self) -> Figure:
        """The corridor whose loops have the lowest mean share of their free speed."""
        store, title = self.context.store, self.tr("Slowest road")
        found: list[tuple[float, float, Road]] = []
        for road in self._roads.values():
            speeds = [v for _, s in road.loops if (v := streams.last(store, s)) == v]
            if speeds:
                mean = sum(speeds) / len(speeds)
                found.append((mean / road.free_speed, mean, road))
        if not found:
            return Figure(title, words.NOTHING)
        share, speed, road = min(found, key=lambda item: item[0])
        level = service_priority(street_service(share))
        return Figure(title, words.number(self.context.language, speed), "km/h", road.name, level)

    def _level(self, row: int) -> tuple[str, str] | None:
        """Letter and colour of a loop's level of service."""
        column = streams.column_of(self.context.store, self.domain, "speed")
        if column is None or row not in self._free:
            return None
        letter = street_service(float(self.table.last_value[row, column]) / self._free[row])
        level = service_priority(letter)
        theme = self.context.look.theme
        return (letter, theme.fill(level).name() if level else theme.hairline) if letter else None

    def _on(self, name: str) -> Callable[[Place], bool]:
        def belongs(place: Place) -> bool:
            return place.name.startswith(f"{name} · ")

        return belongs
