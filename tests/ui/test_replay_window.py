"""A recording is played beside the live city, in a window of its own: nothing of the live one is lost."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from dashboard.history.archive import Archive
from dashboard.history.library import Library
from dashboard.history.tape import Stretch
from dashboard.replay_room import replay_beside
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pump import Pump
from dashboard.ui.transport.opening import ReplayWindow, ReplayWindows
from tests.playing import WALL, Recorded, clock
from tests.town import START, Town
from tests.ui.city_room import Asked, nice
from tests.ui.lively import LivelyCity
from tests.ui.reel import record


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("reel") / "session.duckdb"
    record(path, 20)
    return path


def wait(true: Callable[[], bool]) -> None:
    """Let the windows beat until something is so."""
    deadline = time.monotonic() + 30.0
    while not true():
        assert time.monotonic() < deadline, "it never was"
        QTest.qWait(5)


class Home:
    """A live window from which replays are opened."""

    def __init__(self, library: Library) -> None:
        self.town = Town(nice(), speed=60.0)
        self.minute = 0.0
        self.lively = LivelyCity(nice(), storm=True, hours=1.0)
        self.pump = Pump(self.town.pipeline, self.wall)
        self.replays = ReplayWindows(
            lambda library, path, stretch: replay_beside(library, path, stretch, nice()), time.time
        )
        self.window = MainWindow(
            nice(), self.pump, Asked(self.town), language="en", page="water", history=library,
            replays=self.replays,
        )  # fmt: skip
        self.replays.attach(self.window, self.pump)
        self.window.show()

    def wall(self) -> float:
        return START + self.minute

    def play(self, minutes: float) -> None:
        end = self.minute + minutes
        while self.minute < end:
            since, self.minute = self.minute, self.minute + 5.0
            self.town.hear(*self.lively.between(START + 60 * since, START + 60 * self.minute, START))
            self.pump.turn()

    def opened(self) -> ReplayWindow:
        """Wait, in frames, for the window that was asked for."""
        wait(lambda: self.pump.turn() or self.replays.window is not None)
        assert self.replays.window is not None
        return self.replays.window


@pytest.fixture
def home(file, qtbot):
    library = Library(folder=file.parent)
    made = Home(library)
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    QApplication.processEvents()
    library.close()


def test_a_file_plays_in_a_window_of_its_own_and_the_live_city_goes_on(home, file):
    home.play(30)
    live = len(home.window.context.alarms.alarms())
    assert live
    home.window.context.replays.open(file)
    replay = home.opened()
    assert replay.isVisible()
    assert home.window.isVisible()
    assert replay.bar.chip is not None
    assert home.window.bar.chip is None
    assert replay.context.store is not home.window.context.store
    assert replay.context.look is home.window.context.look
    wait(lambda: replay.context.transport.state().position > 0)  # it beats by itself
    assert len(home.window.context.alarms.alarms()) == live


def test_the_replay_says_how_the_live_city_is_and_leads_back_to_it(home, file):
    home.play(50)
    home.replays.open(file)
    replay = home.opened()
    replay.transport.show_state()
    waiting = home.window.context.alarms.unacknowledged
    assert waiting
    assert replay.transport.live.text() == f"Live: Alarm · {waiting}"
    home.window.showMinimized()
    replay.transport.live.click()
    assert not home.window.isMinimized()


def test_a_stretch_is_gone_to_and_stopped_at_its_end(home, file):
    home.play(5)
    home.replays.open(file, Stretch(0, START + 300.0, START + 600.0))
    replay = home.opened()
    player = replay.context.transport
    assert player.state().part == pytest.approx((5.0, 10.0), abs=1.0)
    wait(lambda: player.state().seeking is None)
    assert START + 240.0 < player.state().time < START + 600.0


def test_the_next_replay_takes_the_place_of_the_first(home, file):
    home.play(5)
    home.replays.open(file)
    first = home.opened()
    home.replays.open(file, Stretch(0, START + 60.0, START + 120.0))
    wait(lambda: home.pump.turn() or home.replays.window is not first)
    assert not first.isVisible()
    assert home.opened().isVisible()


def test_closing_the_live_window_closes_its_replay(home, file):
    home.play(5)
    home.replays.open(file)
    replay = home.opened()
    home.window.close()
    assert not replay.isVisible()
    assert home.replays.window is None


def test_closed_by_its_key_the_look_of_the_live_window_stays(home, file, qtbot):
    home.play(5)
    home.replays.open(file)
    replay = home.opened()
    with_style = home.window.styleSheet()
    assert replay.styleSheet() == with_style
    with qtbot.waitActive(replay):
        replay.activateWindow()
    QTest.keySequence(replay, "Ctrl+W")
    QApplication.processEvents()
    assert home.replays.window is None
    assert home.window.styleSheet() == with_style != ""


def test_a_file_that_cannot_be_played_is_said(home, tmp_path):
    home.play(5)
    home.replays.open(tmp_path / "nowhere.duckdb")
    wait(lambda: home.pump.turn() or bool(home.window.findChildren(QMessageBox)))
    (box,) = home.window.findChildren(QMessageBox)
    assert "there is no such file" in box.text()
    box.close()


def test_what_is_being_recorded_can_be_replayed_meanwhile(tmp_path, qtbot):
    played = Recorded(nice(), tmp_path / "now.duckdb")
    lively = LivelyCity(nice(), hours=1.0)
    for number in range(10):
        wall = WALL + number + 1
        since, until = START + 60.0 * number, START + 60.0 * (number + 1)
        played.turn(wall, [clock(until, wall), *lively.between(since, until, START)])
    played.session.turn(WALL)
    library = Library(Archive(played.session.cursor), tmp_path / "now.duckdb", folder=tmp_path)
    home = Home(library)
    qtbot.addWidget(home.window)
    home.play(5)
    home.replays.open()
    replay = home.opened()
    assert replay.context.transport.state().duration == pytest.approx(9.0)
    more = played.session.state().recorded
    played.turn(WALL + 11, list(lively.between(START + 600.0, START + 660.0, START)))
    played.session.turn(WALL + 11)
    assert played.session.state().recorded > more, "the recording goes on"
    home.window.close()
    library.close()
    played.session.close()
