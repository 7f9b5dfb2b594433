"""The History page and its frames, without a window around it."""

from dataclasses import replace

from PySide6.QtTest import QTest

from dashboard.ui.pages.history import HistoryPage
from tests.ui.city_room import Room


class Replays:
    """Writes down what is to be played."""

    def __init__(self):
        self.opened = []

    def open(self, path=None, stretch=None):
        self.opened.append((path, stretch))


class Shown:
    """The page, and its frames."""

    def __init__(self, qtbot, library, **more):
        self.room = Room()
        self.replays = Replays()
        self.page = HistoryPage(replace(self.room.context, history=library, replays=self.replays, **more))
        qtbot.addWidget(self.page)
        self.page.resize(1600, 860)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.frame = self.room.town.turn(0)

    def until(self, true):
        for _ in range(2000):
            self.frame = replace(self.frame, wall=self.frame.wall + 1.0)
            self.page.show_frame(self.frame)
            if true():
                return
            QTest.qWait(5)
        raise AssertionError("it never was")

    def settle(self):
        page, inquiry = self.page, self.page.inquiry
        self.until(lambda: page.pile.cards and not inquiry.waiting and not inquiry._marks.waiting)


def lines(page):
    return [line for card in page.pile.cards for line in card.lane.lines]
