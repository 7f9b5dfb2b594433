"""Where a file is to be written: whether it can be, and why not, in plain words that say what to do."""

import contextlib
import errno
from pathlib import Path
from typing import Final

_WORDS: Final = {
    errno.ENOENT: "there is no such folder, or nothing can be made in it; name another",
    errno.EACCES: "that may not be written; name a place that is yours",
    errno.EPERM: "that may not be written; name a place that is yours",
    errno.EROFS: "that disk can only be read; name another place",
    errno.ENOSPC: "the disk is full; make room or name another place",
    getattr(errno, "EDQUOT", errno.ENOSPC): "your share of the disk is full; make room or name another place",
    errno.EFBIG: "the file has become too large for that disk; name another place",
    errno.EISDIR: "that is a folder; name a file in it",
    errno.ENOTDIR: "a file stands where a folder should be; name another place",
    errno.EEXIST: "a file stands where a folder should be; name another place",
    errno.ENAMETOOLONG: "the name is too long; name a shorter one",
    errno.ELOOP: "its links lead in a circle; name another place",
}


def because(error: OSError) -> str:
    """Why a file could not be written: one clause, without the number of the error."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)


def told(error: OSError) -> str:
    """One line about any file trouble: the file, where it is known, and why."""
    if error.errno is None:  # our own words
        return str(error)
    return because(error) if error.filename is None else f"{error.filename}: {because(error)}"


def hindrance(path: Path) -> str | None:
    """Why no file can be written at `path`, by trying; None when it can. Nothing is left or changed."""
    try:
        if path.is_dir():
            return f"{path} is a folder; name a file in it"
        folder = path.absolute().parent
        if not folder.is_dir():
            return f"{path}: there is no folder {folder}; make it or name another"
        there = path.exists()
        with path.open("ab"):
            pass
        if not there:
            with contextlib.suppress(FileNotFoundError):  # a device that is none
                path.unlink()
    except OSError as error:
        return f"{path}: {because(error)}"
    except (ValueError, RuntimeError):  # no text that a system takes for a name
        return f"{str(path)!a}: that is no name of a file; name another"
    return None
