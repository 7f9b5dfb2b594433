"""What each injected fault does to readings and messages, from its beginning to its end."""

import math
from pathlib import Path

import numpy as np
import pytest

from config.story import FaultKind
from simulators.faults import Injected
from simulators.readings import Readings
from tests.toy_sensors import START, Bench

LEVEL = "water/bridge/level"
#: From the fifth to the tenth minute.
BEGINS, ENDS = START + 300.0, START + 600.0


def fault(kind: FaultKind, target: str = LEVEL, amount: float | None = None, ends: float = ENDS) -> Injected:
    return Injected(kind, target, BEGINS, ends, amount)


def played(folder: Path, *faults: Injected, keys: str = "", ticks: int = 20) -> tuple[Bench, Readings]:
    bench = Bench(folder, keys)
    return bench, bench.play(ticks, lambda t: (t - START) / 60.0, faults=faults)


def struck(readings: Readings) -> np.ndarray:
    return (readings.time >= BEGINS) & (readings.time < ENDS)


def test_dropout_of_a_property(tmp_path: Path) -> None:
    bench, readings = played(tmp_path, fault("dropout"))
    mine = readings.take(readings.thing == 0)
    assert np.isnan(mine.values[struck(mine), 0]).all()
    assert not np.isnan(mine.values[~struck(mine), 0]).any()
    assert not np.isnan(mine.values[:, 1]).any(), "its other property goes on"
    assert not np.isnan(bench.column(readings, thing=1)).any(), "and so does its neighbour"


def test_dropout_of_a_thing_is_no_loss(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("dropout", "water/bridge"))
    mine = readings.take(readings.thing == 0)
    assert not struck(mine).any()
    assert list(mine.seq) == list(range(15))


def test_stuck_at_what_it_said_last(tmp_path: Path) -> None:
    bench, readings = played(tmp_path, fault("stuck"))
    shown, mine = bench.column(readings), struck(readings.take(readings.thing == 0))
    assert set(shown[mine]) == {shown[~mine][4]}
    assert shown[~mine][5] > shown[mine][0] + 5, "afterwards it tells the truth again"


@pytest.mark.parametrize("period", ["1 s", "1 min"])
def test_stuck_at_a_value(tmp_path: Path, period: str) -> None:
    bench, readings = played(tmp_path, fault("stuck", amount=38.0), keys=f'period = "{period}"')
    mine = struck(readings.take(readings.thing == 0))
    assert set(bench.column(readings)[mine]) == {38.0}
    assert 38.0 not in bench.column(readings)[~mine]


def test_stuck_within_a_tick_holds_the_reading_just_before(tmp_path: Path) -> None:
    begins = START + 330.0
    bench, readings = played(tmp_path, Injected("stuck", LEVEL, begins), keys='period = "1 s"')
    times = readings.time[readings.thing == 0]
    shown = bench.column(readings)
    last = shown[times < begins][-1]
    assert set(shown[times >= begins]) == {last}
    assert last == pytest.approx(5.5, abs=0.02)


def test_a_spike_is_one_reading(tmp_path: Path) -> None:
    bench, readings = played(tmp_path, fault("spike", amount=4.0, ends=BEGINS + 60.0))
    error = bench.column(readings) - (readings.time[readings.thing == 0] - START) / 60.0
    assert (np.abs(error) > 1.0).sum() == 1
    assert error.max() == pytest.approx(4.0, abs=0.001)


def test_a_spike_of_its_own_is_five_to_twenty_deviations(tmp_path: Path) -> None:
    sizes = []
    for seed in range(60):
        bench = Bench(tmp_path / str(seed), "sigma = 0.01", seed=seed)
        shown = bench.column(bench.play(10, lambda t: 50.0, faults=[fault("spike", ends=BEGINS + 60.0)]))
        sizes.append(shown[5] - 50.0)
    assert np.abs(sizes).min() > 0.03
    assert np.abs(sizes).max() < 0.24
    assert 15 < (np.array(sizes) > 0).sum() < 45, "up and down"


def test_bias(tmp_path: Path) -> None:
    bench, readings = played(tmp_path, fault("bias", amount=0.5))
    mine = readings.take(readings.thing == 0)
    error = bench.column(readings) - (mine.time - START) / 60.0
    assert error[struck(mine)] == pytest.approx(0.5, abs=0.001)
    assert error[~struck(mine)] == pytest.approx(0.0, abs=0.001)


def test_a_bias_of_its_own_stays_the_same(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "sigma = 0.001")
    shown = bench.column(bench.play(10, lambda t: 50.0, faults=[fault("bias")]))[5:]
    assert np.abs(shown - 50.0).min() > 0.001
    assert shown.std() < 0.004


def test_drift_per_hour(tmp_path: Path) -> None:
    bench, readings = played(tmp_path, fault("drift", amount=12.0))
    mine = readings.take(readings.thing == 0)
    error = bench.column(readings) - (mine.time - START) / 60.0
    expected = np.where(struck(mine), 12.0 * (mine.time - BEGINS) / 3600.0, 0.0)
    assert error == pytest.approx(expected, abs=0.001)


def test_a_clock_that_is_ahead(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("clock_skew", "water/bridge", amount=90.0))
    mine = readings.take(readings.thing == 0)
    ahead = mine.time - mine.send
    assert set(ahead) == {0.0, 90.0}
    assert (ahead == 90.0).sum() == 5


def test_messages_that_come_twice(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("duplicate", "water/bridge"))
    mine = readings.take(readings.thing == 0)
    assert (np.diff(mine.seq) == 0).sum() == 5
    assert len(mine.seq) == 25


def test_messages_that_overtake_one_another(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("reorder", "water/bridge"))
    mine = readings.take(readings.thing == 0)
    assert sorted(mine.seq) == list(range(20))
    assert (np.diff(mine.seq) < 0).sum() >= 2
    assert (np.diff(mine.send) >= 0).all()


def test_a_battery_runs_empty(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("battery", "water/bridge", amount=0.05, ends=math.inf))
    mine = readings.take(readings.thing == 0)
    assert mine.time.max() < BEGINS + 180.0 <= mine.time.max() + 60.0


def test_a_gateway_loses_messages_that_were_numbered(tmp_path: Path) -> None:
    _, readings = played(tmp_path, fault("gateway", "gateway/west"))
    bridge, mouth = (readings.take(readings.thing == row) for row in (0, 1))
    assert not struck(bridge).any()
    assert set(range(20)) - set(bridge.seq.tolist()) == {5, 6, 7, 8, 9}, "five losses to be seen"
    assert len(mouth.seq) == 20, "not behind that gateway"


def test_a_fault_changes_no_other_message(tmp_path: Path) -> None:
    keys = "sigma = 0.3\nbias = 1.0"
    _, plain = played(tmp_path / "a", keys=keys)
    _, faulty = played(tmp_path / "b", fault("bias", amount=9.0), keys=keys)
    same = (plain.thing == 1) | ~struck(plain)
    assert np.array_equal(plain.values[same], faulty.values[same], equal_nan=True)
    assert (plain.values[~same, 0] != faulty.values[~same, 0]).all()


def test_what_a_fault_strikes(tmp_path: Path) -> None:
    city = Bench(tmp_path).city
    assert list(fault("bias").datastreams(city)) == [LEVEL]
    assert list(fault("dropout", "water/bridge").datastreams(city)) == [LEVEL, "water/bridge/gate"]
    assert list(fault("gateway", "gateway/west").datastreams(city)) == ["gateway/west"]
