"""Every plot looks back: by wheel, drag and keys, from memory and, where that is over, from the file."""

from contextlib import contextmanager
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPointF, Qt

from dashboard.history.library import library_of
from dashboard.ui.history.readings import Readings
from dashboard.ui.language import Language
from dashboard.ui.plots import clock
from dashboard.ui.plots.outlook import Outlook
from dashboard.ui.plots.time_plot import TimePlot
from tests.playing import START as BEGIN
from tests.playing import WALL, Recorded, said, small_city
from tests.playing import clock as clock_message
from tests.town import START
from tests.ui.city_room import Room
from tests.ui.desk import Desk
from tests.ui.gestures import drag, wheel

HOUR = 3600.0
NICE = ZoneInfo("Europe/Paris")


@pytest.fixture
def outlook():
    """Ten hours of story."""
    made = Outlook(lambda: START)
    made.now = START + 10 * HOUR
    return made


def test_it_follows_now_until_it_is_moved(outlook):
    assert (outlook.end, outlook.since) == (None, START + 9 * HOUR)
    outlook.pan(-HOUR)
    assert (outlook.since, outlook.until) == (START + 8 * HOUR, START + 9 * HOUR)
    outlook.now += HOUR
    assert outlook.until == START + 9 * HOUR
    outlook.to_now()
    assert outlook.until == START + 11 * HOUR


def test_nobody_goes_before_the_beginning_or_after_now(outlook):
    outlook.pan(-1000 * HOUR)
    assert outlook.since == START
    outlook.pan(1000 * HOUR)
    assert outlook.end is None
    outlook.to_start()
    assert outlook.since == START


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_what_is_under_the_cursor_stays_there(outlook, share):
    outlook.pan(-4 * HOUR)
    at = outlook.since + share * outlook.span
    outlook.zoom(0.5, at)
    assert outlook.span == HOUR / 2
    assert outlook.since + share * outlook.span == pytest.approx(at)


def test_the_longest_is_all_and_the_shortest_a_minute(outlook):
    for _ in range(40):
        outlook.zoom(1.25, outlook.until)
    assert outlook.span == pytest.approx(10.2 * HOUR)
    for _ in range(60):
        outlook.zoom(0.8, outlook.until)
    assert outlook.span == 60.0


def test_all_is_shown_at_once(outlook):
    outlook.show_whole()
    assert (outlook.end, outlook.since) == (None, START)


# -- a plot ----------------------------------------------------------------------------------------


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def plot(qtbot, room):
    """Three hours of a river, a reading in five minutes, up to now."""
    made = TimePlot(room.context)
    qtbot.addWidget(made)
    made.resize(800, 300)
    with qtbot.waitExposed(made):
        made.show()
    stream = room.context.store.find("water/paillon-expositions/discharge")
    made.show_streams([stream], room.context.store.property(stream))
    for minute in range(0, 181, 5):
        room.say(minute, "water", "paillon-expositions", discharge=40.0 + minute)
        room.town.turn(minute)
    made.show_now(START + 3 * HOUR)
    return made


def middle(plot) -> QPointF:
    return QPointF(plot.viewport().width() / 2, plot.viewport().height() / 2)


def test_a_drag_pulls_older_readings_in(plot):
    assert plot.back.isHidden()
    drag(plot.viewport(), middle(plot), middle(plot) + QPointF(plot.box.width() / 2, 0))
    plot.show_now(START + 3 * HOUR)
    assert plot.outlook.until == pytest.approx(START + 2.5 * HOUR, abs=20.0)
    times = plot.readings()[0][1].times
    assert times[0] <= START + 1.5 * HOUR + 300.0
    assert not plot.back.isHidden()


def test_a_click_does_not_move_it(plot):
    drag(plot.viewport(), middle(plot), middle(plot) + QPointF(2, 0))
    assert plot.outlook.end is None


def test_the_wheel_goes_nearer_to_what_is_under_the_cursor(plot):
    place = QPointF(plot.viewport().width() / 3, 60)
    before = plot.time_at(place.toPoint())
    wheel(plot.viewport(), place, 4)
    plot.show_now(START + 3 * HOUR)
    assert plot.span == pytest.approx(HOUR / 1.25**4)
    assert plot.time_at(place.toPoint()) == pytest.approx(before, abs=15.0)


def test_the_button_leads_back_to_now(plot, qtbot):
    plot.outlook.pan(-HOUR)
    qtbot.mouseClick(plot.back, Qt.MouseButton.LeftButton)
    assert plot.outlook.end is None
    assert plot.back.isHidden()


def test_keys_go_back_and_forth(plot, qtbot):
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert plot.outlook.until == START + 2.75 * HOUR
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.outlook.since == START
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.outlook.end is None


def test_the_past_stands_still_while_news_come(plot, room):
    plot.outlook.pan(-HOUR)
    plot.show_now(START + 3 * HOUR)
    room.say(185, "water", "paillon-expositions", discharge=9.0)
    room.town.turn(185)
    assert not plot.show_now(START + 3 * HOUR + 300.0)


def test_the_axis_of_the_past_says_the_time_of_day(plot):
    plot.outlook.show(START + 0.5 * HOUR, START + 1.5 * HOUR)
    plot.show_now(START + 3 * HOUR)
    axis = plot.time_axis
    places = axis.places(-plot.span, 0.02 * plot.span, plot.box.width())
    assert axis.tickStrings(places, 1.0, 1.0) == [
        "06:30",
        "06:40",
        "06:50",
        "07:00",
        "07:10",
        "07:20",
        "07:30",
    ]


