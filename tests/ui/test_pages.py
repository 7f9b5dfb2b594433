"""The window by mouse and keyboard: every page, both languages, from calm to storm."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from config.messages import Observation
from config.scenarios import scenario_ids
from dashboard.core.frame import Frame
from dashboard.core.readings.store import Stream
from dashboard.ui import page_names, page_order
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.thing_delegate import HIGHEST
from dashboard.ui.pages.domain import DomainPage
from dashboard.ui.pages.page import Page
from dashboard.ui.pages.parking import time_until_full
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.desk import Desk

PAGES = page_order.names(nice())
DOMAINS = [name for name in PAGES if name in nice().by_id]


@pytest.fixture
def make(qtbot):
    """Builds a shown window; the language goes back to the source's at the end."""
    made: list[Desk] = []

    def build(**more) -> Desk:
        desk = Desk(**more)
        qtbot.addWidget(desk.window)
        with qtbot.waitActive(desk.window):
            desk.window.show()
            desk.window.activateWindow()
        made.append(desk)
        return desk

    yield build
    for desk in made:
        desk.context.language.use("en")


@pytest.fixture
def desk(make):
    made = make(since=30)
    made.turn(0.0)
    return made


def page_of(desk: Desk) -> DomainPage:
    page = desk.window.findChildren(DomainPage)
    (shown,) = [item for item in page if item.isVisible()]
    return shown


def texts(widget: QWidget) -> str:
    return " | ".join(item.text() for item in widget.findChildren(QLabel) if item.isVisible())


def press(desk: Desk, keys: str) -> None:
    QTest.keySequence(desk.window, keys)
    QApplication.processEvents()  # Qt tells of a new language by post


# -- pages -----------------------------------------------------------------------------------------


def test_every_domain_of_the_city_has_a_page_and_every_page_a_word():
    assert set(DOMAINS) == set(nice().by_id)
    assert PAGES[0] == "city"
    assert PAGES[-2:] == ["alarms", "history"]
    assert set(PAGES) <= set(page_names.short_names())


