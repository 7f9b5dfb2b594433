"""Limits that need neighbours, means or days are refused, in one line, when these are not given."""

from pathlib import Path
from typing import Any

import pytest

from config.catalogue import Group
from config.checks import check_domain
from config.errors import CatalogueError
from tests.small_city import domain, limit, thing

THINGS = [thing("a"), thing("b"), thing("c")]


def check(**keys: Any) -> None:
    check_domain(Path("water.toml"), domain(THINGS, [limit(**keys)]), {"coast"}, ("fr", "en"))


@pytest.mark.parametrize(
    "keys",
    [
        {"advisory": 5.0, "votes": 2, "things": ("a", "b", "c")},
        {"kind": "low", "alarm": 5.0, "votes": 3, "things": ("a", "b", "c")},
        {"advisory": 180.0, "average": 3600, "days": 2},
        {"kind": "deviation", "warning": 0.3, "against": ("b",), "things": ("a",)},
        {"kind": "deviation", "warning": 0.3, "against": ("b", "c"), "over": 3600},
        {"kind": "failure", "advisory": 72.0, "warning": 48.0, "alarm": 24.0, "latch": True},
        {"advisory": 5.0, "group": Group(name="rain", by="zone")},
        {"advisory": 5.0, "group": Group(name="rain", by="thing")},
        {"advisory": 5.0, "group": Group(name="rise", by="stem")},
    ],
)
def test_sound_limits_pass(keys: dict[str, Any]) -> None:
    check(**keys)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"advisory": 5.0, "votes": 0}, "votes: a number above 0"),
        ({"advisory": 5.0, "votes": 2}, "votes: 2 of 0 things: name all that vote in things"),
        ({"advisory": 5.0, "votes": 3, "things": ("a", "b")}, "votes: 3 of 2 things"),
        ({"kind": "rate", "over": 60, "advisory": 5.0, "votes": 2, "things": ("a", "b")}, "votes: a number"),
        ({"advisory": 5.0, "votes": 2, "things": ("a", "b"), "average": 3600}, "votes: a number"),
        ({"advisory": 5.0, "days": 2}, 'days: a number above 0, and 1 but with average = "1 h" or "1 d"'),
        ({"advisory": 5.0, "average": 3600, "days": 0}, "days: a number above 0"),
        ({"kind": "rate", "over": 60, "advisory": 5.0, "average": 3600}, "average: only high and low"),
        ({"kind": "deviation", "advisory": 5.0}, "against: a deviation limit, and no other, names"),
        ({"advisory": 5.0, "against": ("b",)}, "against: a deviation limit, and no other, names"),
        (
            {"kind": "deviation", "advisory": 5.0, "against": ("bb",)},
            'against: unknown thing "bb"; did you mean "b"?',
        ),
        (
            {"advisory": 5.0, "group": Group(name="jam", by="link")},
            'group.by: not thing, zone, domain or stem, and the model of "a" has no "link"',
        ),
        ({"kind": "failure", "advisory": 24.0, "alarm": 48.0}, "alarm: 48 must be below advisory = 24"),
    ],
)
def test_unsound_limits_are_refused(keys: dict[str, Any], problem: str) -> None:
    with pytest.raises(CatalogueError) as refusal:
        check(**keys)
    line = str(refusal.value)
    assert problem in line
    assert line.startswith(f"water.toml: limit[0] (level {keys.get('kind', 'high')}).")
    assert "\n" not in line
