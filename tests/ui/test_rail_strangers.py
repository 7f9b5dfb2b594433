"""A stranger may bring more pages than a screen is high: the rail scrolls, none lies over another."""

from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from config.messages import Observation
from tests.town import START
from tests.ui.desk import Desk


def test_thirty_pages_of_strangers_stand_below_one_another_and_can_be_reached(qtbot):
    desk = Desk(page="city", language="en")
    qtbot.addWidget(desk.window)
    desk.window.resize(1280, 720)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    for number in range(30):
        desk.town.hear(Observation(f"strange-{number}", "mast", START, (), 0, {"a": 1.0}))
    desk.turn(0.02)
    QApplication.processEvents()
    rail = desk.window.rail
    strange = [name for name in rail.buttons if "strange-" in name]
    assert len(strange) == 30
    buttons = list(rail.buttons.values())
    qtbot.waitUntil(lambda: all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(buttons)))
    drawer = rail.drawer.geometry()
    assert drawer.bottom() <= rail.height()
    assert not drawer.intersects(rail.area.geometry())
    last = rail.buttons[strange[-1]]
    last.click()
    view = rail.area.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(last.mapTo(view, QPoint(0, 0))))
    desk.window.switch.close()
