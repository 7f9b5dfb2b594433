"""What a recording keeps in memory between questions."""

import duckdb
import pytest

from dashboard.history import files
from dashboard.history.columns import one_value
from dashboard.history.files import let_go, open_to_write
from dashboard.history.schema import GROWING
from dashboard.history.trouble import Status, Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city

MEGABYTE = 1_000_000
ROWS = 500_000


def held(connection) -> int:
    return int(one_value(connection, "SELECT sum(memory_usage_bytes) FROM duckdb_memory()", 0))


def limit(connection) -> str:
    return str(one_value(connection, "SELECT current_setting('memory_limit')", ""))


@pytest.fixture
def growing(tmp_path):
    with open_to_write(tmp_path / "session.duckdb") as connection:
        connection.execute("CREATE TABLE noise AS SELECT random() AS x FROM range(?)", [ROWS]).fetchall()
        yield connection


def test_what_was_looked_at_is_let_go_and_read_again_when_it_is_asked_for(growing):
    growing.execute("CHECKPOINT").fetchall()
    least = one_value(growing, "SELECT min(x) FROM noise", 0)
    before, allowed = held(growing), limit(growing)
    assert before > 3 * MEGABYTE  # the test would show nothing else
    let_go(growing, "1MB")
    assert held(growing) <= MEGABYTE
    assert limit(growing) == allowed
    assert one_value(growing, "SELECT min(x) FROM noise", 0) == least


def test_what_is_not_in_the_file_yet_stays(tmp_path):
    with open_to_write(tmp_path / "session.duckdb") as connection:
        connection.execute("CREATE TABLE noise (x DOUBLE); BEGIN").fetchall()
        connection.execute("INSERT INTO noise SELECT random() FROM range(100_000)").fetchall()
        allowed = limit(connection)
        let_go(connection.cursor(), "100KB")
        assert limit(connection) == allowed
        connection.execute("COMMIT").fetchall()
        assert one_value(connection, "SELECT count(x) FROM noise", 0) == 100_000


def test_the_limit_of_questions_is_that_of_a_growing_file(growing):
    let_go(growing)
    with duckdb.connect(config=dict(GROWING)) as other:
        assert limit(growing) == limit(other)


def minute(played: Recorded, number: int) -> None:
    time = START + 60 * number
    played.turn(WALL + number, [clock(time, WALL + number), said("a", time, 1.0)])


def test_memory_that_does_not_suffice_is_said_on_one_line_and_nothing_is_lost(tmp_path, monkeypatch):
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    with monkeypatch.context() as small:
        small.setattr(files, "GROWING", GROWING | {"memory_limit": "300KB"})
        minute(played, 0)
        played.session.turn(0.0)
        state = played.session.state()
        assert (state.status, state.waiting, state.missed) == (Status.FAILED, 1, 0)
        assert state.detail.startswith("Out of Memory")
        assert "\n" not in state.detail
        assert "solutions" not in state.detail
    minute(played, 1)
    played.session.turn(1.0)
    assert played.session.state().status is Status.RECORDING
    with played.finish() as archive, archive.cursor() as cursor:
        assert one_value(cursor, "SELECT count(*) FROM observation_0", 0) == 2


def test_a_question_that_needs_too_much_is_told_so_and_recording_goes_on(tmp_path):
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    minute(played, 0)
    played.session.turn(0.0)
    with played.session.cursor() as cursor:
        cursor.execute("SET temp_directory = ''").fetchall()  # else the disk helps out

    def ask() -> None:
        with played.session.cursor() as cursor:
            cursor.execute("SELECT list(x ORDER BY x % 7) FROM range(20_000_000) AS t(x)").fetchall()

    with pytest.raises(Trouble, match=r"^Out of Memory") as told:
        ask()
    assert "\n" not in told.value.detail
    minute(played, 1)
    played.session.turn(1.0)
    assert (played.session.state().status, played.session.state().recorded) == (Status.RECORDING, 2)
