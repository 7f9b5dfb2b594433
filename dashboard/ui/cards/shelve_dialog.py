"""Asks for how long an alarm is put aside, and why."""

import math
from typing import Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dashboard.core.alarms.standing import LONGEST_SHELVING
from dashboard.ui import words
from dashboard.ui.cards.labels import label
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font

TIMES: Final = (900.0, 3600.0, 14400.0, LONGEST_SHELVING)
#: Until somebody puts it back in service: for an instrument that is being repaired.
FOR_GOOD: Final = math.inf


class ShelveDialog(QDialog):
    """Without a reason there is no shelving (ISA-18.2): the button waits for one."""

    def __init__(self, context: Context, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shelve an alarm"))
        self._times = QButtonGroup(self)
        self.reason = QLineEdit()
        self.reason.setFont(font(Type.BODY))
        self.reason.setPlaceholderText(self.tr("Why, in a few words"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMaxLength(120)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        accept = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        accept.setText(self.tr("Shelve"))
        accept.setEnabled(False)
        self.reason.textChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("For"), Type.BODY, "soft"))
        for number, seconds in enumerate((*TIMES, FOR_GOOD)):
            text = (
                self.tr("out of service")
                if seconds == FOR_GOOD
                else words.duration(context.language, seconds)
            )
            button = QPushButton(text)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(number == 1)
            button.setAutoDefault(False)
            self._times.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(name, Type.TITLE))
        column.addLayout(row)
        column.addWidget(self.reason)
        column.addWidget(self.buttons)
        self.setMinimumWidth(420)
        self.reason.setFocus()

    @property
    def seconds(self) -> float:
        """For how long; infinite for out of service."""
        return (*TIMES, FOR_GOOD)[self._times.checkedId()]
