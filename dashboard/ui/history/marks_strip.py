"""What happened in the range on screen: alarms by priority in three rows, cues and stories above them."""

import math
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.history.marks import Mark, MarkKind
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.outlook import Outlook
from dashboard.ui.transport.mark_words import mark_words

_ROW: Final = 6
_WORDS: Final = 18
#: So many are named in a tool tip.
_NAMED: Final = 8


class MarksStrip(QWidget):
    """As wide as the plots above it; the tool tip says what happened there."""

    def __init__(self, context: Context, outlook: Outlook) -> None:
        super().__init__()
        self._context, self._outlook = context, outlook
        self._zone = ZoneInfo(context.city.time_zone)
        self._marks: Sequence[Mark] = ()
        self._edges = 0.0, 1.0
        self.setFixedHeight(_WORDS + 3 * (_ROW + 2) + 4)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Other marks."""
        self._marks = [mark for mark in marks if mark.kind is not MarkKind.TRUTH]
        self.update()

    def show_edges(self, left: float, right: float) -> None:
        """Where the range begins and ends, pixels."""
        if (left, right) != self._edges:
            self._edges = left, right
            self.update()

    def at(self, x: float) -> list[Mark]:
        """What stands at that pixel, the worst first."""
        found = []
        for mark in self._marks:
            left, right = self._span(mark)
            if left - 4 <= x <= right + 4:
                found.append(mark)
        return sorted(found, key=lambda mark: (mark.kind is MarkKind.ALARM, -mark.priority, mark.since))

    def _x(self, time: float) -> float:
        left, right = self._edges
        return left + (time - self._outlook.since) / self._outlook.span * (right - left)

    def _span(self, mark: Mark) -> tuple[float, float]:
        end = self._outlook.until if math.isnan(mark.until) else mark.until
        return self._x(mark.since), self._x(end)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        left, right = self._edges
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(Type.AXIS)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        painter.setPen(Qt.PenStyle.NoPen)
        for row in range(3) if self._marks else ():
            painter.fillRect(
                QRectF(left, _WORDS + row * (_ROW + 2), right - left, _ROW), QColor(theme.raised)
            )
        for mark in sorted(self._marks, key=lambda mark: mark.since):
            begin, end = self._span(mark)
            if end < left or begin > right or mark.kind is not MarkKind.ALARM:
                continue
            row = int(Priority.ALARM) - int(mark.priority)
            begin, end = max(begin, left), min(end, right)
            bar = QRectF(begin, _WORDS + row * (_ROW + 2), max(2.0, end - begin), _ROW)
            painter.fillRect(bar, theme.fill(mark.priority))
        free = left
        for mark in sorted(self._marks, key=lambda mark: mark.since):
            x = self._x(mark.since)
            if mark.kind is MarkKind.ALARM or not left <= x <= right:
                continue
            painter.setBrush(QColor(theme.accent))
            painter.drawPolygon(QPolygonF([QPointF(x - 4, 4), QPointF(x + 4, 4), QPointF(x, 12)]))
            text = mark_words(self._context, mark)
            if x >= free and x + 8 + metrics.horizontalAdvance(text) < right:
                painter.setPen(QColor(theme.ink_soft))
                painter.drawText(QPointF(x + 7, 12), text)
                painter.setPen(Qt.PenStyle.NoPen)
                free = x + 20 + metrics.horizontalAdvance(text)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.at(event.pos().x())
            lines = [
                f"{words.day_and_time(self._context.language, m.since, self._zone)} · "
                f"{mark_words(self._context, m)}"
                for m in found[:_NAMED]
            ]
            if len(found) > _NAMED:
                lines.append(self.tr("%n more", "", len(found) - _NAMED))
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)
