"""What an operator and a presenter do, by events alone: alarms, cues, stories, time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from config.messages import Clock, Progress, ScenarioState, Status
from config.scenarios import read_scenario
from dashboard.core.alarms.event import AlarmState, Priority
from dashboard.core.link import LinkState, Mishap, Notice
from dashboard.ui.cards.shelve_dialog import ShelveDialog
from dashboard.ui.pages.alarms import AlarmsPage
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.desk import Desk

PAILLON = "water/paillon-expositions/discharge"


@pytest.fixture
def make(qtbot):
    def build(page: str = "alarms", **more) -> Desk:
        desk = Desk(page=page, **more)
        qtbot.addWidget(desk.window)
        with qtbot.waitActive(desk.window):
            desk.window.show()
            desk.window.activateWindow()
        return desk

    return build


@pytest.fixture
def storm(make):
    """Alarms stand, and the alarm page is on."""
    desk = make(storm=True, since=60)
    desk.turn(0.0)
    return desk


def alarms_page(desk: Desk) -> AlarmsPage:
    (page,) = desk.window.findChildren(AlarmsPage)
    return page


def press(desk: Desk, keys: str) -> None:
    QTest.keySequence(desk.window, keys)
    QApplication.processEvents()


def answer(desk: Desk, act: Callable[[ShelveDialog], None]) -> None:
    """What the operator does in the dialog that comes next."""
    waiting = QTimer(desk.window, interval=0)

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ShelveDialog):
            waiting.stop()
            act(dialog)

    waiting.timeout.connect(do)
    waiting.start()


# -- alarms ----------------------------------------------------------------------------------------


def test_the_city_says_how_it_is(storm):
    vigilance = storm.window.bar.vigilance
    waiting = storm.context.alarms.unacknowledged
    assert waiting > 20
    assert vigilance.text() == f"Alarm · {waiting} not acknowledged"
    assert storm.window.rail.buttons["alarms"].accessibleName() == "Alarms"


def test_before_anything_was_heard_the_city_is_not_called_calm(qtbot):
    desk = Desk()
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.turn()
    assert desk.window.bar.vigilance.text() == "No reading yet"
    desk.play(15)
    assert desk.window.bar.vigilance.text().startswith("Calm")


def test_the_worst_alarm_is_chosen_and_told_in_full(storm):
    page = alarms_page(storm)
    first = page.model.alarm(0)
    assert page.detail.alarm == first
    assert page.detail.acknowledge.isEnabled()
    assert first.priority is Priority.ALARM


def test_a_acknowledges_what_is_chosen(storm):
    page = alarms_page(storm)
    wanted = page.model.alarm(0).id
    page.table.setFocus()
    press(storm, "A")
    assert storm.asked.acknowledged == [wanted]
    storm.turn()
    row = page.model.row_of(wanted)
    assert row is not None
    assert not page.detail.acknowledge.isEnabled() or page.detail.alarm.id != wanted


def test_shift_a_acknowledges_the_page_and_ctrl_shift_a_the_list(storm):
    page = alarms_page(storm)
    page.table.setFocus()
    listed = page.model.rowCount()
    on_screen = page.table.viewport().height() // page.table.rowHeight(0)
    press(storm, "Shift+A")
    assert on_screen <= len(storm.asked.acknowledged) <= on_screen + 2 < listed
    press(storm, "Ctrl+Shift+A")
    assert len(set(storm.asked.acknowledged)) == listed


def test_letters_that_are_typed_into_the_search_are_no_orders(storm, qtbot):
    page = alarms_page(storm)
    qtbot.keyClicks(page.filter.search, "AaSc")
    assert page.filter.search.text() == "AaSc"
    assert storm.asked.acknowledged == []


def test_what_the_page_chose_gives_way_when_it_is_over_and_what_an_operator_chose_does_not(storm):
    page = alarms_page(storm)
    page.filter.search.setText("discharge")
    first = page.detail.alarm
    for _ in range(24):
        storm.play(10, step=10)
        if not storm.context.alarms.get(first.id).active:
            break
    assert page.detail.alarm.id == page.model.alarm(0).id != first.id
    over = next(row for row in range(page.model.rowCount()) if page.model.alarm(row).id == first.id)
    page.table.selectRow(over)
    storm.play(10, step=10)
    assert page.detail.alarm.id == first.id


def test_filters_and_search(storm, qtbot):
    page = alarms_page(storm)
    everything = page.model.rowCount()
    boxes: list[QComboBox] = [page.filter.domain, page.filter.priority, page.filter.state]
    page.filter.domain.setCurrentText("Water")
    assert 0 < page.model.rowCount() < everything
    page.filter.priority.setCurrentText("Alarm")
    assert {page.model.alarm(row).priority for row in range(page.model.rowCount())} == {Priority.ALARM}
    page.filter.state.setCurrentText("Put aside")
    aside = {page.model.alarm(row).state for row in range(page.model.rowCount())}
    assert aside <= {AlarmState.SUPPRESSED}, "nobody put any aside, but another may speak for it"
    for box in boxes:
        box.setCurrentIndex(0)
    assert page.model.rowCount() == everything
    qtbot.keyClicks(page.filter.search, "paillon")
    assert 0 < page.model.rowCount() < everything


def test_shelving_takes_a_time_and_a_reason(storm, qtbot):
    page = alarms_page(storm)
    wanted = page.model.alarm(0).id
    seen: list[bool] = []

    def fill(dialog: ShelveDialog) -> None:
        accept = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        seen.append(accept.isEnabled())
        qtbot.keyClicks(dialog.reason, "road works")
        seen.append(accept.isEnabled())
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)

    answer(storm, fill)
    page.table.setFocus()
    press(storm, "H")
    assert seen == [False, True]
    assert storm.asked.others == [("shelve", (wanted, 3600.0, "road works"))]


def test_shelving_can_be_thought_better_of(storm, qtbot):
    answer(storm, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    qtbot.mouseClick(alarms_page(storm).detail.shelve, Qt.MouseButton.LeftButton)
    assert storm.asked.others == []


def test_a_comment_is_sent_by_enter(storm, qtbot):
    page = alarms_page(storm)
    qtbot.keyClicks(page.detail.comment, "called the mayor")
    qtbot.keyClick(page.detail.comment, Qt.Key.Key_Return)
    assert storm.asked.others == [("comment", (page.detail.alarm.id, "called the mayor"))]


def test_enter_goes_to_the_sensor(storm, qtbot):
    page = alarms_page(storm)
    qtbot.keyClicks(page.filter.search, PAILLON)
    assert page.model.alarm(0).datastream == PAILLON
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert storm.window.page == "water"


def test_the_pill_leads_to_the_alarms(make, qtbot):
    desk = make(page="water")
    desk.turn()
    qtbot.mouseClick(desk.window.bar.vigilance, Qt.MouseButton.LeftButton)
    assert desk.window.page == "alarms"


def test_alarms_that_came_while_the_page_was_hidden_are_there(make):
    desk = make(page="alarms", storm=True)
    desk.turn()
    desk.window.show_page("water")
    desk.play(60, step=10)
    page = alarms_page(desk)
    assert page.model.rowCount() == 0
    desk.window.show_page("alarms")
    alarms = desk.context.alarms.alarms()
    assert page.model.rowCount() == sum(alarm.state is not AlarmState.SUPPRESSED for alarm in alarms) > 0


# -- the presenter ---------------------------------------------------------------------------------


def test_the_drawer_opens_by_key_and_by_the_rail(make, qtbot):
    desk = make()
    desk.turn()
    assert desk.window.director.isHidden()
    press(desk, "F10")
    assert desk.window.director.isVisible()
    qtbot.mouseClick(desk.window.rail.drawer, Qt.MouseButton.LeftButton)
    assert desk.window.director.isHidden()


def test_a_story_is_begun_and_ended(make, qtbot):
    desk = make()
    press(desk, "F10")
    desk.turn()
    card = next(card for card in desk.window.director.cards if card.scenario.id == "storm")
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert desk.asked.others == [("scenario", {"id": "storm"})]
    assert card.button.text() == "Start"  # until the city says that it is so
    desk.town.hear(ScenarioState("storm", "running", START))
    desk.turn(200)
    assert card.button.text() == "Stop"
    assert card.timeline.isVisible()
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert desk.asked.others[-1] == ("scenario", {"id": ""})


def test_cue_keys_fire_and_shift_undoes(make):
    desk = make()
    desk.turn()
    press(desk, "F4")
    press(desk, "Shift+F4")
    assert desk.asked.others == [
        ("cue", {"id": "rush_hour"}),
        ("cue", {"id": "rush_hour", "undo": True}),
    ]


def test_a_storys_own_cue_takes_its_key(make):
    desk = make()
    desk.town.hear(ScenarioState("storm", "running", START))
    desk.turn()
    press(desk, "F3")
    ((verb, arguments),) = desk.asked.others
    own = read_scenario(nice(), "storm").cues
    assert verb == "cue"
    assert arguments["id"] == next(cue.id for cue in own if cue.key == "F3")


def test_speed_and_pause_are_orders(make, qtbot):
    desk = make()
    press(desk, "F10")
    desk.turn()
    fast = next(b for b in desk.window.director.findChildren(QPushButton) if b.text() == "×600")
    qtbot.mouseClick(fast, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(desk.window.director.time.pause, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(desk.window.director.time.reset, Qt.MouseButton.LeftButton)
    assert desk.asked.others == [("speed", {"speed": 600.0}), ("pause", {"paused": True}), ("reset", {})]
    desk.town.hear(Clock(START, START, 60.0, False))
    desk.turn()
    press(desk, "Ctrl+Space")
    assert desk.asked.others[-1] == ("pause", {"paused": False})


# -- when something is wrong -----------------------------------------------------------------------


class Broken:
    """A connection that is down, with a word on why."""

    def __init__(self, *notices: Notice) -> None:
        self.notices = notices

    def state(self) -> LinkState:
        return LinkState(connected=False, notices=self.notices)


def test_a_broken_line_is_said_and_what_is_done_about_it(make):
    desk = make()
    desk.turn()
    assert desk.window.notice.isHidden()
    desk.town.pipeline._link = Broken(Notice(Mishap.BROKER_ENDED, "-9", 4.2))
    desk.turn()
    assert desk.window.notice.isVisible()
    assert desk.window.notice.words() == (
        "No broker answers: the readings stand still. Trying again by itself. "
        "The broker has ended (status -9); next start in 4 s."
    )
    desk.context.language.use("fr")
    QApplication.processEvents()
    assert desk.window.notice.words().startswith("Aucun courtier MQTT ne répond")
    assert desk.window.notice.words().endswith(
        "Le courtier s’est arrêté (code -9)\u202f; il redémarre dans 4 s."
    )
    desk.context.language.use("en")


def test_every_mishap_is_said_in_both_languages(make):
    desk = make()
    for mishap in Mishap:
        desk.town.pipeline._link = Broken(Notice(mishap, "why", 1.0))
        said = set()
        for language in ("en", "fr"):
            desk.context.language.use(language)
            QApplication.processEvents()
            desk.turn()
            said.add(desk.window.notice.words().partition("itself. ")[2] or desk.window.notice.words())
        assert len(said) == 2, mishap
        assert not any("%" in words for words in said), mishap
    desk.context.language.use("en")


def test_a_city_that_went_silent_is_said(make):
    desk = make()
    desk.play(5)
    desk.town.hear(Status("city", False))
    desk.turn()
    assert desk.window.notice.words() == "The city is silent: its simulators have gone."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Working out what happened in the city before 2 Oct 14:55: 25\u202f%."),
        ("fr", "Calcul de ce qui s’est passé dans la ville avant le 2 oct. 14:55\u00a0: 25\u202f%."),
    ],
)
def test_a_city_that_is_worked_out_says_how_far_it_is(make, language, said):
    desk = make(language=language)
    begins, ends = START, START + (8 * 60 + 55) * 60.0
    desk.town.hear(Status("city", True), Progress("city", begins, begins + (ends - begins) / 4, ends))
    desk.turn()
    notice = desk.window.notice
    assert notice.words() == said
    assert notice.progress.isVisible()
    assert notice.progress.value() == 25
    desk.turn(60)
    assert not desk.town.book.alarms(), "nobody is silent meanwhile"
    desk.town.hear(Progress("city", done=True))
    desk.play(5)
    assert notice.isHidden()


def test_another_story_begins_on_an_empty_page(make):
    desk = make(page="water", since=30)
    desk.turn(0.0)
    desk.town.hear(Clock(START - 86400.0, desk.wall(), 60.0, True))
    desk.turn()
    assert desk.context.store.latest(desk.context.store.find(PAILLON), START) is None
    desk.turn()
    assert "—" in [label.text() for label in desk.window.findChildren(type(desk.window.bar._time))]
