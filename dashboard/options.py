"""What the command line asked for, checked."""

from dataclasses import dataclass
from pathlib import Path

from config.broker_url import BrokerAddress
from config.catalogue import City


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
