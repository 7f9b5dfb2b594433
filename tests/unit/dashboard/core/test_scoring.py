"""Alarms against truth: found, missed, hidden, false, nuisance; each in a story of its own."""

import math
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from config.messages import ScenarioState, Truth
from dashboard.core.alarms.scoring import Score, Scoring
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import START, Town

LIMIT = {"advisory": 10.0, "warning": 20.0, "deadband": 1.0, "on_delay": 180, "off_delay": 300}
NAME = "water/a/level"


class Played:
    """A town whose frames are scored; `level` is what thing a reads at a minute, None for nothing."""

    def __init__(self, sigma: float = 0.0, bias: float = 0.0, **keys: Any) -> None:
        properties = [quantity("level", stuck_after=5)]
        things = [thing("a", gateway="west"), thing("b", gateway="west"), thing("free")]
        made = domain(things, [limit(**(LIMIT | keys))], properties)
        probe = msgspec.structs.replace(made.instruments["probe"], sigma=sigma, bias=bias)
        self.town = Town(city(msgspec.structs.replace(made, instruments={"probe": probe})))
        self.scoring = Scoring(self.town.pipeline.city)

    def true(
        self,
        begins: float,
        ends: float | None,
        event: str = "high advisory",
        name: str = NAME,
        detail: str = "",
    ) -> None:
        moment = None if ends is None else START + ends * 60.0
        self.town.hear(Truth(event, name, START + begins * 60.0, moment, detail))

    def play(self, minutes: float, level: Callable[[int], float | None]) -> Score:
        for minute in range(int(minutes)):
            readings = {"b": 1.0 + minute / 1e3, "free": 1.0 + minute / 1e3}
            value = level(minute)
            if value is not None:
                readings["a"] = value + minute / 1e3
            self.town.say(minute, readings)
            self.scoring.take(self.town.turn(minute))
        return self.scoring.scores()[-1]


def between(begins: int, ends: int, high: float = 15.0) -> Callable[[int], float | None]:
    return lambda minute: high if begins <= minute < ends else 1.0


def test_a_calm_hour() -> None:
    found = Played().play(60, lambda _: 1.0)
    assert (found.events, found.found, found.alarms, found.false, found.missed) == (0, 0, 0, (), ())
    assert math.isnan(found.median_delay)
    assert found.days == pytest.approx(59 / 1440)


def test_found_after_its_on_delay() -> None:
    made = Played()
    made.true(10, 40)
    found = made.play(60, between(10, 40))
    assert (found.events, found.found, found.delays) == (1, 1, (180.0,))
    assert (found.missed, found.false, found.nuisance) == ((), (), 0)


def test_what_an_alarm_may_still_tell_of_is_not_missed_yet() -> None:
    made = Played()
    made.true(10, None)
    assert made.play(30, lambda _: 1.0).missed == ("water/a/level high",)  # to whoever asks at the end
    live = made.scoring.latest()
    assert live is not None
    assert (live.events, live.missed) == (0, ())
    for minute in range(30, 60):
        made.town.say(minute, {"a": 1.0 + minute / 1e3})
        made.scoring.take(made.town.turn(minute))
    live = made.scoring.latest()
    assert live is not None
    assert (live.events, live.missed) == (1, ("water/a/level high",))


def test_told_first_of_its_beginning_then_of_its_end() -> None:
    made = Played()
    made.true(10, None)
    made.play(30, between(10, 40))
    made.true(10, 40)
    found = made.play(1, lambda _: None)
    assert (found.events, found.found) == (1, 1)


def test_two_priorities_of_one_condition_are_one_event() -> None:
    made = Played()
    made.true(10, 40)
    made.true(12, 30, "high warning")
    assert made.play(60, between(10, 40, 25.0)).events == 1


def test_missed() -> None:
    made = Played()
    made.true(10, 40)
    found = made.play(60, lambda _: 9.0)
    assert (found.events, found.found, found.missed) == (1, 0, ("water/a/level high",))


@pytest.mark.parametrize(
    ("worst", "missed"),
    [
        ("10.1 m, 30 min", 0),
        ("10.9 m, 30 min", 0),
        ("11.1 m, 30 min", 1),
        ("1.5e+01 m, 30 min", 1),
        ("", 1),
        ("? m", 1),
    ],
)
def test_true_by_less_than_the_instrument_can_tell(worst: str, missed: int) -> None:
    made = Played(sigma=0.3, bias=0.4)  # its error is 2 x 0.5
    made.true(10, 40, detail=worst)
    found = made.play(60, lambda _: 9.0)
    assert (len(found.missed), found.marginal, found.events) == (missed, 1 - missed, missed)


def test_true_for_less_than_the_on_delay_need_not_be_told() -> None:
    made = Played()
    made.true(10, 12)
    found = made.play(60, between(10, 12))
    assert (found.events, found.brief, found.missed) == (0, 1, ())


