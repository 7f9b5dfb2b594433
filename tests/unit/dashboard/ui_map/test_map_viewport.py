"""What part of the plane is seen, and how it moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from dashboard.ui.map import scale_bar
from dashboard.ui.map.viewport import FARTHEST, NEAREST, Viewport

HOME = Viewport(1000.0, 2000.0, 20.0, 1200, 700)


def test_the_middle_of_the_widget_shows_the_middle_of_the_view():
    assert HOME.to_plane(QPointF(600, 350)) == (1000.0, 2000.0)
    assert HOME.to_pixels(np.array((1000.0, 2000.0))) == pytest.approx((600, 350))


def test_north_is_up_and_east_is_right():
    assert HOME.to_pixels(np.array((1020.0, 2040.0))) == pytest.approx((601, 348))


def test_the_painter_and_the_arithmetic_agree():
    mapped = HOME.transform().map(QPointF(1234.0, 1789.0))
    assert (mapped.x(), mapped.y()) == pytest.approx(tuple(HOME.to_pixels(np.array((1234.0, 1789.0)))))


@given(st.floats(0.3, 3.0), st.floats(0, 1200), st.floats(0, 700))
def test_zooming_keeps_the_place_under_the_cursor(factor, x, y):
    pixel = QPointF(x, y)
    assert HOME.zoomed(factor, pixel).to_plane(pixel) == pytest.approx(HOME.to_plane(pixel), abs=1e-6)


def test_zooming_ends_at_a_street_and_at_the_whole_map():
    middle = QPointF(600, 350)
    assert HOME.zoomed(1e6, middle).scale == NEAREST
    assert HOME.zoomed(1e-6, middle).scale == FARTHEST


def test_a_view_around_a_box_holds_the_whole_of_it():
    box = QRectF(-5000, -3000, 24000, 9000)
    for size in ((1200, 700), (300, 900)):
        assert Viewport.around(box, *size).box().contains(box.adjusted(1, 1, -1, -1))


def test_the_land_follows_the_finger():
    moved = HOME.moved(30, -10)
    place = HOME.to_plane(QPointF(400, 300))
    assert moved.to_pixels(np.array(place)) == pytest.approx((430, 290))


def test_the_view_stays_over_the_city():
    assert HOME.within(QRectF(-500, -500, 1000, 1000)) == Viewport(500.0, 500.0, 20.0, 1200, 700)


def test_a_flight_begins_here_ends_there_and_zooms_in_equal_ratios():
    goal = Viewport(5000.0, -1000.0, 5.0, 1200, 700)
    assert HOME.towards(goal, 0.0) == HOME
    end = HOME.towards(goal, 1.0)
    assert (end.x, end.y, end.scale) == pytest.approx((5000.0, -1000.0, 5.0))
    assert HOME.towards(goal, 0.5).scale == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("scale", "metres"), [(20.0, 2000.0), (30.0, 5000.0), (1.0, 100.0), (115.0, 20000.0), (5.56, 1000.0)]
)
def test_the_scale_bar_has_a_round_length_that_fits(scale, metres):
    assert scale_bar.length(scale) == metres
    assert metres / scale <= scale_bar.LONGEST * 1.001
