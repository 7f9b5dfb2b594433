"""What the booth shows next: a narrated table of a day at a fair."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.ui.booth.programme import BACK, DWELL, TAKEOVER, Programme, Show

NAN = float("nan")


def alarm(
    name: str, *, raised: float = 0.0, kind: str = "high", priority: Priority = Priority.ALARM
) -> Alarm:
    return Alarm(
        name, name, kind, priority, AlarmState.UNACKNOWLEDGED, raised, NAN, NAN, 1.0, 1.0, {}, worst=priority
    )


def raised(name: str, **more) -> AlarmEvent:
    made = alarm(name, **more)
    return AlarmEvent(made.raised, "raised", made)


def on(show: Show) -> str:
    """`page 2`, `alarm water/a/p`, `visitor`."""
    if show.alarm is not None:
        return f"alarm {show.alarm.id}"
    return "visitor" if show.visited else f"page {show.stop}"


@pytest.fixture
def programme() -> Programme:
    return Programme(3)


def test_the_loop_goes_round(programme):
    times = [0, DWELL - 0.1, DWELL, 2 * DWELL, 3 * DWELL]
    assert [on(programme.at(t)) for t in times] == ["page 0", "page 0", "page 1", "page 2", "page 0"]


def test_while_there_is_nothing_to_see_the_first_page_is_held(programme):
    programme.at(0.0)
    for second in range(100):
        programme.hold(float(second))
        assert on(programme.at(float(second))) == "page 0"
    assert on(programme.at(99.0 + DWELL - 0.1)) == "page 0", "and has its time once there is"
    assert on(programme.at(99.0 + DWELL)) == "page 1"
    programme.touch(120.0, visitor=True)
    programme.hold(121.0)
    assert on(programme.at(121.0)) == "visitor"


def test_an_alarm_interrupts_and_the_loop_resumes_where_it_was(programme):
    programme.at(0.0)
    assert on(programme.at(DWELL)) == "page 1"
    programme.take([raised("water/a/p")])
    assert on(programme.at(DWELL + 1)) == "alarm water/a/p", "at once"
    assert on(programme.at(DWELL + 1 + TAKEOVER - 0.1)) == "alarm water/a/p"
    assert on(programme.at(DWELL + 1 + TAKEOVER)) == "page 1", "the page that was interrupted"
    assert on(programme.at(DWELL + 1 + TAKEOVER + DWELL)) == "page 2"


def test_no_alarm_breaks_into_an_argument():
    """Page 1 is joined to page 0, as the platform is to the silos."""
    programme = Programme(3, joined=frozenset({1}))
    programme.at(0.0)
    programme.take([raised("water/a/p")])
    shown = [on(programme.at(t)) for t in (1.0, DWELL, 2 * DWELL - 0.1, 2 * DWELL, 2 * DWELL + TAKEOVER)]
    assert shown == ["page 0", "page 1", "page 1", "alarm water/a/p", "page 2"]
    programme.take([raised("water/b/p")])
    later = 3 * DWELL + TAKEOVER
    assert [on(programme.at(t)) for t in (later, later + TAKEOVER)] == ["alarm water/b/p", "page 0"]


def test_in_a_storm_pages_and_alarms_take_turns_and_so_do_services(programme):
    programme.at(0.0)
    programme.take([raised("water/a/p", raised=1.0), raised("water/b/p", raised=2.0)])
    programme.take([raised("traffic/c/p", raised=0.0), raised("air/d/p", raised=9.0, kind="stale")])
    seen = []
    for second in range(1, 200):
        now = on(programme.at(float(second)))
        if not seen or seen[-1] != now:
            seen.append(now)
    assert seen[:8] == [
        "alarm water/b/p",  # the newest of the city's
        "page 0",
        "alarm traffic/c/p",  # another service first
        "page 1",
        "alarm water/a/p",
        "page 2",
        "alarm air/d/p",  # an instrument comes last
        "page 0",
    ]


@pytest.mark.parametrize("what", ["acknowledged", "cleared", "withdrawn", "shelved"])
def test_what_nobody_needs_to_see_any_more_is_not_shown(programme, what):
    programme.at(0.0)
    first = raised("water/a/p")
    over = replace(first.alarm, cleared=1.0) if what == "cleared" else first.alarm
    programme.take([first, AlarmEvent(1.0, what, over)])
    assert on(programme.at(1.0)) == "page 0"


def test_a_warning_does_not_interrupt_until_it_is_an_alarm(programme):
    programme.at(0.0)
    programme.take([raised("water/a/p", priority=Priority.WARNING)])
    assert on(programme.at(1.0)) == "page 0"
    programme.take([AlarmEvent(2.0, "escalated", alarm("water/a/p"))])
    assert on(programme.at(2.0)) == "alarm water/a/p"


def test_a_visitor_gets_the_screen_and_the_loop_comes_back(programme):
    programme.at(0.0)
    programme.touch(5.0, visitor=True)
    assert on(programme.at(5.0)) == "visitor"
    programme.take([raised("water/a/p")])
    assert on(programme.at(6.0)) == "visitor", "nobody is interrupted"
    programme.touch(30.0, visitor=True)
    assert on(programme.at(30.0 + BACK - 1)) == "visitor"
    assert on(programme.at(30.0 + BACK)) == "alarm water/a/p"
    assert on(programme.at(30.0 + BACK + TAKEOVER)) == "page 1"


def test_the_presenters_keys_leave_the_loop_alone(programme):
    programme.at(0.0)
    programme.touch(5.0, visitor=False)
    assert on(programme.at(5.0)) == "page 0"


def test_idle_begins_the_story_anew_once_after_the_last_touch():
    programme = Programme(3, idle=20.0)
    assert not programme.abandoned(1000.0), "nobody was there: nothing to put back"
    programme.touch(1000.0, visitor=True)
    programme.touch(1010.0, visitor=False)
    assert not programme.abandoned(1029.9)
    assert programme.abandoned(1030.0)
    assert not programme.abandoned(1031.0)
    assert on(programme.at(1030.0)) == "page 0", "the screen is given back with the story"


def test_idle_forgets_the_alarms_of_the_story_that_ends():
    programme = Programme(3, idle=20.0)
    programme.at(0.0)
    programme.touch(1.0, visitor=True)
    programme.take([raised("water/a/p")])
    assert programme.abandoned(21.0)
    assert on(programme.at(21.0)) == "page 1"


def test_without_idle_a_story_is_never_put_back(programme):
    programme.touch(0.0, visitor=True)
    assert not programme.abandoned(1e9)


@pytest.mark.parametrize("jump", [8 * 3600.0, -8 * 3600.0])
def test_a_night_of_sleep_or_a_clock_set_back_does_not_hold_up_the_loop(programme, jump):
    programme.at(0.0)
    programme.at(DWELL)
    assert on(programme.at(DWELL + jump)) == "page 2"


def test_a_visitor_who_leaves_for_the_night_is_gone_in_the_morning(programme):
    programme.at(0.0)
    programme.touch(1.0, visitor=True)
    assert on(programme.at(1.0 + 8 * 3600.0)) == "page 1"


def test_a_clock_that_is_set_back_does_not_keep_a_visitor_who_left():
    programme = Programme(3, idle=20.0)
    programme.touch(1e6, visitor=True)
    assert on(programme.at(1000.0)) == "visitor"
    assert on(programme.at(1020.0)) == "page 0"
    assert programme.abandoned(1020.0)


_ACTS = st.lists(
    st.one_of(
        st.floats(0.0, 60.0).map(lambda s: ("wait", s)),
        st.booleans().map(lambda visitor: ("touch", visitor)),
        st.sampled_from(["water/a/p", "water/b/p", "air/c/p"]).map(lambda name: ("alarm", name)),
    ),
    max_size=60,
)


@given(_ACTS)
def test_whatever_happens_the_loop_comes_back(acts):
    programme, wall = Programme(3, idle=20.0), 0.0
    for what, with_ in acts:
        match what:
            case "wait":
                wall += with_
            case "touch":
                programme.touch(wall, visitor=with_)
            case "alarm":
                programme.take([raised(with_, raised=wall)])
        programme.abandoned(wall)
        programme.at(wall)
    shown = set()
    for second in range(round(12 * (DWELL + TAKEOVER) + BACK)):
        programme.abandoned(wall + second)
        shown.add(on(programme.at(wall + second)))
    assert {"page 0", "page 1", "page 2"} <= shown
    assert on(programme.at(wall + second)) != "visitor"
