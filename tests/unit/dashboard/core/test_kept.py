"""What a frame gives to those who keep it, and a story that is begun anew by order."""

from collections import deque

import pytest

from config.messages import Clock, Message, Observation
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Store
from tests.small_city import city, domain, quantity, thing


class Still:
    def state(self) -> LinkState:
        return LinkState(connected=True)


@pytest.fixture
def pipeline() -> Pipeline:
    properties = [quantity("level", stuck_after=3)]
    place = city(domain([thing("a"), thing("b")], properties=properties))
    store = Store(place)
    return Pipeline(place, Inbox(), Still(), AlarmBook(place, store), store)


def turn(pipeline: Pipeline, wall: float, *messages: Message):
    for message in messages:
        pipeline._inbox.put(message, wall)
    return pipeline.turn(wall)


def said(name: str, time: float, value: float, seq: int) -> Observation:
    return Observation("water", name, time, (value,), seq)


def kept(frame) -> deque[tuple[int, float]]:
    return deque((int(r), float(t)) for b in frame.batches for r, t in zip(b.rows, b.times, strict=True))


def test_what_came_late_is_kept_in_its_turn_and_what_was_repeated_is_not(pipeline):
    turn(pipeline, 1000.0, said("a", 990.0, 1.0, 1), said("a", 992.0, 1.5, 3), said("b", 990.0, 1.0, 1))
    frame = turn(
        pipeline,
        1001.0,
        said("b", 993.0, 2.0, 2),
        said("a", 991.0, 1.2, 2),  # overtaken
        said("b", 993.0, 2.0, 2),  # repeated
        said("a", 994.0, 1.7, 4),
    )
    assert list(kept(frame)) == [(1, 993.0), (0, 991.0), (0, 994.0)]


def test_a_repeated_message_is_not_one_more_equal_reading(pipeline):
    turn(pipeline, 1000.0, said("a", 990.0, 1.0, 1))
    for _ in range(10):
        turn(pipeline, 1000.5, said("a", 990.0, 1.0, 1))
    frame = turn(pipeline, 1001.0, said("a", 991.0, 1.0, 2))
    assert frame.batches[0].quality[0, 0] == Quality.GOOD


def test_equal_readings_are_still_counted(pipeline):
    qualities = [
        int(turn(pipeline, 1000.0 + i, said("a", 990.0 + i, 1.0, i)).batches[0].quality[0, 0])
        for i in range(5)
    ]
    assert qualities == [Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.STUCK, Quality.STUCK]


def test_a_story_is_begun_anew_by_order_even_when_the_clock_goes_back_by_seconds(pipeline):
    turn(pipeline, 1000.0, Clock(5000.0, 1000.0, 1.0, True), said("a", 4990.0, 1.0, 1))
    assert not turn(pipeline, 1001.0, Clock(4990.0, 1001.0, 1.0, True)).restarted
    pipeline.restart()
    frame = turn(pipeline, 1002.0, Clock(4980.0, 1002.0, 1.0, True), said("a", 4980.0, 2.0, 1))
    assert frame.restarted
    assert frame.now == 4980.0
    window = pipeline.store.window(pipeline.store.find("water/a/level"), 0.0, 1e10)
    assert window.values.tolist() == [2.0]
    assert not turn(pipeline, 1003.0).restarted


def test_a_number_beyond_the_memory_is_kept_for_history_and_in_no_window(pipeline):
    frame = turn(pipeline, 1000.0, said("a", 990.0, 1e39, 1), said("a", 991.0, 2.0, 2))
    assert frame.batches[0].values[0, 0] == 1e39
    window = pipeline.store.window(pipeline.store.find("water/a/level"), 0.0, 1e10)
    assert window.values.tolist() == [2.0]
