"""The table of readings against a plain list: late, repeated, wrapped, grown."""

import math
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.readings import table as table_module
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.table import Order, Place, Table
from tests.small_city import quantity

NAN = math.nan


def make(capacity: int, things: int = 2, properties: int = 2) -> Table:
    made = Table("water", [quantity(f"p{i}") for i in range(properties)], capacity)
    for number in range(things):
        place = Place(f"t{number}", f"t{number}", None, "", False, False)
        made.add(place, np.ones(properties, dtype=bool), np.full(properties, 60.0))
    return made


def one(row: int, time: float, values: tuple[float, ...], seq: int = -1, quality: int = 0) -> Batch:
    return Batch(
        "water",
        np.array([row], dtype=np.intp),
        np.array([time]),
        np.array([values]),
        np.array([seq], dtype=np.int64),
        np.where(np.isnan([values]), Quality.MISSING, quality).astype(np.uint8),
    )


@dataclass
class Naive:
    """The same, as anyone would write it for one thing."""

    capacity: int
    kept: list[tuple[float, tuple[float, float]]] = field(default_factory=list)
    newest: float = -math.inf

    def append(self, time: float, values: tuple[float, float]) -> str:
        if time > self.newest:
            self.kept.append((time, values))
            self.newest = time
            del self.kept[: -self.capacity]
            return "fresh"
        times = [kept for kept, _ in self.kept]
        too_old = len(times) == self.capacity and time < times[0]
        if time in times or too_old:
            return "repeated"
        self.kept = sorted([*self.kept, (time, values)])[-self.capacity :]
        return "late"

    def window(self, column: int, since: float, until: float) -> list[tuple[float, float]]:
        return [
            (time, values[column])
            for time, values in self.kept
            if since <= time <= until and not math.isnan(values[column])
        ]

    def at(self, column: int, moment: float) -> tuple[float, float]:
        found = self.window(column, -math.inf, moment)
        return found[-1] if found else (NAN, NAN)


#: Few times, so that many are late or stand twice; multiples of 1/4, which float32 holds.
times = st.integers(0, 40).map(float)
values = st.one_of(st.just(NAN), st.integers(-400, 400).map(lambda n: n / 4))
observations = st.lists(st.tuples(st.integers(0, 1), times, values, values), max_size=60)


@given(observations, st.integers(1, 12), st.integers(1, 4))
def test_it_is_a_sorted_list_of_the_newest(
    told: list[tuple[int, float, float, float]], capacity: int, first: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_module, "_FIRST_CAPACITY", first)
        made, plain = make(capacity), [Naive(capacity), Naive(capacity)]
        for row, time, a, b in told:
            fresh, order = made.append(one(row, time, (a, b)))
            outcome = plain[row].append(time, (a, b))
            assert len(fresh) == (outcome == "fresh")
            assert order == Order(0, int(outcome == "repeated"), int(outcome == "late"))
        for row in (0, 1):
            assert made.newest[row] == plain[row].newest
            for column in (0, 1):
                for since, until in ((-1.0, 50.0), (10.0, 20.0), (20.0, 10.0), (7.0, 7.0)):
                    series = made.window(row, column, since, until)
                    expected = plain[row].window(column, since, until)
                    assert list(zip(series.times, series.values, strict=True)) == expected
                    assert (series.quality == Quality.GOOD).all()
                times, values, quality = made.last(np.array([row]), column, 6)
                kept = plain[row].kept[-min(6, capacity) :]
                assert times[0, 6 - len(kept) :].tolist() == [time for time, _ in kept]
                np.testing.assert_array_equal(values[0, 6 - len(kept) :], [pair[column] for _, pair in kept])
                assert np.isnan(times[0, : 6 - len(kept)]).all()
                assert (quality[0, : 6 - len(kept)] == Quality.MISSING).all()
                for moment in (-1.0, 0.0, 13.0, 39.0, 50.0):
                    time, value, quality = made.at(np.array([row]), column, np.array([moment]))
                    known = plain[row].at(column, moment)
                    np.testing.assert_array_equal([time[0], value[0]], known)
                    assert quality[0] == (Quality.MISSING if math.isnan(known[0]) else Quality.GOOD)


@given(observations)
def test_the_newest_reading_of_each_datastream_is_kept_in_full(
    told: list[tuple[int, float, float, float]],
) -> None:
    made = make(4)
    last: dict[tuple[int, int], tuple[float, float]] = {}
    newest = [-math.inf, -math.inf]
    for row, time, *pair in told:
        made.append(one(row, time, (pair[0] + 1e-9, pair[1] + 1e-9)))
        if time > newest[row]:
            newest[row] = time
            last |= {(row, i): (time, value + 1e-9) for i, value in enumerate(pair) if not math.isnan(value)}
    for row in (0, 1):
        for column in (0, 1):
            reading = made.latest(row, column)
            found = None if reading is None else (reading.time, reading.value)
            assert found == last.get((row, column))


