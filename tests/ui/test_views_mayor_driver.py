"""What the mayor reads and where the driver goes."""

import math
from zoneinfo import ZoneInfo

import pytest

from dashboard.core.alarms.event import Priority
from dashboard.ui.pages.city_cards import CityFigure
from dashboard.ui.views import mayor_words
from dashboard.ui.views.day_curve import _whole_hours
from dashboard.ui.views.driver import DriverView
from dashboard.ui.views.mayor import MayorView
from dashboard.ui.views.road_times import city_roads, closed_roads, road_times
from tests.town import START
from tests.ui.city_room import Room, nice

ALL = ("air_quality", "water", "landslide", "traffic", "parking")


@pytest.fixture
def room(qtbot):
    return Room()


def shown(view, room, minute):
    view.outdated = True
    view.show_frame(room.town.turn(minute))
    return view


# -- mayor -----------------------------------------------------------------------------------------


@pytest.fixture
def mayor(qtbot, room):
    view = MayorView(room.context)
    qtbot.addWidget(view)
    view.resize(1920, 1016)
    view.show()
    return view


def test_before_anything_is_heard_nothing_is_claimed(mayor, room):
    shown(mayor, room, 0)
    assert mayor._city.text() == "—"
    for row in mayor.rows.values():
        assert row._sentence.text() == "Nothing is known yet."
        assert not row._mark.isVisible(), "what is not known is not calm"


def well(room):
    """Half an hour of clean air, quiet rivers and half-empty car parks."""
    for minute in (0, 15, 30):
        room.calm(minute)
        room.town.turn(minute)
        for thing in nice().domain("air_quality").things:
            clean = {name: 5.0 for name in thing.properties if name in ("pm25", "pm10", "no2", "o3")}
            room.say(minute + 1, "air_quality", thing.id, **clean)
        for thing in nice().domain("parking").things:
            room.say(minute + 1, "parking", thing.id, free=thing.model["places"] / 2, status=0.0)
        room.town.turn(minute + 1)


def test_a_calm_city_is_well(mayor, room):
    well(room)
    shown(mayor, room, 31)
    assert mayor._city.text() == "The city is well."
    assert mayor.rows["water"]._sentence.text() == "Every river stays within its bed."
    assert not mayor.rows["water"]._todo.isVisible()


def test_a_flood_is_one_sentence_what_to_do_and_a_curve(mayor, room):
    well(room)
    room.flood(range(35, 96, 5))
    shown(mayor, room, 96)
    assert mayor._city.text() == "1 service must act now."
    row = mayor.rows["water"]
    assert row._sentence.text().startswith("Rivers are in flood")
    assert row._todo.text().startswith("Close the Paillon tunnel")
    assert row._mark.priority is Priority.ALARM
    assert row.curve._series.values.max() == 100.0 + 10.0 * 95
    assert "Rivers: 1 in red" in row.accessibleName()


def test_a_day_of_free_places_stands_between_none_and_all(mayor, room):
    """Half the places free is half the height, however little they changed: no fall to the ground."""
    well(room)
    shown(mayor, room, 31)
    places = sum(thing.model["places"] for thing in nice().domain("parking").things)
    assert mayor.rows["parking"].curve._extent == (0.0, pytest.approx(places))
    assert mayor.rows["water"].curve._extent is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", ALL)
def test_every_state_of_every_figure_has_a_sentence(room, page, language):
    room.language.use(language)
    said = []
    for priority in Priority:
        said.append(mayor_words.sentence(CityFigure(page, "", "7", "Word", "", priority)))
        assert "%" not in said[-1]
        assert said[-1].endswith(".")
    assert len(set(said)) >= 3


def test_the_day_has_its_hours():
    hours = _whole_hours(START, START + 86400.0, ZoneInfo(nice().time_zone))
    assert [(hour - START) / 3600.0 for hour in hours] == [0.0, 6.0, 12.0, 18.0], "from 06:00 in Nice"


# -- driver ----------------------------------------------------------------------------------------


@pytest.fixture
def driver(qtbot, room):
    view = DriverView(room.context)
    qtbot.addWidget(view)
    view.resize(1920, 1016)
    view.show()
    return view


