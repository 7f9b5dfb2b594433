"""The pictures: ranges that stay put, curves that repaint only for a pixel, laws with known answers."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from dashboard.core.readings.series import Series
from dashboard.ui.cards.free_places import distance
from dashboard.ui.limits import value_limits
from dashboard.ui.look.theme import DARK
from dashboard.ui.plots import scale
from dashboard.ui.plots.inverse_velocity import InverseVelocityPlot, predict
from dashboard.ui.plots.space_time import SpaceTimePlot, ramp
from dashboard.ui.plots.sparkline import Sparkline
from dashboard.ui.plots.time_plot import TimePlot
from dashboard.ui.roads import roads
from dashboard.ui.zone_rain import ZoneRain, caine, level
from tests.town import START
from tests.ui.city_room import Room, nice

PAILLON = "water/paillon-expositions/discharge"


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def plot(qtbot, room):
    made = TimePlot(room.context)
    qtbot.addWidget(made)
    made.resize(800, 300)
    with qtbot.waitExposed(made):
        made.show()
    stream = room.context.store.find(PAILLON)
    limits = value_limits(nice(), "water", "paillon-expositions", "discharge")
    made.show_streams([stream], room.context.store.property(stream), limits)
    return made


# -- scales ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("span", "step"), [(10, 2), (1, 0.2), (7, 2), (0.03, 0.01), (2418, 500)])
def test_steps_are_round(span, step):
    assert scale.step(span) == pytest.approx(step)


@pytest.mark.parametrize(("size", "decimals"), [(0.5, 1), (0.02, 2), (1, 0), (200, 0), (0.001, 3)])
def test_ticks_have_as_many_decimals_as_tell_them_apart(size, decimals):
    assert scale.decimals_of(size) == decimals


@pytest.mark.parametrize(("low", "high"), [(0.0, 571.0), (12.0, 14.0), (-3.0, 8.0), (5.0, 5.0), (0.0, 0.0)])
def test_a_range_holds_its_readings_and_has_round_ends(low, high):
    bottom, top = scale.around(low, high, smallest=0.1)
    assert bottom <= low <= high <= top
    assert top - bottom >= 0.1
    ticks = scale.ticks(bottom, top, 8)
    assert ticks[0] == pytest.approx(bottom)
    assert ticks[-1] == pytest.approx(top)


def test_a_range_stays_while_readings_move_within_it():
    first = scale.around(0.0, 571.0)
    assert scale.keep_or_change(first, 0.0, 400.0) == first
    assert scale.keep_or_change(first, 0.0, 2000.0)[1] >= 2000.0
    assert scale.keep_or_change(first, 0.0, 20.0)[1] < 100.0  # a flood that is over


@pytest.mark.parametrize(("low", "high"), [(7.0, 17.5), (8.9, 12.1), (0.0, 1.0), (-3.0, 96.0), (95.0, 205.0)])
def test_an_axis_has_two_numbers_at_least(low, high):
    assert len(scale.ticks(low, high, 2)) >= 2


def test_there_are_no_ticks_between_equal_ends():
    assert scale.ticks(1.0, 1.0, 5) == []


# -- time plot -------------------------------------------------------------------------------------


def test_a_plot_is_drawn_for_news_or_for_a_pixel_and_not_otherwise(plot, room):
    plot.set_span(3600.0)
    room.say(0, "water", "paillon-expositions", discharge=40.0)
    room.town.turn(0)
    assert plot.show_now(START)
    assert not plot.show_now(START)
    assert not plot.show_now(START + 1.0)  # a pixel is 4.5 s
    assert plot.show_now(START + 30.0)
    room.say(1, "water", "paillon-expositions", discharge=45.0)
    room.town.turn(1)
    assert plot.show_now(START + 31.0)


def test_axes_stay_where_they_are_while_curves_move(plot, room):
    for minute in range(0, 60, 5):
        room.say(minute, "water", "paillon-expositions", discharge=40.0 + minute % 10)
        room.town.turn(minute)
    plot.show_now(START + 3600.0)
    before = plot.box.viewRange()
    plot.show_now(START + 3700.0)
    assert plot.box.viewRange() == before
    assert before[0][0] == -3600.0


def test_the_next_limit_is_in_sight_when_it_is_near(plot, room):
    room.say(0, "water", "paillon-expositions", discharge=60.0)
    room.town.turn(0)
    plot.show_now(START + 1.0)
    assert plot.box.viewRange()[1][1] >= 100.0  # yellow
    assert plot.box.viewRange()[1][1] < 300.0  # orange is far


def test_the_cursor_reads_the_nearest_reading(plot, room):
    for minute, value in ((0, 10.0), (5, 20.0), (10, 30.0)):
        room.say(minute, "water", "paillon-expositions", discharge=value)
        room.town.turn(minute)
    plot.show_now(START + 600.0)
    for seconds, value in ((-100.0, 10.0), (140.0, 10.0), (160.0, 20.0), (301.0, 20.0), (9000.0, 30.0)):
        ((_, reading),) = plot.readings_at(START + seconds)
        assert reading.value == value


def test_the_cursor_moves_by_keys(plot, room, qtbot):
    room.say(0, "water", "paillon-expositions", discharge=60.0)
    room.town.turn(0)
    plot.show_now(START + 60.0)
    times: list[float] = []
    plot.pointed.connect(times.append)
    plot.pointed.connect(plot.point_at)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert times == pytest.approx([START + 60 - 36, START + 60 - 72, START + 60 - 36])


def test_a_plot_without_readings_says_nothing(plot):
    plot.show_now(START)
    assert plot.readings_at(START) == []


def test_a_sparkline_repaints_only_when_a_pixel_would_change(qtbot, room):
    line = Sparkline(room.look)
    qtbot.addWidget(line)
    line.resize(100, 30)
    with qtbot.waitExposed(line):
        line.show()
    painted: list[int] = []
    line.update = lambda: painted.append(1)  # type: ignore[method-assign]
    series = Series(np.array([0.0, 50.0]), np.array([1.0, 2.0]), np.zeros(2, np.uint8))
    line.show_series(series, 0.0, 100.0)
    assert len(painted) == 1
    line.show_series(series, 0.5, 100.5)
    assert len(painted) == 1
    line.show_series(series, 2.0, 102.0)
    assert len(painted) == 2


# -- slopes ----------------------------------------------------------------------------------------


def test_fukuzonos_slope_fails_on_the_fiftieth_day():
    """Science, section 4.4: A 0.02 per mm, v0 1 mm/d: failure after 50 days."""
    days = np.arange(30.0, 45.0)
    velocity = 1.0 / (0.02 * (50.0 - days))
    failure = predict(days * 86400.0, velocity)
    assert failure is not None
    assert failure.time / 86400.0 == pytest.approx(50.0)
    assert failure.deviation == pytest.approx(0.0, abs=1.0)


def test_a_noisy_slope_fails_within_its_deviation():
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(200):
        days = np.arange(30.0, 45.0)
        inverse = 0.02 * (50.0 - days) + rng.normal(0.0, 0.004, len(days))
        failure = predict(days * 86400.0, 1.0 / inverse)
        hits += failure is not None and abs(failure.time / 86400.0 - 50.0) < failure.deviation / 86400.0
    assert 0.55 < hits / 200 < 0.80  # one deviation holds two thirds


@pytest.mark.parametrize(
    "velocities",
    [np.full(12, 5.0), np.linspace(9.0, 3.0, 12), np.linspace(0.01, 0.2, 12), np.array([5.0, 9.0])],
    ids=["steady", "slower", "creeping", "too few"],
)
def test_a_slope_that_does_not_speed_up_is_not_foretold(velocities):
    assert predict(np.arange(len(velocities)) * 600.0, velocities) is None


def test_the_inverse_plot_shows_nothing_before_there_is_anything(qtbot, room):
    plot = InverseVelocityPlot(room.context)
    qtbot.addWidget(plot)
    plot.show_velocity(None)
    assert plot.show_now(START)
    assert plot.failure is None


@pytest.mark.parametrize(
    ("hours", "intensity"), [(1 / 6, 29.81), (1, 14.82), (3, 9.66), (24, 4.29), (72, 2.80)]
)
def test_caines_line(hours, intensity):
    assert caine(hours) == pytest.approx(intensity, abs=0.005)


def test_the_worst_duration_counts():
    zone = ZoneRain("x", np.array([1.0, 3.0, 24.0]), np.array([10.0, 12.0, 3.0]))
    ratio, hours, intensity = zone.worst()
    assert (hours, intensity) == (3.0, 12.0)
    assert ratio == pytest.approx(12.0 / 9.655, abs=0.001)
    assert [int(level(r)) for r in (0.4, 0.5, 0.8, 1.0)] == [0, 1, 2, 3]


# -- roads and places ------------------------------------------------------------------------------


def test_speed_between_two_loops_is_interpolated(qtbot, room):
    road = roads(room.context, "traffic")["gambetta_n"]
    for km, stream in road.loops:
        slow = km == road.loops[0][0]
        room.say(0, "traffic", room.context.store.place(stream).id, speed=10.0 if slow else 50.0)
    room.town.turn(0)
    plot = SpaceTimePlot(room.context)
    qtbot.addWidget(plot)
    edges = START + np.linspace(-3600.0, 60.0, 181)
    shares = plot._shares(road, edges)
    newest = shares[:, np.isfinite(shares).any(axis=0)][:, 0]
    assert newest[0] == pytest.approx(10.0 / road.free_speed)
    assert newest[-1] == pytest.approx(50.0 / road.free_speed)
    assert (np.diff(newest) >= -1e-9).all()
    assert np.isnan(shares[:, 0]).all()  # an hour ago nothing was heard


def test_only_slow_traffic_stands_out():
    colours = ramp(DARK)
    assert colours.shape == (256, 4)
    chroma = np.ptp(colours[:, :3].astype(int), axis=1)
    assert chroma[: round(0.45 * 255)].min() > 100  # levels of service E and F are colours
    assert chroma[round(0.56 * 255) :].max() < 50  # what flows is a shade of grey, the slower the lighter
    light = colours[round(0.56 * 255) :, :3].sum(axis=1).astype(int)
    assert (np.diff(light) <= 0).all()
    assert tuple(colours[0][:3]) == tuple(bytes.fromhex(DARK.alarm[1:]))


def test_every_corridor_of_the_catalogue_has_its_loops_in_order(room):
    found = roads(room.context, "traffic")
    assert len(found) == 12
    assert sum(len(road.loops) for road in found.values()) == 64
    for road in found.values():
        places = [km for km, _ in road.loops]
        assert places == sorted(places)
        assert places[0] >= 0.0
        assert places[-1] <= road.length
    assert found["promenade_e"].name == "Promenade →"
    assert roads(room.context, "no such domain") == {}


def test_distance_between_two_car_parks():
    """Massena to Sulzer: 43.6977, 7.2699 and 43.6954, 7.2711; 273 m on the sphere."""
    assert distance((7.2699, 43.6977), (7.2711, 43.6954)) == pytest.approx(273.5, abs=1.0)
    assert math.isclose(distance((7.0, 43.0), (7.0, 44.0)), 111_195.0)
