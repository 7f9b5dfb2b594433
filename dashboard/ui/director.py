"""The presenter's drawer: time, cues, stories and faults, all through commands."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from config.errors import CatalogueError
from config.scenarios import read_cues, read_scenarios
from config.story import Cue, Scenario
from dashboard.core.frame import Frame
from dashboard.ui import score_words
from dashboard.ui.cards.fault_list import FaultList
from dashboard.ui.cards.fault_panel import FaultPanel
from dashboard.ui.cards.labels import fill_column, label
from dashboard.ui.cards.story_card import CueButtons, StoryCard
from dashboard.ui.cards.time_box import TimeBox
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.tab_order import follow_layout

WIDTH = 380
#: How often the score is made anew, seconds of wall clock.
_SCORES = 2.0


class Director(QFrame):
    """Shows what the city says of its story; asks, and waits for the city to say it is so.

    Most windows are never asked for it: what is in it is made when it is first opened, or ahead of that.
    """

    closed = Signal()  #: somebody wants it closed

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "drawer")
        self.setFixedWidth(WIDTH)
        self._context = context
        self._pace, self._scores = Pace(), Pace(_SCORES)
        self._scored = ""
        self._frame: Frame | None = None
        self._problem = ""
        #: What is still to be done until it stands.
        self._steps: list[Callable[[], object]] = [lambda: self._told, self._make_parts, self._put_in]

    def build_ahead(self) -> bool:
        """A portion of it: its stories are read, its parts are made, then put in; False when it stands."""
        if self._steps:
            self._steps.pop(0)()
            return True
        return False

    def furnish(self) -> None:
        """Make what is in it, unless it stands."""
        while self.build_ahead():
            pass

    def _make_parts(self) -> None:
        context = self._context
        scenarios, _ = self._told
        self._title = label("", Type.TITLE)
        self._titles = [label("", Type.CAPTION_STRONG, "soft") for _ in range(2)]
        self._note = label("", Type.CAPTION, "soft")
        self._note.setWordWrap(True)
        self.time = TimeBox(context)
        self.cues = CueButtons(context)
        self.tabs = QButtonGroup(self)
        self.cards = [StoryCard(context, scenario) for scenario in scenarios]
        self.faults, self.running = FaultPanel(context), FaultList(context)
        self._lay_out()
        for card in self.cards:
            card.asked.connect(self._play)
        self.cues.fired.connect(self._fire)
        self.tabs.idClicked.connect(self._turn_to)
        self.faults.injected.connect(lambda arguments: context.intents.command("fault", **arguments))
        self.running.undone.connect(self._repair)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=within).activated.connect(self.closed)

    @cached_property
    def _told(self) -> tuple[Sequence[Scenario], Sequence[Cue]]:
        """The stories of the city and the cues that no story brings, read once."""
        try:
            return read_scenarios(self._context.city), read_cues(self._context.city)
        except CatalogueError as error:
            self._problem = str(error)
            return (), ()

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for number in range(2):
            button = QPushButton()
            button.setFont(font(Type.CAPTION_STRONG))
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.tabs.addButton(button, number)
            tabs.addWidget(button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title.setContentsMargins(16, 14, 12, 0)
        self._inside, self._stories, self._failing = QWidget(), QWidget(), QWidget()
        fill_column(
            self._inside, self._note, self._titles[0], self.time, self._titles[1], self.cues, tabs,
            self._stories, self._failing,
        )  # fmt: skip
        self._inside.setContentsMargins(16, 0, 12, 14)
        fill_column(self._stories, *self.cards)
        fill_column(self._failing, self.faults, self.running)
        self._failing.hide()
        self._scroll.setWidget(self._inside)

    def _put_in(self) -> None:
        """What is put into a window, Qt styles with all that is in it: once, at the end."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._title)
        column.addWidget(self._scroll, 1)
        self.retranslate()

    # -- what the window does with it --------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; only called while the drawer is open."""
        self._frame = frame
        if self._pace.due(frame.wall):
            self._say(frame)

    def press(self, key: str, *, undo: bool = False) -> None:
        """A cue key was pressed."""
        for cue in self._offered():
            if cue.key == key:
                arguments = {"id": cue.id} | ({"undo": True} if undo else {})
                self._context.intents.command("cue", **arguments)

    def follow(self, frame: Frame) -> None:
        """Know which story runs, also while the drawer is closed: its cues have keys."""
        self._frame = frame

    def take_focus(self) -> None:
        """The drawer has been opened: the keys are its own."""
        told = self._frame is not None and self._frame.clock is not None
        first = self.time.pause if told else self.tabs.button(0)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """The language has changed."""
        if self._steps:
            return
        self._title.setText(self.tr("Director"))
        for title, text in zip(self._titles, (self.tr("Time"), self.tr("Cues")), strict=True):
            title.setText(text)
        for part in (self.time, self.faults, self.running):
            part.retranslate()
        self.tabs.button(0).setText(self.tr("Stories"))
        self.tabs.button(1).setText(self.tr("Faults"))
        self._pace.now()
        self._scores.now()
        if self._frame is not None:
            self._say(self._frame)

    # -- how ---------------------------------------------------------------------------------------

    def _running(self) -> Scenario | None:
        if self._frame is None or self._frame.scenario.phase != "running":
            return None
        wanted = self._frame.scenario.scenario
        return next((item for item in self._told[0] if item.id == wanted), None)

    def _offered(self) -> Sequence[Cue]:
        running = self._running()
        return running.cues if running is not None else self._told[1]

    def _say(self, frame: Frame) -> None:
        running = self._running()
        for card in self.cards:
            begins = frame.scenario.begins
            on = running is card.scenario and begins is not None
            card.show_running(
                frame.now - begins if on and begins is not None else None, self._score(frame) if on else ""
            )
        other = self.cues.show_cues(self._offered(), frame.scenario.fired)
        clock = frame.clock
        note = self._problem or ("" if clock is not None else self.tr("No simulated city is heard."))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.time.show_clock(clock, frame.scenario.seed)
        self.faults.setEnabled(clock is not None)
        other |= self.running.show_faults(frame.scenario.faults, frame.now)
        count = len(self.running.rows)
        faults = self.tr("Faults")
        self.tabs.button(1).setText(f"{faults} · {count}" if count else faults)
        if other:
            follow_layout(self)

    def _score(self, frame: Frame) -> str:
        """How the alarms do in the story that runs; now and then, since it goes through all that was true."""
        scoring = self._context.scoring
        if scoring is not None and self._scores.due(frame.wall):
            score = scoring.latest()
            said = "" if score is None else score_words.sentence(self._context.language, score)
            self._scored = self.tr("Alarms: %1").replace("%1", said) if said else ""
        return self._scored

    def _play(self, scenario: str) -> None:
        self._context.intents.command("scenario", id=scenario)

    def _fire(self, cue: str) -> None:
        self._context.intents.command("cue", id=cue)

    def _repair(self, target: str) -> None:
        self._context.intents.command("fault", clear=True, **({"target": target} if target else {}))

    def _turn_to(self, number: int) -> None:
        """Stories or faults, with the chosen part as much in sight as there is room for."""
        self._stories.setVisible(number == 0)
        self._failing.setVisible(number == 1)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        top = self.tabs.button(0).mapTo(self._inside, QPoint()).y()
        self._scroll.verticalScrollBar().setValue(top - tokens.GRID)
