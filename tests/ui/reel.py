"""A window over a recording: half an hour of a lively city, recorded and played again turn by turn."""

from collections.abc import Callable
from pathlib import Path

from config.messages import ScenarioState, Status
from dashboard.replay_room import ReplayRoom, open_replay
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pump import Pump
from tests.playing import WALL, Recorded, clock
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.lively import LivelyCity

MINUTES = 30
#: Frames of the recording a second of its wall clock, which is a minute of the city.
FRAMES = 10


def record(path: Path, minutes: int = MINUTES, *, storm: bool = True) -> None:
    """A minute of the city each second, a cue in the middle of it."""
    played = Recorded(nice(), path)
    lively = LivelyCity(nice(), storm=storm, hours=minutes / 60)
    for number in range(minutes * FRAMES):
        since, until = (START + 60.0 * n / FRAMES for n in (number, number + 1))
        wall = WALL + (number + 1) / FRAMES
        messages = list(lively.between(since, until, START))
        if number % FRAMES == 0:
            messages = [Status("city", True), clock(until, wall), *messages]
        if number == minutes * FRAMES // 2:
            messages.append(ScenarioState("storm", "running", START, fired=("tunnel",)))
        played.turn(wall, messages)
    played.session.close()


class Reel:
    """The window of a replay; nothing beats by itself."""

    def __init__(self, path: Path, *, page: str = "water", language: str = "en") -> None:
        self.room: ReplayRoom = open_replay(path, nice(), 1.0)
        self.now = 2e9
        self.pump = Pump(self.room.pipeline, lambda: self.now, turner=self.room.player)
        self.window = MainWindow(
            nice(), self.pump, self.room, language=language, page=page, history=self.room.library,
            transport=self.room.transport,
        )  # fmt: skip
        self.window.resize(1600, 900)

    @property
    def state(self):
        """Of the player."""
        return self.room.player.state()

    def turn(self, seconds: float = 0.1) -> None:
        """One frame, so many seconds of wall clock later."""
        self.now += seconds
        self.pump.turn()

    def until(self, true: Callable[[], bool], most: int = 2000, seconds: float = 0.0) -> None:
        """Frames until something is so."""
        for _ in range(most):
            if true():
                return
            self.turn(seconds)
        raise AssertionError("it never was")

    def arrive(self) -> None:
        """Wait for the end of a seek."""
        self.until(lambda: self.state.seeking is None)

    def close(self) -> None:
        """Window, thread and file."""
        self.window.close()
        self.room.stop()
