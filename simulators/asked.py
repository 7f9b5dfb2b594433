"""What the commands of the city share: arguments that are checked, a sink, an end, a bar."""

import math
import re
import signal
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config.broker_url import BrokerAddress
from config.catalogue import City
from config.durations import Duration
from config.messages import FASTEST


class UsageError(Exception):
    """Something on the command line that cannot be done, in one line."""


def open_sink(
    city: City,
    record: Path | None,
    address: BrokerAddress,
    ending: threading.Event,
    qos: int,
    name: str,
    *,
    follows: bool,
) -> Any:
    """The broker or the file that the messages go to, as a context."""
    if record is not None:
        from simulators.recorder import Recorder

        return Recorder(city, record, time.time, ending.wait, ending.is_set)
    from simulators.publisher import Publisher

    return Publisher(city, address, name, time.time, ending.wait, ending.is_set, qos=qos, follows=follows)


def progress(file: Path | None, first: float, end: float) -> AbstractContextManager[Any]:
    """A bar on a terminal, nothing elsewhere; the context is told the simulated time."""
    if file is None or not math.isfinite(end) or not sys.stderr.isatty():
        return nullcontext(None)
    from simulators.progress import Bar

    return Bar(str(file), first, end)


def ending_event(exit_with_parent: bool) -> threading.Event:
    """An event that is set when the program shall end."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    if exit_with_parent:

        def watch() -> None:
            while sys.stdin.buffer.read(4096):
                pass
            ending.set()

        threading.Thread(target=watch, name="parent", daemon=True).start()
    return ending


def read_speed(speed: float | str) -> float:
    if isinstance(speed, str):
        return math.inf
    if not 0.0 < speed <= FASTEST:
        raise UsageError(f'--speed: {speed:g} is not above 0 and up to {FASTEST:.0f}, nor "max"')
    return speed


def read_shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of:
        raise UsageError(f'--shard: "{text}" is not a share; write 2/4 for the second of four')
    return number, of


def read_instant(text: str, city: City) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'--start: "{text}" is not an ISO 8601 time such as 2026-10-02T06:00') from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(city.time_zone))
    if not 0.0 <= moment.timestamp() < 7e9:
        raise UsageError(f'--start: "{text}" is not between 1970 and 2190')
    return moment.timestamp()


def read_duration(text: str) -> float:
    try:
        length = Duration.parse(text)
    except ValueError as problem:
        raise UsageError(f"--duration: {problem}") from None
    if length <= 0:
        raise UsageError("--duration: a time above 0")
    return length
