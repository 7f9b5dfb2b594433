"""How much is kept: by age and by size, of old files and within the one that grows."""

import contextlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from dashboard.history.columns import nanoseconds, one_row, one_value
from dashboard.history.files import is_held, size_of, wal

DAY: Final = 86400.0
#: When a file is too large, so much of its frames goes at once.
_PIECE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Retention:
    """Nothing older than `age` seconds of wall clock, no more than `size` bytes."""

    age: float = 30 * DAY
    size: int = 4_000_000_000


def tidy(files: Iterable[Path], keep: Retention, wall: float, current: Path) -> list[Path]:
    """Delete old session files until the rest, `current` among it, is as little as `keep` says.

    Oldest first. A file that another process holds, or that cannot be deleted, stays. Returns those
    that went.
    """
    others = []
    for path in files:
        with contextlib.suppress(FileNotFoundError):  # another session tidies, too
            if path != current:
                others.append((path.stat().st_mtime, size_of(path), path))
    total = sum(size for _, size, _ in others) + size_of(current)
    gone = []
    for modified, size, path in sorted(others):
        if (modified < wall - keep.age or total > keep.size) and not is_held(path):
            try:
                path.unlink()
            except OSError:  # in use on Windows, or not ours to delete: it stays
                continue
            wal(path).unlink(missing_ok=True)
            gone.append(path)
            total -= size
    return gone


def prune(connection: DuckDBPyConnection, keep: Retention, wall: float) -> int:
    """Forget the oldest frames of the file until it is as `keep` says; how many observations went.

    The file does not shrink: the room is used again.
    """
    first = _first_kept(connection, keep, wall)
    if first is None:
        return 0
    frame, observation = first
    connection.execute("BEGIN")
    gone = 0
    for (number,) in connection.execute("SELECT number FROM domain").fetchall():
        statement = f"DELETE FROM observation_{number} WHERE number < ?"
        gone += int(one_value(connection, statement, 0, [observation]))
    connection.execute("DELETE FROM frame WHERE number < ?", [frame])
    for table in ("event", "truth", "health", "interruption"):
        connection.execute(f"DELETE FROM {table} WHERE frame < ?", [frame])
    for table in ("clock", "scenario", "run"):  # the last before says how things stood at the first kept
        connection.execute(
            f"DELETE FROM {table} WHERE frame < (SELECT max(frame) FROM {table} WHERE frame <= ?)", [frame]
        )
    connection.execute("COMMIT")
    return gone


def used(connection: DuckDBPyConnection) -> int:
    """Bytes of the file that hold something."""
    return int(one_value(connection, "SELECT used_blocks * block_size FROM pragma_database_size()", 0))


def _first_kept(connection: DuckDBPyConnection, keep: Retention, wall: float) -> tuple[int, int] | None:
    """Frame and observation from which on all is kept; None when nothing has to go."""
    low, high = one_row(connection, "SELECT min(number), max(number) FROM frame") or (None, None)
    if low is None:
        return None
    first = low + math.ceil(_PIECE * (high - low)) if used(connection) > keep.size else low
    row = one_row(
        connection,
        "SELECT number, observation FROM frame WHERE number >= ? AND wall >= ? ORDER BY number LIMIT 1",
        [first, str(nanoseconds([wall - keep.age])[0])],
    )
    if row is None:  # all of it is too old, and nothing newer came
        return None
    return None if row[0] == low else (int(row[0]), int(row[1]))
