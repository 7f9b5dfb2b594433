"""Durations as people write them: `10 min`, `1 h`, `48 h`, `30 d`."""

import re
from typing import Final

SECONDS: Final[dict[str, float]] = {
    "ms": 1e-3,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "d": 86400.0,
    "wk": 604800.0,
}
_FORM: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h|d|wk)\s*")


class Duration(float):
    """A length of time in seconds, read from text with a unit."""

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """`text` is a number and one of ms, s, min, h, d, wk; ValueError otherwise."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f'"{text}" is not a duration: write a number and a unit, such as "10 min"')
        return cls(float(match[1]) * SECONDS[match[2]])
