"""The wind at a thing, or at the weather station nearest to it: speed, direction, rose of the span."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.free_places import distance
from dashboard.ui.cards.labels import ElidedLabel, FittingLabel, label, say
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.wind_rose import Rose, WindRose, compass, rose


class WindCard(QFrame):
    """Looked at anew at most twice a second, and only when the vane has spoken."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._speed: Stream | None = None
        self._direction: Stream | None = None
        self._away = 0.0
        self._span = 3600.0
        self._newest = (math.nan, math.nan)
        self._until = math.nan
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._value = label("", Type.LARGE)
        self._unit = label("", Type.CAPTION, "soft")
        self._from = ElidedLabel("", Type.CAPTION, "soft")
        self._gusts = ElidedLabel("", Type.CAPTION, "soft")
        self._place = FittingLabel("", Type.CAPTION, "faint")
        self._calm = ElidedLabel("", Type.CAPTION, "faint")
        self.rose = WindRose(context.look)
        self.menu = ExportMenu(self, context.store, self.readings)
        values = QHBoxLayout()
        values.setSpacing(4)
        values.addWidget(self._value)
        values.addWidget(self._unit, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._title)
        left.addLayout(values)
        left.addWidget(self._from)
        left.addWidget(self._gusts)
        left.addStretch(1)
        left.addWidget(self._calm)
        left.addWidget(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(tokens.GRID)
        row.addLayout(left, 5)
        row.addWidget(self.rose, 6)

    def show_around(self, stream: Stream) -> bool:
        """Show the wind at that thing, else at the nearest station with a vane; False if there is none."""
        store = self._context.store
        self._direction, self._away = self._nearest(stream)
        self._speed = (
            None if self._direction is None else streams.sibling(store, self._direction, "wind_speed")
        )
        self._newest = (math.nan, math.nan)
        self.retranslate()
        return self._speed is not None

    def set_span(self, seconds: float) -> None:
        """How far back the rose looks."""
        self._span = seconds
        self._newest = (math.nan, math.nan)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`; words and rose only when `text_too`."""
        if not text_too or self._speed is None or self._direction is None:
            return
        table = self._context.store.tables[self._speed.domain]
        newest = (float(table.last_time[self._speed.row, self._speed.column]), self._span)
        if newest == self._newest:
            return
        self._newest, self._until = newest, now
        (_, direction), (_, speed) = self.readings()
        _, ours, theirs = np.intersect1d(direction.times, speed.times, return_indices=True)
        good = (direction.quality[ours] <= USABLE) & (speed.quality[theirs] <= USABLE)
        shown = rose(direction.values[ours][good], speed.values[theirs][good])
        self.rose.show_rose(shown)
        language = self._context.language
        say(self._value, words.number(language, shown.speed, 1))
        say(self._unit, "m/s" if math.isfinite(shown.speed) else "")
        say(self._from, self._told(shown))
        say(self._gusts, self._gust())
        share = f"{words.number(language, 100 * shown.calm)}{words.NARROW}%"
        say(self._calm, self.tr("calm %1").replace("%1", share))
        told = (self._title.text(), f"{self._value.text()} m/s", self._from.text(), self._gusts.text())
        self.rose.setAccessibleName(", ".join(told))

    def _told(self, shown: Rose) -> str:
        if math.isfinite(shown.direction):
            return self.tr("from %1").replace("%1", compass(shown.direction))
        return self.tr("calm") if math.isfinite(shown.speed) else ""

    def _gust(self) -> str:
        store = self._context.store
        gust = None if self._speed is None else streams.sibling(store, self._speed, "wind_gust")
        if gust is None or not math.isfinite(strongest := streams.last(store, gust)):
            return ""
        text = words.quantity(self._context.language, store.property(gust), strongest)
        return self.tr("gusts %1").replace("%1", text)

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """Directions, then speeds, that the rose is made of."""
        store, since = self._context.store, self._until - self._span
        return [
            (stream, store.window(stream, since, self._until))
            for stream in (self._direction, self._speed)
            if stream is not None
        ]

    def retranslate(self) -> None:
        """The language has changed."""
        self._newest = (math.nan, math.nan)
        language = self._context.language
        say(self._title, self.tr("Wind"))
        where = ""
        if self._direction is not None:
            where = language.name(self._context.store.place(self._direction))
            if self._away >= 100.0:
                far = f"{words.number(language, self._away / 1000.0, 1)}{words.NARROW}km"
                away = self.tr("%1, %2 away").replace("%1", where).replace("%2", far)
                where = f"{away}\n{where}"
        say(self._place, where)
        self.rose.update()

    def _nearest(self, stream: Stream) -> tuple[Stream | None, float]:
        """The vane at that thing or nearest to it, and how far away, metres."""
        store = self._context.store
        own = streams.sibling(store, stream, "wind_from")
        if own is not None:
            return own, 0.0
        here = store.place(stream).position
        found = []
        for vane in streams.observing(store, "weather", "wind_from"):
            at = store.place(vane).position
            if here is not None and at is not None and streams.sibling(store, vane, "wind_speed"):
                found.append((distance(here, at), vane.row, vane))
        if not found:
            return None, 0.0
        away, _, vane = min(found)
        return vane, away