def drive(room, minute, **speeds):
    """Loops of the Promenade towards the centre say these speeds, those of the others 50 km/h."""
    for thing in nice().domain("traffic").things:
        name = thing.id.removeprefix("promenade-").removesuffix("-e")
        if thing.model["link"] == "promenade_e":
            room.say(minute, "traffic", thing.id, speed=speeds.get(name, 50.0))
        else:
            room.say(minute, "traffic", thing.id, speed=50.0)


def times(room, minute):
    """Road -> its directions."""
    found = road_times(room.context, city_roads(room.context), START + minute * 60.0)
    return {road.name: road.directions for road in found}


def test_minutes_from_end_to_end(room):
    drive(room, 0)
    room.town.turn(0)
    (there, back) = times(room, 1)["Promenade"]
    assert there.seconds == pytest.approx(7.09 / 50.0 * 3600.0, rel=1e-6)
    assert there.late == pytest.approx(0.0, abs=1e-6)
    assert (there.arrow, there.towards) == ("→", "Ruhl")
    assert (back.arrow, back.towards) == ("←", "Pont Napoléon III")
    assert there.priority is Priority.NONE


def test_a_jam_costs_time_and_says_how_much(room):
    drive(room, 0, ferber=10.0)
    room.town.turn(0)
    there, _ = times(room, 1)["Promenade"]
    # Ferber at 3.24 km stands for 2.32 (to Aéroport) to 3.845 km (to Fabron).
    assert there.late == pytest.approx(1.525 * (1 / 10 - 1 / 50) * 3600.0, rel=1e-6)


def test_a_standing_road_is_blocked_and_a_silent_one_unknown(room):
    assert all(math.isnan(part.seconds) for parts in times(room, 1).values() for part in parts)
    drive(room, 0, ferber=1.0)
    room.town.turn(0)
    there, back = times(room, 1)["Promenade"]
    assert math.isinf(there.seconds)
    assert not there.closed
    assert there.priority is Priority.ALARM
    assert math.isfinite(back.seconds)
    late, _ = times(room, 60)["Promenade"]
    assert math.isnan(late.seconds), "an hour later nobody knows"


def test_a_tunnel_that_the_river_closes_is_not_free_because_it_is_empty(room):
    drive(room, 0)
    room.say(0, "water", "paillon-expositions", discharge=99.0)
    room.town.turn(0)
    assert closed_roads(nice(), room.town.store) == frozenset()
    room.say(5, "water", "paillon-expositions", discharge=101.0)
    room.town.turn(5)
    assert closed_roads(nice(), room.town.store) == {"paillon_n", "paillon_s"}
    assert all(part.closed and math.isinf(part.seconds) for part in times(room, 5)["Paillon"])
    room.say(6, "water", "magnan-madeleine", discharge=60.0)
    room.town.turn(6)
    assert "madeleine_n" not in closed_roads(nice(), room.town.store), "narrowed, not closed"


def test_places_are_counted_from_where_one_goes(driver, room):
    for thing, free in (("massena", 30.0), ("saleya", 200.0), ("arenas", 90.0), ("corvesy", 3.0)):
        room.say(0, "parking", thing, free=free, status=0.0)
    room.say(0, "parking", "ruhl", free=300.0, status=4.0)
    shown(driver, room, 0)
    driver.goal.setCurrentText("Masséna")
    assert [park.name for park in driver.places._parks] == ["Masséna", "Saleya", "Arénas"]
    driver.goal.setCurrentText("Arénas")
    assert driver.places._parks[0].name == "Arénas"
    assert "Ruhl Méridien" not in driver.places.accessibleDescription(), "closed on an incident"


def test_the_first_destination_is_the_most_central(driver, room):
    assert driver.goal.currentText() == "Thiers Station"
    room.language.use("fr")
    driver.retranslate()
    assert driver.goal.currentText() == "Gare Thiers"
    assert driver.goal.count() == len(nice().domain("parking").things)


def test_both_lists_are_painted_in_both_languages(driver, room):
    drive(room, 0, ferber=10.0)
    room.say(0, "parking", "massena", free=30.0, status=0.0)
    pictures = set()
    for code in ("en", "fr"):
        room.language.use(code)
        shown(driver, room, 1)
        pictures.add(hash(bytes(driver.grab().toImage().constBits())))
    assert len(pictures) == 2
    assert "Promenade, Ruhl: 16\u202fmin" in driver.times.accessibleDescription()
