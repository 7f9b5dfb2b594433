"""The History page over a recording of two runs, beside another file: choosing, comparing, trouble."""

import math
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from config.effects import read_effects
from config.messages import Observation, Status
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.history.archive import open_archive
from dashboard.history.library import Library
from dashboard.history.marks import MarkKind
from dashboard.ui.history.entries import matching, recorded
from dashboard.ui.history.first_look import first_look
from tests.playing import WALL, Recorded, clock
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.gestures import drag
from tests.ui.history_shown import Shown, lines

DISCHARGE = "water/paillon-expositions/discharge"
RAIN = "weather/nice-aeroport/rain_1h"
HOUR = 3600.0


def river(minute):
    """What the river carries, m3/s: it rises past its limits in the second hour."""
    return 5.0 + 4.0 * max(0.0, minute - 60.0) + minute % 7


def said(domain, thing, time, **values):
    row = [values.get(item.id, math.nan) for item in nice().domain(domain).properties]
    return Observation(domain, thing, time, tuple(row), -1)


def two_runs(path):
    """Two hours, then the story begins again for half an hour."""
    played, frame = Recorded(nice(), path), 0
    for minutes in (120, 30):
        for minute in range(minutes + 1):
            time, wall = START + 60.0 * minute, WALL + frame
            messages = [Status("city", True), clock(time, wall)] if minute % 10 == 0 else []
            if minute % 5 == 0:
                messages.append(said("water", "paillon-expositions", time, discharge=river(minute)))
                messages.append(said("weather", "nice-aeroport", time, rain_1h=0.1 * minute))
            played.turn(wall, messages)
            frame += 1
    played.session.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    two_runs(folder / "session-20250201T000000Z.duckdb")
    two_runs(folder / "session-20250101T000000Z.duckdb")
    return folder


@pytest.fixture
def library(folder):
    path = folder / "session-20250201T000000Z.duckdb"
    made = Library(open_archive(path), path, folder=folder)
    yield made
    made.close()
    made.archive().close()


@pytest.fixture
def shown(library, qtbot):
    made = Shown(qtbot, library, effects=EffectChain(read_effects(nice())))
    made.settle()
    yield made
    made.page.close()
    made.room.close()


def choose_in(box, number):
    """As a person does: another line of a list."""
    box.setCurrentIndex(number)
    box.activated.emit(number)


def values(page):
    (line,) = lines(page)
    return line.curve.series.values.tolist()


def test_a_stranger_sees_the_worst_alarm_and_what_brought_it_about(shown):
    shown.until(lambda: shown.page.chosen)
    assert shown.page.chosen == [RAIN, DISCHARGE]


def test_without_an_alarm_rain_and_a_river_are_seen(folder):
    with open_archive(folder / "session-20250201T000000Z.duckdb") as archive:
        entries = recorded(nice(), archive)
    assert first_look(entries, read_effects(nice()).effect) == (RAIN, DISCHARGE)
    assert first_look(entries, ()) == [RAIN, DISCHARGE]  # a city without a chain: one of each domain


def test_where_the_worst_began_it_all_what_follows_is_seen_too(folder):
    with open_archive(folder / "session-20250201T000000Z.duckdb") as archive:
        entries = recorded(nice(), archive)
    assert first_look(entries, read_effects(nice()).effect, RAIN) == [RAIN, DISCHARGE]


def test_who_wants_no_curve_is_left_alone(shown):
    page = shown.page
    page.list.clear.click()
    page.inquiry.ask_contents()
    shown.until(lambda: not page.inquiry._contents.waiting)
    assert not page.chosen


def test_an_older_run_has_its_own_curves_and_marks(shown):
    page = shown.page
    page.choose([DISCHARGE])
    page.head.spans[0.0].click()
    shown.settle()
    assert values(page) == [river(minute) for minute in range(0, 31, 5)]
    assert page.head.run.count() == 2
    choose_in(page.head.run, 1)
    page.head.spans[0.0].click()
    shown.settle()
    page.head.spans[0.0].click()  # now that it is known how long it is
    shown.settle()
    assert values(page) == [river(minute) for minute in range(0, 121, 5)]
    shown.until(lambda: any(mark.kind is MarkKind.ALARM for mark in page.strip._marks))


def test_marks_of_the_run_before_come_too_late(shown):
    page = shown.page
    choose_in(page.head.run, 1)
    shown.until(lambda: page.inquiry._marks.waiting)
    choose_in(page.head.run, 0)
    assert not page.inquiry._marks.waiting
    shown.until(lambda: page.strip._marks)
    assert all(mark.datastream != DISCHARGE for mark in page.strip._marks)  # the river stayed calm


def test_what_happened_in_a_finished_recording_is_asked_once(shown, monkeypatch):
    page, asked = shown.page, []
    question = page.inquiry._marks
    plain = question.ask
    monkeypatch.setattr(question, "ask", lambda what: (asked.append(what), plain(what)))
    page.choose([DISCHARGE])
    shown.until(lambda: asked or page.inquiry._marked[0] < page.outlook.since)
    shown.settle()
    before = len(asked)
    for _ in range(60):  # a minute
        shown.frame = replace(shown.frame, wall=shown.frame.wall + 1.0)
        page.show_frame(shown.frame)
    assert len(asked) == before


def test_another_file_of_the_folder_is_opened(shown, folder):
    page = shown.page
    shown.until(lambda: page.head.file.count() == 2)
    choose_in(page.head.file, 1)
    shown.settle()
    assert page.inquiry.file == folder / "session-20250101T000000Z.duckdb"
    page.choose([DISCHARGE])
    shown.until(lambda: values(page) == [river(minute) for minute in range(0, 31, 5)])
    page.focus_on(DISCHARGE)  # from another page: of now
    assert page.inquiry.file is None
    assert page.head.file.currentIndex() == 0


