"""Durations as people write them."""

import pytest

from config.durations import Duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10 min", 600.0),
        ("15h", 54_000.0),
        ("1.5 h", 5_400.0),
        ("11 h 20 min", 40_800.0),
        ("1d12h", 129_600.0),
        (" 250 ms ", 0.25),
        ("2 wk", 1_209_600.0),
    ],
)
def test_read(text: str, seconds: float) -> None:
    assert Duration.parse(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "10", "min", "-1 h", "10 mins", "1 h and", "1e5 s", "٣ h", "9" * 400 + " h"]
)
def test_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration: write a number and a unit") as caught:
        Duration.parse(text)
    assert "\n" not in str(caught.value)
