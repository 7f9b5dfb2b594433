"""Recorded series from a CSV file: rows with a time, in the order of time."""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from config.reader import suggestion

#: What people write where nothing was measured.
_NOTHING = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "?"})


class TableError(Exception):
    """A file that cannot be played: one line with the file, the column and what is near."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is: a property id, and value = number × factor."""

    name: str
    property: str
    factor: float = 1.0

    @classmethod
    def parse(cls, text: str) -> "Column":
        """`COLUMN=property` or `COLUMN=property*FACTOR`; TableError otherwise."""
        name, equals, rest = text.partition("=")
        item, times, factor = rest.partition("*")
        try:
            number = float(factor) if times else 1.0
        except ValueError:
            number = math.nan
        if not (name.strip() and equals and item.strip()) or not math.isfinite(number) or number == 0.0:
            raise TableError(f'--map: "{text}" is not COLUMN=property or COLUMN=property*FACTOR')
        return cls(name.strip(), item.strip(), number)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: time in seconds since 1970, property -> value; NaN where nothing was measured."""

    time: float
    values: Mapping[str, float]


def read_table(
    path: Path, time: str, columns: Sequence[Column], where: Sequence[tuple[str, str]], zone: tzinfo
) -> list[Record]:
    """The rows of `path` with `where` (column, text) equal, in the order of time.

    `time` is the column with ISO 8601 times; those without an offset are in `zone`. A row without a
    time or a number that is none is an error with its line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            known = reader.fieldnames or []
            for name in (time, *(column.name for column in columns), *(name for name, _ in where)):
                if name not in known:
                    raise TableError(f'{path}: no column "{name}"{suggestion(name, known)}')
            records = list(_records(path, reader, time, columns, where, zone))
    except FileNotFoundError:
        raise TableError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise TableError(f"{path}: cannot be read: {problem}") from None
    if not records:
        raise TableError(f"{path}: no row to play" + (f" with {where[0][0]}={where[0][1]}" if where else ""))
    return sorted(records, key=lambda record: record.time)


def _records(
    path: Path,
    reader: "csv.DictReader[str]",
    time: str,
    columns: Sequence[Column],
    where: Sequence[tuple[str, str]],
    zone: tzinfo,
) -> Iterator[Record]:
    for row in reader:
        if any(row[name] != text for name, text in where):
            continue
        line = f"{path}: line {reader.line_num}"
        values = {
            column.property: _number(line, column.name, row[column.name]) * column.factor
            for column in columns
        }
        yield Record(_instant(line, time, row[time], zone), values)


def _instant(line: str, column: str, text: str | None, zone: tzinfo) -> float:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        raise TableError(f'{line}: {column}: "{text}" is not an ISO 8601 time') from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()


def _number(line: str, column: str, text: str | None) -> float:
    if text is None or text.strip().lower() in _NOTHING:
        return math.nan
    try:
        number = float(text)
    except ValueError:
        raise TableError(f'{line}: {column}: "{text}" is not a number') from None
    return number if math.isfinite(number) else math.nan
