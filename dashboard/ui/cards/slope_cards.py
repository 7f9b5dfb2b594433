"""Pictures of slopes: rain against Caine's line, and 1/v with the predicted failure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame, QVBoxLayout

from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui import words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.inverse_velocity import InverseVelocityPlot
from dashboard.ui.plots.rain_threshold import RainThreshold
from dashboard.ui.zone_rain import DURATIONS, ZoneRain, ZoneRains


class RainThresholdCard(QFrame):
    """Every zone's rain over the last hours and days, at most twice a second."""

    def __init__(self, context: Context, rains: ZoneRains) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._rains = rains
        self._title = ElidedLabel("", Type.TITLE)
        self._reading = ElidedLabel("", Type.CAPTION, "soft")
        self.chart = RainThreshold(context)
        self.menu = ExportMenu(self, context.store, self.readings)
        self._now = float("nan")
        self._zones: Sequence[ZoneRain] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 6)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._reading)
        column.addWidget(self.chart, 1)

    def refresh(self, now: float) -> None:
        """Bring it up to the city's time `now`, if there was rain news."""
        zones = self._rains.at(now)
        if zones is not self._zones:
            self._zones, self._now = zones, now
            self.chart.show_zones(zones)

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """The gauges that the lines are made of."""
        store, since = self._context.store, self._now - 3600.0 * DURATIONS[-1]
        return [(gauge, store.window(gauge, since, self._now)) for gauge in self._rains.gauges]

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Intensity – duration of the rain"))
        self.chart.setAccessibleName(self._title.text())
        self._reading.setText(self.tr("mm/h, mean of so many hours · above the line slides are likely"))
        self.chart.update()


class InverseVelocityCard(QFrame):
    """The chosen slope's 1/v and, where it runs to zero, when."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._verdict = ElidedLabel("", Type.STRONG)
        self.plot = InverseVelocityPlot(context)
        self.plot.pointed.connect(self._point)
        self.menu = ExportMenu(self, context.store, self.plot.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._verdict)
        column.addWidget(self.plot, 1)

    def show_slope(self, velocity: Stream | None) -> None:
        """Show the slope of that velocity."""
        self.plot.show_velocity(velocity)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`."""
        self.plot.show_now(now)
        if text_too:
            say(self._verdict, self._words())

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Inverse of velocity, d/mm"))
        self.plot.setAccessibleName(self._title.text())
        self.plot.retranslate()
        say(self._verdict, self._words())

    def _words(self) -> str:
        failure = self.plot.failure
        if failure is None:
            return self.tr("no steady acceleration")
        time = words.day_and_time(self._context.language, failure.time, self._zone)
        spread = words.duration(self._context.language, failure.deviation)
        return self.tr("failure %1 ± %2").replace("%1", time).replace("%2", spread)

    def _point(self, time: float) -> None:
        """Under the cursor: when, and the velocity that was read."""
        self.plot.point_at(time)
        hit = self.plot.reading_at(time)
        if hit is None:
            say(self._verdict, self._words())
            return
        at, velocity = hit
        language = self._context.language
        text = f"{words.number(language, velocity, 2)}{words.NARROW}{self.tr('mm/d')}"
        say(self._verdict, f"{words.time_of_day(at, self._zone)} · {text}")
