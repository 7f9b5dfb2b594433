"""The health of the alarm system, against counting by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.alarms.health import AlarmHealth, Flood
from tests.town import NAN

BLANK = Alarm(
    "d/a/p", "d/a/p", "high", Priority.ADVISORY, AlarmState.UNACKNOWLEDGED, 0.0, NAN, NAN, NAN, NAN, {}
)


def raised(minute: float, name: str = "d/a/p", priority: Priority = Priority.ADVISORY) -> AlarmEvent:
    return AlarmEvent(
        minute * 60.0, "raised", replace(BLANK, id=name, priority=priority, raised=minute * 60.0)
    )


def fed(*events: AlarmEvent, until: float = 0.0) -> AlarmHealth:
    health = AlarmHealth()
    health.take((), 0.0)
    for event in events:
        health.take([event], event.time)
    health.take((), until * 60.0)
    return health


def test_a_calm_shift() -> None:
    found = fed(raised(5), raised(65), raised(125), until=480).at(480 * 60.0, ())
    assert found.in_span == 0
    assert found.mean == pytest.approx(3 / 48)
    assert found.history == ((0.0, 1), (3600.0, 1), (7200.0, 1))
    assert not found.flooding
    assert found.floods == ()


def test_only_what_asks_an_operator_counts() -> None:
    event = raised(1)
    quiet = [
        replace(event, what="cleared"),
        replace(event, what="acknowledged", alarm=replace(event.alarm, state=AlarmState.ACKNOWLEDGED)),
        replace(event, alarm=replace(event.alarm, state=AlarmState.SUPPRESSED)),
        replace(event, alarm=replace(event.alarm, state=AlarmState.SHELVED)),
    ]
    assert fed(*quiet, until=2).at(120.0, ()).in_span == 0
    loud = [event, replace(event, what="escalated"), replace(event, what="unshelved")]
    assert fed(*loud, until=2).at(120.0, ()).in_span == 3


class TestFlood:
    def test_ten_in_ten_minutes_are_none(self) -> None:
        assert fed(*(raised(m) for m in range(10)), until=9).at(540.0, ()).floods == ()

    def test_the_eleventh_begins_it_and_it_ends_when_fewer_than_five_are_left(self) -> None:
        events = [raised(m / 2) for m in range(12)]  # one every 30 s until 5.5
        health = fed(*events, until=6)
        assert health.at(360.0, ()).flooding
        assert health.at(360.0, ()).floods == (Flood(300.0, None, 12),)
        health.take((), 13.5 * 60)  # 3.5, 4, 4.5, 5, 5.5 are left
        assert health.at(810.0, ()).flooding
        health.take((), 13.6 * 60)
        assert health.at(816.0, ()).floods == (Flood(300.0, 13.5 * 60, 12),)
        assert not health.at(816.0, ()).flooding

    def test_its_end_does_not_depend_on_when_we_look(self) -> None:
        events = [raised(m / 2) for m in range(12)]
        often, once = fed(*events, until=6), fed(*events, until=600)
        for tenth in range(60, 6000):
            often.take((), tenth * 6.0)
        assert often.at(36000.0, ()).floods == once.at(36000.0, ()).floods == (Flood(300.0, 810.0, 12),)

    def test_another_one(self) -> None:
        events = [raised(m / 2) for m in range(12)] + [raised(100 + m / 2) for m in range(12)]
        assert [flood.begins for flood in fed(*events, until=200).at(12000.0, ()).floods] == [300.0, 6300.0]


@pytest.mark.parametrize(
    ("minutes", "chatters"),
    [((1, 1.5, 2), True), ((1, 1.5, 2.01), False), ((1, 2), False), ((1, 9, 9.5, 10), True)],
)
def test_chattering_is_three_in_a_minute(minutes: tuple[float, ...], chatters: bool) -> None:
    found = fed(*(raised(m) for m in minutes), until=10).at(600.0, ())
    assert found.chattering == (("d/a/p",) if chatters else ())


def test_chattering_is_forgotten_after_a_day() -> None:
    health = fed(raised(1), raised(1.2), raised(1.4), until=2)
    assert health.at(86400.0, ()).chattering == ("d/a/p",)
    assert health.at(86400.0 + 100.0, ()).chattering == ()


def test_stale_is_active_for_more_than_a_day() -> None:
    standing = [
        replace(BLANK, id="old", raised=0.0),
        replace(BLANK, id="older", raised=-60.0),
        replace(BLANK, id="over", raised=0.0, cleared=10.0),
        replace(BLANK, id="young", raised=3600.0),
    ]
    assert fed().at(86401.0, standing).stale == ("older", "old")


def test_the_ten_worst_offenders() -> None:
    events = [raised(20 * i + j, f"d/t{i}/p") for i in range(12) for j in range(i + 1)]
    found = fed(*events, until=300).at(18000.0, ())
    assert len(found.offenders) == 10
    assert found.offenders[:2] == (("d/t11/p", 12), ("d/t10/p", 11))


def test_mix_of_priorities() -> None:
    events = [
        raised(i, priority=p)
        for i, p in enumerate([Priority.ADVISORY] * 8 + [Priority.WARNING, Priority.ALARM])
    ]
    assert fed(*events).at(600.0, ()).mix == {1: 0.8, 2: 0.1, 3: 0.1}
    assert fed().at(0.0, ()).mix == {}


@given(st.lists(st.floats(0, 3000), max_size=80))
def test_the_count_of_ten_minutes_is_the_count_of_ten_minutes(seconds: list[float]) -> None:
    times = sorted(seconds)
    health = fed(*(raised(time / 60) for time in times), until=50)
    recent = [time for time in times if raised(time / 60).time >= 3000.0 - 600.0]
    found = health.at(3000.0, ())
    assert found.in_span == len(recent)
    assert sum(count for _, count in found.history) == len(times)
