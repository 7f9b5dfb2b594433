"""The life of one alarm after ISA-18.2: what it is and what happens to it give what it is next."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from dashboard.core.alarms.event import AlarmState, Priority


class Happening(Enum):
    """What can happen to an alarm; JUDGED carries the level of its condition."""

    JUDGED = "judged"
    ACKNOWLEDGED = "acknowledged"
    RESET = "reset"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    SUPPRESSED = "suppressed"
    UNSUPPRESSED = "unsuppressed"
    LEADS = "leads"
    OUT_OF_SERVICE = "out_of_service"
    IN_SERVICE = "in_service"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an alarm stands.

    The condition (`level`, `worst`) follows the readings whatever the operator does; the rest says
    who must still look at it. NORMAL is `Standing()`.
    """

    level: Priority = Priority.NONE  #: of the condition now
    worst: Priority = Priority.NONE  #: since it was raised
    unseen: bool = False  #: nobody has acknowledged it
    latched: bool = False  #: held although its condition is over
    shelved: bool = False
    suppressed: bool = False
    out_of_service: bool = False

    @property
    def aside(self) -> bool:
        """Whether it was put aside."""
        return self.shelved or self.suppressed or self.out_of_service

    @property
    def state(self) -> AlarmState:
        """Its state in the words of ISA-18.2 (science, section 11.5)."""
        if self.out_of_service:
            return AlarmState.OUT_OF_SERVICE
        if self.suppressed:
            return AlarmState.SUPPRESSED
        if self.shelved:
            return AlarmState.SHELVED
        if self.level:
            return AlarmState.UNACKNOWLEDGED if self.unseen else AlarmState.ACKNOWLEDGED
        if self.latched:
            return AlarmState.LATCHED_UNACKNOWLEDGED if self.unseen else AlarmState.LATCHED_ACKNOWLEDGED
        return AlarmState.RETURNED if self.unseen else AlarmState.NORMAL


def after(
    standing: Standing,
    what: Happening,
    level: Priority = Priority.NONE,
    *,
    latching: bool = False,
    asks_once: bool = False,
) -> tuple[Standing, str]:
    """The standing after that, and the word for the change ("" when nothing changes).

    `level` is the condition's with JUDGED; `latching` says whether the alarm is held after it is over,
    `asks_once` that a worse condition is no news to those who have acknowledged a milder one.
    """
    if what is Happening.JUDGED:
        following, word = _judge(standing, level, latching, asks_once)
    else:
        following, word = _CHANGES[what](standing), what.value
    if following.aside:  # asks for nobody now, and for somebody again when it comes back in alarm
        unseen = bool(following.level) or following.latched
        following = following if following.unseen is unseen else replace(following, unseen=unseen)
    if following.worst and not (following.level or following.unseen or following.latched):
        following = replace(following, worst=Priority.NONE)
    return following, "" if following == standing else word


def _judge(standing: Standing, level: Priority, latching: bool, asks_once: bool) -> tuple[Standing, str]:
    before = standing.level
    if level > before:
        worst = max(level, standing.worst) if before else level
        word = "escalated" if before else "raised"
        unseen = standing.unseen or not (before and asks_once)
        return replace(standing, level=level, worst=worst, unseen=unseen, latched=False), word
    if level:
        return replace(standing, level=level), "eased"
    if not before:
        return standing, ""
    return replace(standing, level=level, latched=latching), "cleared"


def _acknowledge(standing: Standing) -> Standing:
    return standing if standing.aside else replace(standing, unseen=False)


def _reset(standing: Standing) -> Standing:
    return standing if standing.aside or standing.unseen else replace(standing, latched=False)


def _shelve(standing: Standing) -> Standing:
    return standing if standing.out_of_service or standing.suppressed else replace(standing, shelved=True)


_CHANGES: Final[dict[Happening, Callable[[Standing], Standing]]] = {
    Happening.ACKNOWLEDGED: _acknowledge,
    Happening.RESET: _reset,
    Happening.SHELVED: _shelve,
    Happening.UNSHELVED: lambda standing: replace(standing, shelved=False),
    Happening.SUPPRESSED: lambda standing: replace(standing, suppressed=True),
    Happening.UNSUPPRESSED: lambda standing: replace(standing, suppressed=False),
    #: The one that spoke for it does so no longer; what is known to all is not called out again.
    Happening.LEADS: lambda standing: replace(standing, suppressed=False),
    Happening.OUT_OF_SERVICE: lambda standing: replace(standing, out_of_service=True),
    Happening.IN_SERVICE: lambda standing: replace(standing, out_of_service=False),
}
