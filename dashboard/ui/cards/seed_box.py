"""The seed of the city's random numbers: which it is, and the story anew with another one."""

import secrets

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from config.messages import LARGEST_SEED
from dashboard.ui.cards.labels import label
from dashboard.ui.look.fonts import Type, font

#: Below this are the seeds that chance draws: short enough to be noted down.
_DRAWN = 100_000


class SeedBox(QWidget):
    """The number is the city's until somebody writes another one; the button waits for one that is valid."""

    asked = Signal(object)  #: begin again with this seed: an int of more than 32 bits

    def __init__(self) -> None:
        super().__init__()
        self._told: int | None = None
        self._title = label("", Type.CAPTION, "soft")
        self.edit = QLineEdit()
        self.edit.setFont(font(Type.CAPTION))
        self.edit.setMinimumWidth(64)
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{1,19}"), self))
        self.chance, self.restart = QPushButton(), QPushButton()
        for button in (self.chance, self.restart):
            button.setFont(font(Type.CAPTION))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addWidget(self.edit, 1)
        row.addWidget(self.chance)
        row.addWidget(self.restart)
        self.edit.textChanged.connect(self._check)
        self.edit.returnPressed.connect(self._ask)
        self.chance.clicked.connect(self._draw)
        self.restart.clicked.connect(self._ask)
        self._check()

    @property
    def seed(self) -> int | None:
        """What is written, None where it is no seed."""
        text = self.edit.text()
        number = int(text) if text.isdecimal() else -1
        return number if 0 <= number <= LARGEST_SEED else None

    def show_seed(self, seed: int | None) -> None:
        """The one that the city plays with, None where it does not say."""
        self._told = seed
        if not self.edit.isModified() and not self.edit.hasFocus():
            text = "" if seed is None else str(seed)
            if self.edit.text() != text:
                self.edit.setText(text)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Seed"))
        self.edit.setAccessibleName(self.tr("Seed of the random numbers"))
        self.edit.setToolTip(self.tr("The same seed tells the same story to the last reading"))
        self.chance.setText(self.tr("Another"))
        self.chance.setToolTip(self.tr("Draw a number by chance"))
        self.restart.setText(self.tr("Restart"))
        self.restart.setToolTip(self.tr("The same story from its start, with these random numbers"))

    def _check(self) -> None:
        self.restart.setEnabled(self.seed is not None)

    def _draw(self) -> None:
        drawn = secrets.randbelow(_DRAWN - 1)
        self.edit.setText(str(drawn + (self._told is not None and drawn >= self._told)))  # another one
        self.edit.setModified(True)

    def _ask(self) -> None:
        if self.seed is not None:
            self.edit.setModified(False)
            self.asked.emit(self.seed)
