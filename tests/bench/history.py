"""History beside bare DuckDB: append, size, plots of a day and a week, replay, export, kill -9."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from config.catalogue import City
from dashboard.core.frame import Frame, Health
from dashboard.core.readings.batch import Batch
from dashboard.core.readings.store import Store
from dashboard.history.archive import Archive, open_archive
from dashboard.history.curves import Period, curves
from dashboard.history.export.job import export
from dashboard.history.export.selection import select
from dashboard.history.files import size_of
from dashboard.history.recorder import Recorder
from dashboard.history.recording import Recording
from dashboard.history.replay import Replay
from dashboard.history.session import Session
from tests.bench import history_page, kills
from tests.bench.row import Row
from tests.small_city import city, domain, quantity, thing

HEALTH = Health(True, True, 0, 0, 0.0, {}, {}, 0, 0, 0, 0.0)
START = 1790913600.0
NAMES = ("a", "b", "c", "d")
DAYS = 7
DAY = 86400.0


def town(things: int) -> City:
    """Things of four properties each."""
    properties = [quantity(name) for name in NAMES]
    return city(domain([thing(f"t{i}", NAMES) for i in range(things)], properties=properties))


def frames(things: int, rounds: int, period: float, per_frame: int) -> Iterator[Frame]:
    """Every thing says four values each `period` seconds, at a moment of its own; so many in a frame.

    Slow walks with 0 to 3 digits, one as a share that travels scaled; two readings in 1,000 doubtful.
    """
    rng = np.random.default_rng(1)
    level = np.zeros((things, 4))
    phase = np.sort(rng.integers(0, round(period * 1000), things)) / 1000.0
    decimals = 10.0 ** np.array([1, 3, 2, 0])
    for lap in range(rounds):
        level = 0.99 * level + rng.normal(size=level.shape)
        values = np.round((20.0 + 3.0 * level) * decimals) / decimals
        values[:, 1] = np.round(values[:, 1] / 100.0, 3) * 100.0
        times = START + lap * period + phase
        quality = (rng.random((things, 4)) < 0.002).astype(np.uint8)
        for begin in range(0, things, per_frame):
            rows = np.arange(begin, min(begin + per_frame, things))
            batch = Batch("water", rows, times[rows], values[rows], np.full(len(rows), lap), quality[rows])
            now = float(times[rows[-1]])
            yield Frame(now, now, HEALTH, batches=(batch,))


def append(folder: Path, seconds: int = 100) -> list[Row]:
    """40,000 readings/s, a second's worth at a time, against bare Arrow batches of the same rows."""
    made = list(frames(10_000, seconds, 1.0, 333))
    place, readings = town(10_000), 40_000 * seconds
    ours, bare = [], []
    for lap in range(3):
        session = Session(folder / f"append-{lap}.duckdb", place, Store(place))
        session.turn(0.0)
        spent = 0.0
        for begin in range(0, len(made), 31):
            for frame in made[begin : begin + 31]:
                session.record(frame)
            before = time.perf_counter()
            session.turn(float(begin))
            spent += time.perf_counter() - before
        session.close()
        ours.append(readings / spent)
        bare.append(readings / _bare(folder / f"bare-{lap}.duckdb", made))
    best = max(ours)
    return [
        Row("history: append, readings/s", round(best), ">= 0.5 of bare Arrow", best >= 0.5 * max(bare),
            round(max(bare)))
    ]  # fmt: skip


def _bare(path: Path, made: list[Frame]) -> float:
    """The same rows by Arrow and nothing else; seconds."""
    tables = []
    for begin in range(0, len(made), 31):
        batches = [frame.batches[0] for frame in made[begin : begin + 31]]
        values = np.concatenate([batch.values for batch in batches])
        quality = np.concatenate([batch.quality for batch in batches])
        columns = {
            "number": np.arange(len(values)),
            "thing": np.concatenate([batch.rows for batch in batches]).astype(np.int32),
            "time": (np.concatenate([batch.times for batch in batches]) * 1e6).astype("datetime64[us]"),
            "seq": np.concatenate([batch.seqs for batch in batches]),
        }
        for i in range(4):
            columns |= {f"value_{i}": values[:, i].copy(), f"quality_{i}": quality[:, i].copy()}
        tables.append(pa.table(columns))
    typed = ", ".join(f"value_{i} DOUBLE, quality_{i} UTINYINT" for i in range(4))
    with duckdb.connect(str(path), config={"threads": 2}) as connection:
        connection.execute(
            f"CREATE TABLE r (number BIGINT, thing INTEGER, time TIMESTAMP, seq BIGINT, {typed})"
        )
        before = time.perf_counter()
        for table in tables:
            connection.register("arriving", table)
            connection.execute("INSERT INTO r SELECT * FROM arriving").fetchall()
            connection.unregister("arriving")
        return time.perf_counter() - before


