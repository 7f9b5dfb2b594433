"""The alarms that stand as a table, the worst and newest first, those that are over last.

An event changes only its own row.
"""

import bisect
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState
from dashboard.ui import alarm_words, standing, words
from dashboard.ui.context import Context
from dashboard.ui.models.titled_model import WORDS, Index, TitledModel

_Key = tuple[bool, int, float, str]
ALARM = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """What stands where."""

    PRIORITY = 0
    RAISED = 1
    WHERE = 2
    CONDITION = 3
    TODO = 4
    STATE = 5


class AlarmModel(TitledModel):
    """Rows move, come and go one by one, so that a selection stays with its alarms."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._wanted: Callable[[Alarm], bool] = lambda alarm: True
        self._keys: list[_Key] = []
        self._alarms: dict[str, Alarm] = {}
        #: What was said of an alarm in a column, until it changes.
        self._said: dict[tuple[str, int], str] = {}

    # -- what the page does with it ----------------------------------------------------------------

    def reload(self) -> None:
        """Take all from the alarm book: after a time out of sight, or under another filter."""
        self.beginResetModel()
        found = [alarm for alarm in self._context.alarms.alarms() if self._wanted(alarm)]
        self._alarms = {alarm.id: alarm for alarm in found}
        self._keys = sorted(map(_key, found))
        self._said.clear()
        self.endResetModel()

    def take(self, events: Iterable[AlarmEvent]) -> None:
        """Follow what happened: the last word on each alarm counts."""
        changed = {event.alarm.id: event.alarm for event in events}
        for alarm in changed.values():
            gone = alarm.state is AlarmState.NORMAL or not self._wanted(alarm)
            if alarm.id not in self._alarms:
                if not gone:
                    self._insert(alarm)
            elif gone:
                self._remove(alarm.id)
            else:
                self._change(alarm)
        for speaker in {self._context.alarms.speaker(name) for name in changed} - changed.keys():
            row = self.row_of(speaker)
            if row is not None:  # it says for how many it speaks
                self._forget(speaker)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def show_only(self, wanted: Callable[[Alarm], bool]) -> None:
        """Show only alarms for which `wanted` holds."""
        self._wanted = wanted
        self.reload()

    def alarm(self, row: int) -> Alarm:
        """The alarm in that row."""
        return self._alarms[self._keys[row][-1]]

    def row_of(self, alarm_id: str) -> int | None:
        """Its row; None when it is not shown."""
        alarm = self._alarms.get(alarm_id)
        return None if alarm is None else bisect.bisect_left(self._keys, _key(alarm))

    def retranslate(self) -> None:
        self._said.clear()
        super().retranslate()

    # -- rows --------------------------------------------------------------------------------------

    def _insert(self, alarm: Alarm) -> None:
        row = bisect.bisect_left(self._keys, _key(alarm))
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, _key(alarm))
        self._alarms[alarm.id] = alarm
        self.endInsertRows()

    def _remove(self, alarm_id: str) -> None:
        row = bisect.bisect_left(self._keys, _key(self._alarms[alarm_id]))
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[row]
        del self._alarms[alarm_id]
        self._forget(alarm_id)
        self.endRemoveRows()

    def _forget(self, alarm_id: str) -> None:
        for column in Column:
            self._said.pop((alarm_id, column), None)

    def _change(self, alarm: Alarm) -> None:
        self._forget(alarm.id)
        old = bisect.bisect_left(self._keys, _key(self._alarms[alarm.id]))
        others = self._keys[:old] + self._keys[old + 1 :]
        new = bisect.bisect_left(others, _key(alarm))
        if new == old:
            self._keys[old] = _key(alarm)
        else:
            # Qt counts the destination before the row is taken out.
            self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), new + (new > old))
            del self._keys[old]
            self._keys.insert(new, _key(alarm))
            self.endMoveRows()
        self._alarms[alarm.id] = alarm
        self.dataChanged.emit(self.index(new, 0), self.index(new, len(Column) - 1))

    # TitledModel overrides

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Priority"),
            self.tr("Since"),
            self.tr("Where"),
            self.tr("What"),
            self.tr("What to do"),
            self.tr("State"),
        )

    def __len__(self) -> int:
        return len(self._keys)

    # Qt overrides

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        alarm = self.alarm(index.row())
        if role == ALARM:
            return alarm
        if role not in WORDS:
            return None
        key = (alarm.id, index.column())
        if key not in self._said:
            self._said[key] = self._say(alarm, index.column())
        return self._said[key]

    def _say(self, alarm: Alarm, column: int) -> str:
        match column:
            case Column.PRIORITY:
                return words.priority_word(alarm.priority)
            case Column.RAISED:
                return words.time_of_day(alarm.raised, self._zone)
            case Column.WHERE:
                return alarm_words.where(self._context, alarm)
            case Column.CONDITION:
                return alarm_words.with_others(self._context, alarm)
            case Column.TODO:
                return self._context.language.text(alarm.todo)
            case Column.STATE:
                return self._state(alarm)
        return ""

    def _state(self, alarm: Alarm) -> str:
        word = words.state_word(alarm.state)
        if alarm.state is AlarmState.SHELVED:
            return f"{word} → {words.time_of_day(alarm.shelved_until, self._zone)}"
        if alarm.state is AlarmState.ACKNOWLEDGED:
            return f"{word} {words.time_of_day(alarm.acknowledged, self._zone)}"
        return word


def _key(alarm: Alarm) -> _Key:
    """Those that last, the worst first, then the newest; after them the others. The id makes it unique."""
    raised = -alarm.raised if alarm.raised == alarm.raised else 0.0
    return (not standing.speaks(alarm), -int(alarm.priority), raised, alarm.id)
