"""The one pill that says how the city is: worst priority in word, colour and shape, and what waits."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from dashboard.core.alarms.event import Priority
from dashboard.ui import standing, words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state


class Vigilance(QAbstractButton):
    """A click leads to the alarms."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._priority = Priority.NONE
        #: Of a city that nobody has heard yet, nothing is known.
        self._known = False
        self.setFont(font(Type.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        context.sound.changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Follow the alarm book."""
        book = self._context.alarms
        priority, waiting = book.worst(), book.unacknowledged
        known = bool(priority or waiting) or self._context.store.heard
        text = words.priority_word(priority) if known else self.tr("No reading yet")
        if waiting:
            text = f"{text} · " + self.tr("%n not acknowledged", "", waiting)
        if self._context.sound.muted:
            text = f"{text} · " + self.tr("sound off")
        if text != self.text() or priority is not self._priority:
            self._priority, self._known = priority, known
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
        self._explain(waiting)

    def _explain(self, waiting: int) -> None:
        """What is counted: also what is over waits until somebody has seen it."""
        alarms = self._context.alarms.alarms()
        lasting = sum(standing.speaks(alarm) for alarm in alarms)
        over = sum(standing.waits_over(alarm) for alarm in alarms)
        text = self.tr("State of the city: open the alarms")
        if waiting or lasting:
            counts = self.tr("%1 alarms last. %2 wait to be acknowledged, %3 of them over.")
            for place, count in (("%1", lasting), ("%2", waiting), ("%3", over)):
                counts = counts.replace(place, words.number(self._context.language, count))
            text += "\n" + counts
        if text != self.toolTip():
            self.setToolTip(text)

    def retranslate(self) -> None:
        """The language has changed."""
        self.refresh()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 60, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        calm = self._priority is Priority.NONE
        edge = QColor(theme.hairline) if calm else theme.fill(self._priority)
        if self.hasFocus():
            edge = QColor(theme.accent)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1.2))
        painter.setBrush(QColor(theme.hover) if self.underMouse() else theme.tint(self._priority))
        painter.drawRoundedRect(box, 10, 10)
        if self._known:
            paint_state(painter, self._priority, QPointF(26, self.height() / 2), 22, theme)
        painter.setFont(self.font())
        painter.setPen(theme.text(self._priority))
        words_ = box.adjusted(44 if self._known else 26, 0, -8, 0)
        painter.drawText(words_, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
