"""Where history files are, and how one is opened."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from dashboard.history.schema import GROWING, KEPT, SETTINGS, STEPS, prepare, version
from dashboard.history.trouble import Status, Trouble, trouble

SUFFIX: Final = ".duckdb"


def folder_of(data: Path) -> Path:
    """Where the sessions of a data folder are: those of all its control rooms together."""
    return data / "history"


def session_file(place: Path, city: str, wall: float) -> Path:
    """A new file for a session of that city that begins at `wall`."""
    moment = datetime.fromtimestamp(wall, UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]
    return place / f"{city}-{moment}{SUFFIX}"


def sessions(place: Path) -> list[Path]:
    """The files in a folder, newest first."""
    return sorted(place.glob(f"*{SUFFIX}"), reverse=True)


def wal(path: Path) -> Path:
    """What DuckDB has committed but not yet put into the file itself."""
    return path.with_name(path.name + ".wal")


def size_of(path: Path) -> int:
    """Bytes of a file and of what is not yet put into it; 0 for what cannot be seen."""
    total = 0
    for part in (path, wal(path)):
        with contextlib.suppress(OSError):
            total += part.stat().st_size
    return total


def open_to_write(path: Path) -> duckdb.DuckDBPyConnection:
    """Open or make a file; Trouble when that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), config=dict(GROWING))
    except (duckdb.Error, OSError) as error:
        raise trouble(error) from None


def let_go(connection: duckdb.DuckDBPyConnection, kept: str = KEPT) -> None:
    """Give back the memory of a growing file beyond `kept`, unless somebody needs it just now.

    DuckDB keeps every block that it has touched until its limit is reached, which may take a day.
    """
    with contextlib.suppress(duckdb.OutOfMemoryException):  # a question is under way, or a backlog
        connection.execute(f"SET memory_limit = '{kept}'")
    connection.execute(f"SET memory_limit = '{GROWING['memory_limit']}'")


def open_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a finished file, first bringing an older one to the present tables; Trouble otherwise."""
    if not path.is_file():
        raise Trouble(Status.FAILED, f"{path}: there is no such file")
    try:
        connection = duckdb.connect(str(path), read_only=True, config=dict(SETTINGS))
        if version(connection) < len(STEPS):
            connection.close()
            with duckdb.connect(str(path), config=dict(SETTINGS)) as older:
                prepare(older)
            connection = duckdb.connect(str(path), read_only=True, config=dict(SETTINGS))
    except (duckdb.Error, OSError, Trouble) as error:
        problem = trouble(error)
        raise Trouble(problem.status, f"{path}: {problem.detail}") from None
    return connection


def is_held(path: Path) -> bool:
    """Whether another process has it open."""
    try:
        duckdb.connect(str(path), read_only=True, config=dict(SETTINGS)).close()
    except duckdb.Error as error:
        return trouble(error).status is Status.HELD
    return False
