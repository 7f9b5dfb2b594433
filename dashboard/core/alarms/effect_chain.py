"""What followed from what: the chain of effects of a city, filled from the events of its alarms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from config.effects import Effect, Effects
from dashboard.core.alarms.event import Alarm, AlarmEvent, Priority
from dashboard.core.frame import Frame

#: Alarms of instruments: they tell of no effect on the city.
_INSTRUMENTS: Final = frozenset({"stale", "stuck", "range", "gateway", "city"})
#: Alarms have delays, so that an effect may be seen so many seconds before what brought it about.
_BEFOREHAND: Final = 1800.0


@dataclass(frozen=True, slots=True)
class Begun:
    """An effect that has begun."""

    effect: Effect
    time: float  #: of the alarm that told of it, seconds since 1970
    alarm: Alarm  #: that one, as it was
    cause: str  #: id of the effect that it followed from, "" for a cause
    after: float  #: seconds after that one; 0 for a cause
    lasts: bool  #: whether any of its alarms lasts
    worst: Priority  #: of all that told of it


class EffectChain:
    """Follows every frame, also while nobody looks: a cause is only known to those who saw it.

    An effect begins with the first alarm of its priority that is raised once one of those it comes
    after has begun, or shortly before. The chain is kept when it is over, until a cause begins anew.
    """

    def __init__(self, known: Effects | None = None) -> None:
        known = known if known is not None else Effects()
        self.departments = known.department
        self.effects = known.effect
        self._watched: defaultdict[tuple[str, str], list[Effect]] = defaultdict(list)
        for effect in self.effects:
            for name in effect.properties:
                self._watched[effect.domain, name].append(effect)
        self._lasting: dict[str, dict[str, Alarm]] = {effect.id: {} for effect in self.effects}
        self._begun: dict[str, Begun] = {}

    @property
    def begun(self) -> Mapping[str, Begun]:
        """The effects that have begun, by id."""
        return self._begun

    def cause(self) -> Begun | None:
        """The first cause of the chain, None while nothing has begun."""
        return min(
            (item for item in self._begun.values() if not item.cause), key=lambda b: b.time, default=None
        )

    def followed(self) -> Sequence[Begun]:
        """What has followed from it so far, the earliest first."""
        return sorted((item for item in self._begun.values() if item.cause), key=lambda b: b.time)

    def lasting(self, effect: str) -> Sequence[Alarm]:
        """The alarms that tell of an effect now, as they were when they last changed."""
        return list(self._lasting[effect].values())

    def follow(self, frame: Frame) -> None:
        """Take what a frame brought."""
        if frame.restarted:
            self._forget()
        self.take(frame.events)

    def take(self, events: Iterable[AlarmEvent]) -> None:
        """Take events in the order of time."""
        for event in events:
            for effect in self._concerned(event.alarm):
                self._take(effect, event)

    # -- how ---------------------------------------------------------------------------------------

    def _concerned(self, alarm: Alarm) -> list[Effect]:
        if not self.effects or alarm.kind in _INSTRUMENTS:
            return []
        domain, thing, name = alarm.datastream.split("/")
        watched = self._watched.get((domain, name), ())
        return [effect for effect in watched if not effect.things or thing in effect.things]

    def _take(self, effect: Effect, event: AlarmEvent) -> None:
        alarm, lasting = event.alarm, self._lasting[effect.id]
        tells = alarm.active and event.what != "withdrawn" and alarm.priority >= _priority(effect)
        if tells:
            if not effect.after and not self._lasts():
                self._begun.clear()  # what went before is another story
            lasting[alarm.id] = alarm
            if event.what in ("raised", "escalated"):
                self._begin(effect, event.time, alarm)
        elif lasting.pop(alarm.id, None) is None:
            return
        self._refresh(effect)

    def _lasts(self) -> bool:
        return any(self._lasting.values())

    def _begin(self, effect: Effect, time: float, alarm: Alarm) -> None:
        """It begins now, if it has not yet and something brought it about; then what waited for it."""
        if effect.id in self._begun:
            return
        causes = [self._begun[name] for name in effect.after if name in self._begun]
        if effect.after and not causes:
            return
        cause = max((item for item in causes), key=lambda item: item.time, default=None)
        self._begun[effect.id] = Begun(
            effect,
            time,
            alarm,
            cause=cause.effect.id if cause else "",
            after=time - cause.time if cause else 0.0,
            lasts=True,
            worst=alarm.priority,
        )
        for other in self.effects:
            if effect.id in other.after:
                early = [a for a in self._lasting[other.id].values() if a.raised >= time - _BEFOREHAND]
                if early:
                    first = min(early, key=lambda a: a.raised)
                    self._begin(other, first.raised, first)

    def _refresh(self, effect: Effect) -> None:
        begun = self._begun.get(effect.id)
        if begun is not None:
            lasting = self._lasting[effect.id].values()
            worst = max((alarm.priority for alarm in lasting), default=Priority.NONE)
            self._begun[effect.id] = replace(begun, lasts=bool(lasting), worst=max(begun.worst, worst))

    def _forget(self) -> None:
        self._begun.clear()
        for lasting in self._lasting.values():
            lasting.clear()


def _priority(effect: Effect) -> Priority:
    return Priority[effect.priority.upper()]
