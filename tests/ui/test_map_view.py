"""The map by mouse, keys and fingers: zoom, pan, flight, choice, card, inset, legend."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dashboard.core.alarms.event import Priority
from dashboard.ui.map.map_panel import MapPanel
from dashboard.ui.map.map_view import ZOOM_STEP
from tests.ui.city_room import Room

PAILLON = "paillon-expositions"


@pytest.fixture
def room(qtbot):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def panel(qtbot, room):
    made = MapPanel(room.context)
    qtbot.addWidget(made)
    made.resize(1200, 740)
    room.look.still = True
    made.show()
    qtbot.waitExposed(made)
    made.view.setFocus()
    made.show_frame(room.town.turn(0), True)
    return made


def wheel(view, steps, at):
    """Turn the wheel over a pixel."""
    event = QWheelEvent(
        QPointF(at), view.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def key(view, code, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(view, code, modifier)


def look_again(panel, room, minute):
    panel.show_frame(room.town.turn(minute), True)


def pixel(panel, thing=PAILLON, domain="water"):
    return panel.view.pixel_of(panel.map.things.index(domain, thing)).toPoint()


def test_it_begins_with_nice_from_cagnes_to_the_cape(panel):
    seen = panel.view.view.box()
    assert seen.contains(panel.map.terrain.home)


def test_the_wheel_zooms_towards_the_cursor(panel):
    at = QPointF(300, 200)
    before = panel.view.view.to_plane(at)
    scale = panel.view.view.scale
    wheel(panel.view, 1, at)
    assert panel.view.view.scale == pytest.approx(scale / ZOOM_STEP)
    assert panel.view.view.to_plane(at) == pytest.approx(before, abs=1e-6)
    wheel(panel.view, -1, at)
    assert panel.view.view.scale == pytest.approx(scale)


def test_turns_of_the_wheel_add_up_during_a_flight(qtbot, panel, room):
    navigator = panel.view.navigator
    room.look.still = False
    scale = navigator.view.scale
    for _ in range(3):
        wheel(panel.view, 1, QPointF(600, 300))
    assert navigator.moving
    assert navigator.goal.scale == pytest.approx(scale / ZOOM_STEP**3, rel=0.02)
    with qtbot.waitSignal(navigator.settled):
        pass
    assert navigator.view.scale == pytest.approx(scale / ZOOM_STEP**3, rel=0.02)


def test_dragging_moves_the_land_with_the_mouse(panel):
    at = QPoint(700, 400)
    place = panel.view.view.to_plane(QPointF(at))
    QTest.mousePress(panel.view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(panel.view, at + QPoint(20, 10))
    QTest.mouseMove(panel.view, at + QPoint(60, 30))
    QTest.mouseRelease(panel.view, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 30))
    moved = panel.view.view.to_pixels(np.array(place))
    assert moved == pytest.approx((760, 430), abs=1.0)
    assert panel.view.choice == -1  # a drag is no click


@pytest.mark.parametrize(
    ("code", "box"), [(Qt.Key.Key_0, "whole"), (Qt.Key.Key_H, "high"), (Qt.Key.Key_N, "home")]
)
def test_keys_and_buttons_go_to_the_views(panel, code, box):
    panel.view.navigator.zoom(6.0)
    key(panel.view, code)
    target = getattr(panel.map.terrain, box)
    assert panel.view.view.box(margin=1).contains(target)
    panel.view.navigator.zoom(6.0)
    panel.buttons[box].click()
    assert panel.view.view.box(margin=1).contains(target)


def test_plus_minus_and_arrows(panel):
    scale, x = panel.view.view.scale, panel.view.view.x
    key(panel.view, Qt.Key.Key_Plus)
    assert panel.view.view.scale < scale
    key(panel.view, Qt.Key.Key_Minus)
    assert panel.view.view.scale == pytest.approx(scale)
    key(panel.view, Qt.Key.Key_Right)
    assert panel.view.view.x > x


def test_the_view_never_leaves_the_metropolis(panel):
    for _ in range(40):
        key(panel.view, Qt.Key.Key_Down)
    assert panel.map.terrain.metropolis.boundingRect().contains(panel.view.view.x, panel.view.view.y)


def test_a_resized_window_keeps_the_first_view_whole_until_the_map_was_moved(panel):
    panel.resize(800, 500)
    assert panel.view.view.box(margin=1).contains(panel.map.terrain.home)
    panel.view.navigator.zoom(2.0)
    scale = panel.view.view.scale
    panel.resize(1000, 600)
    assert panel.view.view.scale == scale


def test_a_click_opens_the_card_of_a_thing_and_open_asks_for_its_page(qtbot, panel, room):
    room.flood()
    look_again(panel, room, 60)
    panel.view.fly_to_thing(panel.map.things.index("water", PAILLON), scale=4.0)
    panel.view.choose(-1)
    QTest.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=pixel(panel))
    assert panel.card.isVisible()
    assert room.context.store.id(panel.card.stream) == f"water/{PAILLON}/discharge"
    assert not panel.card.geometry().contains(pixel(panel))
    with qtbot.waitSignal(panel.open_requested) as asked:
        QTest.mouseClick(panel.card.open_button, Qt.MouseButton.LeftButton)
    assert asked.args == [f"water/{PAILLON}/discharge"]
    QTest.mouseClick(panel.card.close_button, Qt.MouseButton.LeftButton)
    assert not panel.card.isVisible()
    assert panel.view.choice == -1


def test_the_card_says_value_change_age_limits_and_what_to_do(panel, room):
    room.flood()
    look_again(panel, room, 61)
    panel.show_thing("water", PAILLON)
    said = " ".join(child.text() for child in panel.card.findChildren(type(panel.card._what).__mro__[1]))
    assert "700" in said  # m3/s
    assert "+550" in said  # in 1 h: since minute 5
    assert "1\u202fmin ago" in said
    assert "limits 100 · 300 · 500" in said
    (alarm,) = [a for a in room.town.book.alarms() if a.kind == "high"]
    assert alarm.todo["en"] in said


def test_the_card_turns_to_the_other_properties(panel, room):
    panel.show_thing("water", PAILLON)
    first = panel.card.stream
    QTest.mouseClick(panel.card.next_button, Qt.MouseButton.LeftButton)
    assert panel.card.stream != first
    QTest.mouseClick(panel.card.previous_button, Qt.MouseButton.LeftButton)
    assert panel.card.stream == first


def test_escape_closes_the_card(panel):
    panel.show_thing("water", PAILLON)
    key(panel.view, Qt.Key.Key_Escape)
    assert not panel.card.isVisible()


def test_a_click_on_a_calm_crowd_flies_into_it(panel):
    marks = panel.view.canvas.marks(panel.view.view)
    at = panel.view.view.to_pixels(panel.map.things.at[marks.lead])
    free = [i for i in np.argsort(-marks.count) if 260 < at[i, 0] < 1100 and 40 < at[i, 1] < 640]
    crowd = int(free[0])
    members = marks.members(crowd)
    scale = panel.view.view.scale
    QTest.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=QPointF(*at[crowd]).toPoint())
    assert panel.view.view.scale < scale
    inside = panel.view.view.box()
    assert all(inside.contains(QPointF(*panel.map.things.at[i])) for i in members)


def test_a_click_on_nothing_chooses_nothing(panel):
    panel.show_thing("water", PAILLON)
    sea = panel.view.view.to_pixels(panel.map.terrain.projection.to_metres(np.array((7.30, 43.66))))
    QTest.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=QPointF(*sea).toPoint())
    assert panel.view.choice == -1


def test_tab_comes_to_what_is_abnormal_and_then_leaves_the_map(qtbot, panel, room):
    room.flood()
    look_again(panel, room, 60)
    key(panel.view, Qt.Key.Key_Tab)
    number = panel.map.things.index("water", PAILLON)
    assert panel.view.choice == number
    assert panel.view.hasFocus()
    assert "Paillon · Palais des Expositions" in panel.view.accessibleName()
    key(panel.view, Qt.Key.Key_Return)
    assert panel.card.isVisible()
    panel.card.hide()
    key(panel.view, Qt.Key.Key_Tab)
    assert not panel.view.hasFocus()


def test_shift_and_arrows_go_from_mark_to_mark(panel):
    key(panel.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    first = panel.view.choice
    assert first >= 0
    x = panel.view.pixel_of(first).x()
    key(panel.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert panel.view.choice != first
    assert panel.view.pixel_of(panel.view.choice).x() > x


def test_the_tip_names_what_stands_there(panel, room):
    room.flood()
    look_again(panel, room, 60)
    tip = panel.view._tip(QPointF(pixel(panel)))
    assert tip.startswith("Paillon · Palais des Expositions · ")
    assert "Alarm" in tip.splitlines()[0]


def test_pinching_zooms_and_one_finger_drags(panel):
    view, device = panel.view, QTest.createTouchDevice()
    scale = view.view.scale
    place = view.view.to_plane(QPointF(550, 300))
    QTest.touchEvent(view, device).press(0, QPoint(500, 300), view).press(1, QPoint(600, 300), view).commit()
    QTest.touchEvent(view, device).move(0, QPoint(450, 300), view).move(1, QPoint(650, 300), view).commit()
    QTest.touchEvent(view, device).release(0, QPoint(450, 300), view).release(
        1, QPoint(650, 300), view
    ).commit()
    assert view.view.scale == pytest.approx(scale / 2)
    assert view.view.to_plane(QPointF(550, 300)) == pytest.approx(place, abs=0.1)
    QTest.touchEvent(view, device).press(0, QPoint(500, 300), view).commit()
    QTest.touchEvent(view, device).move(0, QPoint(540, 320), view).commit()
    QTest.touchEvent(view, device).release(0, QPoint(540, 320), view).commit()
    assert view.view.to_pixels(np.array(place)) == pytest.approx((590, 320), abs=0.5)


def test_a_tap_opens_the_card(panel):
    panel.view.fly_to_thing(panel.map.things.index("water", PAILLON), scale=2.0)
    panel.view.choose(-1)
    at, device = pixel(panel), QTest.createTouchDevice()
    QTest.touchEvent(panel.view, device).press(0, at, panel.view).commit()
    QTest.touchEvent(panel.view, device).release(0, at, panel.view).commit()
    assert panel.card.isVisible()


def test_the_inset_goes_where_it_is_clicked_and_frames_what_is_seen(panel):
    inset = panel.inset
    QTest.mouseClick(inset, Qt.MouseButton.LeftButton, pos=QPoint(inset.width() // 2, 80))
    assert panel.view.view.y > 40_000  # metres north of Nice
    assert inset._frame == panel.view.view.box()
    inset.setFocus()
    key(inset, Qt.Key.Key_Return)
    assert panel.view.view.box(margin=1).contains(panel.map.terrain.high)


def test_the_legend_hides_a_domain_and_brings_it_back(panel):
    things = panel.map.things
    number = things.index("water", PAILLON)
    button = panel.legend._buttons["water"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.view.canvas.marks(panel.view.view).of[number] == -1
    assert panel.inset._canvas.hidden == {"water"}
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.view.canvas.marks(panel.view.view).of[number] >= 0


@pytest.mark.parametrize("width", [1200, 700])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_legend_is_never_cut(qtbot, panel, room, width, language):
    room.language.use(language)
    panel.retranslate()
    panel.resize(width, 600)
    parts = (panel.legend._domains, panel.legend._states)
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    assert all(panel.legend.rect().contains(part.geometry()) for part in parts)
    assert not parts[0].geometry().intersects(parts[1].geometry())


def test_nothing_is_painted_while_nothing_changes(panel, room):
    room.calm(1)
    look_again(panel, room, 1)
    QApplication.processEvents()
    panel.view.grab()
    changes = []
    panel.map.changed.connect(lambda: changes.append(1))
    for second in range(1, 11):
        if second < 5:  # after six equal readings a reference analyser would be stuck
            room.calm(1 + second / 60)
        panel.show_frame(room.town.turn(1 + second / 60), False)
    assert changes == []


def test_the_store_is_looked_at_twice_a_second_at_most(panel, room, monkeypatch):
    looks = []
    monkeypatch.setattr(panel.map.things, "refresh", lambda: looks.append(1) or False)
    for frame in range(90):  # three seconds at 30 frames a second
        panel.show_frame(room.town.turn(2 + frame / 30 / 60), False)
    assert 5 <= len(looks) <= 7


def test_words_do_not_cover_each_other_nor_marks(panel, room):
    room.flood()
    look_again(panel, room, 60)
    canvas, view = panel.view.canvas, panel.view.view
    marks = canvas.marks(view)
    written = canvas._write(view, "en", canvas._named(marks, "en"), canvas._taken(view, marks))
    assert any(item.word.text == "NICE" for item in written)
    assert any(item.word.style == "thing" for item in written)  # the alarm has its name beside it
    boxes = []
    for item in written:
        x, y = view.to_pixels(np.array(item.word.at))
        width, height = canvas._letters.size(item.word.style, item.word.text)
        boxes.append((x + item.dx, y + item.dy, x + item.dx + width, y + item.dy + height))
    boxes += [tuple(box) for box in canvas._taken(view, marks)]
    words = len(written)
    for i in range(words):
        for j in range(i + 1, len(boxes)):
            a, b = boxes[i], boxes[j]
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_flood_changes_the_picture_where_the_river_runs(panel, room):
    before = panel.view.grab().toImage()
    room.flood()
    look_again(panel, room, 60)
    after = panel.view.grab().toImage()
    at = pixel(panel)
    assert before.pixelColor(at) != after.pixelColor(at)
    level = panel.map.things.level[panel.map.things.index("water", PAILLON)]
    assert level == Priority.ALARM


def test_another_story_is_shown_at_once(panel, room):
    room.flood()
    look_again(panel, room, 60)
    room.town.pipeline.restart()
    panel.show_frame(room.town.turn(60.001), False)
    assert panel.map.things.level.max() == Priority.NONE


def test_words_are_those_of_the_language_even_while_the_map_moves(panel, room):
    def sea() -> list[str]:
        return [item.word.text for item in panel.view.canvas._written[1] if item.word.style == "sea"]

    panel.view.grab()
    assert sea() == ["Bay of Angels"]
    panel.view.resize(panel.view.width() - 40, panel.view.height())  # it rests only in a moment
    room.language.use("fr")
    panel.view.grab()
    assert not panel.view.at_rest
    assert sea() == ["Baie des Anges"]
