"""From message to reading, quality and alarm: one turn a frame, in one thread."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, islice
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from config.messages import GIVES_WAY, LEAP, Birth, Clock, Message, Progress, ScenarioState, Status, Truth
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.alarms.journal import Journal
from dashboard.core.frame import Frame, Health
from dashboard.core.inbox import Inbox
from dashboard.core.link import Link
from dashboard.core.meter import Latencies, Rate, RecentLatencies
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.quality_check import QualityCheck
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import Table

#: So many clients are remembered by their status.
MAX_CLIENTS = 1000
#: Who works something out says so twice a second; after so many seconds it no longer does.
WORKING = 15.0
#: An observation is odd when its time is so far from the city's now, in seconds.
_FUTURE, _PAST = 300.0, 7 * 86400.0


class Helping(NamedTuple):
    """What one turn takes at most, None for all: the rest is left to the next, so that no burst stops it."""

    rounds: int | None = None  #: of one thing's backlog
    observations: int | None = None
    births: int | None = None


class Turner(Protocol):
    """What makes a frame a turn: the pipeline, or one who plays a recording through it."""

    def turn(self, wall: float) -> Frame:
        """What is new at that wall clock, seconds since 1970."""
        ...

    def drawn(self, wall: float) -> None:
        """The last frame is on screen."""
        ...


class Pipeline:
    """Owns everything that is known of the city; only `turn` writes it.

    Time is an argument: `turn(wall)` is given the wall clock, and the city's own clock arrives by
    message.
    """

    def __init__(
        self,
        city: City,
        inbox: Inbox,
        link: Link,
        alarms: AlarmBook,
        store: Store,
        journal: Journal | None = None,
        helping: Helping = Helping(),  # noqa: B008
    ) -> None:
        self.city = city
        self.store = store
        self.alarms = alarms
        #: From sensor to screen, since the first frame with readings and lately.
        self.latencies = Latencies()
        self.recent = RecentLatencies()
        self.clock: Clock | None = None
        self.scenario = ScenarioState()
        #: Wall clock at which the first reading was on screen.
        self.first_drawn: float | None = None
        self._inbox = inbox
        self._link = link
        self._journal = journal
        self._helping = helping
        self._checks: dict[str, QualityCheck] = {}
        self._irregular: Counter[str] = Counter()
        self._messages = self._readings = self._lost = 0
        self._rate = Rate()
        self._online: dict[str, bool] = {}
        self._working: dict[str, tuple[Progress, float]] = {}  #: and when that was heard
        self._pending: list[NDArray[np.float64]] = []
        #: Wall clock at which the city was last heard, or stood still.
        self._heard = -np.inf
        self._restart = False
        #: Domains in which some thing's clock was ever ahead.
        self._ahead: set[str] = set()

    def now(self, wall: float) -> float:
        """The city's time at that wall clock, seconds since 1970."""
        return wall if self.clock is None else self.clock.at(wall)

    def turn(self, wall: float) -> Frame:
        """Take what has arrived, judge it, and say what changed."""
        observations, others = self._inbox.drain()
        discovered = self.store.discovered
        truths, restarted = self._take_others(wall, (message for _, message in others))
        # What came before the first reading was drawn waited for the window: it is not late by our hand.
        helping = self._helping if self.first_drawn is not None else Helping(self._helping.rounds)
        self.store.meet(helping.births)
        restarted, self._restart = restarted or self._restart, False
        now = self.now(wall)
        events: list[AlarmEvent] = []
        if restarted:
            self.store.forget_readings()
            self._checks.clear()
            events += self.alarms.restart(now)
        rows: defaultdict[str, list[NDArray[np.intp]]] = defaultdict(list)
        kept: list[Batch] = []
        arrived, waiting = len(observations), 0
        rounds = self.store.rounds(observations, helping.observations)
        for batch in chain.from_iterable(islice(rounds, helping.rounds)):
            fresh, filed = self._take(batch, now)
            kept.append(filed)
            rows[batch.domain].append(batch.rows)
            events += self.alarms.update(fresh, now)
        judged = now
        if observations:  # what time alone brings about waits for what arrived before
            judged = min(now, self.now(observations[0][0]))
            waiting = len(observations)
            self._inbox.give_back(observations)
        self._working = {
            client: (work, heard) for client, (work, heard) in self._working.items() if wall - heard < WORKING
        }
        stands = self.clock is not None and not self.clock.running
        if arrived or stands or self._working:
            self._heard = wall
        events += self.alarms.advance(judged, wall - self._heard)
        if self._journal is not None:  # before anybody sees them
            self._journal.write(events)
        self._messages += arrived - waiting + len(others)
        self._rate.add(wall, self._messages)
        return Frame(
            now,
            wall,
            self._health(),
            self.clock,
            self.scenario,
            {
                name: parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))
                for name, parts in rows.items()
            },
            tuple(kept),
            tuple(events),
            tuple(truths),
            self.store.discovered > discovered,
            restarted,
        )

    def restart(self) -> None:
        """Begin another story with the next turn: what was played so far never was."""
        self._restart = True
        self.clock = None
        self._pending.clear()

    def drawn(self, wall: float) -> None:
        """The last frame is on screen (or stored, without one) at that wall clock.

        What the first one shows has waited for the window to be there: that is its start, not a latency.
        """
        if self.first_drawn is not None:
            for due in self._pending:
                self.latencies.add(wall - due)
                self.recent.add(wall, wall - due)
        elif self._readings:
            self.first_drawn = wall
        self._pending.clear()

    def _take_others(self, wall: float, messages: Iterable[Message]) -> tuple[list[Truth], bool]:
        truths: list[Truth] = []
        restarted = False
        for message in messages:
            match message:
                case Clock():
                    restarted |= self._goes_back(message, wall)
                    self.clock = message
                case Birth():
                    self.store.expect(message)
                case ScenarioState():
                    self.scenario = message
                case Status() | Progress() if not self._knows(message.client):
                    self._irregular["too_many_clients"] += 1
                case Status():
                    self._online[message.client] = message.online
                    self._working.pop(message.client, None)  # it says so anew
                case Progress():
                    self._working.pop(message.client, None)
                    if not message.done:
                        self._working[message.client] = (message, wall)
                case Truth():
                    truths.append(message)
                case _:
                    self._irregular["unexpected_message"] += 1
        return truths, restarted

    def _knows(self, client: str) -> bool:
        """Whether it is heard of, or there is room for one more."""
        known = self._online.keys() | self._working.keys()
        return client in known or len(known) < MAX_CLIENTS

    def _goes_back(self, clock: Clock, wall: float) -> bool:
        """Whether the city's time is before what it was, in this run or at the end of an earlier one."""
        if self.clock is None:
            return clock.at(wall) < self.alarms.restored_until - LEAP
        return clock.time < self.clock.time - max(LEAP, GIVES_WAY * self.clock.speed)

    def _take(self, batch: Batch, now: float) -> tuple[Batch, Batch]:
        """Check and store one round; returns what was new, and all that was filed."""
        table = self.store.tables[batch.domain]
        check = self._checks.get(batch.domain)
        if check is None:
            check = self._checks[batch.domain] = QualityCheck(table)
        self._mind_odd_times(table, batch, now)
        check.mark(batch)
        fresh, order = table.append(batch)
        self._lost = max(0, self._lost + order.lost)
        if order.repeated:
            self._irregular["repeated"] += order.repeated
        if order.reordered:
            self._irregular["reordered"] += order.reordered
        self._readings += int(np.count_nonzero(np.isfinite(batch.values)))
        if self.clock is not None and self.clock.running:
            self._pending.append(self.clock.wall_of(0.0) + batch.times / self.clock.speed)
        return fresh, fresh if order.kept is None else order.kept

    def _mind_odd_times(self, table: Table, batch: Batch, now: float) -> None:
        """Count times that cannot be; a thing whose clock was ahead and is right again starts anew."""
        if batch.times.min() < now - _PAST:
            self._irregular["long_past"] += int((batch.times < now - _PAST).sum())
        ahead = batch.times > now + _FUTURE
        if ahead.any():
            self._irregular["in_the_future"] += int(ahead.sum())
            self._ahead.add(batch.domain)
        if batch.domain in self._ahead:
            for row in batch.rows[~ahead & (table.newest[batch.rows] > now + _FUTURE)]:
                table.forget_readings(slice(int(row), int(row) + 1))

    def _work(self) -> Progress | None:
        """What the slowest of those who are there works out."""
        there = (work for client, (work, _) in self._working.items() if self._online.get(client, True))
        return min(there, key=lambda work: work.share, default=None)

    def _health(self) -> Health:
        state = self._link.state()
        return Health(
            connected=state.connected,
            city_online=any(self._online.values()),
            messages=self._messages + sum(state.malformed.values()),
            readings=self._readings,
            per_second=self._rate.per_second,
            malformed=state.malformed + self.store.refused,
            irregular=state.irregular + self._irregular,
            discovered=self.store.discovered,
            dropped=self._inbox.dropped,
            lost=self._lost,
            latency_p95=self.recent.percentile(0.95),
            working=self._work(),
            notices=state.notices,
        )
