"""Recorded series from a CSV file: rows with a time, in the order of time."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

from config.reader import suggestion

#: What people write where nothing was measured.
_NOTHING: Final = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "?"})
_NUMBER: Final = r"\d*\.?\d+(?:[eE][+-]?\d+)?"
_MAPPED: Final = re.compile(
    rf"(?P<name>[^=]+)=\s*(?P<property>\w+)\s*(?:\*(?P<factor>-?{_NUMBER}))?(?P<offset>[+-]{_NUMBER})?"
)
#: A bare number as a time: seconds since 1970 of a year from 1973 to 2190, or milliseconds.
_SECONDS: Final = (1e8, 7e9)
#: Text that is not UTF-8 is in what Windows writes in western Europe.
_ENCODINGS: Final = ("utf-8-sig", "cp1252")


class TableError(Exception):
    """A file that cannot be played: one line with the file, the column and what is near."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is: a property id, and value = number × factor + offset."""

    name: str
    property: str
    factor: float = 1.0
    offset: float = 0.0

    @classmethod
    def parse(cls, text: str) -> "Column":
        """`COLUMN=property`, `*FACTOR` and `+OFFSET` where units differ; TableError otherwise."""
        found = _MAPPED.fullmatch(text.strip())
        factor = float(found["factor"] or 1.0) if found else 0.0
        if found is None or factor == 0.0 or math.isinf(factor) or not found["name"].strip():
            raise TableError(
                f'--map: "{text}" is not COLUMN=property or COLUMN=property*FACTOR+OFFSET, such as '
                "mm=water_level*0.001 or kelvin=temperature-273.15"
            )
        return cls(found["name"].strip(), found["property"], factor, float(found["offset"] or 0.0))


@dataclass(frozen=True, slots=True)
class Record:
    """One row: time in seconds since 1970, property -> value; NaN where nothing was measured."""

    time: float
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Times:
    """How a file writes its times: ISO 8601 or seconds since 1970, or as `form` (strptime) says."""

    zone: tzinfo = UTC  #: of times without an offset
    form: str | None = None

    def read(self, text: str) -> float:
        """Seconds since 1970; ValueError for text that is no time."""
        if self.form is not None:
            moment = datetime.strptime(text, self.form)
        else:
            try:
                number = float(text)
            except ValueError:
                moment = datetime.fromisoformat(text)
            else:
                return _since_1970(number)
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).timestamp()


@dataclass(slots=True)
class Series:
    """What a file holds, and what is odd about it."""

    records: list[Record] = field(default_factory=list)
    #: Cells that are neither a number nor nothing, and rows without a time; the first of them in words.
    unreadable: int = 0
    first: str = ""
    #: Rows at a time that another row has, and the condition that would tell them apart.
    repeated: int = 0
    apart: str = ""

    def leave_out(self, problem: str) -> None:
        """One more cell or row that cannot be read."""
        self.unreadable += 1
        self.first = self.first or problem


def read_table(
    path: Path, time: str, columns: Sequence[Column], where: Sequence[tuple[str, str]], times: Times
) -> Series:
    """The rows of `path` with `where` (column, text) equal, in the order of time.

    Commas, semicolons or tabs separate; with semicolons a number may have a decimal comma. What
    cannot be read is counted; TableError when nothing can.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    series = Series()
    told: list[tuple[float, dict[str, str]]] = []
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
        known = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = known
        for name in (time, *(column.name for column in columns), *(name for name, _ in where)):
            if name not in known:
                raise TableError(f'{path}: no column "{name}"{suggestion(name, known)}')
        for row in reader:
            if any((row[name] or "").strip() != wanted for name, wanted in where):
                continue
            line = f"line {reader.line_num}"
            try:
                moment = times.read((row[time] or "").strip())
            except (ValueError, OverflowError):
                series.leave_out(_not_a_time(f"{line}: {time}", row[time], times))
                continue
            values = {}
            for column in columns:
                value = _number(row[column.name], mark == ";")
                if value is None:
                    series.leave_out(f'{line}: {column.name}: "{row[column.name]}" is not a number')
                    value = math.nan
                values[column.property] = value * column.factor + column.offset
            series.records.append(Record(moment, values))
            told.append((moment, row))
    except csv.Error as problem:
        raise TableError(f"{path}: cannot be read: {problem}") from None
    if not any(math.isfinite(value) for record in series.records for value in record.values.values()):
        raise TableError(f"{path}: {series.first or _nothing(where, columns)}")
    series.repeated = len(told) - len({moment for moment, _ in told})
    if series.repeated:
        series.apart = next(_telling(told, {time, *(column.name for column in columns)}), "")
    series.records.sort(key=lambda record: record.time)
    return series


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TableError(f"{path}: there is no such file") from None
    except OSError as problem:
        raise TableError(f"{path}: cannot be read: {problem.strerror}") from None
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableError(f"{path}: is no text")


def _telling(told: Sequence[tuple[float, Mapping[str, str]]], taken: set[str]) -> Iterator[str]:
    """Conditions `COLUMN=VALUE` of columns with which no time comes twice."""
    for name in told[0][1]:
        if name is None or name in taken:
            continue
        values = [(moment, row[name]) for moment, row in told]
        if len(set(values)) == len(values) and 1 < len({value for _, value in values}) <= len(values) // 2:
            yield f"{name}={values[0][1]}"


def _nothing(where: Sequence[tuple[str, str]], columns: Sequence[Column]) -> str:
    conditions = " and ".join(f"{name}={text}" for name, text in where)
    if conditions:
        return f"no row has {conditions} and a value in the mapped columns"
    return f"no row has a value in {', '.join(column.name for column in columns)}"


def _not_a_time(place: str, text: str | None, times: Times) -> str:
    if times.form is not None:
        return f'{place}: "{text}" is not a time written as {times.form}'
    return (
        f'{place}: "{text}" is not an ISO 8601 time; say how it is written, such as '
        '--time-format "%d/%m/%Y %H:%M"'
    )


def _since_1970(number: float) -> float:
    for scale in (1.0, 1000.0):
        if _SECONDS[0] <= number / scale < _SECONDS[1]:
            return number / scale
    raise ValueError(number)


def _number(text: str | None, decimal_comma: bool) -> float | None:
    """NaN where nothing was measured, None for what is no number."""
    text = (text or "").strip()
    if text.lower() in _NOTHING:
        return math.nan
    try:
        number = float(text.replace(",", ".") if decimal_comma else text)
    except ValueError:
        return None
    return number if math.isfinite(number) else math.nan
