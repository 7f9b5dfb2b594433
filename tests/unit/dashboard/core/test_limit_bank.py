"""Deadband and delays: narrated tables, and the whole bank against one threshold at a time."""

import math
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.limits.bank import GRACE, REMEMBERED, LimitBank
from dashboard.core.limits.rule import Rule

NAN = math.nan
P = 60.0


def bank(*rules: Rule, things: int = 1) -> LimitBank:
    made = LimitBank(rules)
    made.grow(np.full((things, len(rules)), P))
    return made


def told(rule: Rule, *readings: tuple[float, float], until: float | None = None) -> list[tuple[float, int]]:
    """(time, level) of every change that these readings (minute, value) bring about; times in minutes."""
    made = bank(rule)
    found = []
    for minute, value in readings:
        found += made.judge(np.array([0]), np.array([minute * 60.0]), np.array([[value]]))
    if until is not None:
        found += made.overdue(until * 60.0)
    return [(item.time / 60.0, item.level) for item in found]


HIGH = Rule("high", 0, (10.0, 20.0, 30.0), deadband=2.0, on=180.0, off=300.0)
AT_ONCE = Rule("high", 0, (10.0, NAN, NAN))
LOW = Rule("low", 0, (1.2, 1.1, 1.0), sign=-1, deadband=0.03)


@pytest.mark.parametrize(
    ("rule", "readings", "changes"),
    [
        pytest.param(AT_ONCE, [(0, 9.9), (1, 10.0), (2, 9.9)], [(1, 1), (2, 0)], id="reached is met"),
        pytest.param(HIGH, [(0, 12), (1, 12), (2, 12)], [], id="shorter than the on-delay"),
        pytest.param(HIGH, [(0, 12), (3, 12)], [(3, 1)], id="exactly the on-delay"),
        pytest.param(HIGH, [(0, 12), (4, 12)], [(3, 1)], id="noticed late, told of its time"),
        pytest.param(HIGH, [(0, 99), (1, 5), (2, 99), (4, 99)], [], id="a spike starts it anew"),
        pytest.param(
            HIGH, [(0, 12), (2, 9), (3, 12), (6, 12)], [(6, 1)], id="inside the deadband is not met"
        ),
        pytest.param(HIGH, [(0, 35), (3, 35)], [(3, 3)], id="three thresholds at once are one raise"),
        pytest.param(
            HIGH,
            [(0, 12), (1, 25), (3, 25), (4, 25)],
            [(3, 1), (4, 2)],
            id="each threshold has its own delay",
        ),
        pytest.param(
            HIGH,
            [(0, 12), (3, 12), (4, 9), (9, 9), (60, 8.1)],
            [(3, 1)],
            id="in the deadband it lasts for ever",
        ),
        pytest.param(
            HIGH, [(0, 12), (3, 12), (4, 7), (8, 7), (9, 7)], [(3, 1), (9, 0)], id="over for the off-delay"
        ),
        pytest.param(
            HIGH,
            [(0, 12), (3, 12), (4, 7), (7, 11), (8, 7), (12, 7), (13, 7)],
            [(3, 1), (13, 0)],
            id="a relapse starts the off-delay anew",
        ),
        pytest.param(
            HIGH,
            [(0, 35), (3, 35), (4, 25), (9, 25), (10, 15), (15, 15), (16, 5), (21, 5)],
            [(3, 3), (9, 2), (15, 1), (21, 0)],
            id="eased step by step",
        ),
        pytest.param(LOW, [(0, 1.3), (1, 1.2), (2, 1.22), (3, 1.24)], [(1, 1), (3, 0)], id="less is worse"),
        pytest.param(
            LOW, [(0, 0.9), (1, 1.12), (2, 1.3)], [(0, 3), (1, 2), (2, 0)], id="eased past one level"
        ),
        pytest.param(
            Rule("high", 0, (NAN, 20.0, NAN)), [(0, 15), (1, 25)], [(1, 2)], id="one threshold only"
        ),
    ],
)
def test_story(rule: Rule, readings: list[tuple[float, float]], changes: list[tuple[float, int]]) -> None:
    assert told(rule, *readings) == changes


