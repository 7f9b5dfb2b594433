"""Long work at a desk, with its progress and a way to call it off."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from dashboard.history.desk import Desk

_Answer = TypeVar("_Answer")

#: Told the share that is done, 0 to 1; says whether to go on.
Told = Callable[[float], bool]


class Work(Generic[_Answer]):
    """Looked at in frames: nothing is called back from another thread."""

    def __init__(self, desk: Desk, subject: str, do: Callable[[Told], _Answer]) -> None:
        """Begin as soon as the desk is free. `do` raises Cancelled when `told` says no."""
        self._share = 0.0
        self._off = threading.Event()
        self._future = desk.ask(subject, lambda: do(self._told))

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self._share

    @property
    def done(self) -> bool:
        """Whether it has come to an end, good or bad."""
        return self._future.done()

    def cancel(self) -> None:
        """Call it off; it ends soon."""
        self._off.set()
        self._future.cancel()

    def result(self) -> _Answer:
        """What came of it; Trouble, Cancelled or CancelledError when nothing did."""
        return self._future.result()

    def _told(self, share: float) -> bool:
        self._share = share
        return not self._off.is_set()