def test_a_file_that_came_meanwhile_is_listed_with_an_older_run(shown, folder):
    page = shown.page
    shown.until(lambda: page.head.file.count() == 2)
    new = folder / "session-20250103T000000Z.duckdb"
    new.write_bytes((folder / "session-20250101T000000Z.duckdb").read_bytes())
    try:
        choose_in(page.head.run, 1)
        shown.until(lambda: page.head.file.count() == 3)
    finally:
        new.unlink()


def test_the_hour_before_is_laid_over_reading_by_reading(shown):
    page = shown.page
    choose_in(page.head.run, 1)
    page.choose([DISCHARGE])
    choose_in(page.head.compare, page.head.compare.findData(HOUR))
    shown.settle()
    page.head.spans[HOUR].click()
    shown.settle()
    (line,) = lines(page)
    series = line.other.series
    inside = series.times >= page.outlook.since
    assert series.times[inside].tolist() == [START + HOUR + 60.0 * minute for minute in range(0, 61, 5)]
    assert series.values[inside].tolist() == [river(minute) for minute in range(0, 61, 5)]
    at = START + 90 * 60.0
    page.pile.point_at(at)
    lane = page.pile.cards[0].lane
    assert lane.reading_at(line, at).value == river(90)
    assert lane.reading_at(line, at, other=True).value == river(30)


def test_a_search_finds_a_place_in_either_language(folder):
    with open_archive(folder / "session-20250201T000000Z.duckdb") as archive:
        entries = recorded(nice(), archive)
    assert [entry.id for entry in matching(entries, "débit")] == [DISCHARGE]
    assert [entry.id for entry in matching(entries, "discharge paillon")] == [DISCHARGE]


def test_a_file_that_is_none_is_said(shown, folder):
    page = shown.page
    broken = folder / "session-20250102T000000Z.duckdb"
    broken.write_bytes(b"no recording")
    try:
        page._open(broken)
        shown.until(lambda: page.word.isVisible() and "cannot be read" in page.word.text())
        assert "Choose another recording" in page.word.text()
        assert not page.pile.isVisible()
        assert not page.foot.save.isEnabled()
        choose_in(page.head.file, 0)
        shown.until(lambda: page.pile.isVisible())
    finally:
        broken.unlink()


def test_a_file_that_another_program_writes_is_said_and_opens_when_it_is_free(shown, folder):
    page = shown.page
    path = folder / "session-20250104T000000Z.duckdb"
    path.write_bytes((folder / "session-20250101T000000Z.duckdb").read_bytes())
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    holding = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holding.stdout.readline().strip() == b"1"
        page._open(path)
        shown.until(lambda: page.word.isVisible() and "cannot be read" in page.word.text())
        assert "Another program has the file open" in page.word.text()
    finally:
        holding.communicate(timeout=20)
    shown.until(lambda: page.pile.isVisible())
    page._open(None)
    shown.settle()
    path.unlink()


def test_a_drag_pulls_every_curve_along(shown):
    page = shown.page
    choose_in(page.head.run, 1)
    shown.settle()
    page.head.spans[HOUR].click()
    shown.settle()
    first, second = (card.lane for card in page.pile.cards)
    middle = QPointF(first.viewport().width() / 2, first.viewport().height() / 2)
    drag(first.viewport(), middle, middle + QPointF(first.box.width() / 2, 0))
    shown.settle()
    assert page.outlook.until == pytest.approx(START + 1.5 * HOUR, abs=20.0)
    assert second.anchor == first.anchor == page.outlook.until


def test_the_strip_says_what_happened_under_the_cursor(shown):
    page = shown.page
    choose_in(page.head.run, 1)
    shown.until(lambda: any(mark.datastream == DISCHARGE for mark in page.strip._marks))
    mark = next(mark for mark in page.strip._marks if mark.datastream == DISCHARGE)
    place = QPoint(round(page.strip._x(mark.since)) + 1, 20)
    QCoreApplication.sendEvent(
        page.strip, QHelpEvent(QEvent.Type.ToolTip, place, page.strip.mapToGlobal(place))
    )
    said_there = [line.partition(" · ")[2] for line in QToolTip.text().splitlines()]
    assert said_there == [
        "Advisory · Nice Airport is silent",
        "Advisory · Paillon · Palais des Expositions, Discharge",
    ]
    QToolTip.hideText()


def test_a_story_that_begins_anew_is_followed_from_its_beginning(qtbot):
    library = Library()
    shown = Shown(qtbot, library)
    page, room = shown.page, shown.room
    for minute in range(0, 121, 5):
        room.say(minute, "water", "paillon-expositions", discharge=40.0 + minute)
        shown.frame = room.town.turn(minute)
    shown.until(lambda: DISCHARGE in page.entries)
    page.choose([DISCHARGE])
    page.outlook.show(START, START + 1800.0)
    shown.until(lambda: page.outlook.end is not None)
    room.town.pipeline.restart()
    shown.frame = room.town.turn(121)
    assert shown.frame.restarted
    page.show_frame(shown.frame)
    shown.frame = replace(shown.frame, restarted=False)
    assert page.chosen == [DISCHARGE]
    assert page.outlook.end is None
    room.say(122, "water", "paillon-expositions", discharge=3.0)
    shown.frame = room.town.turn(122)
    shown.until(lambda: values(page) == [3.0])
    page.close()
    library.close()
    room.close()
