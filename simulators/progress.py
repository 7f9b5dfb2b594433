"""How far a recording has come, on a terminal."""

from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """A progress bar over simulated time; the context gives the function that moves it."""

    def __init__(self, name: str, begins: float, ends: float) -> None:
        self._begins = begins
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(name, total=ends - begins)

    def __enter__(self) -> Callable[[float], None]:
        self._progress.start()
        return self._move

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def _move(self, time: float) -> None:
        self._progress.update(self._task, completed=time - self._begins)
