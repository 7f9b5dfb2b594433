"""The city page: five figures, the worst alarms of every service, and its way to the other pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dashboard.core.alarms.event import Alarm, AlarmState, Priority
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.pages.city import CityPage
from dashboard.ui.pages.city_alarms import FEWEST, choose
from dashboard.ui.pages.city_cards import FigureCard
from dashboard.ui.pages.city_figures import CityFigures
from dashboard.ui.portions import Portions
from tests.town import START
from tests.ui.city_room import Room, nice
from tests.ui.desk import Desk

NAN = float("nan")
PAILLON = "paillon-expositions"


@pytest.fixture
def room(qtbot):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def page(qtbot, room):
    made = CityPage(room.context)
    qtbot.addWidget(made)
    made.resize(1832, 1016)
    room.look.still = True
    made.retranslate()
    made.show()
    qtbot.waitExposed(made)
    return made


def look(page, room, minute):
    page.outdated = True
    page.show_frame(room.town.turn(minute))


# -- figures ---------------------------------------------------------------------------------------


def figures(room, minute):
    """Page -> figure."""
    return {item.page: item for item in CityFigures(room.context).look(START + minute * 60.0)}


def test_a_city_that_was_not_heard_yet_says_nothing_and_invents_nothing(room):
    for figure in figures(room, 0).values():
        assert (figure.figure, figure.sentence) == ("—", "no reading yet")
        assert not figure.known
        assert figure.priority is Priority.NONE
        assert len(figure.trend) == 0


def test_air_is_the_worst_pollutant_of_the_reference_stations(room):
    for minute in (0, 15, 30):
        room.say(minute, "air_quality", "arson", no2=95.0, o3=40.0, pm25=5.0, pm10=10.0)
        room.say(minute, "air_quality", "botanique", no2=20.0, o3=60.0)
        room.say(minute, "air_quality", "micro-ferber", pm25=400.0)  # fog in a cheap sensor
        room.town.turn(minute)
    air = figures(room, 31)["air_quality"]
    assert (air.figure, air.word) == ("3", "Degraded")  # NO2 95: science, section 2.5
    assert air.sentence == "ATMO · worst: NO₂ 95\u202fµg/m³, Nice Arson"
    assert air.priority is Priority.ADVISORY
    assert len(air.trend) > 30
    assert air.trend.values == pytest.approx(95.0)  # means of the hour before, as the index is made


def test_rivers_are_counted_in_the_colour_of_the_worst(room):
    for minute in range(0, 31, 5):
        room.say(minute, "water", PAILLON, discharge=571.0)  # red from 500
        room.say(minute, "water", "magnan-madeleine", discharge=136.0)  # red from 90
        room.say(minute, "water", "var-napoleon", discharge=699.0)  # yellow from 600
        room.say(minute, "water", "vesubie-utelle", discharge=9.0)
        room.town.turn(minute)
    rivers = figures(room, 31)["water"]
    assert (rivers.figure, rivers.word) == ("2", "in red")
    assert rivers.sentence == "Magnan 136\u202fm³/s · Paillon 571 · Var 699"
    assert rivers.priority is Priority.ALARM


def test_no_river_in_flood(room):
    room.say(0, "water", PAILLON, discharge=2.0)
    room.town.turn(0)
    rivers = figures(room, 1)["water"]
    assert (rivers.figure, rivers.word, rivers.priority) == ("0", "in flood", Priority.NONE)


def test_slopes_tell_the_lowest_factor_of_safety_and_caines_line(room):
    sites = [t.id for t in nice().domain("landslide").things if "factor_of_safety" in t.properties]
    zones = [t.id for t in nice().domain("landslide").things if "caine_ratio" in t.properties]
    for minute in range(0, 41, 5):
        for number, site in enumerate(sites):
            room.say(minute, "landslide", site, factor_of_safety=0.94 if number == 1 else 1.4)
        room.say(minute, "landslide", zones[0], caine_ratio=1.9)
        room.town.turn(minute)
    slopes = figures(room, 41)["landslide"]
    name = nice().domain("landslide").thing(sites[1]).name
    assert slopes.figure == "0.94"
    assert slopes.sentence.startswith(f"{name} · sites below 1: 1")
    assert slopes.sentence.endswith("rain ×1.9 its limit")
    assert slopes.priority is Priority.ALARM


def test_traffic_is_the_level_of_service_of_the_slowest_road(room):
    loops = [t for t in nice().domain("traffic").things if "speed" in t.properties]
    for minute in range(6):
        for loop in loops:
            slow = loop.model["link"] == "mathis_e"
            room.say(minute, "traffic", loop.id, speed=9.0 if slow else 45.0, flow=900.0, occupancy=8.0)
        room.town.turn(minute)
    traffic = figures(room, 5.5)["traffic"]
    assert (traffic.figure, traffic.word) == ("F", "jammed")  # 9 of 70 km/h is 13 %
    slow = sum(loop.model["link"] == "mathis_e" for loop in loops)
    assert traffic.sentence == f"Voie Mathis →: 9 of 70 km/h · loops in a jam: {slow}"
    assert traffic.priority is Priority.ALARM


def test_traffic_is_known_although_the_clock_is_ahead_of_the_readings(room):
    """At x3600 the newest reading is minutes old when it comes."""
    for minute in range(6):
        room.say(minute, "traffic", "promenade-ruhl-e", speed=48.0)
        room.town.turn(minute)
    assert figures(room, 25)["traffic"].figure == "A"
    assert figures(room, 70)["traffic"].figure == "—"


def test_free_places_are_those_of_the_whole_city(room):
    parks = nice().domain("parking").things
    for minute in range(0, 61, 5):
        for park in parks:
            room.say(minute, "parking", park.id, free=100.0 - minute, occupancy=50.0, status=0.0)
        room.town.turn(minute)
    parking = figures(room, 60)["parking"]
    assert parking.figure == f"{40 * len(parks):,}"
    assert parking.trend.values[-1] == 40 * len(parks)
    assert parking.trend.values.max() == 100 * len(parks)


# -- cards -----------------------------------------------------------------------------------------


def test_a_card_leads_to_the_page_of_its_domain(qtbot, page, room):
    look(page, room, 0)
    for name, card in page.cards.items():
        with qtbot.waitSignal(page.go_to) as asked:
            QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert asked.args == [name, ""]
        card.setFocus()
        with qtbot.waitSignal(page.go_to) as asked:
            QTest.keyClick(card, Qt.Key.Key_Return)
        assert asked.args == [name, ""]


def test_figures_keep_their_size_in_another_theme(page, room):
    card = page.cards["water"]
    for height, pixels in ((1016, 44), (656, 30)):
        page.resize(1192, height)
        QApplication.processEvents()
        for theme in (DARK, LIGHT, DARK):
            room.look.apply(theme)
            QApplication.processEvents()
            assert card._figure.font().pixelSize() == pixels


def test_a_sentence_leaves_out_whole_parts(page, room):
    room.flood()
    room.say(61, "water", "magnan-madeleine", discharge=30.0)
    look(page, room, 61)
    sentence = page.cards["water"]._sentence
    whole = sentence.text()
    assert sentence.fitting() == whole
    sentence.resize(sentence.fontMetrics().horizontalAdvance(whole) - 2, sentence.height())
    assert sentence.fitting() == whole.split(" · ")[0]


def test_a_card_says_itself_to_a_screen_reader(page, room):
    room.flood()
    look(page, room, 60)
    assert page.cards["water"].accessibleName().startswith("Rivers: 1 in red. Paillon 700")


# -- alarms ----------------------------------------------------------------------------------------


def alarm(name, priority=Priority.ALARM, raised=0.0, state=AlarmState.UNACKNOWLEDGED, kind="high"):
    return Alarm(f"{name}/level", f"{name}/level", kind, priority, state, raised, NAN, NAN, 2.0, 1.0, {})


def shown(alarms, room=5):
    count, rows = choose(alarms, room)
    return count, [item.datastream.split("/")[1] for item in rows]


def test_services_take_turns_among_equals():
    jam = [alarm(f"traffic/loop{i}", raised=100.0 + i) for i in range(9)]
    others = [alarm("water/paillon", raised=5.0), alarm("landslide/sevan", raised=1.0)]
    assert shown([*jam, *others], 3) == (11, ["loop8", "paillon", "sevan"])
    assert shown([*jam, *others], 5) == (11, ["loop8", "loop7", "loop6", "paillon", "sevan"])


def test_the_worst_come_first_and_those_that_wait_before_those_that_were_seen():
    alarms = [
        alarm("water/a", Priority.WARNING, 9.0),
        alarm("water/b", Priority.ALARM, 1.0),
        alarm("water/c", Priority.ALARM, 8.0, AlarmState.ACKNOWLEDGED),
        alarm("water/d", Priority.ALARM, 2.0),
    ]
    assert shown(alarms, 2) == (4, ["d", "b"])
    assert shown(alarms, 4) == (4, ["c", "d", "b", "a"])


def test_a_thing_has_one_row_and_what_was_put_aside_none():
    twice = [alarm("water/a"), alarm("water/a", Priority.ADVISORY)]
    shelved = alarm("water/b", state=AlarmState.SHELVED)
    assert shown([*twice, shelved]) == (2, ["a"])


def test_acknowledging_on_the_row(page, room):
    room.flood()
    look(page, room, 60)
    row = page.strip.rows[0]
    assert row.alarm.datastream == f"water/{PAILLON}/discharge"
    assert row.button.isVisible()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert room.asked.acknowledged == [row.alarm.id]
    look(page, room, 61)
    assert page.strip.rows[0].alarm.state is AlarmState.ACKNOWLEDGED
    assert not page.strip.rows[0].button.isVisible()
    assert page.strip.rows[0]._state.text().startswith("acknowledged ")


def test_acknowledging_with_the_keyboard(page, room):
    room.flood()
    look(page, room, 60)
    row = page.strip.rows[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_A)
    assert room.asked.acknowledged == [row.alarm.id]


def test_a_row_takes_the_map_to_the_place(page, room):
    room.flood()
    look(page, room, 60)
    QTest.mouseClick(page.strip.rows[0]._where, Qt.MouseButton.LeftButton)
    assert page.panel.view.choice == page.panel.map.things.index("water", PAILLON)
    assert page.panel.card.isVisible()


def test_a_calm_city_says_so(page, room):
    look(page, room, 0)
    assert page.strip._calm.isVisible()
    assert not any(row.isVisible() for row in page.strip.rows)


def test_open_and_all_alarms_lead_on(qtbot, page, room):
    room.flood()
    look(page, room, 60)
    with qtbot.waitSignal(page.go_to) as asked:
        page.strip.all_button.click()
    assert asked.args == ["alarms", ""]
    page.focus_on(f"water/{PAILLON}")
    with qtbot.waitSignal(page.go_to) as asked:
        page.panel.card.open_button.click()
    assert asked.args == ["water", PAILLON]


# -- room ------------------------------------------------------------------------------------------


def storm(room):
    """Something to say everywhere."""
    for minute in range(0, 61, 5):
        for domain in nice().domains:
            for thing in domain.things:
                row = {}
                for name in thing.properties:
                    item = domain.property(name)
                    row[name] = 0.0 if item.states else item.range[1] * 0.9
                room.say(minute, domain.id, thing.id, **row)
        room.town.turn(minute)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("width", "height", "rows"), [(1832, 1016, 5), (1192, 656, 3)])
def test_nothing_is_cut_or_overlaps(qtbot, page, room, language, width, height, rows):
    room.language.use(language)
    storm(room)
    page.resize(width, height)
    QApplication.processEvents()
    look(page, room, 61)
    qtbot.waitUntil(lambda: not _cut(page))
    assert (page.width(), page.height()) == (width, height)
    assert sum(row.isVisible() for row in page.strip.rows) == rows
    parts = [page.panel, page.strip, *page.cards.values()]
    for i, one in enumerate(parts):
        assert page.rect().contains(_box(page, one))
        assert not any(_box(page, one).intersects(_box(page, other)) for other in parts[i + 1 :])
    for card in page.cards.values():
        assert card._figure.height() >= card._figure.fontMetrics().capHeight() + 4


def _cut(page):
    """Labels that do not have room for their words (and do not say so with an ellipsis)."""
    whole = [
        label
        for label in page.findChildren(QLabel)
        if label.isVisible() and not isinstance(label, ElidedLabel) and not label.wordWrap()
    ]
    assert len(whole) > 12
    return [label.text() for label in whole if label.width() < label.sizeHint().width()]


def _box(page: QWidget, part: QWidget):
    return part.rect().translated(part.mapTo(page, part.rect().topLeft()))


def test_figures_are_looked_for_once_a_second(page, room, monkeypatch):
    looks = []
    figures_of = CityFigures.look
    monkeypatch.setattr(CityFigures, "look", lambda self, now: looks.append(now) or figures_of(self, now))
    page.outdated = False
    for frame in range(60):  # two seconds at 30 frames a second
        page.show_frame(room.town.turn(10 + frame / 30 / 60))
    assert 2 <= len(looks) <= 3


def test_on_its_first_visit_the_figures_come_after_the_map_and_the_alarms_have_their_place(qtbot):
    desk = Desk(page="mayor", portions=Portions(lambda: 0.0))  # nothing takes any time
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.play(4)
    desk.window.show_page("city")
    page = desk.window.current
    assert page.findChildren(FigureCard) == []
    desk.turn(0.02)
    desk.turn(0.02)
    cards = page.findChildren(FigureCard)
    assert len(cards) == 5
    assert all(card.isVisible() and card._figure.text() for card in cards)


def test_on_its_first_visit_the_strip_shows_all_alarms_it_has_room_for(qtbot):
    desk = Desk(storm=True, page="mayor")
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.play(40)
    desk.window.show_page("city")
    strip = desk.window.current.strip
    at_once = sum(row.isVisible() for row in strip.rows)
    desk.turn(60)
    assert sum(row.isVisible() for row in strip.rows) == at_once > FEWEST
