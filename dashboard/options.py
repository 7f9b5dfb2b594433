"""What the command line asked for, checked."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from config.broker_url import BrokerAddress
from config.catalogue import City
from config.errors import suggestion
from config.messages import FASTEST, LARGEST_SEED
from config.scenarios import read_scenario
from config.writing import hindrance

#: How a DuckDB file begins, after eight bytes.
_DATABASE: Final = b"DUCK"
#: Endings of the pictures that can be written.
PICTURES: Final = (".png", ".jpg", ".jpeg")


class UsageError(Exception):
    """Something on the command line that cannot be done, in one line."""


@dataclass(frozen=True, slots=True)
class Options:
    """One run of the control room."""

    city: City
    city_name: str  #: as given, for the child
    broker: BrokerAddress | None = None  #: None: the embedded one
    simulators: bool = True
    scenario: str | None = None
    speed: float | None = None
    seed: int | None = None
    start: str | None = None
    language: str = "fr"
    page: str = "city"
    size: tuple[int, int] | None = None
    duration: float | None = None  #: seconds of wall clock
    snapshot: Path | None = None
    report: Path | None = None
    headless: bool = False
    data: Path | None = None  #: None: the user's data folder
    kiosk: bool = False
    idle_reset: float | None = None  #: seconds of wall clock without a touch; None: never
    large: bool = False
    record: bool = True
    history: Path | None = None  #: file to record to; None: a new one in the data folder
    replay: Path | None = None  #: a recording in place of a city


def check_file(option: str, path: Path | None, endings: Collection[str] = ()) -> None:
    """Whether a file that is written later has a place to be; UsageError, before anything starts."""
    if path is None:
        return
    if endings and path.suffix.lower() not in endings and not path.is_dir():
        raise UsageError(f'{option}: "{path}" is not a picture; end it in {", ".join(endings)}')
    problem = hindrance(path)
    if problem is not None:
        raise UsageError(f"{option}: {problem}")


def check_recording(path: Path | None) -> None:
    """Whether a recording can begin or go on in this file; UsageError, before anything starts."""
    check_file("--history", path)
    if path is None or not path.exists():
        return
    with path.open("rb") as file:
        if path.is_file() and not file.read(12).endswith(_DATABASE):
            raise UsageError(f"--history: {path} is not a recording, and is left as it is; name a new file")


def check_story(
    city: City, scenario: str | None, speed: float | None, seed: int | None, start: str | None
) -> None:
    """What the simulators would refuse is refused here, before they start."""
    if scenario is not None:
        read_scenario(city, scenario)
    if speed is not None and not 0 < speed <= FASTEST:
        raise UsageError(f"--speed: a number above 0, up to {FASTEST:g}")
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        raise UsageError("--seed: a whole number, 0 or more, below 2^63")
    if start is None:
        return
    try:
        moment = datetime.fromisoformat(start)
    except ValueError:
        raise UsageError(f'--start: "{start}" is not an ISO 8601 time, such as 2026-10-02T06:00') from None
    if not 1970 < moment.year < 2190:
        raise UsageError(f'--start: "{start}" is not between 1971 and 2189')


def check_page(city: City, page: str) -> None:
    """Whether a window over that city can begin with this page."""
    from dashboard.ui import page_order  # loads numpy, which no mistake before this one waits for

    pages = [*page_order.names(city), *page_order.VIEWS]
    if page not in pages:
        raise UsageError(f'--page: no page "{page}"{suggestion(page, pages)}')


def read_size(text: str | None) -> tuple[int, int] | None:
    """Width and height in pixels of "1920x1080"; UsageError otherwise."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", text)
    if match is None:
        raise UsageError(f'--size: "{text}" is not a size in pixels; write 1920x1080')
    return int(match[1]), int(match[2])
