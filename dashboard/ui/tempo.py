"""How often the window beats: sixty times a second while that is cheap and seen, else thirty."""

from typing import Final

#: Seconds between two frames.
FAST: Final = 0.0165
SLOW: Final = 0.033
#: Shares of a core that the window's thread may take: below the first it beats fast, above the second
#: slowly. They lie apart, as thirty frames more a second cost a few hundredths themselves.
CALM: Final = 0.10
BUSY: Final = 0.15
#: It is chosen anew so often, seconds.
_SPAN: Final = 0.5


class Tempo:
    """Chooses the period from what the frames before have cost."""

    def __init__(self) -> None:
        self.period = SLOW
        self._since = float("nan")
        self._spent = 0.0

    def rest(self) -> None:
        """The beats stop for a while: that is no measure."""
        self.period = SLOW
        self._since = float("nan")

    def follow(self, moment: float, spent: float, watched: bool) -> None:
        """After a beat at that monotonic time: processor time of the thread so far, both in seconds.

        `watched`: whether anybody can see the window.
        """
        span = moment - self._since
        if span < _SPAN:
            return
        share = (spent - self._spent) / span
        if not watched or share > BUSY:
            self.period = SLOW
        elif share < CALM:  # false for the first, of which nothing is known
            self.period = FAST
        self._since, self._spent = moment, spent
