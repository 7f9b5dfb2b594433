"""What happened to an alarm, as told to the screen, the journal and other systems."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Priority(IntEnum):
    """How bad; NONE is a calm datastream."""

    NONE = 0
    ADVISORY = 1
    WARNING = 2
    ALARM = 3


class AlarmState(Enum):
    """The states of ISA-18.2 (science, section 11.5)."""

    NORMAL = "normal"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned_unacknowledged"
    LATCHED_UNACKNOWLEDGED = "latched_unacknowledged"
    LATCHED_ACKNOWLEDGED = "latched_acknowledged"
    SHELVED = "shelved"
    SUPPRESSED = "suppressed"
    OUT_OF_SERVICE = "out_of_service"


@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """One change of one alarm, with the alarm as it is after it."""

    time: float  #: the city's time, seconds since 1970
    what: str  #: raised, escalated, eased, cleared, acknowledged, shelved, unshelved, ...
    alarm: "Alarm"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm as it stands. `id` is the datastream's name, with `#kind` where a second limit watches it."""

    id: str
    datastream: str  #: domain/thing/property
    kind: str  #: high, low, rate, fall, state, stale, stuck, ...
    priority: Priority  #: of the condition now, or of the worst since it was raised once returned
    state: AlarmState
    raised: float  #: seconds since 1970, NaN when it never was
    cleared: float  #: NaN while the condition lasts
    acknowledged: float  #: NaN until it is
    value: float  #: at the last change
    threshold: float  #: the limit that it passed, NaN where there is none
    todo: dict[str, str]
    shelved_until: float = float("nan")
    comment: str = ""

    @property
    def active(self) -> bool:
        """Whether its condition lasts."""
        return self.raised == self.raised and self.cleared != self.cleared
