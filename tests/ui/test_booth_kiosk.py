"""The booth's story by events alone: loop, alarm, visitor, cues, the story anew, screens that come and go."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from config.messages import Clock, Progress, ScenarioState, Status
from dashboard.ui.booth.banner import Banner
from dashboard.ui.booth.kiosk import Kiosk
from dashboard.ui.booth.programme import BACK, DWELL, TAKEOVER
from dashboard.ui.booth.screen_guard import ScreenGuard
from dashboard.ui.booth.stops import sentence, stops
from dashboard.ui.look.theme import DARK
from dashboard.ui.pages.city import CityPage
from dashboard.ui.views.platform import PlatformPage
from dashboard.ui.vigilance import Vigilance
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.desk import Desk

PAILLON = "water/paillon-expositions"


class Wakeful:
    """A system that can, or cannot, keep its screen on."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self.held = 0

    def hold(self) -> str:
        self.held += 1
        return self.reason

    def release(self) -> None:
        self.held -= 1


class Fair:
    """A desk as a booth. A minute of the city is a second of the fair."""

    def __init__(self, qtbot, idle: float | None = None) -> None:
        self.desk = Desk(page="city")
        self.wake = Wakeful()
        qtbot.addWidget(self.desk.window)
        self.kiosk = Kiosk(self.desk.window, self.desk.pump, self.wake, idle=idle)
        self.desk.window.show()
        self.kiosk.start()

    @property
    def window(self):
        return self.desk.window

    def wait(self, seconds: float, step: float = 1.0) -> None:
        for _ in range(round(seconds / step)):
            self.desk.turn(step)

    def flood(self) -> str:
        """The Paillon passes its red limit until that is an alarm; the page that it interrupts."""
        columns = [item.id for item in nice().domain("water").properties]
        row = [float("nan")] * len(columns)
        row[columns.index("discharge")] = 900.0
        for _ in range(40):
            page = self.window.page
            self.desk.town.say(self.desk.minute, {"paillon-expositions": row})
            self.desk.turn(1.0)
            if self.kiosk.programme.show.alarm is not None:
                return page
        raise AssertionError("no alarm")

    def click(self) -> None:
        """A visitor touches the screen, where nothing is."""
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))

    def ordered(self, verb: str) -> list[object]:
        return [arguments for name, arguments in self.desk.asked.others if name == verb]


@pytest.fixture
def fair(qtbot):
    made = Fair(qtbot)
    yield made
    made.kiosk.stop()


@pytest.fixture
def patient(qtbot):
    """A booth whose story begins anew after 20 s."""
    made = Fair(qtbot, idle=20.0)
    yield made
    made.kiosk.stop()


def pages(fair: Fair, seconds: float) -> list[str]:
    """The pages that are on, second by second, without repeats."""
    seen = [fair.window.page]
    for _ in range(round(seconds)):
        fair.wait(1)
        if fair.window.page != seen[-1]:
            seen.append(fair.window.page)
    return seen


def test_it_fills_the_screen_hides_the_cursor_and_keeps_awake(fair):
    assert fair.window.windowState() & Qt.WindowState.WindowFullScreen
    assert QApplication.overrideCursor().shape() is Qt.CursorShape.BlankCursor
    assert fair.wake.held == 1
    fair.kiosk.stop()
    assert QApplication.overrideCursor() is None
    assert fair.wake.held == 0


def test_the_loop_goes_through_the_pages_with_a_sentence_each(fair):
    fair.wait(1)
    seen = pages(fair, DWELL * 11)
    assert seen == [
        "city", "air_quality", "water", "landslide", "traffic", "parking", "platform", "history",
        "mayor", "driver", "city",
    ]  # fmt: skip
    assert fair.kiosk.banner.isVisible()


def test_the_walls_fall_while_the_loop_is_on_the_platform(fair):
    fair.wait(1 + 6 * DWELL)
    page = fair.window.current
    assert isinstance(page, PlatformPage)
    assert not page.scene.platform
    fair.wait(DWELL)
    assert page.scene.platform


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_stop_has_a_sentence_of_its_own(fair, language):
    fair.window.context.language.use(language)
    said = [sentence(fair.window.context, stop) for stop in stops(nice())]
    assert len(set(said)) == len(said)
    assert all(text.endswith((".", "?")) for text in said)


def test_a_city_that_is_worked_out_is_told_and_the_loop_waits_for_it(fair):
    fair.wait(1)
    fair.desk.town.pipeline.clock = None
    fair.desk.town.hear(Status("city", True))
    for _ in range(round(3 * DWELL)):
        fair.desk.town.hear(Progress("city", START, START + 900.0, START + 3600.0))
        fair.wait(1)
    assert fair.window.page == "city"
    assert "before 2 Oct 07:00: 25" in said(fair.kiosk.banner)
    fair.desk.town.hear(Progress("city", done=True))
    fair.wait(2)
    assert "before" not in said(fair.kiosk.banner)
    fair.wait(DWELL)
    assert fair.window.page == "air_quality"


def test_an_alarm_interrupts_the_map_flies_there_and_the_loop_resumes(fair):
    fair.wait(1 + 2 * DWELL)
    assert fair.window.page == "water"
    interrupted = fair.flood()
    page = fair.window.current
    assert isinstance(page, CityPage)
    things = page.panel.map.things
    assert page.panel.view.choice == things.index("water", "paillon-expositions")
    assert page.panel.card.isVisible(), "its curve and what to do"
    goal, (x, y) = page.panel.view.navigator.goal, things.at[page.panel.view.choice]
    assert (goal.x, goal.y) == pytest.approx((x, y), abs=30.0)
    banner = said(fair.kiosk.banner)
    assert "Paillon · Palais des Expositions" in banner
    assert "Close the Paillon tunnel" in banner, "what to do"
    fair.wait(TAKEOVER)
    assert fair.window.page == interrupted


