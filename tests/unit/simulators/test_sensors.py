"""The observation equation of science section 8.1, one term after the other."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from simulators import laws
from simulators.models.contract import TICK
from tests.toy_pack import WATER, edited
from tests.toy_sensors import CROWD, START, Bench

DAY = 86_400.0


def test_an_exact_instrument_says_the_truth(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    readings = bench.play(3, lambda t: t - START)
    shown = readings.values[:, 0]
    assert shown == pytest.approx(readings.time - START, abs=5e-4), "linear between ticks, to its decimals"
    assert (readings.send == readings.time).all()


def test_every_thing_reports_once_a_period_and_not_all_at_once(tmp_path: Path) -> None:
    readings = Bench(tmp_path).play(120)
    for thing in (0, 1):
        times = readings.time[readings.thing == thing]
        assert len(times) == 120
        assert np.diff(times) == pytest.approx(60.0)
        assert list(readings.seq[readings.thing == thing]) == list(range(120))
    assert len(np.unique(readings.time % 60.0)) == 2
    assert (np.diff(readings.time) > 0).all()


def test_the_times_of_a_thing_do_not_depend_on_when_the_city_began(tmp_path: Path) -> None:
    early, late = Bench(tmp_path / "a"), Bench(tmp_path / "b")
    late.time += 600.0
    first = early.play(20)
    again = late.play(10)
    assert (first.time[first.time > START + 600.0] == again.time).all()


@pytest.mark.parametrize(("period", "in_an_hour"), [("1 s", 3600), ("10 s", 360), ("7 min", 8), ("1 h", 1)])
def test_periods_below_and_above_a_tick(tmp_path: Path, period: str, in_an_hour: int) -> None:
    readings = Bench(tmp_path, f'period = "{period}"').play(60, lambda t: t - START)
    times = readings.time[readings.thing == 0]
    assert abs(len(times) - in_an_hour) <= 1
    assert readings.values[:, 0] == pytest.approx(readings.time - START, abs=5e-4)
    assert list(readings.seq[readings.thing == 0]) == list(range(len(times)))


def test_a_slower_instrument_speaks_in_the_first_message_of_its_period(tmp_path: Path) -> None:
    water = edited(
        WATER,
        ("[instrument.exact]", '[instrument.slow]\nperiod = "5 min"\n\n[instrument.exact]'),
        ('range = [0.0, 1.0]\ninstrument = "exact"', 'range = [0.0, 1.0]\ninstrument = "slow"'),
    )
    bench = Bench(tmp_path, water=water)
    said = ~np.isnan(bench.column(bench.play(60), column=1))
    assert said.sum() == 12
    assert set(np.diff(np.flatnonzero(said))) == {5}


def test_words_hold_through_the_tick_and_have_no_errors(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "sigma = 0.4\nbias = 1.0\ngain = 0.2")
    gates = bench.column(bench.play(10, gate=lambda t: float(t >= START + 300.0)), column=1)
    assert list(gates) == [0.0] * 5 + [1.0] * 5


def test_noise(tmp_path: Path) -> None:
    """sigma = hypot(0.3, 0.04 x 10) = 0.5, additive and relative."""
    bench = Bench(tmp_path, "sigma = 0.3\nsigma_relative = 0.04")
    shown = bench.column(bench.play(4000, lambda t: 10.0))
    assert shown.mean() == pytest.approx(10.0, abs=4 * 0.5 / math.sqrt(4000))
    assert shown.std() == pytest.approx(0.5, rel=0.04)
    lag_one = np.corrcoef(shown[1:], shown[:-1])[0, 1]
    assert abs(lag_one) < 4 / math.sqrt(4000), "white"


def test_offset_and_gain_are_drawn_once(tmp_path: Path) -> None:
    drawn = []
    for seed in range(1, 200):
        bench = Bench(tmp_path / str(seed), "bias = 0.5\ngain = 0.1", seed=seed)
        at_zero, at_ten = (
            bench.play(1, lambda t: 0.0).values[0, 0],
            bench.play(1, lambda t: 10.0).values[0, 0],
        )
        drawn.append((at_zero, (at_ten - at_zero) / 10.0 - 1.0))
    bias, gain = np.array(drawn).T
    assert bias.std() == pytest.approx(0.5, rel=0.15)
    assert gain.std() == pytest.approx(0.1, rel=0.15)
    assert abs(np.corrcoef(bias, gain)[0, 1]) < 0.25


def test_drift_is_a_random_walk(tmp_path: Path) -> None:
    """A standard deviation of 2 in 30 days: after half a day 2/sqrt(60) = 0.258."""
    bench = Bench(tmp_path, "drift = 2.0", water=CROWD)
    readings = bench.play(720, lambda t: 50.0)
    last = readings.values[-102:, 0]
    assert last.std() == pytest.approx(2.0 / math.sqrt(60.0), rel=0.3)
    assert np.abs(np.diff(bench.column(readings))).max() < 0.06, "it does not jump"


def test_fouling_grows_for_a_month_and_is_cleaned(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "fouling = 6.0")
    shown = []
    for day in range(65):
        bench.time = START + day * DAY
        shown.append(bench.column(bench.play(1, lambda t: 0.0))[0])
    steps = np.diff(shown)
    assert np.median(steps) == pytest.approx(0.2, abs=0.002), "6 in 30 days"
    assert (steps < -5.0).sum() == 2, "cleaned every 30 days"


def test_steps_range_and_decimals(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "step = 0.25\nrange = [0.0, 2.0]")
    shown = bench.column(bench.play(200, lambda t: (t - START) / 3000.0 - 0.5))
    assert set(shown) == {0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0}


def test_decimal_numbers_have_no_tail(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "step = 0.1\nsigma = 1.0")
    shown = bench.column(bench.play(500, lambda t: 5.0)).tolist()
    assert all(len(repr(value)) <= 4 for value in shown)


def test_the_lag_comes_to_nine_tenths_at_its_time(tmp_path: Path) -> None:
    """A step of the truth, as far as truth can step: within one tick."""
    bench = Bench(tmp_path, 't90 = "30 min"')
    readings = bench.play(120, lambda t: 0.0 if t <= START else 1.0)
    times, shown = readings.time - START, readings.values[:, 0]
    tau = 1800.0 / math.log(10.0)

    def slope(t: float, y: np.ndarray) -> np.ndarray:
        return (min(t / TICK, 1.0) - y) / tau

    exact = solve_ivp(slope, (0.0, 7200.0), [0.0], t_eval=times, rtol=1e-9, atol=1e-9, max_step=30.0)
    assert shown == pytest.approx(exact.y[0], abs=6e-4)
    at_t90 = np.interp(1800.0 + TICK / 2, times, shown)
    assert at_t90 == pytest.approx(0.9, abs=0.002)


def test_without_a_lag_there_is_none() -> None:
    ones = np.ones((1, 1))
    assert laws.lag(0 * ones, ones, 9 * ones, 0 * ones, 30.0, laws.left(0 * ones, 30.0))[0, 0] == 0.5


@pytest.mark.parametrize(
    ("humidity", "factor"), [(50, 1.242), (70, 1.566), (80, 1.970), (90, 3.182), (95, 5.606)]
)
def test_particles_swell(humidity: float, factor: float) -> None:
    """Known answers of science section 8.1, κ 0.4."""
    assert laws.growth(np.array(float(humidity))) == pytest.approx(factor, abs=6e-4)


def test_fog_has_an_end() -> None:
    assert laws.growth(np.array(100.0)) == laws.growth(np.array(98.0))


def test_an_optical_counter_triples_in_fog(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "hygroscopic"')
    dry = bench.column(bench.play(3, lambda t: 10.0, humidity=lambda t: 50.0))
    wet = bench.column(bench.play(3, lambda t: 10.0, humidity=lambda t: 90.0))
    assert dry[-1] == pytest.approx(12.42, abs=0.005)
    assert wet[-1] == pytest.approx(31.82, abs=0.005)


def test_cross_sensitivity(tmp_path: Path) -> None:
    """0.4 per % of humidity from 20 %: at 70 % a reading is 20 too high."""
    bench = Bench(tmp_path, "cross = { humidity = 0.4 }\ncross_reference = { humidity = 20.0 }")
    assert bench.column(bench.play(2, lambda t: 10.0, humidity=lambda t: 70.0))[-1] == pytest.approx(30.0)


def test_a_flood_takes_the_gauge_away_for_good(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "destroyed_by_flood"\nrange = [0.0, 10.0]')
    readings = bench.play(30, lambda t: 9.5 if START + 600.0 <= t < START + 660.0 else 1.0)
    assert readings.time.max() < START + 600.0
    events = {event for event, _ in bench.sensors.failing()}
    assert events == {"fault: destroyed"}
    assert len(bench.sensors.failing()) == 3, "all properties of both things"


def test_failures_and_repairs(tmp_path: Path) -> None:
    """Silent for mttr / (mtbf + mttr) of the time: 2 h of 12 h."""
    bench = Bench(tmp_path, 'mtbf = "10 h"\nmttr = "2 h"', water=CROWD)
    bench.play(900)
    silent = [len(bench.sensors.failing()) for _ in range(30) if len(bench.play(60).time)]
    assert np.mean(silent) / 203 == pytest.approx(2 / 12, rel=0.2)


def test_a_thing_with_nothing_to_say_sends_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'mtbf = "10 h"\nmttr = "2 h"')
    readings = bench.play(2000)
    assert not np.isnan(readings.values).all(axis=1).any()
    assert list(readings.seq[readings.thing == 1]) == list(range((readings.thing == 1).sum())), "no loss"


def test_a_first_report_of_everything(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'period = "1 h"')
    truth = np.array([[1.0, 0.0], [2.0, np.nan]])
    bench.sensors.begin(START, truth)
    readings = bench.sensors.report(START, truth, np.full((2, 1), 50.0))
    assert list(readings.time) == [START, START]
    assert list(readings.values[:, 0]) == [1.0, 2.0]


def test_the_same_seed_says_the_same(tmp_path: Path) -> None:
    keys = 'sigma = 0.3\nbias = 1.0\ndrift = 1.0\nmtbf = "5 h"\nmttr = "1 h"'
    first, again, other = (
        Bench(tmp_path / name, keys, seed=seed).play(300) for name, seed in (("a", 7), ("b", 7), ("c", 8))
    )
    assert np.array_equal(first.values, again.values, equal_nan=True)
    assert first.values.shape != other.values.shape or not np.array_equal(first.values, other.values)
