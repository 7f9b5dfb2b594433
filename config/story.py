"""The nouns of a story: phases, cues, faults, and what they impose on the city and when."""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from config.catalogue import Row, Text
from config.durations import Duration

FaultKind = Literal[
    "dropout", "stuck", "spike", "bias", "drift", "clock_skew", "duplicate", "reorder", "battery", "gateway"
]
#: The keys a presenter has for cues.
KEYS: Final = ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9")
#: Stands for every zone that a table of zones does not name.
ALL_ZONES: Final = "all"
#: Fields of a forcing that are tables, by what their keys name: zones, links, districts of the
#: drinking water, things of a domain.
ZONE_TABLES: Final = ("rain", "temperature", "wind_speed")
LINK_TABLES: Final = ("capacity", "inflow")
DISTRICT_TABLES: Final = ("contamination",)
THING_TABLES: Final[Mapping[str, str]] = {
    "arrivals": "parking",
    "discharge": "water",
    "slope_acceleration": "landslide",
    "slope_water": "landslide",
}
SCALARS: Final = (
    "cloud", "wind_from", "mixing_height", "ozone_production", "demand", "speed_limit_change",
)  # fmt: skip


class Course(Row, frozen=True, kw_only=True):
    """Numbers every so often from the beginning: `hold` jumps from one to the next, `line` joins them."""

    every: Duration
    hold: tuple[float, ...] = ()
    line: tuple[float, ...] = ()


Level = float | Course
Table = dict[str, Level]


class Spill(Row, frozen=True, kw_only=True):
    """Ammonium lost to the Var at the beginning of its forcing."""

    mass: float  #: kg


class Fragment(Row, frozen=True, kw_only=True):
    """What is imposed on the city from `at` to `until`, counted from the beginning of its story or cue.

    The fields are those of `simulators.models.contract.Forcing`, each a number or a course that
    begins at `at`.
    """

    at: Duration = Duration(0)
    #: None: to the end of the story or cue.
    until: Duration | None = None
    rain: Table = msgspec.field(default_factory=dict)
    temperature: Table = msgspec.field(default_factory=dict)
    wind_speed: Table = msgspec.field(default_factory=dict)
    cloud: Level | None = None
    wind_from: Level | None = None
    mixing_height: Level | None = None
    ozone_production: Level | None = None
    demand: Level | None = None
    speed_limit_change: Level | None = None
    capacity: Table = msgspec.field(default_factory=dict)
    inflow: Table = msgspec.field(default_factory=dict)
    arrivals: Table = msgspec.field(default_factory=dict)
    discharge: Table = msgspec.field(default_factory=dict)
    contamination: Table = msgspec.field(default_factory=dict)
    slope_acceleration: Table = msgspec.field(default_factory=dict)
    slope_water: Table = msgspec.field(default_factory=dict)
    spill: Spill | None = None
    calm: bool = False


class Fault(Row, frozen=True, kw_only=True):
    """An instrument that fails from `at` to `until`.

    `target` is `domain/thing/property`, `domain/thing`, or `gateway/name`. `amount`: of a stuck
    instrument the value (None: its last), of a spike or bias the step in display units, of a drift
    units per hour, of a skewed clock seconds, of a battery the hours until it is empty.
    """

    kind: FaultKind
    target: str
    at: Duration = Duration(0)
    until: Duration | None = None
    amount: float | None = None


class Phase(Row, frozen=True, kw_only=True):
    """A chapter of the story: what a presenter says from `at` on."""

    at: Duration
    name: Text
    text: Text


class Cue(Row, frozen=True, kw_only=True):
    """Something a presenter can make happen at any moment."""

    id: str
    key: str
    name: Text
    #: How long it is imposed; its consequences last longer.
    duration: Duration
    forcing: tuple[Fragment, ...] = ()
    fault: tuple[Fault, ...] = ()


class Expected(Row, frozen=True, kw_only=True):
    """What the story should show: an event at a datastream, `within` so long of `at`."""

    at: Duration
    within: Duration
    #: `domain/thing/property`.
    datastream: str
    #: Priority that its alarm should reach; "" where a value is expected instead.
    priority: Literal["", "advisory", "warning", "alarm"] = ""
    value: float | None = None
    #: How far from `value`, as a share of it.
    tolerance: float = 0.1
    text: Text


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One story of the city."""

    id: str
    name: Text
    summary: Text
    start: float  #: seconds since 1970
    duration: float  #: s
    phases: tuple[Phase, ...]
    forcing: tuple[Fragment, ...]
    faults: tuple[Fault, ...]
    #: Its own cues and, on the keys they leave free, those of the city.
    cues: tuple[Cue, ...]
    expected: tuple[Expected, ...]

    def phase(self, offset: float) -> Phase | None:
        """The chapter at `offset` seconds from the beginning, None before the first."""
        return next((phase for phase in reversed(self.phases) if offset >= phase.at), None)


def level(value: Level, offset: float) -> float:
    """A number, or the course `offset` seconds after its beginning; its last number holds on."""
    if not isinstance(value, Course):
        return value
    position = max(0.0, offset) / value.every
    numbers = value.hold or value.line
    index = min(int(position), len(numbers) - 1)
    if value.hold or index == len(numbers) - 1:
        return numbers[index]
    return numbers[index] + (numbers[index + 1] - numbers[index]) * (position - index)
