"""The alarms that stand, as the frames told of them: what every page asks for a thing's state."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal

from dashboard.core.alarm_event import Alarm, AlarmState, Priority
from dashboard.core.frame import Frame

_UNSEEN: Final = {AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED, AlarmState.LATCHED_UNACKNOWLEDGED}
_ASIDE: Final = {AlarmState.SHELVED, AlarmState.SUPPRESSED, AlarmState.OUT_OF_SERVICE}


def unseen(alarm: Alarm) -> bool:
    """Whether someone must still acknowledge it."""
    return alarm.state in _UNSEEN


def aside(alarm: Alarm) -> bool:
    """Whether it was put aside: shelved, suppressed or out of service."""
    return alarm.state in _ASIDE


def colouring(alarm: Alarm) -> bool:
    """Whether it colours its thing: its condition lasts (or is held), and it was not put aside."""
    held = alarm.state in (AlarmState.LATCHED_UNACKNOWLEDGED, AlarmState.LATCHED_ACKNOWLEDGED)
    return (alarm.active or held) and not aside(alarm)


class AlarmBoard(QObject):
    """Fed with every frame, also while the alarm page is hidden; a copy, never written by a view."""

    #: Ids of alarms that came, changed or went with this frame.
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.alarms: dict[str, Alarm] = {}
        self._worst: dict[tuple[str, str], Priority] = {}

    def take(self, frame: Frame) -> None:
        """Follow the events of a frame."""
        if not frame.events:
            return
        ids = set()
        for event in frame.events:
            alarm = event.alarm
            ids.add(alarm.id)
            if alarm.state is AlarmState.NORMAL:
                self.alarms.pop(alarm.id, None)
            else:
                self.alarms[alarm.id] = alarm
        self._worst.clear()
        for alarm in self.alarms.values():
            if colouring(alarm):
                key = thing_of(alarm)
                self._worst[key] = max(self._worst.get(key, Priority.NONE), alarm.priority)
        self.changed.emit(frozenset(ids))

    def worst(self, domain: str, thing: str) -> Priority:
        """The worst priority at a thing now."""
        return self._worst.get((domain, thing), Priority.NONE)

    def worst_of(self, domain: str | None = None) -> Priority:
        """The worst priority of a domain, or of the whole city."""
        found = (p for (d, _), p in self._worst.items() if domain is None or d == domain)
        return max(found, default=Priority.NONE)

    def of_thing(self, domain: str, thing: str) -> list[Alarm]:
        """Alarms at a thing that colour it, the worst first."""
        return self._sorted(a for a in self.alarms.values() if thing_of(a) == (domain, thing))

    def of_domain(self, domain: str) -> list[Alarm]:
        """Alarms of a domain that colour their things, the worst and newest first."""
        return self._sorted(a for a in self.alarms.values() if thing_of(a)[0] == domain)

    def unacknowledged(self, domain: str | None = None) -> int:
        """How many wait for someone to acknowledge them."""
        return sum(
            unseen(alarm) for alarm in self.alarms.values() if domain is None or thing_of(alarm)[0] == domain
        )

    def _sorted(self, alarms: Iterable[Alarm]) -> list[Alarm]:
        return sorted(filter(colouring, alarms), key=lambda a: (-a.priority, -a.raised, a.id))


def thing_of(alarm: Alarm) -> tuple[str, str]:
    """(domain, thing) of an alarm."""
    domain, thing, _ = alarm.datastream.split("/")
    return domain, thing
