"""How often a view speaks, and that two of them do not speak in the same frame."""

import pytest

from dashboard.ui.pace import Pace

#: Two seconds of frames from an odd moment, thirty a second.
FRAMES = [1000.013 + frame / 30 for frame in range(60)]


def spoken(pace: Pace) -> list[int]:
    return [number for number, wall in enumerate(FRAMES) if pace.due(wall)]


def test_it_speaks_at_once_and_then_once_in_every_period() -> None:
    assert spoken(Pace(0.5)) == [0, 15, 30, 45]
    assert spoken(Pace(1.0)) == [0, 30]


def test_another_phase_is_another_frame() -> None:
    """But the first: a view that opens says everything."""
    frames = [set(spoken(Pace(0.5, phase))) - {0} for phase in (0.0, 0.25, 0.5, 0.75)]
    assert [sorted(found) for found in frames] == [
        [15, 30, 45],
        [4, 19, 34, 49],
        [8, 23, 38, 53],
        [11, 26, 41, 56],
    ]


@pytest.mark.parametrize("wall", [1000.1, 999.0, 5.0])
def test_a_clock_set_back_does_not_silence_it(wall: float) -> None:
    pace = Pace(0.5)
    assert pace.due(2000.0)
    assert pace.due(wall)
    assert not pace.due(wall + 0.01)


def test_something_is_told_at_once() -> None:
    pace = Pace(0.5)
    assert pace.due(1000.0)
    assert not pace.due(1000.1)
    pace.now()
    assert pace.due(1000.1)
