"""Rain at one station: bars that hang from the top, as in a hydrograph."""

import math

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dashboard.core.readings.store import Stream
from dashboard.ui import words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.rain_plot import RainPlot


class RainCard(QFrame):
    """A tipping bucket counts whole tips: its minutes are gathered into bars, which show the rain."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._value = label("", Type.LARGE)
        self._unit = label("mm/h", Type.CAPTION, "soft")
        self._note = ElidedLabel("", Type.CAPTION, "faint")
        self._pointed = math.nan
        self.plot = RainPlot(context, alone=True)
        self.plot.pointed.connect(self._point)
        self.menu = ExportMenu(self, context.store, self.plot.readings)
        values = QHBoxLayout()
        values.setSpacing(4)
        values.addWidget(self._value)
        values.addWidget(self._unit)
        values.addSpacing(8)
        values.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 4)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(values)
        column.addWidget(self.plot, 1)

    def show_gauge(self, rain: Stream) -> None:
        """Show the rain of that datastream."""
        self.plot.show_gauges([(rain, 1.0)])

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`; words only when `text_too`."""
        self.plot.show_now(now)
        if text_too:
            say(self._value, words.number(self._context.language, self.plot.newest_bar(), 1))
            if math.isnan(self._pointed):
                say(self._note, self._told())

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Rain"))
        self.plot.setAccessibleName(self._title.text())
        self.plot.retranslate()

    def _told(self) -> str:
        """An empty plot is no error."""
        return self.tr("no rain in this span") if self.plot.dry else ""

    def _point(self, time: float) -> None:
        self._pointed = time
        self.plot.point_at(time)
        bar = self.plot.bar_at(time)
        text = (
            self._told()
            if bar is None
            else f"{words.number(self._context.language, bar, 1)}{words.NARROW}mm/h"
        )
        say(self._note, text)
