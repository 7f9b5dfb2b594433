"""A session and its disk: full, read-only, held by another, taken away; the screen goes on."""

import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from dashboard.history import session as module
from dashboard.history.backlog import Backlog
from dashboard.history.files import open_to_write
from dashboard.history.recorder import Recorder
from dashboard.history.session import RESERVE, Session
from dashboard.history.trouble import Status, Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city


@pytest.fixture
def played(tmp_path):
    return Recorded(small_city(), tmp_path / "folder" / "session.duckdb")


def minute(played: Recorded, number: int) -> None:
    played.turn(
        WALL + number, [clock(START + 60 * number, WALL + number), said("a", START + 60 * number, 1.0)]
    )


def recorded(played: Recorded) -> list[int]:
    """Minutes that are in the file after the end."""
    with played.finish() as archive, archive.cursor() as cursor:
        rows = cursor.execute("SELECT epoch_us(time) FROM observation_0 ORDER BY number").fetchall()
    return [round((time / 1e6 - START) / 60) for (time,) in rows]


def test_from_opening_to_recording_to_off(played):
    assert played.session.state().status is Status.OPENING
    minute(played, 0)
    assert played.session.state().recorded == 0
    played.session.turn(0.0)
    state = played.session.state()
    assert (state.status, state.recorded, state.waiting, state.missed) == (Status.RECORDING, 1, 0, 0)
    assert state.committed == WALL
    assert state.size > 0
    played.session.close()
    assert played.session.state().status is Status.OFF


def test_a_full_disk_is_said_and_recording_resumes_with_nothing_lost(played):
    minute(played, 0)
    played.session.turn(0.0)
    played.free = RESERVE - 1
    minute(played, 1)
    played.session.turn(1.0)
    state = played.session.state()
    assert (state.status, state.waiting) == (Status.FULL, 1)
    assert "MB free" in state.detail
    minute(played, 2)
    played.free = RESERVE
    played.session.turn(1.5)  # not yet: it waits a second before it tries again
    assert played.session.state().status is Status.FULL
    played.session.turn(2.0)
    assert (played.session.state().status, played.session.state().waiting) == (Status.RECORDING, 0)
    assert recorded(played) == [0, 1, 2]


def test_attempts_grow_rare(played):
    played.free = 0
    tried = []
    free = played.session._free
    played.session._free = lambda place: (tried.append(now), free(place))[1]
    for now in range(40):
        minute(played, now)
        played.session.turn(float(now))
    assert tried == [0, 1, 3, 7, 15, 25, 35]


def test_a_place_that_is_no_folder_is_said_and_it_goes_on_once_it_is_one(played):
    place = played.path.parent
    place.write_text("in the way")
    minute(played, 0)
    played.session.turn(0.0)
    assert played.session.state().status is Status.FAILED
    assert str(place) in played.session.state().detail
    place.unlink()
    played.session.turn(1.0)
    assert played.session.state().status is Status.RECORDING
    assert recorded(played) == [0]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ('Could not set lock on file "x": Conflicting lock is held in python (PID 7)', Status.HELD),
        ("The process cannot access the file because it is being used by another process.", Status.HELD),
        ("Failed to commit: Could not write file: No space left on device", Status.FULL),
        ("Could not write all bytes: There is not enough space on the disk.", Status.FULL),
        ('Cannot open file "x": Read-only file system', Status.READ_ONLY),
        ('Cannot open file "x": Permission denied', Status.READ_ONLY),
        ("database has been invalidated because of a previous fatal error", Status.FAILED),
    ],
)
def test_what_duckdb_and_systems_say_becomes_a_state(played, monkeypatch, words, status):
    def fail(path: Path):
        raise module.trouble(duckdb.IOException(f"IO Error: {words}\nSee also https://duckdb.org"))

    minute(played, 0)
    monkeypatch.setattr(module, "open_to_write", fail)
    played.session.turn(0.0)
    state = played.session.state()
    assert state.status is status
    assert words in state.detail
    assert "\n" not in state.detail
    monkeypatch.undo()
    assert recorded(played) == [0]


