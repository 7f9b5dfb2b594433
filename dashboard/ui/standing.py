"""Which alarms stand at a thing or in a domain: questions that pages ask the alarm book."""

from collections.abc import Iterable, Sequence

from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import ASIDE, UNSEEN, Alarm, AlarmState, Priority

#: Kinds of alarm that speak of an instrument or its line, not of what it observes.
INSTRUMENT = frozenset({"stuck", "range", "stale", "gateway", "city"})
_HELD = (AlarmState.LATCHED_UNACKNOWLEDGED, AlarmState.LATCHED_ACKNOWLEDGED)


def colours(alarm: Alarm) -> bool:
    """Whether it colours its thing: its condition lasts or is held, and no operator put it aside.

    Another alarm may speak for it; what is silent behind a silent gateway colours nothing.
    """
    grouped = alarm.state is AlarmState.SUPPRESSED and alarm.kind not in INSTRUMENT
    return (grouped or alarm.state not in ASIDE) and (alarm.active or alarm.state in _HELD)


def speaks(alarm: Alarm) -> bool:
    """Whether it colours its thing and no other speaks for it: what is listed and counted."""
    return alarm.state is not AlarmState.SUPPRESSED and colours(alarm)


def waits_over(alarm: Alarm) -> bool:
    """Whether its condition is over and nobody has seen it: it still waits for somebody."""
    return alarm.state in UNSEEN and not alarm.active


def thing_of(alarm: Alarm) -> tuple[str, str]:
    """(domain, thing) that it is about; a gateway's domain is called `gateway`."""
    domain, thing, _ = alarm.datastream.split("/")
    return domain, thing


def of_domain(book: AlarmBook, domain: str) -> Sequence[Alarm]:
    """Alarms that speak for things of a domain, the worst and newest first."""
    return worst_first(a for a in book.alarms() if speaks(a) and thing_of(a)[0] == domain)


def of_datastream(book: AlarmBook, datastream: str) -> Sequence[Alarm]:
    """Alarms that colour one datastream, the worst and newest first."""
    return worst_first(a for a in book.alarms() if colours(a) and a.datastream == datastream)


def worst_first(alarms: Iterable[Alarm]) -> Sequence[Alarm]:
    """By priority, then the newest first."""
    return sorted(alarms, key=lambda alarm: (-alarm.priority, -alarm.raised, alarm.id))


def waiting(book: AlarmBook) -> dict[str, tuple[int, Priority]]:
    """Domain -> how many of its alarms wait for somebody to acknowledge them, and the worst of these."""
    found: dict[str, tuple[int, Priority]] = {}
    for alarm in book.alarms():
        if alarm.state in UNSEEN:
            domain = thing_of(alarm)[0]
            count, worst = found.get(domain, (0, Priority.NONE))
            found[domain] = count + 1, max(worst, alarm.priority)
    return found
