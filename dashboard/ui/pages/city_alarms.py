"""The worst alarms at the foot of the city page, with what to do, acknowledged on the row."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dashboard.core.alarms.event import UNSEEN, Alarm
from dashboard.core.frame import Frame
from dashboard.ui import alarm_words, standing, words
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font

#: So many alarms at most; the rest is on their page.
ROWS: Final = 5
FEWEST: Final = 1
ROW_HEIGHT: Final = 36
_HEAD: Final = 34
#: Narrower rows do without what to do: it is on the alarm page and on the card.
_WIDE: Final = 1500
_TODO_FROM: Final = 900


class AlarmRow(QWidget):
    """One alarm. A click or Enter shows it on the map; the button acknowledges it."""

    chosen = Signal(object)  #: the Alarm
    acknowledged = Signal(str)  #: its id

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self.alarm: Alarm | None = None
        self._mark = StateMark(context.look, 20)
        self._time = label("", Type.BODY, "soft")
        self._time.setFixedWidth(46)
        self._age = label("", Type.CAPTION, "soft")
        self._age.setFixedWidth(86)
        self._where = ElidedLabel("", Type.STRONG)
        self._condition = ElidedLabel("", Type.BODY)
        self._todo = ElidedLabel("", Type.BODY, "soft")
        self._state = label("", Type.CAPTION, "soft")
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.button = QPushButton()
        self.button.setFont(font(Type.CAPTION_STRONG))
        self.button.clicked.connect(self._acknowledge)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(14)
        for widget, share in (
            (self._mark, 0), (self._time, 0), (self._age, 0), (self._where, 22), (self._condition, 40),
            (self._todo, 38), (self._state, 0), (self.button, 0),
        ):  # fmt: skip
            row.addWidget(widget, share)
        self.setFixedHeight(ROW_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_alarm(self, alarm: Alarm, now: float) -> None:
        """Say it as it is at the city's time `now`."""
        repaint = self.alarm is None or (self.alarm.priority, self.alarm.state) != (
            alarm.priority,
            alarm.state,
        )
        self.alarm = alarm
        context = self._context
        self._mark.show_priority(alarm.priority)
        say(self._time, words.time_of_day(alarm.raised, self._zone))
        say(self._age, words.ago(context.language, now - alarm.raised))
        say(self._where, alarm_words.where(context, alarm))
        say(self._condition, alarm_words.condition(context, alarm))
        say(self._todo, context.language.text(alarm.todo))
        waits = alarm.state in UNSEEN
        self.button.setVisible(waits)
        self._state.setVisible(not waits)
        if not waits:
            seen = words.time_of_day(alarm.acknowledged, self._zone)
            say(self._state, self.tr("acknowledged %1").replace("%1", seen))
        parts = [
            words.priority_word(alarm.priority),
            self._where.text(),
            self._condition.text(),
            self._todo.text(),
        ]
        self.setAccessibleName(". ".join(parts))
        self.show()
        if repaint:
            self.update()

    def retranslate(self) -> None:
        """The language has changed."""
        self.button.setText(self.tr("Acknowledge"))

    def _acknowledge(self) -> None:
        if self.alarm is not None:
            self.acknowledged.emit(self.alarm.id)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, row = event.size().width(), self.layout()
        self._todo.setVisible(width >= _TODO_FROM)
        if isinstance(row, QHBoxLayout):  # what is the matter is never cut; what to do has the rest
            row.setStretchFactor(self._condition, 32 if width >= _WIDE else 40)
            row.setStretchFactor(self._todo, 46 if width >= _WIDE else 38)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._context.look.theme, QPainter(self)
        alarm = self.alarm
        waits = alarm is not None and alarm.state in UNSEEN
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.hover))
        elif alarm is not None and waits:
            painter.fillRect(self.rect(), theme.tint(alarm.priority))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(QRect(1, 1, self.width() - 2, self.height() - 2))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.alarm is not None and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.alarm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.alarm is None or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_A):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_A:
            self._acknowledge()
        else:
            self.chosen.emit(self.alarm)


