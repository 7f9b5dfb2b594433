"""A recording in place of a city: the same pipeline, pages and alarms, with a transport."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from config.catalogue import City
from config.reader import read_city
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.frame import Frame
from dashboard.core.pipeline import Pipeline
from dashboard.history.archive import Archive, Run, open_archive
from dashboard.history.library import Library
from dashboard.history.pack import recorded_city
from dashboard.history.player import Player
from dashboard.history.recording import Recording
from dashboard.history.replay import Replay
from dashboard.history.tape import Stretch


def replayed_city(path: Path, wanted: str | None) -> City:
    """The city pack to replay a file with: the one that is asked for, or that of then.

    Trouble when the file cannot be read; CatalogueError when there is no such pack.
    """
    if wanted is not None:
        return read_city(wanted)
    with open_archive(path) as archive:
        return recorded_city(archive) or read_city(archive.city().id)


def open_replay(path: Path, city: City, speed: float) -> "ReplayRoom":
    """A file of one's own, all of it; Trouble when it cannot be played."""
    with contextlib.ExitStack() as holding:
        room = ReplayRoom(holding.enter_context(open_archive(path)), path, city, speed=speed)
        room.on_stop(holding.pop_all().close)
        return room


def replay_beside(library: Library, path: Path | None, stretch: Stretch | None, city: City) -> "ReplayRoom":
    """A file of a library while the library is used, even one that is being recorded; from `stretch` on.

    With the limits of then, where the file holds them, else those of `city`. None is the present file.
    Trouble when it cannot be played.
    """
    with contextlib.ExitStack() as holding:
        archive = holding.enter_context(library.lent(path))
        runs = archive.runs()
        run = None if stretch is None else next((item for item in runs if item.number == stretch.run), None)
        known = recorded_city(archive, run) or city
        room = ReplayRoom(archive, path or library.path, known, stretch=stretch, run=run)
        room.on_stop(holding.pop_all().close)
        return room


class ReplayRoom:
    """Like a `ControlRoom`, for whoever looks on; nothing that is done here leaves it."""

    def __init__(
        self,
        archive: Archive,
        path: Path | None,
        city: City,
        *,
        speed: float = 1.0,
        stretch: Stretch | None = None,
        run: Run | None = None,
    ) -> None:
        """Play a file, or one `run` of it, `speed` times as fast as it was recorded.

        Trouble when it cannot be played.
        """
        self.city = city
        self._close: Callable[[], None] = lambda: None
        #: The file that is replayed, to look at all of it.
        self.library = Library(archive, path, folder=None if path is None else path.parent, run=self._run)
        self._runs = archive.runs()
        self.player = Player(Replay(Recording(archive, city, run), city))
        self.player.pace(speed)
        positions = None if stretch is None else self.player.tape.positions(stretch, archive.runs())
        if positions is not None:
            self.player.between(*positions)
            self.player.seek(positions[0])
        self.broker = f"none, {'a recording' if path is None else path.name} is replayed"

    def on_stop(self, close: Callable[[], None]) -> None:
        """What lets go of the file."""
        self._close = close

    @property
    def past(self) -> Sequence[AlarmEvent]:
        """What happened before the recording is in the recording."""
        return ()

    @property
    def pipeline(self) -> Pipeline:
        """What the recording is played through."""
        return self.player.pipeline

    @property
    def turner(self) -> Player:
        """What is turned once a frame."""
        return self.player

    @property
    def transport(self) -> Player:
        """What a window has knobs for."""
        return self.player

    @property
    def finished(self) -> bool:
        """Whether all was played, and nobody looks on."""
        return not self.player.state().playing

    def start(self) -> None:
        """Nothing has to be started."""

    def connect(self) -> None:
        """There is nobody to connect to."""

    def stop(self) -> None:
        """Let go of the file."""
        self.library.close()
        self.player.replay.close()
        self._close()

    def unrecorded(self) -> list[str]:
        """Nothing: it records nothing."""
        return []

    def _run(self) -> float | None:
        """The run that is being played: wall clock at its first frame."""
        replay = self.player.replay
        number = int(replay.recording.frames.number[max(0, replay.place - 1)])
        return next((run.wall for run in self._runs if number in run.frames), None)

    def follow(self, frame: Frame) -> None:
        """What is replayed is news to nobody."""

    # -- intents ---------------------------------------------------------------------------------

    def acknowledge(self, alarms: Iterable[str]) -> None:
        """The operator has seen these alarms."""
        self.pipeline.alarms.acknowledge_all(list(alarms), self.player.now)

    def shelve(self, alarm: str, seconds: float, reason: str) -> None:
        """Put an alarm aside for a time."""
        self.pipeline.alarms.shelve(alarm, self.player.now, seconds, reason)

    def unshelve(self, alarm: str) -> None:
        """Take a shelved alarm back."""
        self.pipeline.alarms.unshelve(alarm, self.player.now)

    def reset(self, alarm: str) -> None:
        """Let go of an alarm that is held although it is over."""
        self.pipeline.alarms.reset(alarm, self.player.now)

    def out_of_service(self, alarm: str, reason: str) -> None:
        """Put an alarm aside until it is put back in service."""
        self.pipeline.alarms.out_of_service(alarm, self.player.now, reason)

    def in_service(self, alarm: str) -> None:
        """Put it back."""
        self.pipeline.alarms.in_service(alarm, self.player.now)

    def comment(self, alarm: str, text: str) -> None:
        """Write a word beside an alarm."""
        self.pipeline.alarms.comment(alarm, self.player.now, text)

    def command(self, verb: str, **arguments: Any) -> None:
        """Orders to the city are orders to the transport; a story that is over takes no others."""
        match verb, arguments:
            case "pause", {"paused": paused}:
                self.player.pause() if paused else self.player.play()
            case "speed", {"speed": speed}:
                clock = self.pipeline.clock
                self.player.pace(float(speed) / (1.0 if clock is None else clock.speed))
            case "reset", _:
                self.player.seek(0.0)
                self.player.play()
