"""Ground truth beside the observations: when a limit is really passed, and what instruments hide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import PRIORITIES, Domain, Limit, datastream_id
from config.messages import Truth
from simulators.models.contract import TICK, Floats

_NEVER: Final = float("nan")


@dataclass(slots=True)
class WatchState:
    """What changes, over the k watched pairs of limit and thing."""

    since: Floats  #: (k, 3) when the condition of each priority began, NaN while it does not hold
    worst: Floats  #: (k, 3) the worst value since, turned so that more is worse
    run: Floats  #: (k, 3) for how many seconds it has been at its threshold or past it, without a break
    longest: Floats  #: (k, 3) the longest such run since
    total: Floats  #: (k,) sum of the values of the running average, and of how many ticks it is
    ticks: NDArray[np.int64]
    #: (h, r) values of the last ticks where a change is watched, the newest in row `newest`.
    past: Floats
    newest: int = 0


@dataclass(frozen=True, slots=True)
class _Pair:
    """One limit at one thing."""

    limit: Limit
    thing: int
    column: int
    datastream: str


class Watch:
    """Every limit of a domain, evaluated on the truth: no noise, no delays; the deadband counts.

    A condition begins when the truth comes to its threshold, and ends when it has gone back by
    more than the deadband. Its detail is the value at its beginning and, at its end, the worst it was
    and how long it was at its threshold or past it without a break: `5.1 m, 12 min`.
    """

    state: WatchState

    def __init__(self, domain: Domain) -> None:
        pairs = [
            _Pair(
                limit, row, domain.index(limit.property), datastream_id(domain.id, thing.id, limit.property)
            )
            for limit in domain.limits
            if limit.own()
            for only in (frozenset(limit.things),)
            for row, thing in enumerate(domain.things)
            if limit.property in thing.properties and (not only or thing.id in only)
        ]
        self._pairs: Final = pairs
        self._units = [domain.property(pair.limit.property).unit for pair in pairs]
        self._thing = np.array([pair.thing for pair in pairs], dtype=np.intp)
        self._column = np.array([pair.column for pair in pairs], dtype=np.intp)
        limits = [pair.limit for pair in pairs]
        #: Everything is turned so that more is worse.
        self._sign = np.array([-1.0 if limit.kind in ("low", "fall") else 1.0 for limit in limits])
        self._change = _ticks([limit.over if limit.kind in ("rate", "fall") else None for limit in limits])
        self._average = _ticks([limit.average for limit in limits])
        thresholds = [
            [_NEVER if value is None else float(value) for value in limit.thresholds()] for limit in limits
        ]
        turned = np.array(
            [-1.0 if limit.kind == "low" else 1.0 for limit in limits]
        )  # a fall is told as a drop
        self._on = turned[:, None] * np.array(thresholds, dtype=float).reshape(len(pairs), 3)
        self._deadband = np.array([limit.deadband for limit in limits], dtype=float)[:, None]
        self._averages = [int(ticks) for ticks in np.unique(self._average) if ticks]
        self._states = [
            (row, _members(domain, limit)) for row, limit in enumerate(limits) if limit.kind == "state"
        ]
        self._changing = np.flatnonzero(self._change)
        #: Seconds that one value stands for.
        self._step = TICK * np.maximum(self._average, 1)

    def begin(self, truth: Floats) -> None:
        """Nothing was watched before; `truth` (things, properties) is the first value of changes."""
        k = len(self._pairs)
        past = np.full((int(self._change.max(initial=0)) + 1, len(self._changing)), np.nan)
        self.state = WatchState(
            since=np.full((k, 3), np.nan),
            worst=np.full((k, 3), np.nan),
            run=np.zeros((k, 3)),
            longest=np.zeros((k, 3)),
            total=np.zeros(k),
            ticks=np.zeros(k, dtype=np.int64),
            past=past,
        )
        past[0] = truth[self._thing, self._column][self._changing]

    def watch(self, time: float, truth: Floats) -> list[Truth]:
        """What begins and what ends at `time`, the end of a tick with that truth (things, properties)."""
        state = self.state
        now = truth[self._thing, self._column]
        value = self._evaluated(time, now)
        fresh = np.isfinite(value)[:, None]
        worse = (self._sign * value)[:, None]
        holds = ~np.isnan(state.since)
        on, off = worse >= self._on, worse < self._on - self._deadband
        for row, members in self._states:
            priority = PRIORITIES.index(self._pairs[row].limit.priority)
            on[row, priority] = inside = bool(members[int(now[row])])
            off[row, priority] = not inside
        if not (on.any() or holds.any()):
            return []
        begins, ends = fresh & ~holds & on, fresh & holds & off
        state.worst = np.where(holds, np.fmax(state.worst, worse), worse)
        state.run = np.where(fresh, np.where(on, state.run + self._step[:, None], 0.0), state.run)
        state.longest = np.where(holds, np.maximum(state.longest, state.run), state.run)
        if not (begins.any() or ends.any()):
            return []
        told = [
            self._truth(row, priority, time, detail=self._quantity(row, value[row]))
            for row, priority in np.argwhere(begins)
        ]
        told += [
            self._truth(
                row,
                priority,
                state.since[row, priority],
                time,
                self._summary(row, priority),
            )
            for row, priority in np.argwhere(ends)
        ]
        state.since = np.where(begins, time, np.where(ends, np.nan, state.since))
        return told

    def holding(self, time: float) -> list[Truth]:
        """The conditions that hold."""
        return self.corrections(time, np.full_like(self.state.since, np.nan))

    def corrections(self, time: float, told: Floats) -> list[Truth]:
        """What must be said at `time` to who knows of the conditions `told` (k, 3) with their beginnings."""
        now = self.state.since
        over = ~np.isnan(told) & ~(told == now)
        new = ~np.isnan(now) & ~(told == now)
        ended = [self._truth(row, priority, told[row, priority], time) for row, priority in np.argwhere(over)]
        begun = [self._truth(row, priority, now[row, priority]) for row, priority in np.argwhere(new)]
        return ended + begun

    def _evaluated(self, time: float, now: Floats) -> Floats:
        """(k,) what is compared with the thresholds, NaN where there is nothing new to compare."""
        state, value = self.state, now.copy()
        if len(self._changing):
            rows = len(state.past)
            state.newest = (state.newest + 1) % rows
            state.past[state.newest] = now[self._changing]
            then = (state.newest - self._change[self._changing]) % rows
            value[self._changing] -= state.past[then, np.arange(len(then))]
        state.total += now
        state.ticks += 1
        for length in self._averages:
            pairs = self._average == length
            value[pairs] = np.nan
            if round(time) % round(length * TICK) == 0:
                whole = pairs & (state.ticks >= length)
                value[whole] = state.total[whole] / length
                state.total[pairs], state.ticks[pairs] = 0.0, 0
        return value

    def _summary(self, row: int, priority: int) -> str:
        """`5.1 m, 12 min`: the worst it was, and for how long without a break."""
        worst = self._sign[row] * self.state.worst[row, priority]
        return f"{self._quantity(row, worst)}, {self.state.longest[row, priority] / 60:g} min"

    def _quantity(self, row: int, value: float) -> str:
        """`5.1 m`."""
        return f"{value:.4g} {self._units[row]}".strip()

    def _truth(
        self, row: int, priority: int, begins: float, ends: float | None = None, detail: str = ""
    ) -> Truth:
        pair = self._pairs[row]
        event = f"{pair.limit.kind} {PRIORITIES[priority]}"
        return Truth(event, pair.datastream, float(begins), ends, detail)


def _ticks(lengths: Sequence[float | None]) -> NDArray[np.int64]:
    """Lengths of time in ticks, 0 for None, at least one."""
    return np.array([0 if item is None else max(1, round(item / TICK)) for item in lengths], dtype=np.int64)


def _members(domain: Domain, limit: Limit) -> NDArray[np.bool_]:
    """Which states of the property meet a state limit."""
    return np.array([state in limit.states for state in domain.property(limit.property).states], dtype=bool)


@dataclass(slots=True)
class Outages:
    """Failures that are under way: `(event, datastream) -> since`."""

    since: dict[tuple[str, str], float] = field(default_factory=dict)

    def told(self, time: float, current: dict[tuple[str, str], float]) -> Iterator[Truth]:
        """What is new in `current` and what is no longer in it, at `time`."""
        for (event, datastream), begins in current.items():
            if (event, datastream) not in self.since:
                yield Truth(event, datastream, begins)
        for (event, datastream), begins in self.since.items():
            if (event, datastream) not in current:
                yield Truth(event, datastream, begins, time)
        self.since = current
