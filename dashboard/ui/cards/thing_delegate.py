"""Paints one cell of a list of things: state glyph, name, value, age or trend."""

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dashboard.core.alarm_event import Priority
from dashboard.core.series import Series
from dashboard.core.store import Stream
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.fonts import Type, font
from dashboard.ui.glyphs import paint_state
from dashboard.ui.models.thing_model import Kind, Role
from dashboard.ui.plots.sparkline import paint_sparkline
from dashboard.ui.theme import readable_on

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT: Final = 38
#: The trend column shows so much of the city's time, seconds.
TREND_SPAN: Final = 3600.0
_KEPT: Final = 256


class ThingDelegate(QStyledItemDelegate):
    """Fonts and colours come from the theme; a trend is fetched again only when there is news."""

    def __init__(self, context: Context, kinds: list[Kind], parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kinds = kinds
        self.now = 0.0
        self._body, self._strong = font(Type.BODY), font(Type.STRONG)
        self._caption, self._axis = font(Type.CAPTION), font(Type.AXIS)
        self._trends: OrderedDict[Stream, tuple[float, Series]] = OrderedDict()

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._context.look.theme
        box: QRect = option.rect
        state = option.state
        priority: Priority = index.data(Role.PRIORITY)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(theme.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))
        elif priority is Priority.ALARM:
            painter.fillRect(box, theme.tint(priority))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        kind = self.kinds[index.column()]
        if kind is Kind.STATE:
            if chosen:
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
            paint_state(painter, priority, QPointF(box.center()) + QPointF(3, 0), 18, theme)
        elif kind is Kind.BAR:
            self._paint_bar(painter, box, index)
        elif kind is Kind.BADGE:
            self._paint_badge(painter, box, index)
        elif kind is Kind.TREND:
            self._paint_trend(painter, box, index.data(Role.STREAM), priority)
        else:
            self._paint_words(painter, box, index, kind, priority)

    # -- how ---------------------------------------------------------------------------------------

    def _paint_words(
        self, painter: QPainter, box: QRect, index: _Index, kind: Kind, priority: Priority
    ) -> None:
        theme = self._context.look.theme
        text = str(index.data() or "")
        inner = box.adjusted(6, 0, -6, 0)
        if kind is Kind.NAME:
            note = str(index.data(Role.NOTE) or "")
            if note:
                painter.setFont(self._axis)
                painter.setPen(QColor(theme.ink_faint))
                width = QFontMetrics(self._axis).horizontalAdvance(note)
                painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
                inner = inner.adjusted(0, 0, -width - 8, 0)
            self._paint_text(
                painter, inner, text, self._strong if priority else self._body, QColor(theme.ink)
            )
            return
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        stale = bool(index.data(Role.STALE))
        if kind is Kind.AGE:
            colour = QColor(theme.warning_text if stale else theme.ink_faint)
            self._paint_text(painter, inner, text, self._caption, colour, right)
            return
        unit = str(index.data(Role.UNIT) or "")
        if unit and text not in ("", words.NOTHING):
            width = QFontMetrics(self._axis).horizontalAdvance(unit) + 3
            self._paint_text(painter, inner, unit, self._axis, QColor(theme.ink_soft), right)
            inner = inner.adjusted(0, 0, -width, 0)
        colour = QColor(theme.ink_faint if stale else theme.ink)
        self._paint_text(painter, inner, text, self._strong, colour, right)

    def _paint_text(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        face: Any,
        colour: QColor,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(face)
        painter.setPen(colour)
        painter.drawText(
            box, alignment, QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        )

    def _paint_bar(self, painter: QPainter, box: QRect, index: _Index) -> None:
        """How full it is: the bar in the colour of its state, the number at its end."""
        theme = self._context.look.theme
        share, priority = float(index.data(Role.SHARE)), Priority(index.data(Role.PRIORITY))
        if share != share:  # no reading yet
            return
        track = QRectF(box).adjusted(6, 12, -54, -12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(track, 4, 4)
        filled = QRectF(track)
        filled.setWidth(track.width() * min(max(share, 0.0), 1.0))
        painter.setBrush(QColor(theme.ink_faint) if index.data(Role.STALE) else theme.fill(priority))
        painter.drawRoundedRect(filled, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        text = f"{words.number(self._context.language, 100 * share)}{words.NARROW}%"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        inner = box.adjusted(6, 0, -6, 0)
        self._paint_text(painter, inner, text, self._caption, QColor(theme.ink_soft), right)

    def _paint_badge(self, painter: QPainter, box: QRect, index: _Index) -> None:
        """A word on the colour that its scale prescribes; ink or paper, whichever reads better."""
        text, colour = str(index.data() or ""), index.data(Role.BADGE)
        if not text or colour is None:
            return
        pill = QRectF(box).adjusted(6, 8, -6, -8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        centre = Qt.AlignmentFlag.AlignCenter
        self._paint_text(painter, pill.toRect(), text, self._caption, readable_on(colour), centre)

    def _paint_trend(self, painter: QPainter, box: QRect, stream: Stream, priority: Priority) -> None:
        newest = float(self._context.store.tables[stream.domain].last_time[stream.row, stream.column])
        if newest != newest:  # no reading yet
            return
        kept = self._trends.get(stream)
        if kept is None or kept[0] != newest:
            kept = (newest, self._context.store.window(stream, self.now - TREND_SPAN, self.now + 60.0))
            self._trends[stream] = kept
            if len(self._trends) > _KEPT:
                self._trends.popitem(last=False)
        colour = self._context.look.theme.fill(priority)
        inner = QRectF(box).adjusted(6, 6, -4, -6)
        paint_sparkline(painter, inner, kept[1], self.now - TREND_SPAN, self.now, colour)
