"""Two who tell the time: a clock that leaps is believed when it is told again, a stranger's is left out."""

from collections.abc import Sequence
from typing import Final

from config.messages import Clock, Message

#: So long another clock is doubted, seconds of wall time; who tells the time tells it every second.
DOUBT: Final = 1.5
#: So many messages wait for the end of a doubt at most.
_MOST: Final = 100_000

Burst = tuple[list[Message], float]  #: messages that came together, and when


class ClockWatch:
    """Lets messages through, and holds them back while a clock is doubted.

    A city that begins anew tells its clock twice at once, so nothing waits. A stranger's clock, told
    once beside the city's own, is left out and counted.
    """

    def __init__(self) -> None:
        #: So many clocks of others were left out.
        self.others = 0
        self._clock: Clock | None = None
        self._doubted: Clock | None = None
        self._since = 0.0
        self._held: list[Burst] = []
        self._count = 0

    def take(self, messages: Sequence[Message], arrival: float) -> list[Burst]:
        """What may be told now, of these messages and of those that waited; `arrival` is wall time, s."""
        through = self.release(arrival)
        burst: list[Message] = []
        for message in messages:
            if type(message) is not Clock:
                burst.append(message)
            elif self._clock is None or message.goes_on(self._clock):
                if self._doubted is not None:  # it was a stranger's
                    self.others += 1
                    through += self._let_go()
                self._clock = message
                burst.append(message)
            elif self._doubted is not None and message.goes_on(self._doubted):
                burst = self._believe(through, burst, arrival)
                self._clock = message
                burst.append(message)
            else:
                self.others += self._doubted is not None
                if self._doubted is None and burst:
                    through.append((burst, arrival))
                    burst = []
                self._doubted, self._since = message, arrival
        if not burst:
            return through
        if self._doubted is None:
            through.append((burst, arrival))
            return through
        self._held.append((burst, arrival))
        self._count += len(burst)
        return through + self.release(arrival)

    def release(self, wall: float) -> list[Burst]:
        """What waited, when it has waited long enough: nobody contradicts the other clock."""
        if self._doubted is None or (wall - self._since < DOUBT and self._count < _MOST):
            return []
        through: list[Burst] = []
        self._believe(through, [], wall)
        return through

    def _believe(self, through: list[Burst], burst: list[Message], arrival: float) -> list[Message]:
        """The doubted clock is the city's: it first, then all that came behind it; an empty burst follows."""
        assert self._doubted is not None
        self._clock = self._doubted
        through.append(([self._doubted], self._since))
        through += self._let_go()
        if burst:
            through.append((burst, arrival))
        return []

    def _let_go(self) -> list[Burst]:
        held, self._held, self._count, self._doubted = self._held, [], 0, None
        return held
