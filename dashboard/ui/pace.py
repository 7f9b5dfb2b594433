"""How often a view may change what it says, whatever the frame rate, and who speaks in which frame."""

from math import floor
from typing import Final

#: Text that changes more than twice a second cannot be read.
TEXT: Final = 0.5


class Pace:
    """Says yes at once, and then in every `period` seconds of wall clock, `phase` of it after its begin.

    Views of one window that have different phases change in different frames: none of them has all
    the work of half a second.
    """

    def __init__(self, period: float = TEXT, phase: float = 0.0) -> None:
        """`phase`: 0 to 1."""
        self._period = period
        self._shift = phase * period
        self._next = float("-inf")

    def due(self, wall: float) -> bool:
        """Whether it is time again at that wall clock (seconds since 1970)."""
        if self._next - self._period <= wall < self._next:  # a clock set back does not silence it
            return False
        self._next = (floor((wall - self._shift) / self._period) + 1) * self._period + self._shift
        return True

    def now(self) -> None:
        """Let the next `due` say yes: something must be told at once."""
        self._next = float("-inf")
