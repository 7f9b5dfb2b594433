"""Questions to a history, answered in a thread of their own: the window asks and looks again later."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Answer = TypeVar("_Answer")


class Desk:
    """Answers one question after the other; a newer one on the same subject replaces one that waits.

    The window looks at `Future.done()` in its frames: nothing is called back from another thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ask history")
        self._last: dict[Hashable, Future[object]] = {}

    def ask(self, subject: Hashable, question: Callable[[], _Answer]) -> "Future[_Answer]":
        """Ask; an older question on `subject` that was not begun is cancelled.

        `Future.result()` raises what the question raised: Trouble when the file cannot be read now.
        """
        with self._lock:
            before = self._last.get(subject)
            if before is not None:
                before.cancel()
            future = self._thread.submit(question)
            self._last[subject] = future  # type: ignore[assignment]
        return future

    def close(self) -> None:
        """Answer no more; waits for the question that is being answered."""
        self._thread.shutdown(wait=True, cancel_futures=True)
