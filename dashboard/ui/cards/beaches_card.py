"""All bathing beaches side by side: bacteria against their limits, on the scale of powers of ten."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state

#: What is counted in the water, and the ends of the scale, per 100 mL.
BACTERIA: Final = ("e_coli", "enterococci")
_LOWEST, _HIGHEST = 1.0, 30_000.0
_HEAD: Final = 20.0


@dataclass(frozen=True, slots=True)
class Count:
    """One kind of bacteria at one beach."""

    value: float
    text: str
    priority: Priority  #: of the value, by the limits


@dataclass(frozen=True, slots=True)
class Beach:
    """One row."""

    row: int
    name: str
    priority: Priority
    counts: tuple[Count, ...]


class _Rows(QWidget):
    """A row per beach, all in view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._beaches: tuple[Beach, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._limits: tuple[tuple[tuple[Priority, float], ...], ...] = ()
        self._choice = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_beaches(
        self,
        beaches: tuple[Beach, ...],
        heads: tuple[str, ...],
        limits: tuple[tuple[tuple[Priority, float], ...], ...],
        choice: int,
    ) -> None:
        shown = (beaches, heads, limits, choice)
        if shown != (self._beaches, self._heads, self._limits, self._choice):
            self._beaches, self._heads, self._limits, self._choice = shown
            told = [f"{beach.name}: {', '.join(count.text for count in beach.counts)}" for beach in beaches]
            self.setAccessibleDescription("; ".join(told))
            self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 8 * 20 + round(_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._context.look.theme
        names = min(250.0, 0.34 * self.width())
        wide = (self.width() - names) / max(1, len(self._heads))
        high = min(40.0, (self.height() - _HEAD) / max(1, len(self._beaches)))
        painter.setFont(font(Type.AXIS))
        painter.setPen(QColor(theme.ink_faint))
        for column, head in enumerate(self._heads):
            box = QRectF(names + column * wide, 0, wide - 8, _HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, head)
        for number, beach in enumerate(self._beaches):
            row = QRectF(0, _HEAD + number * high, self.width(), high)
            self._paint_name(painter, QRectF(0, row.top(), names, high), beach)
            for column, count in enumerate(beach.counts):
                box = QRectF(names + column * wide, row.top(), wide - 8, high)
                self._paint_count(painter, box, count, self._limits[column])
        painter.end()

    # -- how ---------------------------------------------------------------------------------------

    def _paint_name(self, painter: QPainter, box: QRectF, beach: Beach) -> None:
        theme = self._context.look.theme
        if beach.row == self._choice:
            painter.fillRect(QRectF(0, box.top(), self.width(), box.height()), QColor(theme.selected))
        paint_state(painter, beach.priority, QPointF(11, box.center().y()), 16, theme)
        face = font(Type.CAPTION_STRONG if beach.priority else Type.CAPTION)
        painter.setFont(face)
        painter.setPen(QColor(theme.ink))
        inner = box.adjusted(26, 0, -8, 0)
        text = QFontMetricsF(face).elidedText(beach.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_count(
        self, painter: QPainter, box: QRectF, count: Count, limits: tuple[tuple[Priority, float], ...]
    ) -> None:
        theme = self._context.look.theme
        track = QRectF(box.left(), box.center().y() - 5, box.width() - 62, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(track, 3, 3)
        if math.isfinite(count.value):
            filled = QRectF(track)
            filled.setWidth(track.width() * _share(count.value))
            painter.setBrush(theme.fill(count.priority))
            painter.drawRoundedRect(filled, 3, 3)
        for priority, value in limits:
            x = track.left() + track.width() * _share(value)
            painter.setPen(QPen(theme.fill(priority), 2.0))
            painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom() + 4))
        painter.setFont(font(Type.CAPTION_STRONG))
        painter.setPen(theme.text(count.priority))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(track.right() + 4, box.top(), 58, box.height()), right, count.text)


def _share(value: float) -> float:
    """Where a count stands on the scale, 0 to 1."""
    bounded = min(max(value, _LOWEST), _HIGHEST)
    return math.log(bounded / _LOWEST) / math.log(_HIGHEST / _LOWEST)


class BeachesCard(QFrame):
    """Limits stand on the bars as marks; the chosen beach is lit."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._chosen: Stream | None = None
        self._title = ElidedLabel("", Type.TITLE)
        self._rows = _Rows(context)
        self.menu = ExportMenu(self, context.store, self.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 8)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._rows, 1)

    def show_beach(self, stream: Stream) -> None:
        """Light the beach of that datastream."""
        self._chosen = stream

    def refresh(self, now: float) -> None:
        """Bring it up to the city's time `now`."""
        if self._chosen is None:
            return
        store, language, domain = self._context.store, self._context.language, self._chosen.domain
        first = streams.observing(store, domain, BACTERIA[0])
        if not first:
            return
        levels = self._context.alarms.levels(domain)
        items = [store.property(s) for name in BACTERIA for s in streams.observing(store, domain, name)[:1]]
        limits = tuple(self._limits(domain, store.place(first[0]).id, item.id) for item in items)
        beaches = []
        for stream in first:
            counts = []
            for item, steps in zip(items, limits, strict=True):
                found = streams.sibling(store, stream, item.id)
                value = math.nan if found is None else streams.last(store, found)
                level = max((p for p, step in steps if value >= step), default=Priority.NONE)
                counts.append(Count(value, words.number(language, value), level))
            name = language.name(store.place(stream))
            beaches.append(Beach(stream.row, name, Priority(int(levels[stream.row])), tuple(counts)))
        beaches.sort(key=lambda beach: (-beach.priority, beach.name))
        heads = tuple(f"{language.text(item.name)} {words.unit(item)}" for item in items)
        self._rows.show_beaches(tuple(beaches), heads, limits, self._chosen.row)

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """The newest counts of every beach."""
        store, found = self._context.store, []
        for name in BACTERIA if self._chosen is not None else ():
            for stream in streams.observing(store, self._chosen.domain, name) if self._chosen else ():
                newest = float(store.tables[stream.domain].last_time[stream.row, stream.column])
                found.append((stream, store.window(stream, newest, newest)))
        return found

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Bathing water, beach by beach"))
        self._rows.setAccessibleName(self._title.text())

    def _limits(self, domain: str, thing: str, name: str) -> tuple[tuple[Priority, float], ...]:
        found = limit_words.value_limits(self._context.city, domain, thing, name)
        return tuple(step for limit in found for step in limit_words.steps(limit))
