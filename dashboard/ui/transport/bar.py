"""The transport bar of a replay: knobs, track, rate, and an honest word on how it goes."""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.history.marks import MarkKind
from dashboard.history.player import PlayerState
from dashboard.history.tape import Spot, spots
from dashboard.history.trouble import Trouble
from dashboard.ui import words
from dashboard.ui.cards.labels import label, say
from dashboard.ui.context import Context
from dashboard.ui.look import icons
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.transport.keys import (
    KEYS,
    MINUTE,
    OFFERED,
    TEN_MINUTES,
    combination,
    next_rate,
)
from dashboard.ui.transport.live_button import LiveButton
from dashboard.ui.transport.port import Transport
from dashboard.ui.transport.track import Track

HEIGHT: Final = 76
#: Nearer than this to a mark, in seconds of the tape, one is at it.
_AT_MARK: Final = 0.5


class TransportBar(QFrame):
    """Shows the player's state and passes orders on; it keeps none of its own."""

    def __init__(self, context: Context, transport: Transport) -> None:
        super().__init__()
        self.setProperty("role", "transport")
        self.setFixedHeight(HEIGHT)
        self._context, self._transport = context, transport
        self._pace = Pace()
        self._spots: Sequence[Spot] = ()
        self._trouble = ""
        archive = context.history.archive
        self._asked: Future[list[Spot]] | None = context.history.desk.ask(
            "transport", lambda: spots(archive(), transport.tape)
        )
        self.acts: dict[str, Callable[[], object]] = {
            "toggle": self.toggle,
            "minute_back": lambda: transport.skip(-MINUTE),
            "minute_on": lambda: transport.skip(MINUTE),
            "ten_back": lambda: transport.skip(-TEN_MINUTES),
            "ten_on": lambda: transport.skip(TEN_MINUTES),
            "frame_back": lambda: transport.step(-1),
            "frame_on": lambda: transport.step(1),
            "mark_back": lambda: self._to_mark(-1),
            "mark_on": lambda: self._to_mark(1),
            "begin": lambda: transport.seek(self._state.part[0]),
            "end": lambda: transport.seek(self._state.part[1]),
            "faster": lambda: transport.pace(next_rate(self._state.rate, 1)),
            "slower": lambda: transport.pace(next_rate(self._state.rate, -1)),
            "loop": lambda: transport.repeat(not self._state.loop),
            "part_begins": lambda: transport.between(self._state.position, self._end_after_here()),
            "part_ends": lambda: transport.between(self._begin_before_here(), self._state.position),
            "whole": lambda: transport.between(0.0, math.inf),
            "stay": transport.stay,
        }
        self._buttons: dict[str, QToolButton] = {}
        self.track = Track(context, transport.tape)
        self.rate = self._rate_button()
        self._position, self._word = label("", Type.STRONG), label("", Type.CAPTION, "soft")
        self.live = None if context.live is None else LiveButton(context, context.live)
        self._lay_out()
        self.track.asked.connect(transport.seek)
        context.look.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()
        self.show_state()

    @property
    def _state(self) -> PlayerState:
        return self._transport.state()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(4)
        for name in ("begin", "mark_back", "minute_back", "toggle", "minute_on", "mark_on"):
            row.addWidget(self._button(name))
        row.addWidget(self.track, 1)
        says = QWidget()
        says.setFixedWidth(196)  # wide enough for any word, so that the track stands still
        column = QVBoxLayout(says)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        for item in (self._position, self._word):
            item.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(item)
        row.addWidget(says)
        row.addWidget(self.rate)
        row.addWidget(self._button("loop"))
        self._buttons["loop"].setCheckable(True)
        if self.live is not None:
            row.addSpacing(8)
            row.addWidget(self.live)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        if name != "toggle":
            button.setProperty("role", "flat")
        button.setIconSize(QSize(26, 26) if name == "toggle" else QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the track
        button.clicked.connect(self.acts[name])
        self._buttons[name] = button
        return button

    def _rate_button(self) -> QToolButton:
        button = QToolButton()
        button.setFont(font(Type.STRONG))
        button.setMinimumWidth(76)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for rate in OFFERED:
            action = menu.addAction("")
            action.setData(rate)
            action.triggered.connect(lambda _=False, rate=rate: self._transport.pace(rate))
        button.setMenu(menu)
        return button

    def button(self, name: str) -> QToolButton:
        """A knob, by the name of its act."""
        return self._buttons[name]

    # -- what the window does with it --------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        if self._asked is not None and self._asked.done():
            self._take(self._asked)
            self._asked = None
        state = self._state
        self.track.show_state(state)
        if self._pace.due(frame.wall) or state.seeking is not None:
            self.show_state()

    def show_state(self) -> None:
        """Knobs and words as the player is now."""
        state, language = self._state, self._context.language
        self.track.show_state(state)
        theme = self._context.look.theme
        toggle, name = self._buttons["toggle"], "pause" if state.playing else "play"
        if toggle.property("shows") != name:
            toggle.setProperty("shows", name)
            toggle.setIcon(icons.icon(name, theme))
        text = self.tr("Pause (Space)") if state.playing else self.tr("Play (Space)")
        if toggle.toolTip() != text:
            toggle.setToolTip(text)
            toggle.setAccessibleName(text)
        self._buttons["loop"].setChecked(state.loop)
        rate = f"×{words.number(language, state.rate, 1 if state.rate < 1 else 0)}"
        if self.rate.text() != rate:
            self.rate.setText(rate)
        say(self._position, f"{_clock(state.position)} / {_clock(state.duration)}")
        say(self._word, self.word(state))
        if self.live is not None:
            self.live.refresh()

    def word(self, state: PlayerState) -> str:
        """How it goes, in a few words."""
        language = self._context.language
        if state.seeking is not None:
            share = words.number(language, 100.0 * state.seeking)
            return self.tr("going there: %1 % (Esc)").replace("%1", share)
        if state.playing and state.late:
            if math.isnan(state.reached):
                return self.tr("as fast as it can")
            reached = words.number(language, state.reached, 1 if state.reached < 10 else 0)
            return self.tr("this machine reaches ×%1").replace("%1", reached)
        if self._trouble:
            return self._trouble
        if state.playing:
            return self.tr("playing again, in a loop") if state.loop else self.tr("playing")
        return self.tr("at its end") if state.position >= state.duration else self.tr("standing still")

    def press(self, event: QKeyEvent) -> bool:
        """A key that nobody else wanted; whether it was one of ours."""
        name = KEYS.get(combination(event.modifiers(), Qt.Key(event.key())))
        if name is None or (name == "stay" and self._state.seeking is None):
            return False
        self.acts[name]()
        self.show_state()
        return True

    def toggle(self) -> None:
        """Play, or stand still."""
        if self._state.playing:
            self._transport.pause()
        else:
            self._transport.play()
        self.show_state()

    # -- how ---------------------------------------------------------------------------------------

    def _take(self, answer: "Future[list[Spot]]") -> None:
        try:
            self._spots = answer.result()
        except Trouble as trouble:
            self._trouble = trouble.detail
        self.track.show_spots(self._spots)

    def _to_mark(self, direction: int) -> None:
        """The next raise or cue that way."""
        here = self._state.position
        places = [spot.position for spot in self._spots if spot.mark.kind is not MarkKind.TRUTH]
        if direction > 0:
            goal = next((place for place in places if place > here + _AT_MARK), self._state.duration)
        else:
            goal = next((place for place in reversed(places) if place < here - _AT_MARK), 0.0)
        self._transport.pause()
        self._transport.seek(goal)

    def _end_after_here(self) -> float:
        end = self._state.part[1]
        return end if end > self._state.position else math.inf

    def _begin_before_here(self) -> float:
        begin = self._state.part[0]
        return begin if begin < self._state.position else 0.0

    def _retranslate(self) -> None:
        texts = {
            "begin": self.tr("To the beginning (Home)"),
            "mark_back": self.tr("Alarm or cue before (Page Up)"),
            "minute_back": self.tr("A minute of the city back (←)"),
            "minute_on": self.tr("A minute of the city on (→)"),
            "mark_on": self.tr("Next alarm or cue (Page Down)"),
            "loop": self.tr("Again and again (L); the part from B to E, where one is set"),
        }
        for name, text in texts.items():
            self._buttons[name].setToolTip(text)
            self._buttons[name].setAccessibleName(text)
        self.track.setAccessibleName(self.tr("Position in the recording"))
        self.rate.setAccessibleName(self.tr("Rate of the replay"))
        self.rate.setToolTip(self.tr("Times as fast as it was recorded (↑ ↓)"))
        for action in self.rate.menu().actions():
            rate = float(action.data())
            action.setText(f"×{words.number(self._context.language, rate, 1 if rate < 1 else 0)}")
        self.show_state()

    def _restyle(self) -> None:
        theme = self._context.look.theme
        for name, button in self._buttons.items():
            if name != "toggle":
                button.setIcon(icons.icon(name, theme))
        self._buttons["toggle"].setProperty("shows", "")

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.track.setFocus()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _clock(seconds: float) -> str:
    """`4:05`, `1:02:10`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
