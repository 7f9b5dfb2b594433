"""The driver's view: the nearest free places, and how long each road takes."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui import streams
from dashboard.ui.cards.free_places import distance, parks_around
from dashboard.ui.cards.labels import ElidedLabel, label
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.pages.page import Page
from dashboard.ui.views.driver_rows import PlaceRows, TimeRows
from dashboard.ui.views.road_times import city_roads, road_times

#: Sixty loops are averaged: every two seconds is often enough for somebody who drives.
_PACE: Final = 2.0
_PARKING: Final = "parking"


class DriverView(Page):
    """Places are counted from where the driver wants to go."""

    def __init__(self, context: Context, name: str = "driver", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace = Pace(_PACE)
        self._roads = city_roads(context)
        self._goals = self._destinations()
        self.goal = QComboBox()
        self.goal.setFont(font(Type.LARGE))
        self.goal.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.goal.addItems([name for name, _ in self._goals])
        self._where = label("", Type.LARGE, "soft")
        self._places_title = ElidedLabel("", Type.FIGURE)
        self._places_note = ElidedLabel("", Type.BODY, "soft")
        self._times_title = ElidedLabel("", Type.FIGURE)
        self._times_note = ElidedLabel("", Type.BODY, "soft")
        self.places, self.times = PlaceRows(context), TimeRows(context)
        asked = QHBoxLayout()
        asked.setSpacing(12)
        asked.addWidget(self._where)
        asked.addWidget(self.goal, 1)
        left = self._panel(self._places_title, self._places_note, self.places)
        left_column = left.layout()
        assert isinstance(left_column, QVBoxLayout)
        left_column.insertLayout(2, asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        row.setSpacing(tokens.GAP)
        row.addWidget(left, 40)
        row.addWidget(self._panel(self._times_title, self._times_note, self.times), 60)
        left.setVisible(bool(self._goals))
        self.goal.currentIndexChanged.connect(self._show_places)
        self.entrance = self.goal
        self.retranslate()

    def _panel(self, title: QWidget, note: QWidget, rows: QWidget) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(note)
        column.addWidget(rows, 1)
        return panel

    def _destinations(self) -> list[tuple[str, tuple[float, float]]]:
        """(name, place) of every car park, the most central first."""
        store, centre = self.context.store, self.context.city.centre
        places = [store.place(stream) for stream in streams.observing(store, _PARKING, "free")]
        name = self.context.language.name
        known = [(name(place), place.position) for place in places if place.position is not None]
        return sorted(known, key=lambda item: distance(centre, item[1]))

    # -- what the window does with it --------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        if self.outdated or frame.restarted:
            self.outdated = False
            self._pace.now()
        if self._pace.due(frame.wall):
            self.times.show_roads(road_times(self.context, self._roads, frame.now))
            self._show_places()

    def retranslate(self) -> None:
        """The language has changed."""
        self._where.setText(self.tr("Going to"))
        self.goal.setAccessibleName(self._where.text())
        self._goals = self._destinations()
        for number, (name, _) in enumerate(self._goals):  # the same in every language, called otherwise
            self.goal.setItemText(number, name)
        self._places_title.setText(self.tr("Free places"))
        self._places_note.setText(
            self.tr("Nearest first, as the crow flies; closed and full ones are left out")
        )
        self._times_title.setText(self.tr("Travel times"))
        self._times_note.setText(self.tr("From end to end now, and what is lost to traffic"))
        self.places.setAccessibleName(self._places_title.text())
        self.times.setAccessibleName(self._times_title.text())
        self.places.update()
        self.times.update()
        self._pace.now()

    def _show_places(self) -> None:
        if self._goals:
            _, here = self._goals[max(0, self.goal.currentIndex())]
            self.places.show_parks(parks_around(self.context, _PARKING, here))
