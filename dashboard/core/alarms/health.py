"""How well the alarms themselves serve: how many, how even, and which ones are a nuisance (ISA-18.2)."""

from bisect import bisect_left, insort
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dashboard.core.alarms.event import Alarm, AlarmEvent, Priority

#: The yardsticks of ISA-18.2 and EEMUA 191 (science, section 9): an operator can handle one alarm in ten
#: minutes for long; more than ten are a flood, which ends when fewer than five come.
SPAN: Final = 600.0
ACCEPTABLE: Final = 1
FLOOD: Final = 10
FLOOD_OVER: Final = 5
#: An alarm that is raised three times in a minute chatters.
CHATTER: Final = 3
CHATTER_SPAN: Final = 60.0
#: One that lasts longer than a day tells nobody anything.
STALE: Final = 86400.0
#: The shares of advisories, warnings and alarms that make a priority mean something.
MIX: Final = {Priority.ADVISORY: 0.80, Priority.WARNING: 0.15, Priority.ALARM: 0.05}
#: A week of ten minutes.
_HISTORY: Final = 1008


@dataclass(frozen=True, slots=True)
class Flood:
    """More than `FLOOD` alarms in ten minutes, until fewer than `FLOOD_OVER`."""

    begins: float  #: of the alarm that made it one, seconds since 1970
    ends: float | None  #: None while it lasts
    alarms: int  #: annunciated from the first that counted to the last


@dataclass(frozen=True, slots=True)
class HealthOfAlarms:
    """The figures at one moment; times in seconds since 1970 of the city's clock."""

    in_span: int  #: alarms in the last ten minutes
    mean: float  #: alarms per ten minutes since the first reading
    history: tuple[tuple[float, int], ...]  #: (begin, alarms) of every ten minutes of the clock
    flooding: bool
    floods: tuple[Flood, ...]
    chattering: tuple[str, ...]  #: ids that chattered in the last day, the latest first
    stale: tuple[str, ...]  #: ids that have lasted longer than a day, the oldest first
    offenders: tuple[tuple[str, int], ...]  #: the ten most frequent ids
    mix: dict[Priority, float]  #: share of each priority; empty before the first alarm


class AlarmHealth:
    """Fed with the events of every frame; counts what asked an operator to look."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Another story begins: nothing was ever raised."""
        self._begun: float | None = None
        self._recent: list[float] = []
        self._history: deque[list[float]] = deque(maxlen=_HISTORY)
        self._total = 0
        self._floods: list[Flood] = []
        self._raises: dict[str, deque[float]] = {}
        self._chattered: dict[str, float] = {}
        self._by_id: Counter[str] = Counter()
        self._by_priority: Counter[Priority] = Counter()

    def take(self, events: Iterable[AlarmEvent], now: float) -> None:
        """One frame passed."""
        if self._begun is None:
            self._begun = now
        for event in events:
            if event.annunciated:
                self._forget(event.time)
                self._count(event)
        self._forget(now)

    def at(self, now: float, alarms: Iterable[Alarm]) -> HealthOfAlarms:
        """The figures now; `alarms` are those that stand."""
        passed = max(SPAN, now - (now if self._begun is None else self._begun))
        old = sorted((a.raised, a.id) for a in alarms if a.active and now - a.raised > STALE)
        chattered = sorted(self._chattered.items(), key=lambda item: -item[1])
        total = self._by_priority.total()
        return HealthOfAlarms(
            in_span=len(self._recent),
            mean=self._total * SPAN / passed,
            history=tuple((begin, int(count)) for begin, count in self._history),
            flooding=bool(self._floods) and self._floods[-1].ends is None,
            floods=tuple(self._floods),
            chattering=tuple(name for name, time in chattered if now - time <= STALE),
            stale=tuple(name for _, name in old),
            offenders=tuple(self._by_id.most_common(10)),
            mix={p: self._by_priority[p] / total for p in MIX} if total else {},
        )

    def _count(self, event: AlarmEvent) -> None:
        time, name = event.time, event.alarm.id
        self._total += 1
        self._by_id[name] += 1
        self._by_priority[event.alarm.priority] += 1
        insort(self._recent, time)
        begin = time // SPAN * SPAN
        if not self._history or begin > self._history[-1][0]:
            self._history.append([begin, 0])
        self._history[-1][1] += 1  # an event that is told late counts where it is told
        raises = self._raises.setdefault(name, deque(maxlen=CHATTER))
        raises.append(time)
        if len(raises) == CHATTER and raises[-1] - raises[0] <= CHATTER_SPAN:
            self._chattered[name] = time
        flooding = bool(self._floods) and self._floods[-1].ends is None
        if flooding:
            flood = self._floods[-1]
            self._floods[-1] = Flood(flood.begins, None, flood.alarms + 1)
        elif len(self._recent) > FLOOD:
            self._floods.append(Flood(time, None, len(self._recent)))

    def _forget(self, now: float) -> None:
        """Leave ten minutes; a flood ends when the fifth last of its alarms is that old."""
        gone = bisect_left(self._recent, now - SPAN)
        left = len(self._recent) - gone
        if self._floods and self._floods[-1].ends is None and left < FLOOD_OVER:
            flood = self._floods[-1]
            last = next(islice(reversed(self._recent), FLOOD_OVER - 1, None))
            self._floods[-1] = Flood(flood.begins, last + SPAN, flood.alarms)
        del self._recent[:gone]
