"""What happened to alarms as a table, the newest first."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt

from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.alarms.journal import LAST
from dashboard.ui import alarm_words, words
from dashboard.ui.context import Context
from dashboard.ui.models.alarm_model import ALARM
from dashboard.ui.models.titled_model import WORDS, Index, TitledModel


class JournalColumn(IntEnum):
    """What stands where."""

    TIME = 0
    WHAT = 1
    WHERE = 2
    CONDITION = 3
    PRIORITY = 4
    BY = 5


class JournalModel(TitledModel):
    """Shows the events that are wanted, of all that are remembered."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._wanted: Callable[[AlarmEvent], bool] = lambda event: True
        self._events: list[AlarmEvent] = []

    @property
    def events(self) -> Sequence[AlarmEvent]:
        """Those that are shown, the newest first."""
        return self._events

    def show_only(self, wanted: Callable[[AlarmEvent], bool]) -> None:
        """Show only events for which `wanted` holds."""
        self._wanted = wanted
        self.beginResetModel()
        self._events = [event for event in self._context.past.newest_first() if wanted(event)]
        self.endResetModel()

    def take(self, events: Iterable[AlarmEvent]) -> None:
        """These have just happened, the last of them last."""
        fresh = [event for event in events if self._wanted(event)][::-1]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._events[:0] = fresh
            self.endInsertRows()
        if len(self._events) > LAST:
            self.beginRemoveRows(QModelIndex(), LAST, len(self._events) - 1)
            del self._events[LAST:]
            self.endRemoveRows()

    # TitledModel overrides

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Time"),
            self.tr("Event"),
            self.tr("Where"),
            self.tr("What"),
            self.tr("Priority"),
            self.tr("By"),
        )

    def __len__(self) -> int:
        return len(self._events)

    # Qt overrides

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        event = self._events[index.row()]
        if role == ALARM:
            return event.alarm
        if role not in WORDS:
            return None
        match index.column():
            case JournalColumn.TIME:
                return words.day_and_time(self._context.language, event.time, self._zone)
            case JournalColumn.WHAT:
                return alarm_words.happened(event)
            case JournalColumn.WHERE:
                return alarm_words.where(self._context, event.alarm)
            case JournalColumn.CONDITION:
                return alarm_words.told(self._context, event)
            case JournalColumn.PRIORITY:
                return words.priority_word(event.alarm.priority)
            case JournalColumn.BY:
                return self.tr("operator") if event.by == "operator" else event.by
        return None
