"""A page comes with its words and list at once; picture and plots follow in frames that have room."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint

from dashboard.ui import page_order
from dashboard.ui.cards.alarm_detail import AlarmDetail
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.cards.thing_delegate import ThingDelegate
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.map.background import LAYERS
from dashboard.ui.map.land import Land
from dashboard.ui.plots.relative import RelativePlot
from dashboard.ui.portions import PATIENCE, ROOM, Portions
from tests.ui.city_room import nice
from tests.ui.desk import Desk

DRAWN = ("air_quality", "water", "landslide", "traffic", "parking", "weather", "history")
#: More frames than any page has plots.
MANY = 40


class Stopwatch:
    """Processor time that passes when a test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Stopwatch()


@pytest.fixture
def desk(qtbot, watch, monkeypatch):
    """One whose clock has gone on by more than a frame has room for whenever a plot is made."""
    made = RelativePlot.furnish

    def slow(plot):
        watch.now += 2 * ROOM
        made(plot)

    monkeypatch.setattr(RelativePlot, "furnish", slow)
    for kind in RelativePlot.__subclasses__():
        assert kind.furnish is not RelativePlot.furnish  # they call that of their base
    desk = Desk(page="mayor", since=30, portions=Portions(watch))
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.turn(0.0)
    return desk


def plots(desk: Desk) -> list[RelativePlot]:
    """Those on the page that is on, which somebody can see."""
    return [plot for plot in desk.window.current.findChildren(RelativePlot) if plot.isVisible()]


def furnished(desk: Desk) -> int:
    return sum(plot.furnished for plot in plots(desk))


def cards(desk: Desk) -> list[PlotCard]:
    return [card for card in desk.window.current.findChildren(PlotCard) if card.isVisible()]


def let_it_finish(desk: Desk) -> int:
    """Frames until no more plots come."""
    for frame in range(MANY):
        before = len(plots(desk)), furnished(desk)
        desk.turn(0.02)
        desk.turn(0.02)
        if frame and before == (len(plots(desk)), furnished(desk)):
            return frame
    raise AssertionError("plots come for ever")


def test_without_a_clock_there_is_room_for_all():
    portions = Portions()
    portions.close()
    assert portions.take()
    assert not portions.rationed


def test_a_frame_has_room_for_one_and_for_more_while_time_is_left(watch):
    portions = Portions(watch)
    assert portions.rationed
    portions.begin()
    assert not portions.wanted
    assert portions.take()
    assert portions.wanted
    watch.now += ROOM / 2
    assert portions.take()
    watch.now += ROOM
    assert not portions.take()
    portions.begin()
    watch.now += 5 * ROOM  # the pipeline was slow
    assert portions.take()
    assert not portions.take()
    portions.begin()
    portions.close()
    assert not portions.take()


@pytest.mark.parametrize("page", DRAWN[:-1])
def test_words_and_list_come_first_then_the_picture(desk, page):
    desk.window.show_page(page)
    desk.turn(0.02)  # that frame painted them
    shown = desk.window.current
    assert shown.picture is None
    assert shown.things.model.rowCount() > 3
    desk.turn(0.02)
    assert shown.picture.isVisible()


def test_alarms_come_first_then_the_chosen_one_in_full(desk):
    desk.window.show_page("alarms")
    desk.turn(0.02)
    shown = desk.window.current
    assert shown.findChildren(AlarmDetail) == []
    desk.turn(0.02)
    (detail,) = shown.findChildren(AlarmDetail)
    assert detail.isVisible()
    assert detail.alarm == next(iter(shown.table.chosen()), None)


@pytest.mark.parametrize("page", DRAWN)
def test_a_page_comes_without_plots_and_gets_them_one_by_one(desk, page):
    desk.window.show_page(page)
    assert furnished(desk) == 0
    desk.turn(0.02)
    assert furnished(desk) == 0  # that frame painted the page
    counts = []
    for _ in range(MANY):
        desk.turn(0.02)
        counts.append(furnished(desk))
    assert counts[-1] == len(plots(desk)) > 0
    assert all(0 <= after - before <= 1 for before, after in pairwise(counts))


def test_the_map_is_empty_until_all_pieces_of_its_picture_are_made(desk, watch, monkeypatch):
    made = Land._paint_slice

    def slow(land, picture):
        watch.now += 2 * ROOM
        made(land, picture)

    monkeypatch.setattr(Land, "_paint_slice", slow)
    desk.window.show_page("city")
    panel = desk.window.current.panel
    empty, frames = panel.grab().toImage(), 0
    while not panel.view.stands:
        assert panel.view.grab().toImage().pixelColor(600, 400).name() == DARK.panel
        desk.turn(0.02)
        frames += 1
    assert LAYERS <= frames < MANY
    whole = panel.grab().toImage()
    assert whole != empty
    desk.turn(0.02)
    assert panel.grab().toImage() == whole  # nothing comes after


def test_trends_of_a_list_come_as_frames_have_room(desk, watch, monkeypatch):
    drawn = []
    made = ThingDelegate._draw_trend

    def slow(delegate, *more):
        watch.now += 2 * ROOM
        drawn.append(more[1].name)
        return made(delegate, *more)

    monkeypatch.setattr(ThingDelegate, "_draw_trend", slow)
    desk.window.show_page("weather")
    desk.window.grab()  # it is painted
    assert drawn == []
    let_it_finish(desk)
    counts = []
    for _ in range(MANY):
        desk.turn(0.02)
        desk.window.grab()
        counts.append(len(set(drawn)))
    assert counts[-1] == desk.window.current.things.model.rowCount() > 3
    assert all(0 <= after - before <= 1 for before, after in pairwise(counts))


