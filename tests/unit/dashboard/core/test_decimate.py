"""Fewer points, the same picture."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.readings.decimate import decimate

series = st.lists(st.tuples(st.floats(0, 100), st.floats(-50, 50)), min_size=1, max_size=400)


@given(series, st.integers(1, 20))
def test_each_column_keeps_its_first_lowest_highest_and_last(
    told: list[tuple[float, float]], columns: int
) -> None:
    told = sorted(told, key=lambda item: item[0])
    times, values = (np.array(part) for part in zip(*told, strict=True))
    kept_times, kept_values = decimate(times, values, 0.0, 100.0, columns)
    assert len(kept_times) <= max(len(times) if len(times) <= 4 * columns else 0, 4 * columns)
    assert set(zip(kept_times, kept_values, strict=True)) <= set(told)
    assert (np.diff(kept_times) >= 0).all()
    bins = np.clip((times * (columns / 100.0)).astype(int), 0, columns - 1)
    kept_bins = np.clip((kept_times * (columns / 100.0)).astype(int), 0, columns - 1)
    for number in np.unique(bins):
        whole, kept = values[bins == number], kept_values[kept_bins == number]
        assert (kept[0], kept[-1]) == (whole[0], whole[-1])
        assert (kept.min(), kept.max()) == (whole.min(), whole.max())


def test_few_points_are_left_alone() -> None:
    times, values = np.arange(8.0), np.arange(8.0)
    found = decimate(times, values, 0.0, 8.0, 2)
    assert found[0] is times
    assert found[1] is values


def test_an_empty_span_is_left_alone() -> None:
    times = np.arange(100.0)
    assert len(decimate(times, times, 5.0, 5.0, 2)[0]) == 100


def test_points_outside_the_span_go_to_the_outermost_columns() -> None:
    times = np.arange(100.0)
    kept, _ = decimate(times, times, 40.0, 60.0, 2)
    assert (kept[0], kept[-1]) == (0.0, 99.0)
    assert len(kept) <= 8
