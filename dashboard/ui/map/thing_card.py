"""One thing over the map: live curve with limits, value, age, place, quality, what to do."""

from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui import standing, words
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.map.limit_plot import LimitPlot
from dashboard.ui.map.things import Key

#: The curve of the card, and the time over which a change is told, seconds.
HOUR: Final = 3600.0
WIDTH: Final = 320


class ThingCard(QFrame):
    """Shown for the chosen thing; follows it until it is closed."""

    #: The datastream (its id) whose page is asked for.
    open_requested = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._streams: list[Stream] = []
        self._number = 0
        self._now = float("nan")
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self._mark = StateMark(context.look, 20)
        self._name = ElidedLabel("", Type.STRONG)
        self._what = ElidedLabel("", Type.CAPTION, "soft")
        self._place = ElidedLabel("", Type.CAPTION, "faint")
        self._value = label("", Type.FIGURE)
        self._unit = label("", Type.CAPTION, "soft")
        self._change = ElidedLabel("", Type.CAPTION, "soft")
        self._todo = label("", Type.CAPTION, wrap=True)
        self.plot = LimitPlot(context.look)
        self.close_button, self.previous_button, self.next_button = (_small(sign) for sign in "✕‹›")
        self.open_button = QPushButton()
        self.open_button.setProperty("role", "primary")
        self.close_button.clicked.connect(self.closed)
        self.previous_button.clicked.connect(lambda: self._turn(-1))
        self.next_button.clicked.connect(lambda: self._turn(1))
        self.open_button.clicked.connect(self._open)
        self._lay_out()
        context.look.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        head.addWidget(self.close_button)
        turn = QHBoxLayout()
        turn.setSpacing(0)
        turn.addWidget(self._what, 1)
        turn.addWidget(self.previous_button)
        turn.addWidget(self.next_button)
        values = QHBoxLayout()
        values.setSpacing(6)
        values.addWidget(self._value)
        values.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        values.addStretch(1)
        values.addWidget(self.open_button)
        self._unit.setContentsMargins(0, 0, 0, 5)  # onto the base line of the large number
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._place)
        column.addLayout(turn)
        column.addWidget(self.plot)
        column.addLayout(values)
        column.addWidget(self._change)
        column.addWidget(self._todo)

    # -- what it shows -----------------------------------------------------------------------------

    @property
    def stream(self) -> Stream | None:
        """The datastream on the card."""
        return self._streams[self._number] if self._streams else None

    def show_thing(self, key: Key, now: float) -> None:
        """Show a thing, beginning with the property that is worst, else the first it observes."""
        table = self._context.store.tables[key.domain]
        columns = np.flatnonzero(table.observed[key.row])
        self._streams = [Stream(key.domain, key.row, int(column)) for column in columns]
        levels = [self._level(stream) for stream in self._streams]
        self._number = levels.index(max(levels)) if levels else 0
        self.show_now(now)
        self.show()
        self.raise_()

    def turn_to(self, property_id: str) -> None:
        """Show that property of the thing, if it observes it."""
        names = [self._context.store.property(stream).id for stream in self._streams]
        if property_id in names:
            self._turn(names.index(property_id) - self._number)

    def show_now(self, now: float) -> None:
        """Bring it up to the city's time `now`."""
        self._now = now
        stream = self.stream
        if stream is None:
            return
        store, language = self._context.store, self._context.language
        place, item = store.place(stream), store.property(stream)
        limits = limit_words.value_limits(self._context.city, stream.domain, place.id, item.id)
        level = self._level(stream)
        self._mark.show_priority(level)
        say(self._name, language.name(place))
        caption = limit_words.caption(language, limits, item.decimals)
        name = language.text(item.name)
        say(
            self._what,
            self.tr("%1 · limits %2").replace("%1", name).replace("%2", caption) if caption else name,
        )
        several = len(self._streams) > 1
        self.previous_button.setVisible(several)
        self.next_button.setVisible(several)
        series = store.window(stream, now - HOUR, now)
        steps = [step for limit in limits for step in limit_words.steps(limit)]
        self.plot.show_series(series, now - HOUR, now, steps, level)
        self.plot.setAccessibleName(name)
        reading = store.latest(stream, now)
        say(self._value, words.NOTHING if reading is None else words.value(language, item, reading.value))
        say(self._unit, item.unit)
        poor = reading is None or reading.quality != Quality.GOOD
        self._value.setFont(font(Type.TITLE if item.states else Type.FIGURE))  # a word has less room
        tint(self._value, level, poor=poor)
        say(self._change, self._tell_change(stream, now))
        self._say_place(stream)
        self._say_todo(stream)

    def retranslate(self) -> None:
        """The language has changed."""
        self.open_button.setText(self.tr("Open"))
        for button, text in (
            (self.close_button, self.tr("Close")),
            (self.previous_button, self.tr("Previous property")),
            (self.next_button, self.tr("Next property")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        if self.stream is not None:
            self.show_now(self._now)

    def _level(self, stream: Stream) -> Priority:
        """The worst state of one datastream."""
        alarms = standing.of_datastream(self._context.alarms, self._context.store.id(stream))
        return max((alarm.priority for alarm in alarms), default=Priority.NONE)

    def _tell_change(self, stream: Stream, now: float) -> str:
        """`+257 in 1 h · 12 s ago`, and a word when the reading is not good."""
        store, language = self._context.store, self._context.language
        reading, item = store.latest(stream, now), store.property(stream)
        if reading is None:
            return words.quality_word(Quality.MISSING)
        parts = []
        series = store.window(stream, now - HOUR, now)
        if not item.states and len(series) > 1 and series.times[0] < now - 0.8 * HOUR:
            change = words.signed(language, float(series.values[-1] - series.values[0]), item.decimals)
            parts.append(self.tr("%1 in 1 h").replace("%1", change))
        parts.append(words.ago(language, now - reading.time))
        if reading.quality != Quality.GOOD:
            parts.append(words.quality_word(reading.quality))
        return " · ".join(parts)

    def _say_place(self, stream: Stream) -> None:
        place = self._context.store.place(stream)
        zones = {zone.id: zone.name for zone in self._context.city.zones}
        parts = [self._context.language.text(zones[place.zone])] if place.zone in zones else []
        if place.discovered:
            parts.append(self.tr("discovered"))
        elif place.approximate:
            parts.append(self.tr("≈ approximate place"))
        say(self._place, " · ".join(parts))

    def _say_todo(self, stream: Stream) -> None:
        alarms = standing.of_datastream(self._context.alarms, self._context.store.id(stream))
        text = self._context.language.text(alarms[0].todo) if alarms else ""
        say(self._todo, text)
        self._todo.setVisible(bool(text))
        self._restyle_once(alarms[0].priority if alarms else Priority.NONE)

    def _turn(self, step: int) -> None:
        self._number = (self._number + step) % max(1, len(self._streams))
        self.show_now(self._now)
        self.adjustSize()

    def _open(self) -> None:
        stream = self.stream
        if stream is not None:
            self.open_requested.emit(self._context.store.id(stream))

    def _restyle_once(self, priority: Priority) -> None:
        if priority is not self.property("priority"):
            self.setProperty("priority", priority)
            self._restyle()

    def _restyle(self) -> None:
        """A bar in the colour of the state at its left, only when there is something to say."""
        theme = self._context.look.theme
        priority = self.property("priority") or Priority.NONE
        bar = theme.fill(Priority(priority)).name() if priority else theme.hairline
        self.setStyleSheet(
            f"#card {{ background: {theme.raised}; border: 1px solid {theme.hairline};"
            f" border-left: {4 if priority else 1}px solid {bar}; border-radius: 10px; }}"
        )

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # What is done on the card is not done to the map below.
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel):
            event.accept()
            return True
        return super().event(event)


def _small(sign: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setProperty("role", "flat")
    button.setFixedSize(36, 36)
    return button
