"""Transport of a replay: play, pause, speed, seek, step, loop; turned once a frame like a pipeline."""

from collections import defaultdict
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
from dashboard.history.trouble import Status, Trouble

#: Slowest and fastest, as a multiple of the pace of then.
RATES: Final = (0.1, 1000.0)
#: A pause of the recording that is longer than this is passed over, seconds.
_LONGEST_PAUSE: Final = 5.0
#: A turn of the window may take so long; what is not done then comes in the next one, seconds.
_BUDGET: Final = 0.025


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
        pauses = np.diff(replay.recording.frames.wall, prepend=replay.recording.frames.wall[0])
        #: Position of each frame.
        self._at = np.cumsum(np.clip(pauses, 0.0, _LONGEST_PAUSE))
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
        beyond = max(0.0, self._position - float(self._at[place - 1]))
        return self.pipeline.now(self.replay.wall + beyond)

    def turn(self, wall: float) -> Frame:
        """Go on by as much as `wall` (the clock of now, seconds since 1970) has; what changed."""
        passed = 0.0 if self._wall is None else max(0.0, wall - self._wall)
        self._wall = wall
        if self._goal is not None:
            frames = self._turn_to(self._goal)
            if self.replay.place >= self._goal:
                self._goal = None
                self._position = float(self._at[self.replay.place - 1])
        elif self._playing:
            frames = self._play(passed)
        else:
            frames = []
        return self._frame(frames, wall)

    def drawn(self, wall: float) -> None:
        """The last frame is on screen; the wall clock of now says nothing of then."""
        self.pipeline.drawn(self.replay.wall)

    # -- transport -----------------------------------------------------------------------------------

    def state(self) -> PlayerState:
        """Where it is."""
        seeking = None
        if self._goal is not None:
            seeking = (self.replay.place - self._goal_from) / max(1, self._goal - self._goal_from)
        return PlayerState(
            self._playing, self._rate, self._loop, self._position, float(self._at[-1]), self.now, seeking,
            self._late,
        )  # fmt: skip

    def play(self) -> None:
        """Go on; from the beginning when it is at its end."""
        if self.replay.place >= self.replay.frames:
            self.seek(0.0)
        self._playing = True

    def pause(self) -> None:
        """Stand still."""
        self._playing = False

    def pace(self, rate: float) -> None:
        """Play so many times as fast as it was recorded; kept within `RATES`."""
        self._rate = min(max(rate, RATES[0]), RATES[1])

    def repeat(self, on: bool) -> None:
        """Begin again after the end, or stop there."""
        self._loop = on

    def step(self, frames: int = 1) -> None:
        """Stand still, so many recorded frames from here; backward when negative."""
        self.pause()
        self._go(self.replay.place + frames)

    def seek(self, position: float) -> None:
        """Go to a position, seconds from the beginning."""
        self._go(int(np.searchsorted(self._at, position, "right")))

    def seek_time(self, time: float) -> None:
        """Go to a time of the city (seconds since 1970) in the present run."""
        frames = self.replay.recording.frames
        begins = np.flatnonzero(frames.begins)
        here = max(0, self.replay.place - 1)
        low = int(begins[begins <= here].max(initial=0))
        high = int(begins[begins > here].min(initial=len(frames)))
        reached = np.maximum.accumulate(frames.time[low:high])
        self._go(low + int(np.searchsorted(reached, time, "right")))

    # -- how it goes ---------------------------------------------------------------------------------

    def _go(self, goal: int) -> None:
        """Make `goal` the next frame, soon; at least the first frame will have been."""
        goal = min(max(goal, 1), self.replay.frames)
        begins = np.flatnonzero(self.replay.recording.frames.begins)
        start = int(begins[begins < goal].max(initial=0))
        if goal < self.replay.place or start > self.replay.place:
            self.replay.go_to(start)
        self._goal, self._goal_from = goal, self.replay.place

    def _play(self, passed: float) -> Sequence[Frame]:
        due = self._position + passed * self._rate
        end = int(np.searchsorted(self._at, due, "right"))
        frames = self._turn_to(end)
        place = self.replay.place
        self._late = place < end
        self._position = float(self._at[place - 1]) if self._late else min(due, float(self._at[-1]))
        if place >= self.replay.frames:
            if self._loop:
                self._go(1)
            else:
                self._playing = False
        return frames

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
