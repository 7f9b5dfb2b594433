"""What the window may know and ask of a replay: the seam between the transport bar and the player."""

from pathlib import Path
from typing import Protocol

from dashboard.core.alarms.event import Priority
from dashboard.history.player import PlayerState
from dashboard.history.tape import Stretch, Tape


class Transport(Protocol):
    """A tape recorder, as its knobs are. What comes of an order is seen in a later frame."""

    @property
    def tape(self) -> Tape:
        """Which position has which time of the city."""
        ...

    @property
    def recorded(self) -> float:
        """Wall clock of then at the position, seconds since 1970; NaN before the first frame."""
        ...

    def state(self) -> PlayerState:
        """Where it is."""
        ...

    def play(self) -> None:
        """Go on."""
        ...

    def pause(self) -> None:
        """Stand still."""
        ...

    def pace(self, rate: float) -> None:
        """Play so many times as fast as it was recorded."""
        ...

    def repeat(self, on: bool) -> None:
        """Begin the part again after its end, or stop there."""
        ...

    def between(self, begin: float, end: float) -> None:
        """Play only the part between these positions; the whole when it is none."""
        ...

    def step(self, frames: int = 1) -> None:
        """So many recorded frames from here."""
        ...

    def skip(self, seconds: float) -> None:
        """So many seconds of the city's time from here."""
        ...

    def seek(self, position: float) -> None:
        """Go to a position, seconds from the beginning."""
        ...

    def stay(self) -> None:
        """Go no further to where it was sent."""
        ...


class Live(Protocol):
    """The city of now, beside which a replay is shown."""

    def standing(self) -> tuple[Priority, int]:
        """The worst priority, and how many alarms are not acknowledged."""
        ...

    def show(self) -> None:
        """Bring its window before the eyes."""
        ...


class Replays(Protocol):
    """Recordings that are played beside what is on screen."""

    def open(self, path: Path | None = None, stretch: Stretch | None = None) -> None:
        """Play a file (None: the one that is being recorded) in a window of its own, from `stretch` on."""
        ...
