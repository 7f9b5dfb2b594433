"""The alarm page beyond its list: journal, health, score, sound; and taking things back."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from config.messages import ScenarioState, Truth
from dashboard.core.alarms.event import AlarmState
from dashboard.ui.cards.shelve_dialog import ShelveDialog
from dashboard.ui.help import keys
from dashboard.ui.pages.alarms import HEALTH, JOURNAL, LIST, AlarmsPage
from tests.town import START
from tests.ui.desk import Desk
from tests.ui.test_operator import answer


@pytest.fixture(scope="module")
def played():
    """An hour of a storm, with the alarm page on; shared, since it takes seconds."""
    desk = Desk(page="alarms", storm=True)
    desk.window.show()
    desk.play(60, step=10)
    desk.window.director.furnish()  # its menus are windows of their own
    kept = QApplication.topLevelWidgets()  # held, so that they are known again after each test
    yield desk
    del kept
    desk.window.close()
    desk.window.deleteLater()


@pytest.fixture
def page(played) -> AlarmsPage:
    (found,) = played.window.findChildren(AlarmsPage)
    found.show_view(LIST)
    played.asked.others.clear()
    played.asked.acknowledged.clear()
    played.turn()
    return found


def test_the_journal_has_everything_that_happened_while_the_list_was_on(played, page) -> None:
    page.show_view(JOURNAL)
    assert [event.what for event in page.journal.model.events].count("raised") > 20
    assert len(page.journal.model.events) == len(played.context.past)
    newest_first = [event.time for event in page.journal.model.events]
    assert newest_first[0] >= newest_first[-1]


def test_the_journal_follows_what_happens_while_it_is_on(played, page) -> None:
    page.show_view(JOURNAL)
    before = page.journal.model.rowCount()
    played.context.intents.acknowledge([played.context.alarms.alarms()[0].id])
    played.turn()
    assert page.journal.model.rowCount() == before + 1
    assert page.journal.model.index(0, 1).data() == "acknowledged"
    assert page.journal.model.index(0, 5).data() == "operator"


def test_the_journal_is_searched_and_saved(played, page, qtbot, tmp_path) -> None:
    page.show_view(JOURNAL)
    page.journal.kind.setCurrentIndex(1)
    qtbot.keyClicks(page.journal.search, "paillon")
    shown = page.journal.model.events
    assert 0 < len(shown) < len(played.context.past)
    assert {event.what for event in shown} <= {"raised", "escalated"}
    page.journal.save_events(tmp_path / "journal.csv")
    with (tmp_path / "journal.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["alarm"] for row in rows] == [event.alarm.id for event in reversed(shown)]
    page.journal.search.clear()
    page.journal.kind.setCurrentIndex(0)


def test_a_journal_that_cannot_be_written_is_said(page, monkeypatch, tmp_path) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "dashboard.ui.cards.alarm_journal.QFileDialog.getSaveFileName",
        lambda *_: (str(tmp_path / "none" / "journal"), ""),
    )
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[-1]))
    page.journal.ask_file()
    assert len(said) == 1
    assert "journal.csv" in said[0]


def test_health_says_how_the_alarms_serve(played, page) -> None:
    page.show_view(HEALTH)
    played.turn()
    health = played.context.health.at(played.wall(), played.context.alarms.alarms())
    assert sum(count for _, count in health.history) > 10
    assert page.health._often.text().count("×") == 10
    assert "%" not in page.health.score.text()


def test_the_score_is_said_live_and_in_the_drawer(played, page) -> None:
    played.town.hear(ScenarioState("storm", "running", START))
    alarm = next(
        a for a in played.context.alarms.alarms() if a.datastream == "water/paillon-expositions/discharge"
    )
    told = Truth("high advisory", alarm.datastream, alarm.raised - 3600.0, None, "")
    played.town.hear(told)
    played.turn()
    played.town.hear(told)  # of the story that has just begun
    page.show_view(HEALTH)
    played.turn(5)
    score = played.context.scoring.latest()
    assert score is not None
    assert page.health.score.text().startswith(("All", "The one", f"{score.found} of {score.events}"))
    played.window.toggle_director()
    played.turn(5)
    assert any(card._score.text().startswith("Alarms: ") for card in played.window.director.cards)
    played.window.toggle_director()


def test_a_comment_and_a_shelving_are_taken_back(played, page, qtbot) -> None:
    alarm = page.table.chosen()[0]
    qtbot.keyClicks(page.detail.comment, "called")
    qtbot.keyClick(page.detail.comment, Qt.Key.Key_Return)

    def fill(dialog: ShelveDialog) -> None:
        qtbot.keyClicks(dialog.reason, "works")
        dialog.accept()

    answer(played, fill)
    page.shelve_chosen()
    page.orders.undo()
    page.orders.undo()
    page.orders.undo()
    assert played.asked.others == [
        ("comment", (alarm.id, "called")),
        ("shelve", (alarm.id, 3600.0, "works")),
        ("unshelve", alarm.id),
        ("comment", (alarm.id, "")),
    ]


def test_several_are_taken_out_of_service_at_once(played, page, qtbot) -> None:
    page.table.selectAll()
    chosen = [alarm.id for alarm in page.table.chosen()]

    def fill(dialog: ShelveDialog) -> None:
        next(button for button in dialog._times.buttons() if button.text() == "out of service").click()
        qtbot.keyClicks(dialog.reason, "rebuilt")
        dialog.accept()

    answer(played, fill)
    page.shelve_chosen()
    assert played.asked.others == [("out_of_service", (name, "rebuilt")) for name in chosen]
    page.table.selectRow(0)


def test_the_suppressed_are_listed_only_among_those_put_aside(played, page) -> None:
    hidden = {a.id for a in played.context.alarms.alarms() if a.state is AlarmState.SUPPRESSED}
    assert hidden
    listed = {page.model.alarm(row).id for row in range(page.model.rowCount())}
    assert not hidden & listed
    page.filter.state.setCurrentText("Put aside")
    listed = {page.model.alarm(row).id for row in range(page.model.rowCount())}
    assert hidden <= listed
    page.filter.state.setCurrentIndex(0)
    speaker = next(row for row in range(page.model.rowCount()) if "more" in page.model.index(row, 3).data())
    assert played.context.alarms.spoken_for(page.model.alarm(speaker).id)


def test_who_speaks_for_others_says_what_to_do_about_all_of_them(played, page) -> None:
    """Rain of an hour and of a day are one event in a zone, and ask for different things."""
    book = played.context.alarms
    for row in range(page.model.rowCount()):
        alarm = page.model.alarm(row)
        others = {book.get(name).todo["en"] for name in book.spoken_for(alarm.id)} - {alarm.todo["en"]}
        page.table.selectRow(row)
        told = page.detail._todo.text().split("\n")
        assert told[0] == alarm.todo["en"]
        assert {line.removeprefix("And: ") for line in told[1:]} == others
        if others:
            return
    pytest.fail("nobody speaks for another kind of alarm")


def test_without_a_player_the_page_says_so(page) -> None:
    assert not page.tabs.sound.isEnabled()
    assert page.tabs._silence.text() == "Nothing here plays a sound: alarms are seen only."


def test_muting_is_seen_on_every_page(played, page) -> None:
    played.context.sound.mute(True)
    assert played.window.bar.vigilance.text().endswith("sound off")
    played.context.sound.mute(False)
    assert "sound" not in played.window.bar.vigilance.text()


def test_every_key_of_the_page_is_in_the_help() -> None:
    listed = " ".join(key for _, group in keys.groups() for key, _ in group).split()
    for key in (
        "A",
        "Shift+A",
        "Ctrl+Shift+A",
        "H",
        "R",
        "C",
        "Ctrl+Z",
        "Ctrl+F",
        "L",
        "J",
        "K",
        "Ctrl+S",
        "Ctrl+M",
    ):
        assert key in listed
