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


#: Put aside: its condition is still judged, and asks for nobody.
ASIDE = frozenset({AlarmState.SHELVED, AlarmState.SUPPRESSED, AlarmState.OUT_OF_SERVICE})
#: Somebody must still acknowledge it.
UNSEEN = frozenset({AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED, AlarmState.LATCHED_UNACKNOWLEDGED})
#: Alarms about instruments and what they share, not about the city. They ask once: that a dead sensor
#: is still dead is no news, although it gets worse.
INSTRUMENT_KINDS = frozenset({"stale", "stuck", "range", "gateway", "city"})
#: Kinds of alarms that no curve shows: of instruments, and of a word such as "closed".
CURVELESS_KINDS = INSTRUMENT_KINDS | {"state"}
_CALLS = frozenset({"raised", "escalated", "unshelved", "unsuppressed", "in_service"})


@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """One change of one alarm, with the alarm as it is after it.

    `what` is one of raised, escalated, eased, cleared (its condition), acknowledged, reset, shelved,
    unshelved, suppressed, unsuppressed, leads (it speaks for its group from now on), out_of_service,
    in_service, commented (what was done with it), withdrawn (the city starts anew, or the limit is no
    more). An alarm that was put aside still tells of its condition, and asks for nobody.
    """

    time: float  #: the city's time, seconds since 1970
    what: str
    alarm: "Alarm"
    by: str = ""  #: who did it, "" for the city itself

    @property
    def annunciated(self) -> bool:
        """Whether it asks an operator to look, with a sound: once per raise."""
        if self.what == "escalated" and self.alarm.kind in INSTRUMENT_KINDS:
            return False
        return self.what in _CALLS and self.alarm.state is AlarmState.UNACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm as it stands.

    `id` is the datastream's name, with `#kind` where a second limit watches it; `domain/thing#stale`
    for a silent thing, `gateway/name` and `city/name` for those whose children are all silent.
    `datastream` always has three parts, also of those last ones.
    """

    id: str
    datastream: str  #: domain/thing/property
    kind: str  #: high, low, rate, fall, state, ..., and of instruments: stale, stuck, range, gateway, city
    priority: Priority  #: of the condition now, or of the worst since it was raised once returned
    state: AlarmState
    raised: float  #: seconds since 1970, NaN when it never was
    cleared: float  #: NaN while the condition lasts
    acknowledged: float  #: NaN until it is
    value: float  #: at the last change; of `stale`, `gateway`, `city`: periods of silence
    threshold: float  #: the limit that it passed, NaN where there is none
    todo: dict[str, str]
    shelved_until: float = float("nan")
    comment: str = ""
    reason: str = ""  #: why it was shelved or taken out of service
    worst: Priority = Priority.NONE  #: since it was raised
    latching: bool = False  #: stays until it is reset
    suppressed: bool = (
        False  #: its gateway is silent, or another speaks for it; also while it is out of service
    )

    @property
    def active(self) -> bool:
        """Whether its condition lasts."""
        return self.raised == self.raised and self.cleared != self.cleared
