"""The transport of a replay as a person meets it: by mouse, by keys, and what it says."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from dashboard.history.marks import MarkKind
from dashboard.ui.help.keys import groups
from dashboard.ui.pages.alarms import AlarmsPage
from dashboard.ui.transport.keys import KEYS
from tests.town import START
from tests.ui.desk import Desk
from tests.ui.reel import MINUTES, Reel, record


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("reel") / "session.duckdb"
    record(path)
    return path


@pytest.fixture(scope="module")
def window(file, qapp):
    """One for all tests, which `reel` rewinds."""
    made = opened(file)
    made.window.show_page("alarms")  # its lists are windows of their own
    kept = QApplication.topLevelWidgets()  # held, so that they are known again after each test
    yield made
    del kept
    made.close()
    made.window.deleteLater()


def opened(file) -> Reel:
    made = Reel(file)
    made.window.show()
    made.window.activateWindow()
    made.turn()
    made.until(lambda: bool(bar(made)._spots))
    return made


@pytest.fixture
def reel(window, qtbot):
    """As it was when it was opened: at the beginning, playing the whole of it as fast as it was."""
    window.window.show_page("water")
    with qtbot.waitActive(window.window):
        window.window.activateWindow()
    bar(window).track.setFocus()
    player = window.room.player
    player.between(0.0, 0.0)
    player.repeat(False)
    player.pace(1.0)
    player.seek(0.0)
    player.play()
    window.turn(0.0)
    window.arrive()
    window.turn()
    return window


def bar(reel):
    assert reel.window.transport is not None
    return reel.window.transport


def press(reel, keys: str) -> None:
    assert QApplication.focusWidget() is bar(reel).track, "the keys of a replay work from the start"
    QTest.keySequence(bar(reel).track, keys)
    reel.turn(0.0)
    reel.arrive()


def minute(reel) -> float:
    return (reel.state.time - START) / 60.0


def click_at(reel, share: float) -> None:
    """On the line, at that share of the recording."""
    track = bar(reel).track
    x = round(track._x(share * reel.state.duration))
    QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(x, 28))
    reel.turn(0.0)
    reel.arrive()


def test_nobody_takes_it_for_live(reel):
    reel.turn()
    assert reel.window.bar.chip.text() == "REPLAY"
    assert reel.window.bar.chip.isVisible()
    assert reel.window.windowTitle().startswith("REPLAY · ")
    assert not reel.window.rail.drawer.isVisible(), "a story that is over takes no orders"
    reel.window.context.language.use("fr")
    assert reel.window.bar.chip.text() == "REDIFFUSION"
    reel.window.context.language.use("en")


def test_its_keys_work_from_the_start(file, qtbot):
    """Before anything was clicked."""
    made = opened(file)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    press(made, "Space")
    assert not made.state.playing
    made.close()


def test_a_live_city_has_no_transport(qtbot):
    desk = Desk()
    qtbot.addWidget(desk.window)
    desk.play(1)
    assert desk.window.transport is None
    assert desk.window.bar.chip is None
    desk.window.close()


def test_it_plays_and_stands_still(reel):
    before = minute(reel)
    for _ in range(20):
        reel.turn()
    assert minute(reel) == pytest.approx(before + 2.0, abs=0.1)
    press(reel, "Space")
    assert not reel.state.playing
    assert bar(reel).button("toggle").toolTip() == "Play (Space)"
    standing = minute(reel)
    reel.turn(5.0)
    assert minute(reel) == standing
    bar(reel).button("toggle").click()
    assert reel.state.playing


@pytest.mark.parametrize(
    ("keys", "minutes"),
    [
        ("Right", 1.0), ("Left", -1.0), ("Shift+Right", 10.0), ("Shift+Left", -10.0),
    ],
)  # fmt: skip
def test_arrows_go_by_the_city_s_time(reel, keys, minutes):
    press(reel, "Space")
    click_at(reel, 0.5)
    before = minute(reel)
    press(reel, keys)
    assert minute(reel) == pytest.approx(before + minutes, abs=0.11)


def test_frame_by_frame(reel):
    press(reel, "Space")
    click_at(reel, 0.5)
    place = reel.room.player.replay.place
    press(reel, "Ctrl+Right")
    assert reel.room.player.replay.place == place + 1
    press(reel, "Ctrl+Left")
    press(reel, "Ctrl+Left")
    assert reel.room.player.replay.place == place - 1


def test_home_and_end(reel):
    press(reel, "End")
    assert reel.state.position == reel.state.duration
    press(reel, "Home")
    assert minute(reel) == pytest.approx(0.1, abs=0.01)


def test_a_click_goes_there_and_a_drag_goes_where_it_ends(reel, qtbot):
    click_at(reel, 0.6)
    assert reel.state.position == pytest.approx(0.6 * reel.state.duration, abs=0.3)
    track = bar(reel).track
    places = [QPoint(round(track._x(share * reel.state.duration)), 28) for share in (0.6, 0.2)]
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=places[0])
    qtbot.mouseMove(track, places[1])
    reel.turn(0.0)
    assert reel.state.position > 0.5 * reel.state.duration, "nothing is sought while one drags"
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=places[1])
    reel.turn(0.0)
    reel.arrive()
    assert reel.state.position == pytest.approx(0.2 * reel.state.duration, abs=0.3)


def test_alarms_and_cues_are_marked_and_gone_to(reel):
    spots = bar(reel)._spots
    kinds = {spot.mark.kind for spot in spots}
    assert kinds >= {MarkKind.ALARM, MarkKind.CUE, MarkKind.SCENARIO}
    cue = next(spot for spot in spots if spot.mark.kind is MarkKind.CUE)
    assert cue.position == pytest.approx(MINUTES / 2, abs=0.2)
    first = next(spot for spot in spots if spot.mark.kind is MarkKind.ALARM)
    press(reel, "Home")
    alarms = reel.window.context.alarms
    assert not alarms.alarms()
    press(reel, "PgDown")
    assert reel.state.position == pytest.approx(cue.position, abs=0.2)
    press(reel, "PgDown")
    assert reel.state.position == pytest.approx(first.position, abs=0.2)
    assert not reel.state.playing
    assert first.mark.name in {alarm.id for alarm in alarms.alarms()}
    tip = bar(reel).track.tip(bar(reel).track._x(cue.position))
    assert "Cue: tunnel" in tip
    assert tip.startswith("2 Oct ")


def test_faster_and_slower_by_key_and_menu(reel):
    press(reel, "Up")
    assert (reel.state.rate, bar(reel).rate.text()) == (2.0, "×2")
    for _ in range(20):
        press(reel, "Up")
    assert reel.state.rate == 1000.0
    actions = bar(reel).rate.menu().actions()
    assert actions[0].text() == "×0.1"
    actions[0].trigger()
    assert reel.state.rate == 0.1
    press(reel, "Down")
    assert reel.state.rate == 0.1


def test_a_part_again_and_again(reel):
    click_at(reel, 0.2)
    press(reel, "B")
    begin = reel.state.position
    click_at(reel, 0.4)
    press(reel, "E")
    end = reel.state.position
    assert reel.state.part == (begin, end)
    press(reel, "L")
    assert bar(reel).button("loop").isChecked()
    click_at(reel, 0.39)
    if not reel.state.playing:
        press(reel, "Space")
    reel.turn(5.0)
    reel.turn(0.0)
    reel.arrive()
    assert reel.state.position == pytest.approx(begin, abs=0.2)
    assert reel.state.playing
    press(reel, "L")
    reel.until(lambda: not reel.state.playing, seconds=0.5)
    assert (reel.state.position, reel.state.playing) == (end, False)
    press(reel, "Backspace")
    assert reel.state.part == (0.0, reel.state.duration)


def test_a_long_way_is_said_and_can_be_left_off(reel, monkeypatch):
    press(reel, "Home")
    monkeypatch.setattr(reel.room.player, "_timer", iter(range(10**6)).__next__)  # a group takes a second
    reel.room.player.seek(reel.state.duration)
    for _ in range(4):
        reel.turn(0.0)
    assert 0.0 < reel.state.seeking < 1.0
    said = bar(reel).word(reel.state)
    assert said.startswith("going there: ")
    before = reel.state.position
    QTest.keySequence(bar(reel).track, "Esc")
    reel.turn(0.0)
    assert reel.state.seeking is None
    assert reel.state.position == before < reel.state.duration


def test_a_machine_that_cannot_keep_up_says_what_it_reaches(reel, monkeypatch):
    press(reel, "Home")
    monkeypatch.setattr(reel.room.player, "_timer", iter(range(10**6)).__next__)
    reel.room.player.pace(1000.0)
    reel.room.player.play()
    for _ in range(8):
        reel.turn(0.25)
    assert reel.state.late
    said = bar(reel).word(reel.state)
    assert said == f"this machine reaches ×{reel.state.reached:.{1 if reel.state.reached < 10 else 0}f}"
    assert 0.0 < reel.state.reached < 1000.0


def test_letters_that_a_page_wants_are_left_to_it(reel):
    """On the alarm page L is the list."""
    reel.window.show_page("alarms")
    page = reel.window.current
    assert isinstance(page, AlarmsPage)
    page.table.setFocus()
    before = reel.state.loop
    QTest.keySequence(page.table, "L")
    assert reel.state.loop == before


def test_what_no_list_wants_comes_to_the_tape(reel):
    page = reel.window.current
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    QTest.keySequence(page, "Space")
    assert not reel.state.playing


def test_t_leads_to_the_track_and_all_keys_work_there(reel):
    reel.window.show_page("alarms")
    reel.window.current.take_focus()
    assert QApplication.focusWidget() is not bar(reel).track
    QTest.keySequence(reel.window, "T")
    assert QApplication.focusWidget() is bar(reel).track
    QTest.keySequence(bar(reel).track, "End")
    reel.turn(0.0)
    reel.arrive()
    assert reel.state.position == reel.state.duration
    assert bar(reel).track.value() == bar(reel).track.maximum()


def test_every_knob_has_a_name_in_both_languages(reel):
    seen = {}
    for language in ("en", "fr"):
        reel.window.context.language.use(language)
        QApplication.processEvents()
        seen[language] = [knob.accessibleName() for knob in bar(reel).findChildren(QToolButton)]
        assert all(seen[language])
    assert not set(seen["en"]) & set(seen["fr"])
    reel.window.context.language.use("en")


def test_f1_tells_of_every_key(reel):
    names = {name for name, _ in groups()}
    assert "Replay" in names
    told = " ".join(keys for name, rows in groups() for keys, _ in rows if name == "Replay")
    words = {
        "toggle": "Space", "minute_back": "←", "ten_back": "Shift+←", "frame_back": "Ctrl+←",
        "mark_back": "Page", "begin": "Home", "end": "End", "faster": "↑", "slower": "↓", "loop": "L",
        "part_begins": "B", "part_ends": "E", "whole": "Backspace", "stay": "Esc",
    }  # fmt: skip
    assert {name for name in KEYS.values() if not name.endswith("_on")} == set(words)
    assert all(word in told for word in words.values())
