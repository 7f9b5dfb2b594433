"""Pages are built ahead while the frames keep their beat, and only then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dashboard.core.meter import Beats
from dashboard.ui import page_order
from dashboard.ui.ahead import ENOUGH, LIVELY, Ahead
from tests.ui.city_room import nice
from tests.ui.desk import Desk

EVERY = [*page_order.names(nice()), *page_order.VIEWS]


class Seconds:
    """Seconds of a window, with as many frames in each as a test says."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.beats = desk, Beats()
        self.ahead = Ahead(desk.window, self.beats)
        self.moment = 100.0
        self.spent = 7.0
        self.ahead.follow(self.moment, self.spent)  # the first is no measure

    def pass_by(self, *frames: float, share: float = 0.1) -> list[bool]:
        """Whether a portion was built in each of these seconds; the frames took `share` of a core."""
        found = []
        build = self.desk.window.build_ahead
        for count in frames:
            asked = []
            self.desk.window.build_ahead = lambda asked=asked: asked.append(build()) or asked[-1]
            self.moment += 1.0
            self.spent += share
            self.beats.frames += round(count)
            self.ahead.follow(self.moment, self.spent)
            found.append(bool(asked))
        self.desk.window.build_ahead = build
        return found


@pytest.fixture
def seconds(qtbot):
    desk = Desk(page="mayor")
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.play(10)
    return Seconds(desk)


def test_a_portion_a_second_while_the_frames_keep_their_beat(seconds):
    assert seconds.pass_by(60, 30, LIVELY) == [True, True, True]


def test_none_while_they_are_late_whatever_the_city_says(seconds):
    assert seconds.pass_by(LIVELY - 1, 3, 0, 30) == [False, False, False, True]


def test_none_while_they_have_enough_to_do(seconds):
    assert seconds.pass_by(30, 30, share=ENOUGH + 0.01) == [False, False]
    assert seconds.pass_by(30, share=ENOUGH - 0.01) == [True]


def test_none_while_a_hand_moves_something(seconds, monkeypatch):
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    assert seconds.pass_by(30) == [False]
    monkeypatch.undo()
    assert seconds.pass_by(30) == [True]


def test_it_ends_when_all_stands(seconds, qtbot):
    pages = seconds.desk.window.stack.pages
    with qtbot.waitSignal(seconds.ahead.done):
        while set(pages) != set(EVERY):
            assert seconds.pass_by(30) == [True]
        seconds.pass_by(*[30] * len(EVERY))
    assert not seconds.ahead._timer.isActive()
