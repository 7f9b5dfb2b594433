"""Where this control room keeps what must outlive it: a folder that no other running one uses."""

import os
from pathlib import Path
from types import TracebackType
from typing import Final

import platformdirs
import psutil

#: So many control rooms of one user may run side by side, each with memories of its own.
_ROOMS: Final = 16


def default_folder() -> Path:
    """The user's data folder, as the operating system has it."""
    return Path(platformdirs.user_data_dir("nice-dashboard", appauthor=False))


class DataFolder:
    """A folder held by one process: the first of `room-1`, `room-2`, ... that is free.

    A room whose holder was killed is free again, so what it left is found by the next start.
    """

    def __init__(self, base: Path) -> None:
        """Hold a room under `base`; OSError when the place cannot be used.

        A new folder is the user's alone: what operators write beside alarms is nobody else's.
        """
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(1, _ROOMS + 1):
            folder = base / f"room-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            if _hold(folder / "held"):
                self.path = folder
                return
        raise OSError(f"{base}: {_ROOMS} control rooms run already")

    def __enter__(self) -> "DataFolder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        (self.path / "held").unlink(missing_ok=True)


def _hold(lock: Path) -> bool:
    """Write our process into `lock`, unless a living one stands there."""
    me = psutil.Process()
    word = f"{me.pid} {me.create_time()}"
    for _ in range(2):
        try:
            with os.fdopen(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(word)
            return True
        except FileExistsError:
            if _lives(lock):
                return False
            lock.unlink(missing_ok=True)
    return False


def _lives(lock: Path) -> bool:
    """Whether the process named in `lock` is still that process."""
    try:
        pid, created = lock.read_text().split()
        return float(psutil.Process(int(pid)).create_time()) == float(created)
    except (OSError, ValueError, psutil.Error):
        return False
