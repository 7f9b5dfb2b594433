"""The alarms that stand, what operators do with them, and what is asked of them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dashboard.core.alarms.alarm import Happening, Standing, after
from dashboard.core.alarms.event import (
    ASIDE,
    INSTRUMENT_KINDS,
    UNSEEN,
    Alarm,
    AlarmEvent,
    AlarmState,
    Priority,
)

#: ISA-18.2 practice: an alarm is put aside for a shift at most.
LONGEST_SHELVING: Final = 8 * 3600.0
_NAN: Final = math.nan

#: The thing that an alarm colours: domain and row in its table; None for gateways and the city.
Subject = tuple[str, int] | None


@dataclass(slots=True)
class _Entry:
    """An alarm that is not normal."""

    alarm: Alarm
    standing: Standing
    subject: Subject


class AlarmList:
    """Every alarm that is not normal. What changes becomes an event, taken away with `drain`.

    What an operator asks of an alarm that does not need it is not done, and makes no event.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._of_subject: dict[tuple[str, int], set[str]] = {}
        self._levels: defaultdict[str, dict[int, Priority]] = defaultdict(dict)
        self._queue: list[AlarmEvent] = []
        self._expiry = math.inf

    def drain(self) -> list[AlarmEvent]:
        """The events since the last time."""
        events, self._queue = self._queue, []
        return events

    # -- what operators do -------------------------------------------------------------------------

    def acknowledge(self, alarm_id: str, now: float, by: str = "operator") -> None:
        """Somebody has seen it."""
        self.do(alarm_id, Happening.ACKNOWLEDGED, now, by, acknowledged=now)

    def acknowledge_all(self, ids: Iterable[str], now: float, by: str = "operator") -> None:
        """Somebody has seen these."""
        for alarm_id in ids:
            self.acknowledge(alarm_id, now, by)

    def reset(self, alarm_id: str, now: float, by: str = "operator") -> None:
        """Let go of an acknowledged alarm that is held although its condition is over."""
        self.do(alarm_id, Happening.RESET, now, by)

    def shelve(self, alarm_id: str, now: float, seconds: float, reason: str, by: str = "operator") -> None:
        """Put it aside for a time; ValueError without a reason or for longer than a shift."""
        if not 0 < seconds <= LONGEST_SHELVING:
            raise ValueError(f"an alarm is shelved for at most 8 h, not for {seconds / 3600:g} h")
        reason = given(reason, "shelved")
        self.do(alarm_id, Happening.SHELVED, now, by, shelved_until=now + seconds, reason=reason)
        self._expiry = min(self._expiry, now + seconds)

    def unshelve(self, alarm_id: str, now: float, by: str = "operator") -> None:
        """Take it back before its time."""
        self.do(alarm_id, Happening.UNSHELVED, now, by, shelved_until=_NAN, reason="")

    def in_service(self, alarm_id: str, now: float, by: str = "operator") -> None:
        """Put it back in service."""
        self.do(alarm_id, Happening.IN_SERVICE, now, by, reason="")

    def comment(self, alarm_id: str, now: float, text: str, by: str = "operator") -> None:
        """Write a word beside it."""
        entry = self._entries.get(alarm_id)
        if entry is not None and entry.alarm.comment != text:
            entry.alarm = replace(entry.alarm, comment=text)
            self._queue.append(AlarmEvent(now, "commented", entry.alarm, by))

    def end_shelving(self, now: float) -> None:
        """What was shelved until now comes back."""
        if now < self._expiry:
            return
        shelved = [(e.alarm.shelved_until, name) for name, e in self._entries.items() if e.standing.shelved]
        for until, name in sorted(shelved):
            if until <= now:
                self.do(name, Happening.UNSHELVED, until, shelved_until=_NAN, reason="")
        self._expiry = min((until for until, _ in shelved if until > now), default=math.inf)

    # -- what the city does ------------------------------------------------------------------------

    def add(self, alarm: Alarm, standing: Standing, subject: Subject) -> None:
        """Put it on the list as it is, without an event, if it is not there."""
        if alarm.id not in self._entries:
            self._entries[alarm.id] = _Entry(alarm, standing, subject)
            if standing.shelved:
                self._expiry = min(self._expiry, alarm.shelved_until)
            if subject is not None:
                self._of_subject.setdefault(subject, set()).add(alarm.id)
                self._colour(subject)

    def judge(
        self, calm: Alarm, subject: Subject, time: float, level: int, value: float, threshold: float
    ) -> None:
        """Its condition is at that level since `time`; `calm` is the alarm before it ever was."""
        self.add(calm, Standing(), subject)
        entry = self._entries[calm.id]
        standing, word = after(
            entry.standing,
            Happening.JUDGED,
            Priority(level),
            latching=entry.alarm.latching,
            asks_once=calm.kind in INSTRUMENT_KINDS,
        )
        fields: dict[str, Any] = {"value": value, "threshold": threshold}
        if word == "raised":
            fields |= {"raised": time, "cleared": _NAN, "acknowledged": _NAN}
        elif word == "escalated" and standing.unseen:
            fields |= {"acknowledged": _NAN}
        elif word == "cleared":
            fields |= {"cleared": time}
        self._change(entry, standing, word, time, "", fields)

    def do(self, alarm_id: str, what: Happening, time: float, by: str = "", **fields: Any) -> None:
        """Something other than its condition happens to it."""
        entry = self._entries.get(alarm_id)
        if entry is not None:
            standing, word = after(entry.standing, what)
            self._change(entry, standing, word, time, by, fields)

    def withdraw_all(self, now: float) -> None:
        """Another story begins: all go."""
        for entry in self._entries.values():
            self.withdraw(entry.alarm, now)
        self._entries.clear()
        self._of_subject.clear()
        self._levels.clear()
        self._expiry = math.inf

    def withdraw(self, alarm: Alarm, now: float) -> None:
        """Nothing makes this alarm any more."""
        normal = replace(alarm, state=AlarmState.NORMAL, shelved_until=_NAN)
        self._queue.append(AlarmEvent(now, "withdrawn", normal))

    def _change(
        self, entry: _Entry, standing: Standing, word: str, time: float, by: str, fields: dict[str, Any]
    ) -> None:
        if word:
            entry.standing = standing
            entry.alarm = replace(
                entry.alarm,
                state=standing.state,
                priority=standing.level or standing.worst or entry.alarm.priority,
                worst=standing.worst,
                suppressed=standing.suppressed,
                **fields,
            )
            self._queue.append(AlarmEvent(time, word, entry.alarm, by))
        if entry.standing.state is AlarmState.NORMAL:
            del self._entries[entry.alarm.id]
            if entry.subject is not None:
                self._of_subject[entry.subject].discard(entry.alarm.id)
        if entry.subject is not None:
            self._colour(entry.subject)

    def _colour(self, subject: tuple[str, int]) -> None:
        colours = (_colour(self._entries[name]) for name in self._of_subject[subject])
        domain, row = subject
        self._levels[domain][row] = max(colours, default=Priority.NONE)
        if not self._of_subject[subject]:
            del self._of_subject[subject], self._levels[domain][row]

    # -- what is asked -----------------------------------------------------------------------------

    def alarms(self) -> list[Alarm]:
        """All that are not normal."""
        return [entry.alarm for entry in self._entries.values()]

    def get(self, alarm_id: str) -> Alarm | None:
        """One that is not normal, None for all others."""
        entry = self._entries.get(alarm_id)
        return None if entry is None else entry.alarm

    def standing(self, alarm_id: str) -> Standing:
        """Where it stands."""
        entry = self._entries.get(alarm_id)
        return Standing() if entry is None else entry.standing

    def counts(self) -> Counter[tuple[AlarmState, Priority]]:
        """How many stand, by state and priority."""
        return Counter((entry.alarm.state, entry.alarm.priority) for entry in self._entries.values())

    @property
    def unacknowledged(self) -> int:
        """How many wait for somebody."""
        return sum(e.standing.unseen and not e.standing.aside for e in self._entries.values())

    def worst(self) -> Priority:
        """The worst priority of all that last, or are held, and were not put aside."""
        return max(map(_colour, self._entries.values()), default=Priority.NONE)

    def coloured(self, domain: str, things: int) -> NDArray[np.uint8]:
        """(things,) the worst priority at each of a domain's first so many things."""
        found = np.zeros(things, dtype=np.uint8)
        for row, priority in self._levels[domain].items():
            found[row] = priority
        return found


