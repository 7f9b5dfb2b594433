"""The History page over a recording: choose, move, compare, take home; no frame waits for the file."""

import csv
import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dashboard.history.archive import open_archive
from dashboard.history.curves import Period, curves
from dashboard.history.library import Library
from dashboard.ui.history.take_home import REPORT
from tests.ui.history_shown import Shown, lines
from tests.ui.reel import record

MINUTES = 30
DISCHARGE = "water/paillon-expositions/discharge"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "session.duckdb"
    record(path, MINUTES)
    return path


@pytest.fixture
def shown(file, qtbot):
    library = Library(open_archive(file), file)
    made = Shown(qtbot, library)
    made.settle()
    yield made
    made.page.close()
    library.close()
    library.archive().close()
    made.room.close()


def test_what_is_drawn_is_what_the_file_says(shown, file):
    page = shown.page
    page.choose([DISCHARGE])
    page.head.spans[0.0].click()
    shown.settle()
    (line,) = lines(page)
    with open_archive(file) as archive:
        run = archive.run()
        extent = archive.extent(run)
        whole = curves(archive, [DISCHARGE], Period(extent.begins, extent.ends, run), 100_000)[DISCHARGE]
    assert len(whole.series) == MINUTES / 5  # one in five minutes
    assert line.curve.series.times.tolist() == whole.series.times.tolist()
    assert line.curve.series.values.tolist() == whole.series.values.tolist()


def test_search_then_enter_draws_what_is_found_first(shown):
    page = shown.page
    page.list.clear.click()
    assert not page.chosen
    page.list.search.setText("paillon discharge")
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert len(page.chosen) == 1
    assert page.chosen[0].endswith("/discharge")


def test_six_curves_are_all_that_can_be_told_apart(shown):
    page = shown.page
    page.choose(list(page.entries)[:9])
    assert len(page.chosen) == 6
    assert len({line.colour for line in lines(page)}) == 6


def test_curves_of_one_unit_share_a_plot(shown):
    page = shown.page
    of = [name for name in page.entries if name.endswith("/discharge")][:2]
    warmth = next(name for name in page.entries if name.endswith("/temperature"))
    page.choose([*of, warmth])
    assert [len(card.lane.lines) for card in page.pile.cards] == [2, 1]


def test_without_curves_the_page_says_what_to_do(shown):
    page = shown.page
    page.list.clear.click()
    shown.until(lambda: page.word.isVisible())
    assert "Choose datastreams" in page.word.text()


