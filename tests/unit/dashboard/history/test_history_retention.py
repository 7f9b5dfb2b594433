"""How much is kept, of old files and within one."""

import os

import numpy as np
import pytest

from dashboard.history.files import open_to_write, session_file, sessions
from dashboard.history.recording import Recording
from dashboard.history.retention import DAY, Retention, prune, tidy, used
from tests.playing import START, WALL, Recorded, clock, said, small_city


def made(place, name: str, age: float, size: int):
    path = place / f"{name}.duckdb"
    path.write_bytes(b"x" * size)
    os.utime(path, (WALL - age, WALL - age))
    return path


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (Retention(age=30 * DAY, size=10_000), ["a", "b", "c", "now"]),
        (Retention(age=15 * DAY, size=10_000), ["b", "c", "now"]),
        (Retention(age=30 * DAY, size=350), ["b", "c", "now"]),
        (Retention(age=30 * DAY, size=150), ["now"]),
        (Retention(age=0.5 * DAY, size=0), ["now"]),
    ],
)
def test_old_files_go_by_age_and_by_size_oldest_first(tmp_path, keep, left):
    for name, age in (("a", 20 * DAY), ("b", 10 * DAY), ("c", DAY)):
        made(tmp_path, name, age, 100)
    current = made(tmp_path, "now", 0.0, 100)
    gone = tidy(sessions(tmp_path), keep, WALL, current)
    assert sorted(path.stem for path in sessions(tmp_path)) == left
    assert sorted(path.stem for path in gone) == sorted({"a", "b", "c"} - set(left))


def test_sessions_are_named_by_city_and_time_and_listed_newest_first(tmp_path):
    names = [session_file(tmp_path, "nice", wall) for wall in (WALL, WALL + 0.5, WALL + 3600)]
    for path in names:
        path.touch()
    assert sessions(tmp_path) == names[::-1]
    assert names[0].name == "nice-20260921-141320-125.duckdb"


@pytest.fixture
def file(tmp_path):
    """Ten minutes, a frame each; the clock is told in the first."""
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    for minute in range(10):
        moment = [clock(START, WALL)] if minute == 0 else []
        played.turn(WALL + 60 * minute, [*moment, said("a", START + 60 * minute, 35.0)])
    played.session.close()
    return played


def minutes(played) -> list[int]:
    with played.finish() as archive:
        recording = Recording(archive, played.city)
        items = recording.observations(0, len(recording.frames))
        return [round((item.time - START) / 60) for item in items if item is not None]


def test_what_is_too_old_is_forgotten(file):
    with open_to_write(file.path) as connection:
        assert prune(connection, Retention(age=300.0), WALL + 540) == 4
        assert prune(connection, Retention(age=300.0), WALL + 540) == 0
    assert minutes(file) == [4, 5, 6, 7, 8, 9]


def test_how_things_stood_at_the_first_kept_frame_is_kept(file):
    with open_to_write(file.path) as connection:
        prune(connection, Retention(age=300.0), WALL + 540)
        assert connection.execute("SELECT frame FROM clock").fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) FROM run").fetchall() == [(1,)]
        assert connection.execute("SELECT min(frame) >= 4 FROM event").fetchall() in ([(True,)], [(None,)])
    with file.finish() as archive:
        recording = Recording(archive, file.city)
        assert recording.frames.number.tolist() == list(range(4, 10))
        messages = list(recording.messages(0, 1))
        assert clock(START, WALL) in messages


def test_a_file_that_is_too_large_forgets_its_oldest_frames_a_piece_at_a_time(file):
    with open_to_write(file.path) as connection:
        assert prune(connection, Retention(size=1), WALL + 540) == 1
        assert prune(connection, Retention(size=10**9), WALL + 540) == 0
    assert minutes(file) == list(range(1, 10))


def test_when_all_is_too_old_the_last_is_left(file):
    with open_to_write(file.path) as connection:
        assert prune(connection, Retention(age=60.0), WALL + 10 * DAY) == 0
        connection.execute("DELETE FROM frame")
        assert prune(connection, Retention(age=60.0), WALL) == 0


def test_room_that_became_free_is_used_again(tmp_path):
    rng = np.random.default_rng(0)
    with open_to_write(tmp_path / "x.duckdb") as connection:
        connection.execute("CREATE TABLE observation_0 (number BIGINT, value DOUBLE)")
        connection.execute("CREATE TABLE domain AS SELECT 0 AS number")
        connection.execute("CREATE TABLE frame (number BIGINT, wall TIMESTAMP_NS, observation BIGINT)")
        for table in ("event", "truth", "health", "interruption", "clock", "scenario", "run"):
            connection.execute(f"CREATE TABLE {table} (frame BIGINT)")
        sizes = []
        for lap in range(8):
            numbers = np.arange(lap * 200_000, (lap + 1) * 200_000)
            connection.register("arriving", {"number": numbers, "value": rng.random(200_000)})
            connection.execute("INSERT INTO observation_0 FROM arriving")
            connection.execute(
                "INSERT INTO frame VALUES (?, make_timestamp_ns(?), ?)", [lap, lap * 10**9, lap * 200_000]
            )
            prune(connection, Retention(age=2.0), float(lap))
            connection.execute("CHECKPOINT").fetchall()
            sizes.append(used(connection))
    assert max(sizes[3:]) < 1.5 * sizes[2]