def test_a_file_held_by_another_process_is_said_until_it_is_free(played):
    played.path.parent.mkdir()
    open_to_write(played.path).close()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb; c = duckdb.connect({str(played.path)!r}); print(flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        minute(played, 0)
        played.session.turn(0.0)
        assert played.session.state().status is Status.HELD
        with pytest.raises(Trouble, match=r"lock|used by"), played.session.cursor():
            pass
    finally:
        holder.communicate("\n")
    minute(played, 1)
    played.session.turn(1.0)
    assert played.session.state().status is Status.RECORDING
    assert recorded(played) == [0, 1]


def test_a_commit_that_fails_after_it_reached_the_file_is_not_written_twice(played, monkeypatch):
    minute(played, 0)
    played.session.turn(0.0)
    write = module.Writer.write

    def write_and_fail(self, entries):
        write(self, entries)
        raise duckdb.IOException("power cut just after the commit")

    monkeypatch.setattr(module.Writer, "write", write_and_fail)
    minute(played, 1)
    played.session.turn(1.0)
    assert played.session.state().status is Status.FAILED
    monkeypatch.undo()
    minute(played, 2)
    played.session.turn(2.0)
    assert recorded(played) == [0, 1, 2]


def test_a_transaction_that_fails_half_way_leaves_nothing(played, monkeypatch):
    minute(played, 0)
    with monkeypatch.context() as broken:
        broken.setattr(module.Writer, "_write_events", lambda *_: (_ for _ in ()).throw(duckdb.Error("half")))
        played.session.turn(0.0)
    assert played.session.state().status is Status.FAILED
    assert recorded(played) == [0]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_file_that_is_taken_away_is_said_and_another_begun(played):
    minute(played, 0)
    played.session.turn(0.0)
    played.path.unlink()
    minute(played, 1)
    played.session.turn(1.0)
    assert "taken away" in played.session.state().detail
    played.session.turn(2.0)
    assert played.session.state().status is Status.RECORDING
    assert recorded(played) == [1]


def test_what_finds_no_room_is_counted_and_told_to_the_file(tmp_path):
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    played.session = Session(
        played.path, played.city, played.store, backlog=Backlog(observations=10), free=lambda _: played.free
    )
    played.free = 0
    for number in range(30):
        minute(played, number)
    played.session.turn(0.0)
    missed = played.session.state().missed
    assert missed > 0
    played.free = 10**12
    with played.finish() as archive, archive.cursor() as cursor:
        found = cursor.execute("SELECT sum(observations), count(*) FROM interruption").fetchone()
        kept = cursor.execute("SELECT count(*) FROM observation_0").fetchone()
        frames = cursor.execute("SELECT count(*) FROM frame").fetchone()
    assert (found[0], kept[0] + missed, frames[0]) == (missed, 30, 30)


def test_it_is_read_while_it_is_written(played):
    minute(played, 0)
    played.session.turn(0.0)
    with played.session.cursor() as cursor:
        before = cursor.execute("SELECT count(*) FROM frame").fetchone()
        minute(played, 1)
        played.session.turn(1.0)
        after = cursor.execute("SELECT count(*) FROM frame").fetchone()
    assert (before, after) == ((1,), (2,))
    played.session.close()


def test_the_thread_writes_all_that_waits_before_it_ends(played):
    recorder = Recorder(played.session, period=3600.0)
    recorder.start()
    for number in range(5):
        minute(played, number)
    recorder.stop()
    assert played.session.state().status is Status.OFF
    assert recorded(played) == [0, 1, 2, 3, 4]


FULL_DISK = textwrap.dedent("""
    import resource, sys
    from pathlib import Path
    from tests.playing import START, WALL, Recorded, clock, said, small_city

    played = Recorded(small_city(), Path(sys.argv[1]))
    free = resource.RLIM_INFINITY
    statuses = []

    def minutes(begin, end):
        for n in range(begin, end):
            played.turn(WALL + n, [clock(START + 60 * n, WALL + n)]
                + [said(f"t{k}", START + 60 * n, (n * 7919 + k * 104729) % 99991 / 7.0) for k in range(400)])

    minutes(0, 1)
    played.session.turn(0.0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (played.session.state().size + 100_000, free))
    for n in range(1, 12):
        minutes(n, n + 1)
        played.session.turn(100.0 * n)
        statuses.append(played.session.state().status.value)
    resource.setrlimit(resource.RLIMIT_FSIZE, (free, free))
    played.session.turn(1e6)
    statuses.append(played.session.state().status.value)
    played.session.close()
    print(" ".join(dict.fromkeys(statuses)))
""")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_a_disk_that_fills_up_in_earnest_loses_nothing_that_had_room_in_memory(tmp_path):
    """A limit on the size of files makes the system refuse to write, as a full disk does."""
    path = tmp_path / "session.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True, text=True, timeout=100, check=False, cwd=Path(__file__).parents[4],
    )  # fmt: skip
    assert done.stdout.split() == ["recording", "full"], done.stderr
    with duckdb.connect(str(path), read_only=True) as connection:
        numbers = connection.execute("SELECT count(*), count(DISTINCT number) FROM observation_0").fetchone()
        minutes = connection.execute(
            "SELECT count(DISTINCT date_trunc('minute', time)) FROM observation_0"
        ).fetchone()
    assert numbers == (4800, 4800)
    assert minutes == (12,)
