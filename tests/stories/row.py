"""One line of an expected table: when, what, how much, how exactly, and what the city makes of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Measure = Callable[[Any], float]
INFINITE = math.inf


@dataclass(frozen=True)
class Row:
    """`expected` from `low` to `high`, tolerance included; `write` makes words of a number."""

    story: str
    when: str
    what: str
    expected: str
    tolerance: str
    low: float
    high: float
    measure: Measure
    write: Callable[[float], str]
    unit: str = ""
    #: Why it is not met, where it is not: what the specification says cannot come out of its own numbers.
    miss: str = ""

    def met(self, value: float) -> bool:
        """Whether a measured value is within the tolerance."""
        return bool(self.low <= value <= self.high)


def clock_of(text: str) -> float:
    """`17:24` -> 17.4; `+1 17:24` is the next day."""
    days, _, time = text.rpartition(" ")
    hours, minutes = time.split(":")
    return 24.0 * int(days or 0) + int(hours) + int(minutes) / 60.0


def clock_text(clock: float) -> str:
    """The inverse; a dash where it never was."""
    if math.isnan(clock):
        return "never"
    minutes = round(clock * 60.0)
    return f"{'+1 ' if minutes >= 1440 else ''}{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def figure(unit: str, digits: int = 3) -> Callable[[float], str]:
    """So many digits and the unit."""

    def write(value: float) -> str:
        places = max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0
        return f"{value:,.{places}f}".replace(",", "\u202f") + (f" {unit}" if unit else "")

    return write


class Table:
    """The rows of one story; the methods are the kinds of tolerance."""

    def __init__(self, story: str) -> None:
        self.story = story
        self.rows: list[Row] = []

    def near(
        self, when: str, what: str, value: float, unit: str, measure: Measure,
        *, within: float = 0.0, share: float = 0.0, digits: int = 3, said: str = "", miss: str = "",
    ) -> None:  # fmt: skip
        """A number within a tolerance, or within a share of it; `said` is how the page puts that."""
        slack = within or share * abs(value)
        write = figure(unit, digits)
        said = said or (f"± {within:g} {unit}".rstrip() if within else f"± {100 * share:g} %")
        low, high = value - slack, value + slack
        self._add(when, what, write(value), said, low, high, measure, write, miss, unit)

    def between(
        self, when: str, what: str, low: float, high: float, unit: str, measure: Measure,
        *, digits: int = 3, miss: str = "",
    ) -> None:  # fmt: skip
        """A number from one to another; either may be infinite."""
        said = (
            f"≥ {low:g}" if math.isinf(high) else f"≤ {high:g}" if math.isinf(low) else f"{low:g} to {high:g}"
        )
        said = f"{said} {unit}".rstrip()
        self._add(when, what, said, "as said", low, high, measure, figure(unit, digits), miss, unit)

    def clock(
        self, time: str, what: str, measure: Measure, *, within: float = 10.0, miss: str = ""
    ) -> None:  # fmt: skip
        """An instant, within so many minutes."""
        middle, slack = clock_of(time), within / 60.0 + 1e-6
        said = f"± {within:g} min"
        self._add(time, what, time, said, middle - slack, middle + slack, measure, clock_text, miss)

    def _add(
        self, when: str, what: str, expected: str, tolerance: str, low: float, high: float,
        measure: Measure, write: Callable[[float], str], miss: str, unit: str = "",
    ) -> None:  # fmt: skip
        row = Row(self.story, when, what, expected, tolerance, low, high, measure, write, unit, miss)
        self.rows.append(row)
