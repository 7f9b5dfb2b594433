"""Plays a simulation in time: every message at its deadline, every order at once."""

import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from config.messages import Clock, Command
from config.reader import CatalogueError
from simulators.clock import SimulatedClock
from simulators.fleet import Fleet
from simulators.models.contract import TICK
from simulators.orders import (
    Fire,
    Inject,
    Order,
    OrderError,
    Pause,
    Play,
    Repair,
    Reset,
    SetSpeed,
    Undo,
    parse_order,
)
from simulators.simulation import Outgoing, Simulation, Snapshot

_LOG = logging.getLogger(__name__)
#: The clock is told so often, seconds of wall time.
_TELL_CLOCK: Final = 1.0
#: Messages due within this many seconds go out together: above 500 a second, waking for each costs more.
_TOGETHER: Final = 0.002
#: Seconds that the city waits for its broker at the start.
_GREETING: Final = 5.0
#: A city so late, in seconds of wall and of simulated time, is on a machine too slow for its speed: its
#: clock gives way. A control room takes a clock that falls by 120 s for another story.
_TOO_LATE: Final = (2.0, 100.0)
#: After so many seconds the machine was asleep: there is nothing to catch up with.
_ASLEEP: Final = 60.0


class Sink(Protocol):
    """Where messages go: a broker or a file."""

    #: Whether orders can come back.
    listens: bool

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send one message."""

    def tell_clock(self, clock: Clock) -> None:
        """Tell the simulated time."""

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """Rest until that wall-clock time, or until something came; -inf only looks."""

    def arrived(self) -> bool:
        """Whether a broker was reached since the last question, so that it must be told everything."""


@dataclass(frozen=True, slots=True)
class _Obeyed:
    """An order that changed the city, so that the city can be worked out again without one."""

    order: Order
    at: float  #: simulated time of its effect
    tick: float  #: beginning of its tick
    before: Snapshot | None  #: the city before it, of cues only


class Stage:
    """One simulation, one clock and one sink, until `ending` says so or the time is over.

    A tick is worked out at its beginning. An order takes effect within it: the city goes back to the
    beginning of the tick, and what was not yet sent is worked out again.
    """

    def __init__(
        self,
        simulation: Simulation,
        clock: SimulatedClock,
        sink: Sink,
        wall: Callable[[], float],
        ending: Callable[[], bool],
        fleet: Fleet | None = None,
        *,
        leads: bool = True,
    ) -> None:
        """`leads`: this process tells the clock; otherwise it follows the one that is told."""
        self._simulation = simulation
        self._clock = clock
        self._sink = sink
        self._wall = wall
        self._ending = ending
        self._fleet = fleet
        self._leads = leads
        self._start = -math.inf
        self._queue: deque[Outgoing] = deque()
        self._before: Snapshot | None = None
        self._sent = -math.inf
        self._obeyed: list[_Obeyed] = []
        self._next_clock = -math.inf
        self._introduced = False
        self._late = 0.0
        self._too_fast = math.nan

    def play(
        self, start: float, end: float = math.inf, progress: Callable[[float], None] | None = None
    ) -> None:
        """From `start` to `end`, seconds since 1970. `progress` is told the time after every tick.

        The city waits a little for its broker, so that the first reports are heard, and then begins
        without it.
        """
        self._sink.wait(self._wall() + _GREETING)
        self._begin(start)
        while not self._ending():
            self._rest()
            self._send()
            if self._queue or self._clock.due(self._simulation.time) > self._wall():
                continue
            if progress is not None:
                progress(self._simulation.time)
            if self._simulation.time >= end:
                return
            self._next_tick()

    # -- time --------------------------------------------------------------------------------------

    def _begin(self, start: float) -> None:
        """The city at `start`; a story that began before is worked out up to there."""
        self._start = start
        simulation, story = self._simulation, self._simulation.player.story
        simulation.begin(min(start, story.begins) if story.scenario else start)
        self._go(start // TICK * TICK)
        self._queue, self._sent = deque(simulation.report()), -math.inf
        self._before, self._obeyed = None, []
        wall = self._wall()
        if self._leads:
            self._clock.jump(simulation.time, wall)
        self._tell_clock(wall)
        if self._introduced:
            self._publish(simulation.story())
        if self._fleet is not None:
            self._fleet.begin(self._wall())

    def _next_tick(self) -> None:
        if self._leads and self._clock.paced:
            self._keep_up(self._wall())
        self._before = self._simulation.snapshot() if self._sink.listens else None
        self._queue = deque(self._simulation.advance())
        self._clock.reached(self._simulation.time)

    def _keep_up(self, wall: float) -> None:
        """Set the clock back when the city is late and does not catch up, as it does after an undone cue."""
        clock = self._clock
        late = wall - clock.due(self._simulation.time)
        limit = min(_TOO_LATE[0], _TOO_LATE[1] / clock.speed)
        if late > _ASLEEP or late >= self._late > limit:
            if clock.speed != self._too_fast:
                _LOG.warning("the machine is too slow for speed %g: the clock gives way", clock.speed)
            self._too_fast = clock.speed
            clock.jump(self._simulation.time, wall)
            self._tell_clock(wall)
            late = 0.0
        self._late = late

    def _rest(self) -> None:
        """Wait for the next deadline; obey what comes meanwhile."""
        wall = self._wall()
        due = self._clock.due(self._queue[0].send if self._queue else self._simulation.time)
        until = min(due, self._next_clock if self._leads else wall + _TELL_CLOCK)
        if self._fleet is not None:
            until = min(until, self._fleet.deadline)
        if until > wall:
            until = max(until, wall + _TOGETHER)
        for item in self._sink.wait(until):
            if isinstance(item, Command):
                self._order(item)
            elif not self._leads:
                self._clock.follow(item)
        if self._sink.arrived():
            self._introduce()

    def _send(self) -> None:
        """Everything that is due."""
        wall = self._wall()
        while self._queue and self._clock.due(self._queue[0].send) <= wall:
            message = self._queue.popleft()
            self._sent = message.send
            self._sink.publish(message.topic, message.payload, retain=message.retain)
        if wall >= self._next_clock:
            self._tell_clock(self._wall())
        if self._fleet is not None and wall >= self._fleet.deadline:
            for topic, payload in self._fleet.messages(wall, self._clock.at(wall)):
                self._sink.publish(topic, payload)

    def _publish(self, messages: Iterable[Outgoing]) -> None:
        for message in messages:
            self._sink.publish(message.topic, message.payload, retain=message.retain)

    def _tell_clock(self, wall: float) -> None:
        self._next_clock = wall + _TELL_CLOCK
        if self._leads:
            self._sink.tell_clock(self._clock.announce(wall))

    def _introduce(self) -> None:
        """A broker was reached that may know nothing: clock, things and story."""
        self._introduced = True
        self._tell_clock(self._wall())
        self._publish(self._simulation.births())
        self._publish(self._simulation.story(again=True))
        if self._fleet is not None:
            for topic, payload in self._fleet.births():
                self._sink.publish(topic, payload, retain=True)

    # -- orders ------------------------------------------------------------------------------------

    def _order(self, command: Command) -> None:
        try:
            order = parse_order(command, self._simulation.city, self._simulation.player)
        except (OrderError, CatalogueError) as problem:
            _LOG.warning("%s", problem)
            return
        match order:
            case SetSpeed(speed=speed):
                self._clock.set_speed(speed, self._wall())
                self._tell_clock(self._wall())
            case Pause(paused=paused):
                stop = self._clock.running if paused is None else paused
                (self._clock.pause if stop else self._clock.resume)(self._wall())
                self._tell_clock(self._wall())
            case Reset():
                story = self._simulation.player.story
                self._simulation.player.play(story.scenario, self._origin(story.begins))
                self._begin(self._start)
            case Play(scenario=scenario, now=False) if scenario is not None:
                self._simulation.player.play(scenario, scenario.start)
                self._begin(scenario.start)
            case Undo(cue=name):
                self._undo(name)
            case _:
                self._obey(order)
        _LOG.info("obeyed %s %s", command.verb, dict(command.arguments))

    def _origin(self, begins: float) -> float:
        """When the story begins after a reset: one that was begun later begins at the start."""
        return begins if begins <= self._start else self._start

    def _obey(self, order: Order) -> None:
        """An order that changes the city from now on."""
        if self._queue and self._before is not None:
            self._simulation.restore(self._before)
        tick = self._simulation.time
        at = max(tick, self._clock.at(self._wall()), self._sent)
        before = self._simulation.snapshot() if isinstance(order, Fire) else None
        self._obeyed.append(_Obeyed(order, at, tick, before))
        self._apply(order, at)
        self._again()

    def _apply(self, order: Order, at: float) -> None:
        player = self._simulation.player
        match order:
            case Fire(cue=cue):
                player.fire(cue, at)
            case Inject(fault=fault):
                player.inject(fault, at)
            case Repair(target=target):
                player.repair(target, at)
            case Play(scenario=scenario):
                player.play(scenario, at)

    def _again(self) -> None:
        """Work the current tick out again and keep what was not yet sent of it."""
        self._publish(self._simulation.story())
        if not self._queue or self._before is None:
            return  # the next tick will see the change
        self._before = self._simulation.snapshot()
        self._queue = deque(message for message in self._simulation.advance() if message.send > self._sent)

    def _undo(self, name: str) -> None:
        """The city as if the cue had never been fired: back to before it, and here again without it."""
        simulation = self._simulation
        cue = simulation.player.cue(name)
        wanted = name if cue is None else cue.id
        for index in reversed(range(len(self._obeyed))):
            undone = self._obeyed[index]
            if isinstance(undone.order, Fire) and wanted in ("", undone.order.cue.id):
                break
        else:
            _LOG.warning("command cue: nothing to undo")
            return
        assert undone.before is not None
        later, self._obeyed = self._obeyed[index + 1 :], self._obeyed[:index]
        if self._queue and self._before is not None:
            simulation.restore(self._before)
        here, told = simulation.time, simulation.told()
        simulation.restore(undone.before)
        for item in later:
            self._go(item.tick)
            before = simulation.snapshot() if item.before is not None else None
            self._obeyed.append(_Obeyed(item.order, item.at, item.tick, before))
            self._apply(item.order, item.at)
        self._go(here)
        self._publish(simulation.reconcile(told))
        self._again()

    def _go(self, time: float) -> None:
        while self._simulation.time < time:
            self._simulation.skip()
