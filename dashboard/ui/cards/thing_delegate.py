"""Paints one cell of a list of things: state glyph, name, value, bar, badge, age or trend."""

from collections import OrderedDict
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Stream
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.look.theme import readable_on
from dashboard.ui.models.thing_model import Kind, Row, ThingModel
from dashboard.ui.noise import least_span
from dashboard.ui.plots.sparkline import paint_sparkline

_Index = QModelIndex | QPersistentModelIndex
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter
#: As numbers: Python compares flags of Qt in as much time as a word takes to paint.
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_HOVERED: Final = QStyle.StateFlag.State_MouseOver.value
#: Rows are at least so high, and at most so much where there are few.
ROW_HEIGHT: Final = 38
HIGHEST: Final = 54
#: The trend column shows so much of the city's time, and is drawn anew no sooner than after this
#: share of it (a pixel and a half), or when its colour changes.
TREND_SPAN: Final = 3600.0
#: Of instruments that speak rarely, the trend holds so many readings.
TREND_READINGS: Final = 8
_TREND_STEP: Final = TREND_SPAN / 60
_KEPT: Final = 256
#: So many trends are drawn anew at a time: a long list may lag by a second, the window may not.
_AT_ONCE: Final = 4

_Trend = tuple[float, Priority, QSize, str]  # when, in which state, how large, in which theme


