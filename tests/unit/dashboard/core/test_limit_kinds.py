"""Every kind of limit through the whole core: what it compares, and what it does not."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from dashboard.core.limits.value import NO_FAILURE
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START, Town

NAMES = ("a", "b", "c", "d")


def town(period: float = 60.0, property_keys: Mapping[str, Any] | None = None, **keys: Any) -> Town:
    properties = [quantity("level", **(property_keys or {}))]
    return Town(city(domain([thing(name) for name in NAMES], [limit(**keys)], properties, period)))


def raises(made: Town) -> list[tuple[float, str, int]]:
    """(minute, thing, priority) of every raise and escalation of the limit."""
    return [
        ((event.time - START) / 60.0, event.alarm.id.split("/")[1], int(event.alarm.priority))
        for event in made.events
        if event.what in ("raised", "escalated") and event.alarm.kind not in ("stale", "stuck", "range")
    ]


RATE: dict[str, Any] = {"kind": "rate", "over": 600, "advisory": 0.5, "warning": 1.0}
VOTES: dict[str, Any] = {"votes": 2, "things": ("a", "b", "c"), "advisory": 10.0, "warning": 20.0}


class TestRate:
    def test_a_rise_over_ten_minutes(self) -> None:
        made = town(**RATE)
        for minute in range(40):
            made.at(minute, a=1.0 + max(0, minute - 20) * 0.06)
        assert raises(made) == [(29.0, "a", 1)]
        assert made.alarm("water/a/level").value == pytest.approx(0.54)

    def test_nothing_is_known_before_ten_minutes(self) -> None:
        made = town(**RATE)
        for minute in range(10):
            made.at(minute, a=minute)
        assert raises(made) == []

    def test_a_fall_is_no_rise(self) -> None:
        made = town(**RATE)
        for minute in range(40):
            made.at(minute, a=100.0 - minute)
        assert raises(made) == []
        made = town(**(RATE | {"kind": "fall"}))
        for minute in range(40):
            made.at(minute, a=100.0 - minute)
        assert raises(made) == [(10.0, "a", 2)]

    def test_after_a_gap_it_waits_for_a_reading_of_the_right_age(self) -> None:
        made = town(**RATE)
        made.at(0, a=1.0)
        made.at(30, a=9.0, b=1.0)
        assert raises(made) == [], "half an hour is not ten minutes"

    def test_a_bad_reading_is_no_reference(self) -> None:
        made = town(**RATE)
        for minute in range(30):
            made.at(minute, a=-5.0 if minute == 5 else 1.0)  # out of range
        assert raises(made) == []


class TestState:
    def test_it_is_met_in_its_states_and_says_which(self) -> None:
        states = {"states": ("open", "full", "shut"), "range": (0.0, 2.0)}
        made = town(
            property_keys=states, kind="state", states=("full", "shut"), priority="alarm", off_delay=120
        )
        for minute, state in enumerate([0, 0, 1, 2, 0, 1, 0, 0, 0]):
            made.at(minute, a=state)
        assert raises(made) == [(2.0, "a", 3)]
        alarm = made.alarm("water/a/level")
        assert (alarm.value, math.isnan(alarm.threshold)) == (0.0, True)
        assert alarm.cleared == START + 8 * 60.0


class TestMean:
    def test_of_an_hour_and_at_its_end(self) -> None:
        made = town(900.0, average=3600, advisory=180.0, off_delay=3600)
        for quarter in range(20):
            made.at(15 * quarter, a=100.0 if quarter < 8 else 250.0 if quarter < 12 else 90.0)
        assert raises(made) == [(180.0, "a", 1)]
        assert made.alarm("water/a/level").cleared == START + 240 * 60.0
        assert made.alarm("water/a/level").value == 90.0

    def test_bad_readings_are_not_in_it(self) -> None:
        made = town(900.0, average=3600, advisory=180.0)
        for quarter in range(9):
            made.at(15 * quarter, a=5000.0 if quarter in (1, 5) else 100.0)
        assert raises(made) == []

    def test_on_two_days_running(self) -> None:
        made = town(3600.0, average=3600, days=2, warning=180.0)
        for hour in range(96):
            day = (START / 3600 + hour) // 24 - START // 86400
            high = day in (1, 2) and hour % 24 in (9, 10)
            made.at(60 * hour, a=200.0 if high else 100.0 + hour / 1000)
        assert [name for _, name, _ in raises(made)] == ["a"]
        (minute, _, priority), *_ = raises(made)
        assert priority == 2
        assert (START + 60 * minute) // 86400 - START // 86400 == 2, "on the second of them"


class TestVotes:
    def test_one_drifting_sensor_raises_nothing(self) -> None:
        made = town(**VOTES)
        for minute in range(30):
            made.at(minute, a=5.0 + minute, b=5.0, c=5.1)
        assert raises(made) == []

    def test_two_raise_both_at_their_common_level(self) -> None:
        made = town(**VOTES)
        for minute in range(6):
            made.at(minute, a=25.0, b=5.0 if minute < 3 else 15.0, c=5.0 + minute / 100)
        assert raises(made) == [(3.0, "b", 1), (4.0, "a", 1)]

    def test_where_less_is_worse(self) -> None:
        made = town(kind="low", votes=2, things=("a", "b", "c"), alarm=1.0)
        for minute in range(6):
            made.at(minute, a=0.5, b=5.0 if minute < 3 else 0.9, c=5.0 + minute / 100)
        assert raises(made) == [(3.0, "b", 3), (4.0, "a", 3)]

    def test_where_only_one_is_heard_it_decides_alone(self) -> None:
        made = town(**VOTES)
        made.at(0, a=5.0, b=5.0, c=5.0)
        for minute in range(1, 9):
            made.at(minute, a=15.0)
        assert raises(made) == [(4.0, "a", 1)], "when the others are three periods old"

    def test_others_are_not_concerned(self) -> None:
        made = town(**VOTES)
        for minute in range(5):
            made.at(minute, a=15.0, d=99.0, b=1.0, c=1.0)
        assert raises(made) == []


class TestDeviation:
    def test_from_one_neighbour(self) -> None:
        made = town(kind="deviation", things=("a",), against=("b",), warning=0.3, on_delay=120)
        for minute in range(30):
            level = 1.0 + minute / 10  # both rise in the flood
            made.at(minute, a=level + (0.5 if minute >= 15 else 0.0), b=level)
        assert raises(made) == [(17.0, "a", 2)]

    def test_from_the_median_of_several(self) -> None:
        made = town(kind="deviation", against=("a", "b", "c", "d"), warning=3.0)
        for minute in range(3):
            made.at(minute, a=9.0, b=5.0, c=5.2, d=5.1)
        assert {name for _, name, _ in raises(made)} == {"a"}
        assert made.alarm("water/a/level").value == pytest.approx(3.9)

    def test_a_constant_distance_is_none_when_its_change_is_asked_for(self) -> None:
        made = town(kind="deviation", things=("a",), against=("b",), over=600, warning=0.3)
        for minute in range(60):
            made.at(minute, a=5.0 + (0.5 if minute >= 40 else 0.0), b=1.0)
        assert raises(made) == [(40.0, "a", 2)]

    def test_without_neighbours_nothing_is_known(self) -> None:
        made = town(kind="deviation", things=("a",), against=("b", "c"), warning=0.3)
        for minute in range(10):
            made.at(minute, a=5.0 * minute, b=NAN, c=-9.0)
        assert raises(made) == []


class TestFailure:
    def play(self, velocity: Any, minutes: int = 600) -> Town:
        made = town(600.0, kind="failure", advisory=72.0, warning=48.0, alarm=24.0, deadband=2.0, latch=True)
        for minute in range(0, minutes, 10):
            made.at(minute, a=velocity(minute / 60.0), b=1.0)
        return made

    def test_fukuzono_is_foretold(self) -> None:
        made = self.play(lambda hour: 50.0 / (100.0 - hour), 6000)
        assert [(round(minute / 60), priority) for minute, _, priority in raises(made)] == [
            (28, 1),
            (52, 2),
            (76, 3),
        ]

    def test_steady_creep_is_not(self) -> None:
        noise = np.random.default_rng(1).normal(0, 0.02, 1000)
        made = self.play(lambda hour: 1.5 + noise[round(hour * 6)])
        assert raises(made) == []

    def test_it_stays_until_somebody_resets_it(self) -> None:
        made = self.play(lambda hour: 50.0 / (20.0 - hour) if hour < 5 else 1.0 + hour / 1e4)
        alarm = made.alarm("water/a/level")
        assert (alarm.state.value, alarm.value) == ("latched_unacknowledged", NO_FAILURE)
        made.book.reset("water/a/level", START)
        assert made.alarm("water/a/level").state.value == "latched_unacknowledged"
        made.book.acknowledge("water/a/level", START)
        made.book.reset("water/a/level", START)
        assert made.book.get("water/a/level") is None
