"""Curves from a file: the pixels of all readings, joined to the memory, laid over another day."""

import numpy as np
import pytest

from dashboard.core.readings.series import Series
from dashboard.core.readings.table import CAPACITY
from dashboard.history.archive import Archive
from dashboard.history.curves import Curve, Period, compare, curves, figures, join, shifted
from dashboard.history.desk import Desk
from dashboard.history.trouble import Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city

LEVEL = "water/a/level"


def record(path, series, capacity: int = CAPACITY) -> Recorded:
    """Levels of thing a (and their negatives as those of b), one a minute."""
    played = Recorded(small_city(), path, capacity=capacity)
    for number, value in enumerate(series):
        time = START + 60.0 * number
        moment = clock(time, WALL + number)
        played.turn(WALL + number, [moment, said("a", time, value, value / 2), said("b", time, -value)])
    played.session.turn(0.0)
    return played


@pytest.fixture(scope="module")
def wave(tmp_path_factory):
    """A day of a reading a minute: waves, noise, spikes."""
    rng = np.random.default_rng(3)
    minutes = np.arange(1440)
    values = np.round(10 * np.sin(minutes / 90) + rng.normal(0, 1, 1440) + 80 * (rng.random(1440) < 0.01), 1)
    played = record(tmp_path_factory.mktemp("wave") / "session.duckdb", values)
    yield played, values
    played.session.close()


@pytest.fixture
def archive(wave) -> Archive:
    return Archive(wave[0].session.cursor)


def painted(times, values, since, until, columns) -> list[tuple[float, float]]:
    """Lowest and highest value in each pixel column that has readings."""
    column = np.clip(((times - since) * columns / (until - since)).astype(int), 0, columns - 1)
    return [(values[column == c].min(), values[column == c].max()) for c in np.unique(column)]


RANGES = map(tuple, np.random.default_rng(5).integers([0, 1, 1], [1300, 1440, 800], (30, 3)).tolist())


@pytest.mark.parametrize(("begin", "length", "columns"), [*RANGES, (0, 1439, 1), (7, 1, 500), (0, 120, 3)])
def test_a_curve_paints_the_same_pixels_as_all_readings(wave, begin, length, columns):
    played, values = wave
    since, until = START + 60.0 * begin, START + 60.0 * (begin + length)
    found = curves(Archive(played.session.cursor), [LEVEL], Period(since, until), columns)[LEVEL].series
    times = START + 60.0 * np.arange(1440)
    inside = (times >= since) & (times <= until)
    times, values = times[inside], values[inside]
    assert len(found) <= 4 * columns
    assert painted(found.times, found.values, since, until, columns) == painted(
        times, values, since, until, columns
    )


def test_where_there_are_few_readings_all_are_given_with_their_quality(archive, wave):
    played, values = wave
    found = curves(archive, [LEVEL], Period(START, START + 3600.0), 1000)[LEVEL]
    memory = played.store.window(played.store.find(LEVEL), START, START + 3600.0)
    assert found.series.times.tolist() == memory.times.tolist()
    assert found.series.values.tolist() == values[:61].tolist()
    assert found.series.quality.tolist() == memory.quality.tolist()
    assert len(set(found.series.quality.tolist())) > 1, "negative levels are out of range"


def test_several_at_once_in_the_order_that_was_asked(archive, wave):
    names = ["water/b/level", "water/a/flow", LEVEL]
    found = curves(archive, names, Period(START, START + 600.0), 100)
    assert list(found) == names
    a, b = found[LEVEL].series.values, found["water/b/level"].series.values
    assert (a == -b).all()
    assert (found["water/a/flow"].series.values == a / 2).all()


def test_what_is_not_there(archive):
    with pytest.raises(Trouble, match='no datastream "water/z/level"'):
        curves(archive, ["water/z/level"], Period(START, START + 60), 10)
    assert len(curves(archive, [LEVEL], Period(START + 1e6, START + 2e6), 10)[LEVEL].series) == 0
    assert len(curves(archive, [LEVEL], Period(START + 60, START), 10)[LEVEL].series) == 0


