"""What travels over MQTT, as structs: the nouns of the agreement."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

#: The fastest simulated clock that can be announced, simulated seconds per second.
FASTEST: Final = 1e6
#: Seeds of a city are whole numbers from 0 up to this.
LARGEST_SEED: Final = 2**63 - 1


class Observation(msgspec.Struct, frozen=True, gc=False):
    """What one message of a thing says.

    `values` are in the order of the domain's properties and in display units, NaN where nothing was
    measured. `time` is the time at the sensor, seconds since 1970; `seq` is -1 where there is none.
    A thing of a domain that the city does not know carries its numbers in `others` instead.
    """

    domain: str
    thing: str
    time: float
    values: tuple[float, ...]
    seq: int = -1
    others: Mapping[str, float] | None = None


class AnnouncedProperty(msgspec.Struct, frozen=True):
    """One property in a birth."""

    attribute: str = ""
    unit: str = ""
    range: tuple[float, float] | None = None


class Birth(msgspec.Struct, frozen=True):
    """A thing says what it is. `removed` when the payload was empty."""

    domain: str
    thing: str
    name: str = ""
    position: tuple[float, float] | None = None  #: longitude, latitude
    properties: Mapping[str, AnnouncedProperty] = msgspec.field(default_factory=dict)
    removed: bool = False


class Status(msgspec.Struct, frozen=True):
    """A client came or went."""

    client: str
    online: bool


class Progress(msgspec.Struct, frozen=True):
    """A client works out the city from `begins` to `ends` and is at `time`; seconds since 1970.

    `done` when the payload was empty: it goes on with the clock again.
    """

    client: str
    begins: float = 0.0
    time: float = 0.0
    ends: float = 0.0
    done: bool = False

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        whole = self.ends - self.begins
        return min(1.0, max(0.0, (self.time - self.begins) / whole)) if whole > 0 else 1.0


#: A clock that is further than so many seconds from where it would be leaps ...
LEAP: Final = 120.0
#: ... unless it makes as much in so many seconds of wall clock: one that cannot keep its speed gives way.
GIVES_WAY: Final = 5.0


class Clock(msgspec.Struct, frozen=True):
    """The simulated clock: at `wall` it was `time`; both seconds since 1970."""

    time: float
    wall: float
    speed: float
    running: bool

    def at(self, wall: float) -> float:
        """Simulated time at that wall-clock time, seconds since 1970."""
        return self.time + (wall - self.wall) * self.speed if self.running else self.time

    def goes_on(self, before: "Clock") -> bool:
        """Whether the one before leads to this one: the same speed, and no leap of more than it gives way."""
        leap = abs(self.time - before.at(self.wall))
        return self.speed == before.speed and leap <= max(LEAP, GIVES_WAY * before.speed)

    def wall_of(self, time: float) -> float:
        """Wall-clock time at which a running clock shows `time`; NaN when it stands still."""
        return (
            self.wall + (time - self.time) / self.speed if self.running and self.speed > 0 else float("nan")
        )


class InjectedFault(msgspec.Struct, frozen=True):
    """An instrument that was made to fail by a command; times in seconds since 1970."""

    kind: str
    #: `domain/thing/property`, `domain/thing` or `gateway/name`.
    target: str
    begins: float
    ends: float | None = None  #: None until it is cleared
    amount: float | None = None


class ScenarioState(msgspec.Struct, frozen=True):
    """What story the city is playing: id ("" for none), phase, and the cues that are left."""

    scenario: str = ""
    phase: Literal["idle", "running", "ended"] = "idle"
    begins: float | None = None
    fired: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    seed: int | None = None  #: of its random numbers; None where nobody says
    faults: tuple[InjectedFault, ...] = ()  #: injected ones that had not ended when this was said


class Truth(msgspec.Struct, frozen=True):
    """Ground truth: a condition or an injected fault, from `begins` to `ends` (None while it lasts)."""

    event: str
    datastream: str
    begins: float
    ends: float | None = None
    detail: str = ""


class AlarmStatus(msgspec.Struct, frozen=True):
    """One alarm as other systems may follow it; times in seconds since 1970, None where there is none."""

    alarm: str
    #: `domain/thing/property`.
    datastream: str
    kind: str
    state: str
    priority: str
    value: float | None = None
    threshold: float | None = None
    raised: float | None = None
    cleared: float | None = None
    acknowledged: float | None = None
    #: What to do, in each language of the city.
    todo: Mapping[str, str] = msgspec.field(default_factory=dict)


class Command(msgspec.Struct, frozen=True):
    """An order to the simulators: a verb and what it takes."""

    verb: str
    arguments: Mapping[str, Any] = msgspec.field(default_factory=dict)


Message = Observation | Birth | Status | Progress | Clock | ScenarioState | Truth | AlarmStatus | Command


class Malformed(Exception):  # noqa: N818 - the agreement's own word
    """A message that says nothing usable; `kind` is counted and shown."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
