"""Where a driver finds a place: the nearest car parks with room, in large figures."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.parks import closed

#: Fewer places than this are gone before one arrives.
_WORTH_IT: Final = 10
_ROW: Final = 46
_METRES_PER_DEGREE: Final = 111_195.0


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places (longitude, latitude) of one city, on a plane."""
    narrowing = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * narrowing, one[1] - other[1]) * _METRES_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Park:
    """One car park with room, as the crow flies."""

    name: str
    metres: float
    free: float
    priority: Priority


def parks_around(context: Context, domain: str, here: tuple[float, float]) -> list[Park]:
    """Car parks that are open and worth driving to, the nearest to `here` (longitude, latitude) first."""
    store, levels = context.store, context.alarms.levels(domain)
    parks = []
    for stream in streams.observing(store, domain, "free"):
        place, free = store.place(stream), streams.last(store, stream)
        if place.position is None or not free >= _WORTH_IT or closed(context.store, stream):
            continue
        metres = distance(here, place.position)
        parks.append(Park(context.language.name(place), metres, free, Priority(int(levels[stream.row]))))
    return sorted(parks, key=lambda park: park.metres)


class ParkList(QWidget):
    """Car parks with room, as a list that is painted; how, its sub-classes know."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._parks: list[Park] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_parks(self, parks: list[Park]) -> None:
        """Show these, the nearest first."""
        if parks != self._parks:
            self._parks = parks
            said = [f"{park.name}: {words.number(self._context.language, park.free)}" for park in parks[:5]]
            self.setAccessibleDescription(", ".join(said))
            self.update()


class _Rows(ParkList):
    """As many rows as there is room for."""

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter = QPainter(self)
        large, body, caption = font(Type.FIGURE), font(Type.BODY), font(Type.CAPTION)
        vertically = Qt.AlignmentFlag.AlignVCenter
        for number, park in enumerate(self._parks[: max(1, self.height() // _ROW)]):
            row = QRectF(0, number * _ROW, self.width(), _ROW)
            paint_state(painter, park.priority, QPointF(12, row.center().y()), 16, theme)
            painter.setFont(large)
            free = words.number(language, park.free)
            width = QFontMetricsF(large).horizontalAdvance(free) + 8
            painter.setPen(QColor(theme.ink))
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | vertically, free)
            painter.setFont(caption)
            away = words.way(language, park.metres)
            away_width = QFontMetricsF(caption).horizontalAdvance(away) + 16
            painter.setPen(QColor(theme.ink_soft))
            middle = row.adjusted(0, 0, -max(width, 84), 0)
            painter.drawText(middle, Qt.AlignmentFlag.AlignRight | vertically, away)
            painter.setFont(body)
            painter.setPen(QColor(theme.ink))
            names = middle.adjusted(30, 0, -away_width, 0)
            text = QFontMetricsF(body).elidedText(park.name, Qt.TextElideMode.ElideRight, names.width())
            painter.drawText(names, vertically, text)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.end()


class FreePlaces(QFrame):
    """Counted from the chosen car park; those that are closed or nearly full are left out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._from: Stream | None = None
        self._title = ElidedLabel("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self._rows = _Rows(context)
        self.menu = ExportMenu(self, context.store, self.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._rows, 1)

    def show_around(self, stream: Stream) -> None:
        """Count from that car park."""
        self._from = stream

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """The newest free places of every car park."""
        store = self._context.store
        found = []
        for stream in streams.observing(store, self._from.domain, "free") if self._from else ():
            newest = float(store.tables[stream.domain].last_time[stream.row, stream.column])
            found.append((stream, store.window(stream, newest, newest)))
        return found

    def refresh(self, now: float) -> None:
        """Look for places now."""
        if self._from is None:
            return
        here = self._context.store.place(self._from).position
        parks = [] if here is None else parks_around(self._context, self._from.domain, here)
        self._rows.show_parks(parks)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Nearest free places"))
        self._note.setText(self.tr("from the chosen car park, as the crow flies"))
        self._rows.setAccessibleName(self._title.text())
        self._rows.update()