class TestSilence:
    """What was met twice when its sensor fell silent is raised; nothing is cleared by silence."""

    def test_one_reading_before_a_silence_may_be_a_spike(self) -> None:
        assert told(HIGH, (0, 35), until=600) == []
        assert told(HIGH, (0, 35), (8, 5), (9, 12), until=9) == [], "the next reading says that it was"

    def test_a_second_reading_after_the_silence_tells_that_it_was_none(self) -> None:
        """A gauge drops out in a flood, and is still past its limit when it is back."""
        assert told(HIGH, (0, 35), (10, 35)) == [(10, 3)]
        assert told(HIGH, (0, 35), (10, 35), until=60) == [(10, 3)]

    def test_each_threshold_for_itself(self) -> None:
        assert told(HIGH, (0, 12), (10, 35), (20, 35)) == [(10, 1), (20, 3)]

    def test_it_is_as_old_as_the_readings_make_it(self) -> None:
        assert told(HIGH, (0, 35), (1, 35), (10, 5)) == [(3, 3)], "two readings before the silence"
        assert told(HIGH, (0, 35), (10, 5), (11, 35), (20, 35)) == [(20, 3)], "the calm one starts it anew"

    def test_after_hours_a_single_reading_is_forgotten(self) -> None:
        end = 3 + REMEMBERED
        assert told(HIGH, (0, 35), (end, 35)) == [(end, 3)]
        assert told(HIGH, (0, 35), (end + 0.1, 35)) == []
        assert told(HIGH, (0, 35), (300, 12), (301, 12), until=301) == [], "what comes later begins anew"

    def test_the_same_whether_anybody_looked_during_the_silence(self) -> None:
        made = bank(HIGH)
        found = made.judge(np.array([0]), np.array([0.0]), np.array([[12.0]]))
        for minute in (3.0, 5.0, 9.9):
            found += made.overdue(minute * 60.0)
        found += made.judge(np.array([0]), np.array([600.0]), np.array([[12.0]]))
        assert [(item.time, item.level) for item in found] == [(600.0, 1)]

    def test_a_met_condition_is_raised_when_no_reading_comes(self) -> None:
        assert told(HIGH, (0, 12), (2, 12), until=3 + GRACE) == []
        assert told(HIGH, (0, 12), (2, 12), until=3 + GRACE + 0.01) == [(3, 1)]

    def test_a_calm_reading_soon_after_the_deadline_cancels_it(self) -> None:
        assert told(HIGH, (0, 12), (4, 5), until=60) == []

    def test_a_calm_reading_much_later_does_not(self) -> None:
        assert told(HIGH, (0, 12), (1, 12), (5.5, 5)) == [(3, 1)]

    def test_the_same_whether_time_or_the_late_reading_told(self) -> None:
        made = bank(HIGH)
        for time in (0.0, 60.0):
            made.judge(np.array([0]), np.array([time]), np.array([[12.0]]))
        found = made.overdue(290.0)
        found += made.judge(np.array([0]), np.array([300.0]), np.array([[5.0]]))
        assert [(item.time, item.level) for item in found] == [(180.0, 1)]

    def test_silence_clears_nothing(self) -> None:
        assert told(HIGH, (0, 12), (3, 12), (4, 5), until=1e6) == [(3, 1)]

    def test_it_clears_by_the_reading_after_the_silence_at_its_time(self) -> None:
        assert told(HIGH, (0, 12), (3, 12), (4, 5), (99, 5)) == [(3, 1), (9, 0)]


class TestMeans:
    """A mean stands for its whole window, and is known at its end."""

    RULE = Rule("high", 0, (180.0, NAN, NAN), deadband=9.0, off=3600.0, window=3600.0)

    def changes(self, rule: Rule, *means: float) -> list[tuple[float, int]]:
        made = LimitBank([rule])
        made.grow(np.array([[3600.0]]))
        found = []
        for hour, mean in enumerate(means, 1):
            found += made.judge_each(
                np.array([0]), np.array([0]), np.array([hour * 3600.0]), np.array([mean])
            )
        return [(item.time / 3600.0, item.level) for item in found]

    def test_one_hour_above_raises_at_its_end(self) -> None:
        assert self.changes(self.RULE, 170, 185) == [(2, 1)]

    def test_one_hour_well_below_clears_after_an_off_delay_of_one_hour(self) -> None:
        assert self.changes(self.RULE, 185, 175, 163, 150) == [(1, 1), (3, 0)]

    def test_three_hours_in_a_row(self) -> None:
        rule = Rule("high", 0, (400.0, NAN, NAN), on=3 * 3600.0, window=3600.0)
        assert self.changes(rule, 410, 420, 390, 410, 410, 410) == [(6, 1)]


