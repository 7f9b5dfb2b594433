"""Silos or platform: what each side shows and says of the same flood."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from config.effects import read_effects
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.core.alarms.event import Priority
from dashboard.ui.context import Context
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.views import strip
from dashboard.ui.views.platform import PlatformPage
from dashboard.ui.views.scene_layout import lay_out
from tests.town import START
from tests.ui.city_room import Room, nice

NAN = float("nan")


@pytest.fixture
def room(qtbot):
    """A town whose chain of effects follows every frame."""
    made = Room()
    chain = EffectChain(read_effects(nice()))
    made.context = Context(
        nice(), made.town.store, made.town.book, made.asked, made.look, made.language, effects=chain
    )
    return made


@pytest.fixture
def page(qtbot, room):
    made = PlatformPage(room.context)
    qtbot.addWidget(made)
    room.look.still = True
    made.resize(1832, 1016)
    made.show()
    qtbot.waitExposed(made)
    return made


def turn(room, minute, page=None):
    frame = room.town.turn(minute)
    room.context.effects.follow(frame)
    if page is not None:
        page.outdated = True
        page.show_frame(frame)
    return frame


def rain(room, minute):
    room.say(minute, "weather", "isola-2000", rain_1h=60.0)
    turn(room, minute)


def flood(room, minute):
    """The Paillon is red: heard for longer than its delay."""
    for later in (0, 5, 10, 15):
        room.say(minute + later, "water", "paillon-expositions", discharge=700.0)
        turn(room, minute + later)


def sentence(page) -> str:
    return f"{page._headline.text()} {page._more.text()}"


def test_a_calm_city_is_calm_on_both_sides(page, room):
    room.calm(0)
    turn(room, 1, page)
    assert sentence(page).startswith("5 departments, each with a screen of its own.")
    page.show_side(platform=True)
    assert sentence(page).startswith("The same readings on one screen. All is calm")
    assert all(item.begun is None and not item.priority for item in page.scene.strips)


def test_a_department_alone_does_not_know_why(page, room):
    room.calm(0)
    rain(room, 10)
    flood(room, 70)
    turn(room, 90, page)
    assert sentence(page) == (
        "One department has an alarm. It does not know why, and the others do not know of it."
    )
    (river,) = [item for item in page.scene.strips if item.effect.id == "river"]
    assert river.priority is Priority.ALARM
    assert river.value == "700.0\u202fm³/s"


def test_the_platform_names_the_cause_and_how_long_there_was_to_act(page, room):
    room.calm(0)
    rain(room, 10)
    turn(room, 20, page)
    page.show_side(platform=True)
    assert sentence(page) == (
        "One cause: heavy rain at 06:10. Every department is warned of what may follow."
    )
    flood(room, 70)
    turn(room, 90, page)
    begun = room.context.effects.begun["river"]
    minutes = round((begun.time - START) / 60.0) - 10
    assert minutes == 70, "the alarm waits ten minutes"
    assert page._headline.text() == "One cause: heavy rain at 06:10."
    assert page._more.text() == "1 effect followed. Whoever saw the cause had 1\u202fh\u202f10 to act."


def test_the_sides_are_switched_by_click_and_by_key_and_by_name(page, qtbot):
    QTest.mouseClick(page.platform, Qt.MouseButton.LeftButton)
    assert page.scene.platform
    assert page.scene.share == 1.0
    QTest.keyClick(page.silos, Qt.Key.Key_Space)
    assert not page.scene.platform
    page.focus_on("platform")
    assert page.platform.isChecked()
    page.turn_over()
    assert page.silos.isChecked()


def test_the_walls_fall_in_time_unless_motion_is_reduced(page, qtbot, room):
    room.look.still = False
    page.show_side(platform=True)
    assert page.scene.share < 1.0
    qtbot.waitUntil(lambda: page.scene.share == 1.0)


@pytest.mark.parametrize("size", [(1832, 880), (1160, 520)])
def test_boxes_and_lanes_fill_the_scene_without_overlap(size):
    chain = EffectChain(read_effects(nice()))
    layout = lay_out(*size, chain.departments, chain.effects)
    for places in (list(layout.boxes.values()), list(layout.lanes.values())):
        for number, one in enumerate(places):
            assert layout.whole.contains(one)
            assert not any(one.intersects(other) for other in places[number + 1 :])
    for effect in chain.effects:
        assert layout.lanes[effect.id].contains(layout.curves_in_lane[effect.id])
        if effect.department:
            assert layout.boxes[effect.department].contains(layout.curves_in_box[effect.id])
            assert layout.curve(effect.id, 0.0) == layout.curves_in_box[effect.id]
        assert layout.curve(effect.id, 1.0) == layout.curves_in_lane[effect.id]
        assert layout.curves_in_lane[effect.id].height() > 20


def test_the_axis_has_whole_hours_and_holds_the_cause_and_now(room):
    rain(room, 130)
    since, until = strip.span(room.context, START + 400 * 60.0)
    assert since % 3600.0 == until % 3600.0 == 0.0
    assert since <= START + 130 * 60.0 - 1800.0
    assert until >= START + 400 * 60.0


def test_a_click_or_enter_leads_to_what_is_drawn(page, room, qtbot):
    room.calm(0)
    turn(room, 1, page)
    page.show_side(platform=True)
    lane = page.scene._layout.lanes["river"]
    with qtbot.waitSignal(page.go_to) as went:
        QTest.mouseClick(page.scene, Qt.MouseButton.LeftButton, pos=lane.center().toPoint())
    assert went.args == ["water", "paillon-expositions"]
    page.scene.setFocus()
    QTest.keyClick(page.scene, Qt.Key.Key_Down)
    QTest.keyClick(page.scene, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.go_to) as went:
        QTest.keyClick(page.scene, Qt.Key.Key_Return)
    assert went.args == ["landslide", "roquebilliere"]
    assert page.scene.accessibleName().startswith("Slopes")


def test_between_the_boxes_a_click_leads_nowhere(page, room, qtbot):
    room.calm(0)
    turn(room, 1, page)
    with qtbot.assertNotEmitted(page.go_to):
        QTest.mouseClick(page.scene, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_every_stage_of_the_fall_can_be_painted_in_both_themes_and_languages(page, room):
    room.calm(0)
    rain(room, 10)
    flood(room, 70)
    pictures = set()
    for code in ("en", "fr"):
        room.language.use(code)
        turn(room, 90, page)
        for share in (0.0, 0.4, 0.6, 1.0):
            page.scene._set_share(share)
            pictures.add(hash(bytes(page.scene.grab().toImage().constBits())))
    assert len(pictures) == 8, "every one looks different"


def test_a_city_that_does_not_know_says_so(qtbot):
    bare = Room()
    page = PlatformPage(bare.context)
    qtbot.addWidget(page)
    page.show()
    assert not page.scene.isVisible()
    assert page._empty.isVisible()
    page.show_frame(bare.town.turn(0))


def test_once_the_walls_are_down_the_storm_passes_again(page, room, qtbot):
    """Cause and effects light up in their order, then all stand as they are."""
    room.calm(0)
    rain(room, 10)
    flood(room, 70)
    turn(room, 90, page)
    scene = page.scene
    cause, river = room.context.effects.cause().time, room.context.effects.begun["river"].time
    page.show_side(platform=True)
    assert scene.seen == START + 90 * 60.0, "motion is reduced: nothing passes"
    pictures, seen = [], []
    for reach in (0.0, 0.5, 0.95, 1.0):
        scene._set_reach(reach)
        seen.append(scene.seen)
        pictures.append(hash(bytes(scene.grab().toImage().constBits())))
    assert seen[0] < cause < seen[1] < river < seen[2] < seen[3] == START + 90 * 60.0
    assert len(set(pictures)) == 4
    room.look.still = False
    page.show_side(platform=False)
    page.show_side(platform=True)
    qtbot.waitUntil(lambda: scene.share == 1.0 and scene.seen < START + 90 * 60.0, timeout=10_000)
    qtbot.waitUntil(lambda: scene.seen == START + 90 * 60.0, timeout=10_000)


def test_another_look_or_size_is_painted_anew_while_it_moves(page, room):
    room.calm(0)
    rain(room, 10)
    turn(room, 90, page)
    pictures = set()
    page.scene._set_share(0.7)
    for theme in (LIGHT, DARK):
        room.look.apply(theme)
        for width in (1832, 1400):
            page.resize(width, 1016)
            picture = page.scene.grab().toImage()
            pictures.add(hash(bytes(picture.constBits())))
            assert picture.width() == page.scene.width()
    assert len(pictures) == 4
