"""How much of a page is made in one frame: what a visitor waits for comes at once, its plots one by one."""

from collections.abc import Callable
from typing import Final

#: Processor seconds of a frame for plots that are made in it; the first of a frame may take longer.
ROOM: Final = 0.008
#: So many frames in a row leave no room because what came in them has taken as much already: a burst is
#: soon over, and whoever waits for a plot does not wait for ever.
PATIENCE: Final = 5


class Portions:
    """A plot that is on screen for the first time asks whether there is room for it in this frame."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        """`clock` gives seconds; without one there is room for everything at once."""
        self._clock = clock
        self._any = True
        #: Whether anything has asked for room in this frame.
        self.wanted = False
        self._until = float("-inf")
        self._since = float("nan")
        self._patience = PATIENCE

    def another(self) -> "Portions":
        """One for a second window, as this one."""
        return Portions(self._clock)

    @property
    def rationed(self) -> bool:
        """Whether there may be no room."""
        return self._clock is not None

    def wait(self) -> None:
        """A frame begins with what comes in, before its views are told."""
        if self._clock is not None:
            self._since = self._clock()

    def begin(self) -> None:
        """The views' part of a frame begins: one part has room, and more while `ROOM` is not used up."""
        self.wanted = False
        if self._clock is None:
            return
        now = self._clock()
        if now - self._since > ROOM and self._patience:
            self._patience -= 1
            self.close()
        else:
            self._patience = PATIENCE
            self._any, self._until = True, now + ROOM
        self._since = float("nan")

    def close(self) -> None:
        """There is no room in this frame: it has enough to do."""
        self._any, self._until = False, float("-inf")

    def take(self) -> bool:
        """Whether one more part has room."""
        self.wanted = True
        if self._clock is None:
            return True
        first, self._any = self._any, False
        return first or self._clock() < self._until
