"""The tour of the first start: half a minute, by itself, by Enter, by click, or not at all."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dashboard.ui.help.tour import STEP, Tour, first_start
from tests.ui.desk import Desk, lasting


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture(scope="module")
def window(qapp):
    """One for all tests, with every page that they turn to."""
    made = Desk(page="water")
    made.window.show_page("city")
    with lasting(made):
        yield made


@pytest.fixture
def desk(window, qtbot):
    """As it was when it was opened, without a tour."""
    window.window.resize(1920, 1080)
    window.window.show_page("city")
    with qtbot.waitActive(window.window):
        window.window.activateWindow()
    yield window
    if not gone(window):
        window.window.findChild(Tour).end()
        assert gone(window)
    window.context.language.use("en")


@pytest.fixture
def tour(desk, settings):
    made = Tour(desk.window, desk.pump, settings)
    made.begin()
    return made


def gone(desk) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return desk.window.findChild(Tour) is None


def test_it_goes_round_by_itself_in_half_a_minute(desk, settings):
    desk.window.show_page("water")
    tour = Tour(desk.window, desk.pump, settings)
    tour.begin()
    assert desk.window.page == "city", "it begins where the city is"
    assert len(tour.steps()) * STEP == 30.0
    seen = [tour.number]
    seconds = 0
    while seconds < 40:
        desk.turn(1.0)  # a minute of the city is a second of the wall clock
        seconds += 1
        if gone(desk):
            break
        if tour.number != seen[-1]:
            seen.append(tour.number)
    assert seen == [0, 1, 2, 3, 4, 5]
    assert 30 <= seconds <= 37, "each step begins with a frame"
    assert not first_start(settings)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_every_step_lights_its_part_and_speaks_beside_it(desk, tour, size, language):
    desk.window.resize(*size)
    desk.context.language.use(language)
    QApplication.processEvents()
    words = set()
    for number in range(6):
        QApplication.processEvents()
        assert tour.number == number
        target, bubble = tour._target(), tour._bubble.geometry()
        assert not target.isEmpty()
        assert tour.rect().contains(bubble), "the words are whole"
        assert tour._words.heightForWidth(tour._words.width()) <= tour._words.height(), "none is cut"
        if target.width() * target.height() < 0.3 * size[0] * size[1]:
            assert not target.intersects(bubble), "what is shown is seen"
        words.add(tour._words.text())
        tour.forward()
    assert len(words) == 6


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right])
def test_keys_lead_on(tour, key):
    QTest.keyClick(tour, key)
    assert tour.number == 1


def test_a_click_anywhere_leads_on_and_does_nothing_below(desk, tour):
    QTest.mouseClick(tour, Qt.MouseButton.LeftButton, pos=QPoint(40, 300))
    assert tour.number == 1
    assert desk.window.page == "city"


def test_it_is_skipped_and_does_not_come_back(desk, tour, settings):
    QTest.mouseClick(tour.skip_button, Qt.MouseButton.LeftButton)
    assert gone(desk)
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert not first_start(again)


def test_escape_skips_it_too(desk, tour):
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert gone(desk)


def test_the_last_step_begins(desk, tour):
    for _ in range(5):
        QTest.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert tour.next_button.text() == "Begin"
    assert not tour.skip_button.isVisible()
    QTest.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert gone(desk)


def test_the_first_start_is_the_first(settings):
    assert first_start(settings)


def test_a_clock_that_is_set_back_does_not_hurry_or_hold_it(desk, tour):
    desk.turn(1.0)
    desk.minute -= 3600.0
    desk.turn(0.0)
    assert tour.number == 0
    desk.turn(STEP)
    assert tour.number == 1
    desk.minute += 3600.0
