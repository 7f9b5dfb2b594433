"""What a view may ask for; what comes of it is seen in a later frame."""

from collections.abc import Iterable
from typing import Any, Protocol


class Intents(Protocol):
    """One-way: nothing is returned, and no view writes its own state."""

    def acknowledge(self, alarms: Iterable[str]) -> None:
        """The operator has seen these alarms (ids)."""
        ...

    def shelve(self, alarm: str, seconds: float, reason: str) -> None:
        """Put an alarm aside for so many seconds of the city's time."""
        ...

    def unshelve(self, alarm: str) -> None:
        """Take a shelved alarm back."""
        ...

    def reset(self, alarm: str) -> None:
        """Let go of an acknowledged alarm that is held although it is over."""
        ...

    def out_of_service(self, alarm: str, reason: str) -> None:
        """Put an alarm aside until it is put back in service."""
        ...

    def in_service(self, alarm: str) -> None:
        """Put it back."""
        ...

    def comment(self, alarm: str, text: str) -> None:
        """Write a word beside an alarm."""
        ...

    def command(self, verb: str, **arguments: Any) -> None:
        """An order to the city: scenario, cue, fault, speed, pause, reset."""
        ...
