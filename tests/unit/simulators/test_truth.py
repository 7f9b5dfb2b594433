"""Limits on the truth, as narrated tables: (minute, value, what is told)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from config.catalogue import Domain, Limit
from simulators.truth import Outages, Watch
from tests.small_city import domain, limit, quantity, thing

START = 1_790_913_600.0  # a full hour


def town(*limits: Limit) -> Domain:
    return domain([thing("var"), thing("magnan")], limits)


def told(
    watch: Watch, values: Sequence[float], start: float = START
) -> list[tuple[int, str, str, float | None]]:
    """(minute, event, thing, minutes since its beginning if it ends) of everything told."""
    truth = np.array([[values[0]], [0.0]])
    watch.begin(truth)
    events = []
    for minute, value in enumerate(values):
        for item in watch.watch(start + 60.0 * minute, np.array([[value], [0.0]])):
            lasted = None if item.ends is None else (item.ends - item.begins) / 60.0
            events.append((minute, item.event, item.datastream, lasted))
    return events


VAR = "water/var/level"


def test_high_with_a_deadband() -> None:
    watch = Watch(town(limit(advisory=3.0, warning=4.0, alarm=5.0, deadband=0.5)))
    assert told(watch, [1.0, 2.9, 3.0, 2.8, 2.49, 4.2, 3.8, 3.4, 5.0, 0.0]) == [
        (2, "high advisory", VAR, None),  # at the threshold
        (4, "high advisory", VAR, 2.0),  # 2.8 was within the deadband
        (5, "high advisory", VAR, None),
        (5, "high warning", VAR, None),
        (7, "high warning", VAR, 2.0),
        (8, "high warning", VAR, None),
        (8, "high alarm", VAR, None),
        (9, "high advisory", VAR, 4.0),
        (9, "high warning", VAR, 1.0),
        (9, "high alarm", VAR, 1.0),
    ]


def test_low() -> None:
    watch = Watch(town(limit(kind="low", warning=1.1, alarm=1.0, deadband=0.05, things=("var",))))
    assert told(watch, [1.3, 1.1, 1.0, 1.04, 1.06, 1.2]) == [
        (1, "low warning", VAR, None),
        (2, "low alarm", VAR, None),
        (4, "low alarm", VAR, 2.0),
        (5, "low warning", VAR, 4.0),
    ]


@pytest.mark.parametrize(("kind", "sign"), [("rate", 1.0), ("fall", -1.0)])
def test_a_change_over_three_minutes(kind: str, sign: float) -> None:
    watch = Watch(town(limit(kind=kind, alarm=1.0, over=180.0)))
    course = sign * np.array([0.0, 0.0, 0.0, 0.0, 0.4, 0.8, 1.2, 1.3, 1.3, 1.3, 1.3])
    assert told(watch, course.tolist()) == [
        (6, f"{kind} alarm", VAR, None),  # 1.2 since minute 3
        (7, f"{kind} alarm", VAR, 1.0),  # 1.3 - 0.4
    ]


def test_a_change_needs_its_whole_time() -> None:
    watch = Watch(town(limit(kind="rate", alarm=1.0, over=300.0)))
    assert told(watch, [0.0, 5.0, 5.0]) == []


def test_the_mean_of_a_clock_hour() -> None:
    watch = Watch(town(limit(advisory=10.0, deadband=1.0, average=3600.0)))
    hours = [8.0] * 61 + [12.0] * 30 + [9.0] * 30 + [9.5] * 60 + [8.0] * 60
    assert told(watch, hours) == [
        (120, "high advisory", VAR, None),  # (30 x 12 + 30 x 9) / 60 = 10.5
        (240, "high advisory", VAR, 120.0),  # 9.5 was within the deadband, 8 is not
    ]


def test_no_mean_of_half_an_hour() -> None:
    watch = Watch(town(limit(advisory=10.0, average=3600.0)))
    assert told(watch, [50.0] * 40, START + 1800.0) == []


def test_states() -> None:
    item = quantity("sign", states=("open", "full", "closed"))
    watched = domain(
        [thing("var", ["sign"])],
        [limit("sign", kind="state", states=("full", "closed"), priority="warning")],
        [item],
    )
    watch = Watch(watched)
    watch.begin(np.array([[0.0]]))
    events = [
        (minute, item.event, item.ends is None)
        for minute, state in enumerate([0.0, 1.0, 2.0, 0.0])
        for item in watch.watch(START + 60.0 * minute, np.array([[state]]))
    ]
    assert events == [(1, "state warning", True), (3, "state warning", False)]


def test_what_holds_from_the_start_and_what_must_be_corrected() -> None:
    watch = Watch(town(limit(alarm=5.0)))
    watch.begin(np.array([[6.0], [0.0]]))
    watch.watch(START, np.array([[6.0], [0.0]]))
    assert [(item.event, item.begins, item.ends) for item in watch.holding(START)] == [
        ("high alarm", START, None)
    ]
    known = watch.state.since.copy()
    watch.watch(START + 60.0, np.array([[0.0], [6.0]]))
    corrected = [
        (item.datastream, item.begins, item.ends) for item in watch.corrections(START + 120.0, known)
    ]
    assert corrected == [(VAR, START, START + 120.0), ("water/magnan/level", START + 60.0, None)]
    assert watch.corrections(START + 120.0, watch.state.since) == []


@pytest.mark.parametrize(
    "keys",
    [{"votes": 2, "things": ("var", "magnan"), "alarm": 5.0}, {"alarm": 5.0, "average": 3600.0, "days": 2}],
)
def test_limits_that_one_datastream_cannot_decide_are_not_watched(keys: dict[str, Any]) -> None:
    assert told(Watch(town(limit(**keys))), [9.0] * 100) == []


def test_failures_begin_and_end() -> None:
    outages = Outages()
    failure = {("fault: stuck", VAR): START}
    assert [item.ends for item in outages.told(START + 60.0, failure)] == [None]
    assert list(outages.told(START + 120.0, failure)) == []
    (ended,) = outages.told(START + 180.0, {})
    assert (ended.event, ended.begins, ended.ends) == ("fault: stuck", START, START + 180.0)


def test_its_beginning_tells_the_value_and_its_end_the_worst_and_the_longest_run() -> None:
    watch = Watch(town(limit(advisory=3.0, deadband=0.5), limit(kind="low", warning=-1.0)))
    watch.begin(np.zeros((2, 1)))
    details = [
        (item.event, item.ends is not None, item.detail)
        for minute, value in enumerate([1.0, 3.2, 4.5, 2.6, 3.1, 0.0, -2.0, -1.5, 1.0])
        for item in watch.watch(START + 60.0 * minute, np.array([[value], [0.0]]))
    ]
    assert details == [
        ("high advisory", False, "3.2 m"),
        ("high advisory", True, "4.5 m, 2 min"),
        ("low warning", False, "-2 m"),
        ("low warning", True, "-2 m, 2 min"),
    ]
