"""The head of the window: city, its time and speed, how it is, and how well we hear it."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dashboard.core.frame import Frame
from dashboard.ui import words
from dashboard.ui.cards.labels import label, say
from dashboard.ui.context import Context
from dashboard.ui.look import icons
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.transport.chip import ReplayChip
from dashboard.ui.transport.port import Transport
from dashboard.ui.vigilance import Vigilance

HEIGHT = 64
#: In a narrower bar the date is only the tool tip of the time.
_DATE_FROM = 1260
#: Speeds that are offered, simulated seconds per second.
SPEEDS = (1, 10, 60, 600, 3600)


class _Light(QWidget):
    """A dot: filled when the broker answers, a ring when it does not."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._on: bool | None = None
        self.setFixedSize(12, 12)

    def show_on(self, on: bool) -> None:
        if on is not self._on:
            self._on = on
            self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.good if self._on else theme.warning)
        painter.setPen(colour)
        painter.setBrush(colour if self._on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(6, 6), 4, 4)
        painter.end()


class TopBar(QFrame):
    """Words change at most twice a second; the clock is the city's own."""

    full_screen = Signal()
    alarms = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._pace = Pace(phase=0.5)
        self._frame: Frame | None = None
        self._city = label("", Type.LARGE)
        self._territory = label("", Type.CAPTION, "soft")
        self._date = label("", Type.BODY, "soft")
        self._time = label("", Type.LARGE)
        face = font(Type.LARGE)
        face.setPixelSize(26)
        self._time.setFont(face)
        self._pause = QToolButton()
        self._pause.setProperty("role", "flat")
        self._pause.setIconSize(QSize(18, 18))
        self._pause.clicked.connect(self.toggle_pause)
        self._speed = QToolButton()
        self._speed.setFont(font(Type.BODY))
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed.setMenu(self._speeds())
        self.vigilance = Vigilance(context)
        self.vigilance.clicked.connect(self.alarms)
        self.chip = None if context.transport is None else ReplayChip(context.look)
        self._light = _Light(context)
        self._flow = label("", Type.CAPTION, "soft")
        self._latency = label("", Type.CAPTION, "soft")
        self._languages = QButtonGroup(self)
        self._full = QToolButton()
        self._full.setProperty("role", "flat")
        self._full.setIconSize(QSize(20, 20))
        self._full.clicked.connect(self.full_screen)
        self._lay_out()
        context.look.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._city)
        names.addWidget(self._territory)
        # Wide enough for any number, so that a live one does not push the rest about.
        words_ = QWidget()
        words_.setFixedWidth(176)
        health = QVBoxLayout(words_)
        health.setContentsMargins(0, 0, 0, 0)
        health.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addStretch(1)
        first.addWidget(self._light)
        first.addWidget(self._flow)
        health.addLayout(first)
        health.addWidget(self._latency, 0, Qt.AlignmentFlag.AlignRight)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(tokens.GRID)
        row.addLayout(names)
        row.addStretch(1)
        if self.chip is not None:
            row.addWidget(self.chip)
            row.addSpacing(tokens.GRID)
        row.addWidget(self._date)
        row.addSpacing(4)
        row.addWidget(self._time)
        row.addSpacing(4)
        row.addWidget(self._pause)
        row.addWidget(self._speed)
        row.addStretch(1)
        row.addWidget(self.vigilance)
        row.addSpacing(tokens.GRID)
        row.addWidget(words_)
        row.addSpacing(tokens.GRID)
        for number, code in enumerate(self._context.city.languages):
            button = QPushButton(code.upper())
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(code == self._context.language.code)
            button.setFont(font(Type.CAPTION_STRONG))
            button.setAccessibleName(self._context.language.name_of(code))
            button.setToolTip(self._context.language.name_of(code))
            self._languages.addButton(button, number)
            row.addWidget(button)
        self._languages.idClicked.connect(
            lambda number: self._context.language.use(self._context.city.languages[number])
        )
        row.addWidget(self._full)

    def add(self, button: QToolButton) -> None:
        """One more, before that of the full screen."""
        self._row.insertWidget(self._row.count() - 1, button)

    def _speeds(self) -> QMenu:
        menu = QMenu(self)
        for speed in SPEEDS:
            action = menu.addAction(f"×{speed}")
            action.triggered.connect(lambda _=False, value=speed: self._ask_speed(value))
        return menu

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._frame = frame
        if self._pace.due(frame.wall):
            self._say(frame)

    def retranslate(self) -> None:
        """The language has changed."""
        city, language = self._context.city, self._context.language
        self._city.setText(language.text(city.name))
        for button in self._languages.buttons():
            button.setChecked(city.languages[self._languages.id(button)] == language.code)
        self._full.setToolTip(self.tr("Full screen (F11)"))
        self._full.setAccessibleName(self.tr("Full screen"))
        self._speed.setToolTip(self.tr("Speed of the city's time"))
        self._pace.now()
        self.vigilance.retranslate()
        if self._frame is not None:
            self._say(self._frame)

    def _say(self, frame: Frame) -> None:
        context, health = self._context, frame.health
        things = sum(len(table) for table in context.store.tables.values())
        say(
            self._territory,
            self.tr("%1 · %n sensors", "", things).replace(
                "%1", context.language.text(context.city.territory)
            ),
        )
        date = words.date(context.language, frame.now, self._zone)
        clock = frame.clock
        unknown = clock is None and health.working is not None  # today is not the day of the story
        say(self._date, "" if unknown else date)
        self._time.setToolTip("" if unknown else date)
        say(self._time, words.NOTHING if unknown else words.time_of_day(frame.now, self._zone))
        live = self._context.transport is None
        self._pause.setVisible(live and clock is not None)
        self._speed.setVisible(live and clock is not None)
        if clock is not None:
            say_button(self._speed, f"×{words.number(context.language, clock.speed)}")
            running = clock.running
            self._pause.setIcon(icons.icon("pause" if running else "play", context.look.theme))
            name = self.tr("Pause (Space)") if running else self.tr("Go on (Space)")
            self._pause.setToolTip(name)
            self._pause.setAccessibleName(name)
        self.vigilance.refresh()
        if context.transport is not None:
            self._say_recording(context.transport)
            return
        heard = health.connected and health.city_online
        self._light.show_on(heard)
        name = self.tr("The city is heard") if heard else self.tr("The city is not heard")
        self._light.setToolTip(name)
        self._light.setAccessibleName(name)
        lost = health.lost + health.dropped
        say(
            self._flow,
            self.tr("%1 msg/s · %2 lost")
            .replace("%1", words.number(context.language, health.per_second))
            .replace("%2", words.number(context.language, lost)),
        )
        latency = health.latency_p95 * 1e3
        say(
            self._latency,
            self.tr("sensor → screen %1 ms").replace("%1", words.number(context.language, latency)),
        )

    def _say_recording(self, transport: Transport) -> None:
        """In place of how well we hear the city: when it was heard."""
        self._light.hide()
        path, language = self._context.history.path, self._context.language
        say(self._flow, self.tr("recorded on"))
        say(self._latency, words.day_and_time(language, transport.recorded, self._zone))
        self._latency.setToolTip("" if path is None else str(path))

    def _restyle(self) -> None:
        self._full.setIcon(icons.icon("full_screen", self._context.look.theme))

    def toggle_pause(self) -> None:
        """Stop the city's time, or let it go on."""
        if self._frame is not None and self._frame.clock is not None:
            self._context.intents.command("pause", paused=self._frame.clock.running)

    def _ask_speed(self, speed: float) -> None:
        self._context.intents.command("speed", speed=speed)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        taken = 0 if self.chip is None else self.chip.sizeHint().width()
        self._date.setVisible(event.size().width() >= _DATE_FROM + taken)
        super().resizeEvent(event)


def say_button(button: QToolButton, text: str) -> None:
    """Set a button's text only when it differs."""
    if button.text() != text:
        button.setText(text)