def test_figures_of_a_period(archive, wave):
    found = figures(archive, [LEVEL], Period(START, START + 3599.0))[LEVEL]
    hour = wave[1][:60]
    assert (found.count, found.lowest, found.highest) == (60, hour.min(), hour.max())
    assert found.mean == pytest.approx(hour.mean())
    assert figures(archive, [LEVEL], Period(0.0, 1.0))[LEVEL].count == 0


def test_the_file_and_the_memory_join_without_a_seam(tmp_path):
    """The file lags, the memory has forgotten the beginning: together they are all."""
    values = np.round(np.random.default_rng(1).normal(20, 5, 600), 1)
    played = record(tmp_path / "session.duckdb", values[:590], capacity=256)
    for number in range(590, 600):  # not yet in the file
        played.turn(WALL + number, [said("a", START + 60.0 * number, values[number], 0.0)])
    stream = played.store.find(LEVEL)
    tail = played.store.window(stream, START, START + 1e6)
    assert len(tail) == 256
    past = curves(Archive(played.session.cursor), [LEVEL], Period(START, START + 1e6), 10**6)[LEVEL]
    assert len(past.series) == 590
    whole = join(past, tail)
    assert whole.series.times.tolist() == (START + 60.0 * np.arange(600)).tolist()
    assert whole.series.values == pytest.approx(values, rel=1e-6)
    assert len(join(past, Series(np.zeros(0), np.zeros(0), np.zeros(0, np.uint8))).series) == 590
    played.session.close()


def test_yesterday_laid_over_today(archive, wave):
    hour, values = 3600.0, wave[1]
    today, before = compare(
        archive,
        Period(START + 20 * hour, START + 21 * hour),
        archive,
        Period(START, START + hour),
        LEVEL,
        1000,
    )
    assert (before.since, before.until) == (today.since, today.until)
    assert before.series.times.tolist() == today.series.times.tolist()
    assert before.series.values.tolist() == values[:61].tolist()
    back = shifted(before, -20 * hour)
    assert (back.since, back.series.times[0]) == (START, START)


def test_runs_with_the_same_times_are_kept_apart(tmp_path):
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    for story in range(3):
        for minute in range(5):
            wall = WALL + 1000 * story + minute
            played.turn(wall, [clock(START + 3600 * minute, wall), said("a", START + 3600 * minute, story)])
    with played.finish() as archive:
        runs = archive.runs()
        assert len(runs) == 3
        for story, run in enumerate(runs):
            found = curves(archive, [LEVEL], Period(START, START + 1e5, run), 100)[LEVEL].series
            assert found.values.tolist() == [story] * 5
        newest = curves(archive, [LEVEL], Period(START, START + 1e5), 100)[LEVEL].series
        assert newest.values.tolist() == [2.0] * 5
        assert archive.run(WALL + 1000) == runs[1]
        assert archive.run(1.0) is None


def test_where_readings_were_not_recorded_no_line_is_to_be_drawn(tmp_path):
    played = record(tmp_path / "session.duckdb", [1.0] * 10)
    with played.session.cursor() as cursor:
        for frame in (4, 5, 8):
            cursor.execute(
                "INSERT INTO interruption SELECT number, time, 1 FROM frame WHERE number = ?", [frame]
            )
    found = curves(Archive(played.session.cursor), [LEVEL], Period(START, START + 600), 100)[LEVEL]
    assert [((a - START) / 60, (b - START) / 60) for a, b in found.gaps] == [(3, 5), (7, 8)]
    early = curves(Archive(played.session.cursor), [LEVEL], Period(START, START + 60), 100)[LEVEL]
    assert early.gaps == ()
    played.session.close()


def test_a_newer_question_on_a_subject_replaces_one_that_waits(archive):
    desk = Desk()
    first = desk.ask("other", lambda: [desk.ask("plot", lambda n=n: n) for n in range(3)])
    waiting = first.result()
    assert [future.cancelled() for future in waiting[:2]] == [True, True]
    assert waiting[2].result() == 2
    curve = desk.ask("plot", lambda: curves(archive, [LEVEL], Period(START, START + 60), 10)[LEVEL]).result()
    assert isinstance(curve, Curve)
    trouble = desk.ask("plot", lambda: archive.stream("water/z/level"))
    assert isinstance(trouble.exception(), Trouble)
    desk.close()
