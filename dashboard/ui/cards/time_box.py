"""The city's time for the presenter: speed, pause, the story anew, and the seed of its chance."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from config.messages import Clock
from dashboard.ui.cards.seed_box import SeedBox
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.top_bar import SPEEDS


class TimeBox(QWidget):
    """Asks only; what it shows is what the city says of its clock and seed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._running = False
        self._speeds = QButtonGroup(self)
        self.pause, self.reset = self._button(), self._button()
        self.seed = SeedBox()
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addLayout(speeds)
        column.addLayout(time)
        column.addWidget(self.seed)
        command = context.intents.command
        self._speeds.idClicked.connect(lambda speed: command("speed", speed=float(speed)))
        self.pause.clicked.connect(lambda: command("pause", paused=self._running))
        self.reset.clicked.connect(lambda: command("reset"))
        self.seed.asked.connect(lambda seed: command("reset", seed=seed))

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setFont(font(Type.CAPTION))
        return button

    def show_clock(self, clock: Clock | None, seed: int | None) -> None:
        """The city's clock and seed; without a clock there is nothing to order."""
        self.setEnabled(clock is not None)
        self.seed.show_seed(seed)
        if clock is not None:
            self._running = clock.running
            self.pause.setText(self.tr("Pause") if clock.running else self.tr("Go on"))
            self._speeds.setExclusive(False)
            for button in self._speeds.buttons():
                button.setChecked(self._speeds.id(button) == round(clock.speed))
            self._speeds.setExclusive(True)

    def retranslate(self) -> None:
        """The language has changed."""
        for button in self._speeds.buttons():
            button.setAccessibleName(self.tr("Speed %1").replace("%1", button.text()))
        self.reset.setText(self.tr("Begin again"))
        self.reset.setToolTip(self.tr("The same story from its start"))
        self.seed.retranslate()