class AlarmStrip(QFrame):
    """The worst alarms that last, as many as there is room for: see `choose`."""

    chosen = Signal(object)  #: the Alarm whose place is asked for
    all_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._count_all = 0
        self._shown = 0
        self._room = ROWS
        self.setProperty("role", "panel")
        self._title = label("", Type.STRONG)
        self._count = ElidedLabel("", Type.CAPTION, "soft")
        self._calm = label("", Type.BODY, "soft")
        self.all_button = QPushButton()
        self.all_button.setProperty("role", "flat")
        self.all_button.setFont(font(Type.CAPTION_STRONG))
        self.all_button.clicked.connect(self.all_asked)
        self.rows = [AlarmRow(context) for _ in range(ROWS)]
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 8, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._calm)
        self._calm.setContentsMargins(14, 4, 14, 10)
        for row in self.rows:
            row.chosen.connect(self.chosen)
            row.acknowledged.connect(lambda name: context.intents.acknowledge([name]))
            column.addWidget(row)
        column.addStretch(1)
        self.room_for(FEWEST)
        self.retranslate()

    def show_frame(self, frame: Frame) -> None:
        """Twice a second is enough."""
        book = self._context.alarms
        self._count_all, shown = choose(book.alarms(), self._room)
        for row, alarm in zip(self.rows, shown, strict=False):
            row.show_alarm(alarm, frame.now)
        for row in self.rows[len(shown) :]:
            row.alarm = None
            row.hide()
        self._calm.setVisible(not shown)
        self._shown = len(shown)
        self._say_count()

    def room_for(self, rows: int) -> None:
        """Show at most so many rows from now on."""
        room = min(max(rows, FEWEST), ROWS)
        if room != self._room:
            self._room = room
            self.setMaximumHeight(_height(room))
            self.updateGeometry()

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Active alarms"))
        self._calm.setText(self.tr("Nothing calls for you: every limit is kept."))
        self.all_button.setText(self.tr("All alarms"))
        for row in self.rows:
            row.retranslate()
        self._say_count()

    def _say_count(self) -> None:
        text = ""
        if self._shown:
            numbers = (words.number(self._context.language, n) for n in (self._shown, self._count_all))
            text = self.tr("%1 of %2 that last · the worst of every service")
            for place, number in zip(("%1", "%2"), numbers, strict=True):
                text = text.replace(place, number)
        say(self._count, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(1200, _height(self._room))

    def minimumSizeHint(self) -> QSize:
        return QSize(600, _height(FEWEST))


def _height(rows: int) -> int:
    return _HEAD + rows * ROW_HEIGHT + 12


def choose(alarms: Iterable[Alarm], room: int) -> tuple[int, list[Alarm]]:
    """How many alarms last, and which of them are shown, the worst first.

    In a storm one service alone has more alarms than there are rows, the newest of them the least of
    it. So each thing has one row, and among alarms of one priority the services take turns, those
    that wait for somebody before those that were seen, the newest first.
    """
    lasting = standing.worst_first(alarm for alarm in alarms if standing.speaks(alarm))
    things: dict[tuple[str, str], Alarm] = {}
    for alarm in lasting:
        things.setdefault(standing.thing_of(alarm), alarm)
    turns: Counter[tuple[int, str]] = Counter()
    ranked = []
    for alarm in sorted(things.values(), key=lambda a: (-a.priority, a.state not in UNSEEN, -a.raised, a.id)):
        service = (alarm.priority, standing.thing_of(alarm)[0])
        ranked.append(((-alarm.priority, turns[service]), alarm))
        turns[service] += 1
    ranked.sort(key=lambda item: item[0])  # stable: the newest first within a turn
    shown = [alarm for _, alarm in ranked[:room]]
    return len(lasting), sorted(shown, key=lambda a: (-a.priority, -a.raised, a.id))
