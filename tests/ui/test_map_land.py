"""The land under the marks: kept, stretched, and painted anew in slices before it is needed."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from dashboard.ui.look.theme import DARK
from dashboard.ui.map import land as module
from dashboard.ui.map.background import LAYERS, Inks
from dashboard.ui.map.canvas import MARGIN
from dashboard.ui.map.city_map import CityMap
from dashboard.ui.map.land import Land
from dashboard.ui.map.viewport import Viewport
from tests.ui.city_room import Room

WIDTH, HEIGHT = 640, 400
MIDDLE = QPointF(WIDTH / 2, HEIGHT / 2)


@pytest.fixture
def city_map(qtbot):
    room = Room()
    yield CityMap(room.context)
    room.close()


class Painted:
    """A land, and how many layers each of its pictures took."""

    def __init__(self, city_map: CityMap, monkeypatch: pytest.MonkeyPatch) -> None:
        self.land = Land(city_map.terrain, city_map.overlay, MARGIN)
        self.land.dress(Inks.of(DARK), 1.0)
        self.layers: list[int] = []
        paint = module.paint_layer

        def counted(*arguments: object) -> None:
            self.layers[-1] += 1
            paint(*arguments)

        monkeypatch.setattr(module, "paint_layer", counted)

    def picture(self, view: Viewport, moving: bool = True, goal: Viewport | None = None) -> QImage:
        self.layers.append(0)
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.magenta)
        painter = QPainter(image)
        self.land.paint(painter, view, DARK, moving, goal)
        painter.end()
        return image


@pytest.fixture
def painted(city_map, monkeypatch):
    return Painted(city_map, monkeypatch)


@pytest.fixture
def home(city_map):
    return Viewport.around(city_map.terrain.home, WIDTH, HEIGHT)


def test_at_rest_nothing_is_painted_twice(painted, home):
    for _ in range(3):
        painted.picture(home, moving=False)
    assert painted.layers == [LAYERS, 0, 0]


def test_a_small_move_copies_what_is_kept(painted, home):
    painted.picture(home)
    painted.picture(home.moved(40, 20))
    assert painted.layers[1] == 0


def test_a_jump_out_of_what_is_kept_is_painted_at_once(painted, home):
    painted.picture(home)
    painted.picture(home.moved(400, 200))
    assert painted.layers[1] == LAYERS


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda view: view.moved(12, 3), id="pan"),
        pytest.param(lambda view: view.moved(-9, -9), id="pan back"),
        pytest.param(lambda view: view.zoomed(1.03, MIDDLE), id="nearer"),
        pytest.param(lambda view: view.zoomed(1 / 1.03, MIDDLE), id="farther"),
    ],
)
def test_a_steady_move_takes_one_slice_a_picture_however_long_it_is(painted, home, step):
    view = home
    for _ in range(60):
        painted.picture(view)
        view = step(view)
    assert painted.layers[0] == LAYERS
    assert max(painted.layers[1:]) == 1
    assert sum(painted.layers[1:]) >= 2 * LAYERS  # it did go beyond what was kept


def test_one_who_turns_amid_a_move_waits_for_no_whole_picture(painted, home):
    view = home
    for number in range(60):
        painted.picture(view)
        view = view.moved(12 if number % 14 < 7 else -12, 0)
    assert max(painted.layers[1:]) <= 1


def test_a_flight_is_sharp_where_it_ends_without_a_stop(painted, home):
    goal = home.zoomed(1.35, MIDDLE)
    painted.picture(home)
    for share in (0.1, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 1.0):
        painted.picture(home.towards(goal, share), goal=goal)
    ended = painted.picture(goal, moving=False)
    assert max(painted.layers[1:]) == 1
    assert painted.layers[-1] == 0
    painted.land.dress(Inks.of(DARK), 1.0)
    assert painted.picture(goal, moving=False) == ended
    assert painted.layers[-1] == LAYERS


def test_what_was_painted_in_slices_is_what_is_painted_at_once(painted, home):
    view = home
    for _ in range(20):
        picture = painted.picture(view)
        view = view.moved(16, 0)
    assert sum(painted.layers[1:]) >= LAYERS
    painted.land.dress(Inks.of(DARK), 1.0)
    again = painted.picture(view.moved(-16, 0))
    assert again == picture