def test_true_for_long_but_never_for_the_on_delay_without_a_break() -> None:
    made = Played()
    made.true(10, 40, detail="25 m, 2 min")
    found = made.play(60, lambda minute: 25.0 if 10 <= minute < 40 and minute % 3 else 9.5)
    assert (found.events, found.brief, found.missed) == (0, 1, ())


def test_at_the_very_end_it_need_not_be_told_yet() -> None:
    made = Played()
    made.true(57, None)
    assert made.play(60, between(57, 99)).missed == ()


def test_false() -> None:
    found = Played().play(60, between(10, 40))
    assert (found.alarms, found.false, found.false_per_day) == (1, ("water/a/level high",), 1.0)


def test_a_little_early_is_not_false() -> None:
    made = Played()
    made.true(20, 40)
    found = made.play(60, between(10, 40))
    assert (found.false, found.delays) == ((), (0.0,))


def test_raised_twice_for_one_event_is_a_nuisance() -> None:
    made = Played()
    made.true(5, 50)
    found = made.play(60, lambda minute: 15.0 if 5 <= minute < 15 or 25 <= minute < 50 else 1.0)
    assert (found.events, found.found, found.nuisance, found.false) == (1, 1, 1, ())


def test_hidden_by_a_dead_instrument() -> None:
    made = Played()
    made.true(10, 40)
    made.true(5, 45, "fault: dropout")
    found = made.play(60, lambda minute: None if 5 <= minute < 45 else 1.0)
    assert (found.events, found.hidden, found.missed) == (0, ("water/a/level high",), ())
    assert (found.faults, found.faults_found) == (1, 1)


def test_hidden_by_a_dead_gateway() -> None:
    made = Played()
    made.true(10, 40)
    made.true(5, 45, "fault: gateway", "gateway/west")
    assert made.play(60, lambda minute: None if 5 <= minute < 45 else 1.0).hidden == ("water/a/level high",)


def test_an_alarm_of_an_instrument_that_lies_is_counted_as_such() -> None:
    made = Played()
    made.true(10, 40, "fault: bias")
    found = made.play(60, between(10, 40))
    assert (found.false, found.by_fault) == ((), ("water/a/level high",))
    assert (found.faults, found.false_per_day) == (0, 1.0)


def test_a_stuck_instrument_is_told_of() -> None:
    made = Played()
    made.true(10, 40, "fault: stuck")
    town = made.town
    for minute in range(60):
        town.say(minute, {"a": 5.0 if 10 <= minute < 40 else 1.0 + minute / 1e3})
        made.scoring.take(town.turn(minute))
    found = made.scoring.scores()[-1]
    assert (found.faults, found.faults_found, found.alarms) == (1, 1, 0)


def test_a_bias_is_told_of_where_neighbours_are_compared() -> None:
    made = Played(kind="deviation", warning=None, against=("b",), things=("a",))
    made.true(10, 40, "fault: bias")
    made.true(12, 42, "fault: bias", "water/free/level")
    found = made.play(60, between(10, 40))
    assert (found.faults, found.faults_found) == (1, 1), "of the other nobody could know"
    assert (found.alarms, found.false, found.by_fault) == (0, (), ())


def test_a_dropout_too_short_for_an_alarm_is_not_asked_for() -> None:
    made = Played()
    made.true(10, 12, "fault: dropout")
    assert made.play(60, lambda minute: None if 10 <= minute < 12 else 1.0).faults == 0


def test_a_spike_raises_nothing() -> None:
    made = Played()
    made.true(10, 11, "fault: spike")
    found = made.play(60, between(10, 11, 900.0))
    assert (found.alarms, found.faults) == (0, 0)


def test_every_story_has_its_score() -> None:
    made = Played()
    made.play(10, lambda _: 1.0)
    made.town.hear(ScenarioState("storm", "running"))
    made.true(10, 40)
    for minute in range(10, 60):
        made.town.say(minute, {"a": (15.0 if minute < 40 else 1.0) + minute / 1e3})
        made.scoring.take(made.town.turn(minute))
    assert [(score.scenario, score.events, score.found) for score in made.scoring.scores()] == [
        ("", 0, 0),
        ("storm", 1, 1),
    ]


def test_the_first_moments_before_a_story_is_named_are_no_story() -> None:
    made = Played()
    made.play(3, lambda _: 1.0)
    made.town.hear(ScenarioState("storm", "running"))
    for minute in range(3, 20):
        made.town.say(minute, {"a": 1.0 + minute / 1e3})
        made.scoring.take(made.town.turn(minute))
    assert [score.scenario for score in made.scoring.scores()] == ["storm"]


@pytest.mark.parametrize(
    "name", ["", "x", "fire/a/level", "water/zz/level", "water/a/zz", "gateway/zz", "a/b/c/d"]
)
def test_a_truth_of_nothing_we_know_is_passed_over(name: str) -> None:
    made = Played()
    made.true(1, 30, "high advisory", name)
    made.true(1, 30, "fault: dropout", name)
    found = made.play(40, lambda _: 1.0)
    assert (found.events, found.missed, found.faults) == (0, (), 0)
