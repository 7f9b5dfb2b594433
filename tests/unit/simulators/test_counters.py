"""Tips of a bucket, vehicles over a loop, cars through a gate: whole things, and none is lost."""

from pathlib import Path

import numpy as np
import pytest

from simulators import laws
from simulators.models.contract import ModelError
from tests.toy_pack import edited
from tests.toy_sensors import CROWD, START, Bench


def test_what_a_bucket_loses() -> None:
    """P/300 of a rain of P mm/h, never more than half."""
    rain = np.array([0.0, 30.0, 74.0, 150.0, 400.0])
    assert laws.caught(rain) == pytest.approx([0.0, 27.0, 55.75, 75.0, 200.0], abs=0.01)


def test_tips_of_a_fifth_of_a_millimetre(tmp_path: Path) -> None:
    """6 mm/h less 2 % is 29.4 tips an hour; a tip in a minute reads 12 mm/h."""
    bench = Bench(tmp_path, 'law = "tipping_bucket"')
    shown = bench.column(bench.play(600, lambda t: 6.0))
    assert set(shown) == {0.0, 12.0}
    assert (shown > 0).sum() == pytest.approx(294, abs=1)


def test_rain_that_does_not_fill_the_bucket_is_in_the_next_reading(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "tipping_bucket"\nperiod = "10 s"')
    readings = bench.play(60, lambda t: max(0.0, 40.0 * np.sin((t - START) / 573.0)))
    read = bench.column(readings).sum() * 10.0 / 3600.0
    times = START + np.arange(0.0, 3600.0, 1.0)
    fell = (
        sum(float(laws.caught(np.array(max(0.0, 40.0 * np.sin((t - START) / 573.0))))) for t in times)
        / 3600.0
    )
    assert read == pytest.approx(fell, abs=0.25), "to a tip, and to what a line between ticks leaves out"


def test_vehicles_are_whole(tmp_path: Path) -> None:
    """1 000 veh/h are 16 or 17 a minute, and 1 000 in an hour."""
    bench = Bench(tmp_path, 'law = "vehicle_count"')
    shown = bench.column(bench.play(60, lambda t: 1000.0))
    assert set(shown) == {960.0, 1020.0}
    assert shown.mean() == pytest.approx(1000.0, abs=20.0)


def test_the_first_report_counts_a_whole_period(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "vehicle_count"\nperiod = "5 min"')
    truth = np.array([[1200.0, 0.0], [1200.0, np.nan]])
    bench.sensors.begin(START, truth)
    report = bench.sensors.report(START, truth, np.full((2, 1), 50.0))
    assert list(report.values[:, 0]) == [1200.0, 1200.0]
    after = bench.play(10, lambda t: 1200.0)
    assert set(after.values[:, 0]) == {1200.0}


def test_vehicles_are_missed_and_seen_twice(tmp_path: Path) -> None:
    """One vehicle a minute is 60 veh/h; with it 2 % of 16.7."""
    bench = Bench(tmp_path, 'law = "vehicle_count"\nsigma = 60.0\nsigma_relative = 0.02')
    shown = bench.column(bench.play(4000, lambda t: 1000.0)) / 60.0
    assert shown == pytest.approx(np.rint(shown))
    assert shown.min() >= 0.0
    assert shown.std() == pytest.approx(np.sqrt(1.0 + 0.333**2 + 0.47**2 + 1 / 12), rel=0.05)


def test_no_vehicle_at_night(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "vehicle_count"\nsigma_relative = 0.02')
    assert not bench.column(bench.play(50, lambda t: 0.0)).any()


GATES = edited(
    CROWD,
    ('gateway = "west"', 'gateway = "west"\nmodel = { places = 300 }'),
    ('properties = ["level"]', 'properties = ["level"]\nmodel = { places = 300 }'),
)
COUNTING = 'law = "stock_count"\nsigma_relative = 0.002'


def test_a_gate_counts_exactly_what_it_does_not_miscount(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "stock_count"', water=GATES)
    assert set(bench.column(bench.play(100, lambda t: 120.0))) == {120.0}


def test_the_error_of_a_gate_grows_and_is_set_right_at_night(tmp_path: Path) -> None:
    """180 cars staying 2.5 h: 144 pass the gates in an hour, so after half a day ± sqrt(1728 x 0.002)."""
    bench = Bench(tmp_path, COUNTING, water=GATES)
    errors = bench.play(720, lambda t: 120.0).values[-102:, 0] - 120.0
    assert errors.std() == pytest.approx(1.86, rel=0.3)
    bench.play(1, lambda t: 120.0, recount=lambda t: True)
    assert np.abs(bench.play(1, lambda t: 120.0).values[:, 0] - 120.0).max() <= 1.0


def test_a_counter_stays_between_empty_and_full(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 'law = "stock_count"\nsigma_relative = 1.0', water=GATES)
    shown = bench.column(bench.play(3000, lambda t: 295.0))
    assert shown.min() >= 0.0
    assert shown.max() == 300.0


def test_free_places_and_share_come_from_one_counter(tmp_path: Path) -> None:
    water = edited(
        GATES,
        ('states = ["open", "closed"]\n', ""),
        ("[property.state_names]\n", ""),
        ('open = { fr = "ouverte", en = "open" }\n', ""),
        ('closed = { fr = "fermée", en = "closed" }\n', ""),
        ('unit = ""', 'unit = "%"'),
        ("range = [0.0, 1.0]", "range = [0.0, 100.0]"),
    )
    bench = Bench(tmp_path, COUNTING, water=water)
    readings = bench.play(3000, lambda t: 120.0, gate=lambda t: 60.0)
    free, share = bench.column(readings), bench.column(readings, column=1)
    assert np.abs(free - 120.0).max() > 2.0
    assert share == pytest.approx(100.0 * (1.0 - free / 300.0), abs=0.06)


def test_a_gate_must_know_its_places(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^water: thing bridge\.model\.places: its gates count cars"):
        Bench(tmp_path, COUNTING)
