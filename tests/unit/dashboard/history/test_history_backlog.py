"""Frames that wait for the disk, within bounds."""

import numpy as np

from dashboard.core.frame import Frame, Health
from dashboard.core.readings.batch import Batch
from dashboard.history.backlog import Backlog

HEALTH = Health(True, True, 0, 0, 0.0, {}, {}, 0, 0, 0, 0.0)


def frame(number: int, observations: int) -> Frame:
    zeros = np.zeros((observations, 1))
    batch = Batch(
        "water",
        np.zeros(observations, np.intp),
        zeros[:, 0],
        zeros,
        np.zeros(observations, np.int64),
        zeros.astype(np.uint8),
    )
    return Frame(float(number), float(number), HEALTH, batches=(batch,))


def brought(backlog: Backlog) -> list[tuple[float, int, int]]:
    """Of each frame that waits: its time, its observations, what it says is missing."""
    return [(e.frame.now, sum(map(len, e.frame.batches)), e.missed) for e in backlog.peek()]


def test_what_waits_stays_until_it_is_done():
    backlog = Backlog()
    for number in range(3):
        backlog.put(frame(number, 10), 0.0)
    assert brought(backlog) == brought(backlog) == [(0, 10, 0), (1, 10, 0), (2, 10, 0)]
    backlog.done(backlog.peek()[1].order)
    assert brought(backlog) == [(2, 10, 0)]
    assert backlog.waiting == 10


def test_without_room_the_oldest_observations_go_and_their_frames_stay():
    backlog = Backlog(observations=100)
    for number in range(12):
        backlog.put(frame(number, 10), 0.0)
    # At 110 a tenth of the room is freed: two frames. The twelfth finds room.
    assert brought(backlog)[:3] == [(0, 0, 10), (1, 0, 10), (2, 10, 0)]
    assert len(backlog.peek()) == 12
    assert (backlog.waiting, backlog.missed) == (100, 20)


def test_frames_are_bounded_too_and_the_next_one_tells_what_is_gone():
    backlog = Backlog(frames=3)
    for number in range(5):
        backlog.put(frame(number, 10), 0.0)
    assert brought(backlog) == [(2, 10, 20), (3, 10, 0), (4, 10, 0)]
    assert backlog.missed == 20


def test_frames_that_gave_way_while_they_were_written_are_not_taken_for_others():
    backlog = Backlog(frames=2)
    backlog.put(frame(0, 1), 0.0)
    written = backlog.peek()
    for number in range(1, 4):
        backlog.put(frame(number, 1), 0.0)
    backlog.done(written[-1].order)
    assert [entry.frame.now for entry in backlog.peek()] == [2, 3]
