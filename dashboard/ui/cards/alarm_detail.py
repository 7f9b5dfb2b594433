"""One alarm in full: what is the matter, what to do, its curve, and what an operator may do with it."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from dashboard.core.alarms.event import UNSEEN, Alarm, AlarmState, Priority
from dashboard.core.readings.store import Stream
from dashboard.ui import alarm_words, standing, words
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font


class AlarmDetail(QFrame):
    """Empty until an alarm is chosen; its buttons speak of that alarm."""

    go_to = Signal(str, str)  #: domain, thing
    written = Signal(object, str)  #: the alarm, and the comment on it

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self.alarm: Alarm | None = None
        self._stream: Stream | None = None
        self._mark = StateMark(context.look, 28)
        self._where = ElidedLabel("", Type.TITLE)
        self._what = ElidedLabel("", Type.BODY, "soft")
        self._todo_title = label("", Type.CAPTION_STRONG, "soft")
        self._todo = label("", Type.BODY, wrap=True)
        self._facts = label("", Type.CAPTION, "soft", wrap=True)
        self.card = PlotCard(context)
        self.card.plot.set_span(21600.0)
        self.comment = QLineEdit()
        self.comment.setFont(font(Type.BODY))
        self.comment.setMaxLength(200)
        self.comment.returnPressed.connect(self._write)
        self.acknowledge = self._button("primary")
        self.shelve = self._button()
        self.reset = self._button()
        self.go = self._button()
        self._empty = label("", Type.BODY, "soft")
        self.acknowledge.clicked.connect(self._acknowledge)
        self.reset.clicked.connect(self._reset)
        self.go.clicked.connect(self._go)
        self._lay_out()
        self._show_parts(shown=False)
        self.show_alarm(None)

    def _button(self, role: str = "") -> QPushButton:
        button = QPushButton()
        button.setFont(font(Type.BODY))
        if role:
            button.setProperty("role", role)
        return button

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._where)
        names.addWidget(self._what)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addLayout(names, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.acknowledge)
        buttons.addWidget(self.shelve)
        buttons.addWidget(self.reset)
        buttons.addWidget(self.go)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._empty)
        column.addLayout(head)
        column.addLayout(buttons)
        column.addWidget(self._todo_title)
        column.addWidget(self._todo)
        column.addWidget(self.card, 1)
        column.addWidget(self._facts)
        column.addWidget(self.comment)
        column.addStretch(0)

    # -- what the page does with it ----------------------------------------------------------------

    def show_alarm(self, alarm: Alarm | None) -> None:
        """Show this one; None for none."""
        changed = alarm is None or self.alarm is None or alarm.id != self.alarm.id
        if (alarm is None) is not self._empty.isVisibleTo(self):
            self._show_parts(alarm is not None)
        self.alarm = alarm
        if alarm is None:
            self.card.hide()
            self._stream = None
            return
        if changed:
            self._stream = self._find(alarm)
            self.card.setVisible(self._stream is not None)
            self.go.setEnabled(self._stream is not None)
            if self._stream is not None:
                self.card.show_stream(self._stream)
            self.comment.setText(alarm.comment)
        elif not self.comment.hasFocus():
            self.comment.setText(alarm.comment)
        self._say(alarm)

    def _show_parts(self, shown: bool) -> None:
        for part in (
            self._mark, self._where, self._what, self._todo_title, self._todo, self._facts,
            self.comment, self.acknowledge, self.shelve, self.reset, self.go,
        ):  # fmt: skip
            part.setVisible(shown)
        self._empty.setVisible(not shown)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring the curve up to the city's time `now`."""
        if self._stream is not None:
            self.card.show_now(now, text_too)

    def retranslate(self) -> None:
        """The language has changed."""
        self._todo_title.setText(self.tr("What to do"))
        self._empty.setText(self.tr("No alarm stands. The city is calm."))
        self.go.setText(self.tr("Go to sensor"))
        self.go.setToolTip(self.tr("Enter"))
        self.comment.setPlaceholderText(self.tr("Comment, then Enter"))
        self.comment.setAccessibleName(self.tr("Comment"))
        self.acknowledge.setText(self.tr("Acknowledge"))
        self.acknowledge.setToolTip("A")
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip("R")
        self.card.retranslate()
        if self.alarm is not None:
            self._say(self.alarm)

    # -- how ---------------------------------------------------------------------------------------

    def _find(self, alarm: Alarm) -> Stream | None:
        """The datastream to draw; of a silent thing any."""
        return alarm_words.stream_of(self._context, alarm)

    def _say(self, alarm: Alarm) -> None:
        lasts = standing.colours(alarm)
        self._mark.show_priority(alarm.priority if lasts else Priority.NONE)
        say(self._where, alarm_words.where(self._context, alarm))
        say(self._what, alarm_words.with_others(self._context, alarm))
        say(self._todo, "\n".join(self._told_to_do(alarm)))
        self.acknowledge.setEnabled(alarm.state in UNSEEN)
        shelved = alarm.state is AlarmState.SHELVED
        away = shelved or alarm.state is AlarmState.OUT_OF_SERVICE
        self.shelve.setText(self.tr("Take back") if away else self.tr("Shelve…"))
        self.shelve.setEnabled(alarm.state is not AlarmState.SUPPRESSED)
        self.reset.setVisible(alarm.state is AlarmState.LATCHED_ACKNOWLEDGED)
        self.shelve.setToolTip("H")
        facts = [
            f"{words.priority_word(alarm.priority)} · {words.state_word(alarm.state)}",
            self.tr("since %1").replace("%1", self._time(alarm.raised)),
        ]
        if alarm.cleared == alarm.cleared:
            facts.append(self.tr("over since %1").replace("%1", self._time(alarm.cleared)))
        if alarm.acknowledged == alarm.acknowledged:
            facts.append(self.tr("acknowledged %1").replace("%1", self._time(alarm.acknowledged)))
        if shelved:
            facts.append(self.tr("shelved until %1").replace("%1", self._time(alarm.shelved_until)))
        if alarm.reason:
            facts.append(alarm.reason)
        speaker = self._context.alarms.get(self._context.alarms.speaker(alarm.id))
        if alarm.state is AlarmState.SUPPRESSED and speaker is not None:
            name = alarm_words.where(self._context, speaker)
            facts.append(self.tr("%1 speaks for it").replace("%1", name))
        say(self._facts, " · ".join([*facts, alarm.id]))

    def _told_to_do(self, alarm: Alarm) -> list[str]:
        """What to do about it, then what else about those for which it speaks, the worst first."""
        text = self._context.language.text
        others = (self._context.alarms.get(name) for name in self._context.alarms.spoken_for(alarm.id))
        also = standing.worst_first(other for other in others if other is not None)
        first, *more = dict.fromkeys([text(alarm.todo), *(text(other.todo) for other in also)])
        return [first, *(self.tr("And: %1").replace("%1", words_) for words_ in more)]

    def _time(self, time: float) -> str:
        return words.time_of_day(time, self._zone)

    def _acknowledge(self) -> None:
        if self.alarm is not None:
            self._context.intents.acknowledge([self.alarm.id])

    def _reset(self) -> None:
        if self.alarm is not None:
            self._context.intents.reset(self.alarm.id)

    def _write(self) -> None:
        if self.alarm is not None:
            self.written.emit(self.alarm, self.comment.text().strip())

    def _go(self) -> None:
        if self.alarm is not None:
            self.go_to.emit(*standing.thing_of(self.alarm))
