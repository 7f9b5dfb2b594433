"""Durations as people write them: `10 min`, `48 h`, `30 d`, `11 h 20 min`."""

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
_PART: Final = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|min|h|d|wk)(?![a-z])\s*", re.ASCII)


class Duration(float):
    """A length of time in seconds, read from text with a unit."""

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """`text` is one or more of a number and one of ms, s, min, h, d, wk; ValueError otherwise."""
        length, end = 0.0, 0
        while part := _PART.match(text, end):
            length, end = length + float(part[1]) * SECONDS[part[2]], part.end()
        if end == 0 or end < len(text):
            raise ValueError(f'"{text}" is not a duration: write a number and a unit, such as "10 min"')
        return cls(length)
