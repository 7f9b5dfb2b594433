"""Pictures can be taken along: as PNG, and as the readings that they are drawn from."""

import csv

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.hydrograph import Hydrograph
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.pages.domain import DomainPage
from tests.town import START
from tests.ui.city_room import Room, nice
from tests.ui.desk import Desk

PAILLON = "water/paillon-expositions/discharge"


@pytest.fixture
def room(qapp):
    made = Room()
    for minute, value in ((0, 40.0), (5, 41.5), (10, 43.0)):
        made.say(minute, "water", "paillon-expositions", discharge=value)
        made.town.turn(minute)
    yield made
    made.close()


@pytest.fixture
def card(qtbot, room):
    made = PlotCard(room.context)
    qtbot.addWidget(made)
    made.resize(500, 260)
    made.show_stream(room.context.store.find(PAILLON))
    with qtbot.waitExposed(made):
        made.show()
    made.show_now(START + 700.0, True)
    return made


def test_readings_are_saved_a_line_each(card, tmp_path):
    path = tmp_path / "paillon.csv"
    card.menu.save_readings(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows] == ["40.0", "41.5", "43.0"]
    assert rows[0] == {
        "datastream": PAILLON,
        "time": "2026-10-02T04:00:00.000Z",
        "value": "40.0",
        "unit": "m³/s",
        "quality": "good",
    }


def test_the_picture_is_saved_as_it_is_seen(card, tmp_path):
    path = tmp_path / "paillon.png"
    assert card.menu.save_picture(path)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (500, 260)
    assert picture.pixelColor(250, 6) == card.grab().toImage().pixelColor(250, 6)


def test_where_nothing_can_be_written_it_says_so(card, tmp_path):
    assert not card.menu.save_picture(tmp_path / "no such folder" / "x.png")
    with pytest.raises(OSError, match="no such folder"):
        card.menu.save_readings(tmp_path / "no such folder" / "x.csv")


def test_the_right_button_opens_the_menu_of_the_card(card, qtbot):
    seen: list[list[str]] = []
    waiting = QTimer(card, interval=0)

    def close() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            waiting.stop()
            seen.append([action.text() for action in menu.actions()])
            menu.close()

    waiting.timeout.connect(close)
    waiting.start()
    spot = QPoint(200, 100)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, card.mapToGlobal(spot))
    QApplication.sendEvent(card.plot.viewport(), event)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [["Copy picture", "Save picture (PNG)…", "Save readings (CSV)…"]]


def test_copying_puts_the_picture_on_the_clipboard(card):
    card.menu.copy()
    assert QApplication.clipboard().pixmap().width() == 500
    QApplication.clipboard().clear()


def test_a_hydrograph_takes_its_rain_along(qtbot, room, tmp_path):
    made = Hydrograph(room.context)
    qtbot.addWidget(made)
    gauges = room.context.store.tables["weather"].places
    for minute in (0, 5, 10):
        for place in gauges:
            room.say(minute, "weather", place.id, rain=12.0)
        room.town.turn(minute)
    made.show_gauge(room.context.store.find(PAILLON))
    made.resize(600, 500)
    made.show_now(START + 700.0, True)
    path = tmp_path / "x.csv"
    made.menu.save_readings(path)
    text = path.read_text(encoding="utf-8")
    assert PAILLON in text
    assert "weather/" in text
    assert made.rain.now_mean() == pytest.approx(12.0)


@pytest.mark.parametrize("domain", [domain.id for domain in nice().domains])
def test_every_picture_of_a_page_can_be_taken_along(qtbot, domain, tmp_path):
    """Of each kind of thing of a domain: every card that is shown has readings to save."""
    desk = Desk(page=domain, storm=True, since=60)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.turn(0.0)
    page = desk.window.current
    assert isinstance(page, DomainPage)
    kinds = {tuple(thing.properties): thing.id for thing in nice().domain(domain).things}
    shown, written = set[str](), set[str]()
    for thing in kinds.values():
        page.focus_on(thing)
        desk.turn(0.5)
        QApplication.processEvents()
        for menu in page.findChildren(ExportMenu):
            card = menu.parent()
            if isinstance(card, QWidget) and card.isVisible():
                texts = [action.text() for action in _close(menu.build())]
                assert len(texts) == 4, type(card).__name__  # the fourth leads to the history
                menu.save_readings(tmp_path / "x.csv")
                lines = (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()
                if len(lines) > 1:
                    written.add(type(card).__name__)
                shown.add(type(card).__name__)
    assert shown - written == set()


def _close(menu: QMenu):
    """Its actions, once it is left to Qt to throw away."""
    menu.deleteLater()
    return menu.actions()


def test_a_picture_leads_to_its_datastreams_in_the_history(qtbot, room):
    page = DomainPage(room.context, "water")
    qtbot.addWidget(page)
    asked = []
    page.go_to.connect(lambda *where: asked.append(where))
    card = PlotCard(room.context)
    card.setParent(page)
    card.show_stream(room.context.store.find(PAILLON))
    card.show_now(START + 700.0, True)
    menu = card.menu.build()
    next(action for action in menu.actions() if action.text().startswith("Show in history")).trigger()
    menu.deleteLater()
    assert asked == [("history", PAILLON)]


def test_a_key_leads_from_the_plot_with_focus_to_its_history(qtbot, room):
    page = DomainPage(room.context, "water")
    qtbot.addWidget(page)
    asked = []
    page.go_to.connect(lambda *where: asked.append(where))
    card = PlotCard(room.context)
    card.setParent(page)
    with qtbot.waitExposed(page):
        page.show()
    card.show_stream(room.context.store.find(PAILLON))
    card.show_now(START + 700.0, True)
    card.plot.setFocus()
    qtbot.waitUntil(card.plot.hasFocus)
    QTest.keyClick(card.plot, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("history", PAILLON)]
