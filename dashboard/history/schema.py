"""The tables of a history file, and how an older file becomes a newer one."""

from collections.abc import Callable
from typing import Final

from duckdb import CatalogException, DuckDBPyConnection

from dashboard.history.columns import one_value
from dashboard.history.trouble import Status, Trouble

#: Readable by every DuckDB that the project allows.
SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "storage_compatibility_version": "v1.2.0",
    "threads": 2,  # the screen needs the others
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,  # nothing is fetched from the internet
    "autoload_known_extensions": False,
}

#: For a file that grows: a question, or a backlog of minutes, may take so much memory. What was written
#: stays there until it is put into the file: at 8 MB as quick as at DuckDB's 16, at 4 MB a seventh slower.
GROWING: Final = SETTINGS | {"memory_limit": "128MB", "checkpoint_threshold": "8MB"}
#: And so much is kept of it between questions, so that a day at a booth settles soon.
KEPT: Final = "24MB"


def observation_table(domain: int) -> str:
    """The table of one domain's observations, a row each, in the order in which they came."""
    return f"observation_{domain}"


def _city(connection: DuckDBPyConnection) -> None:
    """What the numbers mean: so that a file can be read without the city pack."""
    connection.execute("""
        CREATE TABLE city (id VARCHAR, name JSON, time_zone VARCHAR);
        CREATE TABLE domain (number INTEGER, id VARCHAR, name JSON, entity VARCHAR, strange BOOLEAN);
        CREATE TABLE property (
            domain INTEGER, place INTEGER, id VARCHAR, name JSON, unit VARCHAR, attribute VARCHAR,
            scale DOUBLE, decimals INTEGER, states JSON
        );
        CREATE TABLE thing (
            number INTEGER, domain INTEGER, id VARCHAR, name VARCHAR, longitude DOUBLE, latitude DOUBLE,
            zone VARCHAR, approximate BOOLEAN, discovered BOOLEAN, frame BIGINT
        );
        CREATE TABLE stream (thing INTEGER, place INTEGER);
    """)


def _story(connection: DuckDBPyConnection) -> None:
    """What happened, frame by frame. A run is an uninterrupted stretch of the city's time."""
    connection.execute("""
        CREATE TABLE run (
            number INTEGER, frame BIGINT, observation BIGINT, wall TIMESTAMP_NS, time TIMESTAMP, pack VARCHAR,
            earlier JSON
        );
        CREATE TABLE pack (digest VARCHAR, file VARCHAR, text VARCHAR);
        CREATE TABLE frame (number BIGINT, wall TIMESTAMP_NS, time TIMESTAMP, observation BIGINT);
        CREATE TABLE clock (frame BIGINT, time TIMESTAMP, wall TIMESTAMP, speed DOUBLE, running BOOLEAN);
        CREATE TABLE scenario (frame BIGINT, time TIMESTAMP, body JSON);
        CREATE TABLE truth (frame BIGINT, time TIMESTAMP, body JSON);
        CREATE TABLE event (
            frame BIGINT, time TIMESTAMP, what VARCHAR, alarm VARCHAR, datastream VARCHAR, kind VARCHAR,
            priority VARCHAR, state VARCHAR, body JSON
        );
        CREATE TABLE health (frame BIGINT, time TIMESTAMP, body JSON);
        CREATE TABLE interruption (frame BIGINT, time TIMESTAMP, observations BIGINT);
    """)


#: A file's version is the number of steps that made it. A change of the tables is a new step at the
#: end; no step is ever edited.
STEPS: Final[tuple[Callable[[DuckDBPyConnection], None], ...]] = (_city, _story)


def version(connection: DuckDBPyConnection) -> int:
    """How many steps made this file; 0 for an empty one. Trouble when it is no history at all."""
    try:  # to ask which tables there are takes ten times as long
        found = one_value(connection, "SELECT max(step) FROM history", 0)
    except CatalogException:
        if connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            raise Trouble(Status.FAILED, "a database, but not a history") from None
        return 0
    if found > len(STEPS):
        raise Trouble(Status.FAILED, f"written by a newer version (tables {found}, known here {len(STEPS)})")
    return int(found)


def prepare(connection: DuckDBPyConnection, steps: int = len(STEPS)) -> None:
    """Bring a file, new or old, to the present tables: all steps that it lacks, or none of them."""
    done = version(connection)
    if done >= steps:
        return
    connection.execute("BEGIN")
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS history (step INTEGER)")
        for number in range(done, steps):
            STEPS[number](connection)
            connection.execute("INSERT INTO history VALUES (?)", [number + 1])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
