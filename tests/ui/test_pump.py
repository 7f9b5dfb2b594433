"""The heartbeat: one frame a turn, drawn after the views have painted, on absolute deadlines."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dashboard.ui.pump import Pump, deadline


class Story:
    """A pipeline that notes what happens to it."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def turn(self, wall: float) -> object:
        self.log.append(f"turn {wall:g}")
        return self

    def drawn(self, wall: float) -> None:
        self.log.append(f"drawn {wall:g}")


class View(QWidget):
    """Repaints at every frame."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def show_frame(self, frame: object) -> None:
        self._story.log.append("frame")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._story.log.append("paint")


def test_a_turn_is_one_frame_and_is_drawn_after_the_views_have_painted(qtbot):
    story = Story()
    pump = Pump(story, lambda: 7.0)
    view = View(story)
    qtbot.addWidget(view)
    pump.frame.connect(view.show_frame)
    with qtbot.waitExposed(view):
        view.show()
    story.log.clear()
    pump.turn()
    assert story.log == ["turn 7", "frame"]
    qtbot.waitUntil(lambda: pump.beats.frames == 1)
    assert story.log == ["turn 7", "frame", "paint", "drawn 7"]


def test_it_beats_until_it_is_stopped(qtbot):
    story = Story()
    pump = Pump(story, lambda: 0.0)
    frames: list[object] = []
    pump.frame.connect(frames.append)
    with qtbot.waitSignals([pump.frame] * 3):
        pump.start()
    pump.stop()
    qtbot.waitUntil(lambda: pump.beats.frames == len(frames))
    assert not any(timer.isActive() for timer in pump.findChildren(QTimer))
    assert 0 < pump.beats.intervals(0.5)[0] < 1


def test_who_listens_may_come_and_go(qtbot):
    story = Story()
    pump = Pump(story, lambda: 0.0)
    listener = QObject()
    pump.turn()
    listener.deleteLater()
    pump.turn()
    qtbot.waitUntil(lambda: pump.beats.frames == 2)
    assert story.log.count("turn 0") == 2


@pytest.mark.parametrize(
    ("now", "next_due"),
    [
        (0.0, 30.0),
        (12.0, 30.0),  # as it should be
        (29.0, 30.0),
        (40.0, 30.0),  # it took too long: the next frame comes at once ...
        (59.0, 30.0),
        (75.0, 60.0),  # ... and after a stall only one does
        (310.0, 300.0),
    ],
)
def test_a_deadline_that_has_passed_is_made_up_for_once(now, next_due):
    assert deadline(0.0, now, 30.0) == next_due
