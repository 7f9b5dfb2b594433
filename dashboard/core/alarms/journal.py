"""The record of alarm events on disk: one JSON line each, from which the alarms that stand come back."""

import os
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState

#: A larger record is put away when it is opened, and a new one begun, bytes.
LARGEST: Final = 32 << 20
#: So many of the last events are given back for a look at them.
LAST: Final = 10_000
_NAN: Final = float("nan")
_TIMES: Final = ("raised", "cleared", "acknowledged", "value", "threshold", "shelved_until")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run left behind."""

    alarms: tuple[Alarm, ...] = ()  #: those that stand; what to do about them is left to the limits
    until: float = float("-inf")  #: the city's time of the last event, seconds since 1970
    events: Sequence[AlarmEvent] = field(default_factory=list)  #: the last ones, the oldest first
    notice: str = ""  #: what was wrong, on one line; "" when nothing was


class Journal:
    """Appends events to a file; what `write` was given is on the disk when it returns.

    A file that cannot be written is said in `notice`, and tried again with the next events; none is
    left out.
    """

    def __init__(self, path: Path) -> None:
        """Open for appending; OSError when that is impossible."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)
        self._size = path.stat().st_size
        self._waiting = b""
        self.notice = ""

    def write(self, events: Iterable[AlarmEvent]) -> None:
        """Append these; nothing is done without any."""
        self._waiting += b"".join(map(_line, events))
        if not self._waiting:
            return
        try:
            self._file.truncate(self._size)  # after half a line, when the disk was full
            self._file.write(self._waiting)
            os.fsync(self._file.fileno())
        except OSError as error:
            self.notice = f"{self._path.name}: {error.strerror or error}"
            return
        self._size += len(self._waiting)
        self._waiting, self.notice = b"", ""

    def close(self) -> None:
        """No more events."""
        self._file.close()


def open_journal(path: Path) -> tuple[Journal, Earlier]:
    """Read what an earlier run left at `path`, and go on writing there.

    A half line at the end is what was being written when that run was killed, and is dropped. A file
    with any other line that is no event is set aside under a new name; so is one that grew too large.
    The new file then begins with the alarms that stand. OSError when the place cannot be used.
    """
    data = path.read_bytes() if path.exists() else b""
    whole = data[: data.rfind(b"\n") + 1]
    earlier, damaged = _read(whole)
    if not damaged and len(whole) <= LARGEST:
        if len(whole) < len(data):
            os.truncate(path, len(whole))
        return Journal(path), earlier
    aside = _free_name(path, "damaged" if damaged else "full")
    path.rename(aside)
    journal = Journal(path)
    journal.write(AlarmEvent(earlier.until, "kept", alarm) for alarm in earlier.alarms)
    notice = f"{path.name}: line {damaged[0]} is no alarm event; set aside as {aside.name}" if damaged else ""
    return journal, Earlier(earlier.alarms, earlier.until, earlier.events, notice)


def _read(data: bytes) -> tuple[Earlier, list[int]]:
    """Everything that can be read, and the numbers of the lines that cannot."""
    standing: dict[str, Alarm] = {}
    last: deque[AlarmEvent] = deque(maxlen=LAST)
    damaged = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            event = _event(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            damaged.append(number)
            continue
        last.append(event)
        if event.alarm.state is AlarmState.NORMAL:
            standing.pop(event.alarm.id, None)
        else:
            standing[event.alarm.id] = event.alarm
    until = last[-1].time if last else float("-inf")
    return Earlier(tuple(standing.values()), until, list(last)), damaged


class _Line(msgspec.Struct):
    """The shape of a line; NaN is null in JSON."""

    time: float
    what: str
    alarm: dict[str, Any]
    by: str = ""


_DECODER: Final = msgspec.json.Decoder(_Line)


def _line(event: AlarmEvent) -> bytes:
    alarm: dict[str, Any] = msgspec.to_builtins(event.alarm)
    del alarm["todo"]
    return msgspec.json.encode(_Line(event.time, event.what, alarm, event.by)) + b"\n"


def _event(line: bytes) -> AlarmEvent:
    read = _DECODER.decode(line)
    times = {key: _NAN for key in _TIMES if read.alarm.get(key) is None}
    return AlarmEvent(
        read.time, read.what, msgspec.convert({**read.alarm, **times, "todo": {}}, Alarm), read.by
    )


def _free_name(path: Path, word: str) -> Path:
    number = 1
    while (name := path.with_name(f"{path.stem}-{word}-{number}{path.suffix}")).exists():
        number += 1
    return name
