"""The hand-over from the network: nothing is lost that has room, and what is lost is counted."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from config.messages import Clock, Observation, Status
from dashboard.core.inbox import Inbox


def observation(number: int) -> Observation:
    return Observation("water", "a", float(number), (1.0,), number)


def numbers(inbox: Inbox) -> list[int]:
    return [item.seq for _, item in inbox.drain()[0]]


def test_it_gives_back_what_was_put_in_order() -> None:
    inbox = Inbox()
    clock, status = Clock(0.0, 0.0, 1.0, True), Status("simulators", True)
    for number, message in enumerate([observation(1), clock, observation(2), status]):
        inbox.put(message, float(number))
    observations, others = inbox.drain()
    assert [(when, item.seq) for when, item in observations] == [(0.0, 1), (2.0, 2)]
    assert list(others) == [(1.0, clock), (3.0, status)]
    assert numbers(inbox) == []


def test_what_was_drained_is_the_callers_own() -> None:
    inbox = Inbox()
    inbox.put(observation(1), 0.0)
    first, _ = inbox.drain()
    inbox.put(observation(2), 0.0)
    assert len(first) == 1


def test_the_oldest_observations_go_first_and_other_messages_stay() -> None:
    inbox = Inbox(capacity=3)
    inbox.put(Clock(0.0, 0.0, 1.0, True), 0.0)
    for number in range(10):
        inbox.put(observation(number), 0.0)
    assert inbox.dropped == 7
    observations, others = inbox.drain()
    assert [item.seq for _, item in observations] == [7, 8, 9]
    assert len(others) == 1


@given(st.lists(st.one_of(st.integers(0, 5), st.none()), max_size=60), st.integers(1, 5))
def test_put_is_drained_or_dropped(script: list[int | None], capacity: int) -> None:
    inbox, put, drained = Inbox(capacity), 0, []
    for step in script:
        if step is None:
            drained += numbers(inbox)
        else:
            for _ in range(step):
                inbox.put(observation(put), 0.0)
                put += 1
    drained += numbers(inbox)
    assert len(drained) + inbox.dropped == put
    assert drained == sorted(set(drained))


def test_two_threads_lose_nothing() -> None:
    inbox, drained = Inbox(), []
    writers = [
        threading.Thread(
            target=lambda base=base: [inbox.put(observation(base + i), 0.0) for i in range(5000)]
        )
        for base in (0, 5000)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        drained += numbers(inbox)
    for writer in writers:
        writer.join()
    drained += numbers(inbox)
    assert sorted(drained) == list(range(10_000))
    assert inbox.dropped == 0


def test_what_was_not_taken_comes_back_before_what_has_come_since() -> None:
    inbox = Inbox(capacity=4)
    for number in range(3):
        inbox.put(observation(number), 0.0)
    observations, _ = inbox.drain()
    observations.popleft()
    inbox.put(observation(3), 1.0)
    inbox.give_back(observations)
    assert inbox.dropped == 0
    observations, _ = inbox.drain()
    assert [(when, item.seq) for when, item in observations] == [(0.0, 1), (0.0, 2), (1.0, 3)]
    for number in range(4, 7):
        inbox.put(observation(number), 2.0)
    inbox.give_back(observations)
    assert inbox.dropped == 2, "a monitor prefers fresh to complete"
    assert numbers(inbox) == [3, 4, 5, 6]
