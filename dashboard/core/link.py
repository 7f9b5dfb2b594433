"""What the pipeline may know of the broker connection, whoever keeps it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Mishap(Enum):
    """What can go wrong around the pipeline; the window has the words for it."""

    BROKER_ENDED = "broker ended"
    CITY_ENDED = "simulators ended"
    REFUSED = "broker refused"
    ALARMS_UNSAVED = "alarms not saved"  #: the journal cannot be written
    ALARMS_DAMAGED = "journal damaged"  #: it could not be read whole, and a copy was set aside
    HISTORY_FULL = "history: disk full"
    HISTORY_READ_ONLY = "history: read-only"
    HISTORY_HELD = "history: held by another process"
    HISTORY_FAILED = "history"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is wrong."""

    mishap: Mishap
    detail: str = ""  #: what a system said, in its own language: a file, a reason, a status
    seconds: float = 0.0  #: until it is tried again, where that is known

    def __str__(self) -> str:
        """For logs and terminals."""
        return f"{self.mishap.value}: {self.detail}" if self.detail else self.mishap.value


@dataclass(frozen=True, slots=True)
class LinkState:
    """The connection as it stands: copies, safe to read in the pipeline's thread."""

    connected: bool = False
    malformed: Counter[str] = field(default_factory=Counter)
    irregular: Counter[str] = field(default_factory=Counter)
    notices: tuple[Notice, ...] = ()


class Link(Protocol):
    """Something that brings messages and can say how it is."""

    def state(self) -> LinkState:
        """How it is now."""
        ...
