"""How recording goes, for the window."""

import math
from dataclasses import dataclass

from dashboard.history.trouble import Status


@dataclass(frozen=True, slots=True)
class HistoryState:
    """A copy, safe in any thread."""

    status: Status = Status.OFF
    detail: str = ""  #: what is wrong, one line; "" when nothing is
    path: str = ""
    recorded: int = 0  #: observations in the file since the start
    waiting: int = 0  #: observations not yet in the file
    missed: int = 0  #: observations that never will be
    committed: float = math.nan  #: wall clock of the newest frame in the file
    size: int = 0  #: bytes of the file
