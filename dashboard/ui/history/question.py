"""One question to the history at a time; its answer is looked for in frames."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from dashboard.history.desk import Desk
from dashboard.history.trouble import Trouble

_Answer = TypeVar("_Answer")


class Question(Generic[_Answer]):
    """Asked again, the older answer is no longer waited for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._future: Future[_Answer] | None = None
        #: Why the last one was not answered; None when it was.
        self.trouble: Trouble | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._future is not None

    def ask(self, question: Callable[[], _Answer]) -> None:
        """Ask; `question` is answered in the thread of the desk."""
        self._future = self._desk.ask(("question", id(self)), question)

    def drop(self) -> None:
        """Wait no longer: the answer would be to another question."""
        if self._future is not None:
            self._future.cancel()
        self._future = self.trouble = None

    def take(self) -> _Answer | None:
        """The answer, once, when it has come."""
        future = self._future
        if future is None or not future.done():
            return None
        self._future = None
        if future.cancelled():  # the desk has closed
            return None
        try:
            answer = future.result()
        except Trouble as trouble:
            self.trouble = trouble
            return None
        self.trouble = None
        return answer