def test_what_came_in_portions_is_what_comes_at_once(desk, qtbot):
    whole = Desk(page="mayor", since=30)
    qtbot.addWidget(whole.window)
    whole.window.show()
    whole.turn(0.0)
    for page in DRAWN[:-1]:
        desk.window.show_page(page)
        let_it_finish(desk)
        whole.minute = desk.minute - 0.02
        whole.window.show_page(page)
        whole.turn(0.02)
        ours, theirs = plots(desk), plots(whole)
        assert [type(plot) for plot in ours] == [type(plot) for plot in theirs], page
        for one, other in zip(ours, theirs, strict=True):
            assert one.accessibleName() == other.accessibleName()
            for mine, yours in zip(one.box.viewRange(), other.box.viewRange(), strict=True):
                assert mine == pytest.approx(yours), page
            assert [s for s, _ in one.readings()] == [s for s, _ in other.readings()]


def test_a_page_that_was_built_ahead_by_half_is_finished_before_the_eyes(desk):
    pages = desk.window.stack.pages
    while "water" not in pages:
        assert desk.window.build_ahead()
    for _ in range(3):  # it is put into the window, gets its words, then its picture with a plot
        desk.window.build_ahead()
    half = pages["water"].findChildren(RelativePlot)
    assert 0 < sum(plot.furnished for plot in half) < len(half)
    desk.window.show_page("water")
    let_it_finish(desk)
    assert furnished(desk) == len(plots(desk)) > 0


def test_every_portion_that_is_built_ahead_makes_a_page_or_one_plot(desk):
    def made():
        pages = desk.window.stack.pages.values()
        return len(pages), sum(plot.furnished for page in pages for plot in page.findChildren(RelativePlot))

    more = True
    while more:
        before = made()
        more = desk.window.build_ahead()
        after = made()
        assert (after[0] - before[0]) + (after[1] - before[1]) <= 1
    every = [*page_order.names(nice()), *page_order.VIEWS]
    assert set(desk.window.stack.pages) == set(every)
    for page in DRAWN[:-1]:
        desk.window.show_page(page)
        assert furnished(desk) == len(plots(desk)) > 0, page  # nothing is left to be made


def test_the_drawer_is_built_ahead_in_three_portions(desk):
    drawer = desk.window.director
    for _ in range(2):
        assert desk.window.build_ahead()
        assert drawer.layout() is None  # its stories were read, its parts were made
    assert desk.window.build_ahead()
    assert drawer.layout() is not None
    assert not drawer.build_ahead()


def test_language_and_theme_change_half_way(desk, qapp):
    desk.window.show_page("landslide")
    desk.turn(0.02)
    desk.turn(0.02)
    assert 0 < furnished(desk) < len(plots(desk))
    english = {card.plot.accessibleName() for card in cards(desk)}
    desk.context.language.use("fr")
    desk.context.look.apply(LIGHT)
    qapp.processEvents()  # Qt says it of the language later
    let_it_finish(desk)
    for plot in plots(desk):
        assert plot.furnished
        assert plot.backgroundBrush().color().name() == LIGHT.panel
        assert plot.value_axis.textPen().color().name() == LIGHT.ink_faint
        assert plot.time_axis.tickStrings([0.0], 1.0, 1.0) == ["maintenant"]
    french = {card.plot.accessibleName() for card in cards(desk)}
    assert english & french == set()
    assert "Déplacement" in french


def test_another_thing_and_another_span_are_chosen_half_way(desk):
    desk.window.show_page("weather")
    desk.turn(0.02)
    desk.turn(0.02)
    page = desk.window.current
    page.things.table.selectRow(2)
    page.spans.shift(-1)
    let_it_finish(desk)
    stream = page.things.current()
    assert furnished(desk) == len(plots(desk)) > 5
    for plot in plots(desk):
        assert {drawn.row for drawn, _ in plot.readings()} == {stream.row}
        assert plot.span == page.spans.span


def test_a_mouse_on_a_plot_that_is_not_there_yet_makes_it(desk):
    desk.window.show_page("landslide")
    desk.turn(0.02)
    desk.turn(0.02)
    plot = plots(desk)[-1]
    plot.point_at(1.0)  # by its neighbour
    assert not plot.furnished
    plot.time_at(QPoint(40, 40))
    assert plot.furnished


def test_closed_half_way_it_leaves_nothing(desk):
    desk.window.show_page("landslide")
    desk.turn(0.02)
    desk.turn(0.02)
    assert any(not view.furnished for view in plots(desk))
    desk.window.close()  # conftest looks for what is left


class TestBursts:
    """What comes in may take all of a frame; it goes before plots, but not for ever."""

    def rooms(self, *turns: float) -> list[bool]:
        """Whether frames have room for a part, whose turns take so many seconds."""
        watch = Stopwatch()
        portions, found = Portions(watch), []
        for seconds in turns:
            portions.wait()
            watch.now += seconds
            portions.begin()
            found.append(portions.take())
        return found

    def test_a_frame_that_brings_much_has_no_room(self):
        assert self.rooms(ROOM / 2, 2 * ROOM, 2 * ROOM, ROOM / 2) == [True, False, False, True]

    def test_whoever_waits_does_not_wait_for_ever(self):
        waiting = [False] * PATIENCE
        assert self.rooms(*[2 * ROOM] * (2 * PATIENCE + 2)) == [*waiting, True, *waiting, True]

    def test_between_frames_there_is_room(self):
        watch = Stopwatch()
        portions = Portions(watch)
        portions.wait()
        portions.begin()
        watch.now += 1.0
        portions.begin()
        assert portions.take()
