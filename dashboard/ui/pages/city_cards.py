"""The mayor's five figures: one card each, large enough to be read from three metres."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Series
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.sparkline import Sparkline

#: The span of a card's trend, seconds.
HOUR: Final = 3600.0
#: Cards lower than this, pixels, have smaller figures.
_COMPACT_BELOW: Final = 112
_BAR: Final = 5.0
#: Between the parts of a sentence.
_POINT: Final = " · "


def _no_trend() -> Series:
    return Series(np.empty(0), np.empty(0), np.empty(0, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class CityFigure:
    """One figure as words, and its last hour."""

    page: str  #: where a click leads
    title: str
    figure: str
    word: str
    sentence: str
    priority: Priority = Priority.NONE
    trend: Series = field(default_factory=_no_trend)
    known: bool = True
    smallest: float = 0.0  #: range of values that the trend shows at least
    extent: tuple[float, float] | None = None  #: what a day of it can be: none to all places


class _Sentence(ElidedLabel):
    """Leaves out whole parts from its end where it has no room for them."""

    def fitting(self) -> str:
        """The parts that there is room for, at least the first."""
        parts = self.text().split(_POINT)
        while len(parts) > 1 and self.fontMetrics().horizontalAdvance(_POINT.join(parts)) > self.width():
            parts.pop()
        return _POINT.join(parts)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        fitting = self.fitting()
        text = self.fontMetrics().elidedText(fitting, Qt.TextElideMode.ElideRight, self.width())
        whole = "" if text == self.text() else self.text()
        if self.toolTip() != whole:
            self.setToolTip(whole)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class FigureCard(QFrame):
    """State and title, a large figure and its word, one sentence, an hour's trend.

    A bar in the colour of the state at its left, only when it is abnormal. It is a button: click,
    Enter and Space lead to the page of its domain.
    """

    clicked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._priority = Priority.NONE
        self._mark = StateMark(context.look, 20)
        self._title = ElidedLabel("", Type.STRONG, "soft")
        self._figure = label("", Type.KEY)
        self._word = ElidedLabel("", Type.TITLE, "soft")
        self._sentence = _Sentence("", Type.CAPTION, "soft")
        self._trend = Sparkline(context.look)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self._fit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.GRID)
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        values = QHBoxLayout()
        values.setSpacing(10)
        values.addWidget(self._figure)
        values.addWidget(self._word, 1, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addStretch(1)
        left.addLayout(values)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addLayout(left, 66)
        above.addWidget(self._trend, 34)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addLayout(above, 1)
        self._column.addWidget(self._sentence)
        self._fit()

    def show_figure(self, figure: CityFigure, now: float) -> None:
        """Say it, and draw its last hour up to `now`."""
        say(self._title, figure.title)
        say(self._figure, figure.figure)
        say(self._word, figure.word)
        say(self._sentence, figure.sentence)
        self.setAccessibleName(f"{figure.title}: {figure.figure} {figure.word}. {figure.sentence}")
        self._mark.show_priority(figure.priority)
        self._mark.setVisible(figure.known)  # what is not known is not calm
        tint(self._figure, figure.priority)
        self._trend.show_series(figure.trend, now - HOUR, now, figure.priority, smallest=figure.smallest)
        if figure.priority is not self._priority:
            self._priority = figure.priority
            self.update()

    def _fit(self) -> None:
        """Fonts and margins for the room there is; again after another style, which forgets fonts."""
        compact = self.height() < _COMPACT_BELOW
        self._figure.setFont(font(Type.FIGURE if compact else Type.KEY))
        self._word.setFont(font(Type.BODY if compact else Type.TITLE))
        self._word.setContentsMargins(0, 0, 0, 5 if compact else 9)  # onto the figure's base line
        edge = 6 if compact else 12
        self._column.setContentsMargins(18, edge, 14, edge)
        self.update()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 80)

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        painter.fillPath(shape, QColor(theme.hover if self.underMouse() else theme.panel))
        if self._priority:
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, _BAR, self.height()), theme.fill(self._priority))
            painter.setClipping(False)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if focus else theme.hairline), 2.0 if focus else 1.0))
        painter.drawPath(shape)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
