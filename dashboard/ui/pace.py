"""How often a view may change what it says, whatever the frame rate."""

from typing import Final

#: Text that changes more than twice a second cannot be read.
TEXT: Final = 0.5


class Pace:
    """Says yes at most once in `period` seconds of wall clock."""

    def __init__(self, period: float = TEXT) -> None:
        self._period = period
        self._next = float("-inf")

    def due(self, wall: float) -> bool:
        """Whether it is time again at that wall clock (seconds since 1970)."""
        if self._next - self._period <= wall < self._next:  # a clock set back does not silence it
            return False
        self._next = wall + self._period
        return True

    def now(self) -> None:
        """Let the next `due` say yes: something must be told at once."""
        self._next = float("-inf")
