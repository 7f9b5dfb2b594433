"""Curves of readings over the time before now, with limits and quality."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from config.catalogue import Limit, Property
from dashboard.core.readings.series import Reading, Series
from dashboard.core.readings.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.theme import Theme
from dashboard.ui.noise import least_span
from dashboard.ui.plots import scale
from dashboard.ui.plots.curve import Curve, Floats
from dashboard.ui.plots.relative import RelativePlot

#: A property that is called logarithmic is drawn so once its readings span such a ratio.
_LOG_RATIO: Final = 30.0


class TimePlot(RelativePlot):
    """Readings of one property at one or several things."""

    def __init__(self, context: Context, parent: Any = None, *, over: float = 0.0) -> None:
        """`over`: show by how much readings rose in so many seconds; 0 shows the readings."""
        super().__init__(context, parent)
        self._over = over
        self._streams: tuple[Stream, ...] = ()
        self._curves: list[Curve] = []
        self._classes: list[tuple[float, str]] = []
        self._item: Property | None = None
        self._limits: tuple[Limit, ...] = ()
        self._range: tuple[float, float] | None = None
        #: For which span that was chosen.
        self._ranged = self.span
        self._emphasis: int | None = None
        self.start()

    def show_streams(
        self,
        streams: Sequence[Stream],
        item: Property,
        limits: Sequence[Limit] = (),
        *,
        emphasis: int | None = None,
    ) -> None:
        """Show these datastreams of one property; `emphasis` is the place of the one that stands out."""
        self._streams = tuple(streams)
        self._item, self._limits, self._emphasis = item, tuple(limits), emphasis
        self._range = None
        self.outdate()
        if self.furnished:
            self._make_curves()
            self.restyle()

    def show_classes(self, bounds: Sequence[float], colours: Sequence[str]) -> None:
        """Colour the right edge by classes: upper bounds of all but the last, and a colour for each."""
        self._classes = list(zip((*bounds, math.inf), colours, strict=True)) if bounds else []
        if self.furnished:
            self.backdrop.show_classes(self._classes)

    def retranslate(self) -> None:
        """The language has changed: also the words of states."""
        self.outdate()
        super().retranslate()

    def readings_at(self, time: float) -> list[tuple[Stream, Reading]]:
        """Of each curve the reading that is nearest to `time`."""
        found = []
        for curve in self._curves:
            place = curve.nearest(time)
            if place is not None:
                series = curve.series
                values = float(series.times[place]), float(series.values[place]), int(series.quality[place])
                found.append((curve.stream, Reading(*values)))
        return found

    def readings(self) -> list[tuple[Stream, Series]]:
        """What is drawn, or what it is made of."""
        if self._over:
            since, until = self.anchor - self.span - self._over, self.anchor
            return [(c.stream, self.past.window(c.stream, since, until)) for c in self._curves]
        return [(curve.stream, curve.series) for curve in self._curves]

    # RelativePlot overrides

    def furnish(self) -> None:
        super().furnish()
        self.backdrop.show_classes(self._classes)
        self._make_curves()

    def has_news(self) -> bool:
        news = [curve.has_news(self.context.store) for curve in self._curves]  # ask every one
        return any(news)

    def redraw(self) -> None:
        low, high = math.inf, -math.inf
        if self.span != self._ranged:
            self._range, self._ranged = None, self.span
        for curve in self._curves:
            series = self.past.window(curve.stream, self.anchor - 1.02 * self.span - curve.over, self.ends)
            table = self.context.store.tables[curve.stream.domain]
            lowest, highest = curve.take(series, float(table.periods[curve.stream.row, curve.stream.column]))
            low, high = min(low, lowest), max(high, highest)
        if self._item is not None:
            self._choose_range(self._item, *((low, high) if low <= high else (0.0, 1.0)))
        columns = max(64, int(self.box.width()))
        for curve in self._curves:
            curve.draw(self.anchor, self.span, columns, self._to_y)

    def colour(self, theme: Theme) -> None:
        super().colour(theme)
        for number, curve in enumerate(self._curves):
            if self._emphasis is None:
                curve.style(theme, theme.curves[number % len(theme.curves)], shy=False)
            else:
                shy = number != self._emphasis
                curve.style(theme, theme.calm if shy else theme.curves[0], shy=shy)

    # -- how ---------------------------------------------------------------------------------------

    def _make_curves(self) -> None:
        for curve in self._curves:
            curve.remove()
        stepped = self._item is not None and bool(self._item.states)
        self._curves = [Curve(s, self.moving, stepped=stepped, over=self._over) for s in self._streams]

    def _choose_range(self, item: Property, low: float, high: float) -> None:
        """Choose the range of values, and whether it counts decades or states."""
        language = self.context.language
        self.value_axis.name([words.value(language, item, place) for place in range(len(item.states))])
        if item.states:
            self._range = -0.5, len(item.states) - 0.5
            self.set_range(*self._range)
            return
        low, high = self._with_limits(low, high)
        smallest = 10.0**-item.decimals
        decades = item.scale_type == "log" and high > _LOG_RATIO * max(low, smallest)
        if decades != self.value_axis.decades:
            self.value_axis.decades = decades
            self._range = None
        if decades:
            self._range = scale.log_around(max(low, smallest), high)
        else:
            if item.unit == "%" and item.range == (0.0, 100.0):  # a share is a share of the whole
                low, high = 0.0, 100.0
            noise = max((least_span(self.context, curve.stream, high) for curve in self._curves), default=0.0)
            if item.counted and low >= 0.0:
                low = 0.0
            bottom, top = scale.keep_or_change(self._range, low, high, max(8 * smallest, noise))
            # Never far beyond what the property can be: an occupancy does not go to 120 %.
            most = item.range[1]
            self._range = bottom, (1.02 * most if high <= most < top else top)
        self.backdrop.show_limits(self._limits, lambda v: float(self._to_y(np.array(v))), item.decimals)
        self.set_range(*self._range)

    def _with_limits(self, low: float, high: float) -> tuple[float, float]:
        """The range with the next limit in it, when it is near enough to matter."""
        bottom, top = low, high
        for limit in self._limits:
            values = [value for _, value in limit_words.steps(limit)]
            if limit.kind == "high":
                above = [v for v in values if high < v <= 2.2 * max(high, 0.0)]
                top = max([top, *above[:1]])
            else:
                below = [v for v in values if v < low and high - v <= 2.2 * max(high - low, 0.35 * abs(high))]
                bottom = min([bottom, *below[:1]])
        return bottom, top

    def _to_y(self, values: Floats) -> Floats:
        """Values -> the plot's y."""
        if not self.value_axis.decades or self._range is None:
            return values
        return np.asarray(np.log10(np.maximum(values, 10.0 ** (self._range[0] - 1))))
