"""From one view to another, by key and by menu; the second window; help."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from dashboard.ui.help import about as help_about
from dashboard.ui.help import keys as help_keys
from dashboard.ui.pages.page import Page
from dashboard.ui.views.switch import RESET_KEY, STILL_KEY, VIEW_KEYS
from tests.ui.desk import Desk


@pytest.fixture
def desk(qtbot):
    made = Desk(page="parking")
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    made.window.switch.close()


def press(desk, keys):
    QTest.keySequence(desk.window, keys)
    QApplication.processEvents()


def test_each_view_is_one_key_away_and_so_is_the_way_back(desk):
    window = desk.window
    for key, page in (("M", "mayor"), ("D", "driver"), ("S", "platform")):
        press(desk, key)
        assert window.page == page
        assert window.rail.isVisible() is (page == "platform"), "only the operator has the rail"
        press(desk, "O")
        assert window.page == ("platform" if page == "platform" else "parking")
        assert window.rail.isVisible()
    window.show_page("parking")
    press(desk, "M")
    press(desk, "M")
    assert window.page == "parking", "pressed again, it goes back"


@pytest.mark.parametrize("view", ["mayor", "driver", "platform"])
def test_every_view_can_be_the_first_page(qtbot, view):
    """Before anything was said, and after; as a program with `--page` in the system tests."""
    desk = Desk(page=view)
    qtbot.addWidget(desk.window)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    for minutes in (0, 5):
        desk.play(minutes)
        desk.turn()
        assert desk.window.page == view
        assert desk.window.current.isVisible()
        assert not desk.window.grab().toImage().isNull()
    desk.window.switch.close()


def test_the_platform_key_turns_it_over(desk):
    press(desk, "S")
    page = desk.window.current
    assert not page.scene.platform
    press(desk, "S")
    assert page.scene.platform


def test_a_letter_that_is_typed_into_a_field_is_a_letter(desk):
    field = desk.window.current.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "mds")
    assert field.text() == "mds"
    assert desk.window.page == "parking"


def test_the_menu_says_the_keys(desk):
    actions = desk.window.switch.actions
    assert set(actions) == set(VIEW_KEYS)
    for name, action in actions.items():
        assert action.text().endswith(f"\t{VIEW_KEYS[name]}")
    actions["mayor"].trigger()
    assert desk.window.page == "mayor"
    desk.context.language.use("fr")
    QApplication.processEvents()
    assert actions["mayor"].text() == "Maire\tM"


def test_less_motion_is_a_tick_in_the_menu_and_a_key(desk):
    switch, look = desk.window.switch, desk.context.look
    press(desk, STILL_KEY)
    assert look.still
    assert switch.still.isChecked()
    assert switch.still.text().endswith(f"\t{STILL_KEY}")
    switch.still.trigger()
    assert not look.still
    look.keep_still(True)  # by another window that shares the look
    assert switch.still.isChecked()


def test_one_key_begins_the_story_again(desk):
    press(desk, RESET_KEY)
    assert desk.asked.others == [("reset", {})]


# -- second window ---------------------------------------------------------------------------------


def test_a_second_window_has_pages_of_its_own_and_the_same_frames(desk, qtbot):
    press(desk, "W")
    second = desk.window.switch.second
    qtbot.addWidget(second)
    assert second.isVisible()
    assert second.page == "platform"
    second.show_page("mayor")
    desk.play(30)
    assert desk.window.page == "parking"
    told = [label.text() for label in second.findChildren(QLabel) if label.isVisible()]
    assert "Rivers" in told
    press(desk, "W")
    assert not second.isVisible()


class Screen:
    """As much of a screen as is asked."""

    def __init__(self, *box: int) -> None:
        self._box = QRect(*box)

    def geometry(self) -> QRect:
        return self._box


def test_it_fills_the_screen_that_the_first_is_not_on(desk, qtbot):
    desk.window.switch.to("second")
    second = desk.window.switch.second
    qtbot.addWidget(second)
    assert not second.isFullScreen(), "there is one screen here"
    main, other = QGuiApplication.primaryScreen(), Screen(0, 0, 1400, 900)
    second.open_on([main, other], main)
    assert second.isFullScreen()


def test_what_is_hidden_is_told_of_nothing(desk, qtbot, monkeypatch):
    desk.window.switch.to("second")
    second = desk.window.switch.second
    qtbot.addWidget(second)
    second.close()
    monkeypatch.setattr(Page, "show_frame", lambda *_: pytest.fail("a hidden page was told"))
    second.show_frame(desk.pump.pipeline.turn(desk.wall()))


def test_it_goes_with_the_first_window(desk, qtbot):
    desk.window.switch.to("second")
    second = desk.window.switch.second
    qtbot.addWidget(second)
    desk.window.close()
    assert not second.isVisible()


# -- help ------------------------------------------------------------------------------------------


def test_f1_opens_help_and_closes_it(desk, qtbot):
    press(desk, "F1")
    dialog = desk.window.switch.help
    assert dialog.isVisible()
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "F2 … F9" in words
    assert "SIL Open Font License 1.1, fonts/OFL.txt" in words
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    assert not dialog.isVisible()


def test_help_speaks_the_language_of_the_window(desk):
    desk.window.switch.to("help")
    dialog = desk.window.switch.help
    desk.context.language.use("fr")
    QApplication.processEvents()
    assert dialog.close_button.text() == "Fermer"
    assert "plein écran" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_every_key_of_a_view_stands_in_the_help(qapp):
    written = {key for _, keys in help_keys.groups() for key, _ in keys}
    assert set(VIEW_KEYS.values()) | {RESET_KEY} <= written


def test_every_resource_and_library_has_a_licence():
    resources, libraries = help_about.resources(), help_about.libraries()
    assert {source.name.split("/")[0] for source in resources} >= {"fonts", "map", "translations"}
    assert {source.name for source in libraries} >= {"numpy", "PySide6-Essentials", "pyqtgraph"}
    for source in (*resources, *libraries):
        assert source.licence, source
        assert source.what, source


def test_the_resources_are_told_in_french_too():
    english, french = help_about.resources("en"), help_about.resources("fr")
    assert [source.name for source in french] == [source.name for source in english]
    assert all(ours.what != theirs.what for ours, theirs in zip(french, english, strict=True))
