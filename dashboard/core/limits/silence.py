"""Finds things that fell silent, and the gateway or the whole city when that is why."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.readings.table import Table

#: So many things silent together (or all, where there are fewer) are a fault of what they share.
TOGETHER = 3
#: A thing that no catalogue knows is missed when it has spoken so often; before, nobody waits for it.
ACQUAINTED = 3


class Change(NamedTuple):
    """A thing or a gateway whose silence changed its level, or that was suppressed or released."""

    time: float  #: seconds since 1970
    domain: str  #: "" for a gateway
    row: int  #: of the thing, or number of the gateway
    level: int  #: 0 heard again, 1 to 3 after so many periods as the city says
    suppressed: bool  #: its gateway is silent


class _Things:
    """What is known of the things of one table; arrays (things,). `steps`: periods until each priority."""

    def __init__(self, steps: Floats) -> None:
        self._next = np.append(steps, np.inf)
        self.gateway: Rows = np.zeros(0, dtype=np.intp)
        self.heard: Floats = np.zeros(0)
        #: The shortest of its datastreams.
        self.period: Floats = np.zeros(0)
        self.level: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        #: The first reading after a silence; the second ends it.
        self.back: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self.suppressed: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        #: How often those spoke that no catalogue knows, up to `ACQUAINTED`; the others are known.
        self.spoken: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        self._periods: Floats = np.zeros(0)
        self.strange: NDArray[np.bool_] = np.zeros(0, dtype=bool)

    def grow(self, table: Table, gateways: list[int]) -> None:
        size, before = len(table), len(self.heard)
        for name, blank in (("gateway", -1), ("heard", -np.inf), ("level", 0), ("back", False),
                            ("suppressed", False), ("spoken", ACQUAINTED)):  # fmt: skip
            old = getattr(self, name)
            new = np.full(size, blank, dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
        self.gateway[: len(gateways)] = gateways
        periods = table.periods[:size]
        observed = table.observed[:size] | ~table.observed[:size].any(axis=1, keepdims=True)
        self._periods = np.where(observed, periods, np.inf).min(axis=1)
        come = [place.discovered for place in table.places[before:size]]
        self.strange = np.append(self.strange, np.array(come, dtype=bool))
        self.spoken[self.strange & (np.arange(size) >= before)] = 0
        self.period = np.where(self.spoken < ACQUAINTED, np.inf, self._periods)

    def listen(self, rows: Rows) -> None:
        """Those speak once more; who has done so often enough has a period from now on."""
        new = rows[self.spoken[rows] < ACQUAINTED]
        if len(new):
            self.spoken[new] += 1
            known = new[self.spoken[new] == ACQUAINTED]
            self.period[known] = self._periods[known]

    def overdue_at(self, periods: float) -> Floats:
        """When each was not heard for so many of its periods; -inf for who was never heard at all."""
        found: Floats = np.full(len(self.heard), -np.inf)
        np.add(self.heard, periods * self.period, out=found, where=np.isfinite(self.heard))
        return found

    def next_deadline(self, rows: Rows | slice = slice(None)) -> Floats:
        """When each turns one level worse, inf for never."""
        heard, patience = self.heard[rows], self._next[self.level[rows]] * self.period[rows]
        return np.where(np.isfinite(heard), heard, np.inf) + patience


class Silence:
    """Who was heard, and when last. Nothing is silent before it was heard for the first time.

    `update` sees every reading; `settle` is told up to when all readings are in. What is found depends
    on the readings only: a silence has its level so many periods after the last reading as the city
    says, and two readings end it. Where `TOGETHER` things of one gateway are silent and the others are
    not heard either, the gateway is: its things are suppressed until any of them speaks, which forgives
    them all. When the whole city falls silent, time stands still; what follows is forgiven, too.
    """

    def __init__(self, city: City, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self._steps: Floats = np.array(city.silence.thing.thresholds())
        self._gateway_steps = city.silence.gateway.thresholds()
        #: A thing is overdue after so many of its periods.
        self._patience = city.silence.thing.advisory
        self.gateways = sorted({thing.gateway for d in city.domains for thing in d.things if thing.gateway})
        number = {name: i for i, name in enumerate(self.gateways)}
        self._gateway_of = {d.id: [number.get(thing.gateway, -1) for thing in d.things] for d in city.domains}
        self.clear()

    def clear(self) -> None:
        """Nothing was ever heard."""
        count = len(self.gateways)
        self._things: dict[str, _Things] = {}
        self.newest = -np.inf
        self._own = False  #: whether anything of the catalogue was heard
        self._shortest = np.inf
        #: The last place is for things without a gateway, whose number is -1.
        self._gateway_heard: Floats = np.full(count + 1, -np.inf)
        self._gateway_period: Floats = np.full(count, np.inf)
        self._gateway_level: NDArray[np.uint8] = np.zeros(count, dtype=np.uint8)
        self._due = np.inf

    def hold(self, domain: str, row: int, level: int, suppressed: bool) -> None:
        """Take over a silence of that level from an earlier run."""
        things = self._of(domain)
        things.level[row], things.suppressed[row] = level, suppressed

    def hold_gateway(self, number: int, level: int) -> None:
        """Take over the silence of a gateway from an earlier run."""
        self._gateway_level[number] = level

    @property
    def shortest(self) -> float:
        """The shortest period of all that was heard, seconds."""
        return self._shortest

    def _of(self, domain: str) -> _Things:
        things = self._things.get(domain)
        if things is None:
            things = self._things[domain] = _Things(self._steps)
        if len(things.heard) < len(self._tables[domain]):
            things.grow(self._tables[domain], self._gateway_of.get(domain, []))
        return things

    # -- readings ----------------------------------------------------------------------------------

    def update(self, domain: str, rows: Rows, times: Floats) -> list[Change]:
        """Different things (n,) were heard at `times`."""
        things, first = self._of(domain), float(times.min())
        things.listen(rows)
        self._forgive_city(first)
        found = self._end_gateways(things, rows, times) if self._gateway_level.any() else []
        period, patience = things.period[rows], self._patience * things.period[rows]
        if (times - things.heard[rows] > patience).any() or things.level[rows].any():
            found += self._judge(domain, things, rows, times)
        things.heard[rows] = times
        np.maximum.at(self._gateway_heard, things.gateway[rows], times)
        self._shortest = min(self._shortest, float(period.min()))
        self._due = min(self._due, first + float(patience.min()))
        own = times[~things.strange[rows]]
        self._own |= bool(len(own))
        if len(own) or not self._own:  # a stranger's clock that is ahead makes nobody else late
            self.newest = max(self.newest, float((own if len(own) else times).max()))
        return found

    def _judge(self, domain: str, things: _Things, rows: Rows, times: Floats) -> list[Change]:
        """Things speak, of which some were or are silent."""
        found = []
        gap = times - things.heard[rows]
        reached = (gap[:, None] > self._steps * things.period[rows][:, None]).sum(axis=1)
        reached[np.isinf(gap)] = 0
        for i in np.flatnonzero(reached > things.level[rows]):
            found += self._worsen(domain, things, int(rows[i]), int(reached[i]))
        silent = things.level[rows] > 0
        over = silent & things.back[rows] & (reached == 0)
        found += [Change(float(times[i]), domain, int(rows[i]), 0, False) for i in np.flatnonzero(over)]
        things.level[rows[over]] = 0
        things.back[rows] = silent & ~over
        return found

    def _end_gateways(self, speaking: _Things, rows: Rows, times: Floats) -> list[Change]:
        """A gateway whose things are heard again is up; they all start anew."""
        found: list[Change] = []
        for number in np.flatnonzero(self._gateway_level):
            through = speaking.gateway[rows] == number
            if not through.any():
                continue
            self._gateway_level[number] = 0
            time = float(times[through].min())
            found.append(Change(time, "", int(number), 0, False))
            for domain, things in self._things.items():
                for row in np.flatnonzero((things.gateway == number) & things.suppressed):
                    if things.level[row]:
                        found.append(Change(time, domain, int(row), 0, False))
                    things.level[row], things.suppressed[row] = 0, False
                    things.back[row], things.heard[row] = False, time
        return found

    def _forgive_city(self, first: float) -> None:
        """After a silence of the whole city nobody is blamed for it."""
        if not first - self.newest > self._patience * self._shortest:
            return
        alive = overdue = 0
        for things in self._things.values():
            deadline = things.overdue_at(self._patience)
            alive += int(((deadline >= self.newest) & np.isfinite(deadline)).sum())
            overdue += int(((deadline >= self.newest) & (deadline < first)).sum())
        if overdue >= max(TOGETHER, alive / 2):
            for things in self._things.values():
                spared = things.overdue_at(self._patience) >= self.newest
                things.heard[spared] = first

    # -- time --------------------------------------------------------------------------------------

    def settle(self, until: float) -> list[Change]:
        """Find who is silent now that all readings up to `until` are in."""
        if until <= self._due:
            return []
        late = [
            (domain, things, np.flatnonzero(things.next_deadline() < until))
            for domain, things in self._things.items()
        ]
        concerned = {int(g) for _, things, rows in late for g in things.gateway[rows] if g >= 0}
        found = []
        for number in sorted(concerned | {int(g) for g in np.flatnonzero(self._gateway_level)}):
            found += self._judge_gateway(number, until)
        for domain, things, rows in late:
            for row in rows:
                level = int((things.heard[row] + self._steps * things.period[row] < until).sum())
                found += self._worsen(domain, things, int(row), level)
        self._due = min(
            (float(things.next_deadline().min(initial=np.inf)) for things in self._things.values()),
            default=np.inf,
        )
        return found

    def _worsen(self, domain: str, things: _Things, row: int, level: int) -> list[Change]:
        """Raise the level of a thing step by step, each at its own time."""
        found = []
        for step in range(int(things.level[row]), level):
            time = float(things.heard[row] + self._steps[step] * things.period[row])
            found.append(Change(time, domain, row, step + 1, bool(things.suppressed[row])))
        things.level[row] = max(level, int(things.level[row]))
        things.back[row] = False
        return found

    def _judge_gateway(self, number: int, until: float) -> list[Change]:
        heard, found = float(self._gateway_heard[number]), []
        if not self._gateway_level[number]:
            time = self._outage(number, heard, until)
            if time is None:
                return []
            found.append(Change(time, "", number, 1, False))
            self._gateway_level[number] = 1
            for domain, things in self._things.items():
                members = (things.gateway == number) & (things.overdue_at(self._patience) >= heard)
                things.suppressed |= members
                silent = np.flatnonzero(members & (things.level > 0))
                found += [Change(time, domain, int(row), int(things.level[row]), True) for row in silent]
        for step in range(int(self._gateway_level[number]), len(self._gateway_steps)):
            time = heard + self._gateway_steps[step] * float(self._gateway_period[number])
            if time < until:
                found.append(Change(time, "", number, step + 1, False))
                self._gateway_level[number] = step + 1
        return found

    def _outage(self, number: int, heard: float, until: float) -> float | None:
        """Since when a gateway is silent at `until`, None when it is not.

        Things that were dead before it was last heard say nothing. Of the others, enough must be
        overdue, and none heard for more than the shortest period of those.
        """
        deadlines, periods = [], []
        for things in self._things.values():
            deadline = things.overdue_at(self._patience)
            members = (things.gateway == number) & (deadline >= heard)
            deadlines.append(deadline[members])
            periods.append(things.period[members])
        deadline, period = np.concatenate(deadlines), np.concatenate(periods)
        overdue = deadline < until
        needed = min(TOGETHER, len(deadline))
        if needed < 2 or overdue.sum() < needed:
            return None
        shortest = float(period[overdue].min())
        time = max(float(np.sort(deadline)[needed - 1]), heard + shortest)
        if time >= until:
            return None
        self._gateway_period[number] = shortest
        return time
