"""What was true, what failed and what was raised while one story was played."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from config.messages import Truth
from dashboard.core.alarms.event import AlarmEvent

#: How the truth of a fault begins; that of a condition is `kind priority`.
_FAULT: Final = "fault: "
#: At its end the truth tells the worst value and the longest run: `5.1 m, 12 min`.
_SUMMARY: Final = re.compile(r"(-?\d+(?:\.\d+)?(?:e[+-]\d+)?)[^,]*, (\d+(?:\.\d+)?) min")


class Key(NamedTuple):
    """What a condition, a fault or an alarm is about."""

    name: str  #: `domain/thing/property`, `domain/thing` or `gateway/name`
    kind: str  #: of limit, of fault or of alarm

    def __str__(self) -> str:
        return f"{self.name} {self.kind}"


class Span(NamedTuple):
    """Something that lasted; seconds since 1970."""

    begins: float
    ends: float


class Raised(NamedTuple):
    """An alarm from its raise to its clearing, infinite while it lasts."""

    begins: float
    ends: float
    alarm: str  #: its id


class Condition(NamedTuple):
    """A limit that was truly passed."""

    begins: float
    ends: float
    priority: str
    worst: float  #: the worst value of the truth, NaN while it lasts and where it is not told
    unbroken: float  #: for how many seconds at most it was not even within the deadband


@dataclass(slots=True)
class StoryRecord:
    """Kept while the story is played; `now` is the city's time."""

    scenario: str  #: "" without one
    begins: float
    now: float
    raised: defaultdict[Key, list[Raised]] = field(default_factory=lambda: defaultdict(list))
    _truths: dict[tuple[str, str, float], Truth] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether nothing was told of it yet."""
        return not self._truths and not self.raised

    def tell(self, truth: Truth) -> None:
        """A condition or a fault begins or ends."""
        self._truths[truth.event, truth.datastream, truth.begins] = truth

    def note(self, event: AlarmEvent) -> None:
        """Something happened to an alarm."""
        alarm = event.alarm.id
        spans = self.raised[Key(alarm.partition("#")[0], event.alarm.kind)]
        if event.what == "raised":
            spans.append(Raised(event.time, math.inf, alarm))
        elif event.what in ("cleared", "withdrawn"):
            for number, item in enumerate(spans):
                if item.alarm == alarm and math.isinf(item.ends):
                    spans[number] = item._replace(ends=event.time)

    def conditions(self) -> dict[Key, list[Condition]]:
        """Limits that were passed, by datastream and kind of limit; what lasts ends now."""
        found: defaultdict[Key, list[Condition]] = defaultdict(list)
        for truth in self._truths.values():
            if not truth.event.startswith(_FAULT):
                kind, _, priority = truth.event.partition(" ")
                ends = self.now if truth.ends is None else truth.ends
                told = None if truth.ends is None else _SUMMARY.match(truth.detail)
                worst = float(told[1]) if told else math.nan
                unbroken = 60.0 * float(told[2]) if told else ends - truth.begins
                condition = Condition(truth.begins, ends, priority, worst, unbroken)
                found[Key(truth.datastream, kind)].append(condition)
        return found

    def faults(self) -> dict[Key, list[Span]]:
        """Instruments that failed, by datastream or gateway and kind of fault; what lasts ends now."""
        found: defaultdict[Key, list[Span]] = defaultdict(list)
        for truth in self._truths.values():
            if truth.event.startswith(_FAULT):
                ends = self.now if truth.ends is None else truth.ends
                found[Key(truth.datastream, truth.event.removeprefix(_FAULT))].append(
                    Span(truth.begins, ends)
                )
        return found


def overlap(one: Span | Raised | Condition, other: Span | Raised | Condition) -> bool:
    """Whether they share a moment."""
    return one.begins <= other.ends and other.begins <= one.ends


def merged(passed: Iterable[Condition], gap: float) -> Sequence[Span]:
    """Those that are less than `gap` seconds apart as one: between them an alarm need not clear."""
    found: list[Span] = []
    for begins, ends in sorted((item.begins, item.ends) for item in passed):
        if found and begins <= found[-1].ends + gap:
            found[-1] = Span(found[-1].begins, max(found[-1].ends, ends))
        else:
            found.append(Span(begins, ends))
    return found
