"""The bounded hand-over from the network thread to the pipeline; it counts what it drops."""

import threading
from collections import deque
from collections.abc import Iterable

from config.messages import Message, Observation

#: At the rated 10,000 observations/s this is twenty seconds of a stalled screen.
CAPACITY = 200_000


class Inbox:
    """Messages wait here until the next frame.

    A monitor prefers fresh to complete: when observations come faster than they are drained, the
    oldest are dropped and counted, because a dropped reading can hide an alarm. Other messages
    (births, clock, scenario) are few and tell what the observations mean: they have a room of
    their own.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._lock = threading.Lock()
        self._capacity = capacity
        self._observations: deque[tuple[float, Observation]] = deque(maxlen=capacity)
        self._others: deque[tuple[float, Message]] = deque(maxlen=capacity)
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many messages were lost here since the start."""
        return self._dropped

    def put(self, message: Message, arrival: float) -> None:
        """Leave a message; `arrival` is the wall clock in seconds since 1970. Any thread."""
        self.put_all((message,), arrival)

    def put_all(self, messages: Iterable[Message], arrival: float) -> None:
        """Leave messages that arrived together."""
        with self._lock:
            observations, others = self._observations, self._others
            for message in messages:
                if type(message) is Observation:
                    if len(observations) == self._capacity:
                        self._dropped += 1
                    observations.append((arrival, message))
                else:
                    if len(others) == self._capacity:
                        self._dropped += 1
                    others.append((arrival, message))

    def drain(self) -> tuple[deque[tuple[float, Observation]], deque[tuple[float, Message]]]:
        """Take all that waits: observations, and all other messages, each in order of arrival."""
        with self._lock:
            observations, others = self._observations, self._others
            if observations:
                self._observations = deque(maxlen=self._capacity)
            if others:
                self._others = deque(maxlen=self._capacity)
            return (
                observations if observations else deque(),
                others if others else deque(),
            )

    def give_back(self, observations: deque[tuple[float, Observation]]) -> None:
        """Put back what was drained and not taken, before what has come since."""
        with self._lock:
            since = self._observations
            self._dropped += max(0, len(observations) + len(since) - self._capacity)
            observations.extend(since)
            self._observations = observations