class ThingDelegate(QStyledItemDelegate):
    """Fonts and colours come from the theme; trends are kept as pictures."""

    def __init__(self, context: Context, model: ThingModel, parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._now = 0.0
        self._budget = _AT_ONCE
        #: Whether a trend was left out, which has a place but no picture yet.
        self.lacking = False
        self._body, self._strong = _Face(Type.BODY), _Face(Type.STRONG)
        self._caption, self._axis = _Face(Type.CAPTION), _Face(Type.AXIS)
        self._trends: OrderedDict[Stream, tuple[_Trend, QPixmap]] = OrderedDict()

    def refresh(self, now: float) -> None:
        """The city's time is `now`; some more trends may be drawn."""
        self._now = now
        self._budget = _AT_ONCE

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._context.look.theme
        box: QRect = option.rect
        state = option.state.value
        column = index.column()
        said, kind = self._model.row(index.row()), self._model.columns[column].kind
        chosen = bool(state & _SELECTED)
        if chosen:
            painter.fillRect(box, QColor(theme.selected))
        elif state & _HOVERED:
            painter.fillRect(box, QColor(theme.hover))
        elif said.priority is Priority.ALARM:
            painter.fillRect(box, theme.tint(said.priority))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        match kind:
            case Kind.STATE:
                if chosen:
                    painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
                paint_state(painter, said.priority, QPointF(box.center()) + QPointF(3, 0), 18, theme)
            case Kind.NAME:
                self._paint_name(painter, box, said)
            case Kind.VALUE:
                self._paint_value(painter, box, said, column)
            case Kind.AGE:
                late = said.quality > Quality.UNCERTAIN
                colour = QColor(theme.warning_text if late else theme.ink_faint)
                self._caption.paint(painter, box.adjusted(6, 0, -6, 0), said.age, colour, _RIGHT)
            case Kind.BAR:
                self._paint_bar(painter, box, said, column)
            case Kind.BADGE:
                self._paint_badge(painter, box, said.badges[column])
            case Kind.TREND:
                self._paint_trend(painter, box, said)

    # -- how ---------------------------------------------------------------------------------------

    def _paint_name(self, painter: QPainter, box: QRect, said: Row) -> None:
        theme, inner = self._context.look.theme, box.adjusted(6, 0, -6, 0)
        if said.note:
            self._axis.paint(painter, inner, said.note, QColor(theme.ink_faint), _RIGHT)
            inner.adjust(0, 0, -self._axis.width(said.note) - 8, 0)
        face = self._strong if said.priority else self._body
        face.paint(painter, inner, said.name, QColor(theme.ink))

    def _paint_value(self, painter: QPainter, box: QRect, said: Row, column: int) -> None:
        theme, inner = self._context.look.theme, box.adjusted(6, 0, -6, 0)
        text, unit = said.texts[column], said.units[column]
        if unit and text not in ("", words.NOTHING):
            self._axis.paint(painter, inner, unit, QColor(theme.ink_soft), _RIGHT)
            inner.adjust(0, 0, -self._axis.width(unit) - 3, 0)
        doubtful = said.quality > Quality.UNCERTAIN
        self._strong.paint(painter, inner, text, QColor(theme.ink_faint if doubtful else theme.ink), _RIGHT)

    def _paint_bar(self, painter: QPainter, box: QRect, said: Row, column: int) -> None:
        """How full it is: the bar in the colour of its state, the number at its end."""
        theme, share = self._context.look.theme, said.shares[column]
        if share < 0:  # no reading yet
            return
        track = QRectF(box.left() + 6, box.center().y() - 6, box.width() - 60, 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(track, 4, 4)
        track.setWidth(track.width() * min(share, 1.0))
        doubtful = said.quality > Quality.UNCERTAIN
        painter.setBrush(QColor(theme.ink_faint) if doubtful else theme.fill(said.priority))
        painter.drawRoundedRect(track, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        text = f"{words.number(self._context.language, 100 * share)}{words.NARROW}%"
        self._caption.paint(painter, box.adjusted(6, 0, -6, 0), text, QColor(theme.ink_soft), _RIGHT)

    def _paint_badge(self, painter: QPainter, box: QRect, badge: tuple[str, str] | None) -> None:
        """A word on the colour that its scale prescribes; ink or paper, whichever reads better."""
        if badge is None:
            return
        text, colour = badge
        pill = QRectF(box.left() + 6, box.center().y() - 10, box.width() - 12, 22)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._caption.paint(painter, pill.toRect(), text, readable_on(colour), _CENTRE)

    def _paint_trend(self, painter: QPainter, box: QRect, said: Row) -> None:
        kept = self._trends.get(said.stream)
        theme = self._context.look.theme
        if kept is not None:
            (when, *same), picture = kept
            fitting = same == [said.priority, box.size(), theme.name]
            if fitting and (0 <= self._now - when < _TREND_STEP or not self._budget):
                painter.drawPixmap(box.topLeft(), picture)
                return
        elif not self._context.portions.take():
            self.lacking = True
            return
        self._budget = max(0, self._budget - 1)
        picture = self._draw_trend(box.size(), said, painter.device().devicePixelRatioF())
        self._trends[said.stream] = (self._now, said.priority, box.size(), theme.name), picture
        if len(self._trends) > _KEPT:
            self._trends.popitem(last=False)
        painter.drawPixmap(box.topLeft(), picture)

    def _draw_trend(self, size: QSize, said: Row, ratio: float) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        store, stream = self._context.store, said.stream
        table = store.tables[stream.domain]
        span = max(TREND_SPAN, TREND_READINGS * float(table.periods[stream.row, stream.column]))
        series = store.window(stream, self._now - span, self._now + 60.0)
        smallest = least_span(self._context, stream, float(table.last_value[stream.row, stream.column]))
        painter = QPainter(picture)
        inner = QRectF(0, 0, size.width(), size.height()).adjusted(6, 6, -4, -6)
        colour = self._context.look.theme.fill(said.priority)
        paint_sparkline(painter, inner, series, self._now - span, self._now, colour, smallest=smallest)
        painter.end()
        return picture


class _Face:
    """A font with its metrics, which cost more to make than the words to paint."""

    def __init__(self, kind: Type) -> None:
        self._font: QFont = font(kind)
        self._metrics = metrics = QFontMetrics(self._font)
        #: Pixels that a text is wide. (Of a method of Qt's, the cache would ask for all that Qt documents.)
        self.width = lru_cache(maxsize=_KEPT)(lambda text: metrics.horizontalAdvance(text))

    def paint(
        self, painter: QPainter, box: QRect, text: str, colour: QColor, where: Qt.AlignmentFlag = _LEFT
    ) -> None:
        if self.width(text) > box.width():
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self._font)
        painter.setPen(colour)
        painter.drawText(box, where, text)