def test_threshold_and_value_of_a_change_are_told() -> None:
    made = bank(LOW)
    (found,) = made.judge(np.array([0]), np.array([0.0]), np.array([[1.05]]))
    assert (found.value, found.threshold, found.level) == (1.05, 1.1, 2)
    (found,) = made.judge(np.array([0]), np.array([60.0]), np.array([[1.5]]))
    assert (found.value, found.threshold, found.level) == (1.5, 1.1, 0)


def test_what_an_earlier_run_raised_is_not_raised_again() -> None:
    made = bank(HIGH)
    made.hold(0, 0, 2)
    times = [0.0, 60.0, 360.0]
    found = []
    for time, value in zip(times, (25.0, 5.0, 5.0), strict=True):
        found += made.judge(np.array([0]), np.array([time]), np.array([[value]]))
    assert [(item.time, item.level) for item in found] == [(360.0, 0)]


@dataclass
class Naive:
    """One threshold of one datastream, as anyone would write it."""

    sign: int
    threshold: float
    deadband: float
    on: float
    off: float
    active: bool = False
    since: float | None = None
    times: int = 0
    changes: list[tuple[float, bool]] = field(default_factory=list)

    def look(self, time: float) -> None:
        if self.active or self.since is None:
            return
        if self.times > 1 and self.since + self.on + GRACE * P < time:
            self._change(self.since + self.on)
        elif self.since + self.on + REMEMBERED * P < time:
            self.since = None

    def read(self, time: float, value: float) -> None:
        self.look(time)
        if self.active:
            against = self.sign * value < self.sign * self.threshold - self.deadband
        else:
            against = self.sign * value >= self.sign * self.threshold
        if not against:
            self.since = None
            return
        if self.since is None:
            self.since, self.times = time, 0
        self.times += 1
        deadline = self.since + (self.off if self.active else self.on)
        if time >= deadline:
            unheard = not self.active and self.times == 2 and deadline + GRACE * P < time
            self._change(time if unheard else deadline)

    def _change(self, time: float) -> None:
        self.active = not self.active
        self.since = None
        self.changes.append((time, self.active))


delays = st.sampled_from([0.0, 30.0, 60.0, 180.0])
gaps = st.sampled_from([30.0, 60.0, 60.0, 60.0, 90.0, 150.0, 400.0, 700.0, 900.0])
steps = st.lists(st.tuples(gaps, st.integers(0, 8).map(float), st.booleans()), max_size=60)


@given(st.sampled_from([1, -1]), st.sampled_from([0.0, 0.5, 1.0]), delays, delays, steps, st.data())
def test_bank_is_three_thresholds_and_any_look_in_between_changes_nothing(
    sign: int,
    deadband: float,
    on: float,
    off: float,
    told: list[tuple[float, float, bool]],
    data: st.DataObject,
) -> None:
    thresholds = (2.0, 4.0, 6.0) if sign > 0 else (6.0, 4.0, 2.0)
    rule = Rule("high", 0, thresholds, sign=sign, deadband=deadband, on=on, off=off)
    made = bank(rule, things=2)  # the second thing says nothing
    plain = [Naive(sign, threshold, deadband, on, off) for threshold in thresholds]
    found, time = [], 0.0
    for gap, value, look in told:
        if look:  # any moment before the next reading
            moment = time + data.draw(st.floats(0.0, gap))
            found += made.overdue(moment)
        time += gap
        found += made.judge(np.array([0]), np.array([time]), np.array([[value]]))
        for item in plain:
            item.read(time, value)
    found += made.overdue(time + 1e4)
    for item in plain:
        item.look(time + 1e4)
    levels = sorted((moment, place, met) for place, item in enumerate(plain) for moment, met in item.changes)
    active = [False] * 3
    expected: list[tuple[float, int]] = []
    for moment in sorted({moment for moment, _, _ in levels}):
        before = max((i + 1 for i, on_ in enumerate(active) if on_), default=0)
        for when, place, met in levels:
            if when == moment:
                active[place] = met
        level = max((i + 1 for i, on_ in enumerate(active) if on_), default=0)
        if level != before:
            expected.append((moment, level))
    assert sorted((item.time, item.level) for item in found) == sorted(expected)
    assert all(item.row == 0 for item in found)
