"""What goes into a file comes out the same, to the last bit."""

import math

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import loose_json
from dashboard.history.columns import floats, insert, microseconds, nanoseconds, seconds, words


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as made:
        made.execute("CREATE TABLE t (time TIMESTAMP, wall TIMESTAMP_NS, value DOUBLE, word VARCHAR)")
        yield made


def back(connection, **columns):
    """Write columns, read them, leave nothing."""
    insert(connection, "t", columns)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM t").fetchnumpy()
    connection.execute("DELETE FROM t")
    return rows


@given(st.lists(st.integers(0, int(loose_json.LATEST * 1e6) - 1), min_size=1))
def test_every_time_that_the_wire_can_bring_is_kept_exactly(connection, whole):
    times = np.array(whole) / 1e6
    assert (seconds(back(connection, time=microseconds(times))["time"]) == times).all()


@given(st.lists(st.floats(1e9, 4.29e9), min_size=1))
def test_every_wall_clock_is_kept_exactly(connection, walls):
    assert seconds(back(connection, wall=nanoseconds(walls))["wall"]).tolist() == walls


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), min_size=1))
def test_every_value_is_kept_exactly_and_nan_becomes_nothing(connection, values):
    given_ = np.array(values)
    rows = back(connection, value=given_)
    assert np.array_equal(floats(rows["value"]), given_, equal_nan=True)
    assert int(np.ma.getmaskarray(rows["value"]).sum()) == sum(map(math.isnan, values))


def test_words_and_columns_left_out(connection):
    insert(connection, "t", {"word": words(["été", None])})
    assert connection.execute("SELECT * FROM t").fetchall() == [
        (None, None, None, "été"),
        (None, None, None, None),
    ]
    connection.execute("DELETE FROM t")
