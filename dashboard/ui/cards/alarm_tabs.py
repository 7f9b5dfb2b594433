"""The head of the alarm page: which of its views is on, and whether alarms are heard."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from dashboard.ui.cards.labels import label
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font

#: Their keys, in order.
KEYS: Final = ("L", "J", "K")


class AlarmTabs(QWidget):
    """Three views, one button each; and the sound, with a word on why there is none."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._views = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID)
        for number, key in enumerate(KEYS):
            button = self._button()
            button.setToolTip(key)
            button.setChecked(number == 0)
            self._views.addButton(button, number)
            row.addWidget(button)
        self._silence = label("", Type.CAPTION, "soft")
        self.sound = self._button()
        row.addStretch(1)
        row.addWidget(self._silence)
        row.addWidget(self.sound)
        self._views.idClicked.connect(self.chosen)
        self.sound.clicked.connect(lambda on: context.sound.mute(not on))
        context.sound.changed.connect(self._show_sound)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setFont(font(Type.BODY))
        button.setProperty("role", "choice")
        button.setCheckable(True)
        return button

    def show_chosen(self, number: int) -> None:
        """That view is on."""
        self._views.button(number).setChecked(True)

    def retranslate(self) -> None:
        """The language has changed."""
        names = (self.tr("Alarms"), self.tr("Journal"), self.tr("Health of the alarms"))
        for number, name in enumerate(names):
            self._views.button(number).setText(name)
        self.sound.setToolTip("Ctrl+M")
        self._show_sound()

    def _show_sound(self) -> None:
        sound = self._context.sound
        self.sound.setEnabled(sound.available)
        self.sound.setChecked(sound.available and not sound.muted)
        if not sound.available:
            said = self.tr("Nothing here plays a sound: alarms are seen only.")
        else:
            said = self.tr("Alarms are not heard.") if sound.muted else ""
        self._silence.setText(said)
        self.sound.setText(
            self.tr("Sound on") if sound.available and not sound.muted else self.tr("Sound off")
        )
