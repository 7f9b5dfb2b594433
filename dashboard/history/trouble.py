"""What can be wrong with a history file, in a word that the window can show."""

import errno
from enum import Enum
from typing import TYPE_CHECKING, Final

from config.writing import told

if TYPE_CHECKING:  # the command line knows these words before anything large is loaded
    import duckdb


class Status(Enum):
    """How recording goes."""

    OFF = "off"  #: nobody asked for it
    OPENING = "opening"
    RECORDING = "recording"
    FULL = "full"  #: no room on the disk
    READ_ONLY = "read_only"  #: the place may not be written
    HELD = "held"  #: another process has the file
    FAILED = "failed"  #: anything else; the detail says what


class Trouble(Exception):  # noqa: N818 - the field's word
    """Something with the file: a status, and one line for a person."""

    def __init__(self, status: Status, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class Cancelled(Exception):  # noqa: N818 - not an error
    """Somebody wants no more of what takes its time."""


#: Words of DuckDB's and the system's errors; the first that is found decides.
_SIGNS: Final[tuple[tuple[Status, tuple[str, ...]], ...]] = (
    (Status.HELD, ("could not set lock", "used by another process", "conflicting lock")),
    (Status.FULL, ("no space left", "file too large", "not enough space", "disk quota")),
    (Status.READ_ONLY, ("permission denied", "read-only", "access is denied", "operation not permitted")),
)
#: What DuckDB says of a file that it cannot read, and what to tell a person.
_UNREADABLE: Final = {
    "not a valid duckdb": "not a valid recording: another program made it, or it is empty",
    "extension": "not a valid recording: a database of another program",
    "could not read enough bytes": "it ends too early: copy it again, whole, and the .wal file beside it",
    "corrupt": "it is damaged: take another copy of it",
    "checksum": "it is damaged: take another copy of it",
}
_ERRNOS: Final = {
    errno.ENOSPC: Status.FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): Status.FULL,  # not on every system
    errno.EFBIG: Status.FULL,
    errno.EROFS: Status.READ_ONLY,
    errno.EACCES: Status.READ_ONLY,
    errno.EPERM: Status.READ_ONLY,
}


def trouble(error: "duckdb.Error | OSError | Trouble") -> Trouble:
    """The same mishap in our words."""
    if isinstance(error, Trouble):
        return error
    detail = " ".join(str(error).split())
    for advice in (" Possible solutions", " See also"):  # to who can change settings
        detail = detail.partition(advice)[0]
    if isinstance(error, OSError):
        return Trouble(_ERRNOS.get(error.errno or 0, Status.FAILED), told(error))
    lower = detail.lower()
    for status, signs in _SIGNS:
        if any(sign in lower for sign in signs):
            return Trouble(status, detail)
    said = next((words for sign, words in _UNREADABLE.items() if sign in lower), detail)
    return Trouble(Status.FAILED, said)
