"""A pipeline that tests play messages into, frame by frame, without a network."""

from collections.abc import Iterable

from config.catalogue import City
from config.messages import Clock, Message
from dashboard.core.alarm_book import AlarmBook
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.store import Store


class Playing:
    """The core of a control room; it is its own link, which always stands."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.store = Store(city)
        self.inbox = Inbox()
        self.alarms = AlarmBook(city, self.store)
        self.pipeline = Pipeline(city, self.inbox, self, self.alarms, self.store)

    def state(self) -> LinkState:
        return LinkState(connected=True)

    def turn(self, wall: float, messages: Iterable[Message] = ()) -> Frame:
        """One frame with these messages."""
        for message in messages:
            self.inbox.put(message, wall)
        return self.pipeline.turn(wall)


def clock(time: float, wall: float, speed: float = 60.0, running: bool = True) -> Clock:
    """The city's clock."""
    return Clock(time, wall, speed, running)
