"""Marks that stand for several things, words that find room, and the way of the keyboard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.map.choice import nearest, next_abnormal
from dashboard.ui.map.clusters import cluster
from dashboard.ui.map.labels import AIR, Wish, place

places = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), max_size=40)


def gather(at, weight=None, distance=100.0, shown=None):
    at = np.array(at, dtype=float).reshape(-1, 2)
    weight = np.zeros(len(at)) if weight is None else weight
    shown = np.ones(len(at), dtype=bool) if shown is None else np.array(shown)
    return cluster(at, np.array(weight, dtype=np.uint8), shown, distance)


def test_things_close_together_are_one_mark_with_their_number():
    marks = gather([(0, 0), (50, 0), (300, 0), (320, 60)])
    assert marks.count.tolist() == [2, 2]
    assert marks.of.tolist() == [0, 0, 1, 1]


def test_the_worst_leads_and_the_mark_stands_where_it_stands():
    marks = gather([(0, 0), (50, 0), (90, 0)], weight=[0, 6, 2])
    assert marks.lead.tolist() == [1]
    assert marks.members(0).tolist() == [1, 0, 2]


def test_what_is_hidden_is_in_no_mark():
    marks = gather([(0, 0), (50, 0)], shown=[True, False])
    assert marks.count.tolist() == [1]
    assert marks.of.tolist() == [0, -1]


def test_no_things_no_marks():
    assert len(gather([])) == 0


@given(places, st.data())
def test_every_thing_is_in_a_mark_that_is_near_and_no_marks_are_too_close(at, data):
    weight = data.draw(st.lists(st.integers(0, 7), min_size=len(at), max_size=len(at)))
    marks = gather(at, weight)
    points = np.array(at, dtype=float).reshape(-1, 2)
    assert marks.count.sum() == len(at)
    for thing, mark in enumerate(marks.of):
        lead = marks.lead[mark]
        assert np.hypot(*(points[thing] - points[lead])) < 100.0
        assert weight[lead] >= weight[thing]
    for i, one in enumerate(marks.lead):
        for other in marks.lead[i + 1 :]:
            assert np.hypot(*(points[one] - points[other])) >= 100.0


wishes = st.lists(
    st.builds(
        Wish,
        key=st.integers(0, 99),
        x=st.floats(0, 400),
        y=st.floats(0, 300),
        width=st.floats(10, 120),
        height=st.floats(10, 24),
        away=st.sampled_from((0.0, 9.0)),
        rings=st.integers(0, 4),
    ),
    max_size=25,
)


@given(wishes, st.lists(st.tuples(st.floats(0, 380), st.floats(0, 280)), max_size=10))
def test_no_word_covers_another_a_thing_or_the_edge(wanted, things):
    taken = np.array([(x, y, x + 20, y + 20) for x, y in things]).reshape(-1, 4)
    spots = place(wanted, taken, 400, 300)
    boxes = [(s.x, s.y, s.x + s.width, s.y + s.height) for s in spots]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert min(left, top) >= AIR
        assert max(right - 400, bottom - 300) <= -AIR
        for l2, t2, r2, b2 in [*boxes[i + 1 :], *map(tuple, taken)]:
            assert right <= l2 or r2 <= left or bottom <= t2 or b2 <= top


def test_the_first_wish_finds_room_first():
    taken = np.empty((0, 4))
    wanted = [Wish(1, 50, 50, 60, 20), Wish(2, 52, 51, 60, 20)]
    assert [spot.key for spot in place(wanted, taken, 100, 100)] == [1]


def test_a_word_off_its_point_stands_beside_it():
    (spot,) = place([Wish(1, 50, 50, 30, 10, away=8.0)], np.empty((0, 4)), 200, 200)
    assert (spot.x, spot.y) == (58, 45)


MARKS = np.array([(10.0, 50.0), (90.0, 50.0), (50.0, 10.0), (500.0, 50.0)])
LEVEL = np.array([1, 3, 1, 3], dtype=np.uint8)


def test_tab_goes_from_the_worst_to_the_mildest_and_then_on():
    box = (100.0, 100.0)  # the fourth mark is outside
    path, current = [], None
    while (current := next_abnormal(MARKS, LEVEL, current, False, box)) is not None:
        path.append(current)
    assert path == [1, 0, 2]
    assert next_abnormal(MARKS, LEVEL, None, True, box) == 2


def test_tab_goes_on_at_once_in_a_calm_city():
    assert next_abnormal(MARKS, np.zeros(4, dtype=np.uint8), None, False, (100.0, 100.0)) is None


@pytest.mark.parametrize(
    ("direction", "found"), [((1.0, 0.0), 1), ((-1.0, 0.0), 0), ((0.0, -1.0), 2), ((0.0, 1.0), None)]
)
def test_an_arrow_goes_to_the_next_mark_that_way(direction, found):
    assert nearest(MARKS, np.array((50.0, 50.0)), direction) == found
