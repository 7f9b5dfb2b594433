"""The tables of docs/scenarios.md: every expected value is met, or the page says why it is not."""

import re

import pytest

from tests.stories.page import PAGE, measured, rows
from tests.stories.row import Row

ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.story} {row.when} {row.what}" for row in ROWS])
def test_it_is_as_expected(row: Row) -> None:
    value = measured(row)
    if row.miss:
        assert not row.met(value), f"{row.write(value)}: it is met, and `miss` says that it is not"
    else:
        assert row.met(value), f"{row.write(value)}, expected {row.expected} {row.tolerance}"


def test_the_page_shows_what_is_simulated() -> None:
    """`make scenarios` writes it again; the last digit may differ from machine to machine."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for row in ROWS:
        start = f"| {row.when} | {row.what} | {row.expected} | {row.tolerance} | "
        shown = [line.removeprefix(start).split(" | ")[0] for line in lines if line.startswith(start)]
        assert len(shown) == 1, f"run `make scenarios`: {start}"
        now = row.write(measured(row))
        slack = 1.0 if ":" in now else 0.011
        assert numbers(now) == pytest.approx(numbers(shown[0]), rel=0.01, abs=slack), start


def numbers(text: str) -> list[float]:
    """The numbers in it; thousands are grouped by a narrow space."""
    return [float(item) for item in re.findall(r"-?\d+(?:\.\d+)?", text.replace("\u202f", ""))]
