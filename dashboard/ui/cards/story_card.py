"""Stories and cues for the presenter: one card a story, one button a cue."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from config.story import Cue, Scenario
from dashboard.ui.cards.flow import FlowLayout
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font


class Timeline(QWidget):
    """Where a story stands: its phases as marks, the past filled."""

    def __init__(self, context: Context, scenario: Scenario) -> None:
        super().__init__()
        self._context = context
        self._scenario = scenario
        self._share = 0.0
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        context.look.changed.connect(self.update)

    def show_offset(self, seconds: float) -> None:
        """So long after the beginning; only whole pixels are told."""
        share = round(min(max(seconds / self._scenario.duration, 0.0), 1.0) * max(1, self.width()))
        if share != self._share:
            self._share = share
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(QRectF(0, 5, self.width(), 4), 2, 2)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(QRectF(0, 5, self._share, 4), 2, 2)
        for phase in self._scenario.phases:
            x = float(phase.at) / self._scenario.duration * self.width()
            painter.setBrush(QColor(theme.accent if x <= self._share else theme.ink_faint))
            painter.drawRect(QRectF(min(x, self.width() - 2.0), 1, 2, 12))
        painter.end()


class StoryCard(QFrame):
    """One story: what it shows, its timeline, a button that begins or ends it."""

    asked = Signal(str)  #: id of the story, "" to end it

    def __init__(self, context: Context, scenario: Scenario) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self.scenario = scenario
        self._running = False
        self._name = ElidedLabel("", Type.STRONG)
        self._text = label("", Type.CAPTION, "soft", wrap=True)
        self.timeline = Timeline(context, scenario)
        self._score = label("", Type.CAPTION_STRONG, wrap=True)
        self.button = QPushButton()
        self.button.setFont(font(Type.CAPTION_STRONG))
        self.button.clicked.connect(lambda: self.asked.emit("" if self._running else self.scenario.id))
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self.timeline)
        column.addWidget(self._score)
        self.show_running(None)

    def show_running(self, offset: float | None, score: str = "") -> None:
        """It runs since so many seconds, None when it does not; `score` says how the alarms do."""
        self._running = offset is not None
        self._score.setVisible(self._running and bool(score))
        say(self._score, score)
        self.timeline.setVisible(self._running)
        language = self._context.language
        say(self._name, language.text(self.scenario.name))
        phase = self.scenario.phase(offset) if offset is not None else None
        words = language.text(self.scenario.summary)
        if phase is not None:
            words = f"{language.text(phase.name)} — {language.text(phase.text)}"
        say(self._text, words)
        action = self.tr("Stop") if self._running else self.tr("Start")
        if self.button.text() != action:
            self.button.setText(action)
        self.button.setAccessibleName(f"{action}: {self._name.text()}")
        if offset is not None:
            self.timeline.show_offset(offset)
            self.timeline.setAccessibleName(self._text.text())


class CueButtons(QWidget):
    """What a presenter can make happen now, with its key; a cue that was fired is marked."""

    fired = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._buttons: dict[str, QPushButton] = {}
        self._cues: tuple[Cue, ...] = ()
        self._row = FlowLayout(6, self)
        self._none = label("", Type.CAPTION, "soft")
        self._row.addWidget(self._none)

    def show_cues(self, cues: Sequence[Cue], fired: Sequence[str]) -> bool:
        """Offer these cues; true if they are others than before."""
        other = tuple(cues) != self._cues
        if other:
            for old in self._buttons.values():
                self._row.removeWidget(old)
                old.deleteLater()
            self._cues = tuple(cues)
            self._buttons = {cue.id: self._button(cue) for cue in cues}
        self._none.setVisible(not cues)
        say(self._none, self.tr("No cues"))
        for cue in self._cues:
            mark = "✓ " if cue.id in fired else ""
            text = f"{mark}{cue.key}  {self._context.language.text(cue.name)}"
            button = self._buttons[cue.id]
            if button.text() != text:
                button.setText(text)
                button.setToolTip(self.tr("Shift+%1 undoes it").replace("%1", cue.key))
        return other

    def _button(self, cue: Cue) -> QPushButton:
        button = QPushButton()
        button.setFont(font(Type.CAPTION))
        button.clicked.connect(lambda: self.fired.emit(cue.id))
        self._row.addWidget(button)
        return button
