"""The band at the foot of the booth's screen: a sentence on the page, or an alarm and what to do."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Alarm, Priority
from dashboard.ui import alarm_words, words
from dashboard.ui.booth.stops import Stop, sentence, title
from dashboard.ui.cards.labels import label, say
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font

#: Narrower than this, pixels, words are smaller; the height of the band then, and else.
_NARROW: Final = 1500
_HEIGHTS: Final = {True: 76, False: 148}


class _Dots(QWidget):
    """Where the loop stands."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._count, self._on = 0, -1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stop(self, count: int, on: int) -> None:
        """That one of so many; -1 for none."""
        if (count, on) != (self._count, self._on):
            self._count, self._on = count, on
            self.updateGeometry()
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(16 * self._count, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._context.look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._count):
            painter.setBrush(QColor(theme.accent if number == self._on else theme.hairline))
            painter.drawEllipse(QRectF(16 * number + 3, 2, 8, 8))
        painter.end()


class Banner(QFrame):
    """Hidden while a visitor has the screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._priority = Priority.NONE
        self._mark = StateMark(context.look, 44)
        self._above = label("", Type.TITLE, "soft")
        self._large = label("", Type.FIGURE, wrap=True)
        self._todo = label("", Type.LARGE, wrap=True)
        self._dots = _Dots(context)
        self._hint = label("", Type.BODY, "soft")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addStretch(1)
        told.addWidget(self._above)
        told.addWidget(self._large)
        told.addWidget(self._todo)
        told.addStretch(1)
        side = QVBoxLayout()
        side.addStretch(1)
        side.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(self._hint)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 28, 6)
        row.setSpacing(22)
        row.addWidget(self._mark)
        row.addLayout(told, 1)
        row.addLayout(side)
        context.look.changed.connect(self.update)
        self.hide()

    def show_stop(self, stop: Stop, number: int, count: int, story: str) -> None:
        """The sentence of a page, or what the story says of the city now."""
        self._become(Priority.NONE)
        say(self._above, title(self._context, stop))
        say(self._large, story or sentence(self._context, stop))
        self._todo.hide()
        self._dots.show_stop(count, number)
        say(self._hint, self.tr("Touch the screen to take over"))
        self._appear()

    def show_alarm(self, alarm: Alarm, count: int) -> None:
        """Where it is, what is the matter, and what to do."""
        self._become(alarm.worst if alarm.active else Priority.NONE)
        context = self._context
        word = words.priority_word(alarm.worst)
        since = words.time_of_day(alarm.raised, self._zone)
        text = self.tr("%1 since %2") if alarm.active else self.tr("%1 from %2 to %3, now over")
        until = words.time_of_day(alarm.cleared, self._zone)
        say(self._above, text.replace("%1", word).replace("%2", since).replace("%3", until))
        say(self._large, f"{alarm_words.where(context, alarm)} · {alarm_words.condition(context, alarm)}")
        todo = context.language.text(alarm.todo)
        say(self._todo, todo)
        self._todo.setVisible(bool(todo))
        self._dots.show_stop(count, -1)
        self._appear()

    def _become(self, priority: Priority) -> None:
        self._mark.show_priority(priority)
        self._mark.setVisible(bool(priority))
        if priority is not self._priority:
            self._priority = priority
            self.update()

    def _appear(self) -> None:
        if self.isHidden():
            self._make_room(narrow=self.window().width() < _NARROW)
            self.show()

    def _make_room(self, *, narrow: bool) -> None:
        """One height whatever is said: the page above keeps its size."""
        self.setFixedHeight(_HEIGHTS[narrow])
        self._large.setFont(font(Type.LARGE if narrow else Type.FIGURE))
        self._todo.setFont(font(Type.BODY if narrow else Type.LARGE))
        self._above.setVisible(not narrow)
        self._hint.setVisible(not narrow)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room(narrow=event.size().width() < _NARROW)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._context.look.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.tint(self._priority) if self._priority else QColor(theme.raised))
        edge = theme.fill(self._priority) if self._priority else QColor(theme.accent)
        painter.fillRect(0, 0, self.width(), 3, edge)
        painter.end()
