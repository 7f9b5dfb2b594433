"""Transport of a replay: play, pause, speed, seek, step, loop; turned once a frame like a pipeline."""

import math
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.messages import Clock
from dashboard.core.frame import Frame
from dashboard.core.pipeline import Pipeline
from dashboard.history.replay import Replay
from dashboard.history.tape import Tape
from dashboard.history.trouble import Status, Trouble

#: Slowest and fastest, as a multiple of the pace of then.
RATES: Final = (0.1, 1000.0)
#: A turn of the window may take so long; what is not done then comes in the next one, seconds.
_BUDGET: Final = 0.025
#: How fast it really goes is measured over so many seconds.
_MEASURED: Final = 2.0


@dataclass(frozen=True, slots=True)
class PlayerState:
    """Where the replay is, for the window. Positions are seconds from its beginning at the pace of then."""

    playing: bool
    rate: float
    loop: bool
    position: float
    duration: float
    time: float  #: the city's, seconds since 1970
    #: Share of the way to where one was sent, None when there.
    seeking: float | None
    #: The machine cannot keep up with the rate.
    late: bool
    #: The rate of the last two seconds, NaN when it did not play for so long.
    reached: float
    #: The part that is played: at its end it stops, or begins again.
    part: tuple[float, float]


class Player:
    """Like a pipeline for whoever turns it (`turn`, `drawn`), and a tape recorder for whoever looks on.

    Seeking plays all that lies between, without showing it, so that alarms stand as they did: forward
    from here, backward from the beginning of the run.
    """

    def __init__(self, replay: Replay, timer: Callable[[], float] = perf_counter) -> None:
        """`timer` measures how long a turn takes. Trouble when the recording is empty."""
        if not replay.frames:
            raise Trouble(Status.FAILED, "the recording holds no frames")
        self.replay = replay
        self._timer = timer
        self.tape = Tape(replay.recording.frames)
        self._part = (0.0, self.tape.duration)
        #: Wall clock and position of the last turns in which it only played.
        self._steady: deque[tuple[float, float]] = deque()
        self._playing, self._rate, self._loop = True, 1.0, False
        self._position = 0.0
        self._wall: float | None = None
        self._goal: int | None = 1
        self._goal_from = 0
        self._late = False
        self._last: Frame | None = None

    # -- like a pipeline -----------------------------------------------------------------------------

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline that is played through."""
        return self.replay.pipeline

    @property
    def now(self) -> float:
        """The city's time at the position."""
        place = self.replay.place
        if not place:
            return float(self.replay.recording.frames.time[0])
        beyond = max(0.0, self._position - self.tape.position(place))
        return self.pipeline.now(self.replay.wall + beyond)

    @property
    def recorded(self) -> float:
        """Wall clock of then at the position, seconds since 1970; NaN before the first frame."""
        return self.replay.wall

    def turn(self, wall: float) -> Frame:
        """Go on by as much as `wall` (the clock of now, seconds since 1970) has; what changed."""
        passed = 0.0 if self._wall is None else max(0.0, wall - self._wall)
        self._wall = wall
        if self._goal is not None:
            frames = self._turn_to(self._goal)
            self._position = self.tape.position(self.replay.place)
            if self.replay.place >= self._goal:
                self._goal = None
        elif self._playing:
            frames = self._play(passed)
        else:
            frames = []
        self._measure(wall)
        return self._frame(frames, wall)

    def drawn(self, wall: float) -> None:
        """The last frame is on screen; the wall clock of now says nothing of then."""
        if self.replay.place:  # before the first frame there was no clock
            self.pipeline.drawn(self.replay.wall)

    # -- transport -----------------------------------------------------------------------------------

    def state(self) -> PlayerState:
        """Where it is."""
        seeking = None
        if self._goal is not None:
            seeking = (self.replay.place - self._goal_from) / max(1, self._goal - self._goal_from)
        return PlayerState(
            self._playing, self._rate, self._loop, self._position, self.tape.duration, self.now, seeking,
            self._late, self._reached(), self._part,
        )  # fmt: skip

    def play(self) -> None:
        """Go on; from the beginning of the part when it is at its end."""
        begin, end = self._part
        if self.replay.place >= self.replay.frames or (self._position == end and end > begin):
            self.seek(begin)
        self._playing = True

    def pause(self) -> None:
        """Stand still."""
        self._playing = False

    def pace(self, rate: float) -> None:
        """Play so many times as fast as it was recorded; kept within `RATES`."""
        self._rate = min(max(rate, RATES[0]), RATES[1])

    def repeat(self, on: bool) -> None:
        """Begin the part again after its end, or stop there."""
        self._loop = on

    def between(self, begin: float, end: float) -> None:
        """Play only the part between these positions; the whole when it is none."""
        begin, end = max(begin, 0.0), min(end, self.tape.duration)
        self._part = (begin, end) if begin < end else (0.0, self.tape.duration)

    def stay(self) -> None:
        """Go no further to where one was sent."""
        if self._goal is not None and self.replay.place:
            self._goal = None
            self.pause()

    def step(self, frames: int = 1) -> None:
        """Stand still, so many recorded frames from here; backward when negative."""
        self.pause()
        self._go((self.replay.place if self._goal is None else self._goal) + frames)

    def skip(self, seconds: float) -> None:
        """So many seconds of the city's time from here, in this run; backward when negative."""
        place = self.replay.place if self._goal is None else self._goal
        frames = self.replay.recording.frames
        self._go_time(float(frames.time[max(0, place - 1)]) + seconds, place)

    def seek(self, position: float) -> None:
        """Go to a position, seconds from the beginning."""
        self._go(self.tape.place(position))

    def seek_time(self, time: float) -> None:
        """Go to a time of the city (seconds since 1970) in the present run."""
        self._go_time(time, self.replay.place)

    # -- how it goes ---------------------------------------------------------------------------------

    def _go(self, goal: int) -> None:
        """Make `goal` the next frame, soon; at least the first frame will have been."""
        goal = min(max(goal, 1), self.replay.frames)
        start = self.tape.start(goal)
        if goal < self.replay.place or start > self.replay.place:
            self.replay.go_to(start)
        self._goal, self._goal_from = goal, self.replay.place

    def _go_time(self, time: float, near: int) -> None:
        low = self.tape.start(near)
        self._go(max(low + 1, self.tape.find(time, low, self.tape.end(near))))

    def _play(self, passed: float) -> Sequence[Frame]:
        begin, end = self._part
        if self._position >= end:  # somebody went beyond the part
            begin, end = 0.0, self.tape.duration
        due = min(self._position + passed * self._rate, end)
        goal = self.tape.place(due)
        frames = self._turn_to(goal)
        place = self.replay.place
        self._late = place < goal
        self._position = self.tape.position(place) if self._late else due
        if self._position >= end and not self._late:
            if self._loop:
                self.seek(begin)
            else:
                self._playing = False
        return frames

    def _measure(self, wall: float) -> None:
        """Keep the last seconds in which it only played."""
        if not self._playing or self._goal is not None:
            self._steady.clear()
            self._late = False
            return
        self._steady.append((wall, self._position))
        while self._steady[0][0] < wall - _MEASURED:
            self._steady.popleft()

    def _reached(self) -> float:
        if len(self._steady) < 2:
            return math.nan
        (before, since), (now, position) = self._steady[0], self._steady[-1]
        return (position - since) / (now - before) if now - before > _MEASURED / 2 else math.nan

    def _turn_to(self, end: int) -> Sequence[Frame]:
        """Turn groups of frames before `end`, for as long as a turn of the window may take."""
        frames: list[Frame] = []
        deadline = self._timer() + _BUDGET
        while (frame := self.replay.turn(end)) is not None:
            frames.append(frame)
            if self._timer() >= deadline:
                break
        return frames

    def _frame(self, frames: Sequence[Frame], wall: float) -> Frame:
        """One frame for the window, on its own wall clock."""
        now = self.now
        if frames:
            self._last = merged(frames)
        elif self._last is not None:
            self._last = replace(
                self._last, changed={}, batches=(), events=(), truths=(), discovered=False, restarted=False
            )
        assert self._last is not None, "the first turn goes to the first frame"
        clock = self._last.clock
        if clock is not None:
            going = clock.running and self._playing and self._goal is None
            clock = Clock(now, wall, clock.speed * self._rate, going)
        return replace(self._last, now=now, wall=wall, clock=clock)


def merged(frames: Sequence[Frame]) -> Frame:
    """Several frames in a row as one."""
    if len(frames) == 1:
        return frames[0]
    rows: defaultdict[str, list[NDArray[np.intp]]] = defaultdict(list)
    for frame in frames:
        for domain, changed in frame.changed.items():
            rows[domain].append(changed)
    return replace(
        frames[-1],
        changed={domain: np.unique(np.concatenate(parts)) for domain, parts in rows.items()},
        batches=tuple(chain.from_iterable(frame.batches for frame in frames)),
        events=tuple(chain.from_iterable(frame.events for frame in frames)),
        truths=tuple(chain.from_iterable(frame.truths for frame in frames)),
        discovered=any(frame.discovered for frame in frames),
        restarted=any(frame.restarted for frame in frames),
    )
