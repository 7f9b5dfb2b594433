"""Simulated time: speed, pause and deadlines on a wall clock that the test moves."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.messages import Clock
from simulators.clock import SimulatedClock

START, WALL = 1_790_913_600.0, 1_795_377_600.0


def test_sixty_seconds_a_second() -> None:
    clock = SimulatedClock(START, WALL, 60.0)
    assert clock.at(WALL) == START
    assert clock.at(WALL + 1.0) == START + 60.0
    assert clock.due(START + 90.0) == WALL + 1.5


def test_a_pause_stands_still_and_goes_on_from_there() -> None:
    clock = SimulatedClock(START, WALL, 60.0)
    clock.pause(WALL + 10.0)
    assert clock.at(WALL + 100.0) == START + 600.0
    assert clock.due(START + 601.0) == math.inf
    clock.resume(WALL + 100.0)
    assert clock.at(WALL + 101.0) == START + 660.0


def test_another_speed_from_the_same_instant() -> None:
    clock = SimulatedClock(START, WALL, 60.0)
    clock.set_speed(1.0, WALL + 10.0)
    assert clock.at(WALL + 10.0) == START + 600.0
    assert clock.at(WALL + 11.0) == START + 601.0


def test_unpaced_everything_is_due_and_the_clock_shows_how_far_it_came() -> None:
    clock = SimulatedClock(START, WALL, math.inf)
    assert not clock.paced
    assert clock.due(START + 1e9) == -math.inf
    clock.reached(START + 7200.0)
    assert clock.at(WALL + 2.0) == START + 7200.0
    assert clock.announce(WALL + 2.0) == Clock(START + 7200.0, WALL + 2.0, 3600.0, True)
    clock.pause(WALL + 2.0)
    assert clock.due(START) == math.inf


def test_a_jump() -> None:
    clock = SimulatedClock(START, WALL, 60.0)
    clock.jump(START - 86_400.0, WALL + 5.0)
    assert clock.at(WALL + 6.0) == START - 86_340.0


def test_a_follower_shows_what_was_announced() -> None:
    leader, follower = SimulatedClock(START, WALL, 60.0), SimulatedClock(0.0, WALL, 1.0)
    follower.follow(leader.announce(WALL + 3.0))
    assert follower.at(WALL + 9.0) == leader.at(WALL + 9.0)


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan, 1e7])
def test_speeds_that_are_none(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        SimulatedClock(START, WALL, speed)


@given(speed=st.floats(0.01, 3600.0), steps=st.integers(1, 100_000))
def test_no_drift(speed: float, steps: int) -> None:
    """The n-th deadline is where multiplication says, not where n additions end."""
    clock = SimulatedClock(START, WALL, speed)
    due = clock.due(START + 60.0 * steps)
    assert due == pytest.approx(WALL + 60.0 * steps / speed, abs=1e-6)
    assert clock.at(due) == pytest.approx(START + 60.0 * steps, abs=1e-3 * max(1.0, speed))
