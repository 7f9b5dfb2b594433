"""How fast water rises, from where the wind blows, and how much of a curve is noise."""

import math

import numpy as np
import pytest

from config.catalogue import Instrument
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.series import Series
from dashboard.ui import noise
from dashboard.ui.cards.rise_card import RiseCard
from dashboard.ui.cards.wind_card import WindCard
from dashboard.ui.plots.curve import rises
from dashboard.ui.plots.wind_rose import SECTORS, compass, rose
from tests.town import START
from tests.ui.city_room import Room

GOOD = Quality.GOOD


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


def series(times, values, quality=None) -> Series:
    n = len(times)
    marks = np.full(n, GOOD, dtype=np.uint8) if quality is None else np.array(quality, dtype=np.uint8)
    return Series(np.array(times, dtype=float), np.array(values, dtype=float), marks)


# -- rise ------------------------------------------------------------------------------------------


def test_what_rises_steadily_rises_the_same_in_every_hour():
    times = np.arange(0, 4 * 3600 + 1, 600)
    found = rises(series(times, 2.0 + times / 7200.0), 3600.0)
    assert found.times[0] == 3600.0  # nothing is an hour older before
    assert found.values == pytest.approx(0.5)


def test_between_readings_the_level_goes_straight_and_doubtful_ones_are_passed_over():
    found = rises(
        series([0, 3000, 4800, 6600], [1.0, 2.0, 99.0, 4.0], [GOOD, GOOD, Quality.STUCK, GOOD]), 3600.0
    )
    assert found.times.tolist() == [6600.0]
    assert found.values.tolist() == [4.0 - 2.0]


def test_before_an_hour_has_passed_nothing_is_known_to_rise():
    assert len(rises(series([0, 1800], [1.0, 2.0]), 3600.0)) == 0
    assert len(rises(series([], []), 3600.0)) == 0


def test_the_rise_stands_on_its_card_with_its_limits(room, qtbot):
    for minute in range(0, 121, 5):
        room.say(minute, "water", "paillon-expositions", water_level=1.0 + minute / 100.0)
        room.town.turn(minute)
    card = RiseCard(room.context)
    qtbot.addWidget(card)
    card.show_level(room.town.store.find("water/paillon-expositions/water_level"))
    card.show_now(_now(120), True)
    assert card._value.text() == "0.60"
    assert card._unit.text() == "m in 1 h"
    assert card._note.text().split("\n")[0] == "limits 0.30 · 0.50 · 1"
    written = [series.times.min() for _, series in card.plot.readings()]
    assert written == [_now(0)]  # the CSV holds the levels that it is made of


def _now(minute: float) -> float:
    return START + 60.0 * minute


# -- wind ------------------------------------------------------------------------------------------


def test_a_rose_counts_where_the_wind_comes_from():
    found = rose(np.array([0.0, 359.0, 90.0, 180.0]), np.array([2.0, 8.0, 12.0, 0.2]))
    assert found.shares.sum() + found.calm == pytest.approx(1.0)
    assert found.calm == 0.25
    assert found.shares[0].tolist() == [0.25, 0.25, 0.0]  # 0 and 359 degrees are both north
    assert found.shares[SECTORS // 4].tolist() == [0.0, 0.0, 0.25]
    assert math.isnan(found.direction)  # it is calm now
    assert found.speed == 0.2


def test_no_reading_makes_an_empty_rose():
    found = rose(np.empty(0), np.empty(0))
    assert found.shares.sum() == 0.0
    assert math.isnan(found.speed)


@pytest.mark.parametrize(
    ("degrees", "point"), [(0, "N"), (44, "NE"), (91, "E"), (224, "SW"), (338, "N"), (359.9, "N")]
)
def test_the_points_of_the_compass(qapp, degrees, point):
    assert compass(degrees) == point


def test_an_air_station_shows_the_wind_of_the_vane_nearest_to_it(room, qtbot):
    for minute in range(0, 31):
        room.say(minute, "weather", "nice-aeroport", wind_speed=9.0, wind_from=135.0, wind_gust=61.0)
        room.town.turn(minute)
    card = WindCard(room.context)
    qtbot.addWidget(card)
    assert card.show_around(room.town.store.find("air_quality/aeroport/no2"))
    card.show_now(_now(30), True)
    assert card._value.text() == "9.0"
    assert (card._from.text(), card._gusts.text()) == ("from SE", "gusts 61\u202fkm/h")
    assert card._place.text().startswith("Nice Airport, 1.3")
    streams = [room.town.store.id(stream).split("/")[-1] for stream, _ in card.readings()]
    assert streams == ["wind_from", "wind_speed"]


# -- noise -----------------------------------------------------------------------------------------


def test_the_least_range_of_a_picture_follows_from_the_instrument(room):
    stream = room.town.store.find("landslide/lauvette/displacement")
    known = room.context.city.domain("landslide")
    instrument: Instrument = known.instrument(known.thing("lauvette"), "displacement")
    span = noise.least_span(room.context, stream)
    assert span >= 10 * instrument.sigma > 0.0
    # Relative noise counts with the value.
    discharge = room.town.store.find("water/paillon-expositions/discharge")
    assert noise.least_span(room.context, discharge, 500.0) > noise.least_span(room.context, discharge, 5.0)
