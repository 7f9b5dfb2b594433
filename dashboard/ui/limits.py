"""Which limits of the catalogue a plot of one datastream shows."""

from collections.abc import Sequence

from config.catalogue import City, Limit
from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.language import Language


def value_limits(city: City, domain: str, thing: str, property_id: str) -> tuple[Limit, ...]:
    """Limits that compare the value itself (not its rise or fall) at that thing; none for a stranger."""
    known = city.by_id.get(domain)
    if known is None:
        return ()
    return tuple(
        limit
        for limit in known.limits
        if limit.property == property_id
        and limit.kind in ("high", "low")
        and (not limit.things or thing in limit.things)
    )


def steps(limit: Limit) -> list[tuple[Priority, float]]:
    """Its thresholds with their priorities, the mildest first."""
    named = zip((Priority.ADVISORY, Priority.WARNING, Priority.ALARM), limit.thresholds(), strict=True)
    return [(priority, value) for priority, value in named if value is not None]


def caption(language: Language, limits: Sequence[Limit], decimals: int) -> str:
    """`limits 100 · 300 · 500`, with < where less is worse; "" where there is none."""
    parts = []
    for limit in limits:
        less = "< " if limit.kind == "low" else ""
        numbers = [words.number(language, v, _decimals(v, decimals)) for _, v in steps(limit)]
        if numbers:
            parts.append(less + " · ".join(numbers))
    return " / ".join(parts)


def _decimals(value: float, decimals: int) -> int:
    """No decimals for a threshold that is a whole number."""
    return 0 if value == round(value) else decimals