def turn_to(desk: Desk, name: str) -> None:
    desk.window.show_page(name)
    desk.turn(0.5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_shows_a_lively_city_in_the_storm(make, language):
    desk = make(storm=True, since=60, page="alarms", language=language)
    for page in PAGES:
        turn_to(desk, page)
        assert desk.window.page == page
        assert texts(desk.window.centralWidget())
        picture = desk.window.grab().toImage()
        assert (picture.width(), picture.height()) == (1920, 1080)


def test_a_page_before_the_first_reading_is_dashes_not_numbers(make):
    desk = make(page="alarms")
    for page in DOMAINS:
        turn_to(desk, page)
        assert "—" in texts(page_of(desk))
        assert "nan" not in texts(desk.window).lower().split()


def test_every_thing_of_a_page_can_be_chosen(make):
    desk = make(page="alarms", storm=True, since=60)
    for page in DOMAINS:
        turn_to(desk, page)
        shown = page_of(desk)
        rows = shown.things.model.rowCount()
        assert rows == len(nice().domain(page).things)
        for place in range(0, rows, max(1, rows // 6)):
            shown.things.table.selectRow(place)
            desk.turn(0.1)
            stream = shown.things.current()
            assert isinstance(stream, Stream)
            assert desk.context.language.name(desk.context.store.place(stream)) in texts(shown.head)


def test_keys_turn_pages(desk):
    for number, name in enumerate(PAGES[:10], start=1):
        press(desk, f"Ctrl+{number % 10}")  # the tenth is 0, as on the keyboard
        assert desk.window.page == name
        assert desk.window.rail.buttons[name].isChecked()


def test_the_rail_turns_pages_by_mouse_and_by_enter(desk, qtbot):
    qtbot.mouseClick(desk.window.rail.buttons["traffic"], Qt.MouseButton.LeftButton)
    assert desk.window.page == "traffic"
    desk.window.rail.buttons["parking"].setFocus()
    qtbot.keyClick(desk.window.rail.buttons["parking"], Qt.Key.Key_Return)
    assert desk.window.page == "parking"


def test_pages_can_be_built_before_anybody_asks_and_stay_out_of_sight(desk):
    desk.play(10)
    shown, focus = desk.window.current, desk.window.focusWidget()
    assert not desk.window.director.children()
    while desk.window.build_ahead():
        assert desk.window.current is shown
    assert len(desk.window.director.cards) == len(scenario_ids(nice()))
    assert desk.window.director.isHidden()
    built = {page for page in desk.window.findChildren(Page) if page.isHidden()}
    assert len(built) + 1 == len([*page_order.names(nice()), *page_order.VIEWS])
    assert desk.window.focusWidget() is focus
    heard = []
    for page in built:
        page.show_frame = heard.append
    desk.turn()
    assert heard == []
    for page in built:
        del page.show_frame
    desk.window.show_page("weather")
    assert desk.window.current in built
    assert not desk.window.current.outdated  # it was told of the frame as it came


def test_before_the_first_frame_nothing_is_built_ahead(qtbot):
    made = Desk()
    qtbot.addWidget(made.window)
    assert made.window.build_ahead()
    assert len(made.window.findChildren(Page)) == 1


def test_a_hidden_page_hears_nothing_and_is_up_to_date_when_it_is_shown(desk):
    press(desk, f"Ctrl+{PAGES.index('traffic') + 1}")
    hidden = next(p for p in desk.window.findChildren(DomainPage) if p.domain == "water")
    heard: list[Frame] = []
    hidden.show_frame = heard.append  # type: ignore[method-assign]
    desk.play(5)
    assert heard == []
    press(desk, f"Ctrl+{PAGES.index('water') + 1}")
    assert len(heard) == 1
    assert hidden.outdated


def test_a_window_that_is_minimised_paints_nothing(desk):
    heard: list[Frame] = []
    page_of(desk).show_frame = heard.append  # type: ignore[method-assign]
    desk.window.hide()
    desk.play(5)
    assert heard == []


def test_a_stranger_of_an_unknown_domain_gets_a_page(desk, qtbot):
    for minute in range(31, 36):
        desk.town.hear(Observation("beehives", "old-port", START + 60.0 * minute, (), -1, {"weight": 41.5}))
    desk.turn()
    button = desk.window.rail.buttons["beehives"]
    assert button.text() == "beehives"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.turn()
    assert desk.window.page == "beehives"
    assert page_of(desk).things.model.row(0).texts[2] == "41.50"
    assert "discovered on the broker" in texts(page_of(desk).head)


# -- the list of things ----------------------------------------------------------------------------


def test_arrows_choose_the_next_thing(desk, qtbot):
    page = page_of(desk)
    first = page.things.current()
    page.things.table.setFocus()
    qtbot.keyClick(page.things.table, Qt.Key.Key_Down)
    assert page.things.current() != first
    qtbot.keyClick(page.things.table, Qt.Key.Key_Up)
    assert page.things.current() == first


def test_a_click_chooses_a_thing(desk, qtbot):
    page = page_of(desk)
    table = page.things.table
    place = table.visualRect(page.things.model.index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.things.current() == page.things.model.stream(3)


def test_a_search_keeps_the_choice_or_takes_the_first(desk, qtbot):
    page = page_of(desk)
    qtbot.keyClicks(page.things.search, "magnan")
    assert page.things.model.rowCount() >= 1
    desk.turn()
    stream = page.things.current()
    assert stream is not None
    assert "agnan" in desk.context.store.place(stream).name
    page.things.search.clear()
    assert page.things.model.rowCount() == 46


def test_groups_show_their_own(desk, qtbot):
    page = page_of(desk)
    buttons = [b for b in page.things.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["All", "Rivers", "Quality", "Beaches", "Drinking water"]
    counts = []
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        counts.append(page.things.model.rowCount())
    assert counts == [46, 14, 10, 8, 14]


def test_a_thing_that_is_asked_for_is_shown_whatever_the_filters(desk, qtbot):
    page = page_of(desk)
    qtbot.keyClicks(page.things.search, "beach")
    desk.window.show_thing("water", "paillon-ariane")
    stream = page.things.current()
    assert stream is not None
    assert desk.context.store.place(stream).id == "paillon-ariane"


# -- spans, language, theme ------------------------------------------------------------------------


def test_a_young_story_fills_its_plots_until_someone_chooses(make, qtbot):
    desk = make()
    desk.play(5)
    page = page_of(desk)
    assert page.spans.span == 900.0
    desk.play(40)
    assert page.spans.span == 3600.0
    qtbot.mouseClick(page.spans.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert page.spans.span == 21600.0
    desk.play(5)
    assert page.spans.span == 21600.0
    page.things.table.setFocus()
    for keys, span in (("-", 86400.0), ("-", 86400.0), ("+", 21600.0), ("+", 3600.0)):
        press(desk, keys)
        assert page.spans.span == span


def test_the_language_is_switched_live(desk, qtbot):
    assert "Water" in desk.window.rail.buttons["water"].text()
    assert "River nearest to its limit" in texts(desk.window)
    press(desk, "Ctrl+L")
    desk.turn()
    said = texts(desk.window)
    assert desk.window.rail.buttons["water"].text() == "Eau"
    assert "La plus près du rouge" in said
    assert "River" not in said
    press(desk, "Ctrl+L")
    desk.turn()
    assert "River nearest to its limit" in texts(desk.window)


def test_the_theme_is_switched_live(desk):
    dark = desk.window.grab().toImage().pixelColor(QPoint(1910, 1070)).lightness()
    press(desk, "Ctrl+T")
    desk.turn()
    light = desk.window.grab().toImage().pixelColor(QPoint(1910, 1070)).lightness()
    assert dark < 40 < 200 < light


def test_the_tab_key_goes_round_every_page(make):
    """Every stop can be seen, and the round comes back to its beginning."""
    desk = make(page="alarms", since=30)
    desk.window.activateWindow()
    for page in PAGES:
        turn_to(desk, page)
        assert len(tab_round(desk.window)) >= 8, page


def tab_round(window: QWidget) -> list[QWidget]:
    """The stops, until the first comes again; a stop may keep the key for steps of its own."""
    seen: list[QWidget] = []
    for _ in range(400):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        assert now is not None
        assert now.isVisible(), now
        if seen and now is seen[0] and now is not seen[-1]:
            return seen
        if not seen or now is not seen[-1]:
            seen.append(now)
    raise AssertionError(f"no way back from {seen[-1]}")


# -- what the figures say --------------------------------------------------------------------------


def test_in_its_first_frames_a_page_has_all_its_words_and_fills_its_list(make, qapp):
    desk = make(page="alarms", since=30)
    desk.turn()
    desk.window.show_page("weather")
    qapp.processEvents()  # laid out
    desk.turn(0.0)
    page = desk.window.current
    cards = [card for card in page.findChildren(PlotCard) if not card.visibleRegion().isEmpty()]
    assert len(cards) > 8
    assert all(card._value.text() for card in cards)
    room, rows = page.things.table.viewport().height(), page.things.model.rowCount()
    assert page.things.table.rowHeight(0) == min(room // rows, HIGHEST)


def test_of_stations_in_the_same_state_the_wettest_is_first(make):
    desk = make(storm=True, since=60, page="weather")
    desk.turn()
    model, table = desk.window.current.things.model, desk.context.store.tables["weather"]
    column = next(c for c, item in enumerate(table.properties) if item.id == "rain_1h")
    levels = desk.context.alarms.levels("weather")
    shown = [model.stream(place).row for place in range(model.rowCount())]
    rain = [
        (-int(levels[row]), -max(float(np.nan_to_num(table.last_value[row, column])), 0.0)) for row in shown
    ]
    assert rain == sorted(rain)
    assert len({fallen for _, fallen in rain}) > 2


def test_when_a_car_park_will_be_full(make):
    """40 % now and a point more each minute: 98 % in 58 minutes."""
    desk = make()
    store = desk.context.store
    stream = store.find("parking/massena/occupancy")
    table = store.tables["parking"]
    column = [item.id for item in table.properties].index("occupancy")
    for minute in range(30, 61):
        values = [float("nan")] * len(table.properties)
        values[column] = 40.0 + 1.0 * (minute - 60)
        desk.town.say(float(minute), {"massena": values}, "parking")
    desk.minute = 60.0
    desk.pump.turn()
    now = START + 3600.0
    assert time_until_full(store, stream, now) == pytest.approx(58 * 60.0, abs=1.0)
    assert time_until_full(store, store.find("parking/sulzer/occupancy"), now) == np.inf


def test_a_closed_car_park_offers_no_places(make):
    """Its free places are no room for anybody: the list says closed where the number would stand."""
    desk = make(page="parking")
    items = [item.id for item in desk.context.store.tables["parking"].properties]
    for thing, state in (("saleya", "closedAbnormal"), ("massena", "spacesAvailable")):
        known = nice().domain("parking").property("status").states
        said = {"free": 120.0, "occupancy": 40.0, "status": float(known.index(state))}
        desk.town.say(1.0, {thing: [said.get(name, float("nan")) for name in items]}, "parking")
    desk.minute = 2.0
    desk.pump.turn()
    model = desk.window.current.things.model
    texts = {model.row(place).name: model.row(place).texts[3] for place in range(model.rowCount())}
    assert texts["Saleya"] == "closed"
    assert texts["Masséna"] == "120"
