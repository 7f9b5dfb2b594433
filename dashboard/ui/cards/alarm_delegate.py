"""Paints one cell of the alarm list: state in colour, shape and word; what waits is bold."""

from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dashboard.core.alarms.event import ASIDE, UNSEEN, Alarm, Priority
from dashboard.ui import standing
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.models.alarm_model import ALARM, Column

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT: Final = 40


class AlarmDelegate(QStyledItemDelegate):
    """An alarm whose condition is over, or that was put aside, stands back in grey."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self._body, self._strong = font(Type.BODY), font(Type.STRONG)
        self._caption = font(Type.CAPTION_STRONG)
        self._elided = lru_cache(maxsize=4096)(self._elide)

    def _elide(self, text: str, strong: bool, caption: bool, width: int) -> str:
        face = self._strong if strong else self._caption if caption else self._body
        return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width)

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._context.look.theme
        box: QRect = option.rect
        alarm: Alarm = index.data(ALARM)
        waits = alarm.state in UNSEEN
        lasts = standing.speaks(alarm)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))
        elif waits and lasts:
            painter.fillRect(box, theme.tint(alarm.priority))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        colour = QColor(theme.ink if lasts else theme.ink_soft)
        inner = box.adjusted(8, 0, -8, 0)
        face = self._body
        match index.column():
            case Column.PRIORITY:
                glyph = alarm.priority if lasts else Priority.NONE
                centre = QPointF(box.left() + 20, box.center().y())
                if lasts or alarm.state not in ASIDE:
                    paint_state(painter, glyph, centre, 20, theme)
                inner = box.adjusted(40, 0, -4, 0)
                colour = theme.text(alarm.priority) if lasts else colour
            case Column.WHERE:
                face = self._strong if waits else self._body
            case Column.TODO:
                colour = QColor(theme.ink_soft)
            case Column.STATE:
                face = self._caption
                colour = theme.text(alarm.priority) if waits and lasts else QColor(theme.ink_soft)
        painter.setFont(face)
        painter.setPen(colour)
        text = self._elided(str(index.data()), face is self._strong, face is self._caption, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
