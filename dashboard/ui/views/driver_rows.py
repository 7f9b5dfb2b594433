"""The driver's two lists, painted large: free places by distance, minutes by road."""

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.ui import words
from dashboard.ui.cards.free_places import ParkList
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.views.line import LEFT, RIGHT, width, write
from dashboard.ui.views.road_times import Direction, RoadTimes

translate = QCoreApplication.translate

#: Rows of free places are so high at least, pixels, and at most; they fill the height between.
_ROW: Final = (60.0, 84.0)
_MARK: Final = 34.0


def _large(pixels: int) -> QFont:
    face = font(Type.KEY)
    face.setPixelSize(pixels)
    return face


class PlaceRows(ParkList):
    """The nearest car parks with room: name, distance, free places."""

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 4 * round(_ROW[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter = QPainter(self)
        count = max(1, min(len(self._parks), int(self.height() // _ROW[0])))
        high = min(self.height() / count, _ROW[1])
        large = _large(44 if high > 70 else 34)
        if not self._parks:
            none = translate("driver", "No car park has room.")
            write(painter, QRectF(0, 0, self.width(), high), font(Type.TITLE), theme.ink_soft, none)
        for number, park in enumerate(self._parks[:count]):
            row = QRectF(0, number * high, self.width(), high)
            paint_state(painter, park.priority, QPointF(14, row.center().y()), 20, theme)
            free = words.number(language, park.free)
            write(painter, row.adjusted(0, 0, -4, 0), large, theme.ink, free, RIGHT)
            taken = max(110.0, width(large, free) + 20)
            name = QRectF(row.left() + _MARK, row.center().y() - 26, row.width() - _MARK - taken, 28)
            write(painter, name, font(Type.LARGE), theme.ink, park.name, LEFT)
            away = words.way(language, park.metres)
            write(painter, name.translated(0, 26), font(Type.BODY), theme.ink_soft, away, LEFT)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.end()


class TimeRows(QWidget):
    """A road a row: its name, and minutes in each direction."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._roads: list[RoadTimes] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_roads(self, roads: list[RoadTimes]) -> None:
        """Show these, in this order."""
        if roads != self._roads:
            self._roads = roads
            said = [
                f"{road.name}, {part.towards}: {_minutes(self._context, part)}"
                for road in roads
                for part in road.directions
            ]
            self.setAccessibleDescription(", ".join(said))
            self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(460, 60 * max(4, len(self._roads)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter = QPainter(self)
        high = min(self.height() / max(1, len(self._roads)), 130.0)
        name_wide = self.width() * 0.26
        for number, road in enumerate(self._roads):
            row = QRectF(0, number * high, self.width(), high)
            name = QRectF(row.left() + 4, row.center().y() - 26, name_wide - 16, 28)
            write(painter, name, font(Type.LARGE), theme.ink, road.name)
            length = f"{words.number(language, road.length, 1)}{words.NARROW}km"
            write(painter, name.translated(0, 26), font(Type.BODY), theme.ink_soft, length)
            wide = (self.width() - name_wide) / max(1, len(road.directions))
            for place, direction in enumerate(road.directions):
                cell = QRectF(name_wide + place * wide, row.top(), wide - 12, high)
                self._paint_direction(painter, cell, direction)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.end()

    def _paint_direction(self, painter: QPainter, cell: QRectF, direction: Direction) -> None:
        theme, context = self._context.look.theme, self._context
        small = cell.height() < 96
        caption = QRectF(cell.left(), cell.top() + (4 if small else 12), cell.width(), 22)
        towards = f"{direction.arrow} {direction.towards}".strip()
        write(painter, caption, font(Type.CAPTION if small else Type.BODY), theme.ink_soft, towards)
        middle = QRectF(cell.left(), caption.bottom(), cell.width(), cell.bottom() - caption.bottom() - 6)
        size = 20.0
        paint_state(
            painter, direction.priority, QPointF(middle.left() + 11, middle.center().y()), size, theme
        )
        text, large = _minutes(context, direction), _large(30 if small else 44)
        box = middle.adjusted(_MARK, 0, 0, 0)
        write(painter, box, large, theme.text(direction.priority), text)
        late = direction.late / 60.0
        if math.isfinite(late) and late >= 1.0:
            more = f"+{words.number(context.language, late)}{words.NARROW}{translate('words', 'min')}"
            beside, face = box.adjusted(width(large, text) + 14, 0, 0, 0), font(Type.TITLE)
            if width(face, more) <= beside.width():
                write(painter, beside, face, theme.ink_soft, more)


def _minutes(context: Context, direction: Direction) -> str:
    """`9 min`, or that nobody gets through."""
    if direction.closed:
        return translate("driver", "closed")
    if math.isinf(direction.seconds):
        return translate("driver", "blocked")
    if math.isnan(direction.seconds):
        return words.NOTHING
    minutes = max(1.0, direction.seconds / 60.0)
    return f"{words.number(context.language, minutes)}{words.NARROW}{translate('words', 'min')}"
