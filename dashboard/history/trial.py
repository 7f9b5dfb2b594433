"""A recording played through other alarm limits, without a window, and what differs."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from config.catalogue import City
from dashboard.core.alarms.event import AlarmEvent, Priority
from dashboard.core.alarms.scoring import Score, Scoring
from dashboard.history.archive import Archive, Run
from dashboard.history.recording import Recording
from dashboard.history.replay import Replay
from dashboard.history.trouble import Cancelled


@dataclass(frozen=True, slots=True)
class Raise:
    """One raise of one alarm."""

    alarm: str
    kind: str
    priority: Priority  #: the worst it reached
    raised: float  #: the city's time, seconds since 1970
    cleared: float  #: NaN where it lasted to the end, or until another story began


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a city's limits made of a recording."""

    events: tuple[AlarmEvent, ...]
    raises: tuple[Raise, ...]
    scores: tuple[Score, ...]  #: against the ground truth that was recorded, one per story


@dataclass(frozen=True, slots=True)
class Difference:
    """What two sets of limits make of the same recording."""

    same: int  #: raises that are equal in all
    changed: tuple[tuple[Raise, Raise], ...]  #: overlap, but not in time of raise or clearing, or priority
    only_first: tuple[Raise, ...]
    only_second: tuple[Raise, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A recording under two sets of limits."""

    first: Outcome
    second: Outcome
    difference: Difference


def compared(
    archive: Archive,
    first: City,
    second: City,
    run: Run | None = None,
    told: Callable[[float], bool] = lambda share: True,
) -> Comparison:
    """Play a file, or one run of it, under the limits of both cities, one after the other.

    `told` is as for `trial`, over both.
    """
    one = trial(archive, first, run, told=lambda share: told(share / 2))
    other = trial(archive, second, run, told=lambda share: told((1 + share) / 2))
    return Comparison(one, other, difference(one.raises, other.raises))


def trial(
    archive: Archive,
    city: City,
    run: Run | None = None,
    *,
    operators: bool = False,
    told: Callable[[float], bool] = lambda share: True,
) -> Outcome:
    """Play a file, or one run of it, as fast as the machine goes.

    `told` is given the share that is done and says whether to go on; Cancelled when it does not.
    Trouble when the file cannot be read.
    """
    replay = Replay(Recording(archive, city, run), city, operators=operators)
    scoring = Scoring(city)
    events: list[AlarmEvent] = []
    try:
        while (frame := replay.turn(replay.frames)) is not None:
            scoring.take(frame)
            events += frame.events
            if not told(replay.place / replay.frames):
                raise Cancelled
    finally:
        replay.close()
    return Outcome(tuple(events), tuple(raises(events)), tuple(scoring.scores()))


def raises(events: Iterable[AlarmEvent]) -> list[Raise]:
    """Events as raises, by time and alarm."""
    found: dict[tuple[str, float], Raise] = {}
    for event in events:
        alarm = event.alarm
        if math.isnan(alarm.raised):
            continue
        key = alarm.id, alarm.raised
        item = found.get(key) or Raise(alarm.id, alarm.kind, Priority.NONE, alarm.raised, math.nan)
        worst = max(item.priority, alarm.worst, alarm.priority)
        found[key] = replace(item, priority=worst, cleared=alarm.cleared)
    return sorted(found.values(), key=lambda item: (item.raised, item.alarm))


def difference(first: Sequence[Raise], second: Sequence[Raise]) -> Difference:
    """Pair the raises of each alarm that overlap in time; a raise is paired once."""
    theirs: defaultdict[str, list[Raise]] = defaultdict(list)
    for item in second:
        theirs[item.alarm].append(item)
    same, changed, only_first = 0, [], []
    for item in first:
        other = next((candidate for candidate in theirs[item.alarm] if _overlap(item, candidate)), None)
        if other is None:
            only_first.append(item)
            continue
        theirs[item.alarm].remove(other)
        if _plain(item) == _plain(other):
            same += 1
        else:
            changed.append((item, other))
    rest = sorted((item for items in theirs.values() for item in items), key=lambda x: (x.raised, x.alarm))
    return Difference(same, tuple(changed), tuple(only_first), tuple(rest))


def _overlap(one: Raise, other: Raise) -> bool:
    return not (one.cleared < other.raised or other.cleared < one.raised)


def _plain(item: Raise) -> tuple[object, ...]:
    """For comparing: NaN is equal to NaN."""
    cleared = None if math.isnan(item.cleared) else item.cleared
    return item.alarm, item.kind, item.priority, item.raised, cleared