def said(banner: Banner) -> str:
    """All the words of the band."""
    return " | ".join(part.text() for part in banner.findChildren(QWidget) if hasattr(part, "text"))


def test_a_touch_gives_the_screen_to_the_visitor_and_the_loop_comes_back(fair):
    fair.wait(1)
    fair.click()
    fair.wait(1)
    assert not fair.kiosk.banner.isVisible()
    assert QApplication.overrideCursor() is None, "there is something to point with"
    fair.window.show_page("parking")
    fair.wait(BACK - 5)
    assert fair.window.page == "parking"
    fair.wait(10)
    assert fair.kiosk.banner.isVisible()
    assert QApplication.overrideCursor() is not None


def test_a_mouse_that_is_knocked_against_is_no_visitor(fair):
    fair.wait(1)
    handle = fair.window.windowHandle()
    for x in (100, 104, 108):
        QTest.mouseMove(handle, QPoint(x, 100))
        QApplication.processEvents()
    fair.wait(1)
    assert fair.kiosk.banner.isVisible()
    QTest.mouseMove(handle, QPoint(300, 200))
    QApplication.processEvents()
    fair.wait(1)
    assert not fair.kiosk.banner.isVisible()


def test_cues_and_their_undoing_go_by_key_and_leave_the_loop_alone(fair):
    fair.wait(1)
    handle = fair.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_F3)
    QTest.keyClick(handle, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(handle, Qt.Key.Key_F12)
    assert fair.ordered("cue") == [{"id": "landslide_now"}, {"id": "landslide_now", "undo": True}]
    assert fair.ordered("reset") == [{}]
    fair.wait(1)
    assert fair.kiosk.banner.isVisible()


def test_the_story_begins_anew_when_nobody_touches_it(patient):
    patient.wait(60)
    assert patient.ordered("reset") == [], "nobody was there"
    patient.click()
    patient.wait(19)
    assert patient.ordered("reset") == []
    patient.wait(30)
    assert patient.ordered("reset") == [{}], "once"
    assert patient.kiosk.banner.isVisible()


def test_what_a_visitor_left_otherwise_is_put_back(patient):
    """A visitor stops the city, hurries it, changes language and light, opens the drawer and the help."""
    window = patient.window
    patient.wait(1)
    patient.click()
    for keys in ("Ctrl+L", "Ctrl+T", "F10", "F1"):
        *held, key = keys.split("+")
        modifier = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(window.windowHandle(), getattr(Qt.Key, f"Key_{key}"), modifier)
    patient.desk.town.hear(Clock(START, patient.desk.wall(), 600.0, False))
    patient.wait(2)
    assert not window.director.isHidden()
    assert window.switch.help.isVisible()
    assert window.context.language.code == "fr"
    patient.wait(25)
    assert window.director.isHidden()
    assert not window.switch.help.isVisible()
    assert window.context.language.code == "en"
    assert window.context.look.theme is DARK
    assert patient.ordered("pause") == [{"paused": False}]
    assert patient.ordered("speed") == [{"speed": 60.0}]
    assert patient.ordered("reset") == [{}]


def test_a_story_that_is_over_is_told_again(fair):
    fair.wait(1)
    fair.desk.town.hear(ScenarioState("storm", "ended", START))
    fair.wait(25)
    assert fair.ordered("reset") == []
    fair.wait(10)
    assert fair.ordered("reset") == [{}]


def test_on_the_map_the_story_itself_speaks(fair):
    fair.desk.town.hear(ScenarioState("storm", "running", START))
    fair.wait(2)
    assert "the city is calm" in said(fair.kiosk.banner)


def test_the_band_has_one_height_whatever_it_says(fair):
    fair.wait(1)
    before = fair.window.current.height()
    fair.flood()
    assert fair.window.page == "city"
    assert fair.window.current.height() == before


# -- screens ---------------------------------------------------------------------------------------


class Screen:
    """As much of a screen as the guard looks at."""

    def __init__(self, *box: int) -> None:
        self._box = QRect(*box)

    def geometry(self) -> QRect:
        return self._box


@pytest.fixture
def guarded(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return ScreenGuard(window, QGuiApplication.instance()), window


def test_a_window_whose_screen_is_unplugged_fills_another(guarded):
    guard, window = guarded
    guard.fill([Screen(0, 0, 1280, 720), Screen(1280, 0, 800, 600)])
    assert window.geometry() == QRect(0, 0, 1280, 720)
    assert window.windowState() & Qt.WindowState.WindowFullScreen


def test_with_no_screen_at_all_it_waits(guarded):
    guard, window = guarded
    before = window.geometry()
    guard.fill([])
    assert window.geometry() == before
    assert window.isVisible()


def test_another_resolution_is_filled_too(guarded, qapp):
    _, window = guarded
    screen = qapp.primaryScreen()
    screen.geometryChanged.emit(screen.geometry())
    assert window.geometry() == screen.geometry()
    window.showNormal()
    qapp.primaryScreenChanged.emit(screen)
    assert window.windowState() & Qt.WindowState.WindowFullScreen


def test_what_a_presenter_touches_is_large_enough_for_a_finger(fair):
    window = fair.window
    window.showNormal()
    window.resize(1920, 1080)
    window.toggle_director()
    fair.wait(2)
    QApplication.processEvents()
    buttons = [
        button
        for part in (window.bar, window.director)
        for button in part.findChildren(QAbstractButton)
        if button.isVisible() and not isinstance(button, Vigilance)
    ]
    assert len(buttons) > 20
    small = {button.text() or button.accessibleName(): button.height() for button in buttons}
    assert {name: high for name, high in small.items() if high < 36} == {}
