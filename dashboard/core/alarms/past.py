"""What happened to alarms lately, for whoever looks at it: the journal's last pages in memory."""

import csv
import math
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from config.wire import iso
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.alarms.journal import LAST

_COLUMNS: Final = (
    "time", "what", "by", "alarm", "kind", "priority", "state", "value", "threshold", "raised", "cleared",
    "acknowledged", "shelved_until", "reason", "comment",
)  # fmt: skip


class Past:
    """The last `LAST` events, those of an earlier run among them."""

    def __init__(self, earlier: Iterable[AlarmEvent] = ()) -> None:
        self._events: deque[AlarmEvent] = deque(earlier, maxlen=LAST)

    def take(self, events: Iterable[AlarmEvent]) -> None:
        """These came after all others."""
        self._events.extend(events)

    def __len__(self) -> int:
        return len(self._events)

    def newest_first(self) -> Iterator[AlarmEvent]:
        """All of them."""
        return reversed(self._events)


def write_csv(file: TextIO, events: Iterable[AlarmEvent]) -> None:
    """One line each, in that order; times in UTC, empty where there is none. Open with newline=""."""
    table = csv.writer(file)
    table.writerow(_COLUMNS)
    for event in events:
        alarm = event.alarm
        numbers = ("" if math.isnan(item) else f"{item:g}" for item in (alarm.value, alarm.threshold))
        times = (alarm.raised, alarm.cleared, alarm.acknowledged, alarm.shelved_until)
        table.writerow(
            (
                iso(event.time), event.what, event.by, alarm.id, alarm.kind, alarm.priority.name.lower(),
                alarm.state.value, *numbers, *("" if math.isnan(time) else iso(time) for time in times),
                _plain(alarm.reason), _plain(alarm.comment),
            )
        )  # fmt: skip


def _plain(text: str) -> str:
    """Words that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
