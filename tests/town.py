"""A small city played by hand to the whole core: inbox, store, quality, alarms."""

from collections.abc import Mapping, Sequence

from config.catalogue import City
from config.messages import Clock, Message, Observation
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import Alarm, AlarmEvent
from dashboard.core.alarms.journal import Journal
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Helping, Pipeline
from dashboard.core.readings.store import Store

NAN = float("nan")
#: A Friday, 06:00 in Nice; a whole hour of UTC.
START = 1790913600.0


class Still:
    """A connection that always stands."""

    def state(self) -> LinkState:
        """Connected."""
        return LinkState(connected=True)


class Town:
    """Minutes count from `START`. The clock of the city runs `speed` times as fast as the wall's."""

    def __init__(
        self,
        city: City,
        speed: float = 1.0,
        journal: Journal | None = None,
        helping: Helping = Helping(),  # noqa: B008
    ) -> None:
        self.store = Store(city)
        self.book = AlarmBook(city, self.store)
        self.inbox = Inbox()
        self.pipeline = Pipeline(city, self.inbox, Still(), self.book, self.store, journal, helping)
        self.events: list[AlarmEvent] = []
        self._speed = speed
        self.hear(Clock(START, START, speed, True))

    def hear(self, *messages: Message) -> None:
        """These wait for the next turn."""
        for message in messages:
            self.inbox.put(message, 0.0)

    def say(
        self, minute: float, readings: Mapping[str, float | Sequence[float]], domain: str = "water"
    ) -> None:
        """Things of a domain say their values at that minute; heard at the next turn."""
        for thing, values in readings.items():
            row = (float(values),) if isinstance(values, int | float) else tuple(map(float, values))
            self.hear(Observation(domain, thing, START + minute * 60.0, row))

    def turn(self, minute: float) -> Frame:
        """One frame at that minute of the city."""
        frame = self.pipeline.turn(START + minute * 60.0 / self._speed)
        self.events += frame.events
        return frame

    def at(self, minute: float, **readings: float | Sequence[float]) -> list[str]:
        """Things of `water` say their values, and are heard; returns what happened in words."""
        self.say(minute, readings)
        return told(self.turn(minute).events)

    def alarm(self, alarm_id: str) -> Alarm:
        """One that is not normal."""
        found = self.book.get(alarm_id)
        assert found is not None, f"{alarm_id} is normal"
        return found


def told(events: Sequence[AlarmEvent]) -> list[str]:
    """`3 raised water/a/level warning unacknowledged`, with the minute."""
    return [
        f"{(event.time - START) / 60:g} {event.what} {event.alarm.id} "
        f"{event.alarm.priority.name.lower()} {event.alarm.state.value}"
        for event in events
    ]
