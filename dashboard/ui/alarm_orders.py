"""What an operator does with alarms, after ISA-18.2: acknowledge, put aside, reset, comment, take back."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from dashboard.core.alarms.event import Alarm, AlarmState
from dashboard.ui import alarm_words
from dashboard.ui.cards.shelve_dialog import FOR_GOOD, ShelveDialog
from dashboard.ui.context import Context

#: So many steps can be taken back.
_UNDO: Final = 50


class AlarmOrders(QObject):
    """Passed on as intents; the last ones can be taken back."""

    def __init__(self, context: Context, view: QWidget) -> None:
        """`view`: over which it asks how long and why."""
        super().__init__(view)
        self._context, self._view = context, view
        self._undo: list[Callable[[], object]] = []

    def acknowledge(self, alarms: Sequence[Alarm]) -> None:
        """They were seen."""
        if alarms:
            self._context.intents.acknowledge([alarm.id for alarm in alarms])

    def reset(self, alarms: Sequence[Alarm]) -> None:
        """Let go of those that are held although they are over."""
        for alarm in alarms:
            if alarm.state is AlarmState.LATCHED_ACKNOWLEDGED:
                self._context.intents.reset(alarm.id)

    def shelve(self, alarms: Sequence[Alarm]) -> None:
        """Put them aside, or take them back if the first of them was."""
        if not alarms:
            return
        intents, state = self._context.intents, alarms[0].state
        if state in (AlarmState.SHELVED, AlarmState.OUT_OF_SERVICE):
            back = intents.unshelve if state is AlarmState.SHELVED else intents.in_service
            for alarm in alarms:
                if alarm.state is state:
                    back(alarm.id)
            return
        name = alarm_words.where(self._context, alarms[0])
        if len(alarms) > 1:
            name = self.tr("%n alarm(s)", "", len(alarms))
        dialog = ShelveDialog(self._context, name, self._view)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._put_aside([alarm.id for alarm in alarms], dialog.seconds, dialog.reason.text().strip())
        dialog.deleteLater()

    def comment(self, alarm: Alarm, text: str) -> None:
        """Write a word beside an alarm."""
        before = alarm.comment
        self._context.intents.comment(alarm.id, text)
        self._remember(lambda: self._context.intents.comment(alarm.id, before))

    def undo(self) -> None:
        """Take back the last shelving or comment; what was acknowledged was seen, and stays so."""
        if self._undo:
            self._undo.pop()()

    def _put_aside(self, ids: Sequence[str], seconds: float, reason: str) -> None:
        intents = self._context.intents
        for name in ids:
            if seconds == FOR_GOOD:
                intents.out_of_service(name, reason)
            else:
                intents.shelve(name, seconds, reason)
        back = intents.in_service if seconds == FOR_GOOD else intents.unshelve
        self._remember(lambda: [back(name) for name in ids])

    def _remember(self, back: Callable[[], object]) -> None:
        self._undo.append(back)
        del self._undo[:-_UNDO]