def week(path: Path) -> Row:
    """4,000 datastreams at one a minute for a week, in frames of 20 observations."""
    place = town(1000)
    session = Session(path, place, Store(place))
    for number, frame in enumerate(frames(1000, round(DAYS * DAY / 60), 60.0, 20)):
        session.record(frame)
        if number % 2000 == 0:
            session.turn(float(number))
    session.close()
    size = size_of(path) / (DAYS * DAY / 60 * 4000)
    return Row("history: bytes a reading, 4,000 datastreams at 1/min", round(size, 2), "<= 8", size <= 8)


def plots(path: Path) -> list[Row]:
    """The first plot after opening the file, and the slowest of twenty; milliseconds."""
    rows = []
    for name, days, count, limit in (
        ("a day, one curve", 1, 1, 150),
        ("a day, a property of 12 things", 1, 12, 150),
        ("a day, 4 properties of a thing", 1, 0, 150),
        ("a week, one curve", DAYS, 1, 300),
    ):
        rng = np.random.default_rng(2)
        with open_archive(path) as archive:
            spent = [_plot(archive, rng, days, count) for _ in range(20)]
        for which, figure in (("first", spent[0]), ("slowest of 20", max(spent))):
            rows.append(
                Row(f"history: {name}, {which}, ms", round(figure, 1), f"<= {limit}", figure <= limit)
            )
    return rows


def _plot(archive: Archive, rng: np.random.Generator, days: int, count: int) -> float:
    things = rng.integers(0, 1000, max(count, 1))
    names = [f"water/t{i}/a" for i in things] if count else [f"water/t{things[0]}/{name}" for name in NAMES]
    since = START + DAY * rng.integers(0, DAYS - days + 1)
    before = time.perf_counter()
    found = curves(archive, names, Period(since, since + DAY * days), 1600)
    spent = (time.perf_counter() - before) * 1e3
    assert all(len(curve.series) >= 1440 for curve in found.values())
    return spent


def again(folder: Path) -> list[Row]:
    """A minute of 10,000 observations/s played again as fast as it goes, and exported."""
    path, place = folder / "again.duckdb", town(10_000)
    session = Session(path, place, Store(place))
    for frame in frames(10_000, 20, 1.0, 333):
        session.record(frame)
    session.close()
    rows = []
    with open_archive(path) as archive:
        replay = Replay(Recording(archive, place), place)
        before = time.perf_counter()
        while replay.turn(replay.frames) is not None:
            pass
        rate = 200_000 / (time.perf_counter() - before)
        replay.close()
        rows.append(Row("history: replay, observations/s", round(rate), "", True))
        for kind in ("csv", "parquet", "geojson", "ngsi-ld"):
            before = time.perf_counter()
            done = export(archive, select(archive), kind, folder / "out", START)
            rate = done.readings / (time.perf_counter() - before)
            rows.append(Row(f"history: export as {kind}, readings/s", round(rate), "", True))
    return rows


def beside_the_screen(folder: Path, seconds: int = 10) -> list[Row]:
    """What recording 10,000 observations/s costs a screen's thread that is busy 12 ms of each 32."""
    place = town(10_000)
    made = list(frames(10_000, seconds, 1.0, 333))
    quiet, _, idle = _screen(made, lambda frame: None)
    recorder = Recorder(Session(folder / "screen.duckdb", place, Store(place)))
    recorder.start()
    busy, inside, load = _screen(made, recorder.session.record)
    recorder.stop()
    missed = recorder.session.state().missed
    calm = busy <= 33
    return [
        Row("history: 12 ms frames while recording, p99", round(busy, 1), "<= 33", calm, round(quiet, 1)),
        Row("history: in the screen's thread, µs a frame", round(inside, 1), "<= 100", inside <= 100),
        Row("history: processor, cores", round(load - idle, 3), "", True),
        Row("history: observations not recorded", missed, "0", missed == 0),
    ]  # fmt: skip


def _screen(made: list[Frame], record: Callable[[Frame], None]) -> tuple[float, float, float]:
    """p99 of the frames in ms, µs a frame for `record`, cores."""
    rest = threading.Event()
    late, inside = [], 0.0
    used, begin = time.process_time(), time.perf_counter()
    for number, frame in enumerate(made):
        rest.wait(max(0.0, begin + number / 31 - time.perf_counter()))
        before = time.perf_counter()
        record(frame)
        inside += time.perf_counter() - before
        while time.perf_counter() < before + 0.012:  # painting, which wants the interpreter
            pass
        late.append(time.perf_counter() - before)
    share = (time.process_time() - used) / (time.perf_counter() - begin)
    return float(np.quantile(late, 0.99)) * 1e3, inside / len(made) * 1e6, share


def run() -> list[Row]:
    """All of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "week.duckdb"
        return [
            *append(folder),
            week(path),
            *plots(path),
            *history_page.run(path, town(1000)),
            *again(folder),
            *beside_the_screen(folder),
            *kills.run(12),
        ]
