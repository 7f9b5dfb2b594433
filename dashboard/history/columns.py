"""Columns on their way into and out of a table: numpy on this side, DuckDB on the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

Columns = Mapping[str, NDArray[Any]]


def insert(connection: DuckDBPyConnection, table: str, columns: Columns) -> None:
    """Append rows: arrays (n,) by the name of their column; columns left out, and NaN, become NULL."""
    connection.register("arriving", dict(columns))
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM arriving").fetchall()
    finally:
        connection.unregister("arriving")


def one_row(
    connection: DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()
) -> tuple[Any, ...] | None:
    """The first row of an answer, None when it is empty; the answer is taken whole, as DuckDB 2 demands."""
    rows = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None


def one_value(
    connection: DuckDBPyConnection, query: str, otherwise: Any, parameters: Sequence[Any] = ()
) -> Any:
    """The only value of an answer, `otherwise` when there is none or it is NULL."""
    row = one_row(connection, query, parameters)
    return otherwise if row is None or row[0] is None else row[0]


def words(items: Sequence[str | None]) -> NDArray[np.object_]:
    """Texts as a column."""
    column = np.empty(len(items), dtype=object)
    column[:] = items
    return column


def microseconds(times: NDArray[np.float64] | Sequence[float]) -> NDArray[np.datetime64]:
    """Seconds since 1970 -> TIMESTAMP. Exact: whatever the wire brings is a whole number of them."""
    return _whole(times, 10**6).view("datetime64[us]")


def nanoseconds(times: NDArray[np.float64] | Sequence[float]) -> NDArray[np.datetime64]:
    """Seconds since 1970 -> TIMESTAMP_NS. Exact for a wall clock: a float's steps are 238 ns there."""
    return _whole(times, 10**9).view("datetime64[ns]")


def _whole(times: NDArray[np.float64] | Sequence[float], unit: int) -> NDArray[np.int64]:
    """Seconds -> whole units, `unit` to the second; the product alone would be more than a float can tell."""
    moments = np.asarray(times, dtype=np.float64)
    whole = np.floor(moments)
    return whole.astype(np.int64) * unit + np.rint((moments - whole) * unit).astype(np.int64)


def seconds(column: NDArray[Any]) -> NDArray[np.float64]:
    """TIMESTAMP or TIMESTAMP_NS -> seconds since 1970, as they went in; NaT becomes NaN."""
    moments = np.ma.getdata(column)
    if np.datetime_data(column.dtype)[0] == "us":
        found = moments.astype(np.int64) / 1e6
    else:
        whole, part = np.divmod(moments.astype(np.int64), 10**9)
        found = whole + part / 1e9
    return np.where(np.isnat(moments) | np.ma.getmaskarray(column), np.nan, found)


def floats(column: NDArray[Any]) -> NDArray[np.float64]:
    """DOUBLE -> floats, NULL becoming NaN."""
    if isinstance(column, np.ma.MaskedArray):
        return np.asarray(column.filled(np.nan), dtype=np.float64)
    return np.asarray(column, dtype=np.float64)
