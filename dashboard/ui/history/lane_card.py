"""A lane with its head: a word for each curve, in its colour, with the value under the cursor."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry
from dashboard.ui.history.lane import Ask, Lane, Line
from dashboard.ui.look.fonts import Type, font

#: A curve in less than so many pixels says nothing.
_LEAST: Final = 96


class _Swatch(QWidget):
    """The colour of a curve."""

    def __init__(self, context: Context, colour: int) -> None:
        super().__init__()
        self._context, self._colour = context, colour
        self.setFixedSize(16, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._context.look.theme.curves[self._colour]))
        painter.drawRoundedRect(0, 4, 16, 4, 2, 2)
        painter.end()


class _Head(QWidget):
    """One curve in words; the cross takes it away."""

    removed = Signal(str)

    def __init__(self, context: Context, line: Line) -> None:
        super().__init__()
        self._context, self.line = context, line
        self._name = ElidedLabel("", Type.CAPTION_STRONG)
        self._other = label("", Type.CAPTION, "soft")
        self._value = label("", Type.STRONG)
        self._cross = QToolButton()
        self._cross.setText("×")
        self._cross.setProperty("role", "flat")
        self._cross.setFont(font(Type.BODY))
        self._cross.setFixedSize(28, 24)
        self._cross.clicked.connect(lambda: self.removed.emit(line.entry.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Swatch(context, line.colour))
        row.addWidget(self._name, 1)
        row.addWidget(self._other)
        row.addWidget(self._value)
        row.addWidget(self._cross)
        self.retranslate()

    def say(self, value: float, other: float | None) -> None:
        """The value of now or under the cursor, and the one it is compared with."""
        language, item = self._context.language, self.line.entry.item
        say(self._value, words.quantity(language, item, value))
        if other is None:
            say(self._other, "")
            return
        text = self.tr("compared: %1").replace("%1", words.quantity(language, item, other))
        say(self._other, text)

    def retranslate(self) -> None:
        """The language has changed."""
        entry = self.line.entry
        name = self._context.language.text(entry.item.name) or entry.item.id
        say(self._name, f"{entry.where(self._context.language)} · {name}")
        text = self.tr("Take away %1").replace("%1", self._name.text())
        self._cross.setToolTip(text)
        self._cross.setAccessibleName(text)


class LaneCard(QFrame):
    """Curves of one unit."""

    removed = Signal(str)

    def __init__(self, context: Context, ask: Ask, ask_other: Ask) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self.lane = Lane(context, ask, ask_other)
        self._heads: list[_Head] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 4, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self.lane, 1)
        self.lane.setMinimumHeight(_LEAST)

    def show_entries(self, entries: Sequence[tuple[Entry, int]]) -> None:
        """Other curves, with the numbers of their colours."""
        for head in self._heads:
            self._column.removeWidget(head)
            head.hide()
            head.deleteLater()
        self.lane.show_entries(entries)
        self._heads = [_Head(self._context, line) for line in self.lane.lines]
        for place, head in enumerate(self._heads):
            head.removed.connect(self.removed)
            self._column.insertWidget(place, head)
        self.lane.setAccessibleName(", ".join(entry.where(self._context.language) for entry, _ in entries))

    def say(self, time: float) -> None:
        """The values at that time; the newest where it is NaN."""
        at = math.inf if math.isnan(time) else time
        for head in self._heads:
            found = self.lane.reading_at(head.line, at)
            other = self.lane.reading_at(head.line, at, other=True) if self.lane.comparing else None
            value = math.nan if found is None else found.value
            nothing = math.nan if self.lane.comparing else None
            head.say(value, nothing if other is None else other.value)

    def retranslate(self) -> None:
        """The language has changed."""
        for head in self._heads:
            head.retranslate()
        self.lane.retranslate()