def calm(alarm_id: str, datastream: str, kind: str, todo: dict[str, str], latching: bool = False) -> Alarm:
    """An alarm before its condition ever was."""
    return Alarm(
        alarm_id, datastream, kind, Priority.NONE, AlarmState.NORMAL, _NAN, _NAN, _NAN, _NAN, _NAN, todo,
        latching=latching,
    )  # fmt: skip


def _colour(entry: _Entry) -> Priority:
    """What it makes of its thing; another may speak for it, but its condition is there."""
    standing = entry.standing
    grouped = standing.suppressed and entry.alarm.kind not in INSTRUMENT_KINDS
    away = standing.shelved or standing.out_of_service or (standing.suppressed and not grouped)
    if away or not (standing.level or standing.latched):
        return Priority.NONE
    return standing.level or standing.worst


def standing_of(alarm: Alarm) -> Standing:
    """Where an alarm stands that comes from the record of an earlier run."""
    level = alarm.priority if alarm.active else Priority.NONE
    latched = alarm.latching and not math.isnan(alarm.raised) and not level
    return Standing(
        level=level,
        worst=alarm.worst,
        unseen=alarm.state in UNSEEN or (alarm.state in ASIDE and (bool(level) or latched)),
        latched=latched,
        shelved=not math.isnan(alarm.shelved_until),
        suppressed=alarm.suppressed,
        out_of_service=alarm.state is AlarmState.OUT_OF_SERVICE,
    )


def given(reason: str, what: str) -> str:
    """A reason without spaces around it; ValueError when there is none."""
    if not reason.strip():
        raise ValueError(f"an alarm is {what} for a reason: say which")
    return reason.strip()
