"""The presenter's drawer: stories, cues, speed, pause and reset, all through commands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
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
from dashboard.ui.cards.labels import label
from dashboard.ui.cards.story_card import CueButtons, StoryCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.top_bar import SPEEDS

WIDTH = 380
#: How often the score is made anew, seconds of wall clock.
_SCORES = 2.0


class Director(QFrame):
    """Shows what the city says of its story; asks, and waits for the city to say it is so."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "drawer")
        self.setFixedWidth(WIDTH)
        self._context = context
        self._pace, self._scores = Pace(), Pace(_SCORES)
        self._scored = ""
        self._frame: Frame | None = None
        self._problem = ""
        self._scenarios, self._cues = self._read()
        self._title = label("", Type.TITLE)
        self._titles = [label("", Type.CAPTION_STRONG, "soft") for _ in range(3)]
        self._note = label("", Type.CAPTION, "soft")
        self._note.setWordWrap(True)
        self.cards = [StoryCard(context, scenario) for scenario in self._scenarios]
        self.cues = CueButtons(context)
        self._speeds = QButtonGroup(self)
        self.pause = self._button()
        self.reset = self._button()
        self._lay_out()
        for card in self.cards:
            card.asked.connect(self._play)
        self.cues.fired.connect(self._fire)
        self._speeds.idClicked.connect(lambda speed: context.intents.command("speed", speed=float(speed)))
        self.pause.clicked.connect(self._toggle_pause)
        self.reset.clicked.connect(lambda: context.intents.command("reset"))
        self.retranslate()

    def _read(self) -> tuple[Sequence[Scenario], Sequence[Cue]]:
        try:
            return read_scenarios(self._context.city), read_cues(self._context.city)
        except CatalogueError as error:
            self._problem = str(error)
            return (), ()

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setFont(font(Type.CAPTION))
        return button

    def _lay_out(self) -> None:
        speeds = QHBoxLayout()
        speeds.setSpacing(4)
        for speed in SPEEDS:
            button = self._button()
            button.setText(f"×{speed}")
            button.setProperty("role", "choice")
            button.setCheckable(True)
            self._speeds.addButton(button, speed)
            speeds.addWidget(button)
        time = QHBoxLayout()
        time.addWidget(self.pause)
        time.addWidget(self.reset)
        time.addStretch(1)
        stories = QWidget()
        list_ = QVBoxLayout(stories)
        list_.setContentsMargins(0, 0, 6, 0)
        list_.setSpacing(tokens.GRID)
        for card in self.cards:
            list_.addWidget(card)
        list_.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(stories)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 12, 14)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._titles[0])
        column.addLayout(speeds)
        column.addLayout(time)
        column.addWidget(self._titles[1])
        column.addWidget(self.cues)
        column.addWidget(self._titles[2])
        column.addWidget(scroll, 1)

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

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Director"))
        for title, text in zip(
            self._titles, (self.tr("Time"), self.tr("Cues"), self.tr("Stories")), strict=True
        ):
            title.setText(text)
        self.reset.setText(self.tr("Begin again"))
        self.reset.setToolTip(self.tr("The same story from its start"))
        self._pace.now()
        self._scores.now()
        if self._frame is not None:
            self._say(self._frame)

    # -- how ---------------------------------------------------------------------------------------

    def _running(self) -> Scenario | None:
        if self._frame is None or self._frame.scenario.phase != "running":
            return None
        wanted = self._frame.scenario.scenario
        return next((item for item in self._scenarios if item.id == wanted), None)

    def _offered(self) -> Sequence[Cue]:
        running = self._running()
        return running.cues if running is not None else self._cues

    def _say(self, frame: Frame) -> None:
        running = self._running()
        for card in self.cards:
            begins = frame.scenario.begins
            on = running is card.scenario and begins is not None
            card.show_running(
                frame.now - begins if on and begins is not None else None, self._score(frame) if on else ""
            )
        self.cues.show_cues(self._offered(), frame.scenario.fired)
        clock = frame.clock
        note = self._problem or ("" if clock is not None else self.tr("No simulated city is heard."))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for part in (self.pause, self.reset, *self._speeds.buttons()):
            part.setEnabled(clock is not None)
        if clock is not None:
            self.pause.setText(self.tr("Pause") if clock.running else self.tr("Go on"))
            self._speeds.setExclusive(False)
            for button in self._speeds.buttons():
                button.setChecked(self._speeds.id(button) == round(clock.speed))
            self._speeds.setExclusive(True)

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

    def _toggle_pause(self) -> None:
        if self._frame is not None and self._frame.clock is not None:
            self._context.intents.command("pause", paused=self._frame.clock.running)
