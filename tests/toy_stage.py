"""A stage without a network: a wall clock that the test moves, orders at given times, what was published."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from config.messages import Clock, Command

WALL = 1_795_377_600.0


@dataclass
class ToySink:
    """A sink that remembers; its clock goes on only while somebody waits."""

    #: (seconds after the start, command), in the order of time.
    orders: list[tuple[float, Command | Clock]] = field(default_factory=list)
    ends: float = 10.0  #: seconds of wall time after which everything ends
    slow: float = 0.0  #: seconds that a message takes
    listens: bool = True
    wall_time: float = WALL
    published: list[tuple[float, str, Any, bool]] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    #: How much of the working out was done, as it was told.
    shares: list[float] = field(default_factory=list)
    heavy: float = 0.0  #: seconds that a look at the wall clock takes
    fresh: bool = True

    def wall(self) -> float:
        self.wall_time += self.heavy
        return self.wall_time

    def ending(self) -> bool:
        return self.wall_time >= WALL + self.ends

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        body = json.loads(payload) if payload[:1] in b"{[" and payload else payload.decode()
        self.published.append((self.wall_time - WALL, topic, body, retain))
        self.wall_time += self.slow

    def tell_clock(self, clock: Clock) -> None:
        self.clocks.append(clock)

    def tell_progress(self, begins: float, time: float, ends: float) -> None:
        self.shares.append((time - begins) / (ends - begins))

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """Time passes, until something comes."""
        if self.fresh:
            return ()
        until = min(until, WALL + self.ends)
        if self.orders and WALL + self.orders[0][0] <= max(until, self.wall_time):
            at, order = self.orders.pop(0)
            self.wall_time = max(self.wall_time, WALL + at)
            return (order,)
        if not math.isinf(until):
            self.wall_time = max(self.wall_time, until)
        else:
            self.wall_time += 1e-3  # an unpaced city takes time too
        return ()

    def arrived(self) -> bool:
        fresh, self.fresh = self.fresh, False
        return fresh

    def of(self, kind: str) -> list[tuple[float, str, Any]]:
        """(seconds, last level of the topic, payload) of all messages below that topic."""
        return [
            (at, topic.split("/")[-1], body)
            for at, topic, body, _ in self.published
            if topic.split("/")[1] == kind
        ]


def command(verb: str, **arguments: Any) -> Command:
    """An order."""
    return Command(verb, arguments)