def test_keys_and_wheel_move_through_time(shown):
    page = shown.page
    page.head.spans[900.0].click()
    end = page.outlook.until
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert page.outlook.until == pytest.approx(end - 225.0)
    QTest.keyClick(page, Qt.Key.Key_Home)
    shown.settle()
    assert page.outlook.since == pytest.approx(page.inquiry.source.begins())
    lane = page.pile.cards[0].lane
    place = QPointF(lane.width() / 2, lane.height() / 2)
    turn = QWheelEvent(
        place, lane.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(lane.viewport(), turn)
    assert page.outlook.span == pytest.approx(900.0 / 1.25)
    page.head.follow.click()
    assert page.outlook.end is None


def test_the_cursor_reads_every_curve(shown):
    page = shown.page
    page.choose([DISCHARGE])
    shown.settle()
    at = page.outlook.until - 300.0
    page.pile.point_at(at)
    lane = page.pile.cards[0].lane
    found = lane.reading_at(lane.lines[0], at)
    assert abs(found.time - at) <= 60.0
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.pile.pointed_at == pytest.approx(at + page.outlook.span / 100)


def test_alarms_and_cues_of_the_recording_are_marked(shown):
    page = shown.page
    page.head.spans[0.0].click()
    shown.until(lambda: any(mark.name == "tunnel" for mark in page.strip._marks))


def test_another_time_is_laid_over(shown):
    page = shown.page
    page.choose([DISCHARGE])
    page.head.compare.setCurrentIndex(page.head.compare.findData(3600.0))
    page.head.compare.activated.emit(page.head.compare.currentIndex())
    shown.settle()
    assert all(card.lane.comparing for card in page.pile.cards)
    (line,) = lines(page)
    assert not len(line.other.series)  # half an hour was recorded: there is no hour before


def test_replay_begins_with_the_stretch_on_screen(shown):
    page = shown.page
    page.head.spans[900.0].click()
    shown.settle()
    page.foot.replay.click()
    ((path, stretch),) = shown.replays.opened
    assert path is None
    assert (stretch.since, stretch.until) == (page.outlook.since, page.outlook.until)


def test_what_is_on_screen_is_written_as_csv(shown, tmp_path):
    page = shown.page
    page.choose([DISCHARGE])
    page.head.spans[900.0].click()
    shown.settle()
    page.foot.home.begin(page.foot.wanted("csv"), tmp_path / "out.csv")
    shown.until(lambda: not page.foot.home.busy)
    assert page.foot.home.folder.isVisible()
    assert "out.csv" in page.foot.home.word.text()
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines_:
        rows = list(csv.reader(line for line in lines_ if not line.startswith("#")))
    series = page.inquiry.source.curve(DISCHARGE, page.outlook.since, page.outlook.until).within(
        page.outlook.since, page.outlook.until
    )
    assert len(rows) - 1 == len(series) > 2


@pytest.mark.parametrize("kind", ["parquet", "geojson", "ngsi-ld", "ngsi-ld-keyvalues", REPORT])
def test_every_other_format_can_be_taken_home(shown, tmp_path, kind):
    page = shown.page
    page.choose([DISCHARGE])
    shown.settle()
    wanted = page.foot.wanted(kind)
    path = tmp_path / f"out{wanted.suffix}"
    page.foot.home.begin(wanted, path)
    shown.until(lambda: not page.foot.home.busy)
    assert path.stat().st_size > 100
    assert page.foot.home.folder.isVisible()


def test_what_cannot_be_written_is_said(shown, tmp_path):
    page = shown.page
    page.foot.home.begin(page.foot.wanted("csv"), tmp_path / "nowhere" / "out.csv")
    shown.until(lambda: not page.foot.home.busy)
    assert "could not be written" in page.foot.home.word.text()
    assert not page.foot.home.folder.isVisible()


def test_other_limits_are_tried_on_the_run_on_screen(shown):
    page = shown.page
    shown.until(lambda: page.foot.limits.isEnabled())
    page.foot.limits.click()
    assert page.foot.trial is not None
    page.foot.trial.close()
    shown.until(lambda: page.foot.trial is None)


def test_what_another_page_asks_for_is_drawn(shown):
    page = shown.page
    warmth = next(name for name in page.entries if name.endswith("/temperature"))
    page.focus_on(f"{warmth} {DISCHARGE}")
    assert page.chosen == [warmth, DISCHARGE]


def test_without_a_recording_memory_is_shown(qtbot):
    library = Library()
    shown = Shown(qtbot, library)
    for minute in range(1, 20):
        shown.room.say(minute, "water", "paillon-expositions", discharge=40.0 + minute)
        shown.frame = shown.room.town.turn(minute)
    page = shown.page
    shown.until(lambda: DISCHARGE in page.entries)
    page.choose([DISCHARGE])
    shown.until(lambda: len(lines(page)[0].curve.series) == 19)
    assert "--no-record" in page.state.text()
    assert page.head.file.isHidden()  # there is none to choose from
    assert not page.foot.save.isEnabled()
    assert not math.isnan(page.outlook.since)
    page.close()
    library.close()
    shown.room.close()


def test_on_a_small_screen_plots_keep_their_height_and_scroll(shown):
    page = shown.page
    page.resize(1192, 580)
    of = [next(name for name in page.entries if name.endswith(f"/{last}"))
          for last in ("discharge", "temperature", "rain_1h", "pressure", "status")]  # fmt: skip
    page.choose(of)
    shown.settle()
    lanes = [card.lane for card in page.pile.cards]
    assert all(lane.height() >= 96 for lane in lanes)
    assert page.scrolled.verticalScrollBar().maximum() > 0
    lefts = {round(lane.box.sceneBoundingRect().left()) for lane in lanes}
    assert len(lefts) == 1  # one of them has words at its axis: all leave room for them
    # The time stands below the last one; the others keep room for half of their lowest number.
    assert [lane.time_axis.style["showValues"] for lane in lanes] == [False] * 4 + [True]
    assert all(lane.time_axis.size().height() >= 9 for lane in lanes)
