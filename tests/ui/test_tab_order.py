"""Everything works from the keyboard: Tab reaches it, a screen reader can name it, its focus is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from config.messages import InjectedFault, ScenarioState
from dashboard.ui import page_order
from dashboard.ui.pages.alarms import HEALTH, JOURNAL
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.desk import Desk

PAGES = [*page_order.names(nice()), *page_order.VIEWS]
#: Tab never needs more: a walk that is longer goes in circles.
MOST = 400


@pytest.fixture
def desk(qtbot) -> Iterator[Desk]:
    """A window over a city in the storm."""
    made = Desk(page="city", storm=True, since=75)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.turn(0.0)
    yield made
    made.window.switch.close()


def settle(desk: Desk) -> None:
    for _ in range(3):
        desk.turn(0.02)
        QApplication.processEvents()


def takers(root: QWidget) -> list[QWidget]:
    """What Tab should come to: visible, enabled, and asking for it."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]  # fmt: skip


def walk(desk: Desk, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What has the focus, one Tab after the other, until it comes round."""
    found: list[QWidget] = []
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        if focus is None or focus in found[:-1]:
            return found
        if found[-1:] != [focus]:  # on the map, Tab goes through what is not calm first
            found.append(focus)
        QTest.keyClick(focus, key)
    raise AssertionError(f"{MOST} times Tab and no end")


def beside(widget: QWidget) -> list[QWidget]:
    """A button of which one at a time is chosen: Tab comes to one of them, arrows to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return list(group.buttons())
    return [widget]


def about(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name(widget)!r} in {type(widget.parentWidget()).__name__}"


def name(widget: QWidget) -> str:
    """What a screen reader says."""
    text = widget.accessibleName()
    if not text and isinstance(widget, QAbstractButton):
        text = widget.text()
    return text


def unseen(desk: Desk) -> list[QWidget]:
    """Where Tab goes, and no pixel differs whether it has come there or has left."""
    found: list[QWidget] = []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    for widget in walk(desk):
        with_ = picture(desk, widget)
        while QApplication.focusWidget() is widget:
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        if picture(desk, widget) == with_:
            found.append(widget)
    return found


def picture(desk: Desk, widget: QWidget) -> QImage:
    """What is on screen of it."""
    QApplication.processEvents()
    box = QRect(widget.mapTo(desk.window, QPoint()), widget.size())
    return desk.window.grab(box.adjusted(-3, -3, 3, 3)).toImage()


def go(desk: Desk, name: str) -> None:
    """To a page, another side of the alarm page, or a side of the presenter's drawer."""
    window = desk.window
    window.show_page(name if name in PAGES else "alarms")
    if name in ("journal", "health"):
        window.current.show_view(JOURNAL if name == "journal" else HEALTH)
    if name in ("stories", "faults"):
        now = START + 60.0 * desk.minute
        running = [InjectedFault("dropout", f"gateway/{name}", now) for name in ("ouest", "est")]
        desk.town.hear(ScenarioState("storm", "running", START, seed=7, faults=tuple(running)))
        if window.director.isHidden():
            window.toggle_director()
        window.director.tabs.button(int(name == "faults")).click()
    settle(desk)


def wrong(desk: Desk) -> dict[str, list[str]]:
    """What somebody with a keyboard would miss of what is on: the fault, and where it is."""
    wanted, there = takers(desk.window), walk(desk)
    assert len(there) > 5
    there[0].setFocus()
    back = walk(desk, Qt.Key.Key_Backtab)
    faults = {
        "not reached": [item for item in wanted if not any(other in there for other in beside(item))],
        "not reached backwards": [item for item in there if item not in back],
        "without a name": [item for item in wanted if not name(item)],
        "focus unseen": unseen(desk),
    }
    return {fault: [about(item) for item in items] for fault, items in faults.items() if items}


@pytest.mark.parametrize(
    "places", [PAGES, ["journal", "health"], ["stories", "faults"]], ids=["pages", "alarms", "drawer"]
)
def test_everything_is_reached_by_tab_both_ways_named_and_seen(desk, places):
    """One window for a group of places: who walks through a page comes from another."""
    found = {}
    for place in places:
        go(desk, place)
        found |= {place: faults} if (faults := wrong(desk)) else {}
    assert found == {}


def test_the_drawer_is_walked_as_it_is_read(desk):
    window = desk.window
    window.toggle_director()
    settle(desk)
    drawer = window.director
    inside = [widget for widget in walk(desk) if drawer.isAncestorOf(widget)]
    top = min(range(len(inside)), key=lambda number: inside[number].mapTo(drawer, QPoint()).y())
    read = [widget.mapTo(drawer, QPoint()).y() // 8 for widget in inside[top:] + inside[:top]]
    window.toggle_director()
    assert read == sorted(read)
    assert len(read) > 12
