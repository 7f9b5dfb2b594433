"""Tables of a history file: made, brought up to date, or refused."""

import duckdb
import pytest

from dashboard.history import schema
from dashboard.history.files import open_to_read, open_to_write
from dashboard.history.schema import STEPS, prepare, version
from dashboard.history.trouble import Status, Trouble


def tables(connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def test_a_new_file_is_made_by_all_steps(tmp_path):
    with open_to_write(tmp_path / "new.duckdb") as connection:
        assert version(connection) == 0
        prepare(connection)
        assert version(connection) == len(STEPS)
        assert {"city", "thing", "frame", "event", "run"} <= tables(connection)


@pytest.mark.parametrize("steps", range(len(STEPS)))
def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path, steps):
    path = tmp_path / "older.duckdb"
    with open_to_write(path) as connection:
        prepare(connection, steps)
        if steps:
            connection.execute("INSERT INTO city VALUES ('nice', '{}', 'Europe/Paris')")
    with open_to_read(path) as connection:  # also to be read it must be of today
        assert version(connection) == len(STEPS)
        held = connection.execute("SELECT id FROM city").fetchall()
        assert held == ([("nice",)] if steps else [])


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    def broken(connection):
        connection.execute("CREATE TABLE half (number INTEGER)")
        connection.execute("CREATE TABLE half (number INTEGER)")

    monkeypatch.setattr(schema, "STEPS", (*STEPS, broken))
    with open_to_write(tmp_path / "x.duckdb") as connection:
        prepare(connection, len(STEPS))
        before = tables(connection)
        with pytest.raises(duckdb.Error):
            prepare(connection, len(STEPS) + 1)
        assert tables(connection) == before
        assert version(connection) == len(STEPS)


def test_a_file_of_a_newer_version_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "newer.duckdb"
    with open_to_write(path) as connection:
        prepare(connection)
        connection.execute("INSERT INTO history VALUES (?)", [len(STEPS) + 1])
    with pytest.raises(Trouble, match="newer version") as caught:
        open_to_read(path)
    assert caught.value.status is Status.FAILED


def test_a_database_of_others_is_refused(tmp_path):
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE invoices (number INTEGER)")
    with pytest.raises(Trouble, match="not a history"):
        open_to_read(path)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "no such file"), (b"hello, I am no database " * 99, "not a valid")]
)
def test_what_is_no_database_is_told_in_one_line(tmp_path, content, says):
    path = tmp_path / "file.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Trouble, match=says) as caught:
        open_to_read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
