"""A wall clock that runs faster, so that a day at the booth passes while one waits for it."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.messages import Clock
from config.wire import Encoder

#: The machine's own clock, before anybody hurries it.
_real: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class Hurry:
    """From `begin` (seconds since 1970) on, the wall clock runs `rate` times as fast."""

    begin: float
    rate: float

    def wall(self) -> float:
        """The hurried wall clock, seconds since 1970."""
        return self.at(_real())

    def at(self, real: float) -> float:
        """What it shows when the machine's own clock shows `real`."""
        return self.begin + (real - self.begin) * self.rate

    def told(self, clock: Clock) -> Clock:
        """What a city that hurries too should say of its time."""
        return Clock(clock.time, self.at(clock.wall), clock.speed / self.rate, clock.running)


def city(hurry: Hurry, *arguments: str) -> None:
    """Run the simulators: as fast as they are told, but their clock is told on the hurried wall."""
    plain = Encoder.clock

    def clock(self: Encoder, message: Clock) -> Any:
        return plain(self, hurry.told(message))

    setattr(Encoder, "clock", clock)  # noqa: B010
    from simulators.__main__ import main

    sys.argv[1:] = arguments
    main()


if __name__ == "__main__":
    city(Hurry(float(sys.argv[1]), float(sys.argv[2])), *sys.argv[3:])
