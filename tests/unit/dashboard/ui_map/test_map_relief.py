"""Relief: a surface through spot heights, its contour lines, and the smooth land."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from config.reader import read_city
from dashboard.ui.map import terrain
from dashboard.ui.map.map_file import find_folder, read_folder
from dashboard.ui.map.projection import Projection
from dashboard.ui.map.relief import Triangles, finer, spots, surface


def test_the_surface_passes_through_its_spots():
    known = np.array([(0.0, 0.0, 100.0), (1000.0, 0.0, 300.0), (0.0, 2000.0, 50.0), (1500.0, 1800.0, 900.0)])
    found = surface(known, known[:, 0], known[:, 1])
    assert np.diag(found) == pytest.approx(known[:, 2], abs=0.5)


def test_contour_lines_of_a_slope_are_straight_and_where_they_should_be():
    heights = np.tile(np.arange(6) * 10.0, (4, 1))  # 10 m a column
    pieces = Triangles(heights, np.ones((3, 5), dtype=bool)).contour(25.0)
    assert pieces[..., 0] == pytest.approx(2.5)
    length = np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum()
    assert length == pytest.approx(3.0)  # from the first row to the last


def test_contour_lines_of_a_cone_are_circles():
    y, x = np.mgrid[-10:11, -10:11]
    heights = 100.0 - 5.0 * np.hypot(x, y)
    pieces = Triangles(heights, np.ones((20, 20), dtype=bool)).contour(70.0) - 10.0
    assert np.hypot(pieces[..., 0], pieces[..., 1]) == pytest.approx(6.0, abs=0.15)


def test_no_contour_lines_outside_the_wanted_cells():
    heights = np.tile(np.arange(6) * 10.0, (4, 1))
    wanted = np.zeros((3, 5), dtype=bool)
    assert len(Triangles(heights, wanted).contour(25.0)) == 0


def test_a_finer_grid_keeps_a_plane_a_plane():
    heights = np.add.outer(np.arange(5.0), 2.0 * np.arange(4.0))
    fine = finer(heights)
    assert fine.shape == (8, 6)
    assert fine == pytest.approx(np.add.outer(0.25 + 0.5 * np.arange(8), 0.5 + np.arange(6)))


@pytest.fixture(scope="module")
def city():
    return read_city("nice")


def test_nice_has_mountains_in_the_north_and_a_sea(city):
    data, plane = read_folder(find_folder(city)), Projection(*city.centre)
    known = spots(data, plane)
    assert known[:, 2].max() == pytest.approx(3297)  # Argentera
    assert (known[:, 2] == 0.0).sum() > 20
    north = known[known[:, 1] > 30_000.0]
    assert north[:, 2].mean() > 1000.0


def test_the_land_is_one_smooth_piece_with_five_zones(city):
    land = terrain.build(city)
    assert set(land.zones) == {zone.id for zone in city.zones}
    assert land.metropolis.contains(land.metropolis.boundingRect().center())
    assert land.land.contains(QPointF(0.0, 3000.0))  # the centre of Nice is land
    assert not land.land.contains(QPointF(2000.0, -9000.0))  # the bay is not
    whole = land.metropolis.boundingRect()
    assert whole.height() == pytest.approx(79_000, abs=2_000)  # science, section 10.1
    assert not land.relief.fine.isEmpty()
