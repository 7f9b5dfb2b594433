"""What the booth shows next: the loop, an alarm that interrupts it, or nothing while somebody is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.core.alarms.event import Alarm, AlarmEvent, Priority

#: Seconds of wall clock that a page of the loop and an alarm stay.
DWELL: Final = 12.0
TAKEOVER: Final = 14.0
#: The loop goes on so many seconds after the last touch.
BACK: Final = 45.0
#: Alarms of instruments wait for those of the city.
_INSTRUMENTS: Final = frozenset({"stale", "stuck", "range", "gateway", "city"})


@dataclass(frozen=True, slots=True)
class Show:
    """What is on: a stop of the loop (its number), an alarm, or neither while a visitor is there."""

    stop: int = -1
    alarm: Alarm | None = None

    @property
    def visited(self) -> bool:
        """Whether the screen is a visitor's."""
        return self.stop < 0 and self.alarm is None


class Programme:
    """A state and the wall clock (seconds) give the next; nothing here reads a clock.

    The first page of the loop is on from the first `at`. An alarm interrupts it at once, and it goes on
    with the page that was interrupted, which stays its time: in a storm both are seen. Services take
    turns among alarms.
    """

    def __init__(
        self, stops: int, *, idle: float | None = None, joined: frozenset[int] = frozenset()
    ) -> None:
        """`idle`: the story begins anew so many seconds after the last touch; None: it goes on.

        Stops that are `joined` to the one before make one argument with it, which no alarm breaks into.
        """
        self._stops = stops
        self._joined = joined
        self._idle = idle
        self._waiting: dict[str, Alarm] = {}
        self._show = Show()
        self._next = 0  #: stop of the loop
        self._ends = float("-inf")
        self._resumed = False  #: the page that is on was interrupted, or follows an alarm
        self._touched = float("nan")
        self._visitor = False
        self._used = False
        self._domain = ""

    @property
    def show(self) -> Show:
        """What is on now."""
        return self._show

    def take(self, events: Iterable[AlarmEvent]) -> None:
        """What happened to alarms: those that call wait for their turn, those that are over do not."""
        for event in events:
            alarm = event.alarm
            if event.annunciated and alarm.priority >= Priority.ALARM:
                self._waiting[alarm.id] = alarm
            elif not alarm.active or event.what in ("acknowledged", "shelved", "suppressed", "withdrawn"):
                self._waiting.pop(alarm.id, None)

    def touch(self, wall: float, *, visitor: bool) -> None:
        """Somebody touched the booth: a visitor, who gets the screen, or the presenter with a cue."""
        self._touched, self._used = wall, True
        if visitor:
            self._visitor = True
            self._show = Show()

    def hold(self, wall: float) -> None:
        """There is nothing to be seen elsewhere yet: the page that is on stays its time from now on."""
        if self._show.stop >= 0:
            self._ends = wall + DWELL

    def at(self, wall: float) -> Show:
        """What is on at that wall clock."""
        if self._visitor:
            if self._untouched(wall) < self._patience():
                return self._show
            self._visitor = False
            self._ends = float("-inf")
        # A clock that was set back, or a night's sleep, does not hold up the loop.
        if not self._ends - max(DWELL, TAKEOVER) <= wall < self._ends:
            self._turn(wall, alarms=self._show.alarm is None and self._show.stop + 1 not in self._joined)
        elif self._waiting and self._show.stop >= 0 and not self._resumed and not self._argues():
            self._next = self._show.stop
            self._turn(wall, alarms=True)
        return self._show

    def abandoned(self, wall: float) -> bool:
        """Whether the story should begin anew; true once after the last touch."""
        if self._idle is None or not self._used or self._untouched(wall) < self._idle:
            return False
        self._used = False
        self._waiting.clear()
        return True

    def _argues(self) -> bool:
        """Whether what is on belongs to what comes before or after it."""
        return bool(self._joined & {self._show.stop, self._show.stop + 1})

    def _untouched(self, wall: float) -> float:
        """Seconds since the last touch; a clock that was set back starts them anew."""
        self._touched = min(self._touched, wall)
        return wall - self._touched

    def _patience(self) -> float:
        return BACK if self._idle is None else min(BACK, self._idle)

    def _turn(self, wall: float, *, alarms: bool) -> None:
        alarm = self._next_alarm() if alarms else None
        self._resumed = self._show.alarm is not None
        if alarm is not None:
            del self._waiting[alarm.id]
            self._domain = alarm.datastream.split("/")[0]
            self._show, self._ends = Show(alarm=alarm), wall + TAKEOVER
        elif self._stops:
            self._show, self._ends = Show(stop=self._next), wall + DWELL
            self._next = (self._next + 1) % self._stops

    def _next_alarm(self) -> Alarm | None:
        """Of the city rather than of an instrument, of another service than the last, the newest."""
        return max(
            self._waiting.values(),
            key=lambda a: (
                a.kind not in _INSTRUMENTS, a.datastream.split("/")[0] != self._domain, a.raised, a.id,
            ),
            default=None,
        )  # fmt: skip
