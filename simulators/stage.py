"""Plays a simulation in time: every message at its deadline, every order at once."""

import logging
import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol

from config.messages import Clock, Command
from config.reader import CatalogueError
from simulators.clock import SimulatedClock
from simulators.direction import Direction
from simulators.fleet import Fleet
from simulators.models.contract import TICK
from simulators.orders import Order, OrderError, Pause, Play, Reset, SetSpeed, Undo, parse_order
from simulators.simulation import Outgoing, Simulation, Snapshot

_LOG = logging.getLogger(__name__)
#: The clock is told so often, seconds of wall time.
_TELL_CLOCK: Final = 1.0
#: So is how far the city is that is worked out: nothing is said of what takes less.
_TELL_PROGRESS: Final = 0.5
#: Messages due within this many seconds go out together: above 500 a second, waking for each costs more.
_TOGETHER: Final = 0.002
#: Seconds that the city waits for its broker at the start.
_GREETING: Final = 5.0
#: A city so many seconds of wall time late, and later with every tick, is on a machine too slow for its
#: speed: a shorter hiccup is caught up with. Its clock slips, less than what a control room would take for
#: another story (five seconds' worth); where that is much, it slows down to this share of what the
#: machine can do.
_LATE, _TOO_LATE = 0.1, 2.0
_MUCH: Final = 100.0
_SPARE: Final = 0.7
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

    def tell_progress(self, begins: float, time: float, ends: float) -> None:
        """The city is worked out from `begins`, is at `time` and goes on at `ends`."""

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """Rest until that wall-clock time, or until something came; -inf only looks."""

    def arrived(self) -> bool:
        """Whether a broker was reached since the last question, so that it must be told everything."""


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
        self._direction = Direction(simulation, self._work_out)
        self._next_clock = -math.inf
        self._introduced = False
        self._late = 0.0
        #: Since when the city is behind its clock (wall time, inf when it is not), and for how many ticks.
        self._behind = (math.inf, 0)

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
        first = min(start, story.begins) if story.scenario else start
        if first < start:
            _LOG.info("working out the %.1f hours of the story before the start", (start - first) / 3600.0)
        simulation.begin(first)
        self._work_out(start)
        self._queue, self._sent = deque(simulation.report()), -math.inf
        self._before = None
        self._direction.begin()
        wall = self._wall()
        if self._leads:
            self._clock.jump(simulation.time, wall)
        self._tell_clock(wall)
        if self._introduced:
            self._publish(simulation.story())
        if self._fleet is not None:
            self._fleet.begin(self._wall())

    def _work_out(self, until: float) -> None:
        """Go on to that time at once; those who wait for it are told how far it is."""
        begins, next_told, said = self._simulation.time, self._wall() + _TELL_PROGRESS, False

        def tell(time: float) -> bool:
            nonlocal next_told, said
            wall = self._wall()
            if wall >= next_told:
                next_told, said = wall + _TELL_PROGRESS, True
                self._sink.tell_progress(begins, time, until)
            return not self._ending()

        self._simulation.go(until, tell)
        if said:
            self._sink.tell_progress(begins, until, until)

    def _next_tick(self) -> None:
        if self._leads and self._clock.paced:
            self._keep_up(self._wall())
        self._before = self._simulation.snapshot() if self._sink.listens else None
        self._queue = deque(self._simulation.advance())
        self._clock.reached(self._simulation.time)

    def _keep_up(self, wall: float) -> None:
        """Set the clock back, or down, when the city is late and does not catch up as after an undone cue."""
        clock, time = self._clock, self._simulation.time
        late = wall - clock.due(time)
        since, ticks = self._behind
        self._behind = (math.inf, 0) if late < _LATE else (min(since, wall), ticks + 1)
        if late > _ASLEEP:
            _LOG.warning("the machine was away for %.0f s: the clock goes on from where it was", late)
        elif late >= self._late > _TOO_LATE:
            if late * clock.speed > _MUCH:
                took = (wall - since) / ticks  # on average: one tick may have waited for the disk
                slower = max(1.0, float(f"{_SPARE * TICK / took:.1g}"))
                _LOG.warning("speed %g is too fast for this machine: it goes on at %g", clock.speed, slower)
                clock.set_speed(min(slower, clock.speed), wall)
        else:
            self._late = late
            return
        clock.jump(time, wall)
        self._tell_clock(wall)
        self._late, self._behind = 0.0, (math.inf, 0)

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
        at_once = not self._clock.paced and self._clock.running
        while self._queue and (at_once or self._clock.due(self._queue[0].send) <= wall):
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
            case Reset(seed=seed):
                if seed is not None:
                    self._simulation.sow(seed)
                story = self._simulation.player.story
                self._simulation.player.play(story.scenario, self._origin(story.begins))
                self._begin(self._start)
            case Play(scenario=scenario, now=False) if scenario is not None:
                self._simulation.player.play(scenario, scenario.start)
                self._begin(scenario.start)
            case _:
                self._obey(order)
        _LOG.info("obeyed %s %s", command.verb, dict(command.arguments))

    def _origin(self, begins: float) -> float:
        """When the story begins after a reset: one that was begun later begins at the start."""
        return begins if begins <= self._start else self._start

    def _obey(self, order: Order) -> None:
        """An order that changes the city from now on: its tick is worked out again."""
        if self._queue and self._before is not None:
            self._simulation.restore(self._before)
        if isinstance(order, Undo):
            told = self._direction.undo(order.cue)
            if told is None:
                _LOG.warning("command cue: nothing to undo")
            self._publish(told or ())
        else:
            at = max(self._simulation.time, self._clock.at(self._wall()), self._sent)
            self._direction.obey(order, at)
        self._publish(self._simulation.story())
        if not self._queue or self._before is None:
            return  # the next tick will see the change
        self._before = self._simulation.snapshot()
        self._queue = deque(message for message in self._simulation.advance() if message.send > self._sent)
