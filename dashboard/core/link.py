"""What the pipeline may know of the broker connection, whoever keeps it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LinkState:
    """The connection as it stands: copies, safe to read in the pipeline's thread."""

    connected: bool = False
    malformed: Counter[str] = field(default_factory=Counter)
    irregular: Counter[str] = field(default_factory=Counter)
    notice: str = ""


class Link(Protocol):
    """Something that brings messages and can say how it is."""

    def state(self) -> LinkState:
        """How it is now."""
        ...