@pytest.mark.parametrize(
    ("seqs", "lost", "repeated", "reordered"),
    [
        ([1, 2, 3], 0, 0, 0),
        ([1, 2, 5], 2, 0, 0),
        ([1, 2, 2], 0, 1, 0),
        ([7, 8, 0, 1], 0, 0, 0),  # the publisher started anew
        ([-1, -1, 4], 0, 0, 0),  # a thing that did not count at first
        ([5], 0, 0, 0),  # we came in the middle
    ],
)
def test_sequence_numbers_tell_of_losses(seqs: list[int], lost: int, repeated: int, reordered: int) -> None:
    made = make(8)
    total = np.zeros(3, dtype=int)
    time, before = 0.0, -1
    for seq in seqs:
        time += 0.0 if seq == before >= 0 else 60.0
        before = seq
        order = made.append(one(0, time, (1.0, 1.0), seq))[1]
        total += (order.lost, order.repeated, order.reordered)
    assert total.tolist() == [lost, repeated, reordered]


def test_what_overtook_another_is_not_lost() -> None:
    made = make(8)
    made.append(one(0, 0.0, (1.0, 1.0), 10))
    assert made.append(one(0, 120.0, (3.0, 3.0), 12))[1] == Order(1, 0, 0)
    assert made.append(one(0, 60.0, (2.0, 2.0), 11))[1] == Order(-1, 0, 1)
    assert made.window(0, 0, 0.0, 200.0).values.tolist() == [1.0, 2.0, 3.0]


def test_a_clock_that_is_set_back_loses_nothing() -> None:
    made = make(8)
    told = [(0.0, 1), (60.0, 2), (30.0, 3), (50.0, 4), (90.0, 5), (95.0, 7)]
    orders = [made.append(one(0, time, (1.0, 1.0), seq))[1] for time, seq in told]
    assert [order.lost for order in orders] == [0, 0, 0, 0, 0, 1]


def test_two_readings_of_one_time_both_count_when_they_are_numbered() -> None:
    made = make(8)
    made.append(one(0, 60.0, (1.0, 1.0), 1))
    fresh, order = made.append(one(0, 60.0, (2.0, 2.0), 2))
    assert len(fresh) == 1
    assert order == Order()


def test_a_round_of_several_things_is_taken_at_once() -> None:
    made = make(8, things=3)
    made.append(one(1, 100.0, (5.0, 5.0)))
    batch = Batch(
        "water",
        np.array([2, 1, 0]),
        np.array([50.0, 60.0, 70.0]),
        np.array([[1.0, NAN], [2.0, 2.0], [3.0, 3.0]]),
        np.full(3, -1),
        np.zeros((3, 2), dtype=np.uint8),
    )
    fresh, order = made.append(batch)
    assert fresh.rows.tolist() == [2, 0]
    assert order == Order(0, 0, 1)
    assert made.window(1, 0, 0.0, 200.0).values.tolist() == [2.0, 5.0]
    assert made.latest(2, 1) is None


def test_things_come_while_readings_do() -> None:
    made = make(4, things=0)
    for number in range(40):
        place = Place(f"t{number}", f"t{number}", None, "", False, True)
        row = made.add(place, np.zeros(2, dtype=bool), np.full(2, 60.0))
        assert row == number == made.row(f"t{number}")
        made.append(one(row, 60.0 * number, (number, NAN)))
    assert len(made) == 40
    assert made.row("t40") is None
    for number in range(40):
        assert made.window(number, 0, 0.0, 1e9).values.tolist() == [number]
        assert made.observed[number].tolist() == [True, False]


def test_a_story_that_is_over_leaves_its_memory_to_the_next() -> None:
    table, other = make(4096), make(4096)
    for time in range(1000):
        table.append(one(0, float(time), (1.0, 2.0)))
    grown = table._values.nbytes
    table.forget_readings()
    assert table._values.nbytes < grown / 8
    assert table.latest(0, 0) is None
    assert not len(table.window(0, 0, -np.inf, np.inf))
    for time in range(500, 900):  # and all begins as in a new one
        for each in (table, other):
            each.append(one(0, float(time), (float(time), 2.0)))
    assert table.window(0, 0, 0.0, 1e9).times.tolist() == other.window(0, 0, 0.0, 1e9).times.tolist()
    assert table.window(0, 0, 0.0, 1e9).values.tolist() == [float(time) for time in range(500, 900)]


def test_forgetting_one_thing_leaves_the_others() -> None:
    made = make(8)
    for row in (0, 1):
        made.append(one(row, 60.0, (1.0, 2.0)))
    made.forget_readings(slice(0, 1))
    assert made.latest(0, 0) is None
    assert made.latest(1, 0) is not None
    fresh, order = made.append(one(0, 30.0, (1.0, 2.0)))
    assert len(fresh) == 1
    assert order == Order()


def test_a_thing_is_stale_after_so_many_periods_and_not_before_it_was_heard() -> None:
    made = make(8)
    made.append(one(0, 60.0, (1.0, NAN)))
    assert made.stale(60.0 + 5 * 60.0, 5.0).tolist() == [[False, False], [False, False]]
    assert made.stale(61.0 + 5 * 60.0, 5.0).tolist() == [[True, False], [False, False]]