def test_plots_of_a_page_look_together(qtbot, qapp):
    desk = Desk()
    qtbot.addWidget(desk.window)
    with qtbot.waitExposed(desk.window):
        desk.window.show()
    desk.play(70)
    page = desk.window.current
    page.focus_on("paillon-expositions")
    desk.turn()
    picture = page.picture
    river, rain = picture.hydrograph.card.plot, picture.hydrograph.rain
    before = page.spans.span
    wheel(river.viewport(), middle(river), 12)
    desk.turn()
    assert river.span == rain.span == page.spans.span == pytest.approx(before / 1.25**12)
    assert not any(button.isChecked() for button in page.spans.findChildren(type(river.back)))
    drag(rain.viewport(), middle(rain), middle(rain) + QPointF(200, 0))
    desk.turn()
    assert river.outlook.until == rain.outlook.until < desk.wall() + 3600 * 24
    assert not river.back.isHidden()
    desk.window.close()
    desk.context.language.use("en")


# -- older than memory -----------------------------------------------------------------------------


@contextmanager
def level(path):
    """Three hundred minutes of a level, of which memory keeps the last 64; and the library over it."""
    played = Recorded(small_city(), path, capacity=64)
    for number in range(300):
        time = BEGIN + 60.0 * number
        played.turn(WALL + number, [clock_message(time, WALL + number), said("a", time, float(number))])
    played.session.turn(0.0)
    library = library_of(played.session)
    yield played, library
    library.close()
    played.session.close()


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Nobody lets it go on."""
    with level(tmp_path_factory.mktemp("level") / "session.duckdb") as made:
        yield made


@pytest.fixture
def own_session(tmp_path):
    """One that may go on."""
    with level(tmp_path / "session.duckdb") as made:
        yield made


def arrived(qtbot, readings):
    before = readings.generation
    readings.take()
    qtbot.waitUntil(lambda: (readings.take(), readings.generation > before)[1])


def test_what_memory_has_is_there_at_once(session):
    played, library = session
    readings = Readings(played.store, library)
    stream = played.store.find("water/a/level")
    found = readings.window(stream, BEGIN + 60 * 250, BEGIN + 60 * 290)
    assert found.values.tolist() == list(range(250, 291))
    assert not readings.waiting


@pytest.mark.parametrize(
    ("since", "until"), [(0, 299), (100, 299), (230, 240), (10, 20), (235, 236), (236, 237)]
)
def test_file_and_memory_meet_without_a_reading_twice_or_missing(session, qtbot, since, until):
    played, library = session
    readings = Readings(played.store, library)
    stream = played.store.find("water/a/level")
    first = readings.window(stream, BEGIN + 60 * since, BEGIN + 60 * until)
    assert first.values.tolist() == [n for n in range(since, until + 1) if n >= 236]
    if readings.waiting:
        arrived(qtbot, readings)
    found = readings.window(stream, BEGIN + 60 * since, BEGIN + 60 * until)
    assert found.values.tolist() == list(range(since, until + 1))
    assert not readings.waiting


def test_the_seam_holds_while_it_moves(own_session, qtbot):
    played, library = own_session
    readings = Readings(played.store, library)
    stream = played.store.find("water/a/level")
    for number in range(300, 420):
        time = BEGIN + 60.0 * number
        played.turn(WALL + number, [clock_message(time, WALL + number), said("a", time, float(number))])
        if number % 7 == 0:
            played.session.turn(float(number))
        readings.window(stream, BEGIN, time)
        if readings.waiting:
            arrived(qtbot, readings)
        found = readings.window(stream, BEGIN, time).values
        assert found.tolist() == list(range(number + 1))


def test_it_is_known_how_far_back_there_is_anything(session, qtbot):
    played, library = session
    readings = Readings(played.store, library)
    assert readings.begins() == BEGIN + 60 * 236
    arrived(qtbot, readings)
    assert readings.begins() == BEGIN


def test_another_story_begins_with_nothing(own_session, qtbot):
    played, library = own_session
    readings = Readings(played.store, library)
    stream = played.store.find("water/a/level")
    readings.window(stream, BEGIN, BEGIN + 6000)
    arrived(qtbot, readings)
    played.session.run = WALL + 1000.0
    readings.take()
    assert len(readings.window(stream, BEGIN, BEGIN + 6000)) == 0


# -- words of a time axis --------------------------------------------------------------------------


def test_moments_are_round_in_the_city_also_when_its_clocks_change():
    """On 25 October 2026 at 3:00 it is 2:00 again in Nice: the day has 25 hours."""
    midnight = 1792879200.0
    found = clock.places(midnight, midnight + 25 * HOUR, 800, NICE)
    words = clock.words_at(found, Language("en"), NICE)
    assert words[0] == "25 Oct"
    assert words[-1] == "26 Oct"
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0.25, 120.0), (1, 600.0), (24, 10800.0), (24 * 7, 86400.0), (24 * 60, 7 * 86400.0)],
)
def test_steps_are_those_that_people_count_in(hours, expected):
    assert clock.step(hours * HOUR, 9) == expected


@pytest.mark.parametrize(("code", "day"), [("en", "3 Oct"), ("fr", "3 oct.")])
def test_midnight_is_a_day_in_the_language_of_the_window(qapp, code, day):
    language = Language(code)
    midnight = START + 18 * HOUR
    assert clock.words_at([midnight - HOUR, midnight], language, NICE) == ["23:00", day]
    language.use("en")
