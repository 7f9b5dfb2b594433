"""One plot of the History page: curves of one unit over any range, with what happened behind them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Reading, Series
from dashboard.core.readings.store import Stream
from dashboard.history.curves import Curve as PastCurve
from dashboard.history.marks import Mark, MarkKind
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry
from dashboard.ui.look.theme import Theme
from dashboard.ui.plots import scale
from dashboard.ui.plots.axes import TIME_HEIGHT
from dashboard.ui.plots.curve import Curve, Floats
from dashboard.ui.plots.relative import RelativePlot

#: A property that is called logarithmic is drawn so once its readings span such a ratio.
_LOG_RATIO: Final = 30.0
#: Whoever draws needs no datastream of the store: readings are given.
_NOWHERE: Final = Stream("", 0, 0)
#: Room below a plot without a time axis for half of the lowest number beside it, pixels.
_EDGE: Final = 9
Ask = Callable[[str, float, float], PastCurve]


@dataclass(slots=True)
class Line:
    """One curve of a lane, and beside it the same datastream at another time."""

    entry: Entry
    colour: int
    curve: Curve
    other: Curve


class Lane(RelativePlot):
    """Its axis says the time of day; `ask` and `ask_other` give readings."""

    def __init__(self, context: Context, ask: Ask, ask_other: Ask) -> None:
        super().__init__(context, absolute=True)
        self._ask, self._ask_other = ask, ask_other
        self.lines: list[Line] = []
        self.comparing = False
        self._range: tuple[float, float] | None = None
        self._ranged = 0.0
        self._happened: list[Mark] = []
        self._says_time, self._wide = True, False
        self.setAccessibleName("")
        self.start()

    def furnish(self) -> None:
        """Its bands and lines of what happened."""
        super().furnish()
        self._marks = _Happened(self)
        self._marks.setParentItem(self.moving)
        self._marks.marks = self._happened
        self._arrange()

    def arrange(self, says_time: bool, wide: bool) -> None:
        """Whether the time stands below it, and whether its values have room for words: in a pile."""
        self._says_time, self._wide = says_time, wide
        if self.furnished:
            self._arrange()

    def _arrange(self) -> None:
        self.time_axis.setStyle(showValues=self._says_time)
        self.time_axis.setHeight(TIME_HEIGHT if self._says_time else _EDGE)
        self.value_axis.widen(self._wide)

    def show_entries(self, entries: Sequence[tuple[Entry, int]]) -> None:
        """Other curves, with the numbers of their colours."""
        for line in self.lines:
            line.curve.remove()
            line.other.remove()
        self.lines = []
        for entry, colour in entries:
            stepped = bool(entry.item.states)
            own = [Curve(_NOWHERE, self.moving, stepped=stepped) for _ in range(2)]
            self.lines.append(Line(entry, colour, *own))
        self._range = None
        self.outdate()
        self.restyle()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """What happened: alarms of these datastreams, and cues."""
        own = {line.entry.id for line in self.lines}
        self._happened = [mark for mark in marks if mark.kind is not MarkKind.ALARM or mark.datastream in own]
        if self.furnished:
            self._marks.marks = self._happened
            self._marks.update()

    def reading_at(self, line: Line, time: float, *, other: bool = False) -> Reading | None:
        """What a curve says nearest to `time`; None where it says nothing."""
        curve = line.other if other else line.curve
        place = curve.nearest(time)
        if place is None:
            return None
        series = curve.series
        return Reading(float(series.times[place]), float(series.values[place]), int(series.quality[place]))

    # RelativePlot overrides

    def readings(self) -> list[tuple[Stream, Series]]:
        """Nothing of the store."""
        return []

    def has_news(self) -> bool:
        return False  # its page says when to draw

    def redraw(self) -> None:
        low, high = math.inf, -math.inf
        since, until = self.anchor - 1.02 * self.span, self.ends
        for line in self.lines:
            pairs = [(line.curve, self._ask)]
            if self.comparing:
                pairs.append((line.other, self._ask_other))
            else:
                line.other.take(PastCurve.empty("", since, until).series, 0.0)
            for curve, ask in pairs:
                found = ask(line.entry.id, since, until)
                series = found.within(since - 0.5 * self.span, until)
                period = line.entry.period or _period(series)
                curve.take(series, period, found.gaps)
                seen = found.within(self.anchor - self.span, until)
                values = seen.values[seen.quality <= 1]
                if len(values):
                    low, high = min(low, float(values.min())), max(high, float(values.max()))
        self._choose_range(*((low, high) if low <= high else (0.0, 1.0)))
        columns = max(64, int(self.box.width()))
        for line in self.lines:
            line.other.draw(self.anchor, self.span, columns, self._to_y)
            line.curve.draw(self.anchor, self.span, columns, self._to_y)

    def colour(self, theme: Theme) -> None:
        super().colour(theme)
        for line in self.lines:
            colour = theme.curves[line.colour]
            line.curve.style(theme, colour, shy=False)
            pale = QColor(colour)
            pale.setAlpha(115)
            line.other.style(theme, pale.name(QColor.NameFormat.HexArgb), shy=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page knows them

    # -- how ---------------------------------------------------------------------------------------

    def _choose_range(self, low: float, high: float) -> None:
        if not self.lines:
            self.set_range(0.0, 1.0)
            return
        items = [line.entry.item for line in self.lines]
        first = items[0]
        language = self.context.language
        self.value_axis.name([words.value(language, first, place) for place in range(len(first.states))])
        if first.states:
            self.set_range(-0.5, len(first.states) - 0.5)
            return
        if self.span != self._ranged:
            self._range, self._ranged = None, self.span
        smallest = 10.0 ** -max(item.decimals for item in items)
        decades = all(i.scale_type == "log" for i in items) and high > _LOG_RATIO * max(low, smallest)
        if decades != self.value_axis.decades:
            self.value_axis.decades, self._range = decades, None
        if decades:
            self._range = scale.log_around(max(low, smallest), high)
        else:
            self._range = scale.keep_or_change(self._range, low, high, 8 * smallest)
        # Limits of one datastream among others would be taken for theirs.
        limits = self.lines[0].entry.limits if len(self.lines) == 1 else ()
        self.backdrop.show_limits(limits, lambda v: float(self._to_y(np.array(v))), first.decimals)
        self.set_range(*self._range)

    def _to_y(self, values: Floats) -> Floats:
        if not self.value_axis.decades or self._range is None:
            return values
        return np.asarray(np.log10(np.maximum(values, 10.0 ** (self._range[0] - 1))))


def _period(series: Series) -> float:
    """How often it was measured, where nobody said; 0 when it is unknown."""
    return float(np.median(np.diff(series.times))) if len(series) > 2 else math.inf


class _Happened(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Alarms as soft bands with a line on top, cues as dotted lines; x in seconds after the anchor."""

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._lane = lane
        self.marks: list[Mark] = []
        self.setZValue(-10)

    # Qt overrides

    def boundingRect(self) -> QRectF:
        lane = self._lane
        (_, _), (low, high) = lane.box.viewRange()
        return QRectF(-3 * lane.span, low, 6 * lane.span, high - low)

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        lane, theme = self._lane, self._lane.context.look.theme
        view = painter.transform()
        frame = lane.box.sceneBoundingRect()
        painter.save()
        painter.resetTransform()
        for mark in self.marks:
            left = view.map(QPointF(mark.since - lane.anchor, 0)).x()
            if mark.kind is MarkKind.ALARM and mark.priority is not Priority.NONE:
                end = lane.anchor + lane.span if math.isnan(mark.until) else mark.until
                right = view.map(QPointF(end - lane.anchor, 0)).x()
                left, right = max(left, frame.left()), min(right, frame.right())
                if right < left:
                    continue
                soft = theme.fill(mark.priority)
                painter.fillRect(QRectF(left, frame.top(), max(2.0, right - left), 3.0), soft)
                soft.setAlpha(26)
                painter.fillRect(QRectF(left, frame.top(), max(2.0, right - left), frame.height()), soft)
            elif mark.kind is not MarkKind.ALARM and frame.left() <= left <= frame.right():
                painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(left, frame.top()), QPointF(left, frame.bottom()))
        painter.restore()
