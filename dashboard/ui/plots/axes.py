"""Axes in words: time before now, and values in the locale's numbers."""

import math
from typing import Any, Final
from zoneinfo import ZoneInfo

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication

from dashboard.ui import words
from dashboard.ui.language import Language
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Theme
from dashboard.ui.plots import clock, scale

#: Spans that a reader can choose, seconds, and the step of their ticks.
SPANS: Final = {900.0: 300.0, 3600.0: 900.0, 21600.0: 3600.0, 86400.0: 14400.0}
#: Left axes are equally wide, so that plots above each other line up.
VALUE_WIDTH: Final = 52
NAMES_WIDTH: Final = 150
TIME_HEIGHT: Final = 24
#: Height of one word of a value axis, pixels.
_LINE: Final = 15
#: Room for one word of a time axis, pixels.
_WORD: Final = 72


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Seconds before now, in fixed places: `−6 h ... now`; of the past the time of day: `14:00`."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        super().__init__("bottom")
        self.enableAutoSIPrefix(False)
        self._language = language
        self._zone = zone
        #: Time (seconds since 1970) at its end, where it is not now.
        self._end: float | None = None
        self.setHeight(TIME_HEIGHT)
        self.setStyle(tickFont=font(Type.AXIS), tickLength=0, tickTextOffset=6, hideOverlappingLabels=35)

    def show_end(self, end: float | None) -> None:
        """It ends at that time, or at now."""
        if end != self._end:
            self._end = end
            self.picture = None
            self.update()

    def places(self, low: float, high: float, size: float) -> list[float]:
        """Where its words stand, for a plot `size` pixels wide from `low` (< 0) to `high`."""
        if low >= 0:  # before the plot has been given its range
            return []
        if self._end is not None:
            times = clock.places(self._end + low, self._end + high, size, self._zone)
            return [time - self._end for time in times]
        gap = SPANS.get(-low) or clock.step(-low, 6.0)
        while (high - low) / gap > size / _WORD:  # too narrow for every word
            gap *= 2
        return [gap * i for i in range(-int(-low / gap + 1e-9), int(high / gap + 1e-9) + 1)]

    # pyqtgraph overrides

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        return [(1.0, self.places(low, high, size))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self._end is not None:
            return clock.words_at([self._end + v for v in values], self._language, self._zone)
        now = QCoreApplication.translate("TimeAxis", "now")
        signs = {True: words.MINUS, False: "+"}
        return [f"{signs[v < 0]}{self._ago(abs(v))}" if v else now for v in values]

    def _ago(self, seconds: float) -> str:
        whole = seconds < 3600.0 or seconds % 3600.0 == 0.0
        return (words.duration if whole else words.long_duration)(self._language, seconds)


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Values in the locale's numbers; on a logarithmic plot the axis counts decades."""

    def __init__(self, language: Language, side: str = "left") -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self._language = language
        #: Whether the plot shows exponents of ten. Not pyqtgraph's `logMode`, which transforms twice.
        self.decades = False
        self._names: list[str] = []
        self._wide = False
        self.setWidth(VALUE_WIDTH)
        self.setStyle(tickFont=font(Type.AXIS), tickLength=0, tickTextOffset=6, hideOverlappingLabels=8)

    def name(self, names: list[str]) -> None:
        """Words for the values 0, 1, 2 ...; none for numbers."""
        if names != self._names:
            self._names = names
            self.widen(self._wide)
            self.picture = None
            self.update()

    def widen(self, on: bool) -> None:
        """Whether it is as wide as one with words, which stands above or below it."""
        self._wide = on
        self.setWidth(NAMES_WIDTH if on or self._names else VALUE_WIDTH)

    def places(self, low: float, high: float, size: float) -> list[float]:
        """Where its numbers stand, for a plot `size` pixels high."""
        if self._names:
            every = max(1, math.ceil(_LINE * len(self._names) / max(1.0, size)))
            return [float(place) for place in range(0, len(self._names), every)]
        if self.decades:
            every = max(1, round((high - low) / max(1.0, size / 22)))
            return [float(v) for v in range(round(low), round(high) + 1, every)]
        return list(scale.ticks(low, high, max(2, min(6, round(size / 44)))))

    # pyqtgraph overrides

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, Any]]:
        # They are swapped where rain hangs down.
        places = self.places(min(low, high), max(low, high), size)
        return [(places[1] - places[0] if len(places) > 1 else 1.0, places)]

    def tickStrings(self, values: list[float], scale_: float, spacing: float) -> list[str]:
        if self._names:
            return [self._names[round(v)] for v in values]
        if self.decades:
            return [words.number(self._language, 10.0**v, max(0, -round(v))) for v in values]
        decimals = scale.decimals_of(spacing)
        return [words.number(self._language, v, decimals) for v in values]


def restyle(axis: pg.AxisItem, theme: Theme) -> None:
    """Colours of a theme: faint words, hairline grid, no spine."""
    axis.setTextPen(pg.mkPen(theme.ink_faint))
    axis.setPen(pg.mkPen(theme.hairline))
    axis.setTickPen(pg.mkPen(theme.hairline))
