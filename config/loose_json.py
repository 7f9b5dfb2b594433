"""Reads the JSON of strangers: every oddity is either understood and counted, or Malformed."""

import json
import math
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from config.messages import Malformed

#: Larger payloads are not looked at.
MAX_PAYLOAD: Final = 1 << 20
#: Times outside 1970 to 2200 are a broken clock, not an observation.
LATEST: Final = 7_258_118_400.0
#: The largest integer that JSON readers agree on.
LARGEST: Final = (1 << 53) - 1
#: Not printable, and yet part of Persian and Indian words and of many pictographs.
_JOINERS: Final = "\u200c\u200d"
_ANGLES: Final = str.maketrans("<>", "‹›")


def instant(moment: datetime) -> float:
    """An instant -> seconds since 1970; one without a zone is taken as UTC. Malformed out of range."""
    try:
        time = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except OverflowError:
        raise Malformed("time", str(moment)) from None
    return checked_time(time)


def checked_time(time: float) -> float:
    """The same number if a clock could show it; also refuses NaN."""
    if not 0.0 <= time < LATEST:
        raise Malformed("time", f"{time:g} is not between 1970 and 2200")
    return time


def text(payload: bytes) -> str:
    """UTF-8 of a bearable size."""
    if len(payload) > MAX_PAYLOAD:
        raise Malformed("too_large", f"{len(payload)} bytes")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("not_utf8", str(error)) from None


def json_object(payload: bytes) -> dict[str, Any]:
    """A JSON object; NaN is read, because the agreement gives it a meaning."""
    content = text(payload)
    if not content.strip():
        raise Malformed("empty")
    try:
        body = json.loads(content)
    except RecursionError:
        raise Malformed("too_deep") from None
    except ValueError as error:
        raise Malformed("not_json", str(error)[:120]) from None
    if not isinstance(body, dict):
        raise Malformed("not_an_object", type(body).__name__)
    return body


def number(attribute: str, value: object, irregular: Counter[str]) -> float | None:
    """A JSON value as a finite number, None for "not measured"."""
    if isinstance(value, str):
        shown = repr(value[:40])
        try:
            value = float(value)
        except ValueError:
            raise Malformed("not_a_number", f"{attribute[:40]}: {shown}") from None
        irregular["number_as_text"] += 1
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed("not_a_number", f"{attribute[:40]}: {type(value).__name__}")
    try:
        result = float(value)
    except OverflowError:
        raise Malformed("not_finite", attribute[:40]) from None
    if math.isinf(result):
        raise Malformed("not_finite", attribute[:40])
    return None if math.isnan(result) else result


def time(value: object, irregular: Counter[str]) -> float:
    """An ISO 8601 time or a number of seconds since 1970; also the NGSI-LD form of either."""
    if isinstance(value, Mapping) and "value" in value:
        value = value["value"]
    if isinstance(value, Mapping):
        value = value.get("@value")
    if value is None:
        raise Malformed("no_time")
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise Malformed("time", repr(value[:40])) from None
        if moment.tzinfo is None:
            irregular["time_without_zone"] += 1
        return instant(moment)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed("time", type(value).__name__)
    try:
        return checked_time(round(float(value), 6))  # as fine as an ISO time is read
    except OverflowError:
        raise Malformed("time", "a number too large") from None


def sequence(value: object, irregular: Counter[str]) -> int:
    """A message's number, -1 where there is none that can be used."""
    if isinstance(value, int) and not isinstance(value, bool) and -1 <= value <= LARGEST:
        return value
    irregular["bad_seq"] += 1
    return -1


def word(value: object, most: int, default: str = "") -> str:
    """A short text as it may be shown, `default` where something else stands."""
    return label(value, most) or default if isinstance(value, str) else default


def label(text: str, most: int) -> str:
    """What of a stranger's text a screen may show: no line breaks, no marks that turn the direction of what
    stands beside it, no orders to a terminal, nothing that reads as markup.
    """
    plain = text[: 4 * most]
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() or c in _JOINERS else " " for c in plain)
    return " ".join(plain.translate(_ANGLES).split())[:most]


def pair(value: object) -> tuple[float, float] | None:
    """Two finite numbers, or None."""
    if not isinstance(value, list) or len(value) < 2:
        return None
    if any(isinstance(item, bool) or not isinstance(item, int | float) for item in value[:2]):
        return None
    try:
        first, second = float(value[0]), float(value[1])
    except OverflowError:
        return None
    return (first, second) if math.isfinite(first) and math.isfinite(second) else None
