"""The network as strips: each road with both directions, its stretches coloured by level of service."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.indices import service_priority
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.look import Look
from dashboard.ui.look.theme import Theme, readable_on
from dashboard.ui.map.background import mix

_NAMES: Final = 92
#: The height of a direction at most, and what is between two roads at least, pixels.
_BAR: Final = 15.0
_BETWEEN: Final = 6.0
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a road for which one loop speaks."""

    row: int  #: of the traffic table
    begin: float  #: share of the road from its beginning, 0 to 1
    end: float
    level: str  #: A to F; "" for not known


@dataclass(frozen=True, slots=True)
class Strip:
    """One road: its stretches there and back, over the same ground."""

    name: str
    directions: tuple[tuple[str, tuple[Stretch, ...]], ...]  #: (arrow, stretches), one or two


def stretches(places: Sequence[float], length: float, rows: Sequence[int], levels: Sequence[str], *,
              back: bool = False) -> tuple[Stretch, ...]:  # fmt: skip
    """A road of `length` km cut half-way between its loops, `places` km from its beginning, ascending.

    `back`: it is the way back over the same ground, drawn from the right.
    """
    edges = [0.0, *((a + b) / 2 for a, b in pairwise(places)), length]
    found = []
    for number, (row, level) in enumerate(zip(rows, levels, strict=True)):
        begin, end = edges[number] / length, edges[number + 1] / length
        found.append(Stretch(row, 1.0 - end, 1.0 - begin, level) if back else Stretch(row, begin, end, level))
    return tuple(found)


def shade(theme: Theme, level: str) -> QColor:
    """The colour of a level of service: what flows is grey, what is jammed has the colour of its state."""
    priority = service_priority(level)
    if priority:
        return theme.fill(priority)
    return mix(QColor(theme.hairline), QColor(theme.calm), "ABC".find(level) / 4.0 if level else 0.0)


class RoadStrips(QWidget):
    """A click chooses the loop of a stretch."""

    chosen = Signal(int)  #: row of the traffic table
    pointed = Signal(int)  #: row under the cursor, -1 for none

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._strips: Sequence[Strip] = ()
        self._choice = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_strips(self, strips: Sequence[Strip]) -> None:
        """Show these; painted only when one of them differs."""
        if list(strips) != list(self._strips):
            self._strips = tuple(strips)
            told = [
                f"{strip.name} {arrow} {' '.join(part.level or '?' for part in parts)}"
                for strip in strips
                for arrow, parts in strip.directions
            ]
            self.setAccessibleDescription(", ".join(told))
            self.update()

    def choose(self, row: int) -> None:
        """Mark the stretch of that loop."""
        if row != self._choice:
            self._choice = row
            self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, strip in enumerate(self._strips):
            self._paint_name(painter, number, strip)
        mark = None
        for box, part in self._boxes():
            painter.setPen(QPen(QColor(theme.panel), 1.5))
            painter.setBrush(shade(theme, part.level))
            if not part.level:
                painter.setPen(QPen(QColor(theme.ink_faint), 1.0, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            if part.level and service_priority(part.level) and box.width() > 14 and box.height() > 12:
                painter.setFont(font(Type.AXIS))
                painter.setPen(readable_on(shade(theme, part.level).name()))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, part.level)
            mark = box if part.row == self._choice else mark
        if mark is not None:
            painter.setPen(QPen(QColor(theme.ink), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(mark.adjusted(-1, -1, 1, 1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.chosen.emit(row)

    # -- how ---------------------------------------------------------------------------------------

    def _paint_name(self, painter: QPainter, number: int, strip: Strip) -> None:
        theme = self._look.theme
        painter.setFont(font(Type.CAPTION))
        painter.setPen(QColor(theme.ink))
        middle = self._middle(number)
        box = QRectF(0, middle - 12, _NAMES - 22, 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, strip.name)
        painter.setFont(font(Type.AXIS))
        painter.setPen(QColor(theme.ink_faint))
        for side, (arrow, _) in enumerate(strip.directions):
            top = self._top(middle, side, len(strip.directions))
            painter.drawText(
                QRectF(_NAMES - 20, top - 2, 16, self._bar + 4), Qt.AlignmentFlag.AlignCenter, arrow
            )

    @property
    def _bar(self) -> float:
        """Height of one direction."""
        row = self.height() / max(1, len(self._strips))
        return min(_BAR, (row - _BETWEEN - _GAP) / 2)

    def _middle(self, number: int) -> float:
        return (number + 0.5) * self.height() / max(1, len(self._strips))

    def _top(self, middle: float, side: int, sides: int) -> float:
        return middle - (sides * (self._bar + _GAP) - _GAP) / 2 + side * (self._bar + _GAP)

    def _boxes(self) -> list[tuple[QRectF, Stretch]]:
        wide = self.width() - _NAMES - 4
        return [
            (
                QRectF(
                    _NAMES + part.begin * wide,
                    self._top(self._middle(number), side, len(strip.directions)),
                    (part.end - part.begin) * wide,
                    self._bar,
                ),
                part,
            )
            for number, strip in enumerate(self._strips)
            for side, (_, parts) in enumerate(strip.directions)
            for part in parts
        ]

    def _row_at(self, place: QPointF) -> int:
        return next((part.row for box, part in self._boxes() if box.contains(place)), -1)
